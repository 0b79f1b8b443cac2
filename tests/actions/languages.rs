//! In which language answers come.

use aismarttalk_prestashop::resources::Order;
use aismarttalk_prestashop::webservice::ErrorKind;
use demo_store::{ShopVersion, keys};
use serde_json::json;

use crate::support::{StoreTransport, client, client_with};
use crate::{facts, run};

#[test]
fn given_a_language_by_id_or_code_then_texts_come_in_it_and_the_answer_says_so() {
    let cases = [
        (json!({ "id": 1 }), 1, "en"),
        (json!({ "id": 1, "language": "fr" }), 2, "fr"),
        (json!({ "id": 1, "language": "FR" }), 2, "fr"),
        (json!({ "id": 1, "language": 2 }), 2, "fr"),
        (json!({ "id": 1, "language": "2" }), 2, "fr"),
        (json!({ "id": 1, "language": "de" }), 3, "de"),
        (json!({ "id": 1, "language": "ar" }), 4, "ar"),
    ];
    let mut names = Vec::new();
    for version in ShopVersion::ALL {
        for (input, id, code) in &cases {
            let client = client(version, keys::SHOP_1);
            let answer = run(&client, "get_product", input).unwrap();
            assert_eq!(
                answer["language"],
                json!({ "id": id, "iso_code": code }),
                "{version:?} {input}"
            );
            let name = answer["products"][0]["name"].as_str().unwrap().to_owned();
            assert!(!name.is_empty(), "{version:?} {input}");
            let states = run(&client, "list_order_states", &json!({ "language": id })).unwrap();
            assert_eq!(states["language"], answer["language"]);
            names.push((*id, name, states["order_states"][0]["label"].clone()));
        }
    }
    names.sort_by_key(|(id, ..)| *id);
    names.dedup();
    assert_eq!(names.len(), 4, "one text for each language: {names:?}");
    println!(
        "{} cases on {} versions",
        cases.len(),
        ShopVersion::ALL.len()
    );
}

#[test]
fn given_a_default_language_then_it_is_meant_where_none_is_named() {
    let orders: Vec<Order> = facts::all(ShopVersion::V8_2);
    let reference = json!({ "reference": orders[0].reference() });
    for (usual, id) in [("fr", 2), ("2", 2), (" ar ", 4), ("", 1)] {
        let client = client_with(
            StoreTransport::new(ShopVersion::V8_2),
            keys::SHOP_1,
            |settings| {
                settings.default_language = Some(usual.to_owned());
            },
        );
        for (action, input) in [
            ("get_product", json!({ "id": 1 })),
            ("list_order_states", json!({})),
            ("get_order_by_reference", reference.clone()),
        ] {
            let answer = run(&client, action, &input).unwrap();
            assert_eq!(answer["language"]["id"], id, "{usual:?} {action}");
        }
    }
}

#[test]
fn given_a_language_the_shop_lacks_then_those_it_has_are_named() {
    let orders: Vec<Order> = facts::all(ShopVersion::V8_2);
    let reference = orders[0].reference();
    for language in [json!("xx"), json!(9)] {
        for (action, mut input) in [
            ("get_product", json!({ "id": 1 })),
            ("get_stock", json!({ "id": 1 })),
            ("list_order_states", json!({})),
            ("get_order_by_reference", json!({ "reference": reference })),
            ("get_order_history", json!({ "id": orders[0].id() })),
        ] {
            input["language"] = language.clone();
            let client = client(ShopVersion::V8_2, keys::EVERYTHING);
            let error = run(&client, action, &input).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::InvalidRequest, "{action} {input}");
            assert_eq!(error.field(), Some("language"), "{action} {input}");
            let all = "1 en, 2 fr, 3 de (inactive), 4 ar";
            assert!(error.hint().contains(all), "{action} {input}: {error}");
        }
    }
}

#[test]
fn given_an_inactive_language_then_labels_of_orders_fall_back_to_another() {
    let orders: Vec<Order> = facts::all(ShopVersion::V8_2);
    let client = client(ShopVersion::V8_2, keys::SHOP_1);
    let input = json!({ "reference": orders[0].reference(), "language": "de" });
    let answer = run(&client, "get_order_by_reference", &input).unwrap();
    assert_eq!(answer["language"], json!({ "id": 3, "iso_code": "de" }));
    assert!(answer["orders"][0]["status"]["label"].is_string());
}

#[test]
fn given_a_shop_of_9_or_before_then_keywords_are_null_or_text() {
    for version in ShopVersion::ALL {
        let client = client(version, keys::SHOP_1);
        let answer = run(&client, "get_product", &json!({ "id": 1 })).unwrap();
        let keywords = &answer["products"][0]["meta_keywords"];
        assert_eq!(
            keywords.is_null(),
            version == ShopVersion::V9_0,
            "{version:?} {keywords}"
        );
    }
}
