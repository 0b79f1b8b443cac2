//! What is on the shelf, per product and per combination.

use super::field::*;
use crate::catalogue::shops;
use crate::options::ShopVersion::*;
use crate::tables::value::Value;
use crate::tables::{BASE, Row};

fields! {
    id_product: id().link("products").required(),
    id_product_attribute: id().link("combinations").required(),
    id_shop: id().link("shops"),
    id_shop_group: id().link("shop_groups").starts(1),
    quantity: integer()
        .required()
        .formats(&[(V1_6, "isInt")])
        .sizes(&[(V1_7, 10), (V8_2, 0)]),
    depends_on_stock: boolean().required(),
    out_of_stock: integer().required().formats(&[(V1_6, "isInt")]).starts(2),
    location: text().sizes(&[(V1_7, 255)]).formats(&[(V1_7, "isString")]).since(V1_7),
}

/// Whether the row counts for the shop: it is the shop's own, or its group's.
pub(crate) fn is_of(row: &Row, shop: u32) -> bool {
    on_shelf(row, shops::shelf(shop))
}

/// Whether the row has that `id_shop` and that `id_shop_group`.
pub(crate) fn on_shelf(row: &Row, shelf: (u32, u32)) -> bool {
    // A fresh record is the first group's.
    let number = |column: Column, fresh| row.stored(BASE, column.into()).map_or(fresh, Value::id);
    (number(Column::id_shop, 0), number(Column::id_shop_group, 1)) == shelf
}
