//! `update_order_status`: which state is meant, who is told, and what happens only once.

use aismarttalk_prestashop::client::Client;
use aismarttalk_prestashop::resources::Order;
use aismarttalk_prestashop::webservice::{Error, ErrorKind, Result};
use demo_store::{ShopVersion, keys};
use serde_json::{Value, json};

use crate::support::{StoreTransport, client, client_with};
use crate::writing::sent_writes;
use crate::{facts, run};

fn update(client: &Client<StoreTransport>, input: &Value) -> Result<Value> {
    run(client, "update_order_status", input)
}

/// The id of an order that waits for its payment.
fn waiting(version: ShopVersion) -> u32 {
    facts::in_state(&facts::all::<Order>(version), 1)
}

/// The rows that came into the history.
fn steps(client: &Client<StoreTransport>) -> usize {
    client.transport().with_store(|store| {
        let came = |one: &&demo_store::Change| {
            one.record.starts_with("order_histories/") && one.field.is_empty()
        };
        store.changes().iter().filter(came).count()
    })
}

fn refused(client: &Client<StoreTransport>, input: &Value) -> Error {
    let error = update(client, input).unwrap_err();
    assert_eq!(sent_writes(client), [""; 0], "{input}");
    assert_eq!(steps(client), 0, "{input}");
    error
}

#[test]
fn given_a_state_by_id_or_label_in_any_language_then_the_order_enters_it_once() {
    let states = [
        json!(5),
        json!(5.0),
        json!("5"),
        json!(" 5 "),
        json!("Arrived"),
        json!("aRRIVED "),
        json!("Arrivée"),
        json!("Angekommen"),
        json!("وصل"),
    ];
    for version in ShopVersion::ALL {
        let order = waiting(version);
        for key in [keys::SHOP_1, keys::EVERYTHING] {
            for state in &states {
                let context = format!("{version:?} {key} {state}");
                let client = client(version, key);
                let answer = update(&client, &json!({ "id": order, "state": state })).unwrap();
                assert_eq!(answer["written"], true, "{context}");
                assert_eq!(answer["before"]["id"], 1, "{context}");
                assert_eq!(answer["after"]["id"], 5, "{context}");
                assert_eq!(answer["after"]["label"], "Arrived", "{context}");
                assert_eq!(steps(&client), 1, "{context}");
                assert_eq!(facts::state_of(&client, order), 5, "{context}");
            }
        }
    }
    println!("{} ways to name a state", states.len());
}

