//! Writes whose look-ups travel at the same time: nothing is written before all of them are right, and
//! what was known of the shop is not taken for what it is now.

use aismarttalk_prestashop::client::Client;
use aismarttalk_prestashop::client::join::join;
use aismarttalk_prestashop::resources::Order;
use aismarttalk_prestashop::webservice::ErrorKind::{self, InvalidRequest, NotFound, Validation};
use aismarttalk_prestashop::{actions, json};
use demo_store::{ShopVersion, keys};
use serde_json::{Value, json};

use crate::support::{StoreTransport, block_on, client, client_with};
use crate::writing::{changed, sent_writes};
use crate::{facts, run};

/// An order with one parcel that waits for its payment.
const ORDER: u32 = 4;

#[test]
fn given_one_look_up_of_several_that_fails_then_nothing_is_written() {
    let content = |more: Value| ("update_product_content", more);
    let status = |more: Value| ("update_order_status", more);
    let parcel = |more: Value| ("set_tracking_number", more);
    let cases: [((&str, Value), &str, ErrorKind, &str); 12] = [
        (
            content(json!({ "id": 5, "name": "A", "language": "xx" })),
            "",
            InvalidRequest,
            "name",
        ),
        (
            content(json!({ "id": 5, "name": { "99": "A" } })),
            "",
            InvalidRequest,
            "name",
        ),
        (
            content(json!({ "id": 4_711, "name": "A" })),
            "",
            NotFound,
            "",
        ),
        (
            status(json!({ "id": ORDER, "state": 5, "language": 99 })),
            "",
            InvalidRequest,
            "language",
        ),
        (
            status(json!({ "id": ORDER, "state": 5, "language": "xx" })),
            "",
            InvalidRequest,
            "language",
        ),
        (
            status(json!({ "id": ORDER, "state": 5 })),
            "99",
            InvalidRequest,
            "language",
        ),
        (
            status(json!({ "id": ORDER, "state": 99 })),
            "",
            Validation,
            "id_order_state",
        ),
        (
            status(json!({ "id": 4_711, "state": 5 })),
            "",
            NotFound,
            "id_order",
        ),
        (
            status(json!({ "reference": "NOSUCHREF", "state": 5 })),
            "",
            NotFound,
            "reference",
        ),
        (
            parcel(json!({ "order": ORDER, "number": "1Z", "state": 99 })),
            "",
            Validation,
            "id_order_state",
        ),
        (
            parcel(json!({ "order": ORDER, "number": "1Z", "state": 5 })),
            "xx",
            InvalidRequest,
            "language",
        ),
        (
            parcel(json!({ "order": ORDER, "number": "1Z", "state": 5 })),
            "99",
            InvalidRequest,
            "language",
        ),
    ];
    for version in ShopVersion::ALL {
        for ((action, input), usual, kind, field) in &cases {
            let store = StoreTransport::new(version);
            let client = client_with(store, keys::EVERYTHING, |settings| {
                settings.default_language = Some((*usual).to_owned());
            });
            let context = format!("{version:?} {action} {input} {usual}");
            let error = run(&client, action, input).expect_err(&context);
            assert_eq!(error.kind(), *kind, "{context}: {error}");
            if !field.is_empty() {
                assert_eq!(error.field(), Some(*field), "{context}: {error}");
            }
            assert_eq!(sent_writes(&client), [""; 0], "{context}");
            assert_eq!(changed(&client), [""; 0], "{context}");
        }
    }
    println!("{} look-ups that fail, on every version", cases.len());
}

/// A client that knows the states of orders, and then their labels change: `Arrived` is state 6 now,
/// and state 5 is `Gone`.
fn renamed(version: ShopVersion) -> Client<StoreTransport> {
    let client = client(version, keys::SHOP_1);
    run(&client, "list_order_states", &json!({})).unwrap();
    client.transport().with_store(|store| {
        assert!(store.overwrite("order_states/5", "name[1]", "Gone"));
        assert!(store.overwrite("order_states/6", "name[1]", "Arrived"));
    });
    client
}

#[test]
fn given_states_that_are_renamed_meanwhile_then_a_label_means_what_it_means_now() {
    let cases = [
        (json!("Arrived"), 6, "Arrived"),
        (json!("Gone"), 5, "Gone"),
        // In a language that nobody has changed.
        (json!("Angekommen"), 5, "Gone"),
        (json!(6), 6, "Arrived"),
    ];
    for version in ShopVersion::ALL {
        for (state, id, label) in &cases {
            let client = renamed(version);
            let order = facts::in_state(&facts::all::<Order>(version), 1);
            let input = json!({ "id": order, "state": state });
            let answer = run(&client, "update_order_status", &input).unwrap();
            let after = &answer["after"];
            assert_eq!(
                (&after["id"], &after["label"]),
                (&json!(id), &json!(label)),
                "{version:?} {input}"
            );
            assert_eq!(facts::state_of(&client, order), *id, "{version:?} {input}");
        }
    }
    println!("{} names, on every version", cases.len());
}

#[test]
fn given_two_calls_for_one_parcel_at_once_then_they_follow_each_other() {
    for version in ShopVersion::ALL {
        let client = client(version, keys::WITH_OPTIONS);
        let set = |number: &str, by: Value| {
            let mut input = by;
            input["number"] = json!(number);
            input["state"] = json!(4);
            json::Value::parse(&input.to_string()).unwrap()
        };
        let (one, other) = (
            set("1Z-1", json!({ "order": ORDER })),
            set("1Z-2", json!({ "parcel": ORDER, "send_email": true })),
        );
        let run = |input| actions::run(&client, "set_tracking_number", input);
        let (one, other) = block_on(join(run(&one), run(&other)));
        let rows = client.transport().with_store(|store| {
            let rows = store.changes().iter();
            rows.filter(|one| one.record.starts_with("order_histories/") && one.field.is_empty())
                .count()
        });
        assert!(
            one.is_ok() && other.is_ok(),
            "{version:?}: {one:?} {other:?}"
        );
        assert_eq!(rows, 1, "{version:?}");
        assert_eq!(facts::state_of(&client, ORDER), 4, "{version:?}");
    }
}
