//! How many requests the actions take in a single shop, and in one of several.

use aismarttalk_prestashop::client::Client;
use aismarttalk_prestashop::resources::Order;
use aismarttalk_prestashop::webservice::Endpoint;
use demo_store::{Options, ShopVersion, keys};
use serde_json::{Value, json};

use crate::run;
use crate::support::{StoreTransport, block_on, client_with};

/// A shop, by address, `shopId`, and whether it is the only one.
const SHOPS: [(&str, Option<u32>, bool); 4] = [
    ("https://shop.example", None, true),
    ("https://shop.example", None, false),
    ("https://shop.example", Some(1), false),
    ("https://shop.example/shop2", None, false),
];

/// Requests and round trips of the first call of a client, in each of the shops.
type Counts = [(usize, usize); 4];

fn client(
    version: ShopVersion,
    (address, id_shop, single_shop): (&str, Option<u32>, bool),
) -> Client<StoreTransport> {
    let store = StoreTransport::of(Options {
        version,
        single_shop,
        ..Options::default()
    });
    client_with(store, keys::PATCHING, |settings| {
        settings.endpoint = Endpoint::parse(address).unwrap();
        settings.id_shop = id_shop;
    })
}

#[test]
fn given_a_single_shop_or_one_of_several_then_an_action_takes_so_many_requests() {
    // Where an address has a folder, the root is asked unless an answer has links.
    let same = |one: (usize, usize)| [one; 4];
    let and_root = |one: (usize, usize), at_folder| [one, one, one, at_folder];
    let cases: [(&str, Value, Counts); 11] = [
        ("check_access", json!({}), same((1, 1))),
        ("list_languages", json!({}), and_root((1, 1), (2, 1))),
        ("list_order_states", json!({}), and_root((2, 1), (3, 1))),
        ("get_product", json!({ "id": 1 }), same((4, 2))),
        ("get_stock", json!({ "id": 1 }), same((2, 1))),
        ("get_customer", json!({ "id": 5 }), and_root((1, 1), (2, 1))),
        (
            "get_order_details",
            json!({ "id": 0 }),
            and_root((2, 1), (3, 1)),
        ),
        (
            "get_order_history",
            json!({ "id": 0 }),
            and_root((3, 1), (4, 1)),
        ),
        (
            "update_customer",
            json!({ "id": 5, "note": "Calls." }),
            same((5, 3)),
        ),
        (
            "update_product_seo",
            json!({ "id": 1, "meta_title": "Bowl" }),
            same((5, 3)),
        ),
        (
            "update_order_status",
            json!({ "id": 0, "state": 5 }),
            same((6, 3)),
        ),
    ];
    let mut wrong = Vec::new();
    for (name, input, expected) in &cases {
        for (shop, expected) in SHOPS.into_iter().zip(expected) {
            let version = ShopVersion::V8_2;
            let orders: Vec<Order> =
                block_on(client(version, shop).list(Default::default())).unwrap();
            let mut input = input.clone();
            if input["id"] == 0 {
                input["id"] = json!(orders[0].id());
            }
            let client = client(version, shop);
            run(&client, name, &input).unwrap_or_else(|error| panic!("{name} {shop:?}: {error}"));
            let found = (
                client.transport().take_sent().len(),
                client.transport().take_rounds(),
            );
            if found != *expected {
                wrong.push(format!("{name} {shop:?}: {found:?}, not {expected:?}"));
            }
        }
    }
    assert_eq!(wrong, [""; 0]);
    println!("{} actions in {} shops", cases.len(), SHOPS.len());
}
