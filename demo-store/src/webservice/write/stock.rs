//! Stock rows: of new products, of whole products, of orders.

use super::values::number_of;
use crate::catalogue::shops;
use crate::resources::product::linked;
use crate::resources::{Place, order, order_detail, stock_available};
use crate::store::Store;
use crate::tables::Row;
use crate::tables::value::Value;
use crate::webservice::context::{Context, Reach};
use stock_available::Column::*;
use stock_available::on_shelf;

/// `id_shop` and `id_shop_group` of a row.
type Shelf = (u32, u32);

/// A new product starts with nothing on the shelf of the shop.
pub(super) fn shelve(store: &mut Store, shop: u32, product: u32) {
    add_shelf(store, product, shops::shelf(shop), 0);
}

/// Makes the row of the whole product the sum of its combinations: on the shelf of the
/// request's shop when the written row is a group's, which is the wrong one if that shop
/// is in another group.
pub(super) fn add_up(store: &mut Store, context: Context, written: u32) {
    let Some(row) = rows(store).find(|row| row.id == written).cloned() else {
        return;
    };
    if row.id_in(id_product_attribute) == 0 {
        return;
    }
    let shelf = match (context.reach, row.id_in(id_shop)) {
        (Reach::Group(group), _) if shops::shares(group) => (0, group),
        // A group that shares nothing has no shelf: a row of nobody appears.
        (Reach::Group(_), _) => (0, 0),
        (_, 0) => shops::shelf(context.shop),
        (_, shop) => shops::shelf(shop),
    };
    let product = row.id_in(id_product);
    let sum = rows(store)
        .filter(|other| other.id_in(id_product) == product && on_shelf(other, shelf))
        .filter(|other| other.id_in(id_product_attribute) != 0)
        .map(|other| number_of(other, quantity))
        .fold(0_i64, i64::saturating_add);
    match find(store, product, 0, shelf) {
        Some(mut total) => {
            total.set(quantity, Value::Number(sum));
            store.save_at(Place::StockAvailables, total);
        }
        None => add_shelf(store, product, shelf, sum),
    }
}

/// Takes the units of an order's lines from the shelf of the order's shop, or puts them
/// back: `sign` is -1 or 1.
pub(super) fn move_units(store: &mut Store, order: &Row, sign: i64) {
    let shelf = shops::shelf(order.id_in(order::Column::id_shop));
    for line in order.linked(0) {
        let line = store
            .table(Place::OrderDetails)
            .and_then(|table| table.get(*line))
            .cloned();
        let Some(line) = line else {
            continue;
        };
        let product = line.id_in(order_detail::Column::product_id);
        let size = line.id_in(order_detail::Column::product_attribute_id);
        let units = number_of(&line, order_detail::Column::product_quantity).saturating_mul(sign);
        let of_the_product = Some(0).filter(|_| size != 0);
        for attribute in std::iter::once(size).chain(of_the_product) {
            if let Some(mut row) = find(store, product, attribute, shelf) {
                let left = number_of(&row, quantity).saturating_add(units);
                row.set(quantity, Value::Number(left));
                store.save_at(Place::StockAvailables, row);
            }
        }
    }
}

fn rows(store: &Store) -> impl Iterator<Item = &Row> {
    store
        .table(Place::StockAvailables)
        .into_iter()
        .flat_map(|table| table.iter())
}

fn find(store: &Store, product: u32, attribute: u32, shelf: Shelf) -> Option<Row> {
    rows(store)
        .find(|row| {
            row.id_in(id_product) == product
                && row.id_in(id_product_attribute) == attribute
                && on_shelf(row, shelf)
        })
        .cloned()
}

fn add_shelf(store: &mut Store, product: u32, (shop, group): Shelf, amount: i64) {
    let last = store.table(Place::StockAvailables);
    let id = last.map_or(0, |table| table.last_id()).saturating_add(1);
    let mut row = Row::new(id);
    row.set(id_product, Value::Number(i64::from(product)))
        .set(id_product_attribute, Value::Number(0))
        .set(id_shop, Value::Number(i64::from(shop)))
        .set(id_shop_group, Value::Number(i64::from(group)))
        .set(quantity, Value::Number(amount));
    store.save_at(Place::StockAvailables, row);
    let held = store
        .table(Place::Products)
        .and_then(|table| table.get(product))
        .map(|row| row.linked(linked::STOCK).to_vec());
    if let Some(mut held) = held {
        held.push(id);
        store.link_at(Place::Products, product, linked::STOCK, held);
    }
}
