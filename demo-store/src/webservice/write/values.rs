//! What a value becomes on its way into the database.

use super::purify::purify;
use crate::catalogue::LANGUAGES;
use crate::options::ShopVersion;
use crate::query::php_int;
use crate::resources::field::{Field, Kind};
use crate::tables::moment;
use crate::tables::value::Value;
use crate::tables::{BASE, Row};

/// A sent value as the database keeps it.
pub(crate) fn stored(text: &str, field: &Field, version: ShopVersion) -> Value {
    match field.kind {
        Kind::Integer | Kind::Boolean => Value::Number(php_int(text)),
        Kind::Decimal(_) => Value::Millionths(millionths(text)),
        Kind::Text | Kind::Texts => Value::text(clean(text, field, version)),
        Kind::Date | Kind::DateTime => Value::Moment(moment::parse(text)),
    }
}

/// Texts by language, each cleaned.
pub(super) fn texts(sent: &[(u32, String)], field: &Field, version: ShopVersion) -> Value {
    Value::Texts(
        sent.iter()
            .map(|(language, text)| (*language, clean(text, field, version).into()))
            .collect(),
    )
}

/// Line ends become LF, HTML is purified, and 1.6 has no place for emoji.
fn clean(text: &str, field: &Field, version: ShopVersion) -> String {
    let text = text.replace("\r\n", "\n");
    let html = field.kind == Kind::Texts && field.format(version) == Some("isCleanHtml");
    let text = if html { purify(&text, version) } else { text };
    if version > ShopVersion::V1_6 {
        return text;
    }
    text.chars()
        .map(|letter| match letter.len_utf8() {
            4 => "????".to_owned(),
            _ => letter.to_string(),
        })
        .collect()
}

/// What is left of a field the body does not name; `now` is the moment of those that
/// count from the write on.
pub(super) fn reset(field: &Field, now: Option<i64>) -> Value {
    match (field.name, field.kind) {
        ("date_add" | "last_passwd_gen", _) => Value::Moment(now),
        ("visibility", _) => Value::word("both"),
        ("condition", _) => Value::word("new"),
        ("low_stock_threshold", _) => Value::Null,
        (_, Kind::Date | Kind::DateTime) => Value::Moment(None),
        (_, Kind::Decimal(_)) => Value::Millionths(0),
        (_, Kind::Integer | Kind::Boolean) => Value::Number(0),
        (_, Kind::Text) => Value::word(""),
        (_, Kind::Texts) => Value::Texts(LANGUAGES.map(|language| (language, "".into())).into()),
    }
}

/// The row a shop gets when a write to several shops finds it without the product.
pub(super) fn of_a_newcomer(field: &Field) -> Value {
    match field.name {
        "id_category_default" | "low_stock_threshold" | "unity" => Value::Null,
        "indexed" | "id_tax_rules_group" => Value::Number(0),
        "show_condition" => Value::Number(1),
        "redirect_type" => Value::word("default"),
        _ => Value::initial(field.initial, field.kind),
    }
}

/// More than six decimals are rounded.
fn millionths(text: &str) -> i64 {
    let (negative, digits) = match text.trim().strip_prefix('-') {
        Some(digits) => (true, digits),
        None => (false, text.trim()),
    };
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let mut size = php_int(whole).saturating_mul(1_000_000);
    let mut place = 100_000;
    for digit in part.chars().map_while(|letter| letter.to_digit(10)) {
        if place == 0 {
            size = size.saturating_add(i64::from(digit >= 5));
            break;
        }
        size = size.saturating_add(i64::from(digit) * place);
        place /= 10;
    }
    if negative { -size } else { size }
}

/// The stored text of a column, for checks between records.
pub(super) fn text_of(row: &Row, column: impl Into<u8>, kind: Kind) -> String {
    let mut out = String::new();
    if let Some(value) = row.stored(BASE, column.into()) {
        value.write(kind, &mut out);
    }
    out
}

/// The stored number of a column, in millionths.
pub(super) fn money_of(row: &Row, column: impl Into<u8>) -> i64 {
    row.stored(BASE, column.into()).map_or(0, Value::millionths)
}

/// The stored whole number of a column.
pub(super) fn number_of(row: &Row, column: impl Into<u8>) -> i64 {
    row.stored(BASE, column.into()).map_or(0, Value::number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_are_kept_to_six_digits() {
        let cases = [
            ("10.5", 10_500_000),
            ("0.1234567", 123_457),
            ("-3", -3_000_000),
            ("", 0),
            ("7.", 7_000_000),
        ];
        for (text, expected) in cases {
            assert_eq!(millionths(text), expected, "{text}");
        }
        println!("{} decimals", cases.len());
    }
}
