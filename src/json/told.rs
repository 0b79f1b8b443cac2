//! A value as `pkg/src/given.ts` tells it: one text, so that it crosses in one piece.
//!
//! A letter says what follows: `n`, `t` and `f` are `null`, `true` and `false`, `#12;` a number in
//! its digits, `"3;abc` a text with the number of its UTF-16 units before it, `[…]` and `{3;abc…}`
//! hold values, behind their names in an object. Nothing has to be escaped, and every byte is looked
//! at twice at the most.

use super::{Map, Number, Value};

/// Reads a text from its beginning.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Told<'t>(pub(crate) &'t str);

impl<'t> Told<'t> {
    /// The next value; `None` for a text of anybody else.
    pub(crate) fn value(&mut self) -> Option<Value> {
        let (kind, rest) = self.0.split_at_checked(1)?;
        self.0 = rest;
        Some(match kind {
            "n" => Value::Null,
            "t" => Value::Bool(true),
            "f" => Value::Bool(false),
            "#" => Value::Number(Number::from_text(self.digits()?)),
            "\"" => Value::String(self.text()?.to_owned()),
            "[" => {
                let mut items = Vec::new();
                while !self.ends("]") {
                    items.push(self.value()?);
                }
                Value::Array(items)
            }
            "{" => {
                let mut members = Map::new();
                while !self.ends("}") {
                    let name = self.text()?.to_owned();
                    members.insert(name, self.value()?);
                }
                Value::Object(members)
            }
            _ => return None,
        })
    }

    fn ends(&mut self, end: &str) -> bool {
        let rest = self.0.strip_prefix(end);
        self.0 = rest.unwrap_or(self.0);
        rest.is_some()
    }

    fn digits(&mut self) -> Option<&'t str> {
        let (digits, rest) = self.0.split_once(';')?;
        self.0 = rest;
        Some(digits)
    }

    fn text(&mut self) -> Option<&'t str> {
        let units = self.digits()?.parse().ok()?;
        let end = match self.0.get(..units) {
            Some(text) if text.is_ascii() => units,
            _ => end_of(self.0, units)?,
        };
        let (text, rest) = self.0.split_at_checked(end)?;
        self.0 = rest;
        Some(text)
    }
}

/// Where so many UTF-16 units of a text end.
fn end_of(text: &str, units: usize) -> Option<usize> {
    let mut left = units;
    for (at, one) in text.char_indices() {
        if left == 0 {
            return Some(at);
        }
        left = left.checked_sub(one.len_utf16())?;
    }
    (left == 0).then_some(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn given_what_is_told_of_a_value_then_it_is_that_value() {
        let cases = [
            ("n", "null"),
            ("t", "true"),
            ("f", "false"),
            ("#-1.5e+21;", "-1.5e+21"),
            ("\"0;", "\"\""),
            ("\"3;a;]", "\"a;]\""),
            ("\"4;é😀}", "\"é😀}\""),
            ("[]", "[]"),
            ("[#1;[\"1;€]n]", "[1,[\"€\"],null]"),
            ("{}", "{}"),
            (
                "{1;at0;f4;{😀}\"2;\"\"}",
                "{\"a\":true,\"\":false,\"{😀}\":\"\\\"\\\"\"}",
            ),
            ("{1;a#1;1;b#2;1;a#3;}", "{\"a\":3,\"b\":2}"),
        ];
        for (told, json) in cases {
            let value = Told(told).value();
            assert_eq!(value.map(|value| value.to_string()).as_deref(), Some(json));
        }
        println!("{} values", cases.len());
    }

    #[test]
    fn given_a_text_that_tells_no_value_then_there_is_none() {
        let cases = [
            "",
            "x",
            "é",
            "#1",
            "\"",
            "\"2;a",
            "\"1;😀",
            "\"-1;",
            "\"a;",
            "[",
            "[n",
            "{",
            "{n}",
            "{1;a}",
            "\"99999999999999999999;a",
        ];
        for told in cases {
            assert_eq!(Told(told).value(), None, "{told}");
        }
        println!("{} texts", cases.len());
    }
}
