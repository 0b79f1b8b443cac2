//! JSON Schema 2020-12 of inputs and outputs.
//!
//! A choice between parameters is not said in it: agent APIs and adapters refuse conditions at the
//! top of a tool's schema. The entry of the catalogue has it as data, and the core says what is
//! missing.

use serde_json::{Map, Value, json};

use super::catalogue::Declaration;
use super::parameter::{
    Kind, MAX_CURSOR, MAX_EMAIL, MAX_LABEL, MAX_LANGUAGE, MAX_LIMIT, MAX_REFERENCE, MAX_WORDS,
    Parameter, TOKEN_LENGTH,
};
use super::prose;
use super::shape::{Object, Property, Shape};

const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";

/// The schema of what an action takes.
pub fn input(declaration: &Declaration) -> Value {
    let parameters = declaration.input.all;
    let properties: Map<String, Value> = parameters
        .iter()
        .map(|one| {
            let text = prose::of_parameter(declaration, one);
            (one.name.to_owned(), parameter(one, &text))
        })
        .collect();
    let required: Vec<&str> = parameters
        .iter()
        .filter(|one| one.required)
        .map(|one| one.name)
        .collect();
    let mut schema = Map::new();
    let mut set = |key: &str, value: Value| schema.insert(key.to_owned(), value);
    set("$schema", json!(DIALECT));
    set("type", json!("object"));
    set("properties", Value::Object(properties));
    set("required", json!(required));
    set("additionalProperties", json!(false));
    Value::Object(schema)
}

fn parameter(parameter: &Parameter, text: &str) -> Value {
    match parameter.kind {
        Kind::Id => {
            json!({ "type": "integer", "minimum": 1, "maximum": u32::MAX, "description": text })
        }
        Kind::Reference => {
            json!({ "type": "string", "minLength": 1, "maxLength": MAX_REFERENCE, "description": text })
        }
        Kind::Email => {
            json!({ "type": "string", "format": "email", "minLength": 3, "maxLength": MAX_EMAIL, "description": text })
        }
        Kind::Limit(usual) => {
            json!({ "type": "integer", "minimum": 1, "maximum": MAX_LIMIT, "default": usual, "description": text })
        }
        Kind::Language => {
            json!({ "type": ["integer", "string"], "minimum": 1, "maximum": u32::MAX, "minLength": 1, "maxLength": MAX_LANGUAGE, "description": text })
        }
        Kind::Flag => json!({ "type": "boolean", "default": false, "description": text }),
        Kind::Line => json!({ "type": "string", "description": text }),
        Kind::Texts => {
            json!({ "type": ["string", "object"], "minProperties": 1, "additionalProperties": { "type": "string", "description": "A text, by the ISO code or id of its language." }, "description": text })
        }
        Kind::State => {
            json!({ "type": ["integer", "string"], "minimum": 1, "maximum": u32::MAX, "minLength": 1, "maxLength": MAX_LABEL, "description": text })
        }
        Kind::Words => {
            json!({ "type": "string", "minLength": 1, "maxLength": MAX_WORDS, "description": text })
        }
        Kind::YesOrNo => json!({ "type": "boolean", "description": text }),
        Kind::Amount => json!({ "type": "number", "minimum": 0, "description": text }),
        Kind::Moment => {
            json!({ "type": "string", "minLength": 10, "maxLength": 19, "description": text })
        }
        Kind::SomeOf(words) => {
            json!({ "type": "array", "minItems": 1, "items": { "type": "string", "enum": words }, "description": text })
        }
        Kind::IdOrText => {
            json!({ "type": ["integer", "string"], "minimum": 1, "maximum": u32::MAX, "minLength": 1, "maxLength": MAX_WORDS, "description": text })
        }
        Kind::Cursor => {
            json!({ "type": "string", "minLength": 1, "maxLength": MAX_CURSOR, "description": text })
        }
        Kind::Token => {
            json!({ "type": "string", "minLength": 1, "maxLength": TOKEN_LENGTH, "description": text })
        }
    }
}

/// The schema of an output.
pub fn output(shape: &Object) -> Value {
    let mut schema = Map::new();
    schema.insert("$schema".to_owned(), json!(DIALECT));
    schema.extend(object(shape));
    Value::Object(schema)
}

fn object(object: &Object) -> Map<String, Value> {
    let properties: Map<String, Value> = object
        .properties
        .iter()
        .map(|one| (one.name.to_owned(), property(one)))
        .collect();
    let required: Vec<&str> = object.properties.iter().map(|one| one.name).collect();
    let mut schema = Map::new();
    schema.insert("type".to_owned(), json!("object"));
    schema.insert("properties".to_owned(), Value::Object(properties));
    schema.insert("required".to_owned(), json!(required));
    schema.insert("additionalProperties".to_owned(), json!(false));
    schema
}

fn property(property: &Property) -> Value {
    let mut schema = shape(property.shape);
    if property.nullable {
        or_null(&mut schema);
    }
    schema.insert("description".to_owned(), json!(property.full_description()));
    Value::Object(schema)
}

fn shape(shape: Shape) -> Map<String, Value> {
    let kind = match shape {
        Shape::Boolean => json!({ "type": "boolean" }),
        Shape::Integer => json!({ "type": "integer" }),
        Shape::Id => json!({ "type": "integer", "minimum": 1 }),
        Shape::Text | Shape::ShopText | Shape::Decimal | Shape::Date => json!({ "type": "string" }),
        Shape::Word(words) => json!({ "type": "string", "enum": words }),
        Shape::Object(inner) => return object(inner),
        Shape::List(item) => json!({ "type": "array", "items": self::shape(*item) }),
    };
    match kind {
        Value::Object(schema) => schema,
        _ => Map::new(),
    }
}

fn or_null(schema: &mut Map<String, Value>) {
    if let Some(kind) = schema.get_mut("type") {
        *kind = json!([kind.take(), "null"]);
    }
    if let Some(Value::Array(words)) = schema.get_mut("enum") {
        words.push(Value::Null);
    }
}
