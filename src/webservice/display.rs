//! Which fields the answer holds: checked by name, because a shop fails on one it lacks.

use resources::node::is_secret;
use resources::{Association, Resource};

use super::address::Address;
use super::error::Result;
use super::names::{is_name, names, quoted, unknown};
use super::price::ComputedPrice;

use super::option::option;

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
    /// Some fields.
    pub fn of(fields: &[&str]) -> Display {
        Display::Fields(fields.iter().map(|one| (*one).to_owned()).collect())
    }

    /// Writes the fields, and the computed prices among them.
    pub(super) fn write(
        &self,
        resource: &Resource,
        prices: &[ComputedPrice],
        address: &mut Address,
    ) -> Result<()> {
        let word = match self {
            Display::Default => return Ok(()),
            Display::Minimum => "minimum",
            Display::Full => "full",
            Display::Fields(names) if names.is_empty() => {
                return Err(option(
                    "display",
                    &["is an empty list"],
                    "Leave it out, or name the fields",
                ));
            }
            Display::Fields(_) => "[",
        };
        address.parameter(&["display"]);
        address.write(word);
        if let Display::Fields(names) = self {
            let is_price = |name: &&String| prices.iter().any(|one| one.name == name.trim());
            for name in names.iter().filter(|name| !is_price(name)) {
                address.item(',');
                write_entry(name.trim(), resource, address)?;
            }
            for price in prices {
                address.item(',');
                address.write(&price.name);
            }
            address.write("]");
        }
        Ok(())
    }
}

/// One entry of `display` as the shop wants it.
fn write_entry(entry: &str, resource: &Resource, address: &mut Address) -> Result<()> {
    let with_picked = entry
        .strip_suffix(']')
        .and_then(|rest| rest.split_once('['));
    let name = with_picked.map_or(entry, |(name, _)| name);
    check_named(name, entry, resource)?;
    address.write(name);

    let association = resource.association(name);
    let field = resource.field(name);
    if resource.is_typed() && association.is_none() && field.is_none() {
        let mut known = names(resource.fields, |field| !field.secret);
        known.extend(resource.associations.iter().map(|one| one.name));
        return Err(unknown(resource.name, "field", name, &known));
    }
    let picked = match (with_picked, association) {
        (Some(_), None) if field.is_some() => {
            return Err(option(
                "display",
                &["names fields of ", name, ", which has none of its own"],
                "Only associations take names between brackets",
            ));
        }
        (Some((_, picked)), _) => picked.split(',').map(str::trim).collect(),
        (None, Some(association)) => in_every_version(association),
        (None, None) => return Ok(()),
    };
    address.write("[");
    for one in picked {
        check_named(one, entry, resource)?;
        // Shops accept the id of every association, declared or not.
        if let Some(association) = association.filter(|_| one != "id") {
            let known = names(association.fields, |_| true);
            if !known.contains(&one) {
                return Err(unknown(association.name, "field", one, &known));
            }
        }
        address.item(',');
        address.write(one);
    }
    address.write("]");
    Ok(())
}

/// Whether it is a name at all, and none of a secret.
fn check_named(name: &str, entry: &str, resource: &Resource) -> Result<()> {
    if !is_name(name) {
        return Err(option(
            "display",
            &["holds what is no field: ", &quoted(entry)],
            "Give \"full\", \"minimum\" or a list of names, like \"id\" or \"categories[id]\"",
        ));
    }
    if is_secret(name) || resource.field(name).is_some_and(|field| field.secret) {
        return Err(option(
            "display",
            &["names a secret: ", name],
            "Secrets are never handed out",
        ));
    }
    Ok(())
}

/// A shop fails on a field that its version does not have.
fn in_every_version(association: &Association) -> Vec<&'static str> {
    let names = names(association.fields, |field| {
        field.since.is_none() && field.until.is_none()
    });
    if names.is_empty() { vec!["id"] } else { names }
}