#[test]
fn given_a_label_of_two_states_then_both_are_listed_and_nothing_is_written() {
    for version in ShopVersion::ALL {
        let owner = client(version, keys::EVERYTHING);
        facts::write(&owner, "order_states", 11, r#"{"name": {"fr": "Arrivée"}}"#);
        let client = client_with(owner.transport().clone(), keys::SHOP_1, |_| {});
        client.transport().take_sent();
        let input = json!({ "id": waiting(version), "state": "Arrivée" });
        let error = refused(&client, &input);
        assert_eq!(error.kind(), ErrorKind::InvalidRequest, "{version:?}");
        assert_eq!(error.field(), Some("state"));
        for one in ["5 Arrived", "11 Ready to be collected"] {
            assert!(error.hint().contains(one), "{version:?}: {}", error.hint());
        }
    }
}

#[test]
fn given_a_label_nobody_has_then_the_states_that_can_be_entered_are_listed() {
    let labels = [
        "Lost",
        "Old step, no longer used",
        "Arriv",
        "5 Arrived",
        "-1",
        "1.5",
    ];
    for version in ShopVersion::ALL {
        let client = client(version, keys::SHOP_1);
        for label in labels {
            let input = json!({ "id": waiting(version), "state": label });
            let error = refused(&client, &input);
            assert_eq!(
                error.kind(),
                ErrorKind::InvalidRequest,
                "{version:?} {label}"
            );
            assert_eq!(error.field(), Some("state"));
            let hint = error.hint();
            for one in [
                "1 Waiting for the transfer",
                "5 Arrived",
                "11 Ready to be collected",
            ] {
                assert!(hint.contains(one), "{version:?} {label}: {hint}");
            }
            assert!(!hint.contains("Old step"), "{version:?} {label}: {hint}");
        }
    }
    println!("{} labels", labels.len());
}

#[test]
fn given_an_id_of_no_state_or_a_deleted_one_then_nothing_is_written() {
    for version in ShopVersion::ALL {
        let client = client(version, keys::SHOP_1);
        for state in [
            json!(12),
            json!("12"),
            json!(99),
            json!("0"),
            json!(u32::MAX),
        ] {
            let input = json!({ "id": waiting(version), "state": state });
            let error = refused(&client, &input);
            assert_eq!(
                error.kind(),
                ErrorKind::Validation,
                "{version:?} {state}: {error}"
            );
        }
    }
}

#[test]
fn given_no_such_order_or_a_reference_of_several_then_nothing_is_written() {
    for version in ShopVersion::ALL {
        let orders: Vec<Order> = facts::all(version);
        let reference = facts::split_reference(&orders);
        let client = client(version, keys::SHOP_1);
        let error = refused(&client, &json!({ "reference": reference, "state": 5 }));
        assert_eq!(error.kind(), ErrorKind::InvalidRequest, "{version:?}");
        assert_eq!(error.field(), Some("reference"));
        let ids = orders
            .iter()
            .filter(|one| one.reference() == Some(&reference));
        for one in ids {
            let id = one.id().unwrap().to_string();
            assert!(
                error.hint().contains(&id),
                "{version:?} {id}: {}",
                error.hint()
            );
        }
        for input in [
            json!({ "id": 99_999, "state": 5 }),
            json!({ "reference": "NOTHERE", "state": 5 }),
        ] {
            let error = refused(&client, &input);
            assert_eq!(error.kind(), ErrorKind::NotFound, "{version:?} {input}");
        }
        let own = facts::own_reference(&orders);
        let answer = update(&client, &json!({ "reference": own, "state": 6 })).unwrap();
        assert_eq!(answer["reference"], *own, "{version:?}");
        assert_eq!(answer["written"], true, "{version:?}");
    }
}

#[test]
fn given_an_email_that_was_not_sent_then_it_is_not_told_as_asked_for() {
    for version in ShopVersion::ALL {
        let input = json!({ "id": waiting(version), "state": 2, "send_email": true });
        let failing = client(version, keys::SHOP_1);
        failing.transport().go_through("mail-fails");
        let answer = update(&failing, &input).unwrap();
        let told = [&answer["written"], &answer["send_email"]];
        assert_eq!(told, [&json!(true), &json!(false)], "{version:?}");
        let warning = answer["warnings"][0].as_str().unwrap();
        assert!(warning.contains("could not be sent"), "{warning}");
        let client = client(version, keys::SHOP_1);
        let first = update(&client, &input).unwrap();
        let again = update(&client, &input).unwrap();
        assert_eq!(first["send_email"], json!(true), "{version:?}");
        let told = [&again["written"], &again["send_email"]];
        assert_eq!(told, [&json!(false), &json!(false)], "{version:?}");
        let mails = client.transport().with_store(|store| store.mails().len());
        assert_eq!(mails, 1, "{version:?}");
    }
    println!("{} versions", ShopVersion::ALL.len());
}

#[test]
fn given_send_email_then_one_mail_leaves_and_without_it_none() {
    let cases = [
        (json!({ "state": 2 }), None),
        (json!({ "state": 2, "send_email": false }), None),
        (
            json!({ "state": 2, "send_email": true, "preview": true }),
            None,
        ),
        (json!({ "state": 2, "send_email": true }), Some("paid")),
        (json!({ "state": 6, "send_email": true }), Some("cancelled")),
        (json!({ "state": 5, "send_email": true }), None),
    ];
    for version in ShopVersion::ALL {
        let order = waiting(version);
        for (input, template) in &cases {
            let client = client(version, keys::SHOP_1);
            let mut input = input.clone();
            input["id"] = json!(order);
            let answer = update(&client, &input).unwrap();
            let asked = input["send_email"] == true;
            assert_eq!(answer["send_email"], asked, "{version:?} {input}");
            let mails = client
                .transport()
                .with_store(|store| store.mails().to_vec());
            let templates: Vec<&str> = mails.iter().map(|one| one.template.as_str()).collect();
            let expected: Vec<&str> = template.iter().copied().collect();
            assert_eq!(templates, expected, "{version:?} {input}");
            let has_none = input["state"] == 5;
            let warned = answer["warnings"].as_array().unwrap().len();
            assert_eq!(
                warned,
                usize::from(has_none && asked),
                "{version:?} {answer}"
            );
        }
    }
    println!(
        "{} cases on {} versions",
        cases.len(),
        ShopVersion::ALL.len()
    );
}

#[test]
fn given_the_state_an_order_has_then_nothing_is_written_and_no_mail_sent() {
    for version in ShopVersion::ALL {
        let order = waiting(version);
        let client = client(version, keys::SHOP_1);
        for state in [json!(1), json!("En attente du virement")] {
            let input =
                json!({ "id": order, "state": state, "send_email": true, "language": "fr" });
            let answer = update(&client, &input).unwrap();
            assert_eq!(answer["written"], false, "{version:?}");
            assert_eq!(answer["before"], answer["after"], "{version:?}");
            assert_eq!(answer["after"]["label"], "En attente du virement");
            assert_eq!(
                answer["warnings"].as_array().unwrap().len(),
                1,
                "{version:?}"
            );
            assert_eq!(sent_writes(&client), [""; 0], "{version:?}");
            let mails = client.transport().with_store(|store| store.mails().len());
            assert_eq!(mails, 0, "{version:?}");
        }
    }
}

#[test]
fn given_a_language_then_before_and_after_are_labelled_in_it() {
    let cases = [
        (json!(null), "", "Waiting for the transfer", "Paid"),
        (json!("fr"), "", "En attente du virement", "Payée"),
        (json!(4), "fr", "بانتظار التحويل", "مدفوع"),
        (json!(null), "fr", "En attente du virement", "Payée"),
    ];
    for version in ShopVersion::ALL {
        for (language, usual, before, after) in &cases {
            for preview in [true, false] {
                let client = client_with(StoreTransport::new(version), keys::SHOP_1, |settings| {
                    settings.default_language = Some((*usual).to_owned());
                });
                let mut input = json!({ "id": waiting(version), "state": 2, "preview": preview });
                if !language.is_null() {
                    input["language"] = language.clone();
                }
                let answer = update(&client, &input).unwrap();
                assert_eq!(answer["before"]["label"], *before, "{version:?} {input}");
                assert_eq!(answer["after"]["label"], *after, "{version:?} {input}");
                assert!(answer["language"]["id"].is_u64(), "{version:?} {answer}");
            }
        }
    }
    println!("{} languages", cases.len());
}

#[test]
fn given_a_label_nobody_has_and_a_key_that_may_not_read_languages_then_the_labels_are_listed() {
    for version in ShopVersion::ALL {
        let client = client(version, keys::SHOP_1);
        client.transport().deny("languages");
        let input = json!({ "id": waiting(version), "state": "Nowhere" });
        let error = refused(&client, &input);
        assert_eq!(error.kind(), ErrorKind::InvalidRequest, "{version:?}");
        assert_eq!(error.field(), Some("state"), "{version:?}");
        assert!(error.hint().contains("Arrived"), "{version:?}: {error}");
    }
}
