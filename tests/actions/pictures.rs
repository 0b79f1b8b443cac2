//! Pictures of what was ordered, and the currencies of amounts.

use std::collections::BTreeMap;

use aismarttalk_prestashop::resources::{Order, Product};
use demo_store::{ShopVersion, keys};
use serde_json::{Value, json};

use crate::support::client;
use crate::{facts, run};

/// The actions that look an order up by itself.
fn lookups(order: &Order) -> [(&'static str, Value); 3] {
    [
        ("get_order", json!({ "id": order.id() })),
        ("get_order", json!({ "reference": order.reference() })),
        (
            "get_order_by_reference",
            json!({ "reference": order.reference() }),
        ),
    ]
}

/// `img/p/4/2/42.jpg` of image 42.
fn address_of(image: u32) -> String {
    let folders: Vec<String> = image.to_string().chars().map(String::from).collect();
    format!(
        "https://shop.example/img/p/{}/{image}.jpg",
        folders.join("/")
    )
}

#[test]
fn given_any_order_then_its_lines_show_the_covers_of_the_products_that_are_still_there() {
    let (mut shown, mut without) = (0, 0);
    for version in ShopVersion::ALL {
        let client = client(version, keys::EVERYTHING);
        let covers: BTreeMap<u32, Option<u32>> = facts::all::<Product>(version)
            .iter()
            .filter_map(|one| Some((one.id()?, one.id_default_image())))
            .collect();
        for order in facts::all::<Order>(version).iter().step_by(5) {
            for (action, input) in lookups(order) {
                let answer = run(&client, action, &input).unwrap();
                let orders = answer["orders"].as_array().unwrap();
                let lines = orders
                    .iter()
                    .flat_map(|one| one["lines"].as_array().unwrap());
                for line in lines {
                    let product = line["product_id"]
                        .as_u64()
                        .and_then(|id| u32::try_from(id).ok());
                    let image = product.and_then(|id| covers.get(&id).copied().flatten());
                    let expected = image.map(address_of);
                    assert_eq!(
                        line["cover_image_url"],
                        json!(expected),
                        "{version:?} {line}"
                    );
                    *if expected.is_some() {
                        &mut shown
                    } else {
                        &mut without
                    } += 1;
                }
                assert_eq!(answer["warnings"], json!([]), "{version:?} {action}");
            }
        }
    }
    println!("{shown} lines with a picture, {without} without");
    assert!(shown > 0);
}

#[test]
fn given_the_cover_that_get_product_tells_then_finds_and_lines_tell_the_same() {
    for version in ShopVersion::ALL {
        let client = client(version, keys::EVERYTHING);
        let found = run(
            &client,
            "find_products",
            &json!({ "words": "te", "limit": 20 }),
        )
        .unwrap();
        let mut ran = 0;
        for row in found["products"].as_array().unwrap() {
            let one = run(&client, "get_product", &json!({ "id": row["id"] })).unwrap();
            assert_eq!(
                row["cover_image_url"], one["products"][0]["cover_image_url"],
                "{version:?} {row}"
            );
            ran += 1;
        }
        println!("{version:?}: {ran} products");
        assert!(ran > 5);
    }
}

#[test]
fn given_a_key_without_products_then_orders_come_without_pictures_and_the_answer_says_so() {
    for version in ShopVersion::ALL {
        let orders: Vec<Order> = facts::all(version);
        for (action, input) in lookups(&orders[0]) {
            let client = client(version, keys::EVERYTHING);
            client.transport().reshape(|asked, answer| {
                let mut response = answer();
                if asked.trim_end_matches('/') == "GET /api" {
                    // As if its owner had not ticked the box.
                    let rights = String::from_utf8(response.body).unwrap();
                    response.body = rights.replace("products", "no_products").into_bytes();
                }
                response
            });
            let answer = run(&client, action, &input).unwrap();
            let lines = answer["orders"][0]["lines"].as_array().unwrap();
            assert!(!lines.is_empty());
            assert!(lines.iter().all(|line| line["cover_image_url"].is_null()));
            let warnings = answer["warnings"].to_string();
            assert!(
                warnings.contains("tick GET in the line products"),
                "{action}: {warnings}"
            );
            let sent = client.transport().take_sent();
            assert!(
                !sent.iter().any(|one| one.contains("/api/products")),
                "{sent:#?}"
            );
        }
    }
}

#[test]
fn given_a_key_with_or_without_currencies_then_amounts_have_their_currency_or_null() {
    for version in ShopVersion::ALL {
        let orders: Vec<Order> = facts::all(version);
        for (key, is_known) in [(keys::EVERYTHING, true), (keys::SHOP_1, false)] {
            let client = client(version, key);
            for (action, input) in lookups(&orders[0]) {
                let answer = run(&client, action, &input).unwrap();
                let order = &answer["orders"][0];
                let currency = &order["currency"];
                match is_known {
                    true => {
                        assert_eq!(currency["id"], order["id_currency"], "{version:?} {action}");
                        assert_eq!(currency["iso_code"], "EUR");
                        assert_eq!(currency["symbol"], "€");
                        assert_eq!(currency["decimals"], 2);
                    }
                    false => assert_eq!(*currency, Value::Null, "{version:?} {action}"),
                }
            }
            let found = run(&client, "find_orders", &json!({})).unwrap();
            let expected = match is_known {
                true => json!([{ "id": 1, "iso_code": "EUR", "symbol": "€", "decimals": 2 }]),
                false => Value::Null,
            };
            assert_eq!(found["currencies"], expected, "{version:?}");
            // What the documented key does without is no news to tell with every page.
            assert_eq!(found["warnings"], json!([]));
        }
    }
}
