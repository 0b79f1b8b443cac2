//! As much of JSON Schema as the catalogue uses; a keyword it does not know stops the test.

use aismarttalk_prestashop::actions::catalogue::Declaration;
use aismarttalk_prestashop::actions::parameter::Kind;
use serde_json::{Map, Value, json};

/// What is wrong with the input of an entry of the catalogue, by its schema and its choices.
pub fn input_problems(entry: &Value, input: &Value) -> Vec<String> {
    let mut found = problems(&entry["inputSchema"], input);
    let given = |list: &Value| {
        names(list)
            .filter(|name| input.get(*name).is_some())
            .count()
    };
    let Value::Object(choices) = &entry["choices"] else {
        panic!("an entry without choices: {entry}");
    };
    for (kind, list) in choices {
        let is_met = match kind.as_str() {
            _ if names(list).next().is_none() => true,
            "either" => given(list) == 1,
            "some" => given(list) > 0,
            other => panic!("the choices have {other}, which this test does not know"),
        };
        if !is_met {
            found.push(format!("{kind} of {list} is needed"));
        }
    }
    found
}

/// The input without `null`, and with digits, amounts and single words in the form that the schema
/// has for them: the checks take them as well.
pub fn mended(action: &Declaration, input: &Value) -> Value {
    let Value::Object(given) = input else {
        return input.clone();
    };
    let mut mended = Map::new();
    for (name, value) in given {
        let kind = action.input.find(name).map(|one| one.kind);
        if kind.is_some() && value.is_null() {
            continue;
        }
        let value = match (kind, value) {
            (Some(Kind::Id | Kind::Limit(_) | Kind::Amount), Value::String(text)) => {
                let is_number = text.starts_with(|first: char| first.is_ascii_digit());
                let number = serde_json::from_str(text).ok().filter(|_| is_number);
                number.unwrap_or_else(|| value.clone())
            }
            (Some(Kind::SomeOf(_)), Value::String(_)) => json!([value]),
            _ => value.clone(),
        };
        mended.insert(name.clone(), value);
    }
    Value::Object(mended)
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
            "$schema" | "description" | "default" | "format" => true,
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
            "minItems" => value
                .as_array()
                .is_none_or(|value| value.len() as u64 >= wanted.as_u64().unwrap()),
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
        "number" => value.is_number(),
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
