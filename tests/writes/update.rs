//! Changes to products, customers and stock: exactly what was asked for, nothing else.

use aismarttalk_prestashop::client::Client;
use aismarttalk_prestashop::client::write::{WriteOptions, Written};
use aismarttalk_prestashop::json::{Map, Value};
use aismarttalk_prestashop::webservice::Result;
use demo_store::{ShopVersion, keys};

use crate::support::{StoreTransport, block_on, client};

pub fn changes(text: &str) -> Map {
    match Value::parse(text).unwrap() {
        Value::Object(map) => map,
        other => panic!("{other} is no object"),
    }
}

fn update(
    client: &Client<StoreTransport>,
    resource: &str,
    id: u32,
    given: &str,
) -> Result<Written> {
    block_on(client.update(resource, id, &changes(given), &WriteOptions::default()))
}

#[test]
fn given_any_version_when_one_text_changes_then_only_that_and_the_date_differ() {
    for version in ShopVersion::ALL {
        let client = client(version, keys::SHOP_1);
        let written = update(
            &client,
            "products",
            5,
            r#"{"meta_title": {"fr": "Tasse bleue"}}"#,
        );
        let written = written.unwrap();
        println!("{version:?} {:?}", client.transport().take_sent());
        let changed = client
            .transport()
            .with_store(|store| store.changes().to_vec());
        println!("{:#?}", changed);
        println!("{}", written.to_json().unwrap().len());
        println!(
            "{:?}",
            (&written.changes, &written.differences, &written.warnings)
        );
    }
}
