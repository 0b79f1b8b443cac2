//! Every page of a find.

use aismarttalk_prestashop::client::Client;
use serde_json::{Value, json};

use crate::run;
use crate::support::StoreTransport;

/// The list of rows in an answer.
pub fn rows<'a>(action: &str, answer: &'a Value) -> &'a Value {
    &answer[action.trim_start_matches("find_")]
}

/// Every page of a find, and how many there were.
pub fn pages(
    client: &Client<StoreTransport>,
    action: &str,
    input: &Value,
    limit: u32,
) -> (Vec<Value>, usize) {
    let (mut all, mut pages) = (Vec::new(), 0);
    let mut input = input.clone();
    input["limit"] = json!(limit);
    loop {
        let answer = run(client, action, &input).unwrap();
        all.extend(rows(action, &answer).as_array().unwrap().iter().cloned());
        pages += 1;
        let cursor = &answer["cursor"];
        assert_eq!(
            answer["has_more"],
            json!(!cursor.is_null()),
            "{action} {input}"
        );
        if cursor.is_null() {
            return (all, pages);
        }
        input["cursor"] = cursor.clone();
    }
}
