//! One value of a condition: what the shop would compare it as, or why it would misread it.

use super::error::{Error, Result};
use super::names::quoted;
use crate::resources::declaration::Kind;

/// Where in a condition the value stands; the shop reads each place by its own rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// Alone or among others between brackets.
    Exact,
    /// One end of an interval.
    Bound,
    /// After `>` or `<`.
    Limit,
    /// Part of a text.
    Part,
}

/// The value as it goes between the brackets. `kind` is `None` for resources without a declaration.
pub(super) fn checked(
    kind: Option<Kind>,
    place: Place,
    value: &str,
    field: &str,
) -> Result<String> {
    let refuse = |reason: &str, hint: &str| -> Error {
        Error::invalid(format!("Filter {field}: {} {reason}", quoted(value)))
            .with_hint(hint)
            .with_field(field)
    };
    if value.trim().is_empty() {
        return Err(refuse(
            "is empty",
            "Shops answer an empty filter with an error or with everything",
        ));
    }
    if let Some((reason, hint)) = misread(kind, place, value) {
        return Err(refuse(reason, hint));
    }
    let normal = match (kind, place) {
        (Some(kind), Place::Exact | Place::Bound | Place::Limit) => normal(kind, value),
        (Some(Kind::Text | Kind::Enumeration(_) | Kind::Multilingual) | None, Place::Part) => {
            Some(value.to_string())
        }
        (Some(_), Place::Part) => is_interval_text(value).then(|| value.to_string()),
        (None, _) => undeclared(value),
    };
    let normal = normal.ok_or_else(|| refuse("does not fit the field", expected(kind)))?;
    if place == Place::Bound && !is_interval_text(&normal) {
        return Err(refuse(
            "cannot be a bound",
            "Shops compare intervals only between numbers or dates: digits, '.', ':', '-' and blanks",
        ));
    }
    Ok(normal)
}

/// What the shop's own reading of the brackets would take apart, strip or cut.
fn misread(kind: Option<Kind>, place: Place, value: &str) -> Option<(&'static str, &'static str)> {
    let listed = place == Place::Exact;
    // Elsewhere a comma does not fit the kind, which says more.
    let may_hold_comma = kind.is_none_or(is_text);
    if value.contains(['[', ']']) {
        Some((
            "has a bracket",
            "Shops read brackets as syntax: filter by the text before or after it",
        ))
    } else if value.chars().any(char::is_control) {
        Some((
            "has a control character",
            "Shops cannot filter across lines: use a part of one line",
        ))
    } else if value.contains('<') {
        Some((
            "has a <",
            "Shops cut a filter at <: filter by the text before or after it",
        ))
    } else if listed && value.contains('|') {
        Some((
            "has a |",
            "Shops read | as \"or\": give several values as a list",
        ))
    } else if listed && may_hold_comma && is_interval(value) {
        Some((
            "has a comma",
            "Shops read it as an interval: use between, or a list for several values",
        ))
    } else if place == Place::Part && value.contains('\\') {
        Some((
            "has a backslash",
            "Shops read it as an escape: filter by the text before or after it",
        ))
    } else {
        None
    }
}

/// Whether the database compares it letter by letter.
pub(super) const fn is_text(kind: Kind) -> bool {
    matches!(kind, Kind::Text | Kind::Enumeration(_) | Kind::Multilingual)
}

/// The value as the database compares it; `None` when it does not fit the kind.
pub(super) fn normal(kind: Kind, value: &str) -> Option<String> {
    let trimmed = value.trim();
    match kind {
        Kind::Id | Kind::Link => trimmed
            .bytes()
            .all(|byte| byte.is_ascii_digit())
            .then(|| trimmed.parse::<u32>().ok())
            .flatten()
            .map(|id| id.to_string()),
        Kind::Integer => {
            let digits = trimmed.strip_prefix('-').unwrap_or(trimmed);
            is_digits(digits)
                .then(|| trimmed.parse::<i64>().ok())
                .flatten()
                .map(|number| number.to_string())
        }
        Kind::Boolean => match trimmed {
            "1" | "true" => Some("1".to_string()),
            "0" | "false" => Some("0".to_string()),
            _ => None,
        },
        Kind::Decimal => is_decimal(trimmed).then(|| trimmed.to_string()),
        Kind::Date => date(trimmed),
        Kind::Text | Kind::Enumeration(_) | Kind::Multilingual => Some(value.to_string()),
    }
}

