//! What the actions that read cost.

use aismarttalk_prestashop::resources::{Customer, Order, Product};
use demo_store::ShopVersion;
use serde_json::{Value, json};

use super::row::{Cost, Row, costs, row, same};
use crate::facts;

pub fn rows(version: ShopVersion) -> Vec<Row> {
    let orders: Vec<Order> = facts::all(version);
    let customers: Vec<Customer> = facts::all(version);
    let products: Vec<Product> = facts::all(version);
    let reference = facts::split_reference(&orders);
    let email = facts::shared_email(&orders, &customers);
    let order = orders[0].id();
    let product = products[0].id();
    let shared = facts::shared_reference(&products);
    vec![
        same("check_access", json!({}), (1, 1), (1, 1)),
        same("check_access", Value::Null, (1, 1), (1, 1)),
        same("list_languages", json!({}), (1, 1), (0, 0)),
        row(
            "get_product",
            json!({ "id": product }),
            costs((7, 2), (4, 2)),
            costs((3, 1), (1, 1)),
        ),
        row(
            "get_product",
            json!({ "id": product, "language": "de" }),
            costs((8, 3), (4, 2)),
            costs((4, 2), (1, 1)),
        ),
        row(
            "get_product",
            json!({ "reference": shared, "language": 4 }),
            costs((7, 2), (4, 2)),
            costs((3, 1), (1, 1)),
        ),
        row(
            "get_order_by_reference",
            json!({ "reference": reference }),
            costs((6, 2), (3, 2)),
            costs((5, 2), (3, 2)),
        ),
        row(
            "get_order_by_reference",
            json!({ "reference": reference, "language": 2 }),
            costs((6, 2), (3, 2)),
            costs((5, 2), (3, 2)),
        ),
        row(
            "get_order_by_reference",
            json!({ "reference": reference, "language": "fr" }),
            costs((7, 2), (3, 2)),
            costs((6, 2), (3, 2)),
        ),
        orders_found(json!({}), (5, 2), (2, 2)),
        orders_found(json!({ "state": 2, "limit": 3 }), (5, 2), (2, 2)),
        orders_found(json!({ "paid": true }), (5, 3), (2, 2)),
        orders_found(json!({ "state": "Bezahlt" }), (7, 4), (3, 3)),
        orders_found(json!({ "customer": email }), (5, 2), (2, 2)),
        orders_found(json!({ "reference": "a" }), (5, 2), (2, 2)),
        row(
            "find_orders",
            json!({ "tracking_number": "RX00000009" }),
            costs((6, 4), (3, 3)),
            costs((3, 2), (1, 1)),
        ),
        orders_found(json!({ "language": "fr" }), (6, 2), (2, 2)),
        row(
            "get_order",
            json!({ "id": order }),
            costs((10, 3), (7, 3)),
            costs((5, 2), (3, 2)),
        ),
        row(
            "get_order",
            json!({ "reference": reference }),
            costs((10, 3), (7, 3)),
            costs((5, 2), (3, 2)),
        ),
        same(
            "get_orders_by_email",
            json!({ "email": email }),
            (3, 2),
            (2, 2),
        ),
        same(
            "get_orders_by_email",
            json!({ "email": email, "limit": 1 }),
            (4, 2),
            (3, 2),
        ),
        same(
            "get_orders_by_email",
            json!({ "email": "nobody@example.com" }),
            (1, 1),
            (1, 1),
        ),
        same("get_last_order", json!({ "email": email }), (3, 2), (2, 2)),
        same(
            "get_last_order",
            json!({ "email": "nobody@example.com" }),
            (1, 1),
            (1, 1),
        ),
        same("get_order_details", json!({ "id": order }), (2, 1), (2, 1)),
        same(
            "get_order_details",
            json!({ "reference": reference }),
            (2, 2),
            (2, 2),
        ),
        same("list_order_states", json!({}), (2, 1), (0, 0)),
        same(
            "list_order_states",
            json!({ "language": "ar" }),
            (2, 1),
            (0, 0),
        ),
        same(
            "list_order_states",
            json!({ "language": "de" }),
            (3, 2),
            (1, 1),
        ),
        same("get_order_history", json!({ "id": order }), (3, 1), (2, 1)),
        same(
            "get_order_history",
            json!({ "reference": reference }),
            (3, 2),
            (2, 2),
        ),
        row(
            "find_products",
            json!({}),
            costs((3, 2), (1, 1)),
            costs((2, 1), (1, 1)),
        ),
        same("find_products", json!({ "words": "tea" }), (2, 1), (2, 1)),
        same(
            "find_products",
            json!({ "words": "thé", "language": "fr" }),
            (3, 2),
            (2, 1),
        ),
        same("find_products", json!({ "active": true }), (2, 2), (2, 2)),
        same(
            "find_products",
            json!({ "active": true, "words": "te" }),
            (2, 1),
            (2, 1),
        ),
        row(
            "find_products",
            json!({ "reference": shared }),
            costs((3, 2), (1, 1)),
            costs((2, 1), (1, 1)),
        ),
        same("audit_seo", json!({}), (3, 2), (3, 2)),
        same("audit_seo", json!({ "language": "fr" }), (4, 2), (3, 2)),
        same("find_customers", json!({}), (1, 1), (1, 1)),
        same("find_customers", json!({ "words": "anna" }), (2, 1), (2, 1)),
        same("find_customers", json!({ "email": email }), (1, 1), (1, 1)),
        same(
            "get_customer",
            json!({ "id": customers[0].id() }),
            (1, 1),
            (1, 1),
        ),
        same("get_customer", json!({ "email": email }), (1, 1), (1, 1)),
        row(
            "get_stock",
            json!({ "id": product }),
            costs((2, 1), (2, 1)),
            costs((2, 1), (1, 1)).refused([1, 0]).fails(),
        ),
        row(
            "get_stock",
            json!({ "reference": shared }),
            costs((2, 2), (2, 2)),
            costs((2, 2), (1, 1)).refused([1, 0]).fails(),
        ),
        row(
            "get_product",
            json!({ "id": product, "language": "fr" }),
            costs((7, 2), (4, 2)),
            costs((3, 1), (1, 1)),
        ),
        row(
            "get_product",
            json!({ "id": product, "language": 3 }),
            costs((7, 2), (4, 2)),
            costs((3, 1), (1, 1)),
        ),
        row(
            "get_product",
            json!({ "reference": shared }),
            costs((7, 2), (4, 2)),
            costs((3, 1), (1, 1)),
        ),
        orders_found(
            json!({ "state": "Arrived", "language": "fr", "customer": email }),
            (6, 2),
            (2, 2),
        ),
        row(
            "get_order",
            json!({ "id": order, "language": "fr" }),
            costs((11, 3), (7, 3)),
            costs((6, 2), (3, 2)),
        ),
        same(
            "get_orders_by_email",
            json!({ "email": email, "language": "fr" }),
            (4, 2),
            (2, 2),
        ),
        same(
            "get_last_order",
            json!({ "email": email, "language": "ar" }),
            (4, 2),
            (2, 2),
        ),
        same(
            "get_order_history",
            json!({ "id": order, "language": "fr" }),
            (4, 1),
            (2, 1),
        ),
        same(
            "get_order_history",
            json!({ "reference": reference, "language": "fr" }),
            (4, 2),
            (2, 2),
        ),
        same(
            "find_products",
            json!({ "active": true, "language": "fr" }),
            (3, 2),
            (2, 2),
        ),
        same(
            "find_products",
            json!({ "missing": ["meta_title"], "language": "de" }),
            (4, 3),
            (2, 2),
        ),
        same(
            "find_products",
            json!({ "words": "te", "language": "de" }),
            (3, 2),
            (2, 1),
        ),
        same("audit_seo", json!({ "language": "de" }), (5, 3), (3, 2)),
        row(
            "get_stock",
            json!({ "id": product, "language": "fr" }),
            costs((3, 1), (2, 1)),
            costs((3, 1), (1, 1)).refused([1, 0]).fails(),
        ),
    ]
}

/// A find of orders: the first time with the rights of the key, and with currencies if it may read
/// those.
fn orders_found(input: Value, (requests, rounds): Cost, again: Cost) -> Row {
    let documented = costs((requests - 1, rounds), again);
    row(
        "find_orders",
        input,
        costs((requests, rounds), again),
        documented,
    )
}
