//! What a client knows is handed to the next one, which then asks for none of it.

use std::cell::Cell;
use std::rc::Rc;

use aismarttalk_prestashop::actions;
use aismarttalk_prestashop::client::Client;
use aismarttalk_prestashop::json::Value;
use aismarttalk_prestashop::webservice::{Auth, ErrorKind, Key};
use demo_store::ShopVersion;
use demo_store::keys::{EVERYTHING, PRODUCTS_ONLY, SHOP_1, SHOP_2};

use crate::line::{Line, NOON};
use crate::support::block_on;

/// What a client of that shop knows, as it comes back from a store of JSON texts.
pub fn taken_out(client: &Client<Line>) -> Value {
    Value::parse(&client.knowledge()).unwrap()
}

fn run(client: &Client<Line>, action: &str, input: &str) -> Value {
    let input = Value::parse(input).unwrap();
    block_on(actions::run(client, action, &input))
        .unwrap_or_else(|error| panic!("{action} {input}: {error}"))
}

/// A client that begins with what an earlier one knew.
fn next(line: &Line, key: &str, knowledge: &Value) -> Client<Line> {
    let (client, ignored) = line.client(key).knowing(knowledge).unwrap();
    assert_eq!(ignored, None);
    client
}

/// Round trips and requests since the last look.
fn cost(line: &Line) -> (usize, usize) {
    (line.store.take_rounds(), line.sent().len())
}

