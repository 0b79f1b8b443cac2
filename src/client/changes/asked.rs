//! What a look is asked for.

use json::Value;

use crate::webservice::error::{Error, Result};

use super::moment;

/// What is watched, and since when.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// Orders, statuses of orders, customers, products.
    pub watched: [bool; 4],
    /// What the last look gave.
    pub cursor: Option<String>,
    /// Where the first one begins, in seconds of the shop's local time.
    pub since: Option<i64>,
}

const NAMES: [&str; 4] = ["orders", "order_states", "customers", "products"];

impl Asked {
    /// Reads `{ watched, cursor?, since? }`.
    ///
    /// # Errors
    /// `InvalidRequest` for anything else.
    pub fn from_value(value: &Value) -> Result<Asked> {
        let mut asked = Asked::default();
        let Some(Value::Object(watched)) = value.get("watched") else {
            return Err(nothing());
        };
        for (name, value) in watched.iter() {
            let at = NAMES.iter().position(|one| *one == name);
            match (at.and_then(|at| asked.watched.get_mut(at)), value) {
                (Some(is_watched), Value::Bool(value)) => *is_watched = *value,
                _ => return Err(nothing().with_field(name)),
            }
        }
        if asked.watched == [false; 4] {
            return Err(nothing());
        }
        asked.cursor = text_of(value, "cursor", "what the last call gave, or null")?;
        if let Some(since) = text_of(value, "since", SINCE)? {
            asked.since = moment::seconds(&since);
            let hint = match (asked.since, &asked.cursor) {
                (None, _) => SINCE,
                (_, Some(_)) => "a cursor, or a date to begin at",
                _ => return Ok(asked),
            };
            return Err(wrong("since", hint));
        }
        Ok(asked)
    }
}

const SINCE: &str = "a date of the shop's local time, such as 2026-01-31 10:00:00";

fn text_of(value: &Value, name: &str, expected: &str) -> Result<Option<String>> {
    match value.get(name) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text.clone())),
        Some(_) => Err(wrong(name, expected)),
    }
}

fn nothing() -> Error {
    let hint = "Give { orders: true }; order_states, customers and products go as well.";
    Error::about("watched", &["names nothing that can be watched"], hint)
}

fn wrong(name: &str, expected: &str) -> Error {
    Error::about(name, &["must be ", expected], &["Give ", expected].concat())
}
