//! The transport over `fetch`: the global one, or one the user hands in.

use gloo_net::http::Headers;
use js_sys::{Function, Object, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::{AbortController, AbortSignal};

use crate::client::transport::{Bounds, Transport, TransportError};
use crate::webservice::request::Request;
use crate::webservice::response::{Arriving, Response};

use super::body::{NoBody, get, never_connected, settled, settled_or_left};
use super::causes::Causes;
use super::stop::within;
use super::stream::read;

/// Sends by `fetch`.
#[derive(Clone, Debug, Default)]
pub struct Fetch {
    /// The user's own function; the runtime's where there is none.
    pub function: Option<Function>,
    /// The user's function that is told of each write before it goes out.
    pub before_write: Option<Function>,
    /// The caller's signal.
    pub signal: Option<AbortSignal>,
    /// Whether requests carry the package's name, as they do outside of browsers.
    pub is_named: bool,
    /// What was thrown during the call.
    pub causes: Causes,
}

/// Ends the exchange at the runtime too when it is dropped before its end.
struct Ending(Option<AbortController>);

impl Drop for Ending {
    fn drop(&mut self) {
        if let Some(controller) = &self.0 {
            controller.abort();
        }
    }
}

impl Transport for Fetch {
    async fn send(&self, request: &Request, bounds: Bounds) -> Result<Response, TransportError> {
        self.receive(request, bounds, None).await
    }

    async fn receive(
        &self,
        request: &Request,
        bounds: Bounds,
        arriving: Option<&mut Arriving<'_>>,
    ) -> Result<Response, TransportError> {
        let controller = AbortController::new().map_err(|_| {
            TransportError::Network("this runtime has no AbortController".to_owned())
        })?;
        let signal = controller.signal();
        let mut ending = Ending(Some(controller));
        let exchange = self.response(request, &signal, bounds.bytes, arriving);
        let response = within(exchange, bounds.timeout_ms, self.signal.as_ref()).await?;
        if response.is_ok() {
            // It was read to its end: nothing is left to be stopped.
            ending.0 = None;
        }
        response
    }

    async fn before_write(&self, write: &str) -> Result<(), String> {
        let Some(function) = &self.before_write else {
            return Ok(());
        };
        let told = match function.call1(&JsValue::UNDEFINED, &JsValue::from_str(write)) {
            Ok(told) => settled(&told).await,
            Err(thrown) => Err(thrown),
        };
        told.map(drop)
            .map_err(|thrown| self.causes.keep(thrown, true))
    }

    async fn sleep(&self, milliseconds: u32) -> Result<(), TransportError> {
        match within(
            std::future::pending::<()>(),
            milliseconds,
            self.signal.as_ref(),
        )
        .await
        {
            Err(TransportError::Timeout) | Ok(()) => Ok(()),
            Err(stopped) => Err(stopped),
        }
    }

    async fn stopped(&self) {
        let for_ever = || std::future::pending::<()>();
        if within(for_ever(), u32::MAX, self.signal.as_ref()).await != Err(TransportError::Aborted)
        {
            for_ever().await;
        }
    }

    fn now_ms(&self) -> f64 {
        js_sys::Date::now()
    }

    fn random(&self) -> f64 {
        js_sys::Math::random()
    }
}

impl Fetch {
    async fn response(
        &self,
        request: &Request,
        signal: &AbortSignal,
        bytes: usize,
        arriving: Option<&mut Arriving<'_>>,
    ) -> Result<Response, TransportError> {
        let by_write = request.method.is_write();
        let response = match self.started(request, signal) {
            Ok(started) if self.function.is_some() => settled_or_left(&started).await,
            Ok(started) => settled(&started).await,
            Err(thrown) => Err(thrown),
        };
        let response = response.map_err(|thrown| {
            // A `fetch` of the user's may have tried before, and that may have arrived.
            let is_unsent = self.function.is_none() && never_connected(&thrown);
            let words = self.causes.keep(thrown, by_write);
            match is_unsent {
                true => TransportError::Unsent(words),
                false => TransportError::Network(words),
            }
        })?;
        let status = get(&response, "status").as_f64().unwrap_or(0.0);
        let mut received = Response {
            // A status has three digits; a hidden redirect's is 0.
            status: status as u16,
            headers: headers(&response),
            body: Vec::new(),
        };
        let list = arriving.map(|arriving| (arriving, &received));
        received.body = read(&response, bytes, list)
            .await
            .map_err(|no_body| match no_body {
                NoBody::Thrown(thrown) => {
                    TransportError::Network(self.causes.keep(thrown, by_write))
                }
                NoBody::None => {
                    TransportError::Network("fetch gave no response with a body".to_owned())
                }
                NoBody::TooLarge => TransportError::TooLarge,
            })?;
        Ok(received)
    }

    /// Calls `fetch`, with an address and what to send: Node forgets the signal of a `Request` that
    /// is collected while it waits, and functions of users are promised no more than these two.
    fn started(&self, request: &Request, signal: &AbortSignal) -> Result<JsValue, JsValue> {
        let global = || get(&js_sys::global(), "fetch").dyn_into::<Function>();
        let function = match &self.function {
            Some(function) => function.clone(),
            None => global().map_err(|_| {
                JsValue::from_str("this runtime has no fetch: pass one as the option `fetch`")
            })?,
        };
        let address = JsValue::from_str(&request.url);
        let init = init(request, self.is_named, signal)?;
        function.call2(&JsValue::UNDEFINED, &address, &init)
    }
}

/// By which owners of shops can let this package through. Node, Deno and Bun send a name that many
/// hosts refuse.
const USER_AGENT: &str =
    "aismarttalk-prestashop (+https://www.npmjs.com/package/@aismarttalk/prestashop)";

/// Whether this is a browser, which has a name of its own: another one would need the shop's leave.
pub fn is_browser() -> bool {
    let global = js_sys::global();
    let name = get(&get(&global, "navigator"), "userAgent").as_string();
    let is_named = name.is_some_and(|name| name.starts_with("Mozilla/"));
    is_named || !get(&global, "document").is_undefined()
}

#[wasm_bindgen]
extern "C" {
    /// The second argument of `fetch`.
    type Init;
    #[wasm_bindgen(method, structural, setter)]
    fn set_method(this: &Init, method: &str);
    #[wasm_bindgen(method, structural, setter)]
    fn set_headers(this: &Init, headers: &Object);
    #[wasm_bindgen(method, structural, setter)]
    fn set_redirect(this: &Init, redirect: &str);
    #[wasm_bindgen(method, structural, setter)]
    fn set_signal(this: &Init, signal: &AbortSignal);
    #[wasm_bindgen(method, structural, setter)]
    fn set_body(this: &Init, body: &Uint8Array);
}

fn init(request: &Request, is_named: bool, signal: &AbortSignal) -> Result<Init, JsValue> {
    let headers = Object::new();
    let name = is_named.then_some(("User-Agent", USER_AGENT));
    let own = request
        .headers
        .iter()
        .map(|(name, value)| (*name, &**value));
    for (name, value) in own.chain(name) {
        Reflect::set(&headers, &name.into(), &value.into())?;
    }
    let init: Init = Object::new().unchecked_into();
    init.set_method(request.method.name());
    init.set_headers(&headers);
    init.set_redirect("manual");
    init.set_signal(signal);
    if let Some(body) = &request.body {
        init.set_body(&Uint8Array::from(body.as_slice()));
    }
    Ok(init)
}

/// The headers of a response, which may be of another realm or hand-made: what gloo-net reads them
/// off is made of them here, and so never throws.
fn headers(response: &JsValue) -> Vec<(String, String)> {
    let given = get(response, "headers");
    match web_sys::Headers::new_with_headers(given.unchecked_ref()) {
        Ok(headers) => Headers::from_raw(headers).entries().collect(),
        Err(_) => Vec::new(),
    }
}
