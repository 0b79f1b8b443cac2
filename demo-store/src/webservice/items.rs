//! What hangs on a record, gathered from the other tables.

use crate::catalogue::products::linked;
use crate::options::ShopVersion;
use crate::resources::association::{Association, ItemField};
use crate::resources::{Place, Resource, order_detail, stock_available};
use crate::store::Store;
use crate::tables::Row;

/// The values of an item: its id, then its fields as declared.
pub(crate) type Item = Vec<String>;

/// The items of an association.
pub(crate) fn items(
    store: &Store,
    resource: &Resource,
    row: &Row,
    position: u8,
    association: &Association,
) -> Vec<Item> {
    match (resource.place, association.name) {
        (Place::Orders, "order_rows") => order_rows(store, row),
        (Place::Products, "stock_availables") => stock(store, row),
        (Place::Products, "product_features") => row
            .linked(position)
            .iter()
            .map(|id| {
                vec![
                    id.to_string(),
                    (u64::from(*id) * 10 + u64::from(row.id % 5)).to_string(),
                ]
            })
            .collect(),
        (Place::Products, "product_bundle") => bundle(row),
        (Place::Categories, "products") => inside(store, row),
        _ => row
            .linked(position)
            .iter()
            .map(|id| vec![id.to_string()])
            .collect(),
    }
}

/// Each row is an order_detail in short.
fn order_rows(store: &Store, row: &Row) -> Vec<Item> {
    use order_detail::Column::*;
    let columns = [
        Some(product_id),
        Some(product_attribute_id),
        Some(product_quantity),
        Some(product_name),
        Some(product_reference),
        Some(product_ean13),
        Some(product_isbn),
        Some(product_upc),
        Some(product_price),
        None,
        Some(unit_price_tax_incl),
        Some(unit_price_tax_excl),
    ];
    let details = store.table(Place::OrderDetails);
    row.linked(0)
        .iter()
        .filter_map(|id| details?.get(*id))
        .map(|detail| {
            let mut item = vec![detail.id.to_string()];
            for column in columns {
                item.push(match column {
                    Some(column) => written(detail, column.into()),
                    // No customization.
                    None => "0".to_owned(),
                });
            }
            item
        })
        .collect()
}

fn written(detail: &Row, column: u8) -> String {
    let mut out = String::new();
    if let Some(field) = order_detail::FIELDS.get(usize::from(column)) {
        detail
            .value(crate::tables::BASE, column, field)
            .write(field.kind, &mut out);
    }
    out
}

fn stock(store: &Store, row: &Row) -> Vec<Item> {
    let table = store.table(Place::StockAvailables);
    row.linked(linked::STOCK)
        .iter()
        .filter_map(|id| table?.get(*id))
        .map(|shelf| {
            let combination = shelf.id_in(stock_available::Column::id_product_attribute);
            vec![shelf.id.to_string(), combination.to_string()]
        })
        .collect()
}

/// Product, combination and quantity of each part of a pack.
fn bundle(row: &Row) -> Vec<Item> {
    row.linked(linked::BUNDLE)
        .chunks(3)
        .map(|part| part.iter().map(u32::to_string).collect())
        .collect()
}

fn inside(store: &Store, row: &Row) -> Vec<Item> {
    store
        .table(Place::Products)
        .into_iter()
        .flat_map(|table| table.iter())
        .filter(|product| product.linked(linked::CATEGORIES).contains(&row.id))
        .map(|product| vec![product.id.to_string()])
        .collect()
}

/// The fields of an item in that version, with the position of their value.
pub(crate) fn fields(
    association: &'static Association,
    version: ShopVersion,
) -> impl Iterator<Item = (usize, &'static ItemField)> {
    association
        .fields
        .iter()
        .enumerate()
        .filter(move |(_, field)| field.since <= version)
        .map(|(position, field)| (position + 1, field))
}
