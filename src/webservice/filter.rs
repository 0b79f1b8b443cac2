//! Filters of a list: every form that a shop understands, and none that it silently ignores.

use std::slice;

use resources::lexical::{ZERO_DAY, is_decimal};
use resources::node::is_secret;
use resources::{Kind, Resource};

use super::address::Address;
use super::error::{Error, Result};
use super::names::{is_name, names, unknown};
use super::operand::{self, Place, date, is_interval, is_text, is_whole_day, last_moment, moment};
use super::option::unfit_filter;

/// What a field is compared with. Values are plain texts, `5` or `2026-01-31`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Condition {
    /// Equal; letter case and accents do not count in texts. A date without a time is the whole day,
    /// here and in what follows.
    Equals(String),
    /// Equal to one of them.
    OneOf(Vec<String>),
    /// From one to the other, both included, in either order.
    Between(String, String),
    /// Equal or greater.
    AtLeast(String),
    /// Equal or less.
    AtMost(String),
    /// A text that begins with it.
    Begins(String),
    /// A text that ends with it.
    Ends(String),
    /// A text that holds it.
    Contains(String),
    /// Greater, not equal.
    Greater(String),
    /// Less, not equal.
    Less(String),
    /// Equal to none of them. Rows without a value do not match either.
    Not(Vec<String>),
}

/// One condition on one field; several filters must all hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filter {
    /// The field's own Webservice name.
    pub field: String,
    /// What it is compared with.
    pub condition: Condition,
}

impl Filter {
    /// A condition on a field.
    pub fn new(field: impl Into<String>, condition: Condition) -> Filter {
        Filter {
            field: field.into(),
            condition,
        }
    }

    /// That a field holds that id.
    pub fn of_id(field: &str, id: u32) -> Filter {
        Filter::new(field, Condition::Equals(id.to_string()))
    }
}

/// The kind of a field that the shop's database can compare; `None` for an undeclared resource.
pub(super) fn comparable(resource: &Resource, name: &str, done: &str) -> Result<Option<Kind>> {
    let field = resource.field(name);
    let (reason, hint) = match field {
        _ if is_secret(name) || field.is_some_and(|field| field.secret) => (
            "it is a secret",
            "Secrets are never searched nor handed out",
        ),
        // Shops skip filters of these names without a word.
        _ if !resource.is_typed() && matches!(name, "sort" | "limit") => {
            ("shops skip this name", "Give it as an option of the query")
        }
        _ if !resource.is_typed() && is_name(name) => return Ok(None),
        _ if !resource.is_typed() => {
            let hint = "Field names have only letters, digits and _";
            return Err(unknown(resource.title(), "field", name, &[]).with_hint(hint));
        }
        _ if resource.association(name).is_some() => (
            "it is an association",
            "Read the records and look at the association",
        ),
        None => {
            let known = names(resource.fields, |field| !field.dynamic && !field.secret);
            return Err(unknown(resource.name, "field", name, &known));
        }
        Some(field) if field.dynamic => (
            "the shop computes it",
            "Read the records and compare the field there",
        ),
        Some(field) => return Ok(Some(field.kind)),
    };
    let problem = ["of ", resource.title(), " cannot be ", done, ": ", reason];
    Err(Error::about(name, &problem, hint))
}

impl Condition {
    /// Writes what stands after `filter[field]=`.
    pub(super) fn write(
        &self,
        kind: Option<Kind>,
        field: &str,
        address: &mut Address,
    ) -> Result<()> {
        let sent = self.sent(kind, field);
        let sent = sent.as_ref().unwrap_or(self);
        let [values, to] = sent.values();
        let (end, after_it) = match DAYS.contains(&field) {
            true => (Place::Bound, Place::Limit),
            false => (Place::End, Place::After),
        };
        let (before, after, place) = match sent {
            Condition::Equals(_) | Condition::OneOf(_) if is_plain(kind, values) => {
                ("", "", Place::Exact)
            }
            Condition::Equals(_) | Condition::OneOf(_) => ("[", "]", Place::Exact),
            Condition::Not(_) => ("![", "]", Place::Exact),
            Condition::Between(..) => ("[", "]", Place::Bound),
            Condition::Begins(_) => ("[", "]%", Place::Part),
            Condition::Ends(_) => ("%[", "]", Place::Part),
            Condition::Contains(_) => ("%[", "]%", Place::Part),
            Condition::Greater(_) => (">[", "]", after_it),
            // Of what has no form of the shop's a value that does not fit says why.
            Condition::Less(_) | Condition::AtLeast(_) | Condition::AtMost(_) => {
                ("<[", "]", Place::Limit)
            }
        };
        address.write(before);
        for (at, value) in values.iter().enumerate() {
            if at > 0 {
                address.write("|");
            }
            operand::write(kind, place, value, field, address)?;
        }
        for value in to {
            address.write(",");
            operand::write(kind, end, value, field, address)?;
        }
        address.write(after);
        match sent.misfit(kind, field) {
            None => Ok(()),
            Some((reason, hint)) => Err(unfit_filter(field, &[reason], hint)),
        }
    }

