//! The mail about a new step of an order.

use super::Mailing;
use super::state_change::{has, table_row};
use super::values::text_of;
use crate::catalogue::shops;
use crate::resources::field::Kind;
use crate::resources::{Place, customer, order, order_state};
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
    Ok(())
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
