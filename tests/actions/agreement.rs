//! The schema an agent is shown and the checks of an input say the same, for every action.

use aismarttalk_prestashop::actions::CATALOGUE;
use aismarttalk_prestashop::actions::catalogue::Declaration;
use aismarttalk_prestashop::actions::input::Input;
use aismarttalk_prestashop::json;
use aismarttalk_prestashop::resources::{Customer, Order};
use demo_store::ShopVersion;
use serde_json::{Map, Value};

use crate::{facts, rights, schema};

/// Values of every kind, some of which each parameter takes.
const VALUES: &str = r#"[null, true, false, 0, 1, 5, 5.0, 1.5, -1, 100, 101, 4294967295, 4294967296,
    1e30, "", "A", "5", "fr", "a@example.com", [], ["A"], {}, {"fr": "A"}, {"fr": null},
    {"fr": "A", "en": 5}, {"fr": ""}, {"id": 5}]"#;

/// What a schema cannot say, or says by `format`, which is no check by default.
const BEYOND_SCHEMA: [&str; 5] = [
    "no e-mail address",
    "is empty",
    "no token",
    "must be a day such as",
    "must be an amount from 0 on",
];

fn reads(action: &Declaration, input: &Value) -> Result<(), String> {
    let input = json::Value::parse(&input.to_string()).unwrap();
    let read = Input::read(action, &input);
    read.map(|_| ()).map_err(|error| error.to_string())
}

/// Every input that differs from a right one in one or two members.
fn variants(action: &Declaration, right: &Map<String, Value>) -> Vec<Value> {
    let values: Vec<Value> = serde_json::from_str(VALUES).unwrap();
    let mut all = vec![Value::Object(right.clone())];
    let mut names: Vec<&str> = action.input.all.iter().map(|one| one.name).collect();
    names.push("colour");
    for name in &names {
        for value in &values {
            let mut given = right.clone();
            given.insert((*name).to_owned(), value.clone());
            all.push(Value::Object(given.clone()));
            for left_out in &names {
                let mut without = given.clone();
                if without.remove(*left_out).is_some() {
                    all.push(Value::Object(without));
                }
            }
        }
    }
    all
}

#[test]
fn given_any_input_then_schema_and_choices_take_it_if_and_only_if_the_checks_do() {
    let orders: Vec<Order> = facts::all(ShopVersion::V8_2);
    let customers: Vec<Customer> = facts::all(ShopVersion::V8_2);
    let (mut taken, mut refused) = (0, 0);
    for action in CATALOGUE {
        let entry = action.to_value();
        let right = rights::input(action.name, &orders, &customers);
        for input in variants(action, right.as_object().unwrap()) {
            let problems = schema::input_problems(&entry, &schema::mended(action, &input));
            match reads(action, &input) {
                Ok(()) => {
                    assert_eq!(problems, [""; 0], "{} {input}", action.name);
                    taken += 1;
                }
                Err(error) => {
                    let is_beyond = BEYOND_SCHEMA.iter().any(|part| error.contains(part));
                    let told = is_beyond || !problems.is_empty();
                    assert!(told, "{} {input}: {error}", action.name);
                    refused += 1;
                }
            }
        }
    }
    assert!(
        taken > 100 && refused > 1_000,
        "{taken} taken, {refused} refused"
    );
    println!("{taken} inputs taken by both, {refused} refused");
}
