//! The client of one shop, as the package's own class holds it.

use std::cell::RefCell;
use std::future::Future;
use std::pin::Pin;

use js_sys::{Function, Object, Promise, Reflect, Uint8Array};
use json::{JsonText, Map, Value};
use resources::json_rows::{Form, JsonRows};
use resources::{Creation, Resource};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::future_to_promise;
use web_sys::AbortSignal;

use crate::client::Client;
use crate::client::changes::Asked;
use crate::client::files::ShopFile;
use crate::client::paging::Paging;
use crate::client::write::{UnsettledWrite, WriteOptions};
use crate::webservice::packed::unpack;
use crate::webservice::query::Query;
use crate::webservice::{Error, Result};

use super::causes::Causes;
use super::errors::{Failure, to_js};
use super::exchange::observer;
use super::fetch::{Fetch, is_browser};
use super::given::{CHANGES, FIELDS, Given, INPUT, OPTIONS, QUERY, RUN, SETTINGS, WATCHED, WRITE};
use super::settings;

/// One shop and one key.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Shop {
    client: Client<Fetch>,
    /// Told of the write of the calls that begin from now on.
    before_write: RefCell<Option<Function>>,
    /// Why what it was given to know counts for nothing.
    ignored: Option<&'static str>,
}

#[wasm_bindgen]
impl Shop {
    /// From options, a `fetch` of the user's and a function that sees exchanges.
    #[wasm_bindgen(constructor)]
    pub fn new(
        options: &JsValue,
        fetch: Option<Function>,
        on_exchange: Option<Function>,
    ) -> std::result::Result<Shop, JsValue> {
        let given = SETTINGS.read(options).map_err(to_js)?;
        let settings = settings::from_json(&given).map_err(to_js)?;
        let transport = Fetch {
            function: fetch,
            is_named: !is_browser(),
            ..Fetch::default()
        };
        let client = Client::new(transport, settings, on_exchange.map(observer));
        let (client, ignored) = match given.get("knowledge") {
            None | Some(Value::Null) => (client, None),
            Some(knowledge) => client.knowing(knowledge).map_err(to_js)?,
        };
        Ok(Shop {
            client,
            before_write: RefCell::default(),
            ignored,
        })
    }

    /// What it knows of its shop, as an object.
    pub fn knowledge(&self) -> String {
        self.client.knowledge()
    }

    /// Why what it was given to know counts for nothing; `undefined` where it counts.
    #[wasm_bindgen(getter, js_name = knowledgeIgnored)]
    pub fn knowledge_ignored(&self) -> Option<String> {
        self.ignored.map(str::to_owned)
    }

    /// Sets who is told of a write before it is sent, as JSON text, by the calls that begin after
    /// this one. What it throws, at once or later, stops the write.
    #[wasm_bindgen(js_name = beforeWrite)]
    pub fn before_write(&self, function: Function) {
        self.before_write.replace(Some(function));
    }

    /// The shop's version, once an answer has told it.
    #[wasm_bindgen(getter)]
    pub fn version(&self) -> Option<String> {
        self.client.version_text()
    }

    /// What the key may do.
    pub fn permissions(&self, signal: Option<AbortSignal>) -> Promise {
        let client = self.client(signal);
        promise(client.transport().clone(), async move {
            Ok(client.permissions().await?.to_json())
        })
    }

    /// A list of a resource, which is named or brings its declaration (see `webservice::packed`),
    /// looked at again row by row; or one of its records, by its id. `take` gets the rows in parts, each with the number of
    /// rows before it, which may be less than came: then the others do not count. The answer holds
    /// the places of the rows that count, in their order, or is `null` for all as they came.
    pub fn list(
        &self,
        resource: &str,
        id: Option<u32>,
        query: &JsValue,
        take: Function,
        signal: Option<AbortSignal>,
    ) -> Promise {
        let client = self.client(signal);
        let (resource, query) = asked(resource, query);
        promise(client.transport().clone(), async move {
            let query = query?;
            let mut rows = rows_for(query.declaration(&resource), take);
            let places = client.read_into(&resource, id, query, &mut rows).await?;
            rows.hand_over();
            let mut json = JsonText::default();
            write_places(&mut json, places);
            Ok(json.into_string())
        })
    }

    /// One page, as a list: `{"next":123,"places":null}`, to be asked for again behind `next` until
    /// that is `null`. `skips_failing` leaves out records that make the shop fail.
    #[allow(clippy::too_many_arguments)] // They cross the border one by one.
    pub fn page(
        &self,
        resource: &str,
        query: &JsValue,
        size: u32,
        after: Option<u32>,
        skips_failing: bool,
        take: Function,
        signal: Option<AbortSignal>,
    ) -> Promise {
        let client = self.client(signal);
        let (resource, query) = asked(resource, query);
        promise(client.transport().clone(), async move {
            let paging = Paging {
                skips_failing,
                ..Paging::new(query?, size)?
            };
            let mut rows = rows_for(paging.query.declaration(&resource), take);
            let (places, next) = client
                .page_into(&resource, &paging, after, &mut rows)
                .await?;
            rows.hand_over();
            let mut json = JsonText::default();
            json.object(|json| {
                json.entry("next", |json| json.optional_number(next.map(i64::from)));
                json.entry("places", |json| write_places(json, places));
            });
            Ok(json.into_string())
        })
    }

