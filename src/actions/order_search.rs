//! Finding orders: by reference, by customer, or only whether they are there.

use resources::{Customer, Declared, Order};

use super::allowed::one_of;
use super::by_id::by_id;
use super::input::{Input, Sought};
use super::order;
use super::pasted;
use crate::client::Client;
use crate::client::transport::Transport;
use crate::webservice::display::Display;
use crate::webservice::error::{Error, ErrorKind, Result};
use crate::webservice::filter::Filter;
use crate::webservice::names::shown;
use crate::webservice::query::{Query, Sort};

/// Customers whose orders fit into one address. An e-mail has many only where guests order often.
pub const CUSTOMERS_AT_ONCE: usize = 300;

/// An order as the caller named it.
#[derive(Clone, Debug)]
pub struct Named {
    /// Its id.
    pub id: u32,
    /// Its reference; `None` where it was named by its id and not looked up.
    pub reference: Option<String>,
}

/// The orders an input names by id or reference. An id costs no request.
///
/// # Errors
/// `NotFound` for a reference nobody has.
pub async fn named<T: Transport>(client: &Client<T>, input: &Input) -> Result<Vec<Named>> {
    let text = match input.sought("reference") {
        Sought::Id(id) => {
            return Ok(vec![Named {
                id,
                reference: None,
            }]);
        }
        Sought::Text(text) => text,
    };
    let query = Query::of(id_and_reference(), vec![reference(text)]);
    let orders = client.list::<Order>(query).await?;
    let named: Vec<Named> = orders.iter().filter_map(Named::of).collect();
    if named.is_empty() {
        return Err(no_order(text));
    }
    Ok(named)
}

/// The same orders, checked against the shop's own list: lines and histories are returned for orders
/// of any shop of a multistore. Orders named by reference were looked up before.
///
/// # Errors
/// `NotFound` for an id that is not in the shop.
pub async fn looked_up<T: Transport>(client: &Client<T>, named: Vec<Named>) -> Result<Vec<Named>> {
    match named.as_slice() {
        [
            Named {
                id,
                reference: None,
            },
        ] => {
            let query = Query::of(id_and_reference(), Vec::new());
            let order = by_id::<Order>(client, *id, query).await?;
            Ok(Named::of(&order).into_iter().collect())
        }
        _ => Ok(named),
    }
}

impl Named {
    fn of(order: &Order) -> Option<Named> {
        Some(Named {
            id: order.id()?,
            reference: order.reference().map(str::to_owned),
        })
    }
}

fn id_and_reference() -> Display {
    Display::of(&["id", "reference"])
}

/// Orders with that reference.
pub fn reference(text: &str) -> Filter {
    Filter::new("reference", pasted::whole_reference(text))
}

/// The error for a reference nobody has.
pub fn no_order(reference: &str) -> Error {
    Error::new(
        ErrorKind::NotFound,
        format!("The shop has no order with the reference \"{}\".", shown(reference)),
    )
    .with_hint("Check the reference; it is not the order's id. Look the order up by the customer's e-mail address.")
    .with_field("reference")
}

/// The newest orders of some customers, newest first.
pub async fn newest<T: Transport>(
    client: &Client<T>,
    customers: &[Customer],
    count: u32,
) -> Result<Vec<Order>> {
    let mut all: Vec<Order> = Vec::new();
    for ids in ids(customers).chunks(CUSTOMERS_AT_ONCE) {
        let filter = vec![Filter::new("id_customer", one_of(ids))];
        let newest = vec![Sort::descending("date_add"), Sort::descending("id")];
        let query = Query::of(order::summary_display(), filter).first(count, newest);
        all.extend(client.list::<Order>(query).await?);
    }
    all.sort_unstable_by(|one, other| {
        (other.date_add(), other.id()).cmp(&(one.date_add(), one.id()))
    });
    all.truncate(as_usize(count));
    Ok(all)
}

/// How many orders some customers have. Shops do not count, so this lists their ids.
pub async fn count<T: Transport>(client: &Client<T>, customers: &[Customer]) -> Result<usize> {
    let filter = vec![Filter::new("id_customer", one_of(&ids(customers)))];
    Ok(client.ids_of(Order::RESOURCE, filter).await?.len())
}

fn ids(customers: &[Customer]) -> Vec<u32> {
    customers.iter().filter_map(Customer::id).collect()
}

/// On every platform here a count fits.
pub fn as_usize(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}
