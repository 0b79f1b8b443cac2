//! From a value of the caller's to the text that goes over the wire.

use json::Value;
use resources::Kind;
use resources::lexical::is_decimal;
use resources::value::{Scalar, scalar};
use xml::{can_hold, reads_back};

use crate::webservice::error::{Error, Result};
use crate::webservice::names;

/// The text of a value of a declared kind.
///
/// # Errors
/// `InvalidRequest` for a value of another kind: a shop would read it as 0 or as nothing.
pub(super) fn wire(kind: Kind, field: &str, value: &Value) -> Result<String> {
    let text = match (kind, value) {
        (Kind::Boolean, Value::Bool(value)) => Some(if *value { "1" } else { "0" }.to_owned()),
        (Kind::Id | Kind::Link | Kind::Integer, Value::Number(number)) => {
            number.whole().map(|number| number.to_string())
        }
        // "5" is a 5 that came as a text.
        (Kind::Id | Kind::Link | Kind::Integer, Value::String(text)) => {
            text.parse().ok().map(|number: i64| number.to_string())
        }
        (Kind::Link, Value::Null) => Some("0".to_owned()),
        (Kind::Integer | Kind::Date, Value::Null) => Some(String::new()),
        (Kind::Decimal | Kind::Date | Kind::Text | Kind::Enumeration(_), Value::String(text)) => {
            Some(text.clone())
        }
        _ => None,
    };
    let text = text.filter(|text| is_of(kind, text));
    let text = text.ok_or_else(|| unfit(field, expected(kind)))?;
    check_readable(field, &[field], &text)?;
    Ok(text)
}

/// Shops write a text as it is into their own documents, where it can end its section, and then
/// begin another field. After such a write the record could be neither read nor mended.
///
/// # Errors
/// `InvalidRequest` for a text that would not be read back. `path` are the elements around it.
pub(in crate::webservice) fn check_readable(field: &str, path: &[&str], text: &str) -> Result<()> {
    // A link in the text would be taken for one of the shop.
    let has_link = || text.contains("]]>") && text.contains("xlink:href");
    if reads_back(path, text) && !has_link() {
        return Ok(());
    }
    let problem = ["holds \"]]>\" before what reads as XML"];
    let hint = "Shops write it into their answers as it is, and the record could not be read again: put a blank between ]] and >.";
    Err(Error::about(field, &problem, hint))
}

/// The text of a value of a field that is not declared.
///
/// # Errors
/// `InvalidRequest` for a list or an object.
pub(super) fn untyped(field: &str, value: &Value) -> Result<String> {
    match value {
        Value::String(text) if can_hold(text) => {
            check_readable(field, &[field], text)?;
            Ok(text.clone())
        }
        Value::Number(number) => Ok(number.as_str().to_owned()),
        Value::Bool(value) => Ok(if *value { "1" } else { "0" }.to_owned()),
        Value::Null => Ok(String::new()),
        Value::String(_) | Value::Array(_) | Value::Object(_) => Err(unfit(
            field,
            "a text without control characters, a number, true, false or null",
        )),
    }
}

/// One text of a multilingual field.
pub(super) fn text<'v>(field: &str, value: &'v Value) -> Result<&'v str> {
    let text = value.as_str().filter(|text| can_hold(text));
    let text = text.ok_or_else(|| unfit(field, "texts without control characters, by language"))?;
    check_readable(field, &[field, "language"], text)?;
    Ok(text)
}

/// The error for a value of the wrong kind.
pub(super) fn unfit(field: &str, expected: &str) -> Error {
    let hint = ["Give ", expected, "."].concat();
    Error::about(field, &["must be ", expected], &hint)
}

/// The error for a field that the record does not have.
pub(super) fn no_field(name: &str, is_declared: bool) -> Error {
    let name = names::shown(name);
    let hint = match is_declared {
        true => "This version of PrestaShop does not have it.",
        false => {
            "Fields are named as in the record that is read; shops ignore others without a word."
        }
    };
    Error::about(&name, &["is no field of this record"], hint)
}

fn is_of(kind: Kind, text: &str) -> bool {
    match kind {
        // A shop reads an exponent as a wrong price, and a comma as the end of the number.
        Kind::Decimal => is_decimal(text),
        Kind::Text | Kind::Enumeration(_) => can_hold(text),
        Kind::Multilingual => false,
        Kind::Link => matches!(scalar(kind, text), Some(Scalar::Number(_) | Scalar::None)),
        _ => text.is_empty() || scalar(kind, text).is_some(),
    }
}

const fn expected(kind: Kind) -> &'static str {
    match kind {
        Kind::Id => "an id: a whole number from 1 on",
        Kind::Link => "an id: a whole number, or null for none",
        Kind::Integer => "a whole number",
        Kind::Boolean => "true or false",
        Kind::Decimal => "a decimal number as text, such as \"12.50\"",
        Kind::Text | Kind::Enumeration(_) => "a text without control characters",
        Kind::Date => "a date as text, \"2026-03-01\" or \"2026-03-01 10:00:00\", or null",
        Kind::Multilingual => {
            "an object with a text for each language to change, such as { \"en\": \"…\" }"
        }
    }
}

pub(super) const EXPECTED_TEXTS: &str = expected(Kind::Multilingual);
