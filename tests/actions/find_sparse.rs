//! Products of which few match: pages end where the rows that are looked at do, and say so.

use aismarttalk_prestashop::client::Client;
use aismarttalk_prestashop::webservice::Endpoint;
use demo_store::{Options, ShopVersion, Store, keys};
use serde_json::{Value, json};

use crate::support::{StoreTransport, client_with};
use crate::{ids, run};

/// A shop of which a few products lack what nearly all have.
fn store(version: ShopVersion) -> Store {
    let mut store = Store::new(Options {
        version,
        products: 5_000,
        ..Options::default()
    });
    for (record, field, value) in [
        ("products/77", "active", "0"),
        ("products/4500", "active", "0"),
        ("products/3000", "price", "0.5"),
        ("products/90", "ean13", "4006381333931"),
        ("products/1200", "link_rewrite", ""),
        ("products/2500", "reference", ""),
        ("products/4999", "name[1]", "Mint for a rare pot"),
        ("products/700", "name[1]", "A rare pot of mint"),
    ] {
        assert!(store.overwrite(record, field, value), "{record}");
    }
    store
}

fn whole(client: &Client<StoreTransport>, input: &Value, context: &str) -> (Vec<u64>, usize) {
    let mut input = input.clone();
    let (mut all, mut pages) = (Vec::new(), 0);
    loop {
        client.transport().take_sent();
        let answer = run(client, "find_products", &input).unwrap();
        let sent = client.transport().take_sent();
        assert!(sent.len() <= 2, "{context}: {sent:#?}");
        let found = ids(&answer["products"]);
        let is_open = answer["warnings"].to_string().contains("not known");
        let has_more = answer["has_more"].as_bool().unwrap();
        assert!(has_more || !is_open, "{context}: {answer}");
        assert!(!has_more || is_open || found.len() == 10, "{context}");
        all.extend(found);
        pages += 1;
        if !has_more {
            return (all, pages);
        }
        input["cursor"] = answer["cursor"].clone();
    }
}

#[test]
fn given_few_products_that_match_then_every_one_is_found_by_going_on() {
    let cases: [(Value, &[u64]); 8] = [
        (json!({ "active": false }), &[4500, 77, 21, 6]),
        (json!({ "price_from": "0.1", "price_to": "1" }), &[3000]),
        (json!({ "missing": "link_rewrite" }), &[1200]),
        (json!({ "missing": ["reference"] }), &[2500]),
        (json!({ "words": "rare pot" }), &[4999, 700]),
        (json!({ "words": "RARE", "active": true }), &[4999, 700]),
        (
            json!({ "words": "pot mint rare", "price_from": 0 }),
            &[4999, 700],
        ),
        (json!({ "words": "nothing", "active": false }), &[]),
    ];
    let mut most = 0;
    for version in ShopVersion::ALL {
        let client = client_with(StoreTransport::on(store(version)), keys::SHOP_1, |_| {});
        for (input, expected) in &cases {
            let context = format!("{version:?} {input}");
            let (found, pages) = whole(&client, input, &context);
            assert_eq!(found, *expected, "{context}");
            most = most.max(pages);
        }
    }
    println!("{} searches, of at most {most} pages", cases.len() * 4);
}

#[test]
fn given_a_shop_with_values_of_its_own_then_a_find_compares_those() {
    // 15 is inactive in shop 2, which was saved last; 1 is inactive in shop 3.
    let cases = [
        ("", keys::SHOP_1, vec![21, 6]),
        ("/shop2", keys::SHOP_2, vec![21, 15, 6]),
        ("/shop3", keys::SHOP_3, vec![1]),
    ];
    for (folder, key, expected) in &cases {
        let transport = StoreTransport::new(ShopVersion::V8_2);
        let client = client_with(transport, key, |settings| {
            let address = format!("https://shop.example{folder}");
            settings.endpoint = Endpoint::parse(&address).unwrap();
        });
        let answer = run(&client, "find_products", &json!({ "active": false })).unwrap();
        assert_eq!(ids(&answer["products"]), *expected, "{folder}");
        let page = answer["page_url"].as_str().unwrap();
        assert!(page.starts_with(&format!("https://shop.example{folder}/index.php?")));
    }
    println!("{} shops", cases.len());
}

#[test]
fn given_an_input_that_cannot_be_meant_then_it_is_refused_by_name() {
    let client = client_with(StoreTransport::new(ShopVersion::V8_2), keys::SHOP_1, |_| {});
    let cases = [
        (
            json!({ "price_from": 10, "price_to": "9.99" }),
            "price_from",
        ),
        (json!({ "missing": ["price"] }), "missing"),
        (json!({ "missing": [] }), "missing"),
        (json!({ "category": "Tea" }), "category"),
        (json!({ "changed_since": "yesterday" }), "changed_since"),
        (json!({ "language": "xx" }), "language"),
        (json!({ "cursor": "7" }), "cursor"),
    ];
    for (input, field) in &cases {
        let error = run(&client, "find_products", input).unwrap_err();
        assert_eq!(error.field(), Some(*field), "{input}: {error}");
    }
    println!("{} inputs", cases.len());
}
