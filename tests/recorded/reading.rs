//! A second reading of the shop's documents, by another XML library and with rules of
//! its own: what the answer has to be, as JSON.

use roxmltree::{Document, Node};
use serde_json::{Map, Value, json};

use crate::fields::{self, Holds, Known};

/// The rights of a key.
pub fn rights(document: &Document<'_>) -> Value {
    let api = first(document);
    let resources: Map<String, Value> = elements(api)
        .map(|resource| {
            let right = |name| {
                (
                    String::from(name),
                    json!(resource.attribute(name) == Some("true")),
                )
            };
            let rights = ["get", "put", "post", "patch", "delete", "head"].map(right);
            (name(resource), Value::Object(rights.into_iter().collect()))
        })
        .collect();
    json!({ "shop_name": api.attribute("shopName"), "resources": resources })
}

/// A schema.
pub fn schema(document: &Document<'_>) -> Value {
    let (associations, plain): (Vec<_>, Vec<_>) =
        elements(first(document)).partition(|element| name(*element) == "associations");
    let association = |element: Node<'_, '_>| {
        let items = elements(element).flat_map(|item| elements(item).map(schema_field));
        let mut entry = described(element);
        entry.insert("fields".into(), items.collect());
        Value::Object(entry)
    };
    let fields: Vec<Value> = plain.into_iter().map(schema_field).collect();
    let associations: Vec<Value> = associations
        .into_iter()
        .flat_map(elements)
        .map(association)
        .collect();
    json!({ "fields": fields, "associations": associations })
}

fn schema_field(element: Node<'_, '_>) -> Value {
    let mut entry = described(element);
    let language = elements(element).find(|child| child.has_tag_name("language"));
    entry.insert("multilingual".into(), json!(language.is_some()));
    for (key, value) in language.map(described).unwrap_or_default() {
        if key != "id" && key != "name" {
            entry.entry(key).or_insert(value);
        }
    }
    Value::Object(entry)
}

fn described(element: Node<'_, '_>) -> Map<String, Value> {
    let plain = element
        .attributes()
        .filter(|attribute| attribute.namespace().is_none());
    let mut entry: Map<String, Value> = plain
        .map(|one| (one.name().to_owned(), json!(one.value())))
        .collect();
    entry.insert("name".into(), json!(name(element)));
    entry
}

/// A list of records.
pub fn list(document: &Document<'_>, resource: &str) -> Value {
    elements(first(document))
        .map(|element| record(element, resource))
        .collect()
}

/// One record.
pub fn one(document: &Document<'_>, resource: &str) -> Value {
    record(first(document), resource)
}

/// The name of the element in the root: what the answer holds.
pub fn holds(document: &Document<'_>) -> String {
    name(first(document))
}

fn record(element: Node<'_, '_>, resource: &str) -> Value {
    let Some(known) = Known::find(resource) else {
        return Value::Object(untyped(element));
    };
    let (mut fields, mut extra) = (Map::new(), Map::new());
    if let Some(id) = element.attribute("id") {
        put(&mut fields, &mut extra, Holds::Id, "id", id);
    }
    for child in elements(element) {
        let child_name = name(child);
        match known.field(&child_name) {
            Some(Holds::Languages) => languages(&mut fields, &mut extra, child),
            Some(holds) => put(&mut fields, &mut extra, holds, &child_name, &text(child)),
            None if child_name == "associations" => {
                fields.insert(child_name, associations(known, child, &mut extra));
            }
            None => {
                extra.insert(child_name, undeclared(child));
            }
        }
    }
    with_extra(fields, extra)
}

fn associations(known: &Known, element: Node<'_, '_>, extra: &mut Map<String, Value>) -> Value {
    let mut lists = Map::new();
    for child in elements(element) {
        let Some((item_name, names)) = known.association(&name(child)) else {
            extra.insert(name(child), undeclared(child));
            continue;
        };
        assert!(
            elements(child).all(|item| name(item) == item_name),
            "only <{item_name}>"
        );
        let items = elements(child).map(|item| {
            let (mut fields, mut extra) = (Map::new(), Map::new());
            for field in elements(item) {
                match fields::holds(names, &name(field)) {
                    Some(holds) => put(&mut fields, &mut extra, holds, &name(field), &text(field)),
                    None => {
                        extra.insert(name(field), undeclared(field));
                    }
                }
            }
            with_extra(fields, extra)
        });
        lists.insert(name(child), items.collect());
    }
    Value::Object(lists)
}

fn with_extra(mut fields: Map<String, Value>, extra: Map<String, Value>) -> Value {
    if !extra.is_empty() {
        fields.insert("extra".into(), Value::Object(extra));
    }
    Value::Object(fields)
}

