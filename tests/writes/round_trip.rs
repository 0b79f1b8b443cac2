//! One value is changed, and nothing else is: neither in the record nor anywhere in the store,
//! in no shop and no language.

use std::collections::{BTreeMap, BTreeSet};

use aismarttalk_prestashop::client::Client;
use aismarttalk_prestashop::client::write::{WriteOptions, Written};
use aismarttalk_prestashop::json::{Map, Value};
use aismarttalk_prestashop::webservice::{ErrorKind, Result};
use demo_store::{ShopVersion, keys};

use crate::stored::{Cell, Differing, SHOPS, Stored};
use crate::support::{StoreTransport, block_on, client_with};

/// What shops set by themselves whenever they save.
pub const AUTOMATIC: [&str; 2] = ["date_upd", "unit_price_ratio"];
/// Keys without PATCH, one for each shop, and one with it for all.
const PUT_ONLY: [&str; 3] = [keys::SHOP_1, keys::SHOP_2, keys::SHOP_3];
const PATCHING: [&str; 3] = [keys::PATCHING; 3];
/// Its slug and its HTML are such as today's shops refuse to store again.
const UNACCEPTABLE: u32 = 20;

/// A record that was written.
pub struct Made {
    pub record: String,
    pub written: Written,
}

/// A client that talks to one shop of a store.
pub fn in_shop(transport: &StoreTransport, key: &str, shop: u32) -> Client<StoreTransport> {
    client_with(transport.clone(), key, |settings| {
        settings.id_shop = Some(shop)
    })
}

/// Changes fields given as JSON.
pub fn update(
    client: &Client<StoreTransport>,
    resource: &str,
    id: u32,
    given: &str,
) -> Result<Written> {
    let Ok(Value::Object(fields)) = Value::parse(given) else {
        panic!("{given} is no object");
    };
    let fields: Map = fields;
    block_on(client.update(resource, id, &fields, &WriteOptions::default()))
}

pub fn stored(transport: &StoreTransport) -> Stored {
    transport.with_store(Stored::of)
}

/// The method each version is written with.
pub fn method(version: ShopVersion, patches: bool) -> &'static str {
    match patches && version >= ShopVersion::V8_2 {
        true => "PATCH",
        false => "PUT",
    }
}

/// One value of one shop's record, before and after.
type Line = (u32, String, String, String, String);

/// Requires that the stores differ in what was asked for and what was reported, as it was
/// asked for and reported, and in nothing else.
pub fn check_only(before: &Stored, after: &Stored, shops: &[u32], made: &[Made]) {
    let mut expected = BTreeSet::new();
    for Made { record, written } in made {
        for (field, old, new) in told(written) {
            let shown = |shop: &&u32| after.text(**shop, record, "id").is_some();
            let lines = shops.iter().filter(shown);
            let line = |shop: &u32| {
                (
                    *shop,
                    record.clone(),
                    field.clone(),
                    old.clone(),
                    new.clone(),
                )
            };
            expected.extend(lines.map(line));
        }
    }
    let is_own = |one: &Differing| AUTOMATIC.contains(&one.cell.field.as_str());
    let found = after.since(before).into_iter().filter(|one| !is_own(one));
    let found: BTreeSet<Line> = found
        .map(|one| {
            let text = |text: Option<String>| text.unwrap_or("no such value".to_owned());
            let Cell {
                shop,
                record,
                field,
            } = one.cell;
            (shop, record, field, text(one.before), text(one.after))
        })
        .collect();
    let untold: Vec<&Line> = found.difference(&expected).take(20).collect();
    let missing: Vec<&Line> = expected.difference(&found).take(20).collect();
    assert!(
        untold.is_empty() && missing.is_empty(),
        "not told: {untold:#?}\nnot stored: {missing:#?}"
    );
}

/// What a write says it changed: what was asked for, and what the shop did besides.
pub fn told(written: &Written) -> Vec<(String, String, String)> {
    let name = |field: &str, language: Option<u32>| match language {
        Some(language) => format!("{field}[{language}]"),
        None => field.to_owned(),
    };
    let mut made: BTreeMap<String, (String, String)> = BTreeMap::new();
    for one in &written.changes {
        let values = (one.before.clone(), one.after.clone());
        made.insert(name(&one.field, one.language), values);
    }
    for one in &written.differences {
        let value = made.entry(name(&one.field, one.language));
        let new = one.stored.clone();
        value
            .and_modify(|(_, after)| *after = new.clone())
            .or_insert((one.asked.clone(), new));
    }
    let lines = made.into_iter();
    lines.map(|(field, (old, new))| (field, old, new)).collect()
}

