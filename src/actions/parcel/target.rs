//! The parcel that an input means, and its order.

use json::{Map, Value};
use resources::views::OrderCarrier;
use resources::{Declared, Order};

use super::super::by_id::{by_id, not_found};
use super::super::input::{Argument, Input};
use super::super::order_search::{no_order, reference};
use super::both::RESOURCE;
use crate::client::Client;
use crate::client::join::join;
use crate::client::transport::Transport;
use crate::client::write::{Prepared, WriteOptions};
use crate::webservice::display::Display;
use crate::webservice::error::{Error, ErrorKind, Result};
use crate::webservice::filter::Filter;
use crate::webservice::names::shown;
use crate::webservice::number::number;
use crate::webservice::query::Query;

/// A parcel, and the order it is of.
#[derive(Debug)]
pub struct Target {
    /// Id of the parcel.
    pub parcel: u32,
    /// Its number as it is now.
    pub number: String,
    /// The order, with what decides about its e-mail.
    pub order: Order,
    /// Id of the order.
    pub id_order: u32,
    /// The parcel, if it has been read whole.
    pub prepared: Option<Prepared>,
}

/// The parcel that an input names, itself or by its order, which is in the shop's own list. A parcel
/// named by itself is prepared for its `changes` at once.
///
/// # Errors
/// `NotFound` for an order or a parcel that the shop does not have; `InvalidRequest`, with the ids,
/// for an order that travels in several parcels, and for one that has none.
pub async fn target<T: Transport>(
    client: &Client<T>,
    input: &Input,
    changes: &Map,
    options: &WriteOptions,
) -> Result<Target> {
    // Whether the order is the shop's own is looked at here.
    let own = &client.knowing_ties();
    match input.number("parcel") {
        Some(id) => {
            // The parcel of an order of another shop is none.
            let as_none = |error: Error| match error.kind() {
                ErrorKind::NotFound => not_found(OrderCarrier::RESOURCE.item, id),
                _ => error,
            };
            let prepared = own.prepare(RESOURCE, id, changes, options).await;
            let prepared = prepared.map_err(as_none)?;
            let id_order = number(prepared.text("id_order")).unwrap_or_default();
            let order = by_id::<Order>(client, id_order, query(ORDER_FIELDS)).await;
            let order = order.map_err(as_none)?;
            Ok(Target {
                parcel: id,
                number: prepared.text("tracking_number").to_owned(),
                id_order,
                order,
                prepared: Some(prepared),
            })
        }
        None => {
            let (found, ()) = join(by_order(client, input), client.know_rights()).await;
            let (order, parcels) = found?;
            the_only(&parcels, order)
        }
    }
}

/// The order that an input names, and its parcels.
async fn by_order<T: Transport>(
    client: &Client<T>,
    input: &Input,
) -> Result<(Order, Vec<OrderCarrier>)> {
    let id = match input.get("order") {
        Some(Argument::Number(id)) => Some(*id),
        // Digits are an id.
        _ => number(input.text("order")),
    };
    let Some(id) = id else {
        let order = named(client, input.text("order")).await?;
        let parcels = parcels(client, order.id().unwrap_or_default()).await?;
        return Ok((order, parcels));
    };
    let order = by_id::<Order>(client, id, query(ORDER_FIELDS));
    let (order, parcels) = join(order, parcels(client, id)).await;
    Ok((order?, parcels?))
}

const PARCEL_FIELDS: &[&str] = &["id", "id_order", "id_carrier", "tracking_number"];
const ORDER_FIELDS: &[&str] = &["id", "reference", "id_customer", "id_carrier"];

fn query(fields: &[&str]) -> Query {
    Query {
        display: Display::of(fields),
        ..Query::default()
    }
}

impl Target {
    fn of(parcel: &OrderCarrier, order: Order) -> Self {
        Target {
            parcel: parcel.id().unwrap_or_default(),
            number: parcel.tracking_number().unwrap_or_default().to_owned(),
            id_order: order.id().unwrap_or_default(),
            order,
            prepared: None,
        }
    }

    /// The reference of the order.
    pub fn reference(&self) -> Value {
        Value::from(self.order.reference().map(str::to_owned))
    }
}

/// The one order that has a reference.
async fn named<T: Transport>(client: &Client<T>, text: &str) -> Result<Order> {
    let mut query = query(ORDER_FIELDS);
    query.filter.push(reference(text));
    let mut orders = client.list::<Order>(query).await?;
    match orders.len() {
        0 => Err(no_order(text).with_field("order")),
        1 => orders.pop().ok_or_else(|| no_order(text)),
        _ => {
            let ids: Vec<String> = orders.iter().filter_map(Order::id).map(text_of).collect();
            let problem = ["names several orders: ", &shown(text)];
            let hint = format!("Give the id of the one meant: {}.", ids.join(", "));
            Err(Error::about("order", &problem, &hint))
        }
    }
}

fn text_of(id: u32) -> String {
    id.to_string()
}

async fn parcels<T: Transport>(client: &Client<T>, order: u32) -> Result<Vec<OrderCarrier>> {
    let mut query = query(PARCEL_FIELDS);
    query.filter.push(Filter::of_id("id_order", order));
    client.knowing_ties().list(query).await
}

fn the_only(parcels: &[OrderCarrier], order: Order) -> Result<Target> {
    match parcels {
        [one] => Ok(Target::of(one, order)),
        [] => {
            let hint = "Its products are virtual, or it was made without a carrier. Look at it in the back office.";
            Err(Error::about("order", &["has no parcel"], hint))
        }
        several => {
            let hint = format!("Give `parcel` in its place: {}.", listed(several));
            Err(Error::about("order", &["has several parcels"], &hint))
        }
    }
}

/// `12 (CL0001), 13 (no number)`
fn listed(parcels: &[OrderCarrier]) -> String {
    let one = |parcel: &OrderCarrier| {
        let number = parcel.tracking_number().filter(|text| !text.is_empty());
        let number = number.map_or("no number".to_owned(), |text| shown(text).to_string());
        format!("{} ({number})", parcel.id().unwrap_or_default())
    };
    parcels.iter().map(one).collect::<Vec<String>>().join(", ")
}
