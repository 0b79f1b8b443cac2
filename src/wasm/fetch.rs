//! The transport over `fetch`: the global one, or one the user hands in.

use gloo_net::http::RequestBuilder;
use js_sys::{Function, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, AbortSignal, RequestRedirect};

use crate::client::transport::{Bounds, Transport, TransportError};
use crate::webservice::request::Request;
use crate::webservice::response::Response;

use super::body::{call, get, network, never_connected, read, words};
use super::stop::within;

/// Sends by `fetch`.
#[derive(Clone, Debug, Default)]
pub struct Fetch {
    /// The user's own function; the runtime's where there is none.
    pub function: Option<Function>,
    /// The user's function that is told of each write before it goes out.
    pub before_write: Option<Function>,
    /// The caller's signal.
    pub signal: Option<AbortSignal>,
}

/// Ends the exchange at the runtime too when it is dropped before its end.
struct Ending(AbortController);

impl Drop for Ending {
    fn drop(&mut self) {
        self.0.abort();
    }
}

impl Transport for Fetch {
    async fn send(&self, request: &Request, bounds: Bounds) -> Result<Response, TransportError> {
        let ending = Ending(AbortController::new().map_err(|error| network(&error))?);
        let signal = ending.0.signal();
        let exchange = async {
            let response = self.response(request, &signal).await?;
            let status = get(&response, "status").as_f64().unwrap_or(0.0);
            Ok(Response {
                // A status has three digits; a hidden redirect's is 0.
                status: status as u16,
                headers: headers(&get(&response, "headers")),
                body: read(&response, bounds.bytes).await?,
            })
        };
        within(exchange, bounds.timeout_ms, self.signal.as_ref()).await?
    }

    async fn before_write(&self, write: &str) -> Result<(), String> {
        let Some(function) = &self.before_write else {
            return Ok(());
        };
        let told = function.call1(&JsValue::UNDEFINED, &JsValue::from_str(write));
        let told = told.map_err(|thrown| words(&thrown))?;
        let settled = JsFuture::from(Promise::resolve(&told)).await;
        settled.map(drop).map_err(|thrown| words(&thrown))
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
    ) -> Result<JsValue, TransportError> {
        let started = self.start(request, signal)?;
        let response = JsFuture::from(Promise::resolve(&started)).await;
        response.map_err(|error| match &self.function {
            // A `fetch` of the user's may have tried before, and that may have arrived.
            None if never_connected(&error) => TransportError::Unsent(words(&error)),
            _ => network(&error),
        })
    }

    fn start(&self, request: &Request, signal: &AbortSignal) -> Result<JsValue, TransportError> {
        match &self.function {
            Some(function) => {
                let init = init(request, signal).map_err(|error| network(&error))?;
                function
                    .call2(&JsValue::UNDEFINED, &JsValue::from_str(&request.url), &init)
                    .map_err(|error| network(&error))
            }
            None => {
                let request = global_request(request)?;
                // Node forgets the signal of a Request that is collected while it waits;
                // one in the second argument holds.
                let init = Object::new();
                Reflect::set(&init, &JsValue::from_str("signal"), signal)
                    .map_err(|error| network(&error))?;
                let fetch: Function = get(&js_sys::global(), "fetch")
                    .dyn_into()
                    .map_err(|_| TransportError::Network("this runtime has no fetch".to_owned()))?;
                fetch
                    .call2(&JsValue::UNDEFINED, &request, &init)
                    .map_err(|error| network(&error))
            }
        }
    }
}

/// gloo-net builds the request; sending it with gloo-net too would panic where a runtime's
/// `fetch` answers with a `Response` of another realm, or rejects with what is no `Error`.
fn global_request(request: &Request) -> Result<web_sys::Request, TransportError> {
    let failed = |error: gloo_net::Error| TransportError::Network(error.to_string());
    let mut builder = RequestBuilder::new(&request.url)
        .method(method(request))
        .redirect(RequestRedirect::Manual);
    for (name, value) in &request.headers {
        builder = builder.header(name, value);
    }
    let built = match &request.body {
        Some(body) => builder.body(Uint8Array::from(body.as_slice())),
        None => builder.build(),
    };
    built.map(web_sys::Request::from).map_err(failed)
}

fn method(request: &Request) -> gloo_net::http::Method {
    use crate::webservice::call::Method;
    match request.method {
        Method::Get => gloo_net::http::Method::GET,
        Method::Head => gloo_net::http::Method::HEAD,
        Method::Options => gloo_net::http::Method::OPTIONS,
        Method::Post => gloo_net::http::Method::POST,
        Method::Put => gloo_net::http::Method::PUT,
        Method::Patch => gloo_net::http::Method::PATCH,
        Method::Delete => gloo_net::http::Method::DELETE,
    }
}

/// The second argument of the user's `fetch`.
fn init(request: &Request, signal: &AbortSignal) -> Result<Object, JsValue> {
    let set = |object: &Object, name: &str, value: &JsValue| {
        Reflect::set(object, &JsValue::from_str(name), value).map(drop)
    };
    let headers = Object::new();
    for (name, value) in &request.headers {
        set(&headers, name, &JsValue::from_str(value))?;
    }
    let init = Object::new();
    set(&init, "method", &JsValue::from_str(request.method.name()))?;
    set(&init, "headers", &headers)?;
    set(&init, "redirect", &JsValue::from_str("manual"))?;
    set(&init, "signal", signal)?;
    if let Some(body) = &request.body {
        set(&init, "body", &Uint8Array::from(body.as_slice()))?;
    }
    Ok(init)
}

fn headers(headers: &JsValue) -> Vec<(String, String)> {
    let mut read = Vec::new();
    // Responses of hand-made fetch functions may have a plain object.
    let entries = call(headers, "entries").ok();
    let entries = entries.or_else(|| Some(Object::entries(headers.dyn_ref()?).into()));
    let Some(Ok(entries)) = entries.map(|entries| js_sys::try_iter(&entries)) else {
        return read;
    };
    for entry in entries.into_iter().flatten().flatten() {
        let pair = js_sys::Array::from(&entry);
        if let (Some(name), Some(value)) = (pair.get(0).as_string(), pair.get(1).as_string()) {
            read.push((name, value));
        }
    }
    read
}
