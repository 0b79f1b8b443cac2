//! What recordings show to be destructive when records are created and deleted, and when the
//! status of an order changes, cannot be asked for.

use aismarttalk_prestashop::client::write::WriteOptions;
use aismarttalk_prestashop::webservice::Error;
use demo_store::{ShopVersion, keys};

use crate::destructive::{PREVIEW, check_untouched, map, names, told};
use crate::round_trip::in_shop;
use crate::support::{StoreTransport, block_on};

/// Recording, shop, resource, fields, kind and field of the refusal.
const REFUSED: [(&str, u32, &str, &str, &str); 22] = [
    (
        "ohpost-16",
        1,
        "order_histories",
        r#"{"id_order": 1, "id_order_state": 0}"#,
        "InvalidRequest id_order_state",
    ),
    (
        "ohpost-15",
        1,
        "order_histories",
        r#"{"id_order": 1, "id_order_state": 99}"#,
        "Validation id_order_state",
    ),
    (
        "ohpost-17",
        1,
        "order_histories",
        r#"{"id_order": 0, "id_order_state": 4}"#,
        "InvalidRequest id_order",
    ),
    (
        "ohpost-18",
        1,
        "order_histories",
        r#"{"id_order": 99999, "id_order_state": 4}"#,
        "NotFound id_order",
    ),
    (
        "ohpost-19",
        1,
        "order_histories",
        r#"{"id_order_state": 4}"#,
        "InvalidRequest id_order",
    ),
    (
        "ohpost-20",
        1,
        "order_histories",
        "{}",
        "InvalidRequest id_order",
    ),
    (
        "ohpost-21",
        1,
        "order_histories",
        r#"{"id_order": 1, "id_order_state": "shipped"}"#,
        "InvalidRequest id_order_state",
    ),
    (
        "ohpost-22",
        1,
        "order_histories",
        r#"{"id": 7, "id_order": 1, "id_order_state": 4}"#,
        "InvalidRequest id",
    ),
    (
        "ohpost-28",
        1,
        "order_histories",
        r#"{"id_order": 1, "id_order_state": 4, "note": "x"}"#,
        "InvalidRequest note",
    ),
    (
        "ohpost-29",
        1,
        "order_histories",
        r#"{"id_order": 1, "id_order_state": 4, "sendemail": "false"}"#,
        "InvalidRequest sendemail",
    ),
    (
        "ohpost-24",
        1,
        "order_histories",
        r#"{"id_order": 1, "id_order_state": 4, "date_add": "2020-01-01"}"#,
        "InvalidRequest date_add",
    ),
    (
        "ohpost-27",
        1,
        "order_histories",
        r#"{"id_order": 1, "id_order_state": 4, "id_employee": 0}"#,
        "InvalidRequest id_employee",
    ),
    (
        "multistore-439",
        3,
        "order_histories",
        r#"{"id_order": 1, "id_order_state": 4}"#,
        "NotFound id_order",
    ),
    (
        "post-product",
        1,
        "products",
        r#"{"id": 5, "price": "3"}"#,
        "InvalidRequest id",
    ),
    (
        "post-product",
        1,
        "products",
        r#"{"reference": "NEW"}"#,
        "Validation price",
    ),
    (
        "post-product",
        1,
        "products",
        r#"{"price": "3", "quantity": 5}"#,
        "InvalidRequest quantity",
    ),
    (
        "post-product",
        1,
        "products",
        r#"{"price": "3", "position_in_category": 1}"#,
        "InvalidRequest position_in_category",
    ),
    (
        "post-product",
        1,
        "products",
        r#"{"price": "3", "name": "Plain"}"#,
        "InvalidRequest name",
    ),
    (
        "post-product",
        1,
        "products",
        r#"{"price": "3", "name": {"99": "A"}}"#,
        "InvalidRequest name",
    ),
    (
        "post-product",
        1,
        "products",
        r#"{"price": "3", "associations": {"categories": []}}"#,
        "InvalidRequest categories",
    ),
    (
        "post-product",
        1,
        "products",
        r#"{"price": "3", "associations": {"combinations": [1]}}"#,
        "InvalidRequest combinations",
    ),
    (
        "post-product",
        1,
        "products",
        r#"{"price": "3", "mine": "x"}"#,
        "InvalidRequest mine",
    ),
];

#[test]
fn given_a_new_record_that_a_recording_shows_to_be_destructive_then_nothing_is_written() {
    let mut count = 0;
    for version in ShopVersion::ALL {
        for (recording, shop, resource, given, expected) in REFUSED {
            let transport = StoreTransport::new(version);
            let client = in_shop(&transport, keys::EVERYTHING, shop);
            let options = WriteOptions::default();
            let case = format!("{version:?} {recording} {given}");
            let created = block_on(client.create(
                resource,
                &map(given),
                &WriteOptions {
                    send_email: true,
                    ..options.clone()
                },
            ));
            match created {
                Err(error) if told(&error) == expected && !error.hint().is_empty() => {}
                other => panic!("{case}: {:?}", other.map(|one| one.changes)),
            }
            check_untouched(&transport, &case);
            count += 1;
        }
    }
    println!("{count} new records refused");
}

