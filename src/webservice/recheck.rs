//! The local second look at a row: shops answer some filters with rows that do not match.

use std::cmp::Ordering;

use super::filter::Condition;
use super::operand::{is_text, normal};
use crate::resources::declaration::Kind;
pub use crate::resources::reader::Verdict;

/// The most letters that one letter beyond ASCII may equal: a ligature of three.
const LIGATURE: usize = 3;

impl Condition {
    /// Whether a field with this text, as the shop sent it, matches.
    pub fn matches(&self, kind: Kind, value: &str) -> Verdict {
        let ordered = |other: &str, wanted: &[Ordering]| match compare(kind, value, other) {
            Some(ordering) => Verdict::from(wanted.contains(&ordering)),
            None => Verdict::Unknown,
        };
        const UP: &[Ordering] = &[Ordering::Equal, Ordering::Greater];
        const DOWN: &[Ordering] = &[Ordering::Equal, Ordering::Less];
        match self {
            Condition::Equals(other) => equal(kind, value, other),
            Condition::OneOf(others) => {
                Verdict::any(others.iter().map(|other| equal(kind, value, other)))
            }
            Condition::Not(others) => {
                Verdict::any(others.iter().map(|other| equal(kind, value, other))).not()
            }
            Condition::Greater(other) => ordered(other, &[Ordering::Greater]),
            Condition::Less(other) => ordered(other, &[Ordering::Less]),
            Condition::Between(a, b) => Verdict::any(
                [(a, b), (b, a)]
                    .map(|(from, to)| ordered(from, UP).and(ordered(to, DOWN)))
                    .into_iter(),
            ),
            Condition::Begins(part) => holds(kind, value, part, true, false),
            Condition::Ends(part) => holds(kind, value, part, false, true),
            Condition::Contains(part) => holds(kind, value, part, false, false),
        }
    }

    /// Whether any of a field's texts, one for each language, matches; unknown when there is none.
    pub fn matches_any<'a>(&self, kind: Kind, values: impl Iterator<Item = &'a str>) -> Verdict {
        let mut verdicts = values.map(|value| self.matches(kind, value)).peekable();
        match verdicts.peek() {
            None => Verdict::Unknown,
            Some(_) => Verdict::any(verdicts),
        }
    }
}

fn equal(kind: Kind, value: &str, other: &str) -> Verdict {
    if is_text(kind) {
        return align(
            value.trim_end_matches(' '),
            other.trim_end_matches(' '),
            true,
            true,
        );
    }
    match compare(kind, value, other) {
        Some(ordering) => Verdict::from(ordering == Ordering::Equal),
        None => Verdict::Unknown,
    }
}

/// The order of two values where it is the same in every database; `None` elsewhere.
fn compare(kind: Kind, a: &str, b: &str) -> Option<Ordering> {
    if is_text(kind) {
        let (a, b) = (a.trim_end_matches(' '), b.trim_end_matches(' '));
        let is_plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_alphanumeric());
        return match a.eq_ignore_ascii_case(b) {
            true => Some(Ordering::Equal),
            false if is_plain(a) && is_plain(b) => {
                Some(a.to_ascii_lowercase().cmp(&b.to_ascii_lowercase()))
            }
            false => None,
        };
    }
    // A row may hold what no filter may: read leniently, an unreadable one is not judged.
    match kind {
        Kind::Date => Some(moment(a)?.cmp(&moment(b)?)),
        Kind::Boolean => Some(compare_decimals(&normal(kind, a)?, &normal(kind, b)?)),
        _ => Some(compare_decimals(
            &normal(Kind::Decimal, a)?,
            &normal(Kind::Decimal, b)?,
        )),
    }
}

fn moment(text: &str) -> Option<String> {
    let date = normal(Kind::Date, text)?;
    Some(match date.len() {
        10 => date + " 00:00:00",
        _ => date,
    })
}

