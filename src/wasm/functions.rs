//! The two functions for those who bring their own HTTP.

use json::{JsonText, Value};
use wasm_bindgen::prelude::*;
use xml::Limits;

use crate::client::conditions::Conditions;
use crate::client::secrets::Secrets;
use crate::webservice::call::Call;
use crate::webservice::evidence::end_of;
use crate::webservice::request::Request;
use crate::webservice::response::{Response, read_json};

use super::errors::{Failure, to_js};
use super::given::{CALL, HEADERS};
use super::settings;

/// `(options, call)` → `{ method, url, headers, body }` as JSON text.
#[wasm_bindgen(js_name = buildRequest)]
pub fn build_request(options: &JsValue, call: &JsValue) -> Result<String, JsValue> {
    build(options, call).map_err(to_js)
}

/// `(call, status, headers)` and the body's bytes → the value as JSON text. The headers are told as
/// `readTexts` does; `on_warning` is called with each warning's text.
#[wasm_bindgen(js_name = parseResponse)]
pub fn parse_response(
    call: &JsValue,
    status: u16,
    headers: &str,
    body: Vec<u8>,
    on_warning: Option<js_sys::Function>,
) -> Result<String, JsValue> {
    let (json, warnings) = parse(call, status, headers, body).map_err(to_js)?;
    if let Some(on_warning) = on_warning {
        for warning in warnings {
            on_warning.call1(&JsValue::UNDEFINED, &JsValue::from_str(&warning))?;
        }
    }
    Ok(json)
}

fn build(options: &JsValue, call: &JsValue) -> Result<String, Failure> {
    let settings = settings::read_settings(options)?;
    let call = Call::from_json(&CALL.read(call)?)?.in_shop(settings.id_shop)?;
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

fn parse(
    call: &JsValue,
    status: u16,
    headers: &str,
    body: Vec<u8>,
) -> Result<(String, Vec<String>), Failure> {
    let call = Call::from_json(&CALL.read(call)?)?;
    let response = Response {
        status,
        headers: texts(HEADERS.read_told(headers)?),
        body,
    };
    let resource = resources::of(&call.resource);
    let again = Conditions::new(&call.resource, resource, &call.query);
    let (json, answer) = read_json(&response, call.expected(resource), &again, Limits::DEFAULT)
        .map_err(|error| {
            let end = end_of(&response, &error);
            let secrets = Secrets::default().and_of(&response.body);
            let error = error.map_texts(|text| secrets.shown(text));
            match call.method.is_write() {
                true => error.with_end(end),
                false => error,
            }
        })?;
    let secrets = match answer.warnings.is_empty() {
        true => Secrets::default(),
        false => Secrets::default().and_of(&response.body),
    };
    let warnings = answer.warnings.iter();
    let shown = warnings.map(|warning| secrets.shown(&warning.to_string()));
    Ok((json, shown.collect()))
}

fn texts(headers: Value) -> Vec<(String, String)> {
    let Value::Object(headers) = headers else {
        return Vec::new();
    };
    let texts = headers.into_iter().filter_map(|(name, value)| match value {
        Value::String(value) => Some((name, value)),
        _ => None,
    });
    texts.collect()
}
