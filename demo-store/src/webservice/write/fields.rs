//! What a body says about the fields of a record, and what becomes of the rest.

use super::asking::{Asking, Method};
use super::body::Element;
use crate::catalogue::{LANGUAGES, texts};
use crate::options::ShopVersion;
use crate::query::php_int;
use crate::resources::Resource;
use crate::resources::field::{Field, Kind};
use crate::tables::Row;
use crate::tables::value::Value;
use crate::webservice::errors::{Refusal, property};

/// The content of a field in a body.
#[derive(Debug, Clone)]
pub(super) enum Content {
    One(String),
    /// By language id, every language of the shop.
    Texts(Vec<(u32, String)>),
    /// Not named: back to nothing.
    Reset,
    /// Not named in a `PATCH`: stored again as it was read, which is what the shop shows.
    Kept(Value),
}

/// The fields a record is written with.
#[derive(Debug, Default)]
pub(super) struct Given {
    pub(super) fields: Vec<(u8, &'static Field, Content)>,
    /// Columns the body does not name.
    pub(super) unsaid: Vec<u8>,
}

/// Reads the fields in the shop's order, stopping at the first that may not be there
/// or has to be. `before` is the stored record.
pub(super) fn read(
    record: &Element,
    asking: Asking,
    version: ShopVersion,
    before: Option<&Row>,
) -> Result<Given, Refusal> {
    let resource = asking.resource;
    let mut given = Given::default();
    for (column, field) in resource.fields(version) {
        let node = record.child(field.name);
        if node.is_none() {
            given.unsaid.push(column);
        }
        let content = match node {
            Some(node) if field.kind == Kind::Texts => {
                Some(texts_in(node, resource, version, before, (column, field))?)
            }
            Some(_) if field.is_unwritable(version) => return Err(not_writable(field)),
            Some(node) => Some(Content::One(node.text.clone())),
            // Computed fields have nothing to keep or reset.
            None if field.kind != Kind::Texts && is_computed(field) => None,
            None if asking.method == Method::Patch => Some(loaded(before, asking, column, field)),
            None if field.is_required(version) && field.kind == Kind::Texts => {
                return Err(empty(resource, field, version));
            }
            None if field.is_required(version) => return Err(missing(field)),
            None => Some(Content::Reset),
        };
        if let Some(content) = content {
            given.fields.push((column, field, content));
        }
    }
    // The answer to a PATCH shows the whole record.
    if asking.method == Method::Patch {
        given.unsaid.clear();
    }
    Ok(given)
}

fn is_computed(field: &Field) -> bool {
    field.dynamic || field.unwritable == Some(ShopVersion::V1_6)
}

/// What the shop of the request has stored; nothing when it lacks the record.
fn loaded(before: Option<&Row>, asking: Asking, column: u8, field: &Field) -> Content {
    let resource = asking.resource;
    let shop = asking.context.shop;
    let Some(row) = before.filter(|row| !resource.is_per_shop(field) || row.in_shop(shop)) else {
        return Content::Reset;
    };
    if field.kind != Kind::Texts {
        return Content::Kept(row.value(shop, column, field).into_owned());
    }
    let held = LANGUAGES.map(|language| {
        let mut text = String::new();
        texts::stored(resource.place, row, shop, column, language, &mut text);
        (language, text.into())
    });
    Content::Kept(Value::Texts(held.into()))
}

/// Languages that are not in the body are blanked, unless the field is required.
fn texts_in(
    node: &Element,
    resource: &'static Resource,
    version: ShopVersion,
    before: Option<&Row>,
    (column, field): (u8, &'static Field),
) -> Result<Content, Refusal> {
    let required = field.is_required(version);
    let languages: Vec<&Element> = node
        .children
        .iter()
        .filter(|child| child.name == "language")
        .collect();
    if languages.is_empty() {
        if required && (node.text.is_empty() || version < ShopVersion::V1_7) {
            return Err(empty(resource, field, version));
        }
        let texts = LANGUAGES.map(|language| (language, node.text.clone()));
        return Ok(Content::Texts(texts.to_vec()));
    }
    let sent = LANGUAGES.map(|language| {
        let named = languages
            .iter()
            .rev()
            .find(|node| php_int(node.id.as_deref().unwrap_or("0")) == i64::from(language));
        let mut text = String::new();
        match (named, before) {
            (Some(node), _) => text.push_str(&node.text),
            (None, Some(row)) if required => {
                texts::stored(resource.place, row, 1, column, language, &mut text);
            }
            _ => {}
        }
        (language, text)
    });
    Ok(Content::Texts(sent.to_vec()))
}

fn not_writable(field: &Field) -> Refusal {
    let name = field.name;
    Refusal::one(
        400,
        93,
        format!("parameter \"{name}\" not writable. Please remove this attribute of this XML"),
    )
}

fn missing(field: &Field) -> Refusal {
    Refusal::one(400, 41, format!("parameter \"{}\" required", field.name))
}

fn empty(resource: &Resource, field: &Field, version: ShopVersion) -> Refusal {
    let name = property(resource, field.name, version);
    Refusal::one(
        400,
        84,
        format!("Validation error: \"Property {name} is empty\""),
    )
}
