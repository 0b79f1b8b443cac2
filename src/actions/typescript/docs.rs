//! What the types say of an action: what it does, the rights it uses, how it can fail.

use serde_json::Value;

use crate::actions::catalogue::{Declaration, Need};
use crate::actions::parameter::Kind;
use crate::actions::shape::{Property, Shape};

/// The lines of the comment on an action.
pub fn of_action(action: &Declaration) -> Vec<String> {
    let mut lines = vec![action.description.text().to_owned(), String::new()];
    lines.push(match action.needs.is_empty() {
        true => "Rights of the key: none.".to_owned(),
        false => "Rights of the key:".to_owned(),
    });
    lines.extend(action.needs.iter().map(need));
    lines.push(String::new());
    lines.extend(failures(action).iter().map(|why| format!("@throws {why}")));
    lines.push("@example".to_owned());
    lines.push(example(action));
    lines
}

/// The call of an action, with the input of its declaration.
fn example(action: &Declaration) -> String {
    let given = action.example.text();
    let input: Value = serde_json::from_str(given).unwrap_or_default();
    let input = match input.as_object() {
        Some(members) if !members.is_empty() => format!(", {}", literal(&input)),
        _ => String::new(),
    };
    format!("await shop.run(\"{}\"{input});", action.name)
}

/// A value as people write it in TypeScript: names without quotes.
fn literal(value: &Value) -> String {
    match value {
        Value::Object(members) => {
            let members = members.iter();
            let members: Vec<String> = members
                .map(|(name, value)| format!("{name}: {}", literal(value)))
                .collect();
            format!("{{ {} }}", members.join(", "))
        }
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(literal).collect();
            format!("[{}]", items.join(", "))
        }
        other => other.to_string(),
    }
}

fn need(need: &Need) -> String {
    let without = need.without.map_or(String::new(), |without| {
        format!(", if wanted: without it {without}")
    });
    format!("- {} `{}`{without}", need.method.name(), need.resource)
}

/// Besides what any request can fail with, which `run` lists.
fn failures(action: &Declaration) -> Vec<&'static str> {
    let mut all = vec!["`InvalidRequestError` for an input that does not fit; nothing was sent"];
    if action.needs.iter().any(|need| need.without.is_none()) {
        all.push("`PermissionError` where the key lacks a right that is not optional");
    }
    let names_a_record = action
        .input
        .all
        .iter()
        .any(|one| matches!(one.kind, Kind::Id | Kind::Reference));
    if names_a_record {
        all.push("`NotFoundError` where there is no such record");
    }
    if action.effect.writes().is_some() {
        all.extend([
            "`ValidationError` for a value that the shop does not accept; nothing was saved",
            "`ConflictError` where the record is not what `expect` was given for, or somebody else wrote it too",
            "`OutcomeUnknownError` where the answer was lost and the record cannot be read again",
        ]);
    }
    all
}

/// What a property means, and what its type does not say.
pub fn of_property(property: &Property) -> String {
    let mut words = property.full_description();
    words.push_str(match property.shape {
        Shape::Decimal => " A decimal number, as text.",
        Shape::Date => " As `YYYY-MM-DD HH:MM:SS`.",
        _ => "",
    });
    if property.nullable && !words.contains("null") {
        words.push_str(" `null` where there is none.");
    }
    words
}
