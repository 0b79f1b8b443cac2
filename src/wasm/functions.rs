//! The two functions for those who bring their own HTTP.

use json::JsonText;
use json::Value;
use wasm_bindgen::prelude::*;
use xml::Limits;

use super::errors::to_js;
use super::settings;
use crate::client::conditions::Conditions;
use crate::client::secrets::without_secrets;
use crate::webservice::call::Call;
use crate::webservice::evidence::end_of;
use crate::webservice::request::Request;
use crate::webservice::response::{Response, read_json};
use crate::webservice::{Error, Result};

/// `(options, call)` as JSON text → `{ method, url, headers, body }` as JSON text.
#[wasm_bindgen(js_name = buildRequest)]
pub fn build_request(options: &str, call: &str) -> std::result::Result<String, JsValue> {
    build(options, call).map_err(to_js)
}

/// `(call, status, headers)` and the body's bytes → the value as JSON text.
/// `on_warning` is called with each warning's text.
#[wasm_bindgen(js_name = parseResponse)]
pub fn parse_response(
    call: &str,
    status: u16,
    headers: &str,
    body: Vec<u8>,
    on_warning: Option<js_sys::Function>,
) -> std::result::Result<String, JsValue> {
    let (json, warnings) = parse(call, status, headers, body).map_err(to_js)?;
    if let Some(on_warning) = on_warning {
        for warning in warnings {
            on_warning.call1(&JsValue::UNDEFINED, &JsValue::from_str(&warning))?;
        }
    }
    Ok(json)
}

fn build(options: &str, call: &str) -> Result<String> {
    let settings = settings::from_json(options)?;
    let mut call = call_from_json(call)?;
    if call.query.id_shop.is_none() && call.query.id_shop_group.is_none() {
        call.query.id_shop = settings.id_shop.map(crate::webservice::query::ShopId::One);
    }
    let request = Request::build(&settings.endpoint, &settings.key, settings.auth, &call)?;
    let body = request
        .body
        .map(|body| String::from_utf8_lossy(&body).into_owned());
    let mut json = JsonText::default();
    json.object(|json| {
        json.entry("method", |json| json.string(request.method.name()));
        json.entry("url", |json| json.string(&request.url));
        json.entry("headers", |json| {
            json.object(|json| {
                for (name, value) in &request.headers {
                    json.entry(name, |json| json.string(value));
                }
            });
        });
        json.entry("body", |json| json.optional_string(body.as_deref()));
    });
    Ok(json.into_string())
}

fn parse(call: &str, status: u16, headers: &str, body: Vec<u8>) -> Result<(String, Vec<String>)> {
    let call = call_from_json(call)?;
    let response = Response {
        status,
        headers: headers_from_json(headers),
        body,
    };
    let resource = resources::of(&call.resource);
    let again = Conditions::new(&call.resource, resource, &call.query.filter);
    let (json, answer) = read_json(&response, call.expected(resource), &again, Limits::DEFAULT)
        .map_err(|error| {
            let end = end_of(&response, &error);
            let error = error.map_texts(without_secrets);
            match call.method.is_write() {
                true => error.with_end(end),
                false => error,
            }
        })?;
    let warnings = answer.warnings.iter();
    Ok((
        json,
        warnings
            .map(|warning| without_secrets(&warning.to_string()))
            .collect(),
    ))
}

/// Reads a call.
pub fn call_from_json(text: &str) -> Result<Call> {
    Call::from_json(&value(text)?)
}

/// Reads JSON text that the package wrote.
pub fn value(text: &str) -> Result<Value> {
    Value::parse(text).map_err(|error| {
        Error::invalid(format!("The input is no JSON: {error}"))
            .with_hint("Give texts of whole characters, and nothing nested too deeply to be meant.")
    })
}

fn headers_from_json(text: &str) -> Vec<(String, String)> {
    let Ok(Value::Object(headers)) = Value::parse(text) else {
        return Vec::new();
    };
    headers
        .into_iter()
        .filter_map(|(name, value)| match value {
            Value::String(value) => Some((name, value)),
            _ => None,
        })
        .collect()
}
