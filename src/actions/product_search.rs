//! The products that an input names, and their stock rows in this shop.

use super::allowed::one_of;
use super::by_id::by_id;
use super::input::{Input, Sought};
use super::joined::Joined;
use super::pasted;
use crate::client::Client;
use crate::client::join::join;
use crate::client::transport::Transport;
use crate::webservice::display::Display;
use crate::webservice::error::{Error, ErrorKind, Result};
use crate::webservice::filter::Filter;
use crate::webservice::names::shown;
use crate::webservice::query::Query;
use resources::{Declared, Product, StockAvailable};

type Stock = Result<Vec<StockAvailable>>;

/// The products an input names by id or reference, with the stock rows of all shops: two requests,
/// at the same time when the id is known.
///
/// # Errors
/// `NotFound` for a product nobody has.
pub async fn with_stock<T: Transport>(
    client: &Client<T>,
    input: &Input,
    query: Query,
) -> Result<(Vec<Product>, Stock)> {
    if let Sought::Id(id) = input.sought("reference") {
        let (products, stock) =
            join(named_products(client, input, query), rows(client, &[id])).await;
        return Ok((products?, stock));
    }
    let products = named_products(client, input, query).await?;
    let stock = rows(client, &product_ids(&products)).await;
    Ok((products, stock))
}

/// The products an input names by id or reference.
///
/// # Errors
/// `NotFound` for a product nobody has.
pub async fn named_products<T: Transport>(
    client: &Client<T>,
    input: &Input,
    mut query: Query,
) -> Result<Vec<Product>> {
    let reference = match input.sought("reference") {
        Sought::Id(id) => return Ok(vec![by_id(client, id, query).await?]),
        Sought::Text(text) => text,
    };
    let condition = pasted::whole_reference(reference);
    query.filter.push(Filter::new("reference", condition));
    match client.list::<Product>(query).await? {
        none if none.is_empty() => Err(no_product(reference)),
        products => Ok(products),
    }
}

/// Their ids.
pub fn product_ids(products: &[Product]) -> Vec<u32> {
    products.iter().filter_map(Product::id).collect()
}

fn no_product(reference: &str) -> Error {
    Error::new(
        ErrorKind::NotFound,
        format!("The shop has no product with the reference \"{}\".", shown(reference)),
    )
    .with_hint("Check the reference; it is not the product's id, and combinations have references of their own.")
    .with_field("reference")
}

/// The stock rows of products, of every shop: shops ignore `id_shop` here.
pub async fn rows<T: Transport>(
    client: &Client<T>,
    products: &[u32],
) -> Result<Vec<StockAvailable>> {
    let fields = [
        "id",
        "id_product",
        "id_product_attribute",
        "id_shop",
        "id_shop_group",
        "quantity",
    ];
    debug_assert!(
        fields
            .iter()
            .all(|name| StockAvailable::RESOURCE.field(name).is_some())
    );
    let query = Query::of(
        Display::of(&fields),
        vec![Filter::new("id_product", one_of(products))],
    );
    // The product names those of its shop.
    client.knowing_ties().list(query).await
}

/// The total of a product, among its rows in this shop.
pub fn total_of(rows: &[&StockAvailable]) -> Option<i64> {
    rows.iter()
        .find(|one| one.id_product_attribute().is_none())
        .and_then(|one| one.quantity())
}

/// The rows of a product that count in the shop the product was read from. The product
/// itself names them, whether the shop has its own stock or shares it with a group.
pub fn of_this_shop<'r>(
    id_shop: Option<u32>,
    product: &Product,
    rows: &Joined<'r, StockAvailable>,
) -> Vec<&'r StockAvailable> {
    let mut rows: Vec<&StockAvailable> = rows.to(product.id()).collect();
    let mut named: Vec<Option<u32>> = product.stock_availables().map(|one| one.id()).collect();
    named.sort_unstable();
    if named.is_empty() {
        // A shop that is not asked for by its id cannot be told from its neighbours.
        rows.retain(|one| id_shop.is_some() && one.id_shop() == id_shop);
    } else {
        rows.retain(|one| named.binary_search(&one.id()).is_ok());
    }
    rows
}
