//! Every action on every version, with the key that may do everything and with that of the README:
//! the answer fits its schema, and how many requests and round trips it takes, first and again.
//!
//! A row that is wrong is printed as it should stand in the table.

#[path = "every_action/reads.rs"]
pub mod reads;
#[path = "every_action/row.rs"]
pub mod row;
#[path = "every_action/writes.rs"]
mod writes;

use aismarttalk_prestashop::actions::catalogue_json;
use demo_store::{ShopVersion, keys};
use serde_json::Value;

use crate::support::client;
use crate::{run, schema};
use row::{Costs, Row};

/// Runs an action twice.
fn measured(version: ShopVersion, key: &str, row: &Row, output: &Value) -> Costs {
    let client = client(version, key);
    let context = format!("{version:?} {} {}", row.action, row.input);
    let mut found = row::costs((0, 0), (0, 0));
    for (cost, refused) in found.runs.iter_mut().zip(&mut found.refused) {
        match run(&client, row.action, &row.input) {
            Ok(answer) => {
                let problems = schema::problems(output, &answer);
                assert_eq!(problems, [""; 0], "{context}");
            }
            Err(error) => found.error = Some(error.kind()),
        }
        let transport = client.transport();
        *cost = (transport.take_sent().len(), transport.take_rounds());
        *refused = transport.take_refused();
    }
    found
}

#[test]
fn given_every_version_and_key_then_an_action_answers_by_its_schema_in_so_many_round_trips() {
    let catalogue: Vec<Value> = serde_json::from_str(&catalogue_json()).unwrap();
    let (mut ran, mut table, mut wrong) = (0, Vec::new(), Vec::new());
    for version in ShopVersion::ALL {
        let rows = reads::rows(version).into_iter();
        for row in rows.chain(writes::rows(version)) {
            let is_it = |entry: &&Value| entry["name"] == row.action;
            let entry = catalogue.iter().find(is_it).unwrap();
            let keys = [
                ("everything", keys::EVERYTHING, row.everything),
                ("documented", keys::SHOP_1, row.documented),
            ];
            for (name, key, expected) in keys {
                let found = measured(version, key, &row, &entry["outputSchema"]);
                if found != expected {
                    let what = format!("{version:?} {} {}, {name}", row.action, row.input);
                    wrong.push(format!("{what}: {found}, not {expected}"));
                }
                ran += 1;
            }
            if version == ShopVersion::V8_2 {
                table.push(printed(&row));
            }
        }
    }
    let names = catalogue
        .iter()
        .map(|entry| entry["name"].as_str().unwrap());
    for name in names {
        let has_run = table.iter().any(|line| line.starts_with(name));
        assert!(has_run, "{name} did not run");
    }
    println!(
        "requests / round trips, first and again, in a shop of 8.2\n{}",
        table.join("\n")
    );
    println!("{ran} runs, each twice");
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

fn printed(row: &Row) -> String {
    let of = |costs: &Costs| {
        let cost = |at: usize| format!("{} / {}", costs.runs[at].0, costs.runs[at].1);
        let end = if costs.error.is_some() {
            " refused"
        } else {
            ""
        };
        format!("{}, {}{end}", cost(0), cost(1))
    };
    let keys = [of(&row.everything), of(&row.documented)];
    format!(
        "{:<22} everything {:<16} documented {:<26} {}",
        row.action, keys[0], keys[1], row.input
    )
}
