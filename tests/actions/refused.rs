//! Inputs that are refused before anything is sent.

use aismarttalk_prestashop::actions::{CATALOGUE, catalogue_json};
use aismarttalk_prestashop::webservice::ErrorKind;
use demo_store::{ShopVersion, keys};
use serde_json::{Value, json};

use crate::support::client;
use crate::{run, schema};

#[test]
fn given_an_input_that_does_not_fit_then_it_is_refused_by_name_and_nothing_is_sent() {
    let long = "x".repeat(256);
    let cases = [
        (
            "get_product",
            json!({}),
            "id",
            "`id` or `reference` is missing",
        ),
        (
            "get_product",
            json!({ "id": 1, "reference": "A" }),
            "id",
            "not both",
        ),
        (
            "get_product",
            json!({ "language": "fr" }),
            "id",
            "`id` or `reference` is missing",
        ),
        (
            "get_product",
            json!({ "id": "1x" }),
            "id",
            "`id` must be a number, not a text",
        ),
        ("get_product", json!({ "id": 0 }), "id", "from 1 on, not 0"),
        ("get_product", json!({ "id": -1 }), "id", "from 1 on"),
        ("get_product", json!({ "id": 1.5 }), "id", "not 1.5"),
        (
            "get_product",
            json!({ "id": 4294967296_u64 }),
            "id",
            "not 4294967296",
        ),
        ("get_product", json!({ "id": null }), "id", "is missing"),
        (
            "get_product",
            json!({ "id": true }),
            "id",
            "not true or false",
        ),
        (
            "get_product",
            json!({ "id": 1, "language": "" }),
            "language",
            "`language` is empty",
        ),
        (
            "get_product",
            json!({ "id": 1, "language": 0 }),
            "language",
            "from 1 on",
        ),
        (
            "get_product",
            json!({ "id": 1, "language": ["fr"] }),
            "language",
            "not a list",
        ),
        (
            "get_product",
            json!({ "id": 1, "language": "a-very-long-language" }),
            "language",
            "more than 16",
        ),
        (
            "get_product",
            json!({ "id": 1, "name": "x" }),
            "name",
            "`name` is no property",
        ),
        (
            "get_product",
            json!([1]),
            "",
            "must be an object, not a list",
        ),
        (
            "get_product",
            json!("1"),
            "",
            "must be an object, not a text",
        ),
        (
            "list_languages",
            json!({ "language": "fr" }),
            "language",
            "no property",
        ),
        ("check_access", json!({ "id": 1 }), "id", "no property"),
        (
            "get_order_by_reference",
            json!({}),
            "reference",
            "`reference` is missing",
        ),
        (
            "get_order_by_reference",
            Value::Null,
            "reference",
            "`reference` is missing",
        ),
        (
            "get_order_by_reference",
            json!({ "reference": " \t" }),
            "reference",
            "is empty",
        ),
        (
            "get_order_by_reference",
            json!({ "reference": "A\nB" }),
            "reference",
            "control character",
        ),
        (
            "get_order_by_reference",
            json!({ "reference": 7 }),
            "reference",
            "must be a text, not a number",
        ),
        (
            "get_order_by_reference",
            json!({ "reference": long }),
            "reference",
            "more than 255",
        ),
        (
            "find_orders",
            json!({ "tracking_number": "1Z|4711" }),
            "tracking_number",
            "has a |",
        ),
        (
            "get_order_by_reference",
            json!({ "reference": "A|B" }),
            "reference",
            "has a |",
        ),
        (
            "get_order_by_reference",
            json!({ "reference": "A[1]" }),
            "reference",
            "bracket",
        ),
        (
            "get_orders_by_email",
            json!({}),
            "email",
            "`email` is missing",
        ),
        (
            "get_orders_by_email",
            json!({ "email": "nobody" }),
            "email",
            "no e-mail address",
        ),
        (
            "get_orders_by_email",
            json!({ "email": "@example.com" }),
            "email",
            "no e-mail address",
        ),
        (
            "get_orders_by_email",
            json!({ "email": "a@" }),
            "email",
            "no e-mail address",
        ),
        (
            "get_orders_by_email",
            json!({ "email": "a b@example.com" }),
            "email",
            "no e-mail address",
        ),
        (
            "get_orders_by_email",
            json!({ "email": "a@b@example.com" }),
            "email",
            "no e-mail address",
        ),
        (
            "get_orders_by_email",
            json!({ "email": "a@.com" }),
            "email",
            "no e-mail address",
        ),
        (
            "get_orders_by_email",
            json!({ "email": "a@example.com", "limit": 0 }),
            "limit",
            "from 1 to 100",
        ),
        (
            "get_orders_by_email",
            json!({ "email": "a@example.com", "limit": 101 }),
            "limit",
            "from 1 to 100",
        ),
        (
            "get_orders_by_email",
            json!({ "email": "a@example.com", "limit": "five" }),
            "limit",
            "must be a number",
        ),
        (
            "get_last_order",
            json!({ "email": "a@example.com", "limit": 5 }),
            "limit",
            "no property",
        ),
        (
            "get_order_details",
            json!({}),
            "id",
            "`id` or `reference` is missing",
        ),
        (
            "get_order_details",
            json!({ "id": 1, "language": 1 }),
            "language",
            "no property",
        ),
        (
            "get_order_history",
            json!({ "id": 1, "reference": "A" }),
            "id",
            "not both",
        ),
        (
            "list_order_states",
            json!({ "language": true }),
            "language",
            "must be an id or an ISO code",
        ),
        (
            "get_customer",
            json!({ "id": 1, "email": "a@example.com" }),
            "id",
            "not both",
        ),
        (
            "get_customer",
            json!({ "email": "nobody" }),
            "email",
            "no e-mail address",
        ),
        ("get_stock", json!({ "id": {} }), "id", "not an object"),
    ];
    let catalogue: Vec<Value> = serde_json::from_str(&catalogue_json()).unwrap();
    // What a schema cannot say, or says by `format`, which is no check by default.
    let beyond_schema = [
        "is empty",
        "control character",
        "no e-mail",
        "has a |",
        "bracket",
    ];
    for (name, input, field, words) in &cases {
        let client = client(ShopVersion::V8_2, keys::EVERYTHING);
        let error = run(&client, name, input).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidRequest, "{name} {input}");
        assert!(error.message().contains(words), "{name} {input}: {error}");
        assert_eq!(
            error.field().unwrap_or_default(),
            *field,
            "{name} {input}: {error}"
        );
        assert!(!error.hint().is_empty(), "{name} {input}");
        assert_eq!(client.transport().take_sent(), [""; 0], "{name} {input}");
        let entry = catalogue
            .iter()
            .find(|entry| entry["name"] == *name)
            .unwrap();
        let action = CATALOGUE.iter().find(|one| one.name == *name).unwrap();
        let is_beyond = input.is_null() || beyond_schema.iter().any(|part| words.contains(part));
        if !is_beyond {
            assert_ne!(
                schema::input_problems(entry, &schema::mended(action, input)),
                [""; 0],
                "{name} {input}"
            );
        }
    }
    println!("{} inputs refused", cases.len());
}

