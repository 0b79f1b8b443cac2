//! Names out of a known set: which one was meant when it is none of them.

use json::Value;
use resources::Field;

use super::error::Error;

/// Longer names are not worth a suggestion, and are cut where they are repeated.
const LONGEST: usize = 64;
/// How many known names fit into a hint.
const LISTED: usize = 12;

/// Whether it is a plain Webservice name: letters, digits and `_`.
pub(super) fn is_name(name: &str) -> bool {
    !name.is_empty()
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

/// The names of those fields that are meant.
pub(super) fn names(fields: &[Field], is_meant: fn(&Field) -> bool) -> Vec<&'static str> {
    let meant = fields.iter().filter(|field| is_meant(field));
    meant.map(|field| field.name).collect()
}

/// A text of the caller as it may be repeated in a message: short, on one line.
pub(crate) fn shown(text: &str) -> String {
    let mut shown = String::new();
    for (at, one) in text.chars().enumerate() {
        if at == LONGEST {
            shown.push('…');
            break;
        }
        shown.push(if one.is_control() { ' ' } else { one });
    }
    shown
}

/// The same between quotes.
pub(super) fn quoted(text: &str) -> String {
    ["\"", &shown(text), "\""].concat()
}

/// A value of the caller as it may be repeated in a message.
pub(super) fn shown_value(value: &Value) -> String {
    let shown = match value {
        Value::String(text) => return quoted(text),
        Value::Number(number) => number.as_str(),
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
        Value::Null => "null",
        Value::Bool(true) => "true",
        Value::Bool(false) => "false",
    };
    shown.to_owned()
}

/// The error for a name that `owner` does not have, with the nearest or the known ones.
pub(super) fn unknown(owner: &str, what: &str, name: &str, known: &[&str]) -> Error {
    let hint = match nearest(name, known) {
        Some(meant) => ["Did you mean \"", meant, "\"?"].concat(),
        None => listed(known),
    };
    Error::about(&shown(name), &["is no ", what, " of ", owner], &hint).with_field(name)
}

fn listed(known: &[&str]) -> String {
    let names = known.get(..LISTED).unwrap_or(known);
    let more = known.len().saturating_sub(names.len());
    match more {
        _ if known.is_empty() => "There are none.".to_string(),
        0 => ["There are: ", &names.join(", ")].concat(),
        more => [
            "There are: ",
            &names.join(", "),
            " and ",
            &more.to_string(),
            " more",
        ]
        .concat(),
    }
}

fn nearest<'a>(name: &str, known: &[&'a str]) -> Option<&'a str> {
    if name.len() > LONGEST {
        return None;
    }
    let mut nearest = None;
    let mut fewest = usize::MAX;
    for one in known {
        let edits = distance(name, one);
        if edits < fewest && edits <= one.len().div_ceil(4) {
            nearest = Some(*one);
            fewest = edits;
        }
    }
    nearest
}

/// How many letters must be added, removed or replaced; their case does not count.
fn distance(a: &str, b: &str) -> usize {
    let mut row: Vec<usize> = (1..=b.len()).collect();
    let mut last = b.len();
    for (above, x) in a.bytes().enumerate() {
        let mut diagonal = above;
        let mut left = above.saturating_add(1);
        for (cell, y) in row.iter_mut().zip(b.bytes()) {
            let replaced = diagonal.saturating_add(usize::from(!x.eq_ignore_ascii_case(&y)));
            diagonal = *cell;
            left = replaced
                .min(diagonal.saturating_add(1))
                .min(left.saturating_add(1));
            *cell = left;
        }
        last = left;
    }
    last
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn given_a_slip_when_named_then_the_nearest_is_offered() {
        let known = ["reference", "id_customer", "date_add"];
        for (name, hint) in [
            ("refrence", "Did you mean \"reference\"?"),
            ("idCustomer", "Did you mean \"id_customer\"?"),
            ("weight", "There are: reference, id_customer, date_add."),
        ] {
            let error = unknown("orders", "field", name, &known);
            assert_eq!(error.hint(), hint, "{name}");
        }
    }

    #[test]
    fn given_two_words_when_compared_then_edits_are_counted() {
        for (a, b, edits) in [
            ("", "", 0),
            ("", "ab", 2),
            ("ab", "", 2),
            ("kitten", "sitting", 3),
            ("idShop", "id_shop", 1),
        ] {
            assert_eq!(distance(a, b), edits, "{a} {b}");
        }
    }
}
