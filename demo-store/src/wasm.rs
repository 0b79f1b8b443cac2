//! The class `DemoStore` for JavaScript; the only file that names wasm_bindgen.
#![allow(unsafe_code)] // What the attribute below generates.

use wasm_bindgen::prelude::*;

use crate::{Connection, Options, Request, Response, Running, Store, flat_json, journal};

/// A shop in the memory of the page.
#[wasm_bindgen]
#[derive(Debug)]
pub struct DemoStore {
    store: Store,
}

/// What the shop answers.
#[wasm_bindgen]
#[derive(Debug)]
pub struct DemoResponse {
    response: Response,
}

#[wasm_bindgen]
impl DemoStore {
    /// `options` is a JSON object, such as `{"version":"9.0","products":64}`.
    ///
    /// # Errors
    /// An option that does not exist or has no such value.
    #[wasm_bindgen(constructor)]
    pub fn new(options: Option<String>) -> Result<DemoStore, JsError> {
        let options = match options {
            Some(text) => flat_json::options(&text).map_err(|message| JsError::new(&message))?,
            None => Options::default(),
        };
        Ok(DemoStore {
            store: Store::new(options),
        })
    }

    /// Answers one request. `headers` is a JSON object, or an array of pairs; `fault` is the name of
    /// what goes wrong, as behind `/~NAME/`.
    ///
    /// # Errors
    /// Headers that are neither, and a fault that does not exist.
    pub fn respond(
        &mut self,
        method: String,
        url: String,
        #[wasm_bindgen(js_name = headersJson)] headers: &str,
        body: Vec<u8>,
        fault: Option<String>,
    ) -> Result<DemoResponse, JsError> {
        let headers = flat_json::pairs(headers)
            .ok_or_else(|| JsError::new("headers are a flat JSON object or an array of pairs"))?;
        let request = Request {
            method,
            url,
            headers,
            body,
        };
        let running = Running::new(request);
        let running = match fault {
            Some(name) => running
                .failing(&name)
                .ok_or_else(|| JsError::new(&format!("no such fault: {name}")))?,
            None => running,
        };
        Ok(DemoResponse {
            response: running.into_response(&mut self.store),
        })
    }

    /// Lets milliseconds pass: writes of the faults `late-…` are carried out when they are
    /// due, and the clock of a shop with the option `now` goes on.
    pub fn pass(&mut self, milliseconds: u32) {
        self.store.pass(u64::from(milliseconds));
    }

    /// The present of the shop, in milliseconds since 1970, as if its own time were UTC.
    pub fn now(&self) -> f64 {
        self.store.now() as f64 * 1_000.0
    }

    /// Every stored value that has changed, oldest first: a JSON array of objects with
    /// `record` (`products/1`), `field` (`name[2]`), `shop` (0 for the common value),
    /// `before` and `after` (texts, or null for nothing).
    pub fn changes(&self) -> String {
        journal::changes(self.store.changes())
    }

    /// The mails sent, oldest first: a JSON array of objects with `to`, `template`,
    /// `id_order`, `id_order_state` and `shop` (the name of the order's shop).
    pub fn mails(&self) -> String {
        journal::mails(self.store.mails())
    }
}

#[wasm_bindgen]
impl DemoResponse {
    /// The HTTP status; 0 when the connection is closed or left hanging.
    #[wasm_bindgen(getter)]
    pub fn status(&self) -> u16 {
        self.response.status
    }

    /// Whether the connection is left hanging: nothing ever comes.
    #[wasm_bindgen(getter, js_name = isHanging)]
    pub fn is_hanging(&self) -> bool {
        self.response.connection == Connection::Hanging
    }

    /// Name and value of each header, as a JSON array of pairs.
    #[wasm_bindgen(getter, js_name = headersJson)]
    pub fn headers_json(&self) -> String {
        flat_json::write(&self.response.headers)
    }

    /// The bytes of the body: a copy.
    #[wasm_bindgen(getter)]
    pub fn body(&self) -> Vec<u8> {
        self.response.body.clone()
    }
}