/// Changes one text of every record of a resource, in every shop that has it.
fn change_all(resource: &str, given: &str, shops_of: fn(u32) -> Vec<u32>) -> usize {
    let mut count = 0;
    for version in ShopVersion::ALL {
        for (keys, patches) in [(PUT_ONLY, false), (PATCHING, true)] {
            for (shop, key) in SHOPS.into_iter().zip(keys) {
                let transport = StoreTransport::new(version);
                let client = in_shop(&transport, key, shop);
                let before = stored(&transport);
                let mut made = Vec::new();
                for id in before.ids(shop, resource) {
                    let result = update(&client, resource, id, given);
                    let case = format!("{version:?} {key} {shop} {resource}/{id}");
                    count += 1;
                    if let Some((kind, field)) = refusal(version, patches, resource, id) {
                        let error = result.unwrap_err();
                        assert_eq!((error.kind(), error.field()), (kind, field), "{case}");
                        continue;
                    }
                    let written = result.unwrap_or_else(|error| panic!("{case}: {error}"));
                    assert!(written.written && written.warnings.is_empty(), "{case}");
                    let mut differences = written.differences.iter();
                    assert!(differences.all(|one| one.reason.is_harmless()), "{case}");
                    let used = written.method.map(|method| method.name());
                    assert_eq!(used, Some(method(version, patches)), "{case}");
                    let record = format!("{resource}/{id}");
                    made.push(Made { record, written });
                }
                check_only(&before, &stored(&transport), &shops_of(shop), &made);
            }
        }
    }
    count
}

/// What cannot be written at all, and why.
fn refusal(
    version: ShopVersion,
    patches: bool,
    resource: &str,
    id: u32,
) -> Option<(ErrorKind, Option<&'static str>)> {
    let is_put = method(version, patches) == "PUT";
    match (resource, id) {
        ("customers", _) if is_put && version == ShopVersion::V9_0 => {
            Some((ErrorKind::Permission, None))
        }
        // Shops check stored texts along with those that a PATCH changes.
        ("products", UNACCEPTABLE) => Some((ErrorKind::Validation, Some("link_rewrite"))),
        _ => None,
    }
}

#[test]
fn given_every_product_in_every_shop_when_one_text_changes_then_nothing_else_does() {
    let given = r#"{"meta_title": {"fr": "Un titre neuf"}}"#;
    let count = change_all("products", given, |shop| vec![shop]);
    println!("{count} products changed in one language, or refused");
}

#[test]
fn given_every_product_when_a_text_of_the_inactive_language_changes_then_nothing_else_does() {
    let given = r#"{"meta_description": {"3": "Ein neuer Satz"}}"#;
    let count = change_all("products", given, |shop| vec![shop]);
    println!("{count} products changed in the inactive language, or refused");
}

#[test]
fn given_every_customer_when_one_name_changes_then_nothing_else_does() {
    // A customer's row is common to all shops.
    let count = change_all("customers", r#"{"firstname": "Ada"}"#, |_| SHOPS.to_vec());
    println!("{count} customers changed, or refused");
}

#[test]
fn given_every_product_when_its_name_is_what_it_was_then_nothing_is_sent() {
    let mut count = 0;
    for version in ShopVersion::ALL {
        for key in [keys::SHOP_1, keys::PATCHING] {
            let transport = StoreTransport::new(version);
            let client = in_shop(&transport, key, 1);
            let before = stored(&transport);
            for id in before.ids(1, "products") {
                let name = before.text(1, &format!("products/{id}"), "name[2]");
                let name = Value::String(name.unwrap().to_owned());
                let given = format!(r#"{{"name": {{"fr": {name}}}}}"#);
                let written = update(&client, "products", id, &given);
                let written = written.unwrap_or_else(|error| panic!("{version:?} {id}: {error}"));
                assert!(
                    !written.written && written.method.is_none(),
                    "{version:?} {id}"
                );
                assert_eq!(written.warnings.len(), 1, "{version:?} {id}");
                count += 1;
            }
            let sent = transport.take_sent();
            assert!(sent.iter().all(|one| one.starts_with("GET ")), "{sent:?}");
            assert!(stored(&transport).since(&before).is_empty());
        }
    }
    println!("{count} products given the name they had");
}
