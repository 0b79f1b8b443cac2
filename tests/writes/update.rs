//! How a change is sent: the method, and what is asked before and after.

use aismarttalk_prestashop::client::Client;
use aismarttalk_prestashop::client::write::{WriteOptions, Written};
use aismarttalk_prestashop::json::{Map, Value};
use aismarttalk_prestashop::webservice::{ErrorKind, Result};
use demo_store::ShopVersion::{V1_6, V1_7, V8_2, V9_0};
use demo_store::keys::{EVERYTHING, PATCHING, SHOP_1};

use crate::support::{StoreTransport, block_on, client};

/// Changes or fields, from JSON text.
pub fn changes(text: &str) -> Map {
    match Value::parse(text).unwrap() {
        Value::Object(map) => map,
        other => panic!("{other} is no object"),
    }
}

/// An update without options.
pub fn update(
    client: &Client<StoreTransport>,
    resource: &str,
    id: u32,
    given: &str,
) -> Result<Written> {
    block_on(client.update(resource, id, &changes(given), &WriteOptions::default()))
}

/// Methods and paths of what was sent, without the queries.
pub fn sent(client: &Client<StoreTransport>) -> Vec<String> {
    let all = client.transport().take_sent();
    all.iter()
        .map(|line| line.split('?').next().unwrap_or_default().to_owned())
        .collect()
}

const TITLE: &str = r#"{"meta_title": {"en": "A title"}}"#;
const NOTE: &str = r#"{"note": "A note"}"#;
const QUANTITY: &str = r#"{"quantity": 7}"#;

#[test]
fn given_a_version_and_a_key_then_patch_is_used_where_both_know_it_and_put_otherwise() {
    let cases = [
        (V1_6, SHOP_1, "products", TITLE, "PUT"),
        (V1_7, SHOP_1, "products", TITLE, "PUT"),
        (V8_2, SHOP_1, "products", TITLE, "PUT"),
        (V9_0, SHOP_1, "products", TITLE, "PUT"),
        (V1_6, PATCHING, "products", TITLE, "PUT"),
        (V1_7, EVERYTHING, "products", TITLE, "PUT"),
        (V8_2, PATCHING, "products", TITLE, "PATCH"),
        (V9_0, PATCHING, "products", TITLE, "PATCH"),
        (V1_6, SHOP_1, "customers", NOTE, "PUT"),
        (V1_7, PATCHING, "customers", NOTE, "PUT"),
        (V8_2, SHOP_1, "customers", NOTE, "PUT"),
        (V8_2, PATCHING, "customers", NOTE, "PATCH"),
        (V9_0, PATCHING, "customers", NOTE, "PATCH"),
        (V1_7, PATCHING, "stock_availables", QUANTITY, "PUT"),
        (V8_2, PATCHING, "stock_availables", QUANTITY, "PATCH"),
    ];
    for (version, key, resource, given, method) in cases {
        let client = client(version, key);
        let written = update(&client, resource, 2, given).unwrap();
        assert!(written.written, "{version:?} {resource}");
        assert_eq!(
            written.method.map(|method| method.name()),
            Some(method),
            "{version:?} {resource}"
        );
        let writes: Vec<String> = sent(&client)
            .into_iter()
            .filter(|line| !line.starts_with("GET"))
            .collect();
        assert_eq!(writes, [format!("{method} /api/{resource}/2")]);
    }
    println!("{} ways", cases.len());
}

#[test]
fn given_a_way_that_is_closed_then_nothing_is_sent_and_the_box_to_tick_is_named() {
    let cases = [
        (V9_0, SHOP_1, "customers", NOTE, "Patch (PATCH)"),
        (V8_2, SHOP_1, "stock_availables", QUANTITY, "Modify (PUT)"),
        (V1_7, SHOP_1, "stock_availables", QUANTITY, "Modify (PUT)"),
        (
            V8_2,
            SHOP_1,
            "categories",
            r#"{"active": true}"#,
            "Modify (PUT)",
        ),
    ];
    for (version, key, resource, given, box_named) in cases {
        let client = client(version, key);
        let error = update(&client, resource, 2, given).unwrap_err();
        assert_eq!(
            error.kind(),
            ErrorKind::Permission,
            "{version:?} {resource}"
        );
        assert!(error.hint().contains(box_named), "{}", error.hint());
        assert!(error.hint().contains(resource), "{}", error.hint());
        assert!(sent(&client).iter().all(|line| line.starts_with("GET")));
        assert!(
            client
                .transport()
                .with_store(|store| store.changes().is_empty())
        );
    }
    println!("{} closed ways", cases.len());
}

#[test]
fn given_a_first_and_a_second_update_then_so_many_requests_are_sent() {
    let put = [
        "GET /api/",
        "GET /api/languages",
        "GET /api/products/2",
        "PUT /api/products/2",
        "GET /api/products/2",
    ];
    let client = client(V8_2, SHOP_1);
    update(&client, "products", 2, TITLE).unwrap();
    assert_eq!(sent(&client), put);
    update(&client, "products", 2, r#"{"meta_title": {"2": "Titre"}}"#).unwrap();
    assert_eq!(sent(&client), put[1..]);
    update(&client, "products", 2, TITLE).unwrap();
    assert_eq!(sent(&client), put[1..3], "it is so already");
    update(&client, "customers", 2, NOTE).unwrap();
    // The shop's own schema says whether a secret may go back.
    assert_eq!(
        sent(&client),
        [
            "GET /api/customers",
            "GET /api/customers",
            "PUT /api/customers/2",
            "GET /api/customers"
        ]
    );
}
