//! The local second look at a row: shops answer some filters with rows that do not match.

use std::cmp::Ordering;

use std::cell::OnceCell;

use resources::Kind;
use resources::lexical::{decimal_parts, is_decimal};

use super::alignment::{align, is_certain};
use super::filter::{Condition, Filter};
use super::operand::{boolean, is_text, last_moment, moment};
pub use resources::reader::Verdict;

/// So many values of a list are compared letter by letter with one that collations differ about.
const MOST_UNSURE: usize = 50;

/// A filter that is looked at on many rows: its values are put in order once.
#[derive(Debug)]
pub struct Judge<'f> {
    /// The filter.
    pub filter: &'f Filter,
    values: OnceCell<Values>,
}

/// A list of values, for one kind of field.
#[derive(Debug)]
struct Values {
    kind: Kind,
    /// Those that can be compared, in their order.
    sorted: Vec<String>,
    /// Those of them with letters that collations differ about.
    unsure: Vec<String>,
    /// Whether there are others.
    is_doubtful: bool,
}

impl<'f> Judge<'f> {
    /// Of a filter.
    pub fn of(filter: &'f Filter) -> Self {
        Judge {
            filter,
            values: OnceCell::new(),
        }
    }

    /// Of some filters.
    pub fn all(filters: &'f [Filter]) -> Vec<Self> {
        filters.iter().map(Judge::of).collect()
    }

    /// The same as [`Condition::judge`]. The kind is that of the filter's field, each time.
    pub fn judge(&self, kind: Option<Kind>, value: &str) -> Verdict {
        let one_of = |kind, list: &[String]| {
            let values = self.values.get_or_init(|| Values::of(kind, list));
            values.hold(value)
        };
        match (&self.filter.condition, kind) {
            (Condition::OneOf(list), Some(kind)) => one_of(kind, list),
            (Condition::Not(list), Some(kind)) => one_of(kind, list).not(),
            (condition, kind) => condition.judge(kind, value),
        }
    }
}

impl Values {
    fn of(kind: Kind, list: &[String]) -> Self {
        let mut sorted = list.to_vec();
        let is_text = is_text(kind);
        let is_readable = |one: &String| is_text || compare(kind, one, one).is_some();
        sorted.retain(is_readable);
        let is_doubtful = sorted.len() < list.len();
        sorted.sort_unstable_by(|one, other| {
            let order = match is_text {
                true => folded(one, other),
                false => compare(kind, one, other).unwrap_or(Ordering::Equal),
            };
            // What stands in one place differs by its spelling alone.
            order.then_with(|| one.cmp(other))
        });
        sorted.dedup();
        let unsure = sorted.iter().filter(|one| is_text && !is_certain(one));
        let unsure = unsure.cloned().collect();
        Values {
            kind,
            sorted,
            unsure,
            is_doubtful,
        }
    }

    /// Whether one of them equals a value.
    fn hold(&self, value: &str) -> Verdict {
        if is_text(self.kind) {
            return self.hold_text(value);
        }
        let is_readable = compare(self.kind, value, value).is_some();
        let day = value.trim().get(..10).filter(|_| self.kind == Kind::Date);
        let is_held = self.has(value, value) || day.is_some_and(|day| self.has(day, value));
        match is_readable && is_held {
            true => Verdict::Yes,
            false if self.is_doubtful || !is_readable && !self.sorted.is_empty() => {
                Verdict::Unknown
            }
            false => Verdict::No,
        }
    }

    /// Whether one that stands where `place` does equals a value.
    fn has(&self, place: &str, value: &str) -> bool {
        let order = |one: &String| compare(self.kind, one, place);
        let start = self
            .sorted
            .partition_point(|one| order(one).is_some_and(Ordering::is_lt));
        let alike = self.sorted.get(start..).unwrap_or_default().iter();
        let mut alike = alike.take_while(|one| order(one).is_some_and(Ordering::is_eq));
        alike.any(|one| against(self.kind, value, one).is_some_and(Ordering::is_eq))
    }

    fn hold_text(&self, value: &str) -> Verdict {
        if self
            .sorted
            .binary_search_by(|one| folded(one, value))
            .is_ok()
        {
            return Verdict::Yes;
        }
        let alike = match is_certain(value) {
            true => &self.unsure,
            false => &self.sorted,
        };
        match alike.len() > MOST_UNSURE {
            true => Verdict::Unknown,
            false => Verdict::any(alike.iter().map(|one| equal(self.kind, value, one))),
        }
    }
}

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
            Condition::OneOf(others) => Values::of(kind, others).hold(value),
            Condition::Not(others) => Values::of(kind, others).hold(value).not(),
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

fn equal(kind: Kind, value: &str, other: &str) -> Verdict {
    match is_text(kind) {
        true => align(without_end(value), without_end(other), true, true),
        false => ordered(kind, value, other, Ordering::is_eq),
    }
}

/// The order of texts in which neither letter case nor blanks at the end count.
fn folded(one: &str, other: &str) -> Ordering {
    let letters = |text| {
        without_end(text)
            .bytes()
            .map(|byte: u8| byte.to_ascii_lowercase())
    };
    letters(one).cmp(letters(other))
}

/// Databases do not count blanks at the end of a text.
fn without_end(text: &str) -> &str {
    text.trim_end_matches(' ')
}

fn ordered(kind: Kind, value: &str, other: &str, is_wanted: fn(Ordering) -> bool) -> Verdict {
    match against(kind, value, other) {
        Some(ordering) => Verdict::from(is_wanted(ordering)),
        None => Verdict::Unknown,
    }
}

/// Within bounds in either order: not on one side of both.
fn between(kind: Kind, value: &str, from: &str, to: &str) -> Verdict {
    match (against(kind, value, from), against(kind, value, to)) {
        (Some(one), Some(other)) => Verdict::from(one.is_eq() || one != other),
        _ => Verdict::Unknown,
    }
}

/// The order of a value and what it is compared with: a day equals all of its moments.
fn against(kind: Kind, value: &str, other: &str) -> Option<Ordering> {
    let order = compare(kind, value, other)?;
    let is_within = kind == Kind::Date && order.is_gt() && moment(value)? <= last_moment(other)?;
    Some(if is_within { Ordering::Equal } else { order })
}

/// The order of two values where it is the same in every database; `None` elsewhere.
fn compare(kind: Kind, a: &str, b: &str) -> Option<Ordering> {
    if is_text(kind) {
        return compare_texts(without_end(a), without_end(b));
    }
    // A row may hold what no filter may: read leniently, an unreadable one is not judged.
    let (a, b) = (a.trim(), b.trim());
    match kind {
        Kind::Date => Some(moment(a)?.cmp(&moment(b)?)),
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
