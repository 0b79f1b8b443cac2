//! One record by its id, with only some of its fields.

use resources::record::Record;
use resources::{Declared, Resource};

use crate::client::transport::Transport;
use crate::client::{Boxed, Client};
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
    query: Query,
) -> Result<R> {
    record(client, R::RESOURCE, id, query)
        .await
        .map(R::from_record)
}

/// Boxed and without a type, so that it is compiled once.
fn record<'c, T: Transport>(
    client: &'c Client<T>,
    resource: &'static Resource,
    id: u32,
    mut query: Query,
) -> Boxed<'c, Record> {
    query.filter.push(Filter::of_id("id", id));
    Box::pin(async move {
        let found = client.records((resource.name, resource), query).await?;
        let found = found.into_iter().next();
        found.ok_or_else(|| not_found(resource.item, id))
    })
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
