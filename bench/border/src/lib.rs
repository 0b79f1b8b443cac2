//! The two ways for values to cross from WebAssembly to JavaScript: as objects made by
//! serde-wasm-bindgen, and as JSON text. The package takes the faster one.

use aismarttalk_prestashop::resources::reader::Unchecked;
use aismarttalk_prestashop::resources::record::{Languages, Record, Records, Value};
use aismarttalk_prestashop::resources::{Declared, Product};
use aismarttalk_prestashop::webservice::response::{Expected, Response, read, read_json};
use aismarttalk_prestashop::xml::Limits;
use serde::ser::{Serialize, SerializeMap, Serializer};
use wasm_bindgen::prelude::*;

/// A list of products as JavaScript objects, made one property at a time.
#[wasm_bindgen(js_name = asObjects)]
pub fn as_objects(body: Vec<u8>) -> Result<JsValue, JsError> {
    let mut records = Records::default();
    let expected = Expected::List(Product::RESOURCE);
    read(
        &response(body),
        expected,
        &mut records,
        &Unchecked,
        Limits::DEFAULT,
    )?;
    let rows: Vec<Product> = records.into_typed();
    let rows: Vec<AsObject<'_>> = rows.iter().map(|row| AsObject(row.record())).collect();
    let serializer = serde_wasm_bindgen::Serializer::json_compatible();
    Ok(rows.serialize(&serializer)?)
}

/// The same list as JSON text.
#[wasm_bindgen(js_name = asJson)]
pub fn as_json(body: Vec<u8>) -> Result<String, JsError> {
    let expected = Expected::List(Product::RESOURCE);
    let (json, _) = read_json(&response(body), expected, &Unchecked, Limits::DEFAULT)?;
    Ok(json)
}

fn response(body: Vec<u8>) -> Response {
    Response {
        status: 200,
        headers: Vec::new(),
        body,
    }
}

struct AsObject<'r>(&'r Record);

struct AsValue<'r>(&'r Value);

struct AsLanguages<'r>(&'r Languages);

impl Serialize for AsObject<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (name, value) in self.0.values() {
            map.serialize_entry(name, &AsValue(value))?;
        }
        map.end()
    }
}

impl Serialize for AsValue<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Value::None => serializer.serialize_unit(),
            // JavaScript's numbers hold every id and quantity exactly.
            Value::Number(number) => serializer.serialize_f64(*number as f64),
            Value::Boolean(value) => serializer.serialize_bool(*value),
            Value::Text(text) => serializer.serialize_str(text),
            Value::Languages(languages) => AsLanguages(languages).serialize(serializer),
            Value::Items(items) => serializer.collect_seq(items.iter().map(AsObject)),
        }
    }
}

impl Serialize for AsLanguages<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(id, text)| (id.to_string(), text)))
    }
}
