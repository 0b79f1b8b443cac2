//! From the text on the wire to a value of a field's kind.

use super::field::Kind;
use super::lexical::{date_parts, is_digits, is_printed_decimal, is_zero_date, whole};

/// One value, borrowing its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scalar<'a> {
    /// The shop's way to say "none" for this kind: empty, 0 of a link, a zero date.
    None,
    /// A whole number that JavaScript holds exactly.
    Number(i64),
    /// `1` or `0`.
    Boolean(bool),
    /// Text, decimals and dates, as sent.
    Text(&'a str),
}

/// The largest whole number that a JavaScript number holds exactly.
const MAX_SAFE: i64 = (1 << 53) - 1;

/// Reads a text as a value of a kind; `None` when it is not one.
/// [`Kind::Multilingual`] has no text of its own.
#[inline]
pub fn scalar(kind: Kind, text: &str) -> Option<Scalar<'_>> {
    match kind {
        Kind::Text | Kind::Enumeration(_) => Some(Scalar::Text(text)),
        Kind::Multilingual => None,
        _ if text.is_empty() => Some(Scalar::None),
        Kind::Id => id(text).map(Scalar::Number),
        Kind::Link => id(text).map(|id| {
            if id == 0 {
                Scalar::None
            } else {
                Scalar::Number(id)
            }
        }),
        Kind::Integer => integer(text).map(Scalar::Number),
        Kind::Boolean => match text {
            "1" => Some(Scalar::Boolean(true)),
            "0" => Some(Scalar::Boolean(false)),
            _ => None,
        },
        Kind::Decimal => is_printed_decimal(text).then_some(Scalar::Text(text)),
        Kind::Date => date(text),
    }
}

fn id(text: &str) -> Option<i64> {
    whole(text).map(i64::from)
}

fn integer(text: &str) -> Option<i64> {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let number: i64 = is_digits(unsigned).then(|| text.parse().ok())??;
    (-MAX_SAFE..=MAX_SAFE).contains(&number).then_some(number)
}

fn date(text: &str) -> Option<Scalar<'_>> {
    let [_, between, _] = date_parts(text)?;
    let is_shops = matches!(between, "" | " ");
    is_shops.then(|| match is_zero_date(text) {
        true => Scalar::None,
        false => Scalar::Text(text),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn given_a_text_of_each_kind_then_it_becomes_that_value_or_none() {
        use Scalar::{Boolean, None as Nothing, Number, Text};
        let cases: &[(Kind, &str, Option<Scalar<'_>>)] = &[
            (Kind::Id, "5", Some(Number(5))),
            (Kind::Id, "5a", None),
            (Kind::Id, "-5", None),
            (Kind::Id, "4294967296", None),
            (Kind::Link, "0", Some(Nothing)),
            (Kind::Link, "", Some(Nothing)),
            (Kind::Link, "007", Some(Number(7))),
            (Kind::Integer, "-3", Some(Number(-3))),
            (Kind::Integer, "-", None),
            (Kind::Integer, "1.5", None),
            (Kind::Integer, "9007199254740992", None),
            (Kind::Boolean, "1", Some(Boolean(true))),
            (Kind::Boolean, "0", Some(Boolean(false))),
            (Kind::Boolean, "true", None),
            (Kind::Decimal, "23.900000", Some(Text("23.900000"))),
            (Kind::Decimal, "1.0E-6", Some(Text("1.0E-6"))),
            (Kind::Decimal, "12,5", None),
            (Kind::Decimal, ".5", None),
            (Kind::Decimal, "1e", None),
            (
                Kind::Date,
                "2026-03-01 10:00:00",
                Some(Text("2026-03-01 10:00:00")),
            ),
            (Kind::Date, "0000-00-00", Some(Nothing)),
            (Kind::Date, "0000-00-00 00:00:00", Some(Nothing)),
            (Kind::Date, "yesterday", None),
            (Kind::Text, "", Some(Text(""))),
        ];
        for (kind, text, value) in cases {
            assert_eq!(scalar(*kind, text), *value, "{kind:?} {text:?}");
        }
    }
}
