//! What 8.2.9 and 9.2.1 refuse: single records of shops that the request is not about.
//!
//! How they refuse has not been seen; that they do is all a client may count on. So the
//! table has both ways, and not the same one for the reads and writes of a resource.

use super::context::Context;
use super::errors::Refusal;
use crate::catalogue::shops::{self, Shops};
use crate::resources::{
    Place, Resource, address, cart, customer, order, order_carrier, order_detail, order_history,
    specific_price,
};
use crate::store::Store;
use crate::tables::Row;
use Way::{Forbidden, NotHere};

/// How a record is refused.
#[derive(Debug, Clone, Copy)]
enum Way {
    /// 403 with code 132.
    Forbidden,
    /// 404 with code 131.
    NotHere,
}

/// How a resource is refused to reads and to writes.
const WAYS: [(Place, Way, Way); 8] = [
    (Place::Addresses, Forbidden, NotHere),
    (Place::Carts, NotHere, NotHere),
    (Place::Customers, NotHere, Forbidden),
    (Place::OrderCarriers, Forbidden, Forbidden),
    (Place::OrderDetails, Forbidden, NotHere),
    (Place::OrderHistories, NotHere, Forbidden),
    (Place::Orders, Forbidden, NotHere),
    (Place::SpecificPrices, NotHere, Forbidden),
];

/// Refuses to show a record of another shop.
pub(super) fn may_read(
    store: &Store,
    resource: &Resource,
    context: Context,
    row: &Row,
) -> Result<(), Refusal> {
    check(store, resource, context, row, |(_, read, _)| *read)
}

/// Refuses to change a record of another shop, or to hang a new one on such a record.
pub(super) fn may_write(
    store: &Store,
    resource: &Resource,
    context: Context,
    row: &Row,
) -> Result<(), Refusal> {
    check(store, resource, context, row, |(.., write)| *write)
}

fn check(
    store: &Store,
    resource: &Resource,
    context: Context,
    row: &Row,
    way: impl Fn(&(Place, Way, Way)) -> Way,
) -> Result<(), Refusal> {
    let declared = WAYS.iter().find(|(place, ..)| *place == resource.place);
    let Some(declared) = declared.filter(|_| store.options.is_guarded()) else {
        return Ok(());
    };
    if context.targets & shops_of(store, resource.place, row) != 0 {
        return Ok(());
    }
    Err(match way(declared) {
        Forbidden => Refusal::no_right_on_the_shop(),
        NotHere => Refusal::not_in_the_shop(resource.class, row.id),
    })
}

/// The shops that a record belongs to; what names no shop belongs to all of them.
fn shops_of(store: &Store, place: Place, row: &Row) -> Shops {
    let of_order = |id: u32| {
        let order = store.table(Place::Orders).and_then(|table| table.get(id));
        order.map_or(0, |order| order.id_in(order::Column::id_shop))
    };
    let of_customer = |id: u32| {
        let table = store.table(Place::Customers);
        table
            .and_then(|table| table.get(id))
            .map_or(0, customer::shop)
    };
    let (shop, is_shared) = match place {
        Place::Addresses => (of_customer(row.id_in(address::Column::id_customer)), true),
        Place::Carts => (row.id_in(cart::Column::id_shop), true),
        Place::Customers => (customer::shop(row), true),
        Place::OrderCarriers => (of_order(row.id_in(order_carrier::Column::id_order)), false),
        Place::OrderDetails => (of_order(row.id_in(order_detail::Column::id_order)), false),
        Place::OrderHistories => (of_order(row.id_in(order_history::Column::id_order)), false),
        Place::Orders => (row.id_in(order::Column::id_shop), false),
        Place::SpecificPrices => (row.id_in(specific_price::Column::id_shop), false),
        _ => (0, false),
    };
    match shop {
        0 => Shops::MAX,
        shop if is_shared => shops::together(shop),
        shop => shops::only(shop),
    }
}
