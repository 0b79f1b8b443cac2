//! What a body hangs on a record. The fields are saved by then, whatever happens here.

use roxmltree::Node;

use super::{Asking, body};
use crate::catalogue::products::linked;
use crate::query::php_int;
use crate::resources::Place;
use crate::resources::product::Column;
use crate::store::Store;
use crate::tables::BASE;
use crate::webservice::errors::Refusal;

/// Writes every association the body names; a named but empty one is emptied.
pub(super) fn write(
    store: &mut Store,
    asking: Asking<'_>,
    id: u32,
    associations: Node<'_, '_>,
) -> Result<(), Refusal> {
    let version = store.options.version;
    for node in associations.children().filter(Node::is_element) {
        let name = node.tag_name().name();
        let known = asking
            .resource
            .associations(version)
            .find(|(_, association)| association.name == name);
        let Some((position, _)) = known else {
            let message = format!("The association \"{name}\" does not exists");
            return Err(Refusal::one(400, 86, message));
        };
        let items: Vec<Node<'_, '_>> = node.children().filter(Node::is_element).collect();
        let number = |item: &Node<'_, '_>, field: &str| {
            let text = body::child(*item, field).map(body::text);
            u32::try_from(php_int(&text.unwrap_or_default())).unwrap_or(0)
        };
        let ids: Vec<u32> = items.iter().map(|item| number(item, "id")).collect();
        match (asking.resource.place, name) {
            (Place::Products, "images" | "stock_availables" | "product_option_values") => {}
            (Place::Products, "product_bundle") => {
                let parts = items
                    .iter()
                    // The setter reads another name than the getter writes: the default
                    // combination takes the place of the one that was in the pack.
                    .flat_map(|item| {
                        let part = number(item, "id");
                        [
                            part,
                            default_combination(store, part),
                            number(item, "quantity"),
                        ]
                    })
                    .collect();
                set_bundle(store, asking, id, parts)?;
            }
            (Place::Products, "combinations") => {
                drop_combinations(store, id, &ids);
                store.link(asking.resource, id, position, ids);
            }
            (Place::Products | Place::Customers, _) => {
                store.link(asking.resource, id, position, ids);
            }
            _ => {}
        }
    }
    Ok(())
}

fn product_number(store: &Store, id: u32, column: Column) -> u32 {
    store
        .table(Place::Products)
        .and_then(|table| table.get(id))
        .map_or(0, |row| {
            row.stored(BASE, column.into())
                .map_or(0, |value| value.id())
        })
}

fn default_combination(store: &Store, id: u32) -> u32 {
    product_number(store, id, Column::id_default_combination)
}

/// Only packs may have parts; a virtual product refuses even none.
fn set_bundle(
    store: &mut Store,
    asking: Asking<'_>,
    id: u32,
    parts: Vec<u32>,
) -> Result<(), Refusal> {
    if product_number(store, id, Column::is_virtual) == 1 {
        let message = "Error occurred while setting the product_bundle value";
        return Err(Refusal::one(500, 85, message));
    }
    store.link(asking.resource, id, linked::BUNDLE, parts);
    Ok(())
}

/// Combinations that are no longer named are gone for good, with their stock.
fn drop_combinations(store: &mut Store, product: u32, kept: &[u32]) {
    use crate::resources::stock_available::Column::id_product_attribute;
    let held = store
        .table(Place::Products)
        .and_then(|table| table.get(product))
        .map(|row| {
            (
                row.linked(linked::COMBINATIONS).to_vec(),
                row.linked(linked::STOCK).to_vec(),
            )
        });
    let Some((combinations, shelves)) = held else {
        return;
    };
    let gone: Vec<u32> = combinations
        .into_iter()
        .filter(|id| !kept.contains(id))
        .collect();
    let mut left = Vec::new();
    for shelf in shelves {
        let of = store
            .table(Place::StockAvailables)
            .and_then(|table| table.get(shelf))
            .map_or(0, |row| row.id_in(id_product_attribute));
        if gone.contains(&of) {
            store.remove_at(Place::StockAvailables, shelf);
        } else {
            left.push(shelf);
        }
    }
    for id in gone {
        store.remove_at(Place::Combinations, id);
    }
    store.link_at(Place::Products, product, linked::STOCK, left);
}
