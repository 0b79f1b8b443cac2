//! What a client says that knows nothing of its shop yet: the same as one that knows all, whatever
//! comes back first, and whatever the list of the key's rights does.

use aismarttalk_prestashop::webservice::Result;
use demo_store::{Options, ShopVersion, Store, keys};
use serde_json::{Value, json};

use crate::every_action::reads;
use crate::every_action::row::Row;
use crate::run;
use crate::support::{StoreTransport, client_with};

/// Seeds of the order in which answers come, for each action, version and key.
const ORDERS: u64 = 2;

/// An answer, or the kind of its error. Which currency the prices of a find are in is told by a
/// client that has been told; and what is asked for once is remembered by it.
fn outcome(answer: Result<Value>, row: &Row) -> String {
    match answer {
        Ok(mut answer) => {
            if row.action == "find_products" {
                answer["currency"] = Value::Null;
            }
            answer.to_string()
        }
        Err(error) => format!("{:?}: {}", error.kind(), error.message()),
    }
}

/// What a client answers that has looked at everything before.
fn learnt(transport: &StoreTransport, key: &str, row: &Row) -> String {
    let client = client_with(transport.clone(), key, |_| {});
    let first = [
        ("list_languages", json!({})),
        ("check_access", json!({})),
        ("list_order_states", json!({})),
        ("get_product", json!({ "id": 1 })),
    ];
    for (action, input) in first {
        // A key that may not teaches nothing.
        run(&client, action, &input).ok();
    }
    outcome(run(&client, row.action, &row.input), row)
}

#[test]
fn given_answers_in_any_order_then_the_first_call_says_what_later_ones_say_and_asks_nothing_twice()
{
    let seed = u64::from(std::process::id());
    let (mut ran, mut wrong) = (0, Vec::new());
    for version in ShopVersion::ALL {
        let transport = StoreTransport::new(version);
        for row in reads::rows(version) {
            for key in [keys::SHOP_1, keys::EVERYTHING, keys::WITH_OPTIONS] {
                let expected = learnt(&transport, key, &row);
                for order in 0..ORDERS {
                    let seed = order + seed;
                    transport.scatter(seed);
                    transport.take_sent();
                    let client = client_with(transport.clone(), key, |_| {});
                    let context =
                        format!("{version:?} {} {} {key} seed {seed}", row.action, row.input);
                    let found = outcome(run(&client, row.action, &row.input), &row);
                    if found != expected {
                        wrong.push(format!("{context}:\n{found}\nnot\n{expected}"));
                    }
                    let mut sent = transport.take_sent();
                    let all = sent.len();
                    sent.sort_unstable();
                    sent.dedup();
                    if sent.len() < all {
                        wrong.push(format!("{context}: asks twice, {all} for {sent:#?}"));
                    }
                    ran += 1;
                }
            }
        }
    }
    println!("{ran} first calls, from seed {seed}");
    assert!(
        wrong.is_empty(),
        "{} of {ran}:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

/// How the list of the key's rights fails while everything else goes well.
const BROKEN_ROOTS: [(u16, &str); 5] = [
    (
        500,
        "<br />\n<b>Fatal error</b>: Uncaught Error: Call to undefined method in <b>/m.php</b>",
    ),
    (503, "Service Unavailable"),
    (403, "<html><body>Forbidden</body></html>"),
    (200, "<html><body>Welcome</body></html>"),
    (
        200,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<prestashop><api shopName=\"S\"><prod",
    ),
];

#[test]
fn given_a_list_of_rights_that_fails_then_a_product_is_told_as_far_as_the_key_may() {
    let mut ran = 0;
    for version in ShopVersion::ALL {
        let transport = StoreTransport::new(version);
        for row in reads::rows(version) {
            if !matches!(row.action, "get_product" | "find_products") {
                continue;
            }
            for key in [keys::SHOP_1, keys::EVERYTHING] {
                let expected = learnt(&transport, key, &row);
                for (status, body) in BROKEN_ROOTS {
                    let broken = transport.clone();
                    broken.reshape(move |asked, answer| {
                        let mut answered = answer();
                        if asked == "GET /api" || asked == "GET /api/" {
                            answered.status = status;
                            answered.body = body.as_bytes().to_vec();
                        }
                        answered
                    });
                    let client = client_with(broken.clone(), key, |_| {});
                    for call in ["first", "second"] {
                        let found = outcome(run(&client, row.action, &row.input), &row);
                        let context = format!("{version:?} {} {key} {status} {body}", row.action);
                        assert_eq!(found, expected, "{context}, {call} call");
                    }
                    broken.reshape(|_, answer| answer());
                    ran += 1;
                }
            }
        }
    }
    println!("{ran} pairs of calls");
}

#[test]
fn given_a_right_that_is_taken_away_between_two_calls_then_the_second_says_that_it_lacks() {
    let resources = ["stock_availables", "combinations", "product_option_values"];
    let mut ran = 0;
    for version in ShopVersion::ALL {
        for resource in resources {
            for input in [json!({ "id": 1 }), json!({ "reference": "VRB-0023" })] {
                let denied = StoreTransport::new(version);
                denied.deny(resource);
                let fresh = client_with(denied, keys::EVERYTHING, |_| {});
                let expected = run(&fresh, "get_product", &input).unwrap();
                let client = client_with(StoreTransport::new(version), keys::EVERYTHING, |_| {});
                let before = run(&client, "get_product", &input).unwrap();
                client.transport().deny(resource);
                let after = run(&client, "get_product", &input).unwrap();
                assert_eq!(after, expected, "{version:?} {resource} {input}");
                assert_ne!(after, before, "{version:?} {resource} {input}");
                ran += 1;
            }
        }
    }
    println!("{ran} rights");
}

#[test]
fn given_a_currency_with_other_decimals_then_the_first_call_rounds_to_them_as_well() {
    let mut ran = 0;
    for version in ShopVersion::ALL {
        // 1.6 tells only whether there are any.
        let cases: &[(&str, &str, usize)] = match version {
            ShopVersion::V1_6 => &[("decimals", "0", 0), ("decimals", "1", 2)],
            _ => &[
                ("precision", "0", 0),
                ("precision", "3", 3),
                ("precision", "2", 2),
            ],
        };
        for (field, value, decimals) in cases {
            for input in [json!({ "id": 1 }), json!({ "reference": "VRB-0023" })] {
                let mut store = Store::new(Options {
                    version,
                    ..Options::default()
                });
                assert!(store.overwrite("currencies/1", field, value));
                assert!(store.overwrite("products/1", "price", "57.123456"));
                let transport = StoreTransport::on(store);
                let client = client_with(transport, keys::EVERYTHING, |_| {});
                let context = format!("{version:?} {field} {value} {input}");
                let first = run(&client, "get_product", &input).unwrap();
                let again = run(&client, "get_product", &input).unwrap();
                assert_eq!(first, again, "{context}");
                assert_eq!(first["currency"]["decimals"], json!(decimals), "{context}");
                if input["id"] == 1 {
                    let price = first["products"][0]["price_tax_incl"].as_str().unwrap();
                    let digits = price.split_once('.').unwrap().1;
                    let is_whole = digits.trim_end_matches('0').is_empty();
                    assert_eq!(is_whole, *decimals == 0, "{context}: {price}");
                    assert_eq!(digits.len(), (*decimals).max(2), "{context}: {price}");
                }
                ran += 1;
            }
        }
    }
    println!("{ran} pairs of calls");
}
