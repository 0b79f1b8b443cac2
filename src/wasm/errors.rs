//! Errors on their way to JavaScript.

use wasm_bindgen::JsValue;

use json::JsonText;

use crate::client::write::unsettled::LOOK_AGAIN_MS;
use crate::webservice::Error;

/// The JSON text that the package's error classes are made from.
pub fn to_js(error: Error) -> JsValue {
    JsValue::from_str(&to_json(&error))
}

/// `{"class":"NotFoundError","kind":"not_found","message":"…","hint":"…","status":404,…}`
pub fn to_json(error: &Error) -> String {
    let mut json = JsonText::default();
    json.object(|json| {
        json.entry("class", |json| json.string(error.kind().class()));
        json.entry("kind", |json| json.string(error.kind().name()));
        json.entry("message", |json| json.string(error.message()));
        json.entry("hint", |json| json.string(error.hint()));
        json.entry("status", |json| {
            json.optional_number(error.status().map(i64::from))
        });
        json.entry("codes", |json| {
            json.array(error.codes(), |json, one| {
                json.object(|json| {
                    json.entry("code", |json| json.optional_number(one.code.map(i64::from)));
                    json.entry("message", |json| json.string(&one.message));
                });
            });
        });
        json.entry("field", |json| json.optional_string(error.field()));
        json.entry("request", |json| match error.request() {
            None => json.null(),
            Some(request) => json.object(|json| {
                json.entry("method", |json| json.string(request.method));
                json.entry("url", |json| json.string(&request.url));
            }),
        });
        json.entry("saved", |json| json.string(error.saved().name()));
        json.entry("retryable", |json| json.boolean(error.is_retryable()));
        json.entry("retryAfterMs", |json| {
            json.optional_number(error.retry_after_ms().map(i64::from))
        });
        if let Some(write) = error.unsettled() {
            json.entry("write", |json| json.raw(write));
            json.entry("lookAgainAfterMs", |json| {
                json.optional_number(Some(i64::from(LOOK_AGAIN_MS)));
            });
        }
        if let Some(versions) = error.versions() {
            json.entry("expected", |json| version(json, &versions.expected));
            json.entry("found", |json| version(json, &versions.found));
        }
    });
    json.into_string()
}

fn version(json: &mut JsonText, record: &Option<String>) {
    match record {
        Some(record) => json.raw(record),
        None => json.null(),
    }
}
