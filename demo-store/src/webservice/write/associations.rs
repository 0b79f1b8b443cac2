//! What a body hangs on a record. The fields are saved by then, whatever happens here.

use super::asking::Asking;
use super::body::Element;
use crate::catalogue::shops;
use crate::query::php_int;
use crate::resources::Place;
use crate::resources::product::Column;
use crate::resources::product::linked;
use crate::store::Store;
use crate::tables::{BASE, Row};
use crate::webservice::errors::Refusal;

/// Writes one association the body names; a named but empty one is emptied.
pub(super) fn write(
    store: &mut Store,
    asking: Asking,
    id: u32,
    named: &Element,
) -> Result<(), Refusal> {
    let version = store.options.version;
    let name = named.name.as_str();
    let known = asking
        .resource
        .associations(version)
        .find(|(_, association)| association.name == name);
    let Some((position, _)) = known else {
        let message = format!("The association \"{name}\" does not exists");
        return Err(Refusal::one(400, 86, message));
    };
    let items = &named.children;
    let ids: Vec<u32> = items.iter().map(|item| number(item, "id")).collect();
    match (asking.resource.place, name) {
        (Place::Products, "images" | "stock_availables" | "product_option_values") => {}
        (Place::Products, "product_bundle") => {
            let parts = items.iter().flat_map(|item| part(store, item)).collect();
            set_bundle(store, asking, id, parts)?;
        }
        (Place::Products, "combinations") => drop_combinations(store, asking, id, &ids),
        (Place::Products | Place::Customers, _) => {
            store.link(asking.resource, id, position, ids);
        }
        _ => {}
    }
    Ok(())
}

fn number(item: &Element, field: &str) -> u32 {
    let text = item.child(field).map_or("", |child| child.text.as_str());
    u32::try_from(php_int(text)).unwrap_or(0)
}

/// The setter reads another name than the getter writes: the default combination takes
/// the place of the one that was in the pack.
fn part(store: &Store, item: &Element) -> [u32; 3] {
    let id = number(item, "id");
    let default = product_number(store, id, Column::id_default_combination);
    [id, default, number(item, "quantity")]
}

fn product(store: &Store, id: u32) -> Option<Row> {
    store.table(Place::Products)?.get(id).cloned()
}

fn product_number(store: &Store, id: u32, column: Column) -> u32 {
    product(store, id).map_or(0, |row| {
        row.stored(BASE, column.into())
            .map_or(0, |value| value.id())
    })
}

/// Only packs may have parts; a virtual product refuses even none.
fn set_bundle(store: &mut Store, asking: Asking, id: u32, parts: Vec<u32>) -> Result<(), Refusal> {
    if product_number(store, id, Column::is_virtual) == 1 {
        let message = "Error occurred while setting the product_bundle value";
        return Err(Refusal::one(500, 85, message));
    }
    store.link(asking.resource, id, linked::BUNDLE, parts);
    Ok(())
}

/// Combinations that are no longer named leave the shops that are written to, and are
/// gone for good, with their stock, once no shop has them.
fn drop_combinations(store: &mut Store, asking: Asking, id: u32, kept: &[u32]) {
    let Some(row) = product(store, id) else {
        return;
    };
    let mut gone = Vec::new();
    for combination in row.linked(linked::COMBINATIONS) {
        let held = store
            .table(Place::Combinations)
            .and_then(|table| table.get(*combination))
            .cloned();
        let Some(mut size) = held.filter(|_| !kept.contains(combination)) else {
            continue;
        };
        for shop in shops::ids(asking.context.targets) {
            size.leave(shop);
        }
        if shops::ids(size.shops).next().is_some() {
            store.save_at(Place::Combinations, size);
        } else {
            store.remove_at(Place::Combinations, *combination);
            gone.push(*combination);
        }
    }
    if gone.is_empty() {
        return;
    }
    drop_stock(store, &row, &gone);
    let left = row.linked(linked::COMBINATIONS).iter().copied();
    let left = left.filter(|id| !gone.contains(id)).collect();
    store.link_at(Place::Products, id, linked::COMBINATIONS, left);
}

fn drop_stock(store: &mut Store, row: &Row, gone: &[u32]) {
    use crate::resources::stock_available::Column::id_product_attribute;
    let mut left = Vec::new();
    for shelf in row.linked(linked::STOCK) {
        let of = store
            .table(Place::StockAvailables)
            .and_then(|table| table.get(*shelf))
            .map_or(0, |row| row.id_in(id_product_attribute));
        if gone.contains(&of) {
            store.remove_at(Place::StockAvailables, *shelf);
        } else {
            left.push(*shelf);
        }
    }
    store.link_at(Place::Products, row.id, linked::STOCK, left);
}
