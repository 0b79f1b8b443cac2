//! A look at what only comes.

use crate::client::Client;
use crate::client::transport::Transport;
use crate::client::walk::unsorted;
use crate::webservice::error::Result;
use crate::webservice::filter::{Condition, Filter};
use crate::webservice::query::Sort;

use super::clock::Clock;
use super::look_over::{Looked, PAGE};
use super::moment;
use super::places::STATUSES;
use super::row::Row;
use super::statuses::Statuses;
use super::told::Told;

/// The last rows, in which ids may still be missing.
const LATEST: u32 = 50;

impl<T: Transport> Client<T> {
    /// The statuses from now on, or from a date.
    pub(super) async fn first_statuses(
        &self,
        since: Option<i64>,
        clock: &mut Clock,
        told: &mut Told,
    ) -> Result<Statuses> {
        let mut statuses = Statuses::default();
        if let Some(since) = since {
            let from = Condition::Greater(moment::text(since.saturating_sub(1)));
            let filter = vec![Filter::new("date_add", from)];
            let by_id = Sort::ascending("id");
            let first = self
                .look_over(&STATUSES, filter, by_id, 1, (clock, told))
                .await?;
            if let Some(first) = first.rows.first() {
                statuses.top = first.id.saturating_sub(1);
                return Ok(statuses);
            }
        }
        let by_id = Sort::descending("id");
        let last = self
            .look_over(&STATUSES, Vec::new(), by_id, LATEST, (clock, told))
            .await?;
        statuses.top = last.rows.last().map_or(0, |row| row.id);
        for row in last.rows.iter().rev() {
            statuses.take(row.id, clock.now());
        }
        Ok(statuses)
    }

    /// Tells the statuses that have come, and waits for those whose turn was before.
    pub(super) async fn follow(
        &self,
        statuses: &mut Statuses,
        clock: &mut Clock,
        told: &mut Told,
    ) -> Result<()> {
        let mut after = statuses.after();
        while !told.is_full() {
            let mut filter = Vec::new();
            if after > 0 {
                filter.push(Filter::new("id", Condition::Greater(after.to_string())));
            }
            let by_id = Sort::ascending("id");
            let Looked {
                rows,
                json,
                is_full,
            } = self
                .look_over(&STATUSES, filter, by_id, PAGE, (clock, told))
                .await?;
            let Some(last) = rows.last() else { break };
            if last.id <= after && is_full {
                return Err(unsorted());
            }
            after = last.id;
            let new = || {
                rows.iter()
                    .enumerate()
                    .filter(|(_, row)| statuses.is_new(row.id))
            };
            let orders = new().map(|(_, row)| row.order);
            let is_unknown = |order: &u32| told.orders.binary_search(order).is_err();
            let mut ids: Vec<String> = orders.filter(is_unknown).map(digits).collect();
            let asks = !ids.is_empty();
            if asks {
                // One that is known to be of this shop.
                ids.extend(told.orders.last().copied().map(digits));
            }
            let foreign = self.foreign(STATUSES.resource, "id_order", ids.clone());
            let foreign = foreign.await?;
            let is_own = |id: &String| foreign.binary_search(id).is_err();
            let new: Vec<(usize, &Row)> = new().collect();
            if asks && !statuses.believes(!ids.iter().any(is_own)) {
                break;
            }
            for (at, row) in new {
                if told.is_full() || statuses.is_full() && row.id > statuses.top {
                    break;
                }
                statuses.take(row.id, clock.now());
                if is_own(&digits(row.order)) {
                    told.add(&STATUSES, row, true, json.row(at));
                }
            }
            if !told.is_full() && (!is_full || statuses.is_full()) {
                statuses.forget(clock.now());
                break;
            }
            if !is_full {
                break;
            }
        }
        told.has_more |= told.is_full();
        Ok(())
    }
}

fn digits(id: u32) -> String {
    id.to_string()
}
