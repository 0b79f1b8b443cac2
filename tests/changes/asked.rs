//! What a look is asked for, and what it refuses before anything is sent.

use aismarttalk_prestashop::client::changes::Asked;
use demo_store::{ShopVersion, keys};
use json::Value;

use crate::support::{StoreTransport, block_on, client_with};

#[test]
fn given_what_a_look_is_asked_for_then_it_is_read_or_its_field_is_named() {
    let cases = [
        (r#"{"watched":{"orders":true}}"#, None),
        (
            r#"{"watched":{"orders":true,"products":false},"cursor":null,"since":null}"#,
            None,
        ),
        (
            r#"{"watched":{"order_states":true},"since":"2026-01-31"}"#,
            None,
        ),
        (
            r#"{"watched":{"customers":true},"since":"2026-01-31 10:00:00"}"#,
            None,
        ),
        (r#"{"watched":{"customers":true},"cursor":"1.x"}"#, None),
        ("null", Some("watched")),
        ("{}", Some("watched")),
        (r#"{"watched":true}"#, Some("watched")),
        (r#"{"watched":{}}"#, Some("watched")),
        (r#"{"watched":{"orders":false}}"#, Some("watched")),
        (r#"{"watched":{"carts":true}}"#, Some("carts")),
        (r#"{"watched":{"orders":"true"}}"#, Some("orders")),
        (r#"{"watched":{"orders":true},"cursor":5}"#, Some("cursor")),
        (
            r#"{"watched":{"orders":true},"since":"now"}"#,
            Some("since"),
        ),
        (
            r#"{"watched":{"orders":true},"since":"2026-01-31T10:00:00"}"#,
            Some("since"),
        ),
        (r#"{"watched":{"orders":true},"since":1}"#, Some("since")),
        (
            r#"{"watched":{"orders":true},"since":"2026-01-31","cursor":"1.x"}"#,
            Some("since"),
        ),
    ];
    for (text, expected) in &cases {
        let read = Asked::from_value(&Value::parse(text).expect("JSON"));
        let field = read.as_ref().err().and_then(|error| error.field());
        assert_eq!(field, *expected, "{text}");
        assert_eq!(read.is_err(), expected.is_some(), "{text}");
    }
    println!("{} looks", cases.len());
}

#[test]
fn given_any_version_then_a_first_look_tells_nothing_and_all_since_a_date_tells_each_once() {
    for version in ShopVersion::ALL {
        let store = StoreTransport::new(version);
        let client = client_with(store.clone(), keys::SHOP_1, |_| {});
        let look = |asked: &Asked| -> serde_json::Value {
            serde_json::from_str(&block_on(client.changes(asked)).expect("a look")).expect("JSON")
        };
        let mut asked = Asked {
            watched: [true; 4],
            ..Asked::default()
        };
        let first = look(&asked);
        assert_eq!(first["changes"], serde_json::json!([]), "{version:?}");
        asked.since = Some(0);
        let mut told = Vec::new();
        for _ in 0..100 {
            let next = look(&asked);
            asked.since = None;
            asked.cursor = next["cursor"].as_str().map(str::to_owned);
            let changes = next["changes"].as_array().expect("changes").clone();
            assert!(changes.len() <= 1_000);
            told.extend(changes.into_iter().map(|change| change["key"].to_string()));
            if next["has_more"] == false {
                break;
            }
        }
        let count = told.len();
        told.sort_unstable();
        told.dedup();
        assert_eq!(told.len(), count, "{version:?}");
        for name in ["orders", "order_states", "customers", "products"] {
            let of_it = told
                .iter()
                .filter(|key| key.starts_with(&format!("\"{name}/")));
            assert!(of_it.count() > 10, "{version:?} {name}");
        }
        store.take_sent();
        assert_eq!(look(&asked)["changes"], serde_json::json!([]));
        assert_eq!(store.take_sent().len(), 4, "{version:?}");
        println!("{version:?}: {count} changes since the beginning");
    }
}

#[test]
fn given_a_host_that_answers_each_request_with_the_same_rows_then_a_look_ends() {
    let store = StoreTransport::new(ShopVersion::V8_2);
    let client = client_with(store.clone(), keys::SHOP_1, |_| {});
    let row = |id: u32| {
        format!(
            "<product><id>{id}</id><date_add>2026-03-02 07:00:00</date_add><date_upd>2026-03-02 07:00:00</date_upd></product>"
        )
    };
    let rows: String = (1..=5_000).map(row).collect();
    store.reshape(move |_, own| {
        let mut response = own();
        response.body =
            format!("<prestashop><products>{rows}</products></prestashop>").into_bytes();
        response
    });
    let asked = Asked {
        watched: [false, false, false, true],
        ..Asked::default()
    };
    let error = block_on(client.changes(&asked)).expect_err("rows that never end");
    assert!(error.message().contains("does not sort by id"), "{error}");
    assert_eq!(store.take_sent().len(), 4);
}
