//! A number as the text it came as: nothing is lost on the way, and nothing that reads
//! or prints floats has to be downloaded.

use std::fmt;

/// A number of JSON.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number(String);

impl Number {
    /// From text that is a JSON number.
    pub(super) fn from_text(text: &str) -> Self {
        Number(text.to_owned())
    }

    /// Its text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The whole number it stands for: `5`, `5.0`, `50e-1`; `None` for a fraction, and
    /// beyond 64 bits.
    pub fn whole(&self) -> Option<i64> {
        let lower = self.0.to_ascii_lowercase();
        let (mantissa, exponent) = lower.split_once('e').unwrap_or((&lower, "0"));
        let (before, behind) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let point = before.len();
        let mut digits = [before, behind].concat();
        // Where the point lies once the exponent has moved it.
        let point = exponent
            .parse::<isize>()
            .ok()
            .and_then(|by| point.checked_add_signed(by));
        let is_zero = digits.bytes().all(|digit| matches!(digit, b'0' | b'-'));
        let point = match point {
            _ if is_zero => return Some(0),
            Some(point) if point <= before.len().saturating_add(LONGEST) => point,
            _ => return None,
        };
        while digits.len() < point {
            digits.push('0');
        }
        let (whole, fraction) = digits.split_at_checked(point)?;
        let is_whole = fraction.bytes().all(|digit| digit == b'0');
        is_whole.then(|| whole.parse().ok())?
    }
}

/// Digits of the largest whole number of 64 bits.
const LONGEST: usize = 19;

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<i64> for Number {
    fn from(number: i64) -> Self {
        Number(number.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn given_a_number_when_it_is_whole_then_it_is_read_however_it_is_written() {
        let cases = [
            ("0", Some(0)),
            ("-0", Some(0)),
            ("0.000", Some(0)),
            ("0e999999999999999999999", Some(0)),
            ("5", Some(5)),
            ("-5", Some(-5)),
            ("5.0", Some(5)),
            ("5.5", None),
            ("50e-1", Some(5)),
            ("5E+2", Some(500)),
            ("1.25e2", Some(125)),
            ("1.25e1", None),
            ("-1e3", Some(-1000)),
            ("1e-7", None),
            ("1e21", None),
            ("1e999999999", None),
            ("1e99999999999999999999", None),
            ("9223372036854775807", Some(i64::MAX)),
            ("9223372036854775808", None),
            ("-9223372036854775808", Some(i64::MIN)),
        ];
        for (text, whole) in cases {
            assert_eq!(Number::from_text(text).whole(), whole, "{text}");
        }
        println!("{} numbers", cases.len());
    }
}
