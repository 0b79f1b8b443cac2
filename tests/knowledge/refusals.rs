//! A request that the shop has refused is not sent again for a while.

use aismarttalk_prestashop::actions;
use aismarttalk_prestashop::client::Client;
use aismarttalk_prestashop::client::join::join;
use aismarttalk_prestashop::client::write::WriteOptions;
use aismarttalk_prestashop::json::{Map, Value};
use aismarttalk_prestashop::webservice::call::Call;
use aismarttalk_prestashop::webservice::query::Query;
use aismarttalk_prestashop::webservice::{Error, ErrorKind};
use demo_store::ShopVersion;
use demo_store::keys::{DISABLED, EVERYTHING, PRODUCTS_ONLY, SHOP_1, SHOP_2};

use crate::line::Line;
use crate::support::block_on;

fn list(resource: &'static str) -> Call {
    Call::list(resource, Query::default())
}

fn ask(client: &Client<Line>, call: Call) -> Result<String, Error> {
    block_on(client.json(call))
}

fn codes(error: &Error) -> Vec<Option<u16>> {
    error.codes().iter().map(|one| one.code).collect()
}

/// What is asked, at which second, and whether the request goes out.
type Step = (f64, &'static str, bool);

#[test]
fn given_a_refusal_then_it_counts_for_a_minute_for_what_it_is_about_and_nothing_else() {
    let cases: &[(&str, &str, &[Step])] = &[
        (
            "a resource",
            PRODUCTS_ONLY,
            &[
                (0.0, "orders", true),
                (0.0, "orders", false),
                (0.1, "orders/5", false),
                (30.0, "customers", true),
                (31.0, "products", true),
                (59.999, "orders", false),
                (60.0, "orders", true),
                (89.9, "customers", false),
                (90.0, "customers", true),
                (119.9, "orders", false),
                (120.0, "orders", true),
            ],
        ),
        (
            "a clock that is set back, and forward",
            PRODUCTS_ONLY,
            &[
                (0.0, "orders", true),
                (-86_400.0, "orders", true),
                (-86_390.0, "orders", false),
                (0.0, "orders", true),
                (86_400.0, "orders", true),
            ],
        ),
        (
            "a key that is switched off",
            DISABLED,
            &[
                (0.0, "orders", true),
                (0.1, "products", false),
                (9.9, "languages", false),
                (10.0, "languages", true),
                (15.0, "orders", false),
                (20.0, "orders", true),
            ],
        ),
    ];
    let mut steps = 0;
    for version in ShopVersion::ALL {
        for (name, key, asked) in cases {
            let line = Line::to(version);
            let client = line.client(key);
            let mut first: Vec<(String, Error)> = Vec::new();
            for (second, path, goes_out) in *asked {
                line.set(*second);
                let (resource, id) = path.split_once('/').unwrap_or((path, ""));
                let call = match id.parse() {
                    Ok(id) => Call::get(resource.to_owned(), id, Query::default()),
                    Err(_) => Call::list(resource.to_owned(), Query::default()),
                };
                let answer = ask(&client, call);
                let case = format!("{version:?}, {name}: {path} after {second} s");
                assert_eq!(line.sent().len(), usize::from(*goes_out), "{case}");
                steps += 1;
                let Err(error) = answer else {
                    assert_eq!(*path, "products", "{case}");
                    continue;
                };
                let known = first
                    .iter()
                    .find(|(one, _)| one == resource || *key == DISABLED);
                match known {
                    Some((_, known)) if !goes_out => {
                        assert_eq!(error.kind(), known.kind(), "{case}");
                        assert_eq!(error.status(), known.status(), "{case}");
                        assert_eq!(error.message(), known.message(), "{case}");
                        assert_eq!(codes(&error), codes(known), "{case}");
                        assert!(error.hint().starts_with(known.hint()), "{case}: {error}");
                        assert!(error.hint().contains("access()"), "{case}: {error}");
                        assert!(error.request().unwrap().url.contains(resource), "{case}");
                    }
                    _ => {
                        assert!(!error.hint().contains("access()"), "{case}: {error}");
                        first.retain(|(one, _)| one != resource);
                        first.push((resource.to_owned(), error));
                    }
                }
            }
        }
    }
    println!("{steps} requests");
}

#[test]
fn given_a_remembered_refusal_then_it_says_how_long_it_will_be() {
    let line = Line::to(ShopVersion::V8_2);
    let client = line.client(PRODUCTS_ONLY);
    ask(&client, list("orders")).unwrap_err();
    for (after, left) in [(0.0, "60 s"), (17.2, "43 s"), (59.9, "1 s")] {
        line.set(after);
        let error = ask(&client, list("orders")).unwrap_err();
        assert!(error.hint().contains(&format!("in {left}.")), "{error}");
    }
}

#[test]
fn given_a_box_that_is_ticked_then_it_counts_after_a_minute_or_after_a_look_at_the_rights() {
    let cases: [(&str, &[(f64, bool)]); 2] = [
        (
            "waits",
            &[(20.0, false), (59.9, false), (60.0, true), (61.0, true)],
        ),
        ("looks", &[(20.0, true), (60.0, true)]),
    ];
    for version in ShopVersion::ALL {
        for (name, times) in cases {
            let line = Line::to(version);
            let client = line.client(PRODUCTS_ONLY);
            ask(&client, list("orders")).unwrap_err();
            line.set(10.0);
            line.grant(EVERYTHING);
            for (second, works) in times {
                line.set(*second);
                if name == "looks" {
                    block_on(client.permissions()).unwrap();
                }
                let is_answered = ask(&client, list("orders")).is_ok();
                assert_eq!(is_answered, *works, "{version:?} {name} {second}");
            }
        }
    }
}

#[test]
fn given_a_look_at_the_rights_then_what_still_lacks_counts_for_another_minute() {
    for version in ShopVersion::ALL {
        let line = Line::to(version);
        let client = line.client(PRODUCTS_ONLY);
        ask(&client, list("orders")).unwrap_err();
        line.set(40.0);
        block_on(client.permissions()).unwrap();
        line.sent();
        for (second, goes_out) in [(40.0, false), (99.9, false), (100.0, true), (101.0, false)] {
            line.set(second);
            let error = ask(&client, list("orders")).unwrap_err();
            assert_eq!(codes(&error), [Some(26)], "{version:?} {second}");
            assert_eq!(
                line.sent().len(),
                usize::from(goes_out),
                "{version:?} {second}"
            );
        }
        // Rights that go are told by the shop.
        line.set(200.0);
        line.grant(EVERYTHING);
        ask(&client, list("orders")).unwrap();
        line.grant(PRODUCTS_ONLY);
        line.sent();
        ask(&client, list("orders")).unwrap_err();
        ask(&client, list("orders")).unwrap_err();
        assert_eq!(line.sent().len(), 1, "{version:?}");
    }
}

#[test]
fn given_rights_that_are_known_then_what_can_be_done_without_is_not_asked_for() {
    for version in ShopVersion::ALL {
        let line = Line::to(version);
        let client = line.client(SHOP_1);
        block_on(client.permissions()).unwrap();
        line.sent();
        let product = Value::parse("{\"id\":5}").unwrap();
        let known = block_on(actions::run(&client, "get_product", &product)).unwrap();
        let sent = line.sent();
        let fresh = line.client(SHOP_1);
        let asked = block_on(actions::run(&fresh, "get_product", &product)).unwrap();
        assert_eq!(known.to_string(), asked.to_string(), "{version:?}");
        for lacking in ["currencies", "combinations", "stock_availables"] {
            let is_of = |one: &&String| one.contains(&format!("/api/{lacking}"));
            assert_eq!(sent.iter().find(is_of), None, "{version:?}");
        }
    }
}

#[test]
fn given_a_refusal_that_arrives_behind_a_look_at_the_rights_then_it_does_not_count() {
    let line = Line::to(ShopVersion::V8_2);
    let client = line.client(PRODUCTS_ONLY);
    // Both are under way at once: the list goes out first.
    let (refused, rights) = block_on(join(client.json(list("orders")), async {
        line.set(1.0);
        client.permissions().await
    }));
    refused.unwrap_err();
    rights.unwrap();
    line.grant(EVERYTHING);
    line.set(61.5);
    line.sent();
    ask(&client, list("orders")).unwrap();
    assert_eq!(line.sent().len(), 1);
}

#[test]
fn given_two_clients_then_neither_knows_what_the_other_was_refused() {
    let line = Line::to(ShopVersion::V8_2);
    let one = line.client(PRODUCTS_ONLY);
    ask(&one, list("orders")).unwrap_err();
    for key in [EVERYTHING, SHOP_1] {
        ask(&line.client(key), list("orders")).unwrap();
    }
    line.sent();
    ask(&line.client(PRODUCTS_ONLY), list("orders")).unwrap_err();
    assert_eq!(line.sent().len(), 1);
}

#[test]
fn given_a_key_that_is_not_of_a_shop_then_requests_for_the_others_go_out() {
    let line = Line::to(ShopVersion::V8_2);
    let client = line.client(SHOP_1);
    let of_shop = |shop: u32| {
        let query = Value::parse(&format!("{{\"id_shop\":{shop}}}")).unwrap();
        Call::list("products", Query::from_json(&query).unwrap())
    };
    let refused = ask(&client, of_shop(2)).unwrap_err();
    assert_eq!(codes(&refused), [Some(132)]);
    ask(&client, of_shop(2)).unwrap_err();
    assert_eq!(line.sent().len(), 1);
    ask(&client, of_shop(1)).unwrap();
    ask(&client, list("products")).unwrap();
    assert_eq!(line.sent().len(), 2);
    ask(&line.client(SHOP_2), of_shop(2)).unwrap();
}

#[test]
fn given_a_write_that_was_refused_then_it_is_neither_announced_nor_sent_again() {
    let mut writes = 0;
    for version in ShopVersion::ALL {
        let line = Line::to(version);
        let client = line.client(SHOP_1);
        let delete = || block_on(client.delete("products", 7, &WriteOptions::default()));
        let refused = delete().unwrap_err();
        assert_eq!(refused.kind(), ErrorKind::Permission, "{refused}");
        let first = line.sent();
        let is_write = |one: &&String| one.starts_with("DELETE");
        let announced = line.announced();
        for second in [1.0, 59.0] {
            line.set(second);
            let again = delete().unwrap_err();
            assert_eq!(again.kind(), ErrorKind::Permission, "{again}");
            assert_eq!(again.saved(), refused.saved());
            assert_eq!(
                line.sent().iter().filter(is_write).count(),
                0,
                "{version:?}"
            );
            assert_eq!(line.announced(), announced, "{version:?}");
            writes += 1;
        }
        line.grant(EVERYTHING);
        line.set(130.0);
        delete().unwrap();
        println!("{version:?}: {}", first.join(", "));
        // What the key may do with the resource is as it was.
        let changes = Map::from_iter([("reference".to_owned(), Value::from("KNOWN-1"))]);
        let options = WriteOptions::default();
        assert!(
            block_on(client.update("products", 8, &changes, &options))
                .unwrap()
                .written,
            "{version:?}"
        );
    }
    println!("{writes} writes not sent");
}
