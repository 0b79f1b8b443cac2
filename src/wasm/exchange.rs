//! What `onExchange` is handed.

use js_sys::Function;
use serde::Serialize;
use wasm_bindgen::JsValue;

use crate::client::Observer;
use crate::client::exchange::Exchange;

/// One exchange as the package hands it on.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Event<'e> {
    method: &'static str,
    url: &'e str,
    request_body: Option<&'e str>,
    status: Option<u16>,
    /// Pairs: as a property, a header of the name `__proto__` would be lost.
    response_headers: Vec<(String, &'e str)>,
    response_body: Option<&'e str>,
    duration_ms: f64,
    attempt: u32,
    look: Option<u32>,
    error: Option<&'e str>,
    warnings: &'e [String],
}

/// A value as the plain object that JSON would be. Nothing here fails to be one.
fn crossing(value: &impl Serialize) -> JsValue {
    let serializer = serde_wasm_bindgen::Serializer::json_compatible();
    value.serialize(&serializer).unwrap_or(JsValue::UNDEFINED)
}

/// An observer that calls a JavaScript function. What it throws is its own affair: watching must
/// not change what is watched.
pub fn observer(function: Function) -> Observer {
    std::rc::Rc::new(move |exchange| {
        let _ = function.call1(&JsValue::UNDEFINED, &crossing(&event(&exchange)));
    })
}

fn event(exchange: &Exchange) -> Event<'_> {
    let headers = exchange.response_headers.iter();
    Event {
        method: exchange.method,
        url: &exchange.url,
        request_body: exchange.request_body.as_deref(),
        status: exchange.status,
        response_headers: headers
            .map(|(name, value)| (name.to_ascii_lowercase(), value.as_str()))
            .collect(),
        response_body: exchange.response_body.as_deref(),
        duration_ms: exchange.duration_ms.trunc(),
        attempt: exchange.attempt,
        look: exchange.look,
        error: exchange.error.as_deref(),
        warnings: &exchange.warnings,
    }
}
