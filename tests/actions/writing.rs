//! Writing actions: previews write nothing, confirmed previews write what was shown, and
//! texts go into the language that is meant.

use aismarttalk_prestashop::client::Client;
use aismarttalk_prestashop::resources::{Customer, Order};
use aismarttalk_prestashop::webservice::ErrorKind;
use demo_store::{ShopVersion, keys};
use serde_json::{Value, json};

use crate::support::{StoreTransport, client, client_with};
use crate::{facts, run};

/// The documented key, one with PATCH, and one to everything.
pub const KEYS: [&str; 3] = [keys::SHOP_1, keys::PATCHING, keys::EVERYTHING];

/// An action, its input, and the stored values it changes.
type Write = (&'static str, Value, Vec<String>);

fn writes(version: ShopVersion) -> Vec<Write> {
    let orders: Vec<Order> = facts::all(version);
    let customers: Vec<Customer> = facts::all(version);
    let order = facts::in_state(&orders, 1);
    let one = customers[0].id().unwrap();
    let email = facts::own_email(&customers);
    let owner = facts::people(&customers, &email)[0].id().unwrap();
    let named = |all: &[&str]| all.iter().map(|one| (*one).to_owned()).collect();
    vec![
        (
            "update_product_content",
            json!({ "id": 5, "name": "Oval dish" }),
            named(&["products/5 name[1]"]),
        ),
        (
            "update_product_seo",
            json!({ "id": 3, "meta_title": { "fr": "Plat", "de": "Platte" } }),
            named(&["products/3 meta_title[2]", "products/3 meta_title[3]"]),
        ),
        (
            "update_customer",
            json!({ "id": one, "firstname": "Ada", "note": "" }),
            vec![format!("customers/{one} firstname")],
        ),
        (
            "update_customer",
            json!({ "email": email, "new_email": "new.address@example.org" }),
            vec![format!("customers/{owner} email")],
        ),
        (
            "update_order_status",
            json!({ "id": order, "state": 6 }),
            vec![format!("orders/{order} current_state")],
        ),
    ]
}

/// What the store holds otherwise than before, without what a shop sets by itself.
pub fn changed(client: &Client<StoreTransport>) -> Vec<String> {
    let by_itself = ["date_upd", ""];
    let of_interest = |record: &str| !record.starts_with("order_histories");
    client.transport().with_store(|store| {
        let changes = store.changes().iter();
        let mut all: Vec<String> = changes
            .filter(|one| !by_itself.contains(&one.field.as_str()) && of_interest(&one.record))
            .map(|one| format!("{} {}", one.record, one.field))
            .collect();
        all.sort();
        all.dedup();
        all
    })
}

/// The requests since the last look that were no reads.
pub fn sent_writes(client: &Client<StoreTransport>) -> Vec<String> {
    let mut sent = client.transport().take_sent();
    sent.retain(|one| !one.starts_with("GET "));
    sent
}

/// The same input with another member.
pub fn with(input: &Value, name: &str, value: Value) -> Value {
    let mut input = input.clone();
    input[name] = value;
    input
}

/// The documented key lacks PATCH, without which 9 would lose the secrets of customers.
fn is_refused(version: ShopVersion, key: &str, action: &str) -> bool {
    version == ShopVersion::V9_0 && key == keys::SHOP_1 && action == "update_customer"
}

#[test]
fn given_a_preview_then_nothing_is_written_until_its_token_comes_and_then_only_what_it_showed() {
    let mut ran = 0;
    for version in ShopVersion::ALL {
        for key in KEYS {
            for (action, input, expected) in writes(version) {
                let context = format!("{version:?} {key} {action} {input}");
                let client = client(version, key);
                let shown = run(&client, action, &with(&input, "preview", json!(true)));
                assert_eq!(sent_writes(&client), [""; 0], "{context}");
                ran += 1;
                if is_refused(version, key, action) {
                    let error = shown.unwrap_err();
                    assert_eq!(error.kind(), ErrorKind::Permission, "{context}");
                    let hint = error.hint();
                    assert!(
                        hint.contains("Tick Patch (PATCH) in the line customers"),
                        "{hint}"
                    );
                    assert_eq!(
                        run(&client, action, &input).unwrap_err().kind(),
                        ErrorKind::Permission
                    );
                    assert_eq!(sent_writes(&client), [""; 0], "{context}");
                    continue;
                }
                let shown = shown.unwrap();
                assert_eq!(shown["preview"], true, "{context}");
                assert_eq!(shown["written"], false, "{context}");
                assert_eq!(changed(&client), [""; 0], "{context}");
                let confirmed = with(&input, "expect", shown["token"].clone());
                let done = run(&client, action, &confirmed).unwrap();
                assert_eq!(done["written"], true, "{context}");
                assert_eq!(done["preview"], false, "{context}");
                for told in ["fields", "before", "after", "warnings"] {
                    assert_eq!(done[told], shown[told], "{context}: {told}");
                }
                assert_eq!(sent_writes(&client).len(), 1, "{context}");
                let changed = changed(&client);
                match action {
                    "update_order_status" => assert!(changed.contains(&expected[0]), "{context}"),
                    _ => assert_eq!(changed, expected, "{context}"),
                }
                let again = run(&client, action, &confirmed).unwrap_err();
                let is_renamed = input.get("new_email").is_some();
                let expected = match is_renamed {
                    true => ErrorKind::NotFound,
                    false => ErrorKind::Conflict,
                };
                assert_eq!(again.kind(), expected, "{context}: {again}");
                assert_eq!(sent_writes(&client), [""; 0], "{context}");
            }
        }
    }
    println!("{ran} previews");
}

#[test]
fn given_a_preview_when_somebody_else_writes_the_record_then_the_token_writes_nothing() {
    let mut ran = 0;
    for version in ShopVersion::ALL {
        let all = writes(version);
        for (action, input, _) in &all {
            let mine = client(version, keys::EVERYTHING);
            let other = client_with(mine.transport().clone(), keys::EVERYTHING, |_| {});
            let shown = run(&mine, action, &with(input, "preview", json!(true))).unwrap();
            let theirs = match *action {
                "update_order_status" => with(input, "state", json!(2)),
                "update_customer" => with(input, "lastname", json!("Lovelace")),
                "update_product_seo" => json!({ "id": input["id"], "meta_description": "Theirs" }),
                _ => json!({ "id": input["id"], "description": { "ar": "<p>Theirs</p>" } }),
            };
            let theirs = match theirs.get("new_email") {
                Some(_) => with(&theirs, "new_email", theirs["email"].clone()),
                None => theirs,
            };
            run(&other, action, &theirs).unwrap();
            let before = changed(&mine);
            mine.transport().take_sent();
            let confirmed = with(input, "expect", shown["token"].clone());
            let error = run(&mine, action, &confirmed).unwrap_err();
            assert_eq!(
                error.kind(),
                ErrorKind::Conflict,
                "{version:?} {action}: {error}"
            );
            assert!(!error.hint().is_empty());
            assert_eq!(sent_writes(&mine), [""; 0], "{version:?} {action}");
            assert_eq!(changed(&mine), before, "{version:?} {action}");
            ran += 1;
        }
    }
    println!("{ran} conflicts");
}

#[test]
fn given_values_as_they_are_then_nothing_is_written_and_the_answer_says_so() {
    let mut ran = 0;
    for version in ShopVersion::ALL {
        for (action, input, _) in writes(version) {
            let client = client(version, keys::EVERYTHING);
            run(&client, action, &input).unwrap();
            client.transport().take_sent();
            let by_new_address =
                json!({ "email": input["new_email"], "new_email": input["new_email"] });
            let input = match input.get("new_email") {
                Some(_) => by_new_address,
                None => input,
            };
            let answer = run(&client, action, &input).unwrap();
            let context = format!("{version:?} {action} {input}");
            assert_eq!(answer["written"], false, "{context}");
            assert_eq!(answer["warnings"].as_array().unwrap().len(), 1, "{context}");
            assert!(
                answer["fields"].as_array().is_none_or(Vec::is_empty),
                "{context}"
            );
            assert_eq!(sent_writes(&client), [""; 0], "{context}");
            ran += 1;
        }
    }
    println!("{ran} writes of what was so already");
}

#[test]
fn given_an_address_of_several_customers_then_all_are_listed_and_none_is_changed() {
    for version in ShopVersion::ALL {
        let orders: Vec<Order> = facts::all(version);
        let customers: Vec<Customer> = facts::all(version);
        let email = facts::shared_email(&orders, &customers);
        let client = client(version, keys::EVERYTHING);
        let input = json!({ "email": email, "note": "Which one?" });
        let error = run(&client, "update_customer", &input).unwrap_err();
        assert_eq!(
            error.kind(),
            ErrorKind::InvalidRequest,
            "{version:?}: {error}"
        );
        assert_eq!(error.field(), Some("email"));
        let people = facts::people(&customers, &email);
        assert!(people.len() > 1);
        for one in people {
            let kind = match one.is_guest() {
                Some(true) => " (guest)",
                _ => "",
            };
            let shown = format!("{}{kind}", one.id().unwrap());
            assert!(error.hint().contains(&shown), "{shown}: {}", error.hint());
        }
        assert_eq!(sent_writes(&client), [""; 0]);
    }
}
