//! What orders that are looked up by themselves tell beyond their summary: pictures of what was
//! ordered, and the currency.

use std::slice;

use json::Value;
use resources::{Declared, Order, Product};

use super::answer::{self, Answer};
use super::catalogue::Need;
use super::joined::Joined;
use super::order::{Buyers, PICTURED_LINE, complete, one_of};
use super::product::currency::{self, Currency};
use super::product::pages::{self, COVER_IMAGE_URL};
use super::shape::Object;
use super::texts::Choice;
use super::warnings::Warnings;
use crate::client::Client;
use crate::client::join::join;
use crate::client::transport::Transport;
use crate::webservice::display::Display;
use crate::webservice::error::Result;
use crate::webservice::filter::Filter;
use crate::webservice::query::Query;

/// To show what was ordered.
pub const PICTURES: Need = Need::get_or("products", "lines of orders have no pictures");

/// The products of the lines of orders, with their cover images; `None` where the key may not read
/// products.
async fn products_of<T: Transport>(
    client: &Client<T>,
    orders: &[Order],
) -> Result<Option<Vec<Product>>> {
    let client = client.modest();
    let lines = orders.iter().flat_map(Order::order_rows);
    let mut ids: Vec<u32> = lines.filter_map(|line| line.product_id()).collect();
    ids.sort_unstable();
    ids.dedup();
    if ids.is_empty() {
        return Ok(Some(Vec::new()));
    }
    if !client.may_read(Product::RESOURCE.name).await? {
        return Ok(None);
    }
    let fields = ["id", "id_default_image"].map(str::to_owned);
    let query = Query {
        display: Display::Fields(fields.to_vec()),
        filter: vec![Filter::new("id", one_of(&ids))],
        ..Query::default()
    };
    client.list(query).await.map(Some)
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
