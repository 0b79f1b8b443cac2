//! Finds in the order of ids, newest first: of one list, or of two lists as one.

use resources::Declared;

use super::super::order_search::as_usize;
use super::cursor::Place;
use super::page::{Found, Page};
use crate::client::Client;
use crate::client::join::join;
use crate::client::transport::Transport;
use crate::webservice::error::Result;
use crate::webservice::filter::{Condition, Filter};
use crate::webservice::query::{Limit, Query, Sort};

/// Rows of a list that are looked at where some conditions are compared on this side.
pub const LOOKED_AT: u32 = 1_000;

/// What is said of a page that ends where the rows that are looked at do.
pub fn open() -> String {
    "Not all rows were compared yet, so it is not known whether more match: give the cursor to go on.".to_owned()
}

/// A find in the order of ids.
#[derive(Debug)]
pub struct ById<'p, R> {
    /// The page asked for.
    pub page: &'p Page,
    /// The id of a row.
    pub id: fn(&R) -> Option<u32>,
    /// Rows of a list that are looked at, where not all of them match; `None` where the shop
    /// compares exactly.
    pub looked_at: Option<u32>,
}

/// What was found, and whether it ends where the rows that are looked at do: whether there are more
/// is not known then.
pub type Looked<R> = (Found<R>, bool);

impl<R: Declared> ById<'_, R> {
    /// The rows of a page: those of one list that `keep` keeps.
    pub async fn list<T: Transport>(
        &self,
        client: &Client<T>,
        query: Query,
        keep: impl Fn(&R) -> bool,
    ) -> Result<Looked<R>> {
        let rows = self.rows(client, query).await?;
        Ok(self.found(vec![rows], keep))
    }

    /// The same of what is in either of two lists: two requests, at the same time.
    pub async fn either<T: Transport>(
        &self,
        client: &Client<T>,
        (one, other): (Query, Query),
        keep: impl Fn(&R) -> bool,
    ) -> Result<Looked<R>> {
        let (one, other) = join(self.rows(client, one), self.rows(client, other)).await;
        Ok(self.found(vec![one?, other?], keep))
    }

    /// The rows of a list that are looked at for the page.
    pub async fn rows<T: Transport>(&self, client: &Client<T>, query: Query) -> Result<Vec<R>> {
        client.list(self.part(query)).await
    }

    /// One row more than is answered shows whether there are more.
    fn count(&self) -> u32 {
        let least = self.page.limit.saturating_add(1);
        self.looked_at.map_or(least, |most| most.max(least))
    }

    fn part(&self, mut query: Query) -> Query {
        if let Some(after) = &self.page.after {
            let behind = Condition::Less(after.id.to_string());
            query.filter.push(Filter::new("id", behind));
        }
        query.sort = vec![Sort::descending("id")];
        query.limit = Some(Limit {
            offset: 0,
            count: self.count(),
        });
        query
    }

    /// The rows of a page, out of the lists that were read for it: those that `keep` keeps.
    pub fn found(&self, lists: Vec<Vec<R>>, keep: impl Fn(&R) -> bool) -> Looked<R> {
        let count = as_usize(self.count());
        // Behind the last row of a list that is full there may be others: a page ends there.
        let full = lists.iter().filter(|list| list.len() >= count);
        let end = full.filter_map(|list| (self.id)(list.last()?)).max();
        let mut rows: Vec<R> = lists.into_iter().flatten().collect();
        rows.retain(|row| (self.id)(row) >= end && keep(row));
        rows.sort_by_key(|row| std::cmp::Reverse((self.id)(row)));
        rows.dedup_by_key(|row| (self.id)(row));
        let place = |id| Place {
            id,
            ..Place::default()
        };
        let is_open = end.is_some() && rows.len() <= as_usize(self.page.limit);
        let found = self.page.cut(rows, end.map(place), |rows| {
            place(rows.last().and_then(self.id).unwrap_or_default())
        });
        (found, is_open)
    }
}
