//! What `onExchange` is handed.

use js_sys::Function;
use wasm_bindgen::JsValue;

use json::JsonText;

use crate::client::Observer;
use crate::client::exchange::Exchange;

/// An observer that calls a JavaScript function with JSON text. What it throws is its own affair:
/// watching must not change what is watched.
pub fn observer(function: Function) -> Observer {
    std::rc::Rc::new(move |exchange| {
        let _ = function.call1(&JsValue::UNDEFINED, &JsValue::from_str(&to_json(&exchange)));
    })
}

fn to_json(exchange: &Exchange) -> String {
    let mut json = JsonText::default();
    json.object(|json| {
        json.entry("method", |json| json.string(exchange.method));
        json.entry("url", |json| json.string(&exchange.url));
        json.entry("requestBody", |json| {
            json.optional_string(exchange.request_body.as_deref())
        });
        json.entry("status", |json| {
            json.optional_number(exchange.status.map(i64::from))
        });
        json.entry("responseHeaders", |json| {
            json.object(|json| {
                for (name, value) in &exchange.response_headers {
                    json.entry(&name.to_ascii_lowercase(), |json| json.string(value));
                }
            });
        });
        json.entry("responseBody", |json| {
            json.optional_string(exchange.response_body.as_deref())
        });
        json.entry("durationMs", |json| {
            json.optional_number(Some(exchange.duration_ms as i64))
        });
        json.entry("attempt", |json| {
            json.optional_number(Some(i64::from(exchange.attempt)))
        });
        json.entry("look", |json| {
            json.optional_number(exchange.look.map(i64::from));
        });
        json.entry("error", |json| {
            json.optional_string(exchange.error.as_deref())
        });
        json.entry("warnings", |json| {
            json.array(&exchange.warnings, |json, warning| json.string(warning));
        });
    });
    json.into_string()
}
