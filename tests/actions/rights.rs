//! Keys that may not read everything an action can use.

use aismarttalk_prestashop::actions::CATALOGUE;
use aismarttalk_prestashop::client::Client;
use aismarttalk_prestashop::client::transport::Transport;
use aismarttalk_prestashop::resources::{Customer, Order};
use aismarttalk_prestashop::webservice::ErrorKind;
use demo_store::{ShopVersion, keys};
use serde_json::{Value, json};

use crate::support::{StoreTransport, block_on, client, client_with};
use crate::{facts, run};

/// An input that the action takes.
pub fn input(action: &str, orders: &[Order], customers: &[Customer]) -> Value {
    match action {
        "check_access" | "list_languages" | "list_order_states" | "find_orders" => json!({}),
        "get_product" | "get_stock" => json!({ "id": 1 }),
        "get_order_by_reference" => json!({ "reference": orders[0].reference() }),
        "get_orders_by_email" | "get_last_order" => {
            json!({ "email": facts::shared_email(orders, customers) })
        }
        "get_order" | "get_order_details" | "get_order_history" => json!({ "id": orders[0].id() }),
        "audit_seo" => json!({ "limit": 3 }),
        "find_products" => json!({ "words": "tea" }),
        "find_customers" => json!({ "words": "a", "limit": 3 }),
        "get_customer" => json!({ "id": customers[0].id() }),
        "update_product_content" => json!({ "id": 1, "name": "Lidded jar" }),
        "update_product_seo" => json!({ "id": 1, "meta_title": { "fr": "Pot" } }),
        "update_order_status" => json!({ "id": orders[0].id(), "state": "Arrived" }),
        "set_tracking_number" => json!({
            "parcel": facts::parcel(orders), "number": "1Z-4711", "send_email": true,
        }),
        "update_customer" => json!({ "id": customers[0].id(), "note": "Calls back." }),
        other => panic!("{other} has no input here"),
    }
}

#[test]
fn given_a_key_without_a_right_then_the_action_fails_or_says_what_it_lacks() {
    let mut ran = 0;
    for version in ShopVersion::ALL {
        let orders: Vec<Order> = facts::all(version);
        let customers: Vec<Customer> = facts::all(version);
        for action in CATALOGUE {
            for need in action
                .needs
                .iter()
                .filter(|need| need.resource != "products")
            {
                let client = client(version, keys::EVERYTHING);
                client.transport().deny(need.resource);
                let input = input(action.name, &orders, &customers);
                let context = format!("{version:?} {} without {}", action.name, need.resource);
                match (run(&client, action.name, &input), need.without) {
                    (Ok(answer), Some(_)) => {
                        let need = (action.name, need.resource);
                        assert_says_what_lacks(&answer, need, &context);
                    }
                    (Ok(_), None) => {
                        panic!("{context}: the declaration says that it does not work")
                    }
                    (Err(error), None) => {
                        assert_eq!(error.kind(), ErrorKind::Permission, "{context}: {error}");
                        assert!(error.hint().contains("tick"), "{context}: {error}");
                    }
                    (Err(error), Some(_)) => panic!("{context}: {error}"),
                }
                ran += 1;
            }
        }
    }
    println!("{ran} combinations of action, right and version");
}

/// Where nothing was asked for, nothing lacks.
fn assert_says_what_lacks(answer: &Value, (action, resource): (&str, &str), context: &str) {
    let text = answer.to_string();
    let is_asked = match (action, resource) {
        // Orders named by their id need no look at the orders.
        (_, "orders") => false,
        // Parcels are looked at for a tracking number alone.
        ("find_orders", "order_carriers") => false,
        // They are read where the input names a status.
        ("set_tracking_number", "order_states" | "order_histories") => false,
        // The others look a language up only where a code names it.
        (action, "languages") => matches!(action, "get_product" | "list_order_states"),
        _ => true,
    };
    let says = text.contains(&format!("tick GET in the line {resource}"));
    assert_eq!(says, is_asked, "{context}: {text}");
}

#[test]
fn given_a_key_without_customers_then_orders_come_without_their_names() {
    let orders: Vec<Order> = facts::all(ShopVersion::V8_2);
    let client = client(ShopVersion::V8_2, keys::SHOP_1);
    client.transport().deny("customers");
    client.transport().deny("order_states");
    let input = json!({ "reference": orders[0].reference() });
    let answer = run(&client, "get_order_by_reference", &input).unwrap();
    let order = &answer["orders"][0];
    let nobody = json!({ "id": orders[0].id_customer(), "firstname": null, "lastname": null, "email": null });
    assert_eq!(order["customer"], nobody);
    assert_eq!(
        order["status"],
        json!({ "id": orders[0].current_state(), "label": null, "color": null })
    );
    assert_eq!(answer["warnings"].as_array().unwrap().len(), 2);
    assert_eq!(answer["language"], Value::Null);
}

