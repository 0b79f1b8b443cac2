//! `set_tracking_number`: previews write nothing, one e-mail at most, and each half of a write that
//! is about two records is told as it went.

use std::cell::Cell;
use std::rc::Rc;

use aismarttalk_prestashop::client::Client;
use aismarttalk_prestashop::resources::Order;
use aismarttalk_prestashop::webservice::response::Response;
use aismarttalk_prestashop::webservice::{Error, ErrorKind, Result, Saved};
use demo_store::{ShopVersion, keys};
use serde_json::{Value, json};

use crate::support::{StoreTransport, client};
use crate::writing::{changed, sent_writes, with};
use crate::{facts, run};

/// An order with one parcel, by its id and that of the parcel, that waits to be sent, with a
/// carrier whose parcels can be followed.
fn packed(version: ShopVersion) -> u32 {
    let orders: Vec<Order> = facts::all(version);
    let fits = |one: &&Order| {
        one.current_state() == Some(1) && one.id_carrier() != Some(3) && one.id() != Some(9)
    };
    orders.iter().find(fits).and_then(Order::id).unwrap()
}

fn set(client: &Client<StoreTransport>, input: &Value) -> Result<Value> {
    run(client, "set_tracking_number", input)
}

fn mails(client: &Client<StoreTransport>) -> Vec<String> {
    client.transport().with_store(|store| {
        let mails = store.mails().iter();
        mails.map(|one| one.template.clone()).collect()
    })
}

/// The key of each way to write a parcel.
const KEYS: [&str; 2] = [keys::WITH_OPTIONS, keys::EVERYTHING];

#[test]
fn given_a_number_then_it_is_saved_and_the_mails_are_those_that_were_shown() {
    // What is asked for beside the number, the status afterwards, and the e-mails.
    let cases: [(Value, u32, &[&str]); 6] = [
        (json!({}), 1, &[]),
        (json!({ "send_email": true }), 1, &["in_transit"]),
        (json!({ "send_email": false, "state": 4 }), 4, &[]),
        (
            json!({ "send_email": true, "state": 4 }),
            4,
            &["in_transit"],
        ),
        (
            json!({ "send_email": true, "state": "handed to the carrier " }),
            4,
            &["in_transit"],
        ),
        (
            json!({ "send_email": true, "state": 1 }),
            1,
            &["in_transit"],
        ),
    ];
    let mut ran = 0;
    for version in ShopVersion::ALL {
        let order = packed(version);
        for key in KEYS {
            for (more, state, expected) in &cases {
                let client = client(version, key);
                let mut input = json!({ "order": order, "number": " 1Z-4711 " });
                let more = more.as_object().unwrap().clone();
                input.as_object_mut().unwrap().extend(more);
                let context = format!("{version:?} {input}");
                let shown = set(&client, &with(&input, "preview", json!(true))).unwrap();
                assert_eq!(sent_writes(&client), [""; 0], "{context}");
                assert_eq!(changed(&client), [""; 0], "{context}");
                assert_eq!(shown["written"], false, "{context}");
                let mailing = shown["effects"].as_array().unwrap().iter();
                let mailing: Vec<&Value> = mailing.filter(|one| one["kind"] == "email").collect();
                assert_eq!(mailing.len(), expected.len(), "{context}: {shown}");
                for mail in mailing {
                    assert!(mail["text"].as_str().unwrap().contains('@'), "{mail}");
                }
                let confirmed = with(&input, "expect", shown["token"].clone());
                let written = set(&client, &confirmed).unwrap();
                assert_eq!(written["written"], true, "{context}");
                assert_eq!(written["effects"], shown["effects"], "{context}");
                assert_eq!(written["fields"][0]["after"], "1Z-4711", "{context}");
                assert_eq!(written["send_email"], !expected.is_empty(), "{context}");
                let after = &written["status"]["after"]["id"];
                let is_asked = input.get("state").is_some();
                let told = is_asked.then_some(json!(state)).unwrap_or(Value::Null);
                assert_eq!(*after, told, "{context}");
                assert_eq!(facts::state_of(&client, order), *state, "{context}");
                assert_eq!(mails(&client), *expected, "{context}");
                // The same once more: there is nothing left to do, and nobody gets a second e-mail.
                let again = set(&client, &input).unwrap();
                assert_eq!(again["written"], false, "{context}: {again}");
                assert_eq!(again["send_email"], false, "{context}: {again}");
                assert_eq!(mails(&client), *expected, "{context}");
                ran += 1;
            }
        }
    }
    println!("{ran} numbers");
}