#[test]
fn given_several_problems_then_one_error_tells_them_all() {
    let client = client(ShopVersion::V8_2, keys::EVERYTHING);
    let input = json!({ "limit": 500, "emial": "a@example.com", "language": [] });
    let error = run(&client, "get_orders_by_email", &input).unwrap_err();
    for part in [
        "`emial`",
        "`email` is missing",
        "`limit` must be",
        "`language` must be",
    ] {
        assert!(error.message().contains(part), "{part}: {error}");
    }
    assert_eq!(error.field(), Some("emial"));
    assert_eq!(
        error.hint(),
        "It takes: email, limit (optional), language (optional)."
    );
}

#[test]
fn given_an_unknown_action_then_the_known_ones_are_named() {
    let client = client(ShopVersion::V8_2, keys::EVERYTHING);
    for name in ["", "getProduct", "update_product", "check_access "] {
        let error = run(&client, name, &json!({})).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidRequest, "{name}");
        assert!(
            error
                .hint()
                .contains("check_access, list_languages, get_product"),
            "{error}"
        );
    }
}

#[test]
fn given_blanks_and_whole_decimals_then_the_input_is_taken() {
    let client = client(ShopVersion::V8_2, keys::EVERYTHING);
    run(
        &client,
        "get_product",
        &json!({ "id": 1.0, "language": " FR " }),
    )
    .unwrap();
    let text = json!({ "email": "  NOBODY@example.com " });
    assert_eq!(
        run(&client, "get_orders_by_email", &text).unwrap()["total_count"],
        0
    );
}
