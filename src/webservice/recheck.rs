//! The local second look at a row: shops answer some filters with rows that do not match.

use std::cmp::Ordering;

use resources::Kind;
use resources::lexical::{decimal_parts, is_decimal};

use super::filter::Condition;
use super::operand::{boolean, is_text, last_moment, moment};
pub use resources::reader::Verdict;

/// The most letters that one letter beyond ASCII may equal: a ligature of three.
const LIGATURE: usize = 3;
/// Stands for every letter that collations differ about.
const UNSURE: u8 = 0;

impl Condition {
    /// The same, for a field of which nothing is declared as well: there only what shops read
    /// as wildcards is certain, because such a letter in a value is text.
    pub fn judge(&self, kind: Option<Kind>, value: &str) -> Verdict {
        match kind {
            Some(kind) => self.matches(kind, value),
            None if self.has_wildcard() => self.matches(Kind::Text, value),
            None => Verdict::Unknown,
        }
    }

    /// Whether it is a part of a text with a letter that shops read as any letter or letters.
    pub fn has_wildcard(&self) -> bool {
        match self {
            Condition::Begins(part) | Condition::Ends(part) | Condition::Contains(part) => {
                part.contains(['_', '%'])
            }
            _ => false,
        }
    }

    /// Whether a field with this text, as the shop sent it, matches.
    pub fn matches(&self, kind: Kind, value: &str) -> Verdict {
        match self {
            Condition::Equals(other) => equal(kind, value, other),
            Condition::OneOf(others) => equal_to_any(kind, value, others),
            Condition::Not(others) => equal_to_any(kind, value, others).not(),
            Condition::Greater(other) => ordered(kind, value, other, Ordering::is_gt),
            Condition::Less(other) => ordered(kind, value, other, Ordering::is_lt),
            Condition::AtLeast(other) => ordered(kind, value, other, Ordering::is_ge),
            Condition::AtMost(other) => ordered(kind, value, other, Ordering::is_le),
            Condition::Between(from, to) => between(kind, value, from, to),
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

fn equal_to_any(kind: Kind, value: &str, others: &[String]) -> Verdict {
    Verdict::any(others.iter().map(|other| equal(kind, value, other)))
}

fn equal(kind: Kind, value: &str, other: &str) -> Verdict {
    match is_text(kind) {
        true => align(without_end(value), without_end(other), true, true),
        false => ordered(kind, value, other, Ordering::is_eq),
    }
}

/// Databases do not count blanks at the end of a text.
fn without_end(text: &str) -> &str {
    text.trim_end_matches(' ')
}

fn ordered(kind: Kind, value: &str, other: &str, is_wanted: fn(Ordering) -> bool) -> Verdict {
    match compare(kind, value, other) {
        Some(ordering) => Verdict::from(is_wanted(ordering)),
        None => Verdict::Unknown,
    }
}

/// Within bounds in either order: not on one side of both.
fn between(kind: Kind, value: &str, from: &str, to: &str) -> Verdict {
    match (compare(kind, value, from), compare(kind, value, to)) {
        (Some(one), Some(other)) => Verdict::from(one.is_eq() || one != other),
        _ => Verdict::Unknown,
    }
}

/// The order of a value and what it is compared with, where it is the same in every database; `None`
/// elsewhere. A day equals all of its moments.
fn compare(kind: Kind, a: &str, b: &str) -> Option<Ordering> {
    if is_text(kind) {
        return compare_texts(without_end(a), without_end(b));
    }
    // A row may hold what no filter may: read leniently, an unreadable one is not judged.
    let (a, b) = (a.trim(), b.trim());
    match kind {
        Kind::Date => {
            let a = moment(a)?;
            Some(match (a.cmp(&moment(b)?), a.cmp(&last_moment(b)?)) {
                (Ordering::Less, _) => Ordering::Less,
                (_, Ordering::Greater) => Ordering::Greater,
                _ => Ordering::Equal,
            })
        }
        Kind::Boolean => Some(boolean(a)?.cmp(boolean(b)?)),
        _ if !is_decimal(a) || !is_decimal(b) => None,
        _ => compare_decimals(a, b),
    }
}

fn compare_texts(a: &str, b: &str) -> Option<Ordering> {
    let is_plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let is_known = a.eq_ignore_ascii_case(b) || is_plain(a) && is_plain(b);
    is_known.then(|| a.to_ascii_lowercase().cmp(&b.to_ascii_lowercase()))
}

/// Compares digit by digit: a float would lose the last ones.
fn compare_decimals(a: &str, b: &str) -> Option<Ordering> {
    let (a_below, a_whole, a_fraction) = decimal_parts(a)?;
    let (b_below, b_whole, b_fraction) = decimal_parts(b)?;
    let size = (a_whole.len().cmp(&b_whole.len()))
        .then(a_whole.cmp(b_whole))
        .then(a_fraction.cmp(b_fraction));
    Some(match (a_below, b_below) {
        (false, false) => size,
        (true, true) => size.reverse(),
        (true, false) => Ordering::Less,
        (false, true) => Ordering::Greater,
    })
}

fn holds(kind: Kind, value: &str, part: &str, at_start: bool, at_end: bool) -> Verdict {
    let verdict = match at_end {
        true => align(without_end(value), without_end(part), at_start, at_end),
        false => align(value, part, at_start, at_end),
    };
    match verdict {
        // The database may hold a decimal with more or fewer digits than the shop prints.
        Verdict::No if kind == Kind::Decimal => Verdict::Unknown,
        verdict => verdict,
    }
}

/// Whether `part` lies in `value`: letter case does not count, and what is not
/// printable ASCII may equal anything, because collations differ about it.
fn align(value: &str, part: &str, at_start: bool, at_end: bool) -> Verdict {
    if stands_in(value.as_bytes(), part.as_bytes(), at_start, at_end) {
        return Verdict::Yes;
    }
    let (value, part) = (letters(value), letters(part));
    let is_certain = !value.contains(&UNSURE) && !part.contains(&UNSURE);
    match is_certain || !may_align(&value, &part, at_start, at_end) {
        true => Verdict::No,
        false => Verdict::Unknown,
    }
}

fn stands_in(value: &[u8], part: &[u8], at_start: bool, at_end: bool) -> bool {
    let Some(last) = value.len().checked_sub(part.len()) else {
        return false;
    };
    let first = if at_end { last } else { 0 };
    let last = if at_start { 0 } else { last };
    (first..=last).any(|at| {
        let here = value.get(at..at.saturating_add(part.len()));
        here.is_some_and(|here| here.eq_ignore_ascii_case(part))
    })
}

/// Its letters, each as one byte of lower case.
fn letters(text: &str) -> Vec<u8> {
    let letter = |one: char| match u8::try_from(one) {
        Ok(plain @ b' '..=b'~') => plain.to_ascii_lowercase(),
        _ => UNSURE,
    };
    text.chars().map(letter).collect()
}

/// Walks the value once, with the set of places in `part` that may have been reached.
fn may_align(value: &[u8], part: &[u8], at_start: bool, at_end: bool) -> bool {
    let mut pattern = Vec::new();
    for letter in part {
        let repeat = if *letter == UNSURE { LIGATURE } else { 1 };
        pattern.resize(pattern.len().saturating_add(repeat), *letter);
    }
    let end = pattern.len();
    let mut reached = vec![false; end.saturating_add(1)];
    mark(&mut reached, 0, 1);
    skip_unsure(&pattern, &mut reached);
    for letter in value {
        if !at_end && reached.get(end) == Some(&true) {
            return true;
        }
        let mut next = vec![false; reached.len()];
        for (at, _) in reached.iter().enumerate().filter(|(_, reached)| **reached) {
            match pattern.get(at) {
                _ if *letter == UNSURE => mark(&mut next, at, LIGATURE.saturating_add(1)),
                Some(wanted) if wanted == letter || *wanted == UNSURE => {
                    mark(&mut next, at.saturating_add(1), 1);
                }
                _ => {}
            }
        }
        if !at_start {
            mark(&mut next, 0, 1);
        }
        skip_unsure(&pattern, &mut next);
        reached = next;
    }
    reached.get(end) == Some(&true)
}

fn mark(places: &mut [bool], from: usize, count: usize) {
    for place in places.iter_mut().skip(from).take(count) {
        *place = true;
    }
}

fn skip_unsure(pattern: &[u8], reached: &mut [bool]) {
    for (at, letter) in pattern.iter().enumerate() {
        if *letter == UNSURE && reached.get(at) == Some(&true) {
            mark(reached, at.saturating_add(1), 1);
        }
    }
}
