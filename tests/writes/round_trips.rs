//! How long a write that goes well makes its caller wait: requests and round trips.

use aismarttalk_prestashop::client::Client;
use aismarttalk_prestashop::client::write::{StatusChange, WriteOptions, Written};
use aismarttalk_prestashop::webservice::Result;
use demo_store::ShopVersion::{self, V1_6, V1_7, V8_2, V9_0};
use demo_store::keys::{EVERYTHING, PATCHING, SHOP_1};

use crate::support::{StoreTransport, block_on, client};
use crate::update::{changes, update};

type Write = fn(&Client<StoreTransport>, u32) -> Result<Written>;

fn status(client: &Client<StoreTransport>, id_order: u32) -> Result<Written> {
    let change = StatusChange {
        id_order,
        id_order_state: 2,
        id_employee: None,
        send_email: false,
    };
    block_on(client.change_status(&change, &WriteOptions::default()))
}

fn create(client: &Client<StoreTransport>, number: u32) -> Result<Written> {
    let given = format!(
        r#"{{"id_parent": "2", "active": "1", "name": {{"en": "L{number}"}}, "link_rewrite": {{"en": "l{number}"}}}}"#
    );
    block_on(client.create("categories", &changes(&given), &WriteOptions::default()))
}

const PRODUCT: Write = |client, id| update(client, "products", id, r#"{"price": "47.11"}"#);
const NOTE: Write = |client, id| update(client, "customers", id, r#"{"note": "Calls."}"#);
const EMAIL: Write = |client, id| {
    let given = format!(r#"{{"email": "new-{id}@example.com"}}"#);
    update(client, "customers", id, &given)
};
const STOCK: Write = |client, id| update(client, "stock_availables", id, r#"{"quantity": 4711}"#);
const DELETE: Write =
    |client, id| block_on(client.delete("order_histories", id, &WriteOptions::default()));

/// Requests and round trips: of the first write of a client, and of the second.
type Counts = [(usize, usize); 2];

const WRITES: [(&str, ShopVersion, &str, Write, Counts); 13] = [
    ("product by PUT", V1_6, SHOP_1, PRODUCT, [(5, 3), (4, 3)]),
    ("product by PUT", V8_2, SHOP_1, PRODUCT, [(5, 3), (4, 3)]),
    (
        "product by PATCH",
        V9_0,
        PATCHING,
        PRODUCT,
        [(5, 3), (4, 3)],
    ),
    // A client that knows neither version nor rights reads the schema that a PUT to 8 needs.
    ("customer by PUT", V1_7, SHOP_1, NOTE, [(5, 3), (3, 3)]),
    ("customer by PUT", V8_2, SHOP_1, NOTE, [(5, 3), (3, 3)]),
    ("customer by PATCH", V9_0, PATCHING, NOTE, [(5, 3), (3, 3)]),
    // Who else has the address is asked for beside the record.
    ("e-mail", V1_6, SHOP_1, EMAIL, [(6, 3), (4, 3)]),
    ("e-mail", V1_7, SHOP_1, EMAIL, [(6, 3), (3, 3)]),
    ("stock", V8_2, PATCHING, STOCK, [(4, 3), (3, 3)]),
    ("stock", V1_7, PATCHING, STOCK, [(4, 3), (3, 3)]),
    ("status", V8_2, SHOP_1, status, [(6, 3), (6, 3)]),
    ("create", V8_2, EVERYTHING, create, [(5, 4), (4, 3)]),
    ("delete", V8_2, EVERYTHING, DELETE, [(4, 4), (4, 4)]),
];

#[test]
fn given_a_write_that_goes_well_then_its_requests_and_round_trips_are_few() {
    let mut wrong: Vec<String> = Vec::new();
    for (name, version, key, write, expected) in WRITES {
        let client = client(version, key);
        for (id, (requests, rounds)) in [4, 7].into_iter().zip(expected) {
            // Orders, and rows of their history, are this shop's own.
            let id = match (name, id) {
                ("status", 7) => 10,
                ("delete", 4) => 6,
                ("delete", _) => 24,
                _ => id,
            };
            let written = write(&client, id);
            let written = written.unwrap_or_else(|error| panic!("{name} {version:?}: {error}"));
            assert!(written.written, "{name} {version:?} {id}");
            let found = (
                client.transport().take_sent().len(),
                client.transport().take_rounds(),
            );
            if found != (requests, rounds) {
                wrong.push(format!("{name} {version:?} {id}: {found:?}"));
            }
        }
    }
    assert_eq!(wrong, [""; 0]);
    println!("{} writes, each twice", WRITES.len());
}
