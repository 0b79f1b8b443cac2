//! The client of one shop, as the package's own class holds it.

use std::future::Future;
use std::pin::Pin;

use js_sys::{Function, Promise};
use json::{JsonText, Map, Value};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::future_to_promise;
use web_sys::AbortSignal;

use crate::client::Client;
use crate::client::paging::Paging;
use crate::client::write::{UnsettledWrite, WriteOptions};
use crate::webservice::call::Call;
use crate::webservice::query::Query;
use crate::webservice::{Error, Result};
use resources::Creation;

use super::errors::to_js;
use super::exchange::observer;
use super::fetch::Fetch;
use super::functions::value;
use super::settings;

/// One shop and one key.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Shop {
    client: Client<Fetch>,
}

#[wasm_bindgen]
impl Shop {
    /// From options as JSON text, a `fetch` of the user's and a function that sees exchanges.
    #[wasm_bindgen(constructor)]
    pub fn new(
        options: &str,
        fetch: Option<Function>,
        on_exchange: Option<Function>,
        before_write: Option<Function>,
    ) -> std::result::Result<Shop, JsValue> {
        let settings = settings::from_json(options).map_err(to_js)?;
        let transport = Fetch {
            function: fetch,
            before_write,
            signal: None,
        };
        Ok(Shop {
            client: Client::new(transport, settings, on_exchange.map(observer)),
        })
    }

    /// The shop's version, once an answer has told it.
    #[wasm_bindgen(getter)]
    pub fn version(&self) -> Option<String> {
        self.client.version().map(|version| version.to_string())
    }

    /// What the key may do.
    pub fn permissions(&self, signal: Option<AbortSignal>) -> Promise {
        let client = self.client(signal);
        promise(async move { client.permissions().await.map(|found| found.to_json()) })
    }

    /// Any call, `{ resource, method?, id?, query?, body? }`.
    pub fn call(&self, call: &str, signal: Option<AbortSignal>) -> Promise {
        let client = self.client(signal);
        let call = value(call).and_then(|call| Call::from_json(&call));
        promise(async move { client.json(call?).await })
    }

    /// A list, looked at again row by row.
    pub fn list(&self, resource: &str, query: &str, signal: Option<AbortSignal>) -> Promise {
        let client = self.client(signal);
        let (resource, query) = (resource.to_owned(), read_query(query));
        promise(async move { client.list_json(&resource, query?).await })
    }

    /// One page: `{"rows":[…],"next":123}`, to be asked for again behind `next` until that is `null`.
    pub fn page(
        &self,
        resource: &str,
        query: &str,
        size: u32,
        after: Option<u32>,
        signal: Option<AbortSignal>,
    ) -> Promise {
        let client = self.client(signal);
        let (resource, query) = (resource.to_owned(), read_query(query));
        promise(async move {
            let paging = Paging::new(query?, size)?;
            let page = client.page(&resource, &paging, after).await?;
            let mut json = JsonText::default();
            json.object(|json| {
                json.entry("next", |json| {
                    json.optional_number(page.next.map(i64::from))
                });
                json.entry("rows", |json| json.raw(&page.rows));
            });
            Ok(json.into_string())
        })
    }

    /// Takes over a write of which an earlier client does not know what became.
    pub fn remember(&self, write: &str) -> std::result::Result<(), JsValue> {
        let write = UnsettledWrite::from_json(write);
        write
            .and_then(|write| self.client.remember(write))
            .map_err(to_js)
    }

    /// The writes of which this client does not know what became, as an array.
    pub fn unsettled(&self) -> String {
        let mut json = JsonText::default();
        json.array(&self.client.unsettled(), |json, write| {
            json.raw(&write.to_json());
        });
        json.into_string()
    }

    /// What became of a write whose outcome was not known.
    #[wasm_bindgen(js_name = lookAgain)]
    pub fn look_again(&self, write: &str, signal: Option<AbortSignal>) -> Promise {
        let client = self.client(signal);
        let write = UnsettledWrite::from_json(write);
        promise(async move { client.look_again(&write?).await?.to_json() })
    }