#[test]
fn given_the_number_there_is_and_a_new_status_then_its_mail_goes_instead() {
    for version in ShopVersion::ALL {
        let client = client(version, keys::WITH_OPTIONS);
        let order = packed(version);
        set(&client, &json!({ "order": order, "number": "1Z-1" })).unwrap();
        let input = json!({ "order": order, "number": "1Z-1", "state": 4, "send_email": true });
        let answer = set(&client, &input).unwrap();
        let told = [&answer["written"], &answer["send_email"]];
        assert_eq!(told, [&json!(true), &json!(true)], "{version:?}: {answer}");
        assert_eq!(answer["fields"], json!([]), "{version:?}");
        assert_eq!(mails(&client), ["shipped"], "{version:?}");
    }
}

/// By the id of an order and its parcel: the record, the field and the value that somebody saves.
type Overwrite = fn(u32) -> (String, &'static str, &'static str);

#[test]
fn given_a_parcel_or_an_order_that_changed_since_the_preview_then_nothing_is_written() {
    let cases: [(&str, Overwrite); 2] = [
        ("parcel", |order| {
            (
                format!("order_carriers/{order}"),
                "tracking_number",
                "OTHER",
            )
        }),
        ("status", |order| {
            (format!("orders/{order}"), "current_state", "2")
        }),
    ];
    for version in ShopVersion::ALL {
        let order = packed(version);
        for (name, change) in &cases {
            let client = client(version, keys::WITH_OPTIONS);
            let input = json!({ "order": order, "number": "1Z-4711", "state": 4 });
            let shown = set(&client, &with(&input, "preview", json!(true))).unwrap();
            let (record, field, value) = change(order);
            let is_done = client
                .transport()
                .with_store(|store| store.overwrite(&record, field, value));
            assert!(is_done, "{version:?} {name}");
            let before = changed(&client);
            client.transport().take_sent();
            let confirmed = with(&input, "expect", shown["token"].clone());
            let error = set(&client, &confirmed).unwrap_err();
            assert_eq!(
                error.kind(),
                ErrorKind::Conflict,
                "{version:?} {name}: {error}"
            );
            assert_eq!(error.saved(), Saved::No, "{version:?} {name}");
            assert_eq!(sent_writes(&client), [""; 0], "{version:?} {name}");
            assert_eq!(changed(&client), before, "{version:?} {name}");
        }
    }
    println!("{} changes", cases.len());
}

/// What becomes of a request that is a write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Loss {
    /// The shop saves, and its answer is a page of the host.
    Answer,
    /// The shop never gets it.
    Request,
    /// The shop refuses it.
    Refused,
}

/// A client whose writes of a resource are lost.
fn losing(version: ShopVersion, resource: &'static str, loss: Loss) -> Client<StoreTransport> {
    let client = client(version, keys::WITH_OPTIONS);
    let lost = Rc::new(Cell::new(false));
    client.transport().reshape(move |asked, answer| {
        let is_write = !asked.starts_with("GET") && asked.contains(&format!("/api/{resource}"));
        if !is_write || lost.replace(true) {
            return answer();
        }
        let page = |status, body: &str| Response {
            status,
            headers: vec![("Server".to_owned(), "nginx".to_owned())],
            body: body.as_bytes().to_vec(),
        };
        match loss {
            Loss::Answer => {
                answer();
                page(504, "<html><body>Too late</body></html>")
            }
            Loss::Request => page(504, "<html><body>Too late</body></html>"),
            Loss::Refused => page(403, "<html><body>Blocked</body></html>"),
        }
    });
    client
}