/// Compares digit by digit: a float would lose the last ones.
fn compare_decimals(a: &str, b: &str) -> Ordering {
    let (a_below, a_whole, a_fraction) = decimal_parts(a);
    let (b_below, b_whole, b_fraction) = decimal_parts(b);
    let size = (a_whole.len().cmp(&b_whole.len()))
        .then(a_whole.cmp(b_whole))
        .then(a_fraction.cmp(b_fraction));
    match (a_below, b_below) {
        (false, false) => size,
        (true, true) => size.reverse(),
        (true, false) => Ordering::Less,
        (false, true) => Ordering::Greater,
    }
}

/// Whether it is below zero, and its digits without the zeros that do not count.
fn decimal_parts(text: &str) -> (bool, &str, &str) {
    let digits = text.trim_start_matches('-');
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let (whole, fraction) = (
        whole.trim_start_matches('0'),
        fraction.trim_end_matches('0'),
    );
    let is_zero = whole.is_empty() && fraction.is_empty();
    (text.starts_with('-') && !is_zero, whole, fraction)
}

fn holds(kind: Kind, value: &str, part: &str, at_start: bool, at_end: bool) -> Verdict {
    let value = if at_end {
        value.trim_end_matches(' ')
    } else {
        value
    };
    let part = if at_end {
        part.trim_end_matches(' ')
    } else {
        part
    };
    match align(value, part, at_start, at_end) {
        // The database may hold a decimal with more or fewer digits than the shop prints.
        Verdict::No if kind == Kind::Decimal => Verdict::Unknown,
        verdict => verdict,
    }
}

/// Whether `part` lies in `value`: letter case does not count, and what is not
/// printable ASCII may equal anything, because collations differ about it.
fn align(value: &str, part: &str, at_start: bool, at_end: bool) -> Verdict {
    let (lower, wanted) = (value.to_ascii_lowercase(), part.to_ascii_lowercase());
    let is_found = match (at_start, at_end) {
        (true, true) => lower == wanted,
        (true, false) => lower.starts_with(&wanted),
        (false, true) => lower.ends_with(&wanted),
        (false, false) => lower.contains(&wanted),
    };
    if is_found {
        return Verdict::Yes;
    }
    let is_certain = letters(&lower)
        .chain(letters(&wanted))
        .all(|letter| letter.is_some());
    match is_certain || !may_align(&lower, &wanted, at_start, at_end) {
        true => Verdict::No,
        false => Verdict::Unknown,
    }
}

/// The letters, with `None` for each that collations differ about.
fn letters(text: &str) -> impl Iterator<Item = Option<char>> {
    text.chars()
        .map(|one| matches!(one, ' '..='~').then_some(one))
}

/// Walks the value once, with the set of places in `part` that may have been reached.
fn may_align(value: &str, part: &str, at_start: bool, at_end: bool) -> bool {
    let mut pattern = Vec::new();
    for letter in letters(part) {
        let repeat = if letter.is_some() { 1 } else { LIGATURE };
        pattern.extend(std::iter::repeat_n(letter, repeat));
    }
    let mut reached = vec![false; pattern.len().saturating_add(1)];
    mark(&mut reached, 0);
    skip_unsure(&pattern, &mut reached);
    for letter in letters(value) {
        if !at_end && reached.last() == Some(&true) {
            return true;
        }
        let mut next = vec![false; reached.len()];
        for (at, _) in reached
            .iter()
            .enumerate()
            .filter(|(_, is_reached)| **is_reached)
        {
            match (letter, pattern.get(at)) {
                (None, _) => {
                    (0..=LIGATURE).for_each(|taken| mark(&mut next, at.saturating_add(taken)))
                }
                (Some(found), Some(Some(wanted))) if found != *wanted => {}
                (Some(_), _) => mark(&mut next, at.saturating_add(1)),
            }
        }
        if !at_start {
            mark(&mut next, 0);
        }
        skip_unsure(&pattern, &mut next);
        reached = next;
    }
    reached.last() == Some(&true)
}

fn mark(places: &mut [bool], at: usize) {
    if let Some(place) = places.get_mut(at) {
        *place = true;
    }
}

fn skip_unsure(pattern: &[Option<char>], reached: &mut [bool]) {
    for (at, letter) in pattern.iter().enumerate() {
        if letter.is_none() && reached.get(at) == Some(&true) {
            mark(reached, at.saturating_add(1));
        }
    }
}
