//! The recordings whose values break XML, with what the database held, and those that
//! answer something else than one record to a request that was odd on purpose.

use std::collections::HashMap;

use serde_json::Value;

/// What has to come of a recording.
#[derive(Clone, Copy, Debug)]
pub enum Must {
    /// Product 1 has this text, in its first language where the field has languages.
    Hold(&'static str),
    /// An error that says so: two readings, or not what is asked for in earnest.
    BeRefused(&'static str),
}

/// By a part of the recording's name.
const TABLE: &[(&str, Must)] = &[
    ("01-cdata-end", Must::Hold("<p>x ]]> y</p>")),
    ("02-ctrl", Must::Hold("<p>a\u{1}\u{2}\u{b}\u{1f}b</p>")),
    ("03-nul", Must::Hold("a\0b")),
    ("06-fffe", Must::Hold("a\u{fffe}\u{ffff}b")),
    ("07-cdata-start", Must::Hold("<![CDATA[ nested ]]>")),
    (
        "08-cdata-inject",
        Must::BeRefused("in products 1: a value holds \"]]>\""),
    ),
    ("09-only-cdata-end", Must::Hold("]]>")),
    ("12-reference", Must::Hold("R]]>&<x>")),
    ("uni-put-02-cdata-end-entity", Must::Hold("<p>a ]]> b</p>")),
    (
        "psmethod-post-as-get",
        Must::BeRefused("<products> where <product>"),
    ),
    (
        "two-products",
        Must::BeRefused("a second element <product>"),
    ),
    ("empty-prestashop", Must::BeRefused("an empty document")),
];

/// What has to come of the recording of that name, where its document holds such a value.
pub fn find(name: &str, document: &str) -> Option<Must> {
    // Their JSON answers escape properly.
    let row = TABLE
        .iter()
        .find(|(part, _)| !name.contains("json") && name.contains(part))?;
    match row.1 {
        // 1.6 ignores `display` for a single record and answers with its id alone.
        Must::Hold(text) if !document.contains(text) => None,
        Must::BeRefused(_) if document.contains("<product id=\"1\"") && name.contains("-raw-") => {
            None
        }
        must => Some(must),
    }
}

const STAND_IN: &str = "the value stood here";

/// The document with a harmless text in the place of the value.
pub fn mended(document: &str, value: &str) -> String {
    let (from, to) = (
        format!("<![CDATA[{value}]]></"),
        format!("<![CDATA[{STAND_IN}]]></"),
    );
    assert_eq!(
        document.matches(&from).count(),
        1,
        "the value stands there once"
    );
    document.replace(&from, &to)
}

/// The reading of a mended document with the value put back.
pub fn put_back(reading: &mut Value, value: &str) {
    match reading {
        Value::String(text) if text == STAND_IN => *text = value.to_owned(),
        Value::Array(items) => items.iter_mut().for_each(|item| put_back(item, value)),
        Value::Object(fields) => fields.values_mut().for_each(|field| put_back(field, value)),
        _ => {}
    }
}

/// Compares the table with the shop's own JSON answers to the same questions, which
/// escape properly; says how many there were.
pub fn check_against_json(answers: &HashMap<String, Vec<u8>>) -> usize {
    let mut compared = 0;
    for (name, body) in answers {
        let row = TABLE
            .iter()
            .find(|(part, _)| name.contains("-raw-json-") && name.contains(part));
        let document = serde_json::from_slice::<Value>(body).unwrap_or_default();
        let (Some((_, Must::Hold(text))), Some(record)) = (row, document["products"].get(0)) else {
            continue;
        };
        let fields = ["description", "name", "reference"].map(|field| &record[field]);
        let Some(field) = fields.into_iter().find(|field| !field.is_null()) else {
            continue;
        };
        let held = field.get(0).map_or(field, |language| &language["value"]);
        assert_eq!(held, text, "{name}: the database's own text");
        compared += 1;
    }
    compared
}
