//! The actions against the demo store, on every version it speaks.

mod access;
mod agreement;
mod at_once;
mod audit;
mod catalogue;
mod declared_writes;
mod every_action;
mod facts;
mod find;
mod find_moving;
mod find_sparse;
mod find_tracked;
mod first_call;
mod found;
mod guests;
mod held;
mod languages;
mod parcel;
mod pictures;
mod prices;
mod recorded;
mod refused;
mod refused_writes;
mod rights;
mod schema;
mod shops;
mod status;
mod stock;
mod tracking;
mod writing;
mod written_texts;

#[allow(dead_code)] // Shared with other tests, which use more of it.
#[path = "../support/mod.rs"]
mod support;

use aismarttalk_prestashop::actions;
use aismarttalk_prestashop::client::Client;
use aismarttalk_prestashop::client::transport::Transport;
use aismarttalk_prestashop::json;
use aismarttalk_prestashop::webservice::Result;
use serde_json::Value;
use support::block_on;

/// Runs an action to its end.
fn run(client: &Client<impl Transport>, name: &str, input: &Value) -> Result<Value> {
    let input = json::Value::parse(&input.to_string()).unwrap();
    let answer = block_on(actions::run(client, name, &input))?;
    Ok(serde_json::from_str(&answer.to_string()).unwrap())
}

/// The ids of the objects in a list of an answer.
fn ids(rows: &Value) -> Vec<u64> {
    rows.as_array()
        .unwrap()
        .iter()
        .map(|row| row["id"].as_u64().unwrap())
        .collect()
}
