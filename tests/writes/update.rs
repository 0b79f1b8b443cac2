//! How a change is sent: the method, what is asked before and after, what is refused.

use aismarttalk_prestashop::client::Client;
use aismarttalk_prestashop::client::write::{WriteOptions, Written};
use aismarttalk_prestashop::json::{Map, Value};
use aismarttalk_prestashop::webservice::{ErrorKind, Result};
use demo_store::ShopVersion::{self, V1_6, V1_7, V8_2, V9_0};
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
fn sent(client: &Client<StoreTransport>) -> Vec<String> {
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
    // An inactive language costs one more read of the record.
    let put = [
        "GET /api/",
        "GET /api/languages",
        "GET /api/products/2",
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
    assert_eq!(sent(&client), put[1..4], "it is so already");
    update(&client, "customers", 2, NOTE).unwrap();
    // The shop's own schema says whether a secret may go back.
    assert_eq!(
        sent(&client),
        [
            "GET /api/customers",
            "GET /api/customers/2",
            "PUT /api/customers/2",
            "GET /api/customers/2"
        ]
    );
}

#[test]
fn given_changes_that_cannot_be_then_they_are_refused_by_name_before_anything_is_sent() {
    use ErrorKind::{InvalidRequest, Validation};
    let long = |length: usize| format!(r#"{{"name": {{"en": "{}"}}}}"#, "n".repeat(length));
    let too_long = long(129);
    let cases: Vec<(ShopVersion, &str, &str, ErrorKind, &str)> = vec![
        (V8_2, "products", r#"{"id": 3}"#, InvalidRequest, "id"),
        (
            V8_2,
            "products",
            r#"{"quantity": 3}"#,
            InvalidRequest,
            "quantity",
        ),
        (
            V8_2,
            "products",
            r#"{"position_in_category": 3}"#,
            InvalidRequest,
            "position_in_category",
        ),
        (
            V8_2,
            "products",
            r#"{"date_upd": "2026-01-01"}"#,
            InvalidRequest,
            "date_upd",
        ),
        (
            V8_2,
            "products",
            r#"{"nmae": {"en": "x"}}"#,
            InvalidRequest,
            "nmae",
        ),
        (
            V9_0,
            "products",
            r#"{"meta_keywords": {"en": "x"}}"#,
            InvalidRequest,
            "meta_keywords",
        ),
        (V1_6, "products", r#"{"isbn": "x"}"#, InvalidRequest, "isbn"),
        (V8_2, "products", r#"{"name": "x"}"#, InvalidRequest, "name"),
        (
            V8_2,
            "products",
            r#"{"name": {"it": "x"}}"#,
            InvalidRequest,
            "name",
        ),
        (
            V8_2,
            "products",
            r#"{"name": {"99": "x"}}"#,
            InvalidRequest,
            "name",
        ),
        (
            V8_2,
            "products",
            r#"{"name": {"en": "x", "1": "y"}}"#,
            InvalidRequest,
            "name",
        ),
        (
            V8_2,
            "products",
            r#"{"name": {"en": null}}"#,
            InvalidRequest,
            "name",
        ),
        (
            V8_2,
            "products",
            r#"{"price": 12.5}"#,
            InvalidRequest,
            "price",
        ),
        (
            V8_2,
            "products",
            r#"{"price": "12,50"}"#,
            InvalidRequest,
            "price",
        ),
        (
            V8_2,
            "products",
            r#"{"price": "1e2"}"#,
            InvalidRequest,
            "price",
        ),
        (V8_2, "products", r#"{"price": "-1"}"#, Validation, "price"),
        (
            V8_2,
            "products",
            r#"{"price": "12345678901"}"#,
            Validation,
            "price",
        ),
        (
            V8_2,
            "products",
            r#"{"active": 1}"#,
            InvalidRequest,
            "active",
        ),
        (
            V8_2,
            "products",
            r#"{"available_date": "tomorrow"}"#,
            InvalidRequest,
            "available_date",
        ),
        (V8_2, "products", &too_long, Validation, "name"),
        (
            V8_2,
            "products",
            r#"{"name": {"en": "a<b"}}"#,
            Validation,
            "name",
        ),
        (
            V8_2,
            "products",
            r#"{"name": {"en": "a;b"}}"#,
            Validation,
            "name",
        ),
        (
            V8_2,
            "products",
            r#"{"meta_title": {"en": "a=b"}}"#,
            Validation,
            "meta_title",
        ),
        (
            V8_2,
            "products",
            r#"{"link_rewrite": {"en": "a b"}}"#,
            Validation,
            "link_rewrite",
        ),
        (
            V8_2,
            "products",
            r#"{"description": {"en": "<script>"}}"#,
            Validation,
            "description",
        ),
        (
            V8_2,
            "products",
            r#"{"ean13": "40063813339310"}"#,
            Validation,
            "ean13",
        ),
        (
            V8_2,
            "products",
            r#"{"associations": {"categories": []}}"#,
            InvalidRequest,
            "categories",
        ),
        (
            V8_2,
            "products",
            r#"{"associations": {"combinations": [1]}}"#,
            InvalidRequest,
            "combinations",
        ),
        (
            V8_2,
            "products",
            r#"{"associations": {"shelves": [1]}}"#,
            InvalidRequest,
            "shelves",
        ),
        (
            V8_2,
            "customers",
            r#"{"passwd": "new"}"#,
            InvalidRequest,
            "passwd",
        ),
        (
            V8_2,
            "customers",
            r#"{"secure_key": "x"}"#,
            InvalidRequest,
            "secure_key",
        ),
        (
            V8_2,
            "customers",
            r#"{"deleted": true}"#,
            InvalidRequest,
            "deleted",
        ),
        (
            V8_2,
            "customers",
            r#"{"lastname": ""}"#,
            Validation,
            "lastname",
        ),
        (
            V8_2,
            "customers",
            r#"{"firstname": "R2"}"#,
            Validation,
            "firstname",
        ),
        (
            V8_2,
            "customers",
            r#"{"email": "nobody"}"#,
            Validation,
            "email",
        ),
        (
            V1_6,
            "customers",
            r#"{"firstname": "abcdefghijklmnopqrstuvwxyzabcdefg"}"#,
            Validation,
            "firstname",
        ),
        (
            V8_2,
            "orders",
            r#"{"current_state": 5}"#,
            InvalidRequest,
            "current_state",
        ),
        (
            V8_2,
            "stock_availables",
            r#"{"id_product": 5}"#,
            InvalidRequest,
            "id_product",
        ),
        (
            V8_2,
            "stock_availables",
            r#"{"quantity": "many"}"#,
            InvalidRequest,
            "quantity",
        ),
    ];
    for (version, resource, given, kind, field) in &cases {
        let client = client(*version, EVERYTHING);
        let error = update(&client, resource, 2, given).unwrap_err();
        assert_eq!(
            (error.kind(), error.field()),
            (*kind, Some(*field)),
            "{given}"
        );
        assert!(!error.hint().is_empty(), "{given}");
        let all = sent(&client);
        assert!(
            all.iter().all(|line| line.starts_with("GET")),
            "{given}: {all:?}"
        );
    }
    println!("{} refused changes", cases.len());
}

#[test]
fn given_what_one_version_refuses_and_another_takes_then_each_follows_its_own_rule() {
    let long_title = format!(r#"{{"meta_title": {{"en": "{}"}}}}"#, "t".repeat(200));
    let cases = [
        (V1_6, long_title.as_str(), false),
        (V1_7, long_title.as_str(), true),
        (V8_2, r#"{"name": {"en": "a;b"}}"#, false),
        (V9_0, r#"{"name": {"en": "a;b"}}"#, true),
        (V8_2, r#"{"ean13": "40063813339310"}"#, false),
        (V9_0, r#"{"ean13": "40063813339310"}"#, true),
    ];
    for (version, given, is_taken) in cases {
        let client = client(version, EVERYTHING);
        let written = update(&client, "products", 2, given);
        assert_eq!(
            written.is_ok(),
            is_taken,
            "{version:?} {given}: {written:?}"
        );
    }
    println!("{} rules that differ", cases.len());
}

#[test]
fn given_a_value_that_only_the_shop_refuses_then_its_answer_names_the_field() {
    let client = client(V8_2, EVERYTHING);
    let taken = block_on(client.get::<aismarttalk_prestashop::resources::Customer>(
        3,
        aismarttalk_prestashop::webservice::query::Query::default(),
    ));
    let taken = taken.unwrap().email().unwrap().to_owned();
    let used = format!(r#"{{"email": "{taken}"}}"#);
    let cases = [
        ("products", r#"{"visibility": "nowhere"}"#, "visibility"),
        (
            "products",
            r#"{"description": {"en": "onload=1"}}"#,
            "description",
        ),
        ("customers", used.as_str(), "email"),
        ("customers", r#"{"birthday": "2099-01-01"}"#, "birthday"),
    ];
    for (resource, given, field) in cases {
        let error = update(&client, resource, 2, given).unwrap_err();
        assert_eq!(
            (error.kind(), error.field()),
            (ErrorKind::Validation, Some(field)),
            "{given}: {error}"
        );
        assert!(!error.codes().is_empty(), "{given}");
    }
    assert!(
        client
            .transport()
            .with_store(|store| store.changes().is_empty())
    );
    println!("{} refusals of the shop's own", cases.len());
}

#[test]
fn given_the_option_synopsis_then_the_shops_own_schema_is_asked_too() {
    // 9 bounds a company at 255 characters; so does the declaration, but not a customer's site.
    let given = changes(&format!(r#"{{"website": "{}"}}"#, "w".repeat(129)));
    let client = client(V9_0, EVERYTHING);
    let options = WriteOptions {
        synopsis: true,
        ..WriteOptions::default()
    };
    let error = block_on(client.update("customers", 2, &given, &options)).unwrap_err();
    assert_eq!(
        (error.kind(), error.field()),
        (ErrorKind::Validation, Some("website"))
    );
    assert!(sent(&client).iter().all(|line| line.starts_with("GET")));
}
