//! What a write has really changed, field by field.

use std::borrow::Cow;

use crate::catalogue::{LANGUAGES, shops, texts};
use crate::resources::field::{Field, Kind};
use crate::resources::{Place, RESOURCES, Resource};
use crate::tables::value::Value;
use crate::tables::{BASE, Row};

/// One stored value before and after a write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// `products/1`.
    pub record: String,
    /// Name of the field; `name[2]` for one language, the association's name for its ids,
    /// empty when the whole record came or went, or came into the shop or left it.
    pub field: String,
    /// The shop whose own value it is; 0 for the common one.
    pub shop: u32,
    /// As stored; `None` when nothing was.
    pub before: Option<String>,
    /// As stored; `None` when nothing is.
    pub after: Option<String>,
}

/// The differences between two states of a record.
pub(crate) fn between(place: Place, before: Option<&Row>, after: Option<&Row>) -> Vec<Change> {
    let Some(resource) = RESOURCES.iter().find(|resource| resource.place == place) else {
        return Vec::new();
    };
    let id = before.or(after).map_or(0, |row| row.id);
    let record = format!("{}/{id}", resource.name);
    let mut found = Vec::new();
    if before.is_none() || after.is_none() {
        let there = |row: Option<&Row>| row.map(|_| "record".to_owned());
        found.push(change(&record, "", BASE, there(before), there(after)));
    }
    if let Some(after) = after {
        add_changed(resource, &record, before, after, &mut found);
    }
    found
}

fn add_changed(
    resource: &Resource,
    record: &str,
    before: Option<&Row>,
    after: &Row,
    found: &mut Vec<Change>,
) {
    for (column, field) in (0_u8..).zip(resource.fields) {
        if field.kind == Kind::Texts {
            compare_texts(resource, record, (column, field), (before, after), found);
            continue;
        }
        let per_shop = resource.is_per_shop(field);
        let shops = shops::all().filter(|_| per_shop);
        for shop in std::iter::once(BASE).chain(shops) {
            let (old, new) = (
                before.and_then(|row| value(row, shop, column, field)),
                value(after, shop, column, field),
            );
            if old != new {
                let write =
                    |value: Option<Cow<'_, Value>>| value.map(|value| written(&value, field));
                found.push(change(record, field.name, shop, write(old), write(new)));
            }
        }
    }
    for shop in shops::all() {
        let there = |row: &Row| row.in_shop(shop);
        let old = before.is_some_and(there);
        if old != there(after) && before.is_some() {
            let there = |is: bool| is.then(|| "record".to_owned());
            found.push(change(record, "", shop, there(old), there(!old)));
        }
    }
    for (position, association) in (0_u8..).zip(resource.associations) {
        let old = before.map_or(&[][..], |row| row.linked(position));
        let new = after.linked(position);
        if old != new {
            let write = |ids: &[u32]| Some(format!("{ids:?}"));
            found.push(change(
                record,
                association.name,
                BASE,
                write(old),
                write(new),
            ));
        }
    }
}

/// Texts are compared as they are read: what nobody has written is the catalogue's.
fn compare_texts(
    resource: &Resource,
    record: &str,
    (column, field): (u8, &Field),
    (before, after): (Option<&Row>, &Row),
    found: &mut Vec<Change>,
) {
    let per_shop = resource.is_per_shop(field);
    let shops: Vec<u32> = if per_shop {
        shops::all().collect()
    } else {
        vec![BASE]
    };
    for shop in shops {
        let is_alike = |before: &Row| {
            before.in_shop(shop) == after.in_shop(shop)
                && before.stored(shop, column) == after.stored(shop, column)
        };
        // Putting texts together only to find them equal takes most of the time of a write.
        if before.is_some_and(is_alike) {
            continue;
        }
        for language in LANGUAGES {
            let text = |row: &Row| {
                let mut out = String::new();
                let there = !per_shop || row.in_shop(shop);
                let held =
                    there && texts::stored(resource.place, row, shop, column, language, &mut out);
                held.then_some(out)
            };
            let (old, new) = (before.and_then(text), text(after));
            if old != new {
                let name = format!("{}[{language}]", field.name);
                found.push(change(record, &name, shop, old, new));
            }
        }
    }
}

fn value<'r>(row: &'r Row, shop: u32, column: u8, field: &Field) -> Option<Cow<'r, Value>> {
    (shop == BASE || row.in_shop(shop)).then(|| row.value(shop, column, field))
}

fn written(value: &Value, field: &Field) -> String {
    let mut out = String::new();
    value.write(field.kind, &mut out);
    out
}

pub(crate) fn change(
    record: &str,
    field: &str,
    shop: u32,
    before: Option<String>,
    after: Option<String>,
) -> Change {
    Change {
        record: record.to_owned(),
        field: field.to_owned(),
        shop,
        before,
        after,
    }
}
