//! What hangs on a record, gathered from the other tables.

use super::cells::Cells;
use crate::catalogue::shops::{self, Shops};
use crate::options::ShopVersion;
use crate::resources::association::{Association, ItemField};
use crate::resources::product::linked;
use crate::resources::{Place, order_detail, stock_available};
use crate::store::Store;
use crate::tables::Row;

/// The values of an item: its id, then its fields as declared.
pub(crate) type Item = Vec<String>;

/// The items of an association. Several shops at once repeat some of them.
pub(crate) fn items(
    store: &Store,
    cells: &Cells<'_>,
    row: &Row,
    position: u8,
    association: &Association,
) -> Vec<Item> {
    match (cells.resource.place, association.name) {
        (Place::Orders, "order_rows") => order_rows(store, row),
        (Place::Products, "stock_availables") => stock(store, row, cells.shop),
        (Place::Products, "images") => repeated(row.linked(position), |_| shops::ids(cells.shops)),
        (Place::Products, "combinations") => combinations(store, row, cells.shops),
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
        (Place::Categories, "categories") => below(store, row, cells.shop),
        (Place::Categories, "products") => inside(store, row, cells.shop),
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

/// The rows that count for the shop.
fn stock(store: &Store, row: &Row, shop: u32) -> Vec<Item> {
    let table = store.table(Place::StockAvailables);
    row.linked(linked::STOCK)
        .iter()
        .filter_map(|id| table?.get(*id))
        .filter(|shelf| stock_available::is_of(shelf, shop))
        .map(|shelf| {
            let combination = shelf.id_in(stock_available::Column::id_product_attribute);
            vec![shelf.id.to_string(), combination.to_string()]
        })
        .collect()
}

/// Each id once for every shop that has it.
fn repeated<I: Iterator<Item = u32>>(ids: &[u32], shops: impl Fn(u32) -> I) -> Vec<Item> {
    ids.iter()
        .flat_map(|id| shops(*id).map(|_| vec![id.to_string()]))
        .collect()
}

fn combinations(store: &Store, row: &Row, asked: Shops) -> Vec<Item> {
    let table = store.table(Place::Combinations);
    repeated(row.linked(linked::COMBINATIONS), |id| {
        let held = table
            .and_then(|table| table.get(id))
            .map_or(0, |row| row.shops);
        shops::ids(held & asked)
    })
}

/// Product, combination and quantity of each part of a pack.
fn bundle(row: &Row) -> Vec<Item> {
    row.linked(linked::BUNDLE)
        .chunks(3)
        .map(|part| part.iter().map(u32::to_string).collect())
        .collect()
}

/// The children that the shop has.
fn below(store: &Store, row: &Row, shop: u32) -> Vec<Item> {
    let table = store.table(Place::Categories);
    row.linked(0)
        .iter()
        .filter_map(|id| table?.get(*id))
        .filter(|child| child.in_shop(shop))
        .map(|child| vec![child.id.to_string()])
        .collect()
}

/// The products of the shop's group.
fn inside(store: &Store, row: &Row, shop: u32) -> Vec<Item> {
    let near = shops::together(shop);
    store
        .table(Place::Products)
        .into_iter()
        .flat_map(|table| table.iter())
        .filter(|product| product.shops & near != 0)
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
