//! Filters of a list: every form that a shop understands, and none that it silently ignores.

use std::slice;

use resources::node::is_secret;
use resources::{Kind, Resource};

use super::address::Address;
use super::error::{Error, Result};
use super::names::{is_name, names, unknown};
use super::operand::{self, Place, is_text};
use super::option::unfit_filter;

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
        let (before, after, place) = match self {
            Condition::Equals(_) | Condition::OneOf(_) => ("[", "]", Place::Exact),
            Condition::Not(_) => ("![", "]", Place::Exact),
            Condition::Between(..) => ("[", "]", Place::Bound),
            Condition::Begins(_) => ("[", "]%", Place::Part),
            Condition::Ends(_) => ("%[", "]", Place::Part),
            Condition::Contains(_) => ("%[", "]%", Place::Part),
            Condition::Greater(_) => (">[", "]", Place::Limit),
            Condition::Less(_) => ("<[", "]", Place::Limit),
        };
        address.write(before);
        let values = self.values();
        for value in values.iter().copied().flatten() {
            address.item(if place == Place::Bound { ',' } else { '|' });
            operand::write(kind, place, value, field, address)?;
        }
        address.write(after);
        match self.misfit(kind) {
            None => Ok(()),
            Some((reason, hint)) => Err(unfit_filter(field, &[reason], hint)),
        }
    }

    /// Why the form itself, whatever its values, does not work on such a field.
    fn misfit(&self, kind: Option<Kind>) -> Option<(&'static str, &'static str)> {
        match (self, kind) {
            (Condition::OneOf(values) | Condition::Not(values), _) if values.is_empty() => Some((
                ": the list of values is empty",
                "Nothing can match it: leave the request out",
            )),
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
            | Condition::Less(value) => [slice::from_ref(value), &[]],
        }
    }
}
