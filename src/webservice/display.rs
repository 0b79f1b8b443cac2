//! Which fields the answer holds: checked by name, because a shop fails on one it lacks.

use super::error::{Error, Result};
use super::names::{is_name, quoted, unknown};
use super::query::option;
use crate::resources::declaration::{Association, Resource};
use crate::resources::node::is_secret;

/// Which fields the answer holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Display {
    /// The shop's own choice: ids of a list, everything of one record.
    #[default]
    Default,
    /// Ids only.
    Minimum,
    /// Everything.
    Full,
    /// These fields. An association's name stands for all it declares; `categories[id]` picks from it.
    Fields(Vec<String>),
}

impl Display {
    pub(super) fn wire(&self, resource: &Resource) -> Result<Option<String>> {
        match self {
            Display::Default => Ok(None),
            Display::Minimum => Ok(Some("minimum".to_string())),
            Display::Full => Ok(Some("full".to_string())),
            Display::Fields(names) if names.is_empty() => Err(option(
                "display",
                "the list of fields is empty",
                "Leave it out, or name the fields",
            )),
            Display::Fields(names) => {
                let fields = names
                    .iter()
                    .map(|name| displayed(name.trim(), resource))
                    .collect::<Result<Vec<String>>>()?;
                Ok(Some(format!("[{}]", fields.join(","))))
            }
        }
    }
}

/// One entry of `display` as the shop wants it.
fn displayed(entry: &str, resource: &Resource) -> Result<String> {
    let (name, picked) = match entry.split_once('[') {
        Some((name, rest)) => (
            name,
            Some(rest.strip_suffix(']').ok_or_else(|| malformed(entry))?),
        ),
        None => (entry, None),
    };
    let picked: Option<Vec<&str>> = picked.map(|names| names.split(',').map(str::trim).collect());
    let all = || std::iter::once(name).chain(picked.iter().flatten().copied());
    if !all().all(is_name) {
        return Err(malformed(entry));
    }
    let is_kept =
        |name: &str| is_secret(name) || resource.field(name).is_some_and(|field| field.secret);
    if let Some(secret) = all().find(|name| is_kept(name)) {
        return Err(option(
            "display",
            &format!("{secret} is a secret"),
            "Secrets are never handed out",
        ));
    }
    if resource.is_typed() {
        return declared(name, picked, resource);
    }
    Ok(match picked {
        Some(picked) => format!("{name}[{}]", picked.join(",")),
        None => name.to_string(),
    })
}

fn malformed(entry: &str) -> Error {
    option(
        "display",
        &format!("{} is no field", quoted(entry)),
        "Give \"full\", \"minimum\" or a list of names, like \"id\" or \"categories[id]\"",
    )
}

fn declared(name: &str, picked: Option<Vec<&str>>, resource: &Resource) -> Result<String> {
    if let Some(association) = resource.association(name) {
        let picked = match picked {
            Some(picked) => picked,
            None => in_every_version(association),
        };
        for one in &picked {
            // Shops accept the id of every association, declared or not.
            if *one != "id" && !association.fields.iter().any(|field| field.name == *one) {
                let known: Vec<&str> = association.fields.iter().map(|field| field.name).collect();
                return Err(unknown(association.name, "field", one, &known));
            }
        }
        return Ok(format!("{name}[{}]", picked.join(",")));
    }
    match (resource.field(name), picked) {
        (Some(_), None) => Ok(name.to_string()),
        (Some(_), Some(_)) => Err(option(
            "display",
            &format!("{name} has no fields of its own"),
            "Only associations take names between brackets",
        )),
        (None, _) => {
            let fields = resource
                .fields
                .iter()
                .filter(|field| !field.secret)
                .map(|field| field.name);
            let associations = resource.associations.iter().map(|one| one.name);
            let known: Vec<&str> = fields.chain(associations).collect();
            Err(unknown(resource.name, "field", name, &known))
        }
    }
}

/// A shop fails on a field that its version does not have.
fn in_every_version(association: &Association) -> Vec<&'static str> {
    let names: Vec<&str> = association
        .fields
        .iter()
        .filter(|field| field.since.is_none() && field.until.is_none())
        .map(|field| field.name)
        .collect();
    if names.is_empty() { vec!["id"] } else { names }
}