fn languages(
    fields: &mut Map<String, Value>,
    extra: &mut Map<String, Value>,
    element: Node<'_, '_>,
) {
    let texts: Map<String, Value> = elements(element).filter_map(language).collect();
    if texts.is_empty() && !text(element).trim().is_empty() {
        extra.insert(name(element), json!(text(element)));
    } else {
        fields.insert(name(element), Value::Object(texts));
    }
}

fn language(element: Node<'_, '_>) -> Option<(String, Value)> {
    let id = element
        .attribute("id")
        .filter(|_| element.has_tag_name("language"))?;
    let id: u32 = id.parse().ok()?;
    Some((id.to_string(), json!(text(element))))
}

fn put(
    fields: &mut Map<String, Value>,
    extra: &mut Map<String, Value>,
    holds: Holds,
    name: &str,
    text: &str,
) {
    if fields::SECRETS.contains(&name) {
        return;
    }
    match converted(holds, text) {
        Some(value) => fields.insert(name.to_owned(), value),
        None => extra.insert(name.to_owned(), json!(text)),
    };
}

fn converted(holds: Holds, text: &str) -> Option<Value> {
    match holds {
        Holds::Text => Some(json!(text)),
        _ if text.is_empty() => Some(Value::Null),
        Holds::Link if text.parse::<u32>() == Ok(0) => Some(Value::Null),
        Holds::Id | Holds::Link => text.parse::<u32>().ok().map(Value::from),
        Holds::Whole => text.parse::<i64>().ok().map(Value::from),
        Holds::YesNo => ["0", "1"]
            .iter()
            .position(|one| *one == text)
            .map(|at| json!(at == 1)),
        Holds::Amount => amount(text),
        Holds::Date => date(text),
        Holds::Languages => None,
    }
}

/// Digits before and behind the point, as PHP prints them.
fn amount(text: &str) -> Option<Value> {
    let is_number = text.parse::<f64>().is_ok_and(f64::is_finite);
    let is_digit = |byte: Option<u8>| byte.is_some_and(|byte| byte.is_ascii_digit());
    let whole = is_digit(text.trim_start_matches('-').bytes().next());
    let fraction = text
        .split(['e', 'E'])
        .all(|part| is_digit(part.bytes().last()));
    (is_number && whole && fraction).then(|| json!(text))
}

/// Numbers of fixed lengths: a day, perhaps with a time.
fn date(text: &str) -> Option<Value> {
    let (day, time) = text
        .split_once(' ')
        .map_or((text, None), |(day, time)| (day, Some(time)));
    let digits = |part: &str| {
        part.bytes()
            .all(|byte| byte.is_ascii_digit())
            .then_some(part.len())
    };
    let lengths = |text: &str, between| text.split(between).map(digits).collect::<Option<Vec<_>>>();
    let is_day = lengths(day, '-')? == [4, 2, 2];
    let is_time = time.is_none_or(|time| lengths(time, ':') == Some(vec![2, 2, 2]));
    let value = if day == "0000-00-00" {
        Value::Null
    } else {
        json!(text)
    };
    (is_day && is_time).then_some(value)
}

/// What nobody declared: text, texts by language, the items of a list, or elements by name.
fn undeclared(element: Node<'_, '_>) -> Value {
    let children: Vec<_> = elements(element).collect();
    if element.has_attribute("nodeType") {
        return children.into_iter().map(undeclared).collect();
    }
    if children.is_empty() {
        return json!(text(element));
    }
    if let Some(texts) = children
        .iter()
        .map(|child| language(*child))
        .collect::<Option<Map<_, _>>>()
    {
        return Value::Object(texts);
    }
    Value::Object(untyped(element))
}

fn untyped(element: Node<'_, '_>) -> Map<String, Value> {
    let id = element
        .attribute("id")
        .map(|id| (String::from("id"), number(json!(id))));
    let children = elements(element).map(|child| {
        let value = undeclared(child);
        match child.has_tag_name("id") {
            true => (name(child), number(value)),
            false => (name(child), value),
        }
    });
    let all = id.into_iter().chain(children);
    all.filter(|(name, _)| !fields::SECRETS.contains(&name.as_str()))
        .collect()
}

/// Ids are numbers, where they are written as one.
fn number(value: Value) -> Value {
    let number = value.as_str().and_then(|text| text.parse::<u32>().ok());
    match number.filter(|number| value == json!(number.to_string()) && *number > 0) {
        Some(number) => json!(number),
        None => value,
    }
}

fn first<'a, 'x>(document: &'a Document<'x>) -> Node<'a, 'x> {
    elements(document.root_element())
        .next()
        .expect("an element in the root")
}

fn elements<'a, 'x: 'a>(element: Node<'a, 'x>) -> impl Iterator<Item = Node<'a, 'x>> {
    element.children().filter(Node::is_element)
}

fn name(element: Node<'_, '_>) -> String {
    element.tag_name().name().to_owned()
}

fn text(element: Node<'_, '_>) -> String {
    element
        .children()
        .filter(|child| child.is_text())
        .filter_map(|child| child.text())
        .collect()
}
