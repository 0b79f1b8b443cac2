//! `PUT`, `PATCH`, `POST` and `DELETE`, with everything they silently do.

mod associations;
mod body;
mod effects;
mod fields;
mod validators;

use roxmltree::Node;

use super::context::Context;
use super::errors::Refusal;
use crate::options::ShopVersion;
use crate::query::php_int;
use crate::resources::{Place, Resource};
use crate::store::Store;
use crate::tables::Row;

pub(crate) use effects::Mailing;

/// What is asked of the shop.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Asking<'a> {
    pub(crate) resource: &'static Resource,
    pub(crate) context: Context,
    pub(crate) method: Method,
    pub(crate) body: &'a [u8],
    pub(crate) mailing: Mailing,
}

/// How records are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Method {
    /// Replaces the whole record: what is not named is reset.
    Put,
    /// Leaves alone what is not named.
    Patch,
    /// Makes new records.
    Post,
}

/// A record that was saved, and the columns the body did not name.
#[derive(Debug, Clone, Default)]
pub(crate) struct Saved {
    pub(crate) id: u32,
    pub(crate) unsaid: Vec<u8>,
}

/// Writes every record of the body, in order; what was saved before a refusal stays.
pub(crate) fn write(store: &mut Store, asking: Asking<'_>) -> Result<Vec<Saved>, Refusal> {
    let options = store.options.clone();
    let text = body::decode(asking.body);
    let document = body::parse(&text, &options)?;
    let records: Vec<Node<'_, '_>> = body::records(&document);
    let ids = ids(&records, asking.method)?;
    let mut saved = Vec::new();
    for (record, id) in records.iter().zip(ids) {
        saved.push(save(store, asking, *record, id)?);
    }
    Ok(saved)
}

/// The body's ids decide; that of the URL is ignored.
fn ids(records: &[Node<'_, '_>], method: Method) -> Result<Vec<u32>, Refusal> {
    let mut ids = Vec::new();
    for record in records {
        let text = body::child(*record, "id")
            .map(body::text)
            .unwrap_or_default();
        if method == Method::Post {
            if !text.is_empty() {
                let message = "id is forbidden when adding a new resource";
                return Err(Refusal::one(400, 91, message));
            }
            ids.push(0);
            continue;
        }
        if text.is_empty() {
            let message = "id is required when modifying a resource";
            return Err(Refusal::one(400, 90, message));
        }
        let id = u32::try_from(php_int(&text)).unwrap_or(0);
        if ids.contains(&id) {
            return Err(Refusal::one(400, 89, "id is duplicate in request"));
        }
        ids.push(id);
    }
    Ok(ids)
}

fn save(
    store: &mut Store,
    asking: Asking<'_>,
    record: Node<'_, '_>,
    id: u32,
) -> Result<Saved, Refusal> {
    let resource = asking.resource;
    let before = match asking.method {
        Method::Post => None,
        _ => Some(
            store
                .row(resource, id)
                .cloned()
                .ok_or_else(|| Refusal::one(404, 92, "Invalid ID"))?,
        ),
    };
    let mut row = before.clone().unwrap_or_else(|| {
        let last = store
            .table(resource.place)
            .map_or(0, |table| table.last_id());
        let mut row = Row::new(last.saturating_add(1));
        row.shops = 0;
        row
    });
    let given = fields::read(record, resource, store, asking.method, &row)?;
    validators::check(&given, resource, store.options.version)?;
    let now = store.tick();
    fields::apply(&given, &mut row, asking, now);
    effects::before_saving(store, asking, &mut row, before.as_ref(), now)?;
    let saved = Saved {
        id: row.id,
        unsaid: given.unsaid,
    };
    store.save(resource, row);
    effects::after_saving(store, asking, saved.id, before.as_ref(), now)?;
    if let Some(associations) = body::child(record, "associations") {
        associations::write(store, asking, saved.id, associations)?;
    }
    Ok(saved)
}

/// Takes records away. `ids` is the part of the path behind the resource.
pub(crate) fn delete(
    store: &mut Store,
    resource: &'static Resource,
    id: Option<&str>,
) -> Result<(), Refusal> {
    let number = u32::try_from(php_int(id.unwrap_or("0"))).unwrap_or(0);
    if store.row(resource, number).is_none() {
        let message = format!("Id(s) not exists: {number}");
        return Err(Refusal::one(404, 87, message));
    }
    store.remove(resource, number);
    Ok(())
}

/// What the property is called in an error message: 8 escapes the arrow.
fn property(resource: &Resource, field: &str, version: ShopVersion) -> String {
    let arrow = if version == ShopVersion::V8_2 {
        "-&gt;"
    } else {
        "->"
    };
    format!("{}{arrow}{field}", resource.class)
}

/// Whether the resource takes new records here: those whose parts nobody could make up.
pub(crate) fn takes_new(resource: &Resource) -> bool {
    matches!(resource.place, Place::OrderHistories | Place::Customers)
}
