//! What else a shop does when it saves: other records, mails, refusals of its own.

use super::fields::text_of;
use super::{Asking, Method};
use crate::collation;
use crate::options::ShopVersion;
use crate::resources::field::Kind;
use crate::resources::{
    Place, customer, order, order_history, order_state, product, stock_available,
};
use crate::store::{Mail, Store};
use crate::tables::value::Value;
use crate::tables::{BASE, Row};
use crate::webservice::errors::Refusal;
use std::cmp::Ordering;

/// Whether a mail is asked for, and whether the mail server takes it.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Mailing {
    pub(crate) asked: bool,
    pub(crate) fails: bool,
}

/// Refusals that depend on other records, and values the shop makes itself.
pub(super) fn before_saving(
    store: &Store,
    asking: Asking<'_>,
    row: &mut Row,
    before: Option<&Row>,
    now: i64,
) -> Result<(), Refusal> {
    match asking.resource.place {
        Place::Customers => {
            check_address(store, row)?;
            hash_password(row, before, now, store.options.version);
            Ok(())
        }
        Place::Products => check_position(store, row, before),
        Place::StockAvailables => {
            let depends = row.id_in(stock_available::Column::depends_on_stock) == 1;
            if depends && store.options.version < ShopVersion::V9_0 {
                let message = "You cannot update the available stock when it depends on stock.";
                return Err(Refusal::one(500, 133, message));
            }
            Ok(())
        }
        Place::OrderHistories if asking.method == Method::Post => {
            if row.id_in(order_history::Column::date_add) == 0
                && text_of(row, order_history::Column::date_add, Kind::DateTime).starts_with("0000")
            {
                row.set(order_history::Column::date_add, Value::Moment(Some(now)));
            }
            check_step(store, row)
        }
        _ => Ok(()),
    }
}

/// Two people with an account cannot share an address.
fn check_address(store: &Store, row: &Row) -> Result<(), Refusal> {
    use customer::Column::*;
    if row.id_in(is_guest) == 1 {
        return Ok(());
    }
    let address = text_of(row, email, Kind::Text);
    let taken = store
        .table(Place::Customers)
        .into_iter()
        .flat_map(|table| table.iter())
        .filter(|other| other.id != row.id && other.id_in(is_guest) == 0)
        .any(|other| {
            collation::compare(&text_of(other, email, Kind::Text), &address) == Ordering::Equal
        });
    if taken {
        return Err(Refusal::one(
            500,
            141,
            "The email is already used, please choose another one",
        )
        .and(46, "Unable to save resource"));
    }
    Ok(())
}

/// Anything but the stored hash is taken for a new password.
fn hash_password(row: &mut Row, before: Option<&Row>, now: i64, version: ShopVersion) {
    use customer::Column::*;
    let given = text_of(row, passwd, Kind::Text);
    let held = before.map(|row| text_of(row, passwd, Kind::Text));
    if held.as_deref() != Some(given.as_str()) {
        let hash = crate::sha1::hex(format!("{now} {given}").as_bytes());
        row.set(
            passwd,
            Value::text(if version < ShopVersion::V1_7 {
                hash.chars().take(32).collect()
            } else {
                format!("$2y$10${hash}demonstration")
            }),
        );
    }
    if before.is_none() {
        let key = crate::sha1::hex(format!("{now} key").as_bytes());
        row.set(secure_key, Value::text(key.chars().take(32).collect()));
    }
}

/// A position is only looked at when the body names one.
fn check_position(store: &Store, row: &Row, before: Option<&Row>) -> Result<(), Refusal> {
    use product::Column::{id_category_default, position_in_category};
    let column = u8::from(position_in_category);
    let new = row.stored(BASE, column);
    // A product that is not in its category has no position, which cannot be put back:
    // the body's empty text becomes a 0.
    if new == before.and_then(|row| row.stored(BASE, column)) {
        return Ok(());
    }
    let position = new.map_or(0, Value::number);
    // 1.6 counts from 0.
    if position <= 0 && store.options.version >= ShopVersion::V1_7 {
        let message = "You cannot set 0 or a negative position, the minimum for a position is 1.";
        return Err(Refusal::one(500, 134, message));
    }
    let category = row.id_in(id_category_default);
    let count = store
        .table(Place::Products)
        .into_iter()
        .flat_map(|table| table.iter())
        .filter(|other| other.linked(0).contains(&category))
        .count();
    if usize::try_from(position).is_ok_and(|position| position > count) {
        let message = "You cannot set a position greater than the total number of products in the category, starting at 1.";
        return Err(Refusal::one(500, 135, message));
    }
    Ok(())
}

/// Steps of orders that do not exist kill the shop, each version in its own way.
fn check_step(store: &Store, row: &Row) -> Result<(), Refusal> {
    let order = row.id_in(order_history::Column::id_order);
    let state = row.id_in(order_history::Column::id_order_state);
    let there = |place: Place, id: u32| {
        store
            .table(place)
            .is_some_and(|table| table.get(id).is_some())
    };
    if there(Place::Orders, order) && (state == 0 || there(Place::OrderStates, state)) {
        return Ok(());
    }
    Err(match store.options.version {
        ShopVersion::V1_6 => Refusal::Text(200, "Invalid new order status"),
        ShopVersion::V1_7 => Refusal::Text(500, "Invalid new order status"),
        _ => Refusal::Fatal,
    })
}

