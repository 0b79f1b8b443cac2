//! Errors on their way to JavaScript.

use serde::Serialize;
use wasm_bindgen::JsValue;

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

/// What the package's error classes are made from. What there is none of does not cross.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Details<'e> {
    kind: &'static str,
    message: &'e str,
    hint: &'e str,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<u16>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    codes: Vec<Code<'e>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    field: Option<&'e str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    by: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    request: Option<Summary<'e>>,
    saved: &'static str,
    retryable: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    retry_after_ms: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    look_again_after_ms: Option<u32>,
    /// JSON text, as the other records are.
    #[serde(skip_serializing_if = "Option::is_none")]
    write: Option<&'e str>,
    /// There in each: by it the package knows what it was thrown.
    versions: Option<[Option<&'e str>; 2]>,
    #[serde(
        with = "serde_wasm_bindgen::preserve",
        skip_serializing_if = "JsValue::is_undefined"
    )]
    cause: JsValue,
}

#[derive(Serialize)]
struct Code<'e> {
    code: Option<u16>,
    message: &'e str,
}

#[derive(Serialize)]
struct Summary<'e> {
    method: &'static str,
    url: &'e str,
}

/// The plain object that the package makes an error of.
pub fn to_js(failure: impl Into<Failure>) -> JsValue {
    let Failure { error, cause } = failure.into();
    let codes = error.codes().iter().map(|one| Code {
        code: one.code,
        message: &one.message,
    });
    let request = error.request().map(|request| Summary {
        method: request.method,
        url: &request.url,
    });
    let versions = error
        .versions()
        .map(|versions| [versions.expected.as_deref(), versions.found.as_deref()]);
    crossing(&Details {
        kind: error.kind().name(),
        message: error.message(),
        hint: error.hint(),
        status: error.status(),
        codes: codes.collect(),
        field: error.field(),
        by: error.by(),
        request,
        saved: error.saved().name(),
        retryable: error.is_retryable(),
        retry_after_ms: error.retry_after_ms(),
        look_again_after_ms: error.unsettled().map(|_| LOOK_AGAIN_MS),
        write: error.unsettled(),
        versions,
        cause,
    })
}

/// A value as the plain object that JSON would be. Nothing here fails to be one.
pub fn crossing(value: &impl Serialize) -> JsValue {
    let serializer = serde_wasm_bindgen::Serializer::json_compatible();
    value.serialize(&serializer).unwrap_or(JsValue::UNDEFINED)
}
