//! Records of real shops: what is sent back is the whole record with one change.

use std::rc::Rc;

use aismarttalk_prestashop::client::Client;
use aismarttalk_prestashop::client::write::{WriteOptions, Written};
use aismarttalk_prestashop::json::Value;
use aismarttalk_prestashop::webservice::{ErrorKind, Result};

use crate::recordings::{Recording, VERSIONS, all, named};
use crate::replay::{Answers, COMPUTED, Held, Record, Replay};
use crate::support::block_on;

/// What a shop answered to a key, with the languages it listed under that name.
pub fn answers(
    version: &str,
    recordings: &[Recording],
    key: &str,
    languages: &str,
    active: &[u32],
) -> Rc<Answers> {
    let received = |target: &str| {
        let found = recordings
            .iter()
            .find(|one| one.target == target && one.status == 200);
        found
            .unwrap_or_else(|| panic!("{version} {target}"))
            .received
            .clone()
    };
    let languages = match languages {
        "" => received("/api/languages?display=full"),
        name => named(recordings, name).unwrap().received.clone(),
    };
    Rc::new(Answers {
        version: version.to_owned(),
        root: named(recordings, key).unwrap().received.clone(),
        languages,
        synopsis: received("/api/customers?schema=synopsis"),
        active: active.to_vec(),
    })
}

/// The change that is made to a record: its field, its language, its value.
pub fn change(record: &Record) -> (&'static str, Option<u32>, &'static str) {
    match record.item.as_str() {
        "product" => {
            let Some(Held::Texts(texts)) = record.field("meta_title") else {
                panic!("a product has titles");
            };
            (
                "meta_title",
                texts.last().map(|(id, _)| *id),
                "Another title",
            )
        }
        "customer" => ("firstname", None, "Ada"),
        _ => ("quantity", None, "4321"),
    }
}

/// Makes a change.
pub fn put_in(record: &mut Record, (field, language, value): (&str, Option<u32>, &str)) {
    match record.field_mut(field) {
        Some(Held::Text(text)) => value.clone_into(text),
        Some(Held::Texts(texts)) => {
            let text = texts.iter_mut().find(|(id, _)| Some(*id) == language);
            value.clone_into(&mut text.unwrap().1);
        }
        None => panic!("no {field}"),
    }
}

/// Lets the client make the change.
pub fn update(client: &Client<Replay>, record: &Record) -> Result<Written> {
    let (field, language, value) = change(record);
    let given = match (language, field) {
        (Some(language), _) => format!(r#"{{"{field}": {{"{language}": "{value}"}}}}"#),
        (None, "quantity") => format!(r#"{{"{field}": {value}}}"#),
        (None, _) => format!(r#"{{"{field}": "{value}"}}"#),
    };
    let Ok(Value::Object(given)) = Value::parse(&given) else {
        panic!("{given}");
    };
    let resource = match record.item.as_str() {
        "product" => "products",
        "customer" => "customers",
        _ => "stock_availables",
    };
    let Some(Held::Text(id)) = record.field("id") else {
        panic!("a record has an id");
    };
    let options = WriteOptions::default();
    block_on(client.update(resource, id.parse().unwrap(), &given, &options))
}

/// The records of products, customers and stock that were read whole.
fn records(recordings: &[Recording]) -> Vec<(&str, Record)> {
    let whole = recordings.iter().filter(|one| {
        let path = one
            .target
            .strip_suffix("?language=[1|2]")
            .unwrap_or(&one.target);
        let words: Vec<&str> = path.split('/').collect();
        let [_, "api", "products" | "customers" | "stock_availables", id] = words[..] else {
            return false;
        };
        one.method == "GET" && one.status == 200 && id.parse::<u32>().is_ok()
    });
    let parsed = whole.filter_map(|one| Some((one.name.as_str(), Record::parse(&one.received)?)));
    parsed.collect()
}

/// What a write of a record has to hold.
fn expected(record: &Record, method: &str) -> Vec<(String, Held)> {
    let mut changed = record.clone();
    let change = change(record);
    put_in(&mut changed, change);
    let goes = |name: &str, held: &Held| match method {
        "PATCH" => name == "id" || name == change.0,
        _ if record.item == "stock_available" => true,
        _ if name == "low_stock_threshold" => *held != Held::Text(String::new()),
        _ => !COMPUTED.contains(&name),
    };
    changed
        .fields
        .into_iter()
        .filter(|(name, held)| goes(name, held))
        .collect()
}

#[test]
fn given_every_recorded_record_when_one_value_changes_then_the_body_is_the_record_with_it() {
    let (mut written, mut refused) = (0, 0);
    for version in VERSIONS {
        let recordings = all(version);
        for (name, record) in records(&recordings) {
            for key in ["root-keyA", "root-keyB"] {
                let case = format!("{version} {name} {key}");
                let answers = answers(version, &recordings, key, "", &[1, 2]);
                let client = Replay::client(&answers, record.clone());
                let result = update(&client, &record);
                let writes = client.transport().writes.take();
                let is_new = version.starts_with(['8', '9']);
                let is_closed = match (record.item.as_str(), key) {
                    // The documented key has no right on stock, and none to PATCH customers.
                    ("stock_available", "root-keyA") => true,
                    ("customer", "root-keyA") => version.starts_with('9'),
                    _ => false,
                };
                if is_closed {
                    assert_eq!(result.unwrap_err().kind(), ErrorKind::Permission, "{case}");
                    assert!(writes.is_empty(), "{case}");
                    refused += 1;
                    continue;
                }
                let result = result.unwrap_or_else(|error| panic!("{case}: {error}"));
                assert!(
                    result.written && result.differences.is_empty(),
                    "{case}: {:?}",
                    result.differences
                );
                let method = if is_new && key == "root-keyB" {
                    "PATCH"
                } else {
                    "PUT"
                };
                let [(used, body)] = &writes[..] else {
                    panic!("{case}: {} writes", writes.len());
                };
                assert_eq!(used, method, "{case}");
                let body = Record::parse(body).unwrap();
                assert_eq!(body.item, record.item, "{case}");
                assert_eq!(body.fields, expected(&record, method), "{case}");
                assert_eq!(body.associations, "", "{case}");
                written += 1;
            }
        }
    }
    println!("{written} recorded records changed, {refused} refused");
}
