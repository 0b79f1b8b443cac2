//! Errors on their way to JavaScript.

use json::JsonText;
use wasm_bindgen::prelude::*;

use crate::client::write::unsettled::LOOK_AGAIN_MS;
use crate::webservice::Error;

/// An error, and what JavaScript threw to cause it.
#[derive(Debug)]
pub struct Failure {
    error: Error,
    cause: JsValue,
}

impl Failure {
    /// An error with its cause; `undefined` for none.
    pub fn caused(error: Error, cause: JsValue) -> Self {
        Failure { error, cause }
    }

    /// The same with the cause that `find` knows of, where it has none.
    pub fn caused_by(self, find: impl FnOnce(&Error) -> JsValue) -> Self {
        match self.cause.is_undefined() {
            true => Failure {
                cause: find(&self.error),
                ..self
            },
            false => self,
        }
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Failure::caused(error, JsValue::UNDEFINED)
    }
}

#[wasm_bindgen]
extern "C" {
    /// What the package makes an error of: JSON text, and what was thrown to cause it.
    #[wasm_bindgen(js_name = described)]
    fn described(json: &str, cause: JsValue) -> JsValue;
}

/// What the package makes an error of. What there is none of does not cross.
pub fn to_js(failure: impl Into<Failure>) -> JsValue {
    let Failure { error, cause } = failure.into();
    let mut json = JsonText::default();
    json.object(|json| write(&error, json));
    described(&json.into_string(), cause)
}

fn write(error: &Error, json: &mut JsonText) {
    let mut text = |name, text: Option<&str>| {
        if let Some(text) = text {
            json.key(name);
            json.string(text);
        }
    };
    text("kind", Some(error.kind().name()));
    text("message", Some(error.message()));
    text("hint", Some(error.hint()));
    text("field", error.field());
    text("by", error.by());
    text("saved", Some(error.saved().name()));
    // JSON text, as the other records are.
    text("write", error.unsettled());
    json.key("retryable");
    json.boolean(error.is_retryable());
    let numbers = [
        ("status", error.status().map(i64::from)),
        ("retryAfterMs", error.retry_after_ms().map(i64::from)),
        (
            "lookAgainAfterMs",
            error.unsettled().map(|_| i64::from(LOOK_AGAIN_MS)),
        ),
    ];
    for (name, number) in numbers {
        if let Some(number) = number {
            json.key(name);
            json.number(number);
        }
    }
    json.key("codes");
    json.array(error.codes(), |json, one| {
        json.object(|json| {
            json.key("code");
            json.optional_number(one.code.map(i64::from));
            json.key("message");
            json.string(&one.message);
        });
    });
    if let Some(request) = error.request() {
        json.key("request");
        json.object(|json| {
            json.key("method");
            json.string(request.method);
            json.key("url");
            json.string(&request.url);
        });
    }
    if let Some(versions) = error.versions() {
        json.key("versions");
        json.array(&[&versions.expected, &versions.found], |json, one| {
            json.optional_string(one.as_deref());
        });
    }
}
