//! What a declaration says of a write is what a run of the action does in the shop.

use aismarttalk_prestashop::actions::CATALOGUE;
use aismarttalk_prestashop::actions::catalogue::{Declaration, Effect};
use aismarttalk_prestashop::actions::effect::{NamedBy, Writes, WrittenField};
use aismarttalk_prestashop::actions::parameter::{Kind, Parameter};
use aismarttalk_prestashop::client::Client;
use aismarttalk_prestashop::resources::{Customer, Order};
use demo_store::{ShopVersion, keys};
use serde_json::{Value, json};

use crate::support::{StoreTransport, client};
use crate::writing::changed;
use crate::{facts, run};

fn writing() -> impl Iterator<Item = (&'static Declaration, &'static Writes)> {
    CATALOGUE
        .iter()
        .filter_map(|action| Some((action, action.effect.writes()?)))
}

fn parameter(action: &Declaration, name: &str) -> &'static Parameter {
    let found = action.input.find(name);
    found.unwrap_or_else(|| panic!("{} takes no {name}", action.name))
}

/// A record of that resource: its id, and the value that alone names it among all.
fn record(version: ShopVersion, resource: &str, named_by: &NamedBy) -> (u32, Value) {
    let orders: Vec<Order> = facts::all(version);
    let customers: Vec<Customer> = facts::all(version);
    match (resource, named_by.field) {
        ("products", "id") => (5, json!(5)),
        ("customers", "id") => (3, json!(3)),
        ("customers", "email") => {
            let email = facts::own_email(&customers);
            let id = facts::people(&customers, &email)[0].id().unwrap();
            (id, json!(email))
        }
        ("orders", "id") => {
            let id = facts::in_state(&orders, WAITING);
            (id, json!(id))
        }
        ("orders", "reference") => {
            let is_alone = |one: &&Order| {
                let same = |other: &&Order| other.reference() == one.reference();
                orders.iter().filter(same).count() == 1
            };
            let is_waiting = |one: &&Order| one.current_state() == Some(WAITING);
            let order = orders.iter().filter(is_waiting).find(is_alone).unwrap();
            (order.id().unwrap(), json!(order.reference()))
        }
        ("order_carriers", "id") => (PARCEL, json!(PARCEL)),
        ("order_carriers", "id_order") => {
            let order = orders.iter().find(|one| one.id() == Some(PARCEL)).unwrap();
            (PARCEL, json!(order.reference()))
        }
        other => panic!("this test names no record by {other:?}"),
    }
}

/// The only parcel of an order, and the order; they have one id.
const PARCEL: u32 = 4;
/// Orders wait in this status for a payment.
const WAITING: u32 = 1;
/// Entering it from there changes nothing else.
const WITHOUT_EFFECTS: u32 = 10;

/// A value that no record has yet.
fn value(parameter: &Parameter) -> Value {
    match parameter.kind {
        Kind::Line | Kind::Texts if parameter.name == "link_rewrite" => json!("something-new"),
        Kind::Line | Kind::Texts | Kind::Words => json!("Something new"),
        Kind::Email => json!("something.new@example.org"),
        Kind::State => json!(WITHOUT_EFFECTS),
        other => panic!("this test writes no {other:?}"),
    }
}

/// The field that a change of the store is of, without its language.
fn field_of(change: &str) -> &str {
    let (_, field) = change.split_once(' ').unwrap();
    field.split('[').next().unwrap()
}

/// The records that came into a table.
fn came(client: &Client<StoreTransport>, resource: &str) -> usize {
    let prefix = format!("{resource}/");
    client.transport().with_store(|store| {
        let changes = store.changes().iter();
        changes
            .filter(|one| one.field.is_empty() && one.record.starts_with(&prefix))
            .count()
    })
}

