//! What JavaScript hands over, looked at with care: promises, bytes, errors.

use js_sys::{Array, ArrayBuffer, Function, Promise, Reflect, Symbol, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen]
extern "C" {
    // Looks at the constructor of a promise that is handed in, which may throw.
    #[wasm_bindgen(catch, js_namespace = Promise, js_name = resolve)]
    fn resolved(value: &JsValue) -> Result<Promise, JsValue>;
}

/// Why there is no body.
#[derive(Debug)]
pub enum NoBody {
    /// This was thrown.
    Thrown(JsValue),
    /// What `fetch` gave is no response with a body.
    None,
    /// It is larger than the limit.
    TooLarge,
}

/// Bytes or the buffer of bytes, by name: the test environments of a browser have such classes of
/// their own, and a `fetch` from outside of them.
pub fn bytes(value: JsValue) -> Result<Uint8Array, NoBody> {
    let tag = Reflect::get(&value, &Symbol::to_string_tag()).ok();
    match tag.and_then(|tag| tag.as_string()).as_deref() {
        Some("Uint8Array") if ArrayBuffer::is_view(&value) => Ok(value.unchecked_into()),
        Some("ArrayBuffer") => {
            let class: Function = get(&js_sys::global(), "Uint8Array").unchecked_into();
            let bytes = Reflect::construct(&class, &Array::of1(&value));
            bytes.map(JsValue::unchecked_into).map_err(NoBody::Thrown)
        }
        _ => Err(NoBody::None),
    }
}

/// A property, `undefined` where there is none.
pub fn get(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &JsValue::from_str(name)).unwrap_or(JsValue::UNDEFINED)
}

/// Calls a method without arguments.
pub fn call(object: &JsValue, name: &str) -> Result<JsValue, NoBody> {
    let method: Function = get(object, name).dyn_into().map_err(|_| NoBody::None)?;
    method.call0(object).map_err(NoBody::Thrown)
}

/// Waits for what a call gave, promise or not.
pub async fn settle(called: Result<JsValue, NoBody>) -> Result<JsValue, NoBody> {
    settled(&called?).await.map_err(NoBody::Thrown)
}

/// Waits for a value, promise or not.
pub async fn settled(value: &JsValue) -> Result<JsValue, JsValue> {
    JsFuture::from(resolved(value)?).await
}

/// The same for a promise that may never be kept: whoever stops waiting leaves nothing behind.
pub async fn settled_or_left(value: &JsValue) -> Result<JsValue, JsValue> {
    let mut kept = None;
    let left = Promise::new(&mut |resolve, _| kept = Some(resolve));
    let _leave = kept.map(Leave);
    let both = Array::of2(resolved(value)?.as_ref(), left.as_ref());
    let either = Promise::race(&both);
    JsFuture::from(either).await
}

/// Keeps a promise when it is dropped: a future of one that is never kept stays in memory for ever.
struct Leave(Function);

impl Drop for Leave {
    fn drop(&mut self) {
        let _ = self.0.call0(&JsValue::UNDEFINED);
    }
}

/// The words of a failure: every runtime has its own, and some a cause with better ones.
pub fn words(error: &JsValue) -> String {
    let words = |value: &JsValue| {
        get(value, "message")
            .as_string()
            .filter(|text| !text.is_empty())
    };
    let cause = words(&get(error, "cause"));
    let message = words(error).or_else(|| error.as_string());
    match (message, cause) {
        (Some(message), Some(cause)) => format!("{message} ({cause})"),
        (Some(one), None) | (None, Some(one)) => one,
        (None, None) => "no reason given".to_owned(),
    }
}

/// Codes of Node, Deno and Bun for a connection that was never made.
const NOT_CONNECTED: [&str; 5] = [
    "ECONNREFUSED",
    "ENOTFOUND",
    "EAI_AGAIN",
    "UND_ERR_CONNECT_TIMEOUT",
    "ConnectionRefused",
];

/// Whether a `fetch` failed before it had a connection, so that nothing was sent.
pub fn never_connected(error: &JsValue) -> bool {
    let is_code = |value: &JsValue| {
        let code = get(value, "code").as_string();
        code.is_some_and(|code| NOT_CONNECTED.contains(&code.as_str()))
    };
    is_code(error) || is_code(&get(error, "cause"))
}

pub fn as_usize(length: u32) -> usize {
    usize::try_from(length).unwrap_or(usize::MAX)
}
