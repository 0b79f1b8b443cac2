//! A value of JSON.

use std::fmt;

use super::map::Members;
use super::{JsonText, Number};

/// The members of an object.
pub type Map = Members<Value>;

/// A value of JSON. It prints as JSON text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Value {
    /// `null`.
    #[default]
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number.
    Number(Number),
    /// A string.
    String(String),
    /// An array.
    Array(Vec<Value>),
    /// An object.
    Object(Map),
}

impl Value {
    /// A member of an object.
    pub fn get(&self, name: &str) -> Option<&Value> {
        match self {
            Value::Object(members) => members.get(name),
            _ => None,
        }
    }

    /// The text of a string.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Value::String(text) => Some(text),
            _ => None,
        }
    }

    /// A truth value.
    pub fn as_bool(&self) -> Option<bool> {
        match self {
            Value::Bool(value) => Some(*value),
            _ => None,
        }
    }

    /// The items of an array.
    pub fn as_array(&self) -> Option<&[Value]> {
        match self {
            Value::Array(items) => Some(items),
            _ => None,
        }
    }

    /// A number without fraction, see [`Number::whole`].
    pub fn as_whole(&self) -> Option<i64> {
        match self {
            Value::Number(number) => number.whole(),
            _ => None,
        }
    }

    /// Writes it as JSON text.
    pub fn write(&self, json: &mut JsonText) {
        match self {
            Value::Null => json.null(),
            Value::Bool(value) => json.boolean(*value),
            Value::Number(number) => json.raw(number.as_str()),
            Value::String(text) => json.string(text),
            Value::Array(items) => json.array(items, |json, item| item.write(json)),
            Value::Object(members) => json.object(|json| {
                for (name, value) in members.iter() {
                    json.entry(name, |json| value.write(json));
                }
            }),
        }
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut json = JsonText::default();
        self.write(&mut json);
        f.write_str(&json.into_string())
    }
}

impl From<bool> for Value {
    fn from(value: bool) -> Self {
        Value::Bool(value)
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Value::Number(number.into())
    }
}

impl From<u32> for Value {
    fn from(number: u32) -> Self {
        Value::from(i64::from(number))
    }
}

/// On every platform here a count fits.
impl From<usize> for Value {
    fn from(number: usize) -> Self {
        Value::from(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Value::String(text)
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Value::String(text.to_owned())
    }
}

impl From<Map> for Value {
    fn from(members: Map) -> Self {
        Value::Object(members)
    }
}

impl<T: Into<Value>> From<Vec<T>> for Value {
    fn from(items: Vec<T>) -> Self {
        Value::Array(items.into_iter().map(Into::into).collect())
    }
}

/// `None` is `null`.
impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Value::Null, Into::into)
    }
}
