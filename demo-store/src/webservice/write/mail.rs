//! The mails about a new step of an order and about its parcel.

use super::asking::Mailing;
use super::rows::{has, table_row};
use super::values::text_of;
use crate::catalogue::shops;
use crate::resources::field::Kind;
use crate::resources::{Place, carrier, customer, order, order_carrier, order_state};
use crate::store::{Mail, Store};
use crate::tables::value::Value;
use crate::tables::{BASE, Row};
use crate::webservice::errors::Refusal;

/// A mail goes when it is asked for and the step has a template. It is that of the
/// order's shop, whatever shop the request talks to.
pub(super) fn send(
    store: &mut Store,
    mailing: Mailing,
    order: Option<&Row>,
    state: u32,
) -> Result<(), Refusal> {
    let Some(order) = order.filter(|_| mailing.asked) else {
        return Ok(());
    };
    let template = template(store, state);
    if template.is_empty() || !has(store, state, order_state::Column::send_email) {
        return Ok(());
    }
    if mailing.fails {
        return Err(Refusal::one(500, 46, "Unable to save resource"));
    }
    deliver(store, order, template, state);
    Ok(())
}

/// The mail with the tracking link of a parcel, which is saved by then.
pub(super) fn in_transit(store: &mut Store, mailing: Mailing, parcel: u32) -> Result<(), Refusal> {
    if !mailing.asked {
        return Ok(());
    }
    let order = table_row(store, Place::OrderCarriers, parcel)
        .map(|row| row.id_in(order_carrier::Column::id_order))
        .and_then(|id| table_row(store, Place::Orders, id));
    let Some(order) = order else {
        return Err(Refusal::Fatal);
    };
    // Without an address to follow it at there is nothing to tell.
    let courier = table_row(
        store,
        Place::Carriers,
        order.id_in(order::Column::id_carrier),
    );
    let link = courier.map(|row| text_of(&row, carrier::Column::url, Kind::Text));
    if link.is_none_or(|link| link.is_empty()) {
        return Ok(());
    }
    if mailing.fails {
        return Err(Refusal::one(500, 46, "Unable to save resource"));
    }
    let state = order.id_in(order::Column::current_state);
    deliver(store, &order, "in_transit".to_owned(), state);
    Ok(())
}

fn deliver(store: &mut Store, order: &Row, template: String, state: u32) {
    let buyer = order.id_in(order::Column::id_customer);
    let to = table_row(store, Place::Customers, buyer).map_or(String::new(), |row| {
        text_of(&row, customer::Column::email, Kind::Text)
    });
    let shop = order.id_in(order::Column::id_shop);
    store.mails.push(Mail {
        to,
        template,
        id_order: order.id,
        id_order_state: state,
        shop: shops::name(shop).to_owned(),
    });
}

fn template(store: &Store, state: u32) -> String {
    let row = table_row(store, Place::OrderStates, state);
    let stored = row
        .as_ref()
        .and_then(|row| row.stored(BASE, order_state::Column::template.into()));
    match stored {
        Some(Value::Texts(texts)) => texts.first().map_or("", |(_, text)| text).to_owned(),
        _ => String::new(),
    }
}
