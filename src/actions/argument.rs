//! Reads one value of an input by the kind of its parameter.

use json::Value;

use resources::lexical::{is_decimal, is_digits};

use super::parameter::{
    Kind, MAX_CURSOR, MAX_EMAIL, MAX_LABEL, MAX_LANGUAGE, MAX_LIMIT, MAX_REFERENCE, MAX_TEXT,
    MAX_WORDS, Parameter, TOKEN_LENGTH,
};
use super::pasted::address;
use super::problem::Problem;
use crate::webservice::document::is_token;
use crate::webservice::names::shown;
use crate::webservice::operand::is_moment;
use crate::webservice::rules::is_email;

/// One checked value.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Argument {
    /// An id or a count.
    Number(u32),
    /// A text, trimmed if spaces around it mean nothing.
    Text(String),
    /// `true` or `false`.
    Flag(bool),
    /// Texts with their languages; a single text may have none.
    Texts(Vec<(Option<String>, String)>),
    /// Some of the words that the parameter lists, each once, in its order.
    Words(Vec<&'static str>),
}

/// The value of a parameter; `None` if it was left out. `null` is the same as left out: models that
/// must give every parameter give it for those they do not mean.
pub(super) fn argument(
    parameter: &Parameter,
    value: Option<&Value>,
) -> Result<Option<Argument>, Vec<Problem>> {
    let name = parameter.name;
    let Some(value) = value.filter(|value| **value != Value::Null) else {
        return match (parameter.kind, parameter.required) {
            (Kind::Limit(usual), _) => Ok(Some(Argument::Number(usual))),
            (_, true) => Err(vec![Problem::of(name, &format!("`{name}` is missing"))]),
            (_, false) => Ok(None),
        };
    };
    let read = match parameter.kind {
        Kind::Id => integer(name, value, u32::MAX),
        Kind::Limit(_) => integer(name, value, MAX_LIMIT),
        Kind::Reference => text(name, value, MAX_REFERENCE),
        Kind::Email => email(name, value),
        Kind::Language => language_name(name, value),
        Kind::Flag => flag(name, value),
        Kind::Line => free_text(name, value).map(|text| Argument::Text(text.to_owned())),
        Kind::Texts => return texts(name, value).map(Some),
        Kind::State | Kind::IdOrText if matches!(value, Value::Number(_)) => {
            integer(name, value, u32::MAX)
        }
        Kind::State => text(name, value, MAX_LABEL),
        Kind::Token => token(name, value),
        Kind::Words | Kind::IdOrText => text(name, value, MAX_WORDS),
        Kind::YesOrNo => flag(name, value),
        Kind::Amount => amount(name, value),
        Kind::Moment => day_or_moment(name, value),
        Kind::SomeOf(words) => some_of(name, value, words),
        Kind::Cursor => text(name, value, MAX_CURSOR),
    };
    read.map(Some)
        .map_err(|message| vec![Problem::of(name, &message)])
}

/// A whole number from 1 on, `"5"` as well. JSON knows no difference between `5` and `5.0`.
fn integer(name: &str, value: &Value, most: u32) -> Result<Argument, String> {
    let number = match value {
        Value::Number(number) => number.whole(),
        Value::String(digits) if is_digits(digits) => digits.parse().ok(),
        _ => return Err(format!("`{name}` must be a number, not {}", kind_of(value))),
    };
    let range = match most {
        u32::MAX => "a whole number from 1 on".to_owned(),
        most => format!("a whole number from 1 to {most}"),
    };
    match number.and_then(|number| u32::try_from(number).ok()) {
        Some(number) if (1..=most).contains(&number) => Ok(Argument::Number(number)),
        _ => Err(format!("`{name}` must be {range}, not {value}")),
    }
}

fn text(name: &str, value: &Value, most: usize) -> Result<Argument, String> {
    let Some(text) = value.as_str() else {
        return Err(format!("`{name}` must be a text, not {}", kind_of(value)));
    };
    let text = text.trim();
    if text.is_empty() {
        return Err(format!("`{name}` is empty"));
    }
    if text.chars().count() > most {
        return Err(format!("`{name}` has more than {most} characters"));
    }
    if text.chars().any(char::is_control) {
        return Err(format!("`{name}` has a control character"));
    }
    Ok(Argument::Text(text.to_owned()))
}