    /// Takes over a write of which an earlier client does not know what became.
    pub fn remember(&self, write: &JsValue) -> std::result::Result<(), JsValue> {
        let write = read_write(write).map_err(to_js)?;
        self.client.remember(write).map_err(to_js)
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
    pub fn look_again(&self, write: &JsValue, signal: Option<AbortSignal>) -> Promise {
        let client = self.client(signal);
        let write = read_write(write);
        promise(client.transport().clone(), async move {
            Ok(client.look_again(&write?).await?.to_json()?)
        })
    }

    /// Changes fields of a record, see `WriteOptions`.
    pub fn update(
        &self,
        resource: &str,
        id: u32,
        changes: &JsValue,
        options: &JsValue,
        signal: Option<AbortSignal>,
    ) -> Promise {
        let client = self.client(signal);
        let (resource, changes) = (resource.to_owned(), members(changes, &CHANGES));
        let options = write_options(options, resources::of(&resource).mails_on_change);
        promise(client.transport().clone(), async move {
            let (options, changes) = (options?, changes?);
            let written = client.update(&resource, id, &changes, &options).await?;
            Ok(written.to_json()?)
        })
    }

    /// Creates a record.
    pub fn create(
        &self,
        resource: &str,
        fields: &JsValue,
        options: &JsValue,
        signal: Option<AbortSignal>,
    ) -> Promise {
        let client = self.client(signal);
        let options = write_options(options, sends_email(resource));
        let (resource, fields) = (resource.to_owned(), members(fields, &FIELDS));
        promise(client.transport().clone(), async move {
            let (options, fields) = (options?, fields?);
            let written = client.create(&resource, &fields, &options).await?;
            Ok(written.to_json()?)
        })
    }

    /// Deletes a record.
    pub fn delete(
        &self,
        resource: &str,
        id: u32,
        options: &JsValue,
        signal: Option<AbortSignal>,
    ) -> Promise {
        let client = self.client(signal);
        let resource = resource.to_owned();
        let options = write_options(options, false);
        promise(client.transport().clone(), async move {
            let written = client.delete(&resource, id, &options?).await?;
            Ok(written.to_json()?)
        })
    }

    /// The ids of the images of a product.
    #[wasm_bindgen(js_name = imageIds)]
    pub fn image_ids(&self, product: u32, signal: Option<AbortSignal>) -> Promise {
        let client = self.client(signal);
        promise(client.transport().clone(), async move {
            let mut json = JsonText::default();
            json.array(&client.image_ids(product).await?, |json, id| {
                json.number(i64::from(*id));
            });
            Ok(json.into_string())
        })
    }

    /// An image of a product, or the one of a record of another kind.
    pub fn image(
        &self,
        kind: &str,
        owner: u32,
        image: Option<u32>,
        signal: Option<AbortSignal>,
    ) -> Promise {
        let client = self.client(signal);
        let kind = kind.to_owned();
        file(client.transport().clone(), async move {
            client.image(&kind, owner, image).await
        })
    }

    /// The file of an attachment.
    pub fn attachment(&self, id: u32, signal: Option<AbortSignal>) -> Promise {
        let client = self.client(signal);
        file(client.transport().clone(), async move {
            client.attachment(id).await
        })
    }

    /// Adds an image to a product.
    #[wasm_bindgen(js_name = addImage)]
    pub fn add_image(&self, product: u32, bytes: Vec<u8>, signal: Option<AbortSignal>) -> Promise {
        let client = self.client(signal);
        promise(client.transport().clone(), async move {
            let added = client.add_image(product, bytes).await?;
            let mut json = JsonText::default();
            json.object(|json| {
                json.entry("id", |json| json.number(i64::from(added.id)));
                json.entry("warnings", |json| {
                    json.array(&added.warnings, |json, one| json.string(one));
                });
            });
            Ok(json.into_string())
        })
    }

    /// What the shop's own search finds, as `{"products":[…],"categories":[…]}`.
    pub fn search(&self, query: &JsValue, signal: Option<AbortSignal>) -> Promise {
        let client = self.client(signal);
        let query = read_query(query);
        promise(client.transport().clone(), async move {
            Ok(client.search(query?).await?.to_json())
        })
    }

    /// What has changed, by `{ watched, cursor?, since? }`.
    pub fn changes(&self, asked: &JsValue, signal: Option<AbortSignal>) -> Promise {
        let client = self.client(signal);
        let asked = WATCHED.read(asked);
        promise(client.transport().clone(), async move {
            let asked = Asked::from_value(&asked?)?;
            Ok(client.changes(&asked).await?)
        })
    }

    /// An action by its name; `options` may hold it to a customer.
    pub fn run(
        &self,
        action: &str,
        input: &JsValue,
        options: &JsValue,
        signal: Option<AbortSignal>,
    ) -> Promise {
        let client = self.client(signal);
        let (action, input) = (action.to_owned(), INPUT.read(input));
        let options = RUN.read(options);
        promise(client.transport().clone(), async move {
            let client = match crate::actions::read_hold(&options?)? {
                Some(hold) => client.held_to(hold),
                None => client,
            };
            let answer = crate::actions::run(&client, &action, &input?).await?;
            Ok(answer.to_string())
        })
    }

    fn client(&self, signal: Option<AbortSignal>) -> Client<Fetch> {
        self.client.with_transport(Fetch {
            signal,
            before_write: self.before_write.borrow().clone(),
            causes: Causes::default(),
            ..self.client.transport().clone()
        })
    }
}

/// Whether creating a record can send an e-mail.
fn sends_email(resource: &str) -> bool {
    resources::of(resource).creation == Creation::OrderStatus
}

/// A resource and what is asked of it, by its name or its packed declaration.
fn asked(resource: &str, query: &JsValue) -> (String, Result<Query, Failure>) {
    let declared = unpack(resource);
    let mut query = read_query(query);
    if let Ok(query) = &mut query {
        query.declared = declared;
    }
    let name = declared.map_or(resource, |declared| declared.name);
    (name.to_owned(), query)
}

fn read_query(given: &JsValue) -> Result<Query, Failure> {
    Ok(Query::from_json(&QUERY.read(given)?)?)
}

fn read_write(given: &JsValue) -> Result<UnsettledWrite, Failure> {
    Ok(UnsettledWrite::from_value(&WRITE.read(given)?)?)
}

fn members(given: &JsValue, what: &Given) -> Result<Map, Failure> {
    match what.read(given)? {
        Value::Object(members) => Ok(members),
        _ => Err(what.no_object().into()),
    }
}

/// Reads `{ preview?, expect?, synopsis? }`, and `sendEmail?` where there is an e-mail to send.
fn write_options(given: &JsValue, sends: bool) -> Result<WriteOptions, Failure> {
    let mut options = WriteOptions::default();
    for (name, value) in members(given, &OPTIONS)?.iter() {
        match (name, value) {
            ("preview", Value::Bool(value)) => options.preview = *value,
            ("synopsis", Value::Bool(value)) => options.synopsis = *value,
            ("sendEmail", Value::Bool(value)) if sends => options.send_email = *value,
            ("expect", Value::String(token)) => options.expect = Some(token.clone()),
            _ => {
                let hint = "preview and synopsis are true or false, and sendEmail for a status or a parcel; expect is a preview or its token.";
                let problem = ["is no option, or of another type"];
                return Err(Error::about(name, &problem, hint).into());
            }
        }
    }
    Ok(options)
}

type Work = Pin<Box<dyn Future<Output = Result<String, Failure>>>>;

/// Boxed, so that the way to a promise is compiled once and not for every method.
fn promise(fetch: Fetch, work: impl Future<Output = Result<String, Failure>> + 'static) -> Promise {
    let work: Work = Box::pin(work);
    future_to_promise(async move {
        match work.await {
            Ok(json) => Ok(JsValue::from_str(&json)),
            Err(failure) => Err(thrown(&fetch, failure)),
        }
    })
}

/// The same for a file, as `{ type, bytes }`.
fn file(fetch: Fetch, work: impl Future<Output = Result<ShopFile>> + 'static) -> Promise {
    let work: Pin<Box<dyn Future<Output = Result<ShopFile>>>> = Box::pin(work);
    future_to_promise(async move {
        let file = work.await.map_err(|error| thrown(&fetch, error.into()))?;
        let object = Object::new();
        let bytes = Uint8Array::from(file.bytes.as_slice());
        for (name, value) in [("type", file.media_type.into()), ("bytes", bytes.into())] {
            Reflect::set(&object, &JsValue::from_str(name), &value)?;
        }
        Ok(object.into())
    })
}

fn thrown(fetch: &Fetch, failure: Failure) -> JsValue {
    to_js(failure.caused_by(|error| fetch.causes.of(error, fetch.signal.as_ref())))
}

/// Rows of a list, which go to a function in parts.
fn rows_for(resource: &Resource, take: Function) -> JsonRows {
    let taker = move |before: usize, part: String| {
        // It keeps what it throws.
        let _ = take.call2(&JsValue::UNDEFINED, &before.into(), &part.into());
    };
    JsonRows::handed_to(resource, Form::Arrays, Box::new(taker))
}

fn write_places(json: &mut JsonText, places: Option<Vec<usize>>) {
    match places {
        None => json.null(),
        Some(places) => json.array(&places, |json, place| {
            json.number(i64::try_from(*place).unwrap_or(i64::MAX));
        }),
    }
}