#[test]
fn given_each_parameter_that_writes_then_its_field_alone_changes_in_the_record_that_is_named() {
    let mut ran = 0;
    for version in ShopVersion::ALL {
        for (action, writes) in writing() {
            for named_by in writes.named_by {
                let (id, name) = record(version, writes.resource.name, named_by);
                for written in writes.fields {
                    let field = writes.declared(written).unwrap();
                    if field.until.is_some() && version == ShopVersion::V9_0 {
                        continue;
                    }
                    let context = format!("{version:?} {} {}", action.name, written.parameter);
                    let client = client(version, keys::EVERYTHING);
                    let value = value(parameter(action, written.parameter));
                    let input = json!({ named_by.parameter: name, written.parameter: value });
                    let answer = run(&client, action.name, &input).unwrap();
                    assert_eq!(answer["id"], id, "{context}");
                    let changed = changed(&client);
                    let record = format!("{}/{id} ", writes.resource.name);
                    assert!(!changed.is_empty(), "{context}");
                    for change in &changed {
                        assert!(change.starts_with(&record), "{context}: {change}");
                        assert_eq!(field_of(change), written.field, "{context}: {change}");
                    }
                    if let Some(through) = writes.through() {
                        assert_eq!(came(&client, through), 1, "{context}");
                    }
                    ran += 1;
                }
            }
        }
    }
    println!("{ran} writes of one field each");
}

#[test]
fn given_another_letter_case_then_the_record_is_found_just_where_case_is_ignored() {
    for version in ShopVersion::ALL {
        for (action, writes) in writing() {
            let texts = writes.named_by.iter().filter(|one| one.field != "id");
            for named_by in texts {
                let (id, name) = record(version, writes.resource.name, named_by);
                let name = name.as_str().unwrap();
                let upper = name.to_uppercase();
                let other = match upper == name {
                    true => name.to_lowercase(),
                    false => upper,
                };
                let written = &writes.fields[0];
                let client = client(version, keys::EVERYTHING);
                let value = value(parameter(action, written.parameter));
                let input = json!({
                    named_by.parameter: other, written.parameter: value, "preview": true,
                });
                let answer = run(&client, action.name, &input);
                let context = format!("{version:?} {} {other}", action.name);
                let found = answer.as_ref().map(|answer| answer["id"].as_u64());
                let same = Some(u64::from(id));
                let is_found = found.as_ref().is_ok_and(|found| *found == same);
                assert_eq!(is_found, named_by.ignores_case, "{context}: {found:?}");
            }
        }
    }
}

/// Parameters that name no record and change no field.
const OF_THE_CALL: [&str; 4] = ["language", "preview", "expect", "send_email"];

/// Parameters by which a call writes a second record.
fn also(writes: &Writes) -> Option<&'static str> {
    writes.also.map(|also| also.parameter)
}

#[test]
fn given_the_parameters_of_a_writing_action_then_each_names_the_record_or_writes_or_is_of_the_call()
{
    for (action, writes) in writing() {
        let naming: Vec<&str> = writes.named_by.iter().map(|one| one.parameter).collect();
        match action.input.either {
            Some((one, other)) => assert_eq!(naming, [one, other], "{}", action.name),
            None => {
                assert_eq!(naming.len(), 1, "{}", action.name);
                assert!(parameter(action, naming[0]).required, "{}", action.name);
            }
        }
        let of_field = |written: &WrittenField| written.parameter;
        let writing: Vec<&str> = writes.fields.iter().map(of_field).collect();
        let all: Vec<&str> = action.input.all.iter().map(|one| one.name).collect();
        let rest = all
            .iter()
            .filter(|one| !naming.contains(one) && !writing.contains(one));
        for name in rest {
            let is_known = OF_THE_CALL.contains(name) || also(writes) == Some(*name);
            assert!(is_known, "{} {name}", action.name);
        }
        for name in naming.iter().chain(&writing) {
            assert!(all.contains(name), "{} {name}", action.name);
        }
        let is_needed = |name: &&&str| parameter(action, name).required;
        let needed: Vec<&&str> = writing.iter().filter(is_needed).collect();
        assert!(
            action.input.some == writing || needed.len() == writing.len(),
            "{}: a call that changes nothing is let through",
            action.name
        );
        for named_by in writes.named_by {
            assert!(
                writes.resource.field(named_by.field).is_some(),
                "{}",
                action.name
            );
        }
    }
}

