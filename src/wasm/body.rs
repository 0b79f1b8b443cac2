//! Reads a response's body, up to a limit.

use std::hint::black_box;

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

/// The whole body, decompressed by the runtime. Stops reading past `limit` bytes.
pub async fn read(response: &JsValue, limit: usize) -> Result<Vec<u8>, NoBody> {
    let stream = get(response, "body");
    if get(&stream, "getReader").is_function() {
        return read_stream(&stream, limit).await;
    }
    // Responses of hand-made fetch functions may have no stream.
    let called = call(response, "arrayBuffer")?;
    let buffer = settled_or_left(&called).await.map_err(NoBody::Thrown)?;
    let bytes = bytes(buffer)?;
    match as_usize(bytes.length()) {
        length if length > limit => Err(NoBody::TooLarge),
        // To copy what was handed on meanwhile would throw.
        0 => Ok(Vec::new()),
        _ => Ok(bytes.to_vec()),
    }
}

/// Joins the pieces at the end: a buffer that grows with them would need memory by their
/// number and size, which differ from time to time, and wasm memory is never given back.
async fn read_stream(stream: &JsValue, limit: usize) -> Result<Vec<u8>, NoBody> {
    let reader = Reader(call(stream, "getReader")?);
    let mut pieces: Vec<(Uint8Array, usize)> = Vec::new();
    let mut total: usize = 0;
    loop {
        let read = settle(call(&reader.0, "read")).await?;
        if get(&read, "done").is_truthy() {
            return joined(&pieces, total);
        }
        let piece = bytes(get(&read, "value"))?;
        let length = as_usize(piece.length());
        total = total.saturating_add(length);
        if total > limit {
            return Err(NoBody::TooLarge);
        }
        pieces.push((piece, length));
    }
}

fn joined(pieces: &[(Uint8Array, usize)], total: usize) -> Result<Vec<u8>, NoBody> {
    // Where memory lacks that room, the next line would trap.
    let mut room = Vec::<u8>::new();
    room.try_reserve_exact(total)
        .map_err(|_| NoBody::TooLarge)?;
    drop(black_box(room));
    let mut bytes = vec![0; total];
    let mut rest = bytes.as_mut_slice();
    for (piece, length) in pieces {
        // A piece whose buffer was handed on meanwhile is empty, and to copy it would throw.
        if as_usize(piece.length()) != *length {
            return Err(NoBody::None);
        }
        let (target, behind) = rest.split_at_mut_checked(*length).ok_or(NoBody::None)?;
        if *length > 0 {
            piece.copy_to(target);
        }
        rest = behind;
    }
    Ok(bytes)
}

/// Cancels its stream when it is dropped: nobody else would read on, and a `fetch` of the
/// user's may not end it by the signal. At the end of the body that does nothing.
struct Reader(JsValue);

impl Drop for Reader {
    fn drop(&mut self) {
        if let Ok(cancelled) = call(&self.0, "cancel") {
            // A stream that cannot be cancelled must not end the process by a rejection.
            wasm_bindgen_futures::spawn_local(async move {
                let _ = settle(Ok(cancelled)).await;
            });
        }
    }
}

/// Bytes or the buffer of bytes, by name: the test environments of a browser have such classes of
/// their own, and a `fetch` from outside of them.
fn bytes(value: JsValue) -> Result<Uint8Array, NoBody> {
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
fn call(object: &JsValue, name: &str) -> Result<JsValue, NoBody> {
    let method: Function = get(object, name).dyn_into().map_err(|_| NoBody::None)?;
    method.call0(object).map_err(NoBody::Thrown)
}

/// Waits for what a call gave, promise or not.
async fn settle(called: Result<JsValue, NoBody>) -> Result<JsValue, NoBody> {
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

fn as_usize(length: u32) -> usize {
    usize::try_from(length).unwrap_or(usize::MAX)
}
