//! The products that an input names, with what the key may read of them, in as few round trips as
//! they depend on each other.

use resources::{Declared, Product, StockAvailable};

use super::combinations::{self, Variants};
use super::currency::Currency;
use super::parts::{Allowed, Of, Parts};
use super::prices;
use crate::actions::allowed::one_of;
use crate::actions::by_id::not_found;
use crate::actions::input::{Input, Sought};
use crate::actions::product_search;
use crate::actions::texts::{self, Choice};
use crate::actions::warnings::Warnings;
use crate::client::Client;
use crate::client::join::join;
use crate::client::transport::Transport;
use crate::webservice::error::{ErrorKind, Result};
use crate::webservice::filter::Filter;
use crate::webservice::query::{Language, Query};

/// What was found.
#[derive(Debug)]
pub struct Found {
    /// The language of the answer.
    pub choice: Choice,
    /// At least one.
    pub products: Vec<Product>,
    /// That of all prices.
    pub currency: Currency,
    /// The stock rows of all shops; `None` where the key may not read them.
    pub stock: Option<Vec<StockAvailable>>,
    /// What the products come in.
    pub variants: Variants,
}

/// Reads them. `query` asks for the texts in a language, and for prices with some decimals.
///
/// # Errors
/// `NotFound` for a product nobody has; `InvalidRequest` for a language the shop does not have.
pub async fn read<T: Transport>(
    client: &Client<T>,
    input: &Input,
    query: impl Fn(&Client<T>, Language, Option<u32>) -> Query,
    warnings: &mut Warnings,
) -> Result<Found> {
    let modest = &client.modest();
    let likely = texts::likely_chosen(client, input)?;
    let decimals = Currency::known(client).decimals();
    let named = async |language| {
        product_search::named_products(client, input, query(client, language, decimals)).await
    };
    let choice = texts::choose(client, input, warnings);
    let named = texts::beside(choice, &likely, named, |products: &Vec<Product>, choice| {
        choice.is_among(products.iter().filter_map(Product::name))
    });
    let (choice, products, parts) = match input.sought("reference") {
        // With the rights known, nothing depends on the product but the names of values.
        Sought::Id(id) if client.lookups().knows_rights() => {
            let of = Of {
                ids: &[id],
                have_combinations: true,
                values: None,
                decimals,
            };
            let parts = async { Parts::read(modest, Allowed::by_rights(modest).await, of).await };
            let (parts, named) = join(parts, named).await;
            let (choice, products) = named?;
            (choice, products, parts)
        }
        _ => {
            let (allowed, named) = join(Allowed::by_rights(modest), named).await;
            let (choice, products) = named?;
            let of = Of {
                ids: &product_search::product_ids(&products),
                have_combinations: combinations::has_some(&products),
                values: Some((combinations::values_of(&products), choice.query())),
                decimals,
            };
            let parts = Parts::read(modest, allowed, of).await;
            (choice, products, parts)
        }
    };
    let Parts {
        stock,
        currencies,
        mut combinations,
        values,
    } = parts;
    let mut products = products;
    let currency = Currency::read(currencies, warnings)?;
    let stock = match stock {
        Ok(rows) => rows,
        Err(error) if error.kind() == ErrorKind::Permission => None,
        Err(error) => return Err(error),
    };
    let exact = currency.decimals();
    if prices::rounded_to(exact) != prices::rounded_to(decimals) {
        // The shop rounded the prices to other decimals than those of their currency.
        let ids = product_search::product_ids(&products);
        let ids = ids.as_slice();
        let mut query = query(client, choice.query(), exact);
        query.filter.push(Filter::new("id", one_of(ids)));
        let rounded = async {
            match combinations {
                Ok(Some(rows)) if !rows.is_empty() => {
                    let rows = combinations::of_products(modest, ids, exact).await;
                    rows.map(Some)
                }
                other => other,
            }
        };
        let again;
        (again, combinations) = join(client.list(query), rounded).await;
        products = again?;
        if let (true, Some(id)) = (products.is_empty(), ids.first()) {
            return Err(not_found(Product::RESOURCE.item, *id));
        }
    }
    if !combinations::has_some(&products) {
        combinations = Ok(Some(Vec::new()));
    }
    let language = choice.query();
    let variants = Variants::read(modest, combinations, values, language, warnings).await?;
    let names = products.iter().filter_map(Product::name);
    Ok(Found {
        choice: choice.settle(client, names).await?,
        products,
        currency,
        stock,
        variants,
    })
}