/// Whether a name says that the action changes something.
pub fn is_write(action: &str) -> bool {
    action.starts_with("update_") || action.starts_with("set_")
}

#[test]
fn given_a_second_write_then_another_action_makes_it_by_a_parameter_of_that_name() {
    let with_another = writing().filter_map(|(action, writes)| Some((action, writes.also?)));
    let mut ran = 0;
    for (action, also) in with_another {
        let other = CATALOGUE
            .iter()
            .find(|one| one.name == also.action)
            .unwrap();
        let writes = other.effect.writes().unwrap();
        let mut fields = writes.fields.iter();
        assert!(fields.any(|one| one.parameter == also.parameter));
        assert!(
            action.input.find(also.parameter).is_some(),
            "{}",
            action.name
        );
        ran += 1;
    }
    assert!(ran > 0);
    println!("{ran} actions write a second record");
}

#[test]
fn given_the_catalogue_then_writing_actions_say_what_they_write_and_reading_ones_null() {
    for action in CATALOGUE {
        let entry = action.to_value();
        let is_write = is_write(action.name);
        assert_eq!(
            matches!(action.effect, Effect::Writes(_)),
            is_write,
            "{}",
            action.name
        );
        assert_eq!(entry["writes"].is_null(), !is_write, "{}", action.name);
    }
    let entry = |name: &str| {
        let found = CATALOGUE.iter().find(|one| one.name == name);
        found.unwrap().to_value()["writes"].clone()
    };
    assert_eq!(
        entry("update_order_status"),
        json!({
            "resource": "orders",
            "through": "order_histories",
            "named_by": [
                { "parameter": "id", "field": "id", "ignores_case": false, "looked_up": null },
                {
                    "parameter": "reference", "field": "reference", "ignores_case": true,
                    "looked_up": null,
                },
            ],
            "also": null,
            "fields": {
                "state": {
                    "field": "current_state",
                    "multilingual": false,
                    "max_length": null,
                    "shown_length": null,
                    "html": false,
                    "lasting": null,
                },
            },
        })
    );
    let seo = entry("update_product_seo");
    let figures = |name: &str| {
        let field = &seo["fields"][name];
        (field["max_length"].as_u64(), field["shown_length"].as_u64())
    };
    assert_eq!(figures("meta_title"), (Some(255), Some(60)));
    assert_eq!(figures("meta_description"), (Some(512), Some(160)));
    assert_eq!(figures("link_rewrite"), (Some(128), None));
    let content = entry("update_product_content");
    assert_eq!(content["fields"]["description"]["html"], true);
    assert_eq!(content["fields"]["name"]["html"], false);
    assert_eq!(content["fields"]["name"]["multilingual"], true);
    let customer = entry("update_customer");
    assert_eq!(customer["fields"]["new_email"]["field"], "email");
    assert_eq!(customer["fields"]["note"]["max_length"], Value::Null);
}

#[test]
fn given_a_description_with_a_figure_then_it_is_the_declared_one() {
    for (action, writes) in writing() {
        let entry = action.to_value();
        for written in writes.fields {
            let schema = &entry["inputSchema"]["properties"][written.parameter];
            let text = schema["description"].as_str().unwrap();
            assert!(!text.contains("_length}"), "{} {text}", action.name);
            let figures = &entry["writes"]["fields"][written.parameter];
            for (before, figure) in [
                ("most ", &figures["max_length"]),
                ("about ", &figures["shown_length"]),
            ] {
                let said = text.split_once(before).map(|(_, rest)| rest);
                let digits = said.map(|rest| {
                    rest.split(|one: char| !one.is_ascii_digit())
                        .next()
                        .unwrap()
                        .parse::<u64>()
                        .unwrap()
                });
                if digits.is_some() {
                    assert_eq!(digits, figure.as_u64(), "{} {text}", action.name);
                }
            }
        }
    }
}
