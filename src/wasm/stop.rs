//! What ends an exchange early: its time limit, or the caller's AbortSignal.

use std::future::Future;
use std::pin::pin;
use std::task::Poll;

use js_sys::{Function, Promise};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::AbortSignal;

use crate::client::transport::TransportError;

use super::body::{call, get};

#[wasm_bindgen]
extern "C" {
    // Global in every runtime, on `window` or not.
    #[wasm_bindgen(js_name = setTimeout)]
    fn set_timeout(callback: &Function, milliseconds: i32) -> JsValue;
    #[wasm_bindgen(js_name = clearTimeout)]
    fn clear_timeout(handle: &JsValue);
}

/// Runs `work` until it is done, the time is over or the caller stops it.
/// What it set up is taken down in each case.
pub async fn within<F: Future>(
    work: F,
    milliseconds: u32,
    signal: Option<&AbortSignal>,
) -> Result<F::Output, TransportError> {
    if signal.is_some_and(is_aborted) {
        return Err(TransportError::Aborted);
    }
    let alarm = Alarm::set(milliseconds, signal);
    let mut rung = pin!(JsFuture::from(alarm.promise.clone()));
    let mut work = pin!(work);
    std::future::poll_fn(|context| {
        if let Poll::Ready(output) = work.as_mut().poll(context) {
            return Poll::Ready(Ok(output));
        }
        rung.as_mut().poll(context).map(|_| {
            Err(match signal {
                Some(signal) if is_aborted(signal) => TransportError::Aborted,
                _ => TransportError::Timeout,
            })
        })
    })
    .await
}

/// A promise that is kept when others have had their turn.
pub fn turn() -> JsValue {
    let scheduler = get(&js_sys::global(), "scheduler");
    // Timers that follow each other come four milliseconds late.
    call(&scheduler, "yield")
        .unwrap_or_else(|_| Promise::new(&mut |resolve, _| drop(set_timeout(&resolve, 0))).into())
}

/// A promise that is kept when the time is over or the signal fires.
struct Alarm {
    promise: Promise,
    resolve: Function,
    timer: JsValue,
    signal: Option<AbortSignal>,
}

impl Alarm {
    fn set(milliseconds: u32, signal: Option<&AbortSignal>) -> Self {
        let mut kept = None;
        let promise = Promise::new(&mut |resolve, _| kept = Some(resolve));
        let resolve = kept.unwrap_or_else(|| JsValue::UNDEFINED.unchecked_into());
        // Timers take signed 32 bits; longer ones would ring at once.
        let timer = set_timeout(&resolve, i32::try_from(milliseconds).unwrap_or(i32::MAX));
        if let Some(signal) = signal {
            listen(signal, "addEventListener", &resolve);
        }
        Alarm {
            promise,
            resolve,
            timer,
            signal: signal.cloned(),
        }
    }
}

impl Drop for Alarm {
    fn drop(&mut self) {
        clear_timeout(&self.timer);
        // A future of a promise that is never kept would stay in memory for ever.
        let _ = self.resolve.call0(&JsValue::UNDEFINED);
        if let Some(signal) = &self.signal {
            listen(signal, "removeEventListener", &self.resolve);
        }
    }
}

/// By name: a signal of the caller's may be no real one, and throw.
pub fn is_aborted(signal: &AbortSignal) -> bool {
    get(signal, "aborted").is_truthy()
}

/// By name, so that signals of other realms and polyfills work as well.
fn listen(signal: &AbortSignal, method: &str, listener: &Function) {
    if let Ok(listens) = get(signal, method).dyn_into::<Function>() {
        let _ = listens.call2(signal, &JsValue::from_str("abort"), listener);
    }
}