#[test]
fn given_the_documented_key_then_what_it_may_not_read_is_null_with_the_reason_said_once() {
    for version in ShopVersion::ALL {
        let client = client(version, keys::SHOP_1);
        let answer = run(&client, "get_product", &json!({ "id": 1 })).unwrap();
        let product = &answer["products"][0];
        assert_eq!(product["stock"], Value::Null);
        assert!(
            product["stock_note"]
                .as_str()
                .unwrap()
                .contains("stock_availables")
        );
        assert_eq!(product["combinations"], Value::Null);
        assert_eq!(answer["currency"], Value::Null);
        let warnings = answer["warnings"].as_array().unwrap();
        for (warning, resource) in warnings.iter().zip(["currencies", "combinations"]) {
            let line = format!("tick GET in the line {resource}");
            assert!(warning.as_str().unwrap().contains(&line), "{warning}");
        }
        assert_eq!(warnings.len(), 2);
        let price = product["final_price"].as_str().unwrap();
        assert_eq!(price, "64.80", "{version:?}");
    }
}

/// How many requests for a resource an action takes.
fn requests_for(
    client: &Client<StoreTransport>,
    resource: &str,
    action: &str,
    input: &Value,
) -> usize {
    client.transport().take_sent();
    run(client, action, input).unwrap();
    let sent = client.transport().take_sent();
    sent.iter()
        .filter(|one| one.contains(&format!("/api/{resource}?")))
        .count()
}

#[test]
fn given_a_right_that_is_missing_then_it_is_asked_for_once_and_again_after_a_while() {
    let orders: Vec<Order> = facts::all(ShopVersion::V8_2);
    let reference = json!({ "reference": orders[0].reference() });
    let cases = [
        ("get_product", json!({ "id": 1 }), "stock_availables"),
        (
            "get_product",
            json!({ "reference": "VRB-0023" }),
            "stock_availables",
        ),
        ("get_product", json!({ "id": 1 }), "languages"),
        ("get_order_by_reference", reference.clone(), "customers"),
        ("get_order_by_reference", reference, "order_states"),
    ];
    for (action, input, resource) in &cases {
        let transport = StoreTransport::new(ShopVersion::V8_2);
        transport.deny(resource);
        let client = client_with(transport, keys::EVERYTHING, |_| {});
        let counted = || requests_for(&client, resource, action, input);
        let first = run(&client, action, input).unwrap();
        assert_eq!([counted(), counted()], [0, 0], "{action} {resource}");
        assert_eq!(
            run(&client, action, input).unwrap(),
            first,
            "{action} {resource}"
        );
        // The owner may have ticked the box since.
        block_on(client.transport().sleep(600_000)).unwrap();
        assert_eq!([counted(), counted()], [1, 0], "{action} {resource}");
        run(&client, "check_access", &json!({})).unwrap();
        assert_eq!([counted(), counted()], [1, 0], "{action} {resource}");
        if *resource == "stock_availables" {
            // What cannot do without it asks again after a minute.
            for (minutes, requests) in [(0, 0), (1, 1), (0, 0)] {
                block_on(client.transport().sleep(minutes * 60_000)).unwrap();
                client.transport().take_sent();
                let error = run(&client, "get_stock", &json!({ "id": 1 })).unwrap_err();
                assert_eq!(error.kind(), ErrorKind::Permission);
                let sent = client.transport().take_sent();
                let of_stock = |one: &&String| one.contains("/api/stock_availables?");
                assert_eq!(sent.iter().filter(of_stock).count(), requests);
            }
        }
    }
    println!("{} rights", cases.len());
}

#[test]
fn given_a_key_for_products_only_then_a_product_comes_in_the_first_language() {
    for version in ShopVersion::ALL {
        for (language, id) in [
            (json!({ "id": 1 }), 1),
            (json!({ "id": 1, "language": 4 }), 4),
        ] {
            let client = client(version, keys::PRODUCTS_ONLY);
            let answer = run(&client, "get_product", &language).unwrap();
            assert_eq!(
                answer["language"],
                json!({ "id": id, "iso_code": null }),
                "{version:?}"
            );
            assert!(!answer["products"][0]["name"].as_str().unwrap().is_empty());
            assert_eq!(answer["warnings"].as_array().unwrap().len(), 3);
        }
        let by_code = json!({ "id": 1, "language": "fr" });
        let error = run(
            &client(version, keys::PRODUCTS_ONLY),
            "get_product",
            &by_code,
        )
        .unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Permission, "{version:?}");
    }
}

#[test]
fn given_answers_then_no_secret_is_in_them() {
    let orders: Vec<Order> = facts::all(ShopVersion::V8_2);
    let customers: Vec<Customer> = facts::all(ShopVersion::V8_2);
    let client = client(ShopVersion::V8_2, keys::EVERYTHING);
    for action in CATALOGUE {
        let answer = run(
            &client,
            action.name,
            &input(action.name, &orders, &customers),
        )
        .unwrap();
        let text = answer.to_string();
        for secret in ["secure_key", "passwd", "reset_password", keys::EVERYTHING] {
            assert!(!text.contains(secret), "{} answers {secret}", action.name);
        }
    }
    let sent = client.transport().take_sent().join("\n");
    for secret in ["secure_key", "passwd", "reset_password"] {
        assert!(!sent.contains(secret), "{secret} was asked for");
    }
}
