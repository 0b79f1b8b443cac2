//! Names out of a known set: which one was meant when it is none of them.

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

/// A text of the caller as it may be repeated in a message: short, on one line.
pub(super) fn quoted(text: &str) -> String {
    let mut shown: String = text
        .chars()
        .take(LONGEST)
        .map(|one| if one.is_control() { ' ' } else { one })
        .collect();
    if text.chars().nth(LONGEST).is_some() {
        shown.push('…');
    }
    format!("\"{shown}\"")
}

/// The error for a name that `owner` does not have, with the nearest or the known ones.
pub(super) fn unknown(owner: &str, what: &str, name: &str, known: &[&str]) -> Error {
    let hint = match nearest(name, known) {
        Some(meant) => format!("Did you mean \"{meant}\"?"),
        None => listed(known),
    };
    Error::invalid(format!("{owner} has no {what} {}", quoted(name)))
        .with_hint(hint)
        .with_field(name)
}

fn listed(known: &[&str]) -> String {
    let (names, more) = known.split_at_checked(LISTED).unwrap_or((known, &[]));
    match (names.is_empty(), more.len()) {
        (true, _) => "There are none".to_string(),
        (false, 0) => format!("There are: {}", names.join(", ")),
        (false, more) => format!("There are: {} and {more} more", names.join(", ")),
    }
}

fn nearest<'a>(name: &str, known: &[&'a str]) -> Option<&'a str> {
    if name.len() > LONGEST {
        return None;
    }
    let name = name.to_ascii_lowercase();
    let mut best: Option<(usize, &str)> = None;
    for one in known {
        let distance = distance(&name, &one.to_ascii_lowercase());
        let is_near = distance <= one.len().div_ceil(4);
        if is_near && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, one));
        }
    }
    best.map(|(_, one)| one)
}

/// How many letters must be added, removed or replaced.
fn distance(a: &str, b: &str) -> usize {
    let mut row: Vec<usize> = (1..=b.len()).collect();
    let mut last = b.len();
    for (above, x) in a.bytes().enumerate() {
        let mut diagonal = above;
        let mut left = above.saturating_add(1);
        for (cell, y) in row.iter_mut().zip(b.bytes()) {
            let replaced = diagonal.saturating_add(usize::from(x != y));
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
            ("weight", "There are: reference, id_customer, date_add"),
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
        ] {
            assert_eq!(distance(a, b), edits, "{a} {b}");
        }
    }
}
