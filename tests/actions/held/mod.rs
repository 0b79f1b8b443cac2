//! Runs that are held to one customer: what belongs to others is not there. The inputs follow from
//! the catalogue, so that no action can be added without being tried here.

mod deaf;
mod inputs;
mod options;
mod subject;
mod world;
mod writes;

use std::fmt::Write as _;

use aismarttalk_prestashop::actions::CATALOGUE;
use aismarttalk_prestashop::actions::catalogue::Declaration;
use aismarttalk_prestashop::client::Client;
use aismarttalk_prestashop::webservice::Error;
use demo_store::ShopVersion;
use serde_json::{Value, json};

use crate::support::StoreTransport;
use crate::support::random::Random;
use crate::{facts, run};
use inputs::{input_with, missing, own};
use world::{World, fresh};

/// What a caller can see of a run: answer or error, and what was asked of the shop, with the value
/// that was given left out.
fn seen(
    client: &Client<StoreTransport>,
    action: &Declaration,
    input: &Value,
    value: &Value,
) -> String {
    client.transport().take_sent();
    let answer = run(client, action.name, input);
    let text = value.as_str().map_or(value.to_string(), str::to_owned);
    // Of several words each may be looked for by itself.
    let is_between = |one: char| !text.contains('@') && !one.is_alphanumeric();
    let parts = [text.as_str()].into_iter().chain(text.split(is_between));
    let mut parts: Vec<&str> = parts.filter(|part| part.len() > 1).collect();
    parts.sort_by_key(|part| usize::MAX - part.len());
    let blank = |seen: &str| {
        let without = |seen: String, part: &&str| {
            let encoded: String = part.bytes().map(encoded).collect();
            seen.replace(&encoded, "…").replace(part, "…")
        };
        parts.iter().fold(seen.to_owned(), without).to_lowercase()
    };
    let mut seen = match &answer {
        Ok(answer) => blank(&answer.to_string()),
        Err(error) => blank(&told(error)),
    };
    for request in client.transport().take_sent() {
        let _ = write!(seen, "\n{} bytes: {}", request.len(), blank(&request));
    }
    seen
}

/// A byte as it stands in an address.
fn encoded(byte: u8) -> String {
    match byte {
        b'-' | b'_' | b'.' | b'~' => char::from(byte).to_string(),
        _ if byte.is_ascii_alphanumeric() => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    }
}

fn told(error: &Error) -> String {
    format!(
        "{:?} {} {} {:?} {:?} {:?} {:?} {}",
        error.kind(),
        error.message(),
        error.hint(),
        error.status(),
        error.field(),
        error.codes(),
        error.versions(),
        error.request().map_or("", |request| &request.url),
    )
}

fn assert_nothing_foreign(seen: &str, needles: &[String], context: &str) {
    for needle in needles {
        assert!(
            !seen.contains(needle.as_str()),
            "{context}: {needle} in {seen}"
        );
    }
}

#[test]
fn given_what_is_not_the_customers_then_it_is_as_if_it_did_not_exist() {
    let mut random = Random::new(0x1601);
    let (mut runs, mut kinds) = (0, 0);
    for version in ShopVersion::ALL {
        let world = World::new(version);
        for holder in world.holders() {
            let needles = world.needles(&holder);
            for action in CATALOGUE {
                for parameter in action.input.all {
                    let foreign = world.foreign(action, parameter, &holder, &mut random);
                    kinds += usize::from(!foreign.is_empty());
                    for (at, value) in foreign.iter().enumerate() {
                        let writes = [action.name];
                        let writes = if action.effect.writes().is_some() {
                            &writes[..]
                        } else {
                            &[]
                        };
                        let none = missing(value, at);
                        let theirs = input_with(action, parameter, value);
                        let context =
                            format!("{version:?} {:?} {} {theirs}", holder.who, action.name);
                        let theirs = seen(&world.held(&holder, writes), action, &theirs, value);
                        let nobodys = input_with(action, parameter, &none);
                        let nobodys = seen(&world.held(&holder, writes), action, &nobodys, &none);
                        assert_eq!(theirs, nobodys, "{context}");
                        assert_nothing_foreign(&theirs, &needles, &context);
                        runs += 2;
                    }
                }
            }
        }
    }
    assert!(kinds > 0);
    println!(
        "{runs} held runs with what is not the customer's, {kinds} combinations of version, customer and parameter"
    );
}

