//! JSON text that is read: by `JSON.parse` where there is JavaScript, by serde_json elsewhere.

use std::fmt;

use super::Value;

/// The text is no JSON, or none that is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotJson;

impl fmt::Display for NotJson {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the text is no JSON")
    }
}

impl std::error::Error for NotJson {}

impl Value {
    /// Reads a text that is one value of JSON.
    ///
    /// # Errors
    /// For anything else, and for what is nested too deeply.
    pub fn parse(text: &str) -> Result<Value, NotJson> {
        platform::parse(text).ok_or(NotJson)
    }
}

#[cfg(target_arch = "wasm32")]
mod platform {
    pub(super) use crate::javascript::parse;
}

#[cfg(not(target_arch = "wasm32"))]
mod platform {
    use crate::{Number, Value};

    pub(super) fn parse(text: &str) -> Option<Value> {
        serde_json::from_str(text).ok().map(value)
    }

    fn value(parsed: serde_json::Value) -> Value {
        use serde_json::Value as Parsed;
        match parsed {
            Parsed::Null => Value::Null,
            Parsed::Bool(value) => Value::Bool(value),
            Parsed::Number(number) => Value::Number(Number::from_text(&number.to_string())),
            Parsed::String(text) => Value::String(text),
            Parsed::Array(items) => Value::Array(items.into_iter().map(value).collect()),
            Parsed::Object(members) => Value::Object(
                members
                    .into_iter()
                    .map(|(name, member)| (name, value(member)))
                    .collect(),
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn given_json_then_it_is_read_in_its_order_and_printed_again() {
        for text in [
            "null",
            "true",
            "\"a\\\"b\\\\é😀\\n\"",
            "[1,[2],{\"a\":[]}]",
            "{\"b\":1,\"a\":{\"c\":null}}",
            "[12,-7,1.25]",
        ] {
            assert_eq!(Value::parse(text).unwrap().to_string(), text);
        }
        let twice = Value::parse("{\"a\":1,\"b\":2,\"a\":3}").unwrap();
        assert_eq!(twice.to_string(), "{\"a\":3,\"b\":2}");
    }

    #[test]
    fn given_no_json_then_it_is_refused() {
        let deep = "[".repeat(100_000);
        for text in ["", "nul", "[1,]", "{a:1}", "01", "\"a\nb\"", "1 2", &deep] {
            assert_eq!(Value::parse(text), Err(NotJson), "{text:.9}");
        }
    }
}
