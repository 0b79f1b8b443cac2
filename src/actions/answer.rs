//! Turns records into the objects of an answer, by the declaration of the answer.

use json::{Map, Value as Json};
use resources::Resource;
use resources::record::{Record, Value};

use super::shape::{Object, Property, Shape};
use crate::webservice::display::Display;

/// An object of an answer, its keys in the declared order.
pub type Answer = Map;

/// An object with the record's values of the declared properties; the others are `null` until they
/// are set.
pub fn of(record: &Record, object: &Object) -> Answer {
    object
        .properties
        .iter()
        .map(|property| (property.name.to_owned(), value(record, property)))
        .collect()
}

/// An object without values.
pub fn blank(object: &Object) -> Answer {
    of(&Record::default(), object)
}

/// Sets a declared property; its place stays.
pub fn set(answer: &mut Answer, name: &str, value: impl Into<Json>) {
    answer.insert(name.to_owned(), value.into());
}

/// The fields of the resource that the properties name.
pub fn fields(resource: &Resource, properties: &[Property]) -> impl Iterator<Item = String> {
    properties
        .iter()
        .filter_map(|property| resource.field(property.name))
        .map(|field| field.name.to_owned())
}

/// Exactly the fields an object needs.
pub fn display(resource: &Resource, object: &Object) -> Display {
    Display::Fields(fields(resource, object.properties).collect())
}

fn value(record: &Record, property: &Property) -> Json {
    match record.get(property.name) {
        Some(Value::Number(number)) => Json::from(*number),
        Some(Value::Boolean(value)) => Json::from(*value),
        Some(Value::Text(text)) if text.is_empty() && property.nullable => Json::Null,
        Some(Value::Text(text)) => Json::from(text.as_str()),
        _ => empty_value(property),
    }
}

/// The value of a property that the shop left empty: `null`, or an empty value if it is not nullable.
fn empty_value(property: &Property) -> Json {
    match property.shape {
        _ if property.nullable => Json::Null,
        Shape::Boolean => Json::from(false),
        Shape::Text | Shape::ShopText => Json::from(""),
        Shape::List(_) => Json::from(Vec::<Json>::new()),
        _ => Json::Null,
    }
}
