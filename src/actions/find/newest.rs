//! Orders, newest first, a page at a time. Shops compare no two fields as one, so a page begins at
//! the second in which the one before ended, and what was answered of that second is left out here.

use resources::Order;

use super::super::order_search::as_usize;
use super::cursor::Place;
use super::ids::{LOOKED_AT, Looked};
use super::page::Page;
use super::period::Period;
use crate::client::Client;
use crate::client::transport::Transport;
use crate::webservice::error::Result;
use crate::webservice::filter::Filter;
use crate::webservice::query::{Limit, Query, Sort};

/// What is looked for.
pub struct Newest<'p> {
    /// The page.
    pub page: &'p Page,
    /// When the orders were placed.
    pub period: Period,
    /// Whether all that the shop answers matches.
    pub is_exact: bool,
}

impl Newest<'_> {
    /// The orders of the page: those of several queries that `keep` keeps. One request for each
    /// query, unless many orders come meanwhile in the second in which the page begins.
    pub async fn list<T: Transport>(
        &self,
        client: &Client<T>,
        queries: &[Query],
        keep: impl Fn(&Order) -> bool,
    ) -> Result<Looked<Order>> {
        let after = self.page.after.as_ref();
        let limit = as_usize(self.page.limit);
        let mut count = self.page.limit.saturating_add(1);
        if !self.is_exact {
            count = count.max(LOOKED_AT);
        }
        count = count.saturating_add(after.map_or(0, |place| place.same));
        loop {
            let orders = self.first(client, queries, count).await?;
            let is_full = orders.len() >= as_usize(count);
            let end = is_full.then(|| self.place(&orders));
            let mut rows = orders;
            rows.retain(|order| after.is_none_or(|place| is_behind(order, place)) && keep(order));
            if rows.len() <= limit && is_full && self.is_exact {
                count = count.saturating_mul(2);
                continue;
            }
            let is_open = end.is_some() && rows.len() <= limit;
            return Ok((self.page.cut(rows, end, |rows| self.place(rows)), is_open));
        }
    }

    /// The newest orders of several queries from the place on where the page before ended.
    async fn first<T: Transport>(
        &self,
        client: &Client<T>,
        queries: &[Query],
        count: u32,
    ) -> Result<Vec<Order>> {
        let period = match &self.page.after {
            Some(place) => self.period.clone().until(&place.moment),
            None => self.period.clone(),
        };
        let placed = period.condition();
        let placed = placed.map(|condition| Filter::new("date_add", condition));
        let mut all: Vec<Order> = Vec::new();
        for query in queries {
            let mut query = query.clone();
            query.filter.extend(placed.clone());
            query.sort = vec![Sort::descending("date_add"), Sort::descending("id")];
            query.limit = Some(Limit { offset: 0, count });
            all.extend(client.list::<Order>(query).await?);
        }
        all.sort_unstable_by(|one, other| key(other).cmp(&key(one)));
        all.truncate(as_usize(count));
        Ok(all)
    }

    fn place(&self, orders: &[Order]) -> Place {
        let (moment, id) = orders.last().map(key).unwrap_or_default();
        let same = orders.iter().filter(|order| key(order).0 == moment).count();
        let before = self.page.after.as_ref();
        let before = before.filter(|place| place.moment == moment);
        let same = u32::try_from(same).unwrap_or(u32::MAX);
        Place {
            id,
            moment: moment.to_owned(),
            same: same.saturating_add(before.map_or(0, |place| place.same)),
        }
    }
}

fn key(order: &Order) -> (&str, u32) {
    let moment = order.date_add().unwrap_or("0000-00-00 00:00:00");
    (moment, order.id().unwrap_or_default())
}

fn is_behind(order: &Order, place: &Place) -> bool {
    key(order) < (place.moment.as_str(), place.id)
}
