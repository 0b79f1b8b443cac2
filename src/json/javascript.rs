//! Reads a JavaScript value. It is the caller's: each look at it may run code of theirs, which
//! may throw. So each goes through an import that catches; what is thrown through the module
//! would leave its stack where it is, and some hundred times later no call would work any more.

use js_sys::{Array, Function, Object, Reflect};
use wasm_bindgen::prelude::*;

use super::{Map, Number, Value};

/// Lists and objects inside each other; what goes round in a circle has more.
const DEEPEST: usize = 64;
/// Members of one object, which are looked up one after the other.
const MOST_MEMBERS: u32 = 4_096;
/// Values in all: shared parts of a value multiply.
const MOST_VALUES: u32 = 1 << 20;
/// Whole numbers up to here are exact in JavaScript.
const MOST_EXACT: f64 = 9_007_199_254_740_991.0;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = Object, js_name = keys)]
    fn keys(object: &JsValue) -> Result<Array, JsValue>;
    #[wasm_bindgen(catch, js_namespace = Array, js_name = isArray)]
    fn is_array(value: &JsValue) -> Result<bool, JsValue>;
    /// A list or an object.
    type Compound;
    #[wasm_bindgen(catch, method, structural, getter, js_name = toJSON)]
    fn to_json(this: &Compound) -> Result<Option<Object>, JsValue>;
    #[wasm_bindgen(thread_local_v2, js_namespace = Symbol, js_name = iterator)]
    static ITERATOR: JsValue;
    #[wasm_bindgen(catch, js_namespace = JSON, js_name = parse)]
    fn parse_text(text: &str) -> Result<JsValue, JsValue>;
    /// Throws for a text with half a character.
    #[wasm_bindgen(catch, js_name = encodeURIComponent)]
    fn encode(text: &JsValue) -> Result<JsValue, JsValue>;
    /// Of a number or bigint, so that nothing is thrown.
    #[wasm_bindgen(js_name = String)]
    fn digits(number: &JsValue) -> String;
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
    let mut reader = Reader {
        path: Vec::new(),
        left: MOST_VALUES,
    };
    reader.value(value).map_err(|reason| Unreadable {
        path: reader.path,
        reason,
    })
}

/// The value of JSON text.
pub(super) fn parse(text: &str) -> Option<Value> {
    read(&parse_text(text).ok()?).ok()
}

struct Reader {
    /// Stays at the place of what is wrong.
    path: Vec<Step>,
    /// How many values may still be read.
    left: u32,
}

impl Reader {
    fn value(&mut self, value: &JsValue) -> Result<Value, Reason> {
        self.left = self.left.checked_sub(1).ok_or(Reason::TooLarge)?;
        if let Some(text) = value.as_string() {
            whole(value, &text)?;
            return Ok(Value::String(text));
        }
        if value.is_object() {
            return self.compound(value);
        }
        if let Some(number) = value.as_f64() {
            return finite(value, number).map(Value::Number);
        }
        if let Some(value) = value.as_bool() {
            return Ok(Value::Bool(value));
        }
        match () {
            () if value.is_null() => Ok(Value::Null),
            () if value.is_undefined() => Err(Reason::Undefined),
            () if value.is_bigint() => Ok(bigint(value)),
            () if value.is_symbol() => Err(Reason::Symbol),
            () => Err(Reason::Function),
        }
    }

    /// A list or an object, or what its `toJSON` makes of it.
    fn compound(&mut self, value: &JsValue) -> Result<Value, Reason> {
        if self.path.len() >= DEEPEST {
            return Err(Reason::TooDeep);
        }
        let to_json = value
            .unchecked_ref::<Compound>()
            .to_json()
            .map_err(Reason::Threw)?;
        let Some(to_json) = to_json.and_then(|to_json| to_json.dyn_into::<Function>().ok()) else {
            return self.parts(value);
        };
        let name = match self.path.last() {
            Some(Step::Member(name)) => name.into(),
            Some(Step::Item(at)) => at.to_string().into(),
            None => JsValue::from_str(""),
        };
        let made = to_json.call1(value, &name).map_err(Reason::Threw)?;
        match () {
            () if made.is_null() || made.is_undefined() => Err(Reason::Nothing),
            // Asked once, as `JSON.stringify` does.
            () if made.is_object() => self.parts(&made),
            () => self.value(&made),
        }
    }

