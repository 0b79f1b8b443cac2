//! One value of a condition: what the shop would compare it as, or why it would misread it.

use resources::Kind;
use resources::lexical::{ZERO_DAY, date_parts, is_decimal, is_digits};

use super::address::Address;
use super::error::Result;
use super::names::quoted;
use super::number::number;
use super::option::unfit_filter;

/// Where in a condition the value stands; the shop reads each place by its own rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// Alone or among others between brackets.
    Exact,
    /// Where an interval begins.
    Bound,
    /// Where it ends: a day at its last second.
    End,
    /// After `<`.
    Limit,
    /// After `>`: a day at its last second as well.
    After,
    /// Part of a text.
    Part,
}

/// Why a value does not work, and what to do instead.
type Refusal = (&'static str, &'static str);

/// Writes the value as it goes between the brackets. `kind` is `None` for resources without
/// a declaration.
pub(super) fn write(
    kind: Option<Kind>,
    place: Place,
    value: &str,
    field: &str,
    address: &mut Address,
) -> Result<()> {
    let refusal = match misread(kind, place, value) {
        Some(refusal) => refusal,
        None => match normal(kind, place, value) {
            Ok(normal) => {
                normal.iter().for_each(|part| address.write(part));
                return Ok(());
            }
            Err(refusal) => refusal,
        },
    };
    let (reason, hint) = refusal;
    Err(unfit_filter(field, &[reason, ": ", &quoted(value)], hint))
}

/// What the shop's own reading of the brackets would take apart, strip or cut.
fn misread(kind: Option<Kind>, place: Place, value: &str) -> Option<Refusal> {
    if value.trim().is_empty() {
        return Some((
            "is empty",
            "Shops answer an empty filter with an error or with everything",
        ));
    }
    for one in value.chars() {
        return Some(match (one, place) {
            ('[' | ']', _) => (
                "has a bracket",
                "Shops read brackets as syntax: filter by the text before or after it",
            ),
            ('<', _) => (
                "has a <",
                "Shops cut a filter at <: filter by the text before or after it",
            ),
            ('|', Place::Exact) => (
                "has a |",
                "Shops read | as \"or\": give several values as a list",
            ),
            ('\\', Place::Part) => (
                "has a backslash",
                "Shops read it as an escape: filter by the text before or after it",
            ),
            _ if one.is_control() => (
                "has a control character",
                "Shops cannot filter across lines: use a part of one line",
            ),
            _ => continue,
        });
    }
    // On other kinds a comma does not fit, which says more; of texts shops can be asked for it.
    let may_be_number = place == Place::Exact && kind.is_none();
    (may_be_number && is_interval(value)).then_some((
        "has a comma",
        "Shops read it as an interval: use between, or a list for several values",
    ))
}

/// The value as the database compares it, in parts.
fn normal(kind: Option<Kind>, place: Place, value: &str) -> Result<[&str; 3], Refusal> {
    let trimmed = value.trim();
    let normal = match kind {
        Some(kind) if is_text(kind) => Some([value, "", ""]),
        Some(_) if place == Place::Part => is_interval_text(value).then_some([value, "", ""]),
        Some(Kind::Id | Kind::Link) => number(trimmed).map(|_| [without_zeros(trimmed), "", ""]),
        Some(Kind::Integer) => integer(trimmed),
        Some(Kind::Boolean) => boolean(trimmed).map(|digit| [digit, "", ""]),
        Some(Kind::Decimal) => is_decimal(trimmed).then_some([trimmed, "", ""]),
        Some(_) => date(trimmed),
        // Without a declaration only the ISO form of a date is known to be misread.
        None if place != Place::Part && begins_as_iso(value) => date(value),
        None => Some([value, "", ""]),
    };
    let mut normal = normal.ok_or(("does not fit the field", expected(kind)))?;
    let ends = matches!(place, Place::End | Place::After);
    if let (true, None | Some(Kind::Date), [day, "", ""]) = (ends, kind, normal)
        && is_whole_day(day)
    {
        normal = [day, " ", END_OF_DAY];
    }
    match place {
        Place::Bound | Place::End if !normal.iter().all(|part| is_interval_text(part)) => Err((
            "cannot be a bound",
            "Shops compare intervals only between numbers or dates: digits, '.', ':', '-' and blanks",
        )),
        _ => Ok(normal),
    }
}