#[test]
fn given_an_action_that_names_nobody_then_it_answers_nothing_of_others() {
    let (mut runs, mut rows) = (0, 0);
    for version in ShopVersion::ALL {
        let world = World::new(version);
        let on_sale = world.on_sale();
        for holder in world.holders() {
            let needles = world.needles(&holder);
            for action in CATALOGUE {
                let names_nothing = action.input.either.is_none() && action.input.some.is_empty();
                if !names_nothing || action.input.all.iter().any(|one| one.required) {
                    continue;
                }
                let has_limit = action.input.find("limit").is_some();
                let input = if has_limit {
                    json!({ "limit": 100 })
                } else {
                    json!({})
                };
                let context = format!("{version:?} {:?} {}", holder.who, action.name);
                world.client.transport().take_sent();
                let answer = run(&world.held(&holder, &[]), action.name, &input);
                for request in world.client.transport().take_sent() {
                    assert_asks_for_own(&request, &context);
                }
                let answer = answer.unwrap_or_else(|error| panic!("{context}: {error}"));
                assert_nothing_foreign(&answer.to_string().to_lowercase(), &needles, &context);
                let lists = [
                    ("orders", "id", &holder.orders),
                    ("customers", "id", &holder.customers),
                    ("products", "id", &on_sale),
                    ("findings", "id", &on_sale),
                ];
                for (list, field, own) in lists {
                    for row in answer[list].as_array().into_iter().flatten() {
                        let id = u32::try_from(row[field].as_u64().unwrap()).unwrap();
                        assert!(own.contains(&id), "{context}: {row}");
                        rows += 1;
                    }
                }
                runs += 1;
            }
        }
    }
    println!("{runs} held runs that name nobody, with {rows} rows");
}

/// The shop is not even asked for what others have.
fn assert_asks_for_own(request: &str, context: &str) {
    let asks_for = |name: &str| request.contains(&format!("filter[{name}]=["));
    let is_own = match request.split(['?', '/']).nth(2) {
        Some("customers") => asks_for("id") || asks_for("email"),
        Some("orders" | "addresses") => asks_for("id_customer"),
        Some(name) if name.starts_with("order_") && name != "order_states" => asks_for("id_order"),
        _ => true,
    };
    assert!(is_own, "{context}: {request}");
}

/// Empties what only the merchant sees.
fn without_notes(answer: &mut Value) {
    match answer {
        Value::Object(members) => {
            for (name, value) in members {
                match ["note", "id_employee"].contains(&name.as_str()) {
                    true => *value = Value::Null,
                    false => without_notes(value),
                }
            }
        }
        Value::Array(rows) => rows.iter_mut().for_each(without_notes),
        _ => {}
    }
}

#[test]
fn given_what_is_the_customers_then_it_is_answered_but_for_the_merchants_notes() {
    let mut runs = 0;
    for version in ShopVersion::ALL {
        let world = World::new(version);
        for one in &world.customers[..20] {
            facts::write(
                &world.client,
                "customers",
                one.id().unwrap(),
                r#"{"note": "Pays late."}"#,
            );
        }
        for holder in world.holders() {
            let reads = CATALOGUE.iter().filter(|one| one.effect.writes().is_none());
            for (action, parameter) in
                reads.flat_map(|action| action.input.all.iter().map(move |one| (action, one)))
            {
                let Some(value) = own(&world, &holder, action, parameter) else {
                    continue;
                };
                let input = input_with(action, parameter, &value);
                let context = format!("{version:?} {:?} {} {input}", holder.who, action.name);
                let held = run(&world.held(&holder, &[]), action.name, &input);
                let held = held.unwrap_or_else(|error| panic!("{context}: {error}"));
                assert!(
                    !held.to_string().contains("Pays late."),
                    "{context}: {held}"
                );
                let mut free = run(&fresh(&world.client), action.name, &input).unwrap();
                without_notes(&mut free);
                assert_eq!(held, free, "{context}");
                runs += 1;
            }
        }
    }
    println!("{runs} held runs with what is the customer's");
}
