//! Puts the names back, as `pkg/src/rows.ts` and `items.ts` do, from the declarations alone.

use aismarttalk_prestashop::resources::field::{VERSIONS, Version};
use aismarttalk_prestashop::resources::{Field, find};
use serde_json::{Map, Value};

/// The value of a text in either form.
pub fn named(text: &str) -> Value {
    let value: Value = serde_json::from_str(text).expect("JSON");
    match value {
        Value::Array(rows) if rows.first().is_some_and(Value::is_string) => rows_of(&rows),
        other => other,
    }
}

fn rows_of(values: &[Value]) -> Value {
    let is_one = values.first() == Some(&Value::from("."));
    let (mut steps, mut rows) = (Vec::new(), Vec::new());
    for value in &values[usize::from(is_one)..] {
        match value {
            Value::String(told) => steps = steps_of(told),
            Value::Array(row) => rows.push(row_of(&steps, row)),
            other => panic!("no row: {other}"),
        }
    }
    match is_one {
        true => rows.pop().expect("a row"),
        false => Value::Array(rows),
    }
}

/// Each name, and behind that of a list those of its items; `/` for the object of the lists. The
/// first part is the resource.
fn steps_of(told: &str) -> Vec<String> {
    let Some((name, version)) = told.split_once(' ') else {
        return told.split(',').skip(1).map(str::to_owned).collect();
    };
    let resource = find(name).expect("a resource");
    let version = version.trim_end_matches('+');
    let known = VERSIONS.iter().find(|(name, _)| *name == version);
    let (_, version) = *known.expect("a version");
    let mut steps = names(resource.fields, version);
    if !resource.associations.is_empty() {
        steps.push("/".to_owned());
    }
    for list in resource.associations {
        if list.since.is_none_or(|since| since <= version) {
            let elements = names(list.fields, version).join("/");
            steps.push([list.name, "/", &elements].concat());
        }
    }
    if told.ends_with('+') {
        steps.push("extra".to_owned());
    }
    steps
}

fn names(fields: &[Field], version: Version) -> Vec<String> {
    let is_there = |field: &&Field| {
        field.since.is_none_or(|since| since <= version)
            && field.until.is_none_or(|until| until > version)
            && !field.secret
    };
    let there = fields.iter().filter(is_there);
    there.map(|field| field.name.to_owned()).collect()
}

fn row_of(steps: &[String], row: &[Value]) -> Value {
    let mut values = row.iter();
    let mut made = Map::new();
    for step in steps {
        if step == "/" {
            made.insert("associations".to_owned(), Value::Object(Map::new()));
        } else if let Some((list, elements)) = step.split_once('/') {
            let items = items(values.next().expect("a list"), elements);
            made["associations"][list] = items;
        } else {
            made.insert(step.clone(), values.next().expect("a value").clone());
        }
    }
    assert_eq!(values.next(), None, "a value without a name: {steps:?}");
    Value::Object(made)
}

fn items(list: &Value, elements: &str) -> Value {
    let elements: Vec<&str> = elements.split('/').collect();
    let mut values = list.as_array().expect("a list").iter().peekable();
    let mut items = Vec::new();
    while let Some(first) = values.peek() {
        match first.as_object() {
            Some(own) => {
                let (names, own) = own.iter().next().expect("its names");
                let names = names.split_terminator(',');
                let own = own.as_array().expect("its values").iter().cloned();
                items.push(object(names, own));
                values.next();
            }
            None => {
                let own = values.by_ref().take(elements.len()).cloned();
                items.push(object(elements.iter().copied(), own));
            }
        }
    }
    Value::Array(items)
}

fn object<'n>(names: impl Iterator<Item = &'n str>, values: impl Iterator<Item = Value>) -> Value {
    let names = names.map(str::to_owned);
    Value::Object(names.zip(values).collect())
}