/// Whether the database compares it letter by letter.
pub(super) const fn is_text(kind: Kind) -> bool {
    matches!(kind, Kind::Text | Kind::Enumeration(_) | Kind::Multilingual)
}

/// `1` or `0`.
pub(super) fn boolean(text: &str) -> Option<&'static str> {
    match text {
        "1" | "true" => Some("1"),
        "0" | "false" => Some("0"),
        _ => None,
    }
}

/// The sign and the digits of a number of 64 bits.
fn integer(text: &str) -> Option<[&str; 3]> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let fits = is_digits(digits) && text.parse::<i64>().is_ok();
    let digits = without_zeros(digits);
    let is_below = text.starts_with('-') && digits != "0";
    fits.then_some([if is_below { "-" } else { "" }, digits, ""])
}

fn without_zeros(digits: &str) -> &str {
    match digits.trim_start_matches('0') {
        "" => "0",
        rest => rest,
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

/// The day, a blank and the time of `2026-01-31 10:00:00`, or of the same with a `T` between;
/// nothing but the day of `2026-01-31`.
pub(super) fn date(text: &str) -> Option<[&str; 3]> {
    let [day, between, time] = date_parts(text)?;
    match between {
        _ if !is_in_calendar(day) => None,
        "" => Some([day, "", ""]),
        " " | "T" => is_on_clock(time).then_some([day, " ", time]),
        _ => None,
    }
}

/// Whether it is a day, or a moment, that a shop understands.
pub fn is_moment(text: &str) -> bool {
    date(text.trim()).is_some()
}

/// The last second of a day.
const END_OF_DAY: &str = "23:59:59";

/// Whether it is a day without a time, and not the zero date, which has no other moment.
pub(super) fn is_whole_day(text: &str) -> bool {
    matches!(date(text.trim()), Some([day, "", _]) if day != ZERO_DAY)
}

/// The day and the time, of a day alone its first.
pub(super) fn moment(text: &str) -> Option<(&str, &str)> {
    moment_or(text, "00:00:00")
}

/// The day and the time, of a day alone its last.
pub(super) fn last_moment(text: &str) -> Option<(&str, &str)> {
    let end = is_whole_day(text).then_some(END_OF_DAY);
    moment_or(text, end.unwrap_or("00:00:00"))
}

fn moment_or<'t>(text: &'t str, time_of_day: &'t str) -> Option<(&'t str, &'t str)> {
    match date(text.trim())? {
        [day, "", _] => Some((day, time_of_day)),
        [day, _, time] => Some((day, time)),
    }
}

fn begins_as_iso(text: &str) -> bool {
    let start = text.get(..19).and_then(date_parts);
    start.is_some_and(|[_, between, _]| between == "T")
}

fn part(text: &str, from: usize, to: usize) -> u32 {
    text.get(from..to).and_then(number).unwrap_or(u32::MAX)
}

/// A day of the calendar, or the zero date by which shops say "none".
fn is_in_calendar(text: &str) -> bool {
    let (year, month, day) = (part(text, 0, 4), part(text, 5, 7), part(text, 8, 10));
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        2 if is_leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    (1..=days).contains(&day) || text == ZERO_DAY
}

fn is_on_clock(text: &str) -> bool {
    part(text, 0, 2) < 24 && part(text, 3, 5) < 60 && part(text, 6, 8) < 60
}

/// The characters of which the shop makes the two sides of an interval.
fn is_interval_text(text: &str) -> bool {
    text.bytes()
        .all(|byte| byte.is_ascii_digit() || b".:- ".contains(&byte))
}

/// Whether a shop reads it between brackets as two bounds.
pub(super) fn is_interval(text: &str) -> bool {
    text.split_once(',')
        .is_some_and(|(from, to)| is_interval_text(from) && is_interval_text(to))
}