#[test]
fn given_a_token_for_a_record_that_is_not_there_yet_then_nothing_is_written() {
    let transport = StoreTransport::new(ShopVersion::V8_2);
    let client = in_shop(&transport, keys::EVERYTHING, 1);
    let options = WriteOptions {
        expect: Some(format!("ps1-{}", "0".repeat(32))),
        ..WriteOptions::default()
    };
    let given = map(r#"{"price": "3"}"#);
    let error = block_on(client.create("products", &given, &options)).unwrap_err();
    assert_eq!(told(&error), "InvalidRequest expect");
    check_untouched(&transport, "expect");
}

#[test]
fn given_a_new_status_then_its_body_has_no_id_and_mail_is_asked_for_in_the_query_or_not_at_all() {
    let fields = map(r#"{"id_order": 1, "id_order_state": 4}"#);
    let mut count = 0;
    for version in ShopVersion::ALL {
        for (send_email, query) in [(false, ""), (true, "sendemail=1")] {
            let transport = StoreTransport::new(version);
            let client = in_shop(&transport, keys::EVERYTHING, 1);
            let written = block_on(client.create(
                "order_histories",
                &fields,
                &WriteOptions {
                    send_email,
                    ..PREVIEW
                },
            ));
            let written = written.unwrap();
            let [request] = &written.requests[..] else {
                panic!("{version:?}: {:?}", written.requests);
            };
            assert_eq!(
                names(request.body.as_deref().unwrap()),
                ["id_order", "id_order_state"]
            );
            let asked = request.url.contains("sendemail");
            assert_eq!(
                (asked, request.url.contains(query)),
                (send_email, true),
                "{}",
                request.url
            );
            check_untouched(&transport, "preview");
            count += 1;
        }
    }
    println!("{count} status changes shown");
}

#[test]
fn given_a_record_that_is_not_there_when_deleted_then_nothing_is_sent() {
    // del-03, del-04, multistore-630 and -631.
    let cases = [
        ("products", 0, 1, "InvalidRequest id"),
        ("products", 99_999, 1, "NotFound -"),
        ("products", 13, 1, "NotFound -"),
        ("products", 2, 3, "NotFound -"),
        ("customers", 2, 3, "NotFound -"),
        ("stock_availables", 1, 3, "NotFound -"),
    ];
    let mut count = 0;
    for version in ShopVersion::ALL {
        for (resource, id, shop, expected) in cases {
            let transport = StoreTransport::new(version);
            let client = in_shop(&transport, keys::EVERYTHING, shop);
            let error: Error =
                block_on(client.delete(resource, id, &WriteOptions::default())).unwrap_err();
            assert_eq!(
                told(&error),
                expected,
                "{version:?} {resource}/{id}: {error}"
            );
            check_untouched(&transport, resource);
            count += 1;
        }
    }
    println!("{count} deletions refused");
}

#[test]
fn given_a_product_of_two_shops_when_deleted_from_one_then_the_other_keeps_it() {
    for version in ShopVersion::ALL {
        let transport = StoreTransport::new(version);
        let client = in_shop(&transport, keys::EVERYTHING, 2);
        let deleted = block_on(client.delete("products", 2, &WriteOptions::default())).unwrap();
        assert!(deleted.written, "{version:?}");
        let left = transport.with_store(|store| {
            [1, 2].map(|shop| {
                crate::stored::Stored::of(store)
                    .ids(shop, "products")
                    .contains(&2)
            })
        });
        assert_eq!(left, [true, false], "{version:?}");
    }
    println!(
        "{} products deleted from one shop of two",
        ShopVersion::ALL.len()
    );
}

#[test]
fn given_a_new_product_without_a_state_then_it_is_no_hidden_draft_where_the_shop_has_the_field() {
    // The fields given, and the state of the record made of them.
    let cases = [
        (
            r#"{"price": "3", "name": {"en": "A"}, "link_rewrite": {"en": "a"}}"#,
            Some("1"),
        ),
        (
            r#"{"price": "3", "name": {"en": "A"}, "link_rewrite": {"en": "a"}, "active": true}"#,
            Some("1"),
        ),
        (
            r#"{"price": "3", "name": {"en": "A"}, "link_rewrite": {"en": "a"}, "state": true}"#,
            Some("1"),
        ),
        (
            r#"{"price": "3", "name": {"en": "A"}, "link_rewrite": {"en": "a"}, "state": false}"#,
            Some("0"),
        ),
    ];
    for version in ShopVersion::ALL {
        let client = crate::support::client(version, keys::EVERYTHING);
        for (given, state) in cases {
            if version == ShopVersion::V1_6 && given.contains("state") {
                continue;
            }
            let fields = map(given);
            for options in [PREVIEW, WriteOptions::default()] {
                let made = block_on(client.create("products", &fields, &options)).unwrap();
                let state = state.filter(|_| version != ShopVersion::V1_6);
                assert_eq!(
                    made.after.unwrap().text("state"),
                    state,
                    "{version:?} {given}"
                );
                assert!(made.differences.is_empty(), "{version:?} {given}");
            }
        }
    }
    println!(
        "{} products on {} versions",
        cases.len(),
        ShopVersion::ALL.len()
    );
}