const READS: [(&str, &str); 18] = [
    ("list_languages", "{}"),
    ("list_order_states", r#"{"language":"fr"}"#),
    ("get_product", r#"{"id":5}"#),
    ("get_product", r#"{"id":5,"language":"de"}"#),
    ("get_product", r#"{"reference":"VRB-0023"}"#),
    ("find_products", r#"{"words":"tea","limit":3}"#),
    ("audit_seo", r#"{"limit":3,"language":"fr"}"#),
    ("find_orders", r#"{"paid":true,"limit":3}"#),
    ("find_orders", r#"{"state":"Bezahlt"}"#),
    ("get_order", r#"{"id":24}"#),
    ("get_order", r#"{"id":24,"language":"fr"}"#),
    ("get_order_details", r#"{"id":24}"#),
    ("get_order_history", r#"{"id":24}"#),
    ("find_customers", r#"{"words":"anna","limit":3}"#),
    ("get_customer", r#"{"id":2}"#),
    ("get_stock", r#"{"id":5}"#),
    ("get_orders_by_email", r#"{"email":"nobody@example.org"}"#),
    ("get_last_order", r#"{"email":"nobody@example.org"}"#),
];

#[test]
fn given_what_an_earlier_client_knew_then_each_action_answers_the_same_with_fewer_requests() {
    let mut saved = (0, 0);
    println!("action and input, round trips and requests of a first client, and of the next");
    for version in ShopVersion::ALL {
        for key in [EVERYTHING, SHOP_1] {
            let line = Line::to(version);
            for (action, input) in READS {
                let first = line.client(key);
                let Ok(answer) =
                    block_on(actions::run(&first, action, &Value::parse(input).unwrap()))
                else {
                    // The documented key does not do without stock.
                    assert_eq!((action, key), ("get_stock", SHOP_1));
                    cost(&line);
                    continue;
                };
                let asked = cost(&line);
                let second = next(&line, key, &taken_out(&first));
                let case = format!("{version:?} {action} {input}");
                assert_eq!(
                    run(&second, action, input).to_string(),
                    answer.to_string(),
                    "{case}"
                );
                let asked_again = cost(&line);
                assert!(
                    asked_again <= asked,
                    "{case}: {asked:?}, then {asked_again:?}"
                );
                // It knows as much as the client that found it out.
                run(&first, action, input);
                assert_eq!(asked_again, cost(&line), "{case}");
                saved.0 += asked.0 - asked_again.0;
                saved.1 += asked.1 - asked_again.1;
                if version == ShopVersion::V8_2 {
                    println!("{key:.12} {action} {input}: {asked:?} {asked_again:?}");
                }
            }
        }
    }
    println!("{} round trips and {} requests saved", saved.0, saved.1);
    assert!(saved.0 > 0 && saved.1 > saved.0);
}

#[test]
fn given_what_an_earlier_client_knew_then_a_write_asks_for_no_rights_and_writes_the_same() {
    for version in ShopVersion::ALL {
        let line = Line::to(version);
        let first = line.client(SHOP_1);
        run(
            &first,
            "update_product_content",
            r#"{"id":5,"name":"Bowl"}"#,
        );
        let asked = cost(&line);
        let second = next(&line, SHOP_1, &taken_out(&first));
        let written = run(
            &second,
            "update_product_content",
            r#"{"id":6,"name":"Bowl"}"#,
        );
        assert_eq!(written.get("written"), Some(&Value::Bool(true)));
        let asked_again = cost(&line);
        println!("{version:?}: {asked:?}, then {asked_again:?}");
        assert!(asked_again.1 < asked.1, "{version:?}");
        assert!(
            asked_again.0 <= 3,
            "{version:?}: the record, the write, and the look at it"
        );
    }
}

#[test]
fn given_knowledge_then_it_comes_back_as_it_was_and_holds_no_secret() {
    for version in ShopVersion::ALL {
        let line = Line::to(version);
        let first = line.client(EVERYTHING);
        for (action, input) in READS {
            run(&first, action, input);
        }
        run(&first, "check_access", "{}");
        let knowledge = first.knowledge();
        let second = next(&line, EVERYTHING, &Value::parse(&knowledge).unwrap());
        assert_eq!(second.knowledge(), knowledge, "{version:?}");
        assert_eq!(second.version_text(), first.version_text());
        let authorization = Key::parse(EVERYTHING).unwrap().basic_authorization();
        let secrets = [
            EVERYTHING,
            &authorization[6..40],
            "secure_key",
            "passwd",
            "@",
        ];
        for secret in secrets {
            assert!(
                !knowledge.contains(secret),
                "{version:?} {secret}: {knowledge}"
            );
        }
        println!("{version:?}: {} bytes", knowledge.len());
    }
}

#[test]
fn given_knowledge_of_something_else_then_it_is_ignored_with_the_reason() {
    let line = Line::to(ShopVersion::V8_2);
    let first = line.client(PRODUCTS_ONLY);
    run(&first, "get_product", r#"{"id":5}"#);
    let whole = first.knowledge();
    let with = |from: &str, to: &str| {
        assert!(whole.contains(from), "{from} {whole}");
        whole.replacen(from, to, 1)
    };
    let shifted = |seconds: f64| {
        let at = format!("\"at\":{}", NOON + seconds * 1_000.0);
        with(&format!("\"at\":{NOON}"), &at)
    };
    let cases = [
        (
            "version of this package",
            with("\"format\":1", "\"format\":2"),
        ),
        (
            "address",
            with("https://shop.example", "https://shop.example/de"),
        ),
        (
            "address",
            with("https://shop.example", "http://shop.example"),
        ),
        ("shopId", with("\"shopId\":null", "\"shopId\":1")),
        ("older", shifted(-600.1)),
        ("future", shifted(61.0)),
    ];
    for (reason, text) in &cases {
        let given = Value::parse(text).unwrap();
        let (client, ignored) = line.client(PRODUCTS_ONLY).knowing(&given).unwrap();
        assert!(
            ignored.is_some_and(|why| why.contains(reason)),
            "{reason}: {ignored:?}"
        );
        assert_eq!(client.version(), None, "{reason}");
        line.sent();
        run(&client, "get_product", r#"{"id":5}"#);
        let fresh = line.sent();
        run(&line.client(PRODUCTS_ONLY), "get_product", r#"{"id":5}"#);
        assert_eq!(fresh, line.sent(), "{reason}");
    }
    let whole = Value::parse(&whole).unwrap();
    let others = [
        ("key", line.client(SHOP_2)),
        (
            "auth",
            line.client_with(PRODUCTS_ONLY, |to| to.auth = Auth::Query),
        ),
        (
            "shopId",
            line.client_with(PRODUCTS_ONLY, |to| to.id_shop = Some(1)),
        ),
    ];
    let count = cases.len() + others.len();
    for (reason, client) in others {
        let (_, ignored) = client.knowing(&whole).unwrap();
        assert!(
            ignored.is_some_and(|why| why.contains(reason)),
            "{reason}: {ignored:?}"
        );
    }
    println!("{count} ignored");
}

#[test]
fn given_a_missing_right_then_the_next_client_knows_it_until_the_minute_is_over() {
    for version in ShopVersion::ALL {
        let line = Line::to(version);
        let refused = |client: &Client<Line>| {
            let input = Value::parse(r#"{"id":24}"#).unwrap();
            block_on(actions::run(client, "get_order", &input)).map_err(|error| error.kind())
        };
        let first = line.client(PRODUCTS_ONLY);
        assert_eq!(refused(&first), Err(ErrorKind::Permission));
        let mut knowledge = taken_out(&first);
        line.sent();
        // The owner ticks the boxes at once; each client is asked to hand on what it knows.
        line.grant(EVERYTHING);
        for (second, works) in [(20.0, false), (40.0, false), (59.0, false), (60.0, true)] {
            line.set(second);
            let client = next(&line, PRODUCTS_ONLY, &knowledge);
            assert_eq!(refused(&client).is_ok(), works, "{version:?} {second}");
            assert_eq!(line.sent().is_empty(), !works, "{version:?} {second}");
            knowledge = taken_out(&client);
        }
    }
}

#[test]
fn given_clients_that_hand_on_what_they_know_for_a_day_then_the_shop_is_asked_every_ten_minutes() {
    let line = Line::to(ShopVersion::V8_2);
    let mut knowledge = taken_out(&line.client(EVERYTHING));
    let (mut asked, mut last) = (0, 0.0);
    for minute in 0..1_440 {
        line.set(f64::from(minute) * 60.0);
        let client = next(&line, EVERYTHING, &knowledge);
        run(&client, "list_order_states", r#"{"language":"fr"}"#);
        let requests = line.sent().len();
        asked += requests;
        if requests > 0 {
            last = f64::from(minute);
        }
        assert!(
            f64::from(minute) - last < 60.0,
            "asked at minute {last}, not at {minute}"
        );
        knowledge = taken_out(&client);
    }
    assert_eq!(asked, 24 * 6 * 2);
}

/// The ISO code of a language that the shop gets while a client knows the others.
const NEW: &str = "eo";

#[test]
fn given_a_language_that_the_shop_gets_then_it_is_found_once_the_list_is_a_minute_old() {
    for version in ShopVersion::ALL {
        let line = Line::to(version);
        let has_it = Rc::new(Cell::new(false));
        let seen = Rc::clone(&has_it);
        line.store.reshape(move |asked, answer| {
            let mut answer = answer();
            if asked.starts_with("GET /api/languages?") && seen.get() {
                let text = String::from_utf8(answer.body).unwrap();
                answer.body = text
                    .replace("CDATA[de]", &format!("CDATA[{NEW}]"))
                    .into_bytes();
            }
            answer
        });
        let first = line.client(EVERYTHING);
        run(&first, "list_languages", "{}");
        let knowledge = taken_out(&first);
        has_it.set(true);
        let input = Value::parse(r#"{"id":5,"language":"eo"}"#).unwrap();
        for (second, is_found) in [(30.0, false), (59.9, false), (60.0, true), (61.0, true)] {
            line.set(second);
            let client = next(&line, EVERYTHING, &knowledge);
            for action in ["get_product", "get_order_history"] {
                let found = block_on(actions::run(&client, action, &input));
                let case = format!("{version:?} {action} {second}");
                assert_eq!(found.is_ok(), is_found, "{case}: {found:?}");
            }
        }
        // One that is not there is looked for again, and then is not there.
        let wrong = Value::parse(r#"{"language":"xx"}"#).unwrap();
        let client = next(&line, EVERYTHING, &knowledge);
        line.sent();
        // Beside the languages the products are read, as if there was one.
        for most in [2, 0] {
            let error = block_on(actions::run(&client, "audit_seo", &wrong)).unwrap_err();
            assert!(error.hint().contains(NEW), "{error}");
            assert!(line.sent().len() <= most, "{version:?} {wrong}");
        }
    }
}