#[test]
fn given_a_write_that_is_lost_then_each_half_is_told_as_the_store_has_it() {
    let mut cases = 0;
    for version in ShopVersion::ALL {
        let order = packed(version);
        for resource in ["order_carriers", "order_histories"] {
            for loss in [Loss::Answer, Loss::Request, Loss::Refused] {
                let client = losing(version, resource, loss);
                let input = json!({
                    "order": order, "number": "1Z-4711", "state": 4, "send_email": true,
                });
                let context = format!("{version:?} {resource} {loss:?}");
                let answer = set(&client, &input);
                let has_number = changed(&client)
                    .iter()
                    .any(|one| one.starts_with(&format!("order_carriers/{order} ")));
                let is_sent = facts::state_of(&client, order) == 4;
                let expected = match (resource, loss) {
                    (_, Loss::Answer) => (true, true),
                    ("order_carriers", _) => (false, false),
                    _ => (true, false),
                };
                assert_eq!((has_number, is_sent), expected, "{context}");
                match answer {
                    Ok(answer) => {
                        assert_eq!(loss, Loss::Answer, "{context}: {answer}");
                        assert_eq!(answer["written"], true, "{context}");
                    }
                    Err(error) => assert_told(&error, expected, &context),
                }
                let steps = client.transport().with_store(|store| {
                    let rows = store.changes().iter();
                    rows.filter(|one| {
                        one.record.starts_with("order_histories/") && one.field.is_empty()
                    })
                    .count()
                });
                assert_eq!(steps, usize::from(is_sent), "{context}");
                cases += 1;
            }
        }
    }
    println!("{cases} losses");
}

/// The error says of each half what became of it.
fn assert_told(error: &Error, (has_number, is_sent): (bool, bool), context: &str) {
    assert!(!is_sent, "{context}: {error}");
    let said = error
        .message()
        .contains("The tracking number is saved, but");
    assert_eq!(said, has_number, "{context}: {error}");
    match has_number {
        true => {
            assert_ne!(error.saved(), Saved::No, "{context}: {error}");
            // What was refused is about the status alone.
            let is_refused = error.field() == Some("state");
            let is_sure = error.saved() == Saved::Yes;
            assert_eq!(is_refused, is_sure, "{context}: {error}");
        }
        false => {
            assert_ne!(error.saved(), Saved::Yes, "{context}: {error}");
            assert!(
                error.hint().contains("status"),
                "{context}: {}",
                error.hint()
            );
        }
    }
    assert!(!error.is_retryable() || !has_number, "{context}: {error}");
}

#[test]
fn given_a_mail_that_fails_then_the_number_is_saved_and_it_is_not_told_as_sent() {
    for version in ShopVersion::ALL {
        let client = client(version, keys::WITH_OPTIONS);
        client.transport().go_through("mail-fails");
        let input = json!({ "order": packed(version), "number": "1Z-1", "send_email": true });
        let answer = set(&client, &input).unwrap();
        let told = [&answer["written"], &answer["send_email"]];
        assert_eq!(told, [&json!(true), &json!(false)], "{version:?}: {answer}");
        assert!(
            answer["warnings"].to_string().contains("could not be sent"),
            "{answer}"
        );
        assert_eq!(mails(&client), [""; 0], "{version:?}");
    }
}

#[test]
fn given_a_carrier_without_a_page_then_the_preview_says_that_no_mail_may_go() {
    let client = client(ShopVersion::V8_2, keys::WITH_OPTIONS);
    let input = json!({ "order": 13, "number": "1Z-1", "send_email": true, "preview": true });
    let shown = set(&client, &input).unwrap();
    let text = shown["effects"][0]["text"].as_str().unwrap();
    assert!(text.contains("no address to follow parcels at"), "{text}");
}

