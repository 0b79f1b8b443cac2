//! Every action on every version: the answer fits its schema, and how many requests it takes.

use aismarttalk_prestashop::actions::catalogue_json;
use aismarttalk_prestashop::resources::{Customer, Order, Product};
use demo_store::{ShopVersion, keys};
use serde_json::{Value, json};

use crate::support::client;
use crate::{facts, run, schema};

/// An action, its input, and the requests it takes the first and the second time.
type Case = (&'static str, Value, usize, usize);

fn cases(version: ShopVersion) -> Vec<Case> {
    let orders: Vec<Order> = facts::all(version);
    let customers: Vec<Customer> = facts::all(version);
    let products: Vec<Product> = facts::all(version);
    let reference = facts::split_reference(&orders);
    let email = facts::shared_email(&orders, &customers);
    let order = orders[0].id();
    let product = products[0].id();
    let shared = facts::shared_reference(&products);
    vec![
        ("check_access", json!({}), 1, 1),
        ("check_access", Value::Null, 1, 1),
        ("list_languages", json!({}), 1, 0),
        ("get_product", json!({ "id": product }), 6, 4),
        (
            "get_product",
            json!({ "id": product, "language": "de" }),
            6,
            4,
        ),
        (
            "get_product",
            json!({ "reference": shared, "language": 4 }),
            6,
            4,
        ),
        (
            "get_order_by_reference",
            json!({ "reference": reference }),
            3,
            2,
        ),
        (
            "get_order_by_reference",
            json!({ "reference": reference, "language": 2 }),
            3,
            2,
        ),
        (
            "get_order_by_reference",
            json!({ "reference": reference, "language": "fr" }),
            4,
            2,
        ),
        ("find_orders", json!({}), 2, 1),
        ("find_orders", json!({ "state": 2, "limit": 3 }), 2, 1),
        ("find_orders", json!({ "paid": true }), 2, 1),
        ("find_orders", json!({ "state": "Bezahlt" }), 4, 2),
        ("find_orders", json!({ "customer": email }), 3, 2),
        ("find_orders", json!({ "language": "fr" }), 3, 1),
        ("get_order", json!({ "id": order }), 8, 6),
        ("get_order", json!({ "reference": reference }), 8, 6),
        ("get_orders_by_email", json!({ "email": email }), 3, 2),
        (
            "get_orders_by_email",
            json!({ "email": email, "limit": 1 }),
            4,
            3,
        ),
        (
            "get_orders_by_email",
            json!({ "email": "nobody@example.com" }),
            1,
            1,
        ),
        ("get_last_order", json!({ "email": email }), 3, 2),
        (
            "get_last_order",
            json!({ "email": "nobody@example.com" }),
            1,
            1,
        ),
        ("get_order_details", json!({ "id": order }), 2, 2),
        ("get_order_details", json!({ "reference": reference }), 2, 2),
        ("list_order_states", json!({}), 2, 0),
        ("list_order_states", json!({ "language": "ar" }), 2, 0),
        ("list_order_states", json!({ "language": "de" }), 3, 1),
        ("get_order_history", json!({ "id": order }), 3, 2),
        ("get_order_history", json!({ "reference": reference }), 3, 2),
        ("find_products", json!({}), 2, 1),
        ("find_products", json!({ "words": "tea" }), 2, 2),
        (
            "find_products",
            json!({ "words": "thé", "language": "fr" }),
            3,
            2,
        ),
        ("find_products", json!({ "active": true }), 2, 2),
        (
            "find_products",
            json!({ "active": true, "words": "te" }),
            2,
            2,
        ),
        ("find_products", json!({ "reference": shared }), 2, 1),
        ("audit_seo", json!({}), 3, 3),
        ("audit_seo", json!({ "language": "fr" }), 4, 3),
        ("find_customers", json!({}), 1, 1),
        ("find_customers", json!({ "words": "anna" }), 2, 2),
        ("find_customers", json!({ "email": email }), 1, 1),
        ("get_customer", json!({ "id": customers[0].id() }), 1, 1),
        ("get_customer", json!({ "email": email }), 1, 1),
        ("get_stock", json!({ "id": product }), 2, 2),
        ("get_stock", json!({ "reference": shared }), 2, 2),
    ]
}

/// The same for writes: the second time there is nothing left to write.
fn writes(version: ShopVersion) -> Vec<Case> {
    let orders: Vec<Order> = facts::all(version);
    let customers: Vec<Customer> = facts::all(version);
    let email = facts::own_email(&customers);
    let reference = facts::own_reference(&orders);
    let order = facts::in_state(&orders, 1);
    // A PUT of what is not declared looks at the shop's schema first.
    let by_put = usize::from(version < ShopVersion::V8_2);
    vec![
        (
            "update_product_content",
            json!({ "id": 5, "name": "Bowl", "preview": true }),
            4,
            2,
        ),
        (
            "update_product_content",
            json!({ "id": 5, "name": "Bowl" }),
            6,
            2,
        ),
        (
            "update_product_content",
            json!({ "id": 5, "name": { "fr": "Bol", "de": "Schale" } }),
            5,
            2,
        ),
        (
            "update_product_seo",
            json!({ "id": 5, "meta_title": "Bowl", "language": "de" }),
            5,
            2,
        ),
        (
            "update_customer",
            json!({ "id": customers[0].id(), "note": "Calls back." }),
            4,
            1,
        ),
        (
            "update_customer",
            json!({ "email": email, "firstname": "Ada" }),
            5,
            2,
        ),
        (
            "update_order_status",
            json!({ "id": order, "state": 5, "preview": true }),
            4,
            3,
        ),
        (
            "update_order_status",
            json!({ "id": order, "state": 5 }),
            7,
            3,
        ),
        (
            "update_order_status",
            json!({ "reference": reference, "state": "Storniert", "language": "fr" }),
            10,
            5,
        ),
        (
            "set_tracking_number",
            json!({ "order": 4, "number": "1Z-4711", "preview": true }),
            4 + by_put,
            3,
        ),
        (
            "set_tracking_number",
            json!({ "parcel": 4, "number": "1Z-4711", "send_email": true }),
            9 + by_put,
            6,
        ),
        (
            "set_tracking_number",
            json!({ "order": order, "number": "1Z-4711", "send_email": true, "state": 5 }),
            18 + by_put,
            11,
        ),
    ]
}

#[test]
fn given_every_version_when_an_action_runs_then_it_answers_by_its_schema_in_so_many_requests() {
    let catalogue: Vec<Value> = serde_json::from_str(&catalogue_json()).unwrap();
    let mut ran = 0;
    let mut table: Vec<String> = Vec::new();
    for version in ShopVersion::ALL {
        for (name, input, first, second) in cases(version).into_iter().chain(writes(version)) {
            let entry = catalogue
                .iter()
                .find(|entry| entry["name"] == name)
                .unwrap();
            let client = client(version, keys::EVERYTHING);
            let mut counts = Vec::new();
            for _ in 0..2 {
                let answer = run(&client, name, &input);
                let answer =
                    answer.unwrap_or_else(|error| panic!("{version:?} {name} {input}: {error}"));
                let problems = schema::problems(&entry["outputSchema"], &answer);
                assert_eq!(problems, [""; 0], "{version:?} {name} {input}");
                counts.push(client.transport().take_sent().len());
            }
            assert_eq!(counts, [first, second], "{version:?} {name} {input}");
            if version == ShopVersion::V8_2 {
                table.push(format!("{name}: {first}, then {second}"));
            }
            ran += 1;
        }
    }
    for name in catalogue
        .iter()
        .map(|entry| entry["name"].as_str().unwrap())
    {
        assert!(
            table.iter().any(|line| line.starts_with(name)),
            "{name} did not run"
        );
    }
    table.dedup();
    println!("{ran} runs; requests:\n{}", table.join("\n"));
}

#[test]
fn given_independent_requests_then_they_travel_at_the_same_time() {
    let orders: Vec<Order> = facts::all(ShopVersion::V8_2);
    let reference = facts::own_reference(&orders);
    let cases = [
        (
            "get_order_by_reference",
            json!({ "reference": reference }),
            2,
        ),
        ("find_orders", json!({}), 2),
        ("find_products", json!({ "words": "tea" }), 2),
        ("find_customers", json!({ "words": "anna" }), 2),
        ("get_order_details", json!({ "id": orders[0].id() }), 2),
        ("get_stock", json!({ "id": 1 }), 2),
        ("get_product", json!({ "id": 1 }), 3),
        ("list_order_states", json!({}), 2),
    ];
    for (name, input, together) in &cases {
        let client = client(ShopVersion::V8_2, keys::EVERYTHING);
        run(&client, name, input).unwrap();
        assert_eq!(client.transport().most_together(), *together, "{name}");
    }
    println!("{} actions", cases.len());
}
