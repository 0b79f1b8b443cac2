//! What a cell holds, and how it looks on the wire.

use std::borrow::Cow;
use std::fmt::Write;

use super::moment;
use crate::resources::field::{Initial, Kind};

/// The content of one cell.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Value {
    /// NULL: written as nothing.
    Null,
    /// Numbers and booleans.
    Number(i64),
    /// Millionths, so that money is never a float.
    Millionths(i64),
    /// Characters.
    Text(Cow<'static, str>),
    /// Seconds since 1970 in the shop's own time; `None` is `0000-00-00`.
    Moment(Option<i64>),
    /// Characters by language id.
    Texts(Box<[(u32, Cow<'static, str>)]>),
}

impl Value {
    /// A text that is known when the crate is compiled.
    pub(crate) fn word(text: &'static str) -> Value {
        Value::Text(Cow::Borrowed(text))
    }

    /// A text put together at run time.
    pub(crate) fn text(text: String) -> Value {
        Value::Text(Cow::Owned(text))
    }

    /// Cents as a decimal.
    pub(crate) fn cents(cents: i64) -> Value {
        Value::Millionths(cents.saturating_mul(10_000))
    }

    /// The value a field has before anyone sets it.
    pub(crate) fn initial(initial: Initial, kind: Kind) -> Value {
        match (initial, kind) {
            (Initial::Null, _) => Value::Null,
            (Initial::Number(number), Kind::Decimal(_)) => Value::Millionths(number),
            (Initial::Number(_), Kind::Date | Kind::DateTime) => Value::Moment(None),
            (Initial::Number(number), _) => Value::Number(number),
            (Initial::Text(text), _) => Value::word(text),
        }
    }

    /// Appends the value as a shop writes it. Texts in several languages have no one form.
    pub(crate) fn write(&self, kind: Kind, out: &mut String) {
        match self {
            Value::Null | Value::Texts(_) => {}
            Value::Number(number) => {
                // Writing to a String cannot fail.
                let _ = write!(out, "{number}");
            }
            Value::Millionths(millionths) => {
                let digits = if let Kind::Decimal(digits) = kind {
                    digits
                } else {
                    6
                };
                write_decimal(*millionths, digits, out);
            }
            Value::Text(text) => out.push_str(text),
            Value::Moment(moment) => moment::write(*moment, kind != Kind::Date, out),
        }
    }

    /// As a number, the way the database casts.
    pub(crate) fn number(&self) -> i64 {
        match self {
            Value::Number(number) => *number,
            Value::Millionths(millionths) => millionths / 1_000_000,
            _ => 0,
        }
    }

    /// As an id; 0 when there is none.
    pub(crate) fn id(&self) -> u32 {
        u32::try_from(self.number()).unwrap_or(0)
    }

    /// As millionths.
    pub(crate) fn millionths(&self) -> i64 {
        match self {
            Value::Millionths(millionths) => *millionths,
            Value::Number(number) => number.saturating_mul(1_000_000),
            _ => 0,
        }
    }
}

fn write_decimal(millionths: i64, digits: u8, out: &mut String) {
    let sign = if millionths < 0 { "-" } else { "" };
    let size = millionths.unsigned_abs();
    let (whole, part) = (size / 1_000_000, size % 1_000_000);
    let width = usize::from(digits.min(6));
    let shown = part / 10_u64.pow(6 - u32::from(digits.min(6)));
    // Writing to a String cannot fail.
    let _ = write!(out, "{sign}{whole}.{shown:0width$}");
}
