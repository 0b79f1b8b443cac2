//! As much of JSON Schema as the catalogue uses; a keyword it does not know stops the test.

use aismarttalk_prestashop::actions::catalogue::Declaration;
use serde_json::{Map, Value};

/// The schema of an action's input.
pub fn of_input(action: &Declaration) -> Value {
    action.to_value()["inputSchema"].clone()
}

/// What is wrong with a value, by the place it is at; empty when nothing is.
pub fn problems(schema: &Value, value: &Value) -> Vec<String> {
    let mut found = Vec::new();
    check(schema, value, "", &mut found);
    found
}

fn check(schema: &Value, value: &Value, at: &str, found: &mut Vec<String>) {
    let schema = match schema {
        Value::Object(schema) => schema,
        Value::Bool(true) => return,
        _ => return found.push(format!("{at} must not be there")),
    };
    for (keyword, wanted) in schema {
        let fits = match keyword.as_str() {
            "$schema" | "description" | "default" | "format" | "then" | "else" => true,
            "type" => is_type(wanted, value),
            "enum" => wanted.as_array().unwrap().contains(value),
            "minimum" => value
                .as_f64()
                .is_none_or(|number| number >= wanted.as_f64().unwrap()),
            "maximum" => value
                .as_f64()
                .is_none_or(|number| number <= wanted.as_f64().unwrap()),
            "minLength" => length(value).is_none_or(|length| length >= wanted.as_u64().unwrap()),
            "maxLength" => length(value).is_none_or(|length| length <= wanted.as_u64().unwrap()),
            "required" => names(wanted).all(|name| {
                value
                    .as_object()
                    .is_none_or(|value| value.contains_key(name))
            }),
            "minProperties" => value
                .as_object()
                .is_none_or(|value| value.len() as u64 >= wanted.as_u64().unwrap()),
            "additionalProperties" if wanted.is_object() => {
                for (name, value) in value.as_object().into_iter().flatten() {
                    check(wanted, value, &format!("{at}/{name}"), found);
                }
                true
            }
            "additionalProperties" => has_no_more(schema, value),
            "properties" => {
                for (name, property) in wanted.as_object().unwrap() {
                    if let Some(value) = value.get(name) {
                        check(property, value, &format!("{at}/{name}"), found);
                    }
                }
                true
            }
            "items" => {
                for (place, item) in value.as_array().into_iter().flatten().enumerate() {
                    check(wanted, item, &format!("{at}/{place}"), found);
                }
                true
            }
            "if" => {
                let branch = if problems(wanted, value).is_empty() {
                    "then"
                } else {
                    "else"
                };
                if let Some(branch) = schema.get(branch) {
                    check(branch, value, at, found);
                }
                true
            }
            other => panic!("the schema uses {other}, which this test does not know"),
        };
        if !fits {
            found.push(format!("{at} does not fit {keyword} {wanted}: {value}"));
        }
    }
}

fn is_type(wanted: &Value, value: &Value) -> bool {
    let is = |wanted: &str| match wanted {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "integer" => value.as_f64().is_some_and(|number| number.fract() == 0.0),
        "string" => value.is_string(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        other => panic!("unknown type {other}"),
    };
    match wanted {
        Value::String(wanted) => is(wanted),
        wanted => names(wanted).any(is),
    }
}

fn has_no_more(schema: &Map<String, Value>, value: &Value) -> bool {
    assert_eq!(schema["additionalProperties"], false);
    let properties = schema["properties"].as_object().unwrap();
    value
        .as_object()
        .is_none_or(|value| value.keys().all(|name| properties.contains_key(name)))
}

fn length(value: &Value) -> Option<u64> {
    value.as_str().map(|text| text.chars().count() as u64)
}

fn names(list: &Value) -> impl Iterator<Item = &str> {
    list.as_array().unwrap().iter().filter_map(Value::as_str)
}
