//! Refusals that depend on other records.

use std::cmp::Ordering;

use super::asking::Asking;
use super::values::{number_of, text_of};
use crate::catalogue::shops;
use crate::collation;
use crate::options::ShopVersion;
use crate::resources::field::Kind;
use crate::resources::{Place, category, customer, product, stock_available};
use crate::store::Store;
use crate::tables::{BASE, Row};
use crate::webservice::context::Reach;
use crate::webservice::errors::Refusal;
use crate::webservice::guard;

/// Looks at the values of a record before any of them is stored.
pub(super) fn before_saving(
    store: &Store,
    asking: Asking,
    row: &Row,
    before: Option<&Row>,
) -> Result<(), Refusal> {
    guard::may_write(
        store,
        asking.resource,
        asking.context,
        before.unwrap_or(row),
    )?;
    match asking.resource.place {
        Place::Categories => check_parent(store, row, before),
        Place::Customers => check_address(store, asking, row),
        Place::Products => check_position(store, row, before),
        Place::StockAvailables => {
            let depends = row.id_in(stock_available::Column::depends_on_stock) == 1;
            if depends && store.options.version < ShopVersion::V9_0 {
                let message = "You cannot update the available stock when it depends on stock.";
                return Err(Refusal::one(500, 133, message));
            }
            Ok(())
        }
        _ => Ok(()),
    }
}

/// PHP dies of a category below itself or below one that is not there.
fn check_parent(store: &Store, row: &Row, before: Option<&Row>) -> Result<(), Refusal> {
    let parent = row.id_in(category::Column::id_parent);
    let kept = before.is_some_and(|row| row.id_in(category::Column::id_parent) == parent);
    if kept || before.is_none() || parent == 0 {
        return Ok(());
    }
    let known = store
        .table(Place::Categories)
        .is_some_and(|table| table.get(parent).is_some());
    if known && parent != row.id {
        Ok(())
    } else {
        Err(Refusal::Fatal)
    }
}

/// Two people with an account cannot share an address in the shops the request talks to,
/// whatever shop the customer belongs to.
fn check_address(store: &Store, asking: Asking, row: &Row) -> Result<(), Refusal> {
    use customer::Column::*;
    // Two accounts of one address: nobody looked before 1.7.8.
    if row.id_in(is_guest) == 1 || store.options.is_before_1_7_8() {
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