#[test]
fn given_what_names_no_single_parcel_then_it_is_refused_and_says_what_to_give() {
    let shared = facts::split_reference(&facts::all::<Order>(ShopVersion::V8_2));
    let cases = [
        (
            json!({ "order": 9 }),
            ErrorKind::InvalidRequest,
            "`parcel` in its place: 9 (",
        ),
        (
            json!({ "order": 30 }),
            ErrorKind::InvalidRequest,
            "has no parcel",
        ),
        (
            json!({ "order": "30" }),
            ErrorKind::InvalidRequest,
            "has no parcel",
        ),
        (
            json!({ "order": shared }),
            ErrorKind::InvalidRequest,
            "names several orders",
        ),
        (json!({ "order": 4_711 }), ErrorKind::NotFound, "no order"),
        (
            json!({ "order": "NOSUCHREF" }),
            ErrorKind::NotFound,
            "no order",
        ),
        (
            json!({ "parcel": 4_711 }),
            ErrorKind::NotFound,
            "no order carrier",
        ),
        (
            json!({ "order": 4, "parcel": 4 }),
            ErrorKind::InvalidRequest,
            "not both",
        ),
        (
            json!({}),
            ErrorKind::InvalidRequest,
            "`order` or `parcel` is missing",
        ),
        (
            json!({ "order": 4, "number": "<b>" }),
            ErrorKind::InvalidRequest,
            "`number` has a",
        ),
        (
            json!({ "order": 4, "number": "1".repeat(65) }),
            ErrorKind::InvalidRequest,
            "64 characters",
        ),
        (
            json!({ "order": 4, "state": 99 }),
            ErrorKind::Validation,
            "99",
        ),
        (
            json!({ "order": 4, "state": "Nowhere" }),
            ErrorKind::InvalidRequest,
            "`state`",
        ),
    ];
    for (input, kind, words) in &cases {
        let client = client(ShopVersion::V8_2, keys::WITH_OPTIONS);
        let mut input = input.clone();
        if input.get("number").is_none() {
            input["number"] = json!("1Z-4711");
        }
        let error = set(&client, &input).unwrap_err();
        let said = [error.message(), error.hint()].join(" ");
        assert_eq!(error.kind(), *kind, "{input}: {error}");
        assert!(said.contains(words), "{input}: {said}");
        assert_eq!(sent_writes(&client), [""; 0], "{input}");
    }
    println!("{} inputs", cases.len());
}

#[test]
fn given_the_second_parcel_by_its_id_then_only_it_gets_the_number() {
    for version in ShopVersion::ALL {
        let client = client(version, keys::WITH_OPTIONS);
        let answer = run(&client, "get_order", &json!({ "id": 9 })).unwrap();
        let parcels = &answer["orders"][0]["delivery"]["parcels"];
        let second = parcels[1]["id"].clone();
        let written = set(&client, &json!({ "parcel": second, "number": "RX-2" })).unwrap();
        assert_eq!(written["id"], second, "{version:?}");
        assert_eq!(written["order"], 9, "{version:?}");
        let record = format!("order_carriers/{second} tracking_number");
        assert_eq!(changed(&client).len(), 1, "{version:?}");
        assert!(changed(&client)[0].starts_with(&record), "{version:?}");
    }
}

#[test]
fn given_an_order_of_another_shop_then_it_is_as_one_that_is_not_there() {
    let client = client(ShopVersion::V8_2, keys::WITH_OPTIONS);
    // Order 3 and its parcel are of shop 2.
    for (foreign, missing) in [
        (json!({ "order": 3 }), json!({ "order": 4_711 })),
        (json!({ "parcel": 3 }), json!({ "parcel": 4_711 })),
    ] {
        let said = |input: &Value| {
            let error = set(&client, &with(input, "number", json!("1Z-1"))).unwrap_err();
            (error.kind(), error.message().replace("4711", "3"))
        };
        assert_eq!(said(&foreign), said(&missing), "{foreign}");
    }
    assert_eq!(sent_writes(&client), [""; 0]);
}
