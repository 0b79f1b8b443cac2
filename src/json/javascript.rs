//! Reads a JavaScript value. It is the caller's: each look at it may run code of theirs, which
//! may throw. So `pkg/src/given.ts` looks, where that is caught, and tells what it has seen in one
//! text: each look from here would cross the border, and what is thrown through the module leaves
//! its stack where it is, until after some hundred times no call works any more.

use wasm_bindgen::prelude::*;

use super::Value;
use super::told::Told;

#[wasm_bindgen]
extern "C" {
    /// A value in the words of `told`, or behind `!` the letter of a [`Reason`] and the way to it.
    #[wasm_bindgen(js_name = readGiven)]
    pub fn tell(value: &JsValue) -> String;
    /// What the last value threw that could not be read.
    #[wasm_bindgen(js_name = takeThrown)]
    fn take_thrown() -> JsValue;
    #[wasm_bindgen(catch, js_namespace = JSON, js_name = parse)]
    fn parse_text(text: &str) -> Result<JsValue, JsValue>;
}

/// One step of the way to a place in a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// A member of an object.
    Member(String),
    /// An item of a list.
    Item(u32),
}

/// What is wrong with a value, and where.
#[derive(Clone, Debug)]
pub struct Unreadable {
    /// The way there, as far as it could be followed; empty for the value itself.
    pub path: Vec<Step>,
    /// What is wrong.
    pub reason: Reason,
}

/// What is wrong with a value.
#[derive(Clone, Debug)]
pub enum Reason {
    /// It is `undefined` in a list, or in the place of all that is given.
    Undefined,
    /// It is a function.
    Function,
    /// It is a symbol.
    Symbol,
    /// It is `NaN` or infinite.
    NotFinite,
    /// It is a text, or the name of a member, with one half of a character.
    HalfCharacter,
    /// It is a `Map`, a `Promise` or the like, which no JSON has.
    NoPlainObject,
    /// Its `toJSON` says that there is nothing, as that of an invalid date does.
    Nothing,
    /// It goes round in a circle, or is nested too deeply.
    TooDeep,
    /// It has too many parts.
    TooLarge,
    /// A getter, a trap of a `Proxy` or a `toJSON` threw this.
    Threw(JsValue),
}

/// Reads a value as JSON has it. Members that are `undefined` are left out, as if they were not given.
///
/// # Errors
/// What is wrong with the first part that JSON has no word for.
pub fn read(value: &JsValue) -> Result<Value, Unreadable> {
    read_told(&tell(value))
}

/// The same of what [`tell`] has told.
///
/// # Errors
/// The same.
pub fn read_told(told: &str) -> Result<Value, Unreadable> {
    match told
        .strip_prefix('!')
        .and_then(|wrong| wrong.split_at_checked(1))
    {
        Some((letter, way)) => Err(Unreadable {
            path: steps(way),
            reason: reason(letter),
        }),
        None => Told(told).value().ok_or(Unreadable {
            path: Vec::new(),
            reason: Reason::NoPlainObject,
        }),
    }
}

/// The value of JSON text.
pub(super) fn parse(text: &str) -> Option<Value> {
    read(&parse_text(text).ok()?).ok()
}

fn reason(letter: &str) -> Reason {
    match letter {
        "u" => Reason::Undefined,
        "f" => Reason::Function,
        "s" => Reason::Symbol,
        "i" => Reason::NotFinite,
        "h" => Reason::HalfCharacter,
        "n" => Reason::Nothing,
        "d" => Reason::TooDeep,
        "l" => Reason::TooLarge,
        "t" => Reason::Threw(take_thrown()),
        _ => Reason::NoPlainObject,
    }
}

fn steps(way: &str) -> Vec<Step> {
    let Some(Value::Array(steps)) = Told(way).value() else {
        return Vec::new();
    };
    let step = |one| match one {
        Value::String(name) => Some(Step::Member(name)),
        one => Some(Step::Item(u32::try_from(one.as_whole()?).ok()?)),
    };
    steps.into_iter().filter_map(step).collect()
}