/// Other records that change along, and mails.
pub(super) fn after_saving(
    store: &mut Store,
    asking: Asking<'_>,
    id: u32,
    before: Option<&Row>,
    now: i64,
) -> Result<(), Refusal> {
    let Some(row) = store.row(asking.resource, id).cloned() else {
        return Ok(());
    };
    match asking.resource.place {
        Place::OrderHistories if asking.method == Method::Post => {
            let order = row.id_in(order_history::Column::id_order);
            let state = row.id_in(order_history::Column::id_order_state);
            advance(store, order, state, now);
            send(store, asking.mailing, order, state)
        }
        Place::Orders => {
            let state = row.id_in(order::Column::current_state);
            if before.is_some_and(|before| before.id_in(order::Column::current_state) != state) {
                add_history(store, id, state, now);
                advance(store, id, state, now);
            }
            Ok(())
        }
        Place::StockAvailables => {
            add_up(store, &row);
            Ok(())
        }
        _ => Ok(()),
    }
}

fn has(store: &Store, state: u32, flag: order_state::Column) -> bool {
    store
        .table(Place::OrderStates)
        .and_then(|table| table.get(state))
        .is_some_and(|row| row.id_in(flag) == 1)
}

/// Invoice, payment and delivery come with the first step that has the flag.
fn advance(store: &mut Store, order: u32, state: u32, now: i64) {
    use order::Column::*;
    let Some(mut row) = store
        .table(Place::Orders)
        .and_then(|table| table.get(order))
        .cloned()
    else {
        return;
    };
    let flag = |flag| has(store, state, flag);
    row.set(current_state, Value::Number(i64::from(state)))
        .set(
            valid,
            Value::Number(i64::from(flag(order_state::Column::logable))),
        )
        .set(date_upd, Value::Moment(Some(now)));
    if flag(order_state::Column::invoice) && row.id_in(invoice_number) == 0 {
        row.set(invoice_number, Value::Number(i64::from(order)))
            .set(invoice_date, Value::Moment(Some(now)));
    }
    if flag(order_state::Column::delivery) && row.id_in(delivery_number) == 0 {
        row.set(delivery_number, Value::Number(i64::from(order)))
            .set(delivery_date, Value::Moment(Some(now)));
    }
    let unpaid = row
        .stored(BASE, total_paid_real.into())
        .map_or(0, Value::millionths)
        == 0;
    if flag(order_state::Column::paid) && unpaid {
        let total = row.stored(BASE, total_paid_tax_incl.into()).cloned();
        row.set(total_paid_real, total.unwrap_or(Value::Millionths(0)));
    }
    store.save_at(Place::Orders, row);
}

fn add_history(store: &mut Store, order: u32, state: u32, now: i64) {
    use order_history::Column::*;
    let last = store
        .table(Place::OrderHistories)
        .map_or(0, |table| table.last_id());
    let mut row = Row::new(last.saturating_add(1));
    row.set(id_order, Value::Number(i64::from(order)))
        .set(id_order_state, Value::Number(i64::from(state)))
        .set(date_add, Value::Moment(Some(now)));
    store.save_at(Place::OrderHistories, row);
}

/// A mail goes when it is asked for and the step has a template.
fn send(store: &mut Store, mailing: Mailing, order: u32, state: u32) -> Result<(), Refusal> {
    if !mailing.asked || !has(store, state, order_state::Column::send_email) {
        return Ok(());
    }
    let template = match store
        .table(Place::OrderStates)
        .and_then(|table| table.get(state))
        .and_then(|row| row.stored(BASE, order_state::Column::template.into()))
    {
        Some(Value::Texts(texts)) => texts
            .first()
            .map_or(String::new(), |(_, text)| text.to_string()),
        _ => String::new(),
    };
    if template.is_empty() {
        return Ok(());
    }
    if mailing.fails {
        return Err(Refusal::one(500, 46, "Unable to save resource"));
    }
    let customer = store
        .table(Place::Orders)
        .and_then(|table| table.get(order))
        .map_or(0, |row| row.id_in(order::Column::id_customer));
    let to = store
        .table(Place::Customers)
        .and_then(|table| table.get(customer))
        .map_or(String::new(), |row| {
            text_of(row, customer::Column::email, Kind::Text)
        });
    store.mails.push(Mail {
        to,
        template,
        id_order: order,
    });
    Ok(())
}

/// The row of the whole product is the sum of its combinations.
fn add_up(store: &mut Store, row: &Row) {
    use stock_available::Column::*;
    if row.id_in(id_product_attribute) == 0 {
        return;
    }
    let product = row.id_in(id_product);
    let rows: Vec<Row> = store
        .table(Place::StockAvailables)
        .into_iter()
        .flat_map(|table| table.iter())
        .filter(|other| other.id_in(id_product) == product)
        .cloned()
        .collect();
    let sum = rows
        .iter()
        .filter(|other| other.id_in(id_product_attribute) != 0)
        .map(|other| other.stored(BASE, quantity.into()).map_or(0, Value::number))
        .fold(0_i64, i64::saturating_add);
    if let Some(mut total) = rows
        .into_iter()
        .find(|other| other.id_in(id_product_attribute) == 0)
    {
        total.set(quantity, Value::Number(sum));
        store.save_at(Place::StockAvailables, total);
    }
}
