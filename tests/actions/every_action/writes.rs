//! What the actions that write cost; the second time there is nothing left to write.

use aismarttalk_prestashop::resources::{Customer, Order};
use demo_store::ShopVersion;
use serde_json::json;

use super::row::{Row, costs, row, same};
use crate::facts;

pub fn rows(version: ShopVersion) -> Vec<Row> {
    let orders: Vec<Order> = facts::all(version);
    let customers: Vec<Customer> = facts::all(version);
    let email = facts::own_email(&customers);
    let reference = facts::own_reference(&orders);
    let order = facts::in_state(&orders, 1);
    // A PUT of what is not declared looks at the shop's schema first.
    let by_put = usize::from(version < ShopVersion::V8_2);
    // From 8 on the key could do it by PATCH, from 9 on only by that.
    let of_customer = |find: usize| match version {
        ShopVersion::V9_0 => costs((find, find), (find, find)).fails(),
        ShopVersion::V8_2 => costs((find + 4, find + 4), (find, find)),
        _ => costs((find + 3, find + 3), (find, find)),
    };
    vec![
        same(
            "update_product_content",
            json!({ "id": 5, "name": "Bowl", "preview": true }),
            (4, 3),
            (2, 1),
        ),
        same(
            "update_product_content",
            json!({ "id": 5, "name": "Bowl" }),
            (6, 5),
            (2, 1),
        ),
        same(
            "update_product_content",
            json!({ "id": 5, "name": { "fr": "Bol", "de": "Schale" } }),
            (5, 4),
            (2, 1),
        ),
        same(
            "update_product_seo",
            json!({ "id": 5, "meta_title": "Bowl", "language": "de" }),
            (5, 4),
            (2, 1),
        ),
        row(
            "update_customer",
            json!({ "id": customers[0].id(), "note": "Calls back." }),
            costs((4, 4), (1, 1)),
            of_customer(1),
        ),
        row(
            "update_customer",
            json!({ "email": email, "firstname": "Ada" }),
            costs((5, 5), (2, 2)),
            of_customer(2),
        ),
        same(
            "update_order_status",
            json!({ "id": order, "state": 5, "preview": true }),
            (4, 2),
            (3, 1),
        ),
        same(
            "update_order_status",
            json!({ "id": order, "state": 5 }),
            (7, 4),
            (3, 1),
        ),
        same(
            "update_order_status",
            json!({ "reference": reference, "state": "Storniert", "language": "fr" }),
            (10, 6),
            (5, 3),
        ),
        row(
            "set_tracking_number",
            json!({ "order": 4, "number": "1Z-4711", "preview": true }),
            costs((4 + by_put, 4 + by_put), (3, 3)),
            costs((2, 2), (2, 2)).refused([1, 1]).fails(),
        ),
        row(
            "set_tracking_number",
            json!({ "parcel": 4, "number": "1Z-4711", "send_email": true }),
            costs((9 + by_put, 9 + by_put), (6, 6)),
            costs((1, 1), (1, 1)).refused([1, 1]).fails(),
        ),
        row(
            "set_tracking_number",
            json!({ "order": order, "number": "1Z-4711", "send_email": true, "state": 5 }),
            costs((18 + by_put, 13 + by_put), (11, 7)),
            costs((2, 2), (2, 2)).refused([1, 1]).fails(),
        ),
    ]
}