fn flag(name: &str, value: &Value) -> Result<Argument, String> {
    match value {
        Value::Bool(value) => Ok(Argument::Flag(*value)),
        other => Err(format!(
            "`{name}` must be true or false, not {}",
            kind_of(other)
        )),
    }
}

/// A decimal number from 0 on, as the text that a shop writes.
fn amount(name: &str, value: &Value) -> Result<Argument, String> {
    let text = match value {
        Value::Number(number) => number.to_string(),
        Value::String(text) => text.trim().to_owned(),
        _ => return Err(format!("`{name}` must be a number, not {}", kind_of(value))),
    };
    match is_decimal(&text) && !text.starts_with('-') {
        true => Ok(Argument::Text(text)),
        false => Err(format!(
            "`{name}` must be an amount from 0 on, such as 12.50, not {value}"
        )),
    }
}

fn day_or_moment(name: &str, value: &Value) -> Result<Argument, String> {
    match value.as_str().map(str::trim) {
        Some(text) if is_moment(text) => Ok(Argument::Text(text.to_owned())),
        _ => Err(format!(
            "`{name}` must be a day such as \"2026-01-31\" or a moment such as \"2026-01-31 10:00:00\", not {value}"
        )),
    }
}

/// One of the words alone is a list of one.
fn some_of(name: &str, value: &Value, words: &'static [&'static str]) -> Result<Argument, String> {
    let given = match value {
        Value::Array(given) => given.as_slice(),
        Value::String(_) => std::slice::from_ref(value),
        _ => return Err(format!("`{name}` must be a list, not {}", kind_of(value))),
    };
    let is_word = |one: &Value| one.as_str().is_some_and(|one| words.contains(&one));
    if given.is_empty() || !given.iter().all(is_word) {
        return Err(format!(
            "`{name}` must be a list with at least one of: {}",
            words.join(", ")
        ));
    }
    let is_given = |word: &&&str| given.iter().any(|one| one.as_str() == Some(**word));
    Ok(Argument::Words(
        words.iter().filter(is_given).copied().collect(),
    ))
}

/// A text as it is: spaces and line ends may be intended.
fn free_text<'v>(name: &str, value: &'v Value) -> Result<&'v str, String> {
    match value.as_str() {
        None => Err(format!("`{name}` must be a text, not {}", kind_of(value))),
        Some(text) if text.len() > MAX_TEXT as usize => Err(format!("`{name}` is too long")),
        Some(text) => Ok(text),
    }
}

fn texts(name: &str, value: &Value) -> Result<Argument, Vec<Problem>> {
    let one = |message: String| vec![Problem::of(name, &message)];
    let Value::Object(by_language) = value else {
        let expected = |message: String| format!("{message}, or an object of texts by language");
        let text = free_text(name, value).map_err(|message| one(expected(message)))?;
        return Ok(Argument::Texts(vec![(None, text.to_owned())]));
    };
    if by_language.is_empty() {
        return Err(one(format!("`{name}` has no language")));
    }
    let mut texts = Vec::new();
    let mut problems = Vec::new();
    for (language, value) in by_language.iter() {
        match free_text(&format!("{name}.{}", shown(language)), value) {
            Ok(text) => texts.push((Some(language.to_owned()), text.to_owned())),
            Err(message) => problems.push(Problem::of_language(name, language, &message)),
        }
    }
    match problems.is_empty() {
        true => Ok(Argument::Texts(texts)),
        false => Err(problems),
    }
}

fn email(name: &str, value: &Value) -> Result<Argument, String> {
    match text(name, value, MAX_EMAIL)? {
        Argument::Text(text) if is_email(address(&text)) => {
            Ok(Argument::Text(address(&text).to_owned()))
        }
        _ => Err(format!("`{name}` is no e-mail address")),
    }
}

fn token(name: &str, value: &Value) -> Result<Argument, String> {
    let read = text(name, value, TOKEN_LENGTH)?;
    match &read {
        Argument::Text(text) if is_token(text) => Ok(read),
        _ => Err(format!("`{name}` is no token of a preview")),
    }
}

fn language_name(name: &str, value: &Value) -> Result<Argument, String> {
    if matches!(value, Value::Number(_)) {
        return integer(name, value, u32::MAX);
    }
    if value.as_str().is_none() {
        return Err(format!(
            "`{name}` must be an id or an ISO code, not {}",
            kind_of(value)
        ));
    }
    text(name, value, MAX_LANGUAGE)
}

/// What a value is, for messages.
pub(super) fn kind_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}
