//! Filters of a list: every form that a shop understands, and none that it silently ignores.

use super::error::{Error, Result};
use super::names::{is_name, unknown};
use super::operand::{Place, checked};
use crate::resources::declaration::{Kind, Resource};
use crate::resources::node::is_secret;

/// What a field is compared with. Values are plain texts, `5` or `2026-01-31`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Condition {
    /// Equal; letter case and accents do not count in texts.
    Equals(String),
    /// Equal to one of them.
    OneOf(Vec<String>),
    /// From one to the other, both included, in either order. A date without a time is its first second.
    Between(String, String),
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

    /// The filter with its values as the database compares them.
    ///
    /// # Errors
    /// `InvalidRequest` for a field that cannot be filtered, and for values a shop would misread.
    pub fn checked(&self, resource: &Resource) -> Result<Filter> {
        let kind = comparable(resource, &self.field, "filtered")?;
        Ok(Filter {
            field: self.field.clone(),
            condition: self.condition.checked(kind, &self.field)?,
        })
    }
}

/// The kind of a field that the shop's database can compare; `None` for an undeclared resource.
pub(super) fn comparable(resource: &Resource, name: &str, done: &str) -> Result<Option<Kind>> {
    let refuse = |reason: &str, hint: &str| {
        Error::invalid(format!(
            "{}: {name} cannot be {done}: {reason}",
            resource.name
        ))
        .with_hint(hint)
        .with_field(name)
    };
    let declared = resource.field(name);
    if is_secret(name) || declared.is_some_and(|field| field.secret) {
        return Err(refuse(
            "it is a secret",
            "Secrets are never searched nor handed out",
        ));
    }
    if !resource.is_typed() {
        return match name {
            // Shops skip filters of these names without a word.
            "sort" | "limit" => Err(refuse(
                "shops skip this name",
                "Give it as an option of the query",
            )),
            _ if is_name(name) => Ok(None),
            _ => Err(unknown(resource.name, "field", name, &[])
                .with_hint("Field names have only letters, digits and _")),
        };
    }
    if resource.association(name).is_some() {
        return Err(refuse(
            "it is an association",
            "Read the records and look at the association",
        ));
    }
    let Some(field) = declared else {
        let known: Vec<&str> = resource
            .fields
            .iter()
            .filter(|field| !field.dynamic && !field.secret)
            .map(|field| field.name)
            .collect();
        return Err(unknown(resource.name, "field", name, &known));
    };
    match field.dynamic {
        true => Err(refuse(
            "the shop computes it",
            "Read the records and compare the field there",
        )),
        false => Ok(Some(field.kind)),
    }
}

impl Condition {
    /// What stands after `filter[field]=`, not yet percent-encoded.
    pub fn wire(&self) -> String {
        match self {
            Condition::Equals(value) => format!("[{value}]"),
            Condition::OneOf(values) => format!("[{}]", values.join("|")),
            Condition::Between(from, to) => format!("[{from},{to}]"),
            Condition::Begins(value) => format!("[{value}]%"),
            Condition::Ends(value) => format!("%[{value}]"),
            Condition::Contains(value) => format!("%[{value}]%"),
            Condition::Greater(value) => format!(">[{value}]"),
            Condition::Less(value) => format!("<[{value}]"),
            Condition::Not(values) => format!("![{}]", values.join("|")),
        }
    }

    fn checked(&self, kind: Option<Kind>, field: &str) -> Result<Condition> {
        let one = |place: Place, value: &String| checked(kind, place, value, field);
        let all = |values: &[String]| -> Result<Vec<String>> {
            if values.is_empty() {
                return Err(
                    Error::invalid(format!("Filter {field}: the list of values is empty"))
                        .with_hint("Nothing can match it: leave the request out")
                        .with_field(field),
                );
            }
            values
                .iter()
                .map(|value| one(Place::Exact, value))
                .collect()
        };
        let condition = match self {
            Condition::Equals(value) => Condition::Equals(one(Place::Exact, value)?),
            Condition::OneOf(values) => Condition::OneOf(all(values)?),
            Condition::Between(from, to) => {
                Condition::Between(one(Place::Bound, from)?, one(Place::Bound, to)?)
            }
            Condition::Begins(value) => Condition::Begins(one(Place::Part, value)?),
            Condition::Ends(value) => Condition::Ends(one(Place::Part, value)?),
            Condition::Contains(value) => Condition::Contains(one(Place::Part, value)?),
            Condition::Greater(value) => Condition::Greater(one(Place::Limit, value)?),
            Condition::Less(value) => Condition::Less(one(Place::Limit, value)?),
            Condition::Not(values) => Condition::Not(all(values)?),
        };
        match condition.misfit(kind) {
            None => Ok(condition),
            Some((reason, hint)) => Err(Error::invalid(format!("Filter {field}: {reason}"))
                .with_hint(hint)
                .with_field(field)),
        }
    }

    /// Why the form itself, whatever its values, does not work on such a field.
    fn misfit(&self, kind: Option<Kind>) -> Option<(&'static str, &'static str)> {
        match (self, kind?) {
            (Condition::Equals(_) | Condition::OneOf(_) | Condition::Not(_), _) => None,
            (_, Kind::Boolean) => Some(("a yes or no is either equal or not", "Use equals or not")),
            (
                Condition::Between(from, to),
                Kind::Text | Kind::Enumeration(_) | Kind::Multilingual,
            ) if from.len() != to.len() => Some((
                "the bounds have different lengths",
                "Shops order such bounds as numbers but compare the field as text: use bounds of one length",
            )),
            _ => None,
        }
    }
}