/// Without a declaration only the ISO form of a date is known to be misread.
fn undeclared(value: &str) -> Option<String> {
    let is_iso = value.get(..19).is_some_and(|start| is_moment(start, b'T'));
    match is_iso {
        true => date(value),
        false => Some(value.to_string()),
    }
}

fn expected(kind: Option<Kind>) -> &'static str {
    match kind {
        Some(Kind::Id | Kind::Link) => {
            "It is an id: digits only, 0 for none; several of them go into a list"
        }
        Some(Kind::Integer) => "It is a whole number",
        Some(Kind::Boolean) => "It is true or false",
        Some(Kind::Decimal) => "It is a number with a dot, like 12.50",
        _ => {
            "It is a date in the shop's own time: 2026-01-31 or 2026-01-31 23:59:59, without a zone"
        }
    }
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_decimal(text: &str) -> bool {
    let text = text.strip_prefix('-').unwrap_or(text);
    match text.split_once('.') {
        Some((whole, fraction)) => is_digits(whole) && is_digits(fraction),
        None => is_digits(text),
    }
}

/// `2026-01-31`, `2026-01-31 10:00:00`, or the same with a `T` between.
fn date(text: &str) -> Option<String> {
    let (day, time) = match text.get(..10).zip(text.get(10..)) {
        Some((day, "")) => (day, ""),
        Some((_, _)) if is_moment(text, b' ') || is_moment(text, b'T') => {
            text.get(..10).zip(text.get(11..))?
        }
        _ => return None,
    };
    if !is_pattern(day, "0000-00-00") || !is_day(day) {
        return None;
    }
    match time.is_empty() {
        true => Some(day.to_string()),
        false => is_time(time).then(|| format!("{day} {time}")),
    }
}

fn is_moment(text: &str, between: u8) -> bool {
    match between {
        b'T' => is_pattern(text, "0000-00-00T00:00:00"),
        _ => is_pattern(text, "0000-00-00 00:00:00"),
    }
}

/// Whether it has a digit wherever the pattern has a 0, and the pattern's character elsewhere.
fn is_pattern(text: &str, pattern: &str) -> bool {
    text.len() == pattern.len()
        && text
            .bytes()
            .zip(pattern.bytes())
            .all(|(byte, wanted)| match wanted {
                b'0' => byte.is_ascii_digit(),
                _ => byte == wanted,
            })
}

fn numbers<const N: usize>(text: &str, between: char) -> Option<[u16; N]> {
    let parts: Vec<u16> = text
        .split(between)
        .map_while(|part| part.parse().ok())
        .collect();
    parts.try_into().ok()
}

/// A day of the calendar, or the zero date by which shops say "none".
fn is_day(text: &str) -> bool {
    let Some([year, month, day]) = numbers(text, '-') else {
        return false;
    };
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        2 if is_leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    (1..=days).contains(&day) || text == "0000-00-00"
}

fn is_time(text: &str) -> bool {
    numbers(text, ':')
        .is_some_and(|[hour, minute, second]: [u16; 3]| hour < 24 && minute < 60 && second < 60)
}

/// The characters of which the shop makes the two sides of an interval.
pub(super) fn is_interval_text(text: &str) -> bool {
    text.bytes()
        .all(|byte| byte.is_ascii_digit() || b".:- ".contains(&byte))
}

fn is_interval(text: &str) -> bool {
    text.split_once(',')
        .is_some_and(|(from, to)| is_interval_text(from) && is_interval_text(to))
}
