//! One record by its id, with only some of its fields.

use resources::Declared;

use crate::client::Client;
use crate::client::transport::Transport;
use crate::webservice::error::{Error, ErrorKind, Result};
use crate::webservice::filter::Filter;
use crate::webservice::query::Query;

/// Reads a record from a list of one: for a single record with `display`, 1.6 returns nothing but
/// the id.
///
/// # Errors
/// `NotFound` for an id the shop does not have.
pub async fn by_id<R: Declared>(
    client: &Client<impl Transport>,
    id: u32,
    mut query: Query,
) -> Result<R> {
    query.filter.push(Filter::of_id("id", id));
    let found = client.list::<R>(query).await?;
    found
        .into_iter()
        .next()
        .ok_or_else(|| not_found(R::RESOURCE.item, id))
}

/// The error for an id the shop does not have.
pub fn not_found(item: &str, id: u32) -> Error {
    let what = item.replace('_', " ");
    Error::new(
        ErrorKind::NotFound,
        format!("The shop has no {what} with the id {id}."),
    )
    .with_hint("Check the id; in a multistore, check that the record is in the shop asked.")
    .with_field("id")
}
