//! Refusals that depend on other records, and values the shop makes itself.

use std::cmp::Ordering;

use super::values::{number_of, text_of};
use super::{Asking, Method};
use crate::catalogue::{LANGUAGES, shops};
use crate::collation;
use crate::options::ShopVersion;
use crate::resources::field::Kind;
use crate::resources::{Place, customer, order_history, product, stock_available};
use crate::store::Store;
use crate::tables::value::Value;
use crate::tables::{BASE, Row};
use crate::webservice::context::Reach;
use crate::webservice::errors::Refusal;

/// Looks at the values of a record before any of them is stored.
pub(super) fn before_saving(
    store: &Store,
    asking: Asking,
    row: &mut Row,
    before: Option<&Row>,
    now: i64,
) -> Result<(), Refusal> {
    match asking.resource.place {
        Place::Customers => {
            check_address(store, asking, row)?;
            hash_password(row, before, now, store.options.version);
            if before.is_none() {
                settle(row, asking.context.shop);
            }
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
            let date = order_history::Column::date_add;
            if text_of(row, date, Kind::DateTime).starts_with("0000") {
                row.set(date, Value::Moment(Some(now)));
            }
            Ok(())
        }
        _ => Ok(()),
    }
}

/// Two people with an account cannot share an address in the shops the request talks to,
/// whatever shop the customer belongs to.
fn check_address(store: &Store, asking: Asking, row: &Row) -> Result<(), Refusal> {
    use customer::Column::*;
    if row.id_in(is_guest) == 1 {
        return Ok(());
    }
    let context = asking.context;
    let address = text_of(row, email, Kind::Text);
    let taken = store
        .table(Place::Customers)
        .into_iter()
        .flat_map(|table| table.iter())
        .filter(|other| other.id != row.id && other.id_in(is_guest) == 0)
        .filter(|other| {
            context.reach == Reach::All
                || context.sharing() & shops::only(customer::shop(other)) != 0
        })
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

/// A new customer belongs to the shop that was asked, unless the body names another.
fn settle(row: &mut Row, shop: u32) {
    use customer::Column::*;
    for (column, usual) in [
        (id_shop, shop),
        (id_shop_group, shops::group(shop)),
        (id_lang, LANGUAGES[0]),
    ] {
        if row.id_in(column) == 0 {
            row.set(column, Value::Number(usual.into()));
        }
    }
}

/// A position is only looked at when the body names one.
fn check_position(store: &Store, row: &Row, before: Option<&Row>) -> Result<(), Refusal> {
    use product::Column::{id_category_default, position_in_category};
    let column = u8::from(position_in_category);
    let Some(new) = row.own(BASE, column) else {
        return Ok(());
    };
    if Some(new) == before.and_then(|row| row.stored(BASE, column)) {
        return Ok(());
    }
    // A product that is not in its category has no position, which cannot be put back:
    // the body's empty text becomes a 0.
    let position = number_of(row, column);
    // 1.6 counts from 0.
    let first = i64::from(store.options.version >= ShopVersion::V1_7);
    if position < first {
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
    let last = i64::try_from(count).unwrap_or(i64::MAX);
    if position.saturating_sub(first) >= last {
        let message = "You cannot set a position greater than the total number of products in the category, starting at 1.";
        return Err(Refusal::one(500, 135, message));
    }
    Ok(())
}