    /// Changes fields of a record, see `WriteOptions`.
    pub fn update(
        &self,
        resource: &str,
        id: u32,
        changes: &str,
        options: &str,
        signal: Option<AbortSignal>,
    ) -> Promise {
        let client = self.client(signal);
        let (resource, changes) = (resource.to_owned(), members(changes, "changes"));
        let options = write_options(options, false);
        promise(async move {
            let ((options, _), changes) = (options?, changes?);
            let written = client.update(&resource, id, &changes, &options).await?;
            written.to_json()
        })
    }

    /// Creates a record.
    pub fn create(
        &self,
        resource: &str,
        fields: &str,
        options: &str,
        signal: Option<AbortSignal>,
    ) -> Promise {
        let client = self.client(signal);
        let options = write_options(options, sends_email(resource));
        let (resource, fields) = (resource.to_owned(), members(fields, "fields"));
        promise(async move {
            let ((options, send_email), fields) = (options?, fields?);
            let written = client
                .create(&resource, &fields, &options, send_email)
                .await?;
            written.to_json()
        })
    }

    /// Deletes a record.
    pub fn delete(
        &self,
        resource: &str,
        id: u32,
        options: &str,
        signal: Option<AbortSignal>,
    ) -> Promise {
        let client = self.client(signal);
        let resource = resource.to_owned();
        let options = write_options(options, false);
        promise(async move {
            let (options, _) = options?;
            client.delete(&resource, id, &options).await?.to_json()
        })
    }

    /// An action by its name.
    pub fn run(&self, action: &str, input: &str, signal: Option<AbortSignal>) -> Promise {
        let client = self.client(signal);
        let (action, input) = (action.to_owned(), value(input));
        promise(async move {
            let answer = crate::actions::run(&client, &action, &input?).await?;
            Ok(answer.to_string())
        })
    }

    fn client(&self, signal: Option<AbortSignal>) -> Client<Fetch> {
        self.client.with_transport(Fetch {
            signal,
            ..self.client.transport().clone()
        })
    }
}

/// Whether creating a record can send an e-mail.
fn sends_email(resource: &str) -> bool {
    resources::of(resource).creation == Creation::OrderStatus
}

fn read_query(text: &str) -> Result<Query> {
    Query::from_json(&value(text)?)
}

fn members(text: &str, what: &str) -> Result<Map> {
    match value(text)? {
        Value::Object(members) => Ok(members),
        _ => {
            let message = [what, " is no object."];
            Err(Error::refused(&message, "Give fields by name.", what))
        }
    }
}

/// Reads `{ preview?, expect?, synopsis? }`, and `sendEmail?` where there is an e-mail to send.
fn write_options(text: &str, sends: bool) -> Result<(WriteOptions, bool)> {
    let mut options = WriteOptions::default();
    let mut send_email = false;
    for (name, value) in members(text, "options")?.iter() {
        match (name, value) {
            ("preview", Value::Bool(value)) => options.preview = *value,
            ("synopsis", Value::Bool(value)) => options.synopsis = *value,
            ("sendEmail", Value::Bool(value)) if sends => send_email = *value,
            ("expect", Value::String(token)) => options.expect = Some(token.clone()),
            _ => {
                let hint = "preview and synopsis are true or false, and sendEmail for a status; expect is a preview or its token.";
                let message = [
                    "The option ",
                    name,
                    " does not exist or is of another type.",
                ];
                return Err(Error::refused(&message, hint, name));
            }
        }
    }
    Ok((options, send_email))
}

/// Boxed, so that the way to a promise is compiled once and not for every method.
fn promise(work: impl Future<Output = Result<String>> + 'static) -> Promise {
    let work: Pin<Box<dyn Future<Output = Result<String>>>> = Box::pin(work);
    future_to_promise(async move {
        match work.await {
            Ok(json) => Ok(JsValue::from_str(&json)),
            Err(error) => Err(to_js(error)),
        }
    })
}