    fn parts(&mut self, value: &JsValue) -> Result<Value, Reason> {
        if is_array(value).map_err(Reason::Threw)? {
            return self.items(value).map(Value::Array);
        }
        if ITERATOR
            .with(|iterator| Reflect::has(value, iterator))
            .map_err(Reason::Threw)?
        {
            return Err(Reason::NoPlainObject);
        }
        self.members(value).map(Value::Object)
    }

    fn items(&mut self, list: &JsValue) -> Result<Vec<Value>, Reason> {
        let length = Reflect::get(list, &"length".into()).map_err(Reason::Threw)?;
        let mut items = Vec::new();
        let mut at = 0_u32;
        while f64::from(at) < length.as_f64().unwrap_or(0.0) {
            self.path.push(Step::Item(at));
            let item = Reflect::get_u32(list, at).map_err(Reason::Threw)?;
            items.push(self.value(&item)?);
            self.path.pop();
            at = at.checked_add(1).ok_or(Reason::TooLarge)?;
        }
        Ok(items)
    }

    fn members(&mut self, object: &JsValue) -> Result<Map, Reason> {
        let names = keys(object).map_err(Reason::Threw)?;
        match names.length() {
            // What has its content elsewhere must not be taken for empty.
            0 if !is_plain(object).map_err(Reason::Threw)? => return Err(Reason::NoPlainObject),
            0..=MOST_MEMBERS => {}
            _ => return Err(Reason::TooLarge),
        }
        let mut members = Map::new();
        for at in 0..names.length() {
            let key = names.get(at);
            let name = key.as_string().unwrap_or_default();
            let unreadable = whole(&key, &name);
            self.path.push(Step::Member(name));
            unreadable?;
            let value = Reflect::get(object, &key).map_err(Reason::Threw)?;
            let value = match value.is_undefined() {
                true => None,
                false => Some(self.value(&value)?),
            };
            if let (Some(Step::Member(name)), Some(value)) = (self.path.pop(), value) {
                members.insert(name, value);
            }
        }
        Ok(members)
    }
}

/// A text, unless a half of a character was replaced when it came across.
fn whole(value: &JsValue, text: &str) -> Result<(), Reason> {
    let replaced = text.contains(char::REPLACEMENT_CHARACTER);
    match replaced && encode(value).is_err() {
        true => Err(Reason::HalfCharacter),
        false => Ok(()),
    }
}

/// A number, in the digits that JavaScript writes.
fn finite(value: &JsValue, number: f64) -> Result<Number, Reason> {
    match () {
        () if !number.is_finite() => Err(Reason::NotFinite),
        () if number.abs() <= MOST_EXACT && number.trunc() == number => {
            Ok(Number::from(number as i64))
        }
        () => Ok(Number::from_text(&digits(value))),
    }
}

/// A number where JavaScript's own would be exact, else its digits as a text.
fn bigint(value: &JsValue) -> Value {
    let digits = digits(value);
    match digits.parse::<i64>() {
        Ok(number) if number.unsigned_abs() <= MOST_EXACT as u64 => Value::from(number),
        _ => Value::String(digits),
    }
}

/// Whether it is an object of braces, of any realm, or has no prototype at all.
fn is_plain(object: &JsValue) -> Result<bool, JsValue> {
    let prototype = JsValue::from(Reflect::get_prototype_of(object)?);
    Ok(prototype.is_null() || JsValue::from(Reflect::get_prototype_of(&prototype)?).is_null())
}
