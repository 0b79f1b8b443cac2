//! A look at what has a date of its last save.

use crate::client::Client;
use crate::client::transport::Transport;
use crate::client::walk::unsorted;
use crate::webservice::error::Result;
use crate::webservice::filter::{Condition, Filter};
use crate::webservice::query::Sort;

use super::clock::Clock;
use super::look_over::{Looked, PAGE};
use super::moment;
use super::places::Place;
use super::told::Told;
use super::window::{Begun, Window};

/// The newest records, one of which will not be dated in the future.
const NEWEST: u32 = 20;

impl<T: Transport> Client<T> {
    /// A window that begins.
    pub(super) async fn first_window(
        &self,
        place: &'static Place,
        since: Option<i64>,
        clock: &mut Clock,
        told: &mut Told,
    ) -> Result<Window> {
        let by_date = Sort::descending("date_upd");
        let newest = self
            .look_over(place, Vec::new(), by_date, NEWEST, (clock, told))
            .await?;
        let by_id = Sort::descending("id");
        let last = self
            .look_over(place, Vec::new(), by_id, 1, (clock, told))
            .await?;
        let dates = newest.rows.iter().map(|row| row.date);
        let newest = dates.filter(|date| clock.is_likely(*date)).max();
        let top = last.rows.first().map_or(0, |row| row.id);
        let window = Window::beginning(newest.unwrap_or_default(), top, clock);
        Ok(match (since, newest) {
            (Some(from), _) => Window {
                from,
                begun: Begun::Since,
                ..window
            },
            (None, None) => Window {
                begun: Begun::Going,
                ..window
            },
            (None, Some(_)) => window,
        })
    }

    /// Goes over the records of a window, and tells what is not known yet.
    pub(super) async fn go_over(
        &self,
        place: &'static Place,
        window: &mut Window,
        clock: &mut Clock,
        told: &mut Told,
    ) -> Result<()> {
        let mut is_whole = false;
        let mut fresh = None;
        while !is_whole && !told.is_full() {
            let from = moment::text(window.from.saturating_sub(1));
            let mut filter = vec![Filter::new("date_upd", Condition::Greater(from))];
            let is_first = !window.is_under_way();
            if !is_first {
                // The last one comes again, and shows that the answer is to be believed.
                let after = window.after.saturating_sub(1).to_string();
                filter.push(Filter::new("id", Condition::Greater(after)));
            }
            let by_id = Sort::ascending("id");
            let Looked {
                rows,
                json,
                is_full,
            } = self
                .look_over(place, filter, by_id, PAGE, (clock, told))
                .await?;
            if is_first {
                window.begin(clock);
            }
            // Before 8 a database that fails looks like an empty list.
            let is_expected = !is_first || !window.seen.is_empty();
            if rows.is_empty() && (is_expected || window.begun == Begun::Silent) {
                window.after = 0;
                break;
            }
            is_whole = !is_full;
            let reached = window.after;
            let rows_behind = rows.iter().enumerate().filter(|(_, row)| row.id > reached);
            for (at, row) in rows_behind {
                if told.is_full() {
                    is_whole = false;
                    break;
                }
                if let Some(is_new) = window.take(row, clock) {
                    told.add(place, row, is_new, json.row(at));
                    if row.date >= window.until && clock.is_likely(row.date) {
                        fresh = fresh.max(Some(row.date));
                    }
                }
            }
            if is_full && window.after <= reached {
                // A host that answers each request with the same rows would be asked for ever.
                return Err(unsorted());
            }
            if place.name == "orders" {
                told.orders.extend(rows.iter().map(|row| row.id));
            }
            if window.begun != Begun::Silent {
                break;
            }
        }
        if let Some(fresh) = fresh {
            clock.learn(fresh);
        }
        match is_whole {
            true => window.end(),
            false => told.has_more |= window.is_under_way() || told.is_full(),
        }
        if std::mem::take(&mut window.is_full) {
            told.wait(place);
        }
        Ok(())
    }
}
