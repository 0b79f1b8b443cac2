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
    // From 9 on it takes PATCH. The first time the schema, which a PUT to 8 needs, is read beside the
    // rights; who is looked up by e-mail has them by then.
    let of_customer = |find: usize| match (version, find) {
        (ShopVersion::V9_0, 0) => costs((3, 1), (1, 1)).fails(),
        (ShopVersion::V9_0, _) => costs((3, 2), (2, 2)).fails(),
        (_, 0) => costs((5, 3), (1, 1)),
        (ShopVersion::V8_2, _) => costs((6, 4), (2, 2)),
        _ => costs((5, 4), (2, 2)),
    };
    vec![
        same(
            "update_product_content",
            json!({ "id": 5, "name": "Bowl", "preview": true }),
            (3, 1),
            (2, 1),
        ),
        same(
            "update_product_content",
            json!({ "id": 5, "name": "Bowl" }),
            (5, 3),
            (2, 1),
        ),
        same(
            "update_product_content",
            json!({ "id": 5, "name": { "fr": "Bol", "de": "Schale" } }),
            (5, 3),
            (2, 1),
        ),
        same(
            "update_product_seo",
            json!({ "id": 5, "meta_title": "Bowl", "language": "de" }),
            (5, 3),
            (2, 1),
        ),
        row(
            "update_customer",
            json!({ "id": customers[0].id(), "note": "Calls back." }),
            costs((5, 3), (1, 1)),
            of_customer(0),
        ),
        row(
            "update_customer",
            json!({ "email": email, "firstname": "Ada" }),
            costs((5, 4), (2, 2)),
            of_customer(1),
        ),
        same(
            "update_order_status",
            json!({ "id": order, "state": 5, "preview": true }),
            (3, 1),
            (3, 1),
        ),
        same(
            "update_order_status",
            json!({ "id": order, "state": 5 }),
            (6, 3),
            (3, 1),
        ),
        same(
            "update_order_status",
            json!({ "id": order, "state": "Handed to the carrier" }),
            (6, 3),
            (3, 1),
        ),
        same(
            "update_order_status",
            json!({ "reference": reference, "state": 5 }),
            (7, 4),
            (4, 2),
        ),
        same(
            "update_order_status",
            json!({ "reference": reference, "state": "Storniert", "language": "fr" }),
            (9, 4),
            (5, 2),
        ),
        row(
            "set_tracking_number",
            json!({ "order": 4, "number": "1Z-4711", "preview": true }),
            costs((4 + by_put, 2), (3, 2)),
            costs((3, 1), (1, 1)).refused([1, 0]).fails(),
        ),
        row(
            "set_tracking_number",
            json!({ "order": 4, "number": "1Z-4711" }),
            costs((6 + by_put, 4), (3, 2)),
            costs((3, 1), (1, 1)).refused([1, 0]).fails(),
        ),
        row(
            "set_tracking_number",
            json!({ "parcel": 4, "number": "1Z-4711", "send_email": true }),
            costs((7 + by_put, 5 + by_put), (4, 3)),
            costs((2, 1), (1, 1)).refused([1, 0]).fails(),
        ),
        row(
            "set_tracking_number",
            json!({ "order": order, "number": "1Z-4711", "send_email": true, "state": 5 }),
            costs((16 + by_put, 7), (8, 2)),
            costs((4, 1), (2, 1)).refused([1, 0]).fails(),
        ),
    ]
}