    /// The form in which a shop says the same, where it is another.
    fn sent(&self, kind: Option<Kind>, field: &str) -> Option<Condition> {
        let is_date = |value: &str| may_have_time(kind) && date(value).is_some();
        let between = |one: &str, other: &str| {
            let (one, other) = (one.to_owned(), other.to_owned());
            Some(Condition::Between(one, other))
        };
        match self {
            Condition::Equals(_) | Condition::OneOf(_) => match self.values() {
                [[day], _] if is_span(kind, field, day) => between(day, day),
                _ => None,
            },
            Condition::Between(one, other) if is_date(one) && is_date(other) => {
                let is_turned = moment(one) > moment(other);
                let from = if is_turned { other } else { one };
                let is_last = last_moment(one) > last_moment(other);
                between(from, if is_last { one } else { other })
            }
            Condition::AtLeast(date) if is_date(date) => between(date, LAST_MOMENT),
            Condition::AtMost(date) if is_date(date) => between(ZERO_DAY, date),
            Condition::AtLeast(number) if is_fraction(kind, number) => between(number, HUGE),
            Condition::AtMost(number) if is_fraction(kind, number) => {
                between(&["-", HUGE].concat(), number)
            }
            // Below 0 there is no id, and shops are not asked for one.
            Condition::AtLeast(id) if is_id(kind) => between(id, MOST_ID),
            Condition::AtMost(id) if is_id(kind) => between("0", id),
            Condition::AtLeast(number) => {
                let before = integer_of(kind, number)?.saturating_sub(1);
                Some(Condition::Greater(before.to_string()))
            }
            Condition::AtMost(number) => {
                let behind = integer_of(kind, number)?.saturating_add(1);
                Some(Condition::Less(behind.to_string()))
            }
            _ => None,
        }
    }

    /// Why the form itself, whatever its values, does not work on such a field.
    fn misfit(&self, kind: Option<Kind>, field: &str) -> Option<(&'static str, &'static str)> {
        match (self, kind) {
            (Condition::OneOf(values) | Condition::Not(values), _) if values.is_empty() => Some((
                ": the list of values is empty",
                "Nothing can match it: leave the request out",
            )),
            (Condition::OneOf(values) | Condition::Not(values), _)
                if values.iter().any(|value| is_span(kind, field, value)) =>
            {
                Some((
                    ": shops compare a whole day by its bounds alone",
                    "Use equals or between for days, or give times, such as 2026-01-31 10:00:00",
                ))
            }
            (Condition::Equals(_) | Condition::OneOf(_) | Condition::Not(_), _) => None,
            (_, Some(Kind::Boolean)) => {
                Some((": a yes or no is either equal or not", "Use equals or not"))
            }
            (Condition::Between(from, to), Some(kind))
                if is_text(kind) && from.len() != to.len() =>
            {
                Some((
                    ": the bounds have different lengths",
                    "Shops order such bounds as numbers but compare the field as text: use bounds of one length",
                ))
            }
            (Condition::AtLeast(_) | Condition::AtMost(_), _) => Some((
                ": an open bound works on numbers and dates alone",
                "Give both bounds, or use greater or less",
            )),
            _ => None,
        }
    }

    /// What the field is compared with; only an interval has values in the second part.
    fn values(&self) -> [&[String]; 2] {
        match self {
            Condition::OneOf(values) | Condition::Not(values) => [values, &[]],
            Condition::Between(from, to) => [slice::from_ref(from), slice::from_ref(to)],
            Condition::Equals(value)
            | Condition::Begins(value)
            | Condition::Ends(value)
            | Condition::Contains(value)
            | Condition::Greater(value)
            | Condition::Less(value)
            | Condition::AtLeast(value)
            | Condition::AtMost(value) => [slice::from_ref(value), &[]],
        }
    }
}

/// Dates whose column holds no time.
const DAYS: [&str; 2] = ["available_date", "birthday"];
/// Behind every date of a shop.
const LAST_MOMENT: &str = "9999-12-31 23:59:59";
/// The largest id that a shop can give.
const MOST_ID: &str = "4294967295";
/// More than any decimal of a shop, whose columns have 14 digits before the point at the most.
const HUGE: &str = "1000000000000000";

/// Without a declaration it may be a date with a time.
fn may_have_time(kind: Option<Kind>) -> bool {
    matches!(kind, None | Some(Kind::Date))
}

/// Whether a value is a day, and the field may have any of its moments.
fn is_span(kind: Option<Kind>, field: &str, value: &str) -> bool {
    may_have_time(kind) && !DAYS.contains(&field) && is_whole_day(value)
}

/// Whether there may be other numbers between it and the next whole one.
fn is_fraction(kind: Option<Kind>, value: &str) -> bool {
    matches!(kind, None | Some(Kind::Decimal)) && is_decimal(value.trim())
}

fn is_id(kind: Option<Kind>) -> bool {
    matches!(kind, Some(Kind::Id | Kind::Link))
}

fn integer_of(kind: Option<Kind>, value: &str) -> Option<i64> {
    (kind == Some(Kind::Integer)).then(|| value.trim().parse().ok())?
}

/// Whether it is one text of digits with a comma: between brackets shops read it as an interval, and
/// without them as the text it is.
fn is_plain(kind: Option<Kind>, values: &[String]) -> bool {
    kind.is_some_and(is_text) && matches!(values, [one] if is_interval(one))
}
