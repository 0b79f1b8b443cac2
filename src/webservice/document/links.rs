//! The items of associations: links to other records.

use json::Value;
use resources::{Association, Field, Kind, Write};
use xml::Tree;

use super::value::{no_field, unfit, untyped, wire};
use crate::webservice::error::{Error, Result};
use crate::webservice::names::is_name;

/// Whether an association may be named in a write.
pub(super) fn check_association(name: &str, declared: Option<&Association>) -> Result<()> {
    if declared.is_some_and(|association| association.write != Write::Yes) {
        let hint = "Naming it in a write ignores, replaces or deletes the linked records. Change them by their own resource.";
        let problem = ["cannot be changed through this record"];
        return Err(Error::about(name, &problem, hint));
    }
    Ok(())
}

/// The items of an association: ids, or objects of fields.
pub(super) fn items(
    name: &str,
    item: &str,
    declared: Option<&Association>,
    value: &Value,
) -> Result<Vec<Tree>> {
    let Some(given) = value.as_array() else {
        return Err(unfit(name, "a list of ids or objects"));
    };
    // Named and empty, an association loses all its items.
    if given.is_empty() {
        let hint = "Give at least one, or leave the association out: then it stays as it is.";
        return Err(Error::about(name, &["would lose all its items"], hint));
    }
    let kind = |field: &str| {
        let fields = declared.map_or(&[][..], |association| association.fields);
        let field = fields.iter().find(|one| one.name == field);
        field.map(|field| field.kind)
    };
    let mut items = Vec::with_capacity(given.len());
    for one in given {
        let mut children = Vec::new();
        if let Value::Object(fields) = one {
            for (field, value) in fields.iter() {
                let text = match kind(field) {
                    Some(kind) => wire(kind, field, value)?,
                    None if declared.is_some() || !is_name(field) => {
                        return Err(no_field(field, false));
                    }
                    None => untyped(field, value)?,
                };
                children.push(Tree::text(field, &text));
            }
        } else {
            children.push(Tree::text("id", &wire(Kind::Id, name, one)?));
        }
        check_whole(name, declared, &children)?;
        items.push(Tree::of(item, children));
    }
    Ok(items)
}

/// Shops take what an item lacks for 0, and so link to nothing.
pub(in crate::webservice) fn check_whole(
    name: &str,
    declared: Option<&Association>,
    given: &[Tree],
) -> Result<()> {
    let fields = declared.map_or(&[][..], |association| association.fields);
    let is_missing = |field: &&Field| given.iter().all(|one| one.name != field.name);
    let mut everywhere = fields.iter().filter(|field| field.since.is_none());
    let missing = match everywhere.find(is_missing) {
        Some(field) => field.name,
        None if given.is_empty() => "a field",
        None => return Ok(()),
    };
    let problem = ["has an item without ", missing];
    let hint = "Give each item all its fields, as it is read.";
    Err(Error::about(name, &problem, hint))
}

/// The items by what their fields hold, whatever the order of either: of the fields, those
/// that every item of `like` has.
pub(super) fn contents<'t>(items: &'t [Tree], like: &[Tree]) -> Vec<Vec<(&'t str, &'t str)>> {
    let names = like
        .iter()
        .flat_map(Tree::children)
        .map(|field| field.name.as_str());
    let mut names: Vec<&str> = names.collect();
    names.sort_unstable();
    let is_everywhere = |alike: &[&str]| alike.len() == like.len();
    let alike = names.chunk_by(|one, other| one == other);
    let common: Vec<&str> = alike
        .filter(|alike| is_everywhere(alike))
        .filter_map(|alike| alike.first().copied())
        .collect();
    let counts = |field: &&Tree| common.binary_search(&field.name.as_str()).is_ok();
    // Shops write "none" as nothing or as 0.
    let value = |field: &'t Tree| match field.value() {
        "" => "0",
        value => value,
    };
    let mut contents: Vec<Vec<(&str, &str)>> = Vec::with_capacity(items.len());
    for item in items {
        let fields = item.children().iter().filter(counts);
        let mut fields: Vec<(&str, &str)> = fields
            .map(|field| (field.name.as_str(), value(field)))
            .collect();
        fields.sort_unstable();
        contents.push(fields);
    }
    contents.sort_unstable();
    contents.dedup();
    contents
}

/// `3, 5`, for showing.
pub(super) fn listed(items: &[Tree]) -> String {
    let one = |item: &Tree| {
        let fields: Vec<&str> = item.children().iter().map(Tree::value).collect();
        fields.join("/")
    };
    items.iter().map(one).collect::<Vec<String>>().join(", ")
}
