//! What orders that are looked up by themselves tell beyond their summary: pictures of what was
//! ordered, and the currency.

use std::slice;

use json::Value;
use resources::{Declared, Order, Product};

use super::allowed::{allowed, with_ids};
use super::answer::{self, Answer};
use super::by_id::not_found;
use super::catalogue::Need;
use super::input::{Input, Sought};
use super::joined::Joined;
use super::order::{Buyers, PICTURED_LINE, complete};
use super::order_search::{no_order, reference};
use super::parcel::delivery::know_rights;
use super::product::currency::{self, Currency};
use super::product::pages::{self, COVER_IMAGE_URL};
use super::shape::Object;
use super::texts::{self, Choice};
use super::warnings::Warnings;
use crate::client::Client;
use crate::client::join::join;
use crate::client::transport::Transport;
use crate::webservice::call::Call;
use crate::webservice::display::Display;
use crate::webservice::error::Result;
use crate::webservice::filter::Filter;
use crate::webservice::query::Query;

/// To show what was ordered.
pub const PICTURES: Need = Need::get_or("products", "lines of orders have no pictures");

/// The orders that an input names by id or reference, and the language of the answer. The key's
/// rights are read at the same time.
///
/// # Errors
/// `NotFound` for an order nobody has; `InvalidRequest` for a reference that no shop could be asked
/// for, before anything is sent.
pub async fn sought_orders<T: Transport>(
    client: &Client<T>,
    input: &Input,
    display: Display,
) -> Result<(Choice, Vec<Order>)> {
    let sought = input.sought("reference");
    let filter = match sought {
        Sought::Id(id) => Filter::of_id("id", id),
        Sought::Text(text) => reference(text),
    };
    let query = Query::of(display, vec![filter]);
    Call::list(Order::RESOURCE.name, query.clone()).check()?;
    let read = join(know_rights(client), client.list::<Order>(query));
    let (choice, (rights, orders)) = join(texts::begin(client, input), read).await;
    let (choice, orders) = (choice?, orders?);
    rights?;
    match (orders.is_empty(), sought) {
        (false, _) => Ok((choice, orders)),
        (true, Sought::Id(id)) => Err(not_found(Order::RESOURCE.item, id)),
        (true, Sought::Text(text)) => Err(no_order(text)),
    }
}

/// The products of the lines of orders, with their cover images; `None` where the key may not read
/// products.
async fn products_of<T: Transport>(
    client: &Client<T>,
    orders: &[Order],
) -> Result<Option<Vec<Product>>> {
    let lines = orders.iter().flat_map(Order::order_rows);
    let ids = lines.filter_map(|line| line.product_id()).collect();
    let fields = Display::of(&["id", "id_default_image"]);
    allowed(&client.modest(), with_ids(fields, "id", ids)).await
}

/// Orders as an answer has them, and the language chosen.
#[derive(Debug)]
pub struct Told {
    /// The orders.
    pub orders: Vec<Answer>,
    /// The language of labels.
    pub choice: Choice,
}

impl Told {
    /// Reads all that an object of [`TOLD_PROPERTIES`] tells of orders, at the same time.
    ///
    /// [`TOLD_PROPERTIES`]: super::order::TOLD_PROPERTIES
    ///
    /// # Errors
    /// Those of the shop, but for a right that the key lacks.
    pub async fn read<T: Transport>(
        client: &Client<T>,
        orders: &[Order],
        object: &Object,
        choice: Choice,
        warnings: &mut Warnings,
    ) -> Result<Told> {
        let (completed, (products, ())) = join(
            complete(client, (orders, object), Buyers::Unknown, choice, warnings),
            join(products_of(client, orders), Currency::look_up(client)),
        )
        .await;
        let (summaries, choice) = completed?;
        let products = warnings.told(products, &PICTURES)?.unwrap_or_default();
        let products = Joined::by(&products, Product::id);
        let orders = orders.iter().zip(summaries);
        let orders = orders.map(|(order, mut row)| {
            let lines = lines(client, order, &products);
            let currencies = currency::of_amounts(client, slice::from_ref(order), choice.id());
            let currency = currencies.and_then(|all| all.into_iter().next());
            answer::set(&mut row, "lines", lines);
            answer::set(&mut row, "currency", currency);
            row
        });
        Ok(Told {
            orders: orders.collect(),
            choice,
        })
    }
}

fn lines<T>(client: &Client<T>, order: &Order, products: &Joined<'_, Product>) -> Vec<Value> {
    let rows = order.record().items("order_rows").iter();
    let lines = rows.zip(order.order_rows()).map(|(row, line)| {
        let product = products.to(line.product_id()).next();
        let cover = product.and_then(|one| pages::cover_image_url(client, one));
        let mut line = answer::of(row, &PICTURED_LINE);
        answer::set(&mut line, COVER_IMAGE_URL.name, cover);
        Value::Object(line)
    });
    lines.collect()
}
