//! What can be called, and how it is run.

use std::fmt::Debug;

use aismarttalk_prestashop::actions;
use aismarttalk_prestashop::client::Client;
use aismarttalk_prestashop::client::paging::Paging;
use aismarttalk_prestashop::client::write::{StatusChange, WriteOptions};
use aismarttalk_prestashop::json::{Map, Value};
use aismarttalk_prestashop::resources::{
    Customer, Declared, Order, OrderDetail, OrderHistory, Product, StockAvailable,
};
use aismarttalk_prestashop::webservice::Result;
use aismarttalk_prestashop::webservice::call::Call as WebserviceCall;
use aismarttalk_prestashop::webservice::display::Display;
use aismarttalk_prestashop::webservice::filter::{Condition, Filter};
use aismarttalk_prestashop::webservice::query::Query;

use crate::support::{StoreTransport, block_on};

/// What is called, and with what.
#[derive(Clone, Debug)]
pub enum What {
    Action(&'static str, String),
    /// `get` of a type.
    Get,
    /// `list` of a type: the record alone.
    ListOne,
    /// `list` of a type: all there are.
    List,
    Json,
    JsonPart,
    JsonList,
    ListJson,
    ListJsonOne,
    Page,
    Update(&'static str, bool),
    Create(String),
    Delete(bool),
    Status,
}

/// A call about a record, or about all of a resource.
#[derive(Clone, Debug)]
pub struct Call {
    pub what: What,
    pub resource: &'static str,
    /// The record it names by its id.
    pub id: Option<u32>,
}

impl Call {
    /// What it is called in the table.
    pub fn name(&self) -> String {
        let resource = self.resource;
        match &self.what {
            What::Action(name, _) => (*name).to_owned(),
            What::Get => format!("get<{resource}>"),
            What::List | What::ListOne => format!("list<{resource}>"),
            What::Json | What::JsonPart => format!("json {resource}/id"),
            What::JsonList => format!("json {resource}"),
            What::ListJson | What::ListJsonOne => format!("list_json {resource}"),
            What::Page => format!("page {resource}"),
            What::Update(..) => format!("update {resource}"),
            What::Create(_) => format!("create {resource}"),
            What::Delete(_) => format!("delete {resource}"),
            What::Status => "change_status".to_owned(),
        }
    }

    /// Runs it; the text holds all of the answer.
    pub fn run(&self, client: &Client<StoreTransport>) -> Result<String> {
        let (resource, id) = (self.resource, self.id.unwrap_or(1));
        let all = Query::default;
        let one = || Query {
            filter: vec![Filter::new("id", Condition::Equals(id.to_string()))],
            ..Query::default()
        };
        block_on(async {
            match &self.what {
                What::Action(name, input) => {
                    let input = Value::parse(input).unwrap();
                    Ok(actions::run(client, name, &input).await?.to_string())
                }
                What::Get => typed(client, resource, Some(id), all()).await,
                What::ListOne => typed(client, resource, None, one()).await,
                What::List => typed(client, resource, None, all()).await,
                What::Json => client.json(WebserviceCall::get(resource, id, all())).await,
                What::JsonPart => {
                    let query = Query {
                        display: Display::Fields(vec!["id".to_owned()]),
                        ..Query::default()
                    };
                    client.json(WebserviceCall::get(resource, id, query)).await
                }
                What::JsonList => client.json(WebserviceCall::list(resource, all())).await,
                What::ListJson => client.list_json(resource, all()).await,
                What::ListJsonOne => client.list_json(resource, one()).await,
                What::Page => {
                    let paging = Paging::new(all(), 50)?;
                    Ok(client.page(resource, &paging, None).await?.rows)
                }
                What::Update(changes, preview) => {
                    let (changes, options) = (map(changes), options(*preview));
                    let written = client.update(resource, id, &changes, &options).await?;
                    written.to_json()
                }
                What::Create(fields) => {
                    let fields = map(fields);
                    let options = WriteOptions {
                        send_email: true,
                        ..options(false)
                    };
                    let written = client.create(resource, &fields, &options).await?;
                    written.to_json()
                }
                What::Delete(preview) => {
                    let options = options(*preview);
                    client.delete(resource, id, &options).await?.to_json()
                }
                What::Status => {
                    let change = StatusChange {
                        id_order: id,
                        id_order_state: 9,
                        id_employee: None,
                        send_email: true,
                    };
                    let written = client.change_status(&change, &options(false)).await?;
                    written.to_json()
                }
            }
        })
    }
}

fn map(text: &str) -> Map {
    match Value::parse(text).unwrap() {
        Value::Object(map) => map,
        other => panic!("{other} is no object"),
    }
}

fn options(preview: bool) -> WriteOptions {
    WriteOptions {
        preview,
        ..WriteOptions::default()
    }
}

async fn typed(
    client: &Client<StoreTransport>,
    resource: &str,
    id: Option<u32>,
    query: Query,
) -> Result<String> {
    match resource {
        "products" => shown::<Product>(client, id, query).await,
        "orders" => shown::<Order>(client, id, query).await,
        "order_details" => shown::<OrderDetail>(client, id, query).await,
        "order_histories" => shown::<OrderHistory>(client, id, query).await,
        "customers" => shown::<Customer>(client, id, query).await,
        "stock_availables" => shown::<StockAvailable>(client, id, query).await,
        other => panic!("{other} has no type"),
    }
}

async fn shown<R: Declared + Debug>(
    client: &Client<StoreTransport>,
    id: Option<u32>,
    query: Query,
) -> Result<String> {
    match id {
        Some(id) => Ok(format!("{:?}", client.get::<R>(id, query).await?)),
        None => Ok(format!("{:?}", client.list::<R>(query).await?)),
    }
}
