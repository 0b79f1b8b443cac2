//! What can be done without, read where the key may.

use resources::record::Record;
use resources::{Declared, Resource};

use crate::client::transport::Transport;
use crate::client::{Boxed, Client};
use crate::webservice::display::Display;
use crate::webservice::error::Result;
use crate::webservice::filter::{Condition, Filter};
use crate::webservice::query::Query;

/// The records that a query asks for, all that there are of none; `None` where the key may not read
/// them.
///
/// # Errors
/// Those of the shop, a right that the key lacks among them.
pub async fn allowed<R: Declared, T: Transport>(
    client: &Client<T>,
    query: Option<Query>,
) -> Result<Option<Vec<R>>> {
    let records = records(client, R::RESOURCE, query).await?;
    Ok(records.map(|all| all.into_iter().map(R::from_record).collect()))
}

/// A query for the records that have one of some ids in a field; none for none.
pub fn with_ids(display: Display, field: &str, mut ids: Vec<u32>) -> Option<Query> {
    ids.sort_unstable();
    ids.dedup();
    let filter = Filter::new(field, one_of(&ids));
    (!ids.is_empty()).then(|| Query::of(display, vec![filter]))
}

/// Any of these ids.
pub fn one_of(ids: &[u32]) -> Condition {
    Condition::OneOf(ids.iter().map(u32::to_string).collect())
}

/// Boxed and without a type, so that it is compiled once.
fn records<'c, T: Transport>(
    client: &'c Client<T>,
    resource: &'static Resource,
    query: Option<Query>,
) -> Boxed<'c, Option<Vec<Record>>> {
    Box::pin(async move {
        let Some(query) = query else {
            return Ok(Some(Vec::new()));
        };
        if !client.may_read(resource.name).await? {
            return Ok(None);
        }
        let records = client.records((resource.name, resource), query).await?;
        Ok(Some(records))
    })
}
