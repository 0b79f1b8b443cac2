//! What has changed in a shop since the last look.
//!
//! Shops tell nobody of a change: they are asked, with one request for each kind of record. Orders,
//! customers and products have the date of their last save, by which a [window](window) goes over
//! them; the rows of a status only come, and are asked for [by id](statuses). What was told already
//! travels in a [cursor], so that a look can be anybody's.

mod asked;
mod clock;
mod cursor;
mod moment;
mod row;
mod statuses;
mod told;
mod window;

use resources::json_rows::JsonRows;

use crate::webservice::call::Call;
use crate::webservice::display::Display;
use crate::webservice::error::Result;
use crate::webservice::filter::{Condition, Filter};
use crate::webservice::query::{Limit, Query, Sort};
use crate::webservice::response::Expected;

use super::transport::Transport;
use super::walk::unsorted;
use super::{Boxed, Client};

pub use asked::Asked;
use clock::Clock;
use cursor::{Cursor, print};
use row::{Row, Rows};
use statuses::Statuses;
use told::Told;
use window::{Begun, Window};

/// Rows asked for at once: more than a window remembers, so that one request shows all of it.
const PAGE: u32 = 5_000;
/// The newest records, one of which will not be dated in the future.
const NEWEST: u32 = 20;
/// The last rows of statuses, in which ids may still be missing.
const LATEST: u32 = 50;

/// Something that is watched.
struct Place {
    /// Its name in what is told.
    name: &'static str,
    resource: &'static str,
    /// What is shown of it; one of the fields has a link, which tells the shop that answers.
    fields: &'static [&'static str],
}

/// What has a date of its last save.
static SAVED: [Place; 3] = [
    Place {
        name: "orders",
        resource: "orders",
        fields: &[
            "id",
            "id_customer",
            "current_state",
            "valid",
            "date_add",
            "date_upd",
            "reference",
            "total_paid",
            "total_paid_real",
        ],
    },
    Place {
        name: "customers",
        resource: "customers",
        fields: &[
            "id",
            "id_default_group",
            "active",
            "is_guest",
            "deleted",
            "date_add",
            "date_upd",
        ],
    },
    Place {
        name: "products",
        resource: "products",
        fields: &[
            "id",
            "id_category_default",
            "reference",
            "price",
            "active",
            "date_add",
            "date_upd",
        ],
    },
];

static STATUSES: Place = Place {
    name: "order_states",
    resource: "order_histories",
    fields: &["id", "id_order", "id_order_state", "date_add"],
};

/// The rows of one answer.
struct Looked {
    rows: Vec<Row>,
    json: JsonRows,
    /// Whether there may be more.
    is_full: bool,
}

impl<T: Transport> Client<T> {
    /// What has changed since the cursor, as JSON text:
    /// `{"changes":[{"resource","kind","key","row"}],"cursor","has_more","warnings"}`.
    ///
    /// # Errors
    /// `InvalidRequest` for a cursor that is none, or of another shop; those of a list.
    pub fn changes<'c>(&'c self, asked: &'c Asked) -> Boxed<'c, String> {
        Box::pin(async move {
            let shop = self.mark();
            let mut cursor = match &asked.cursor {
                Some(text) => Cursor::read(text, shop)?,
                None => Cursor::default(),
            };
            let mut told = Told::default();
            let [orders, statuses, customers, products] = asked.watched;
            let windows = || SAVED.iter().zip([orders, customers, products]);
            let is_under_way = |(window, (_, is_watched)): (&Option<Window>, (_, bool))| {
                is_watched && window.as_ref().is_some_and(Window::is_under_way)
            };
            let goes_on = cursor.windows.iter().zip(windows()).any(is_under_way);
            for (window, (place, is_watched)) in cursor.windows.iter_mut().zip(windows()) {
                let is_due = !goes_on || window.as_ref().is_some_and(Window::is_under_way);
                if is_watched && is_due {
                    let mut on = match window.take() {
                        Some(window) => window,
                        None => {
                            self.first_window(place, asked.since, &mut cursor.clock, &mut told)
                                .await?
                        }
                    };
                    self.go_over(place, &mut on, &mut cursor.clock, &mut told)
                        .await?;
                    *window = Some(on);
                }
            }
            if statuses && !goes_on {
                let mut on = match cursor.statuses.take() {
                    Some(statuses) => statuses,
                    None => {
                        self.first_statuses(asked.since, &mut cursor.clock, &mut told)
                            .await?
                    }
                };
                self.follow(&mut on, &mut cursor.clock, &mut told).await?;
                cursor.statuses = Some(on);
            }
            if told.was_set_back() {
                let clock = &cursor.clock;
                cursor
                    .windows
                    .iter_mut()
                    .flatten()
                    .for_each(|window| window.go_back(clock));
            }
            Ok(told.into_json(&cursor.write(shop)))
        })
    }

    /// Tells one shop from another, whichever way its address is written.
    fn mark(&self) -> u32 {
        let settings = self.settings();
        let base = settings.endpoint.base();
        let address = base.split_once("://").map_or(base, |(_, address)| address);
        let shop = settings.id_shop.unwrap_or_default().to_string();
        print(print(0, address), &shop)
    }

    fn look_over<'c>(
        &'c self,
        place: &'static Place,
        filter: Vec<Filter>,
        sort: Sort,
        count: u32,
        (clock, told): (&'c mut Clock, &'c mut Told),
    ) -> Boxed<'c, Looked> {
        Box::pin(async move {
            let is_rising = sort == Sort::ascending("id");
            let query = Query {
                display: Display::Fields(
                    place.fields.iter().map(|&name| name.to_owned()).collect(),
                ),
                filter,
                sort: vec![sort],
                limit: Some(Limit { offset: 0, count }),
                ..Query::default()
            };
            let call = self.in_shop(Call::list(place.resource, query));
            let (rows, mut json) = (Rows::default(), JsonRows::new(true, 0));
            let expected = Expected::List(call.declaration());
            let client = self.knowing_ties();
            let answer = client.perform(&call, expected, &mut json, &rows).await?;
            let here = self.transport.now_ms() / 1_000.0;
            // A clock of this side has no more seconds than that.
            told.hear(clock.hear(answer.time, here as i64));
            let rows = rows.last(answer.notes.rows);
            match is_rising && answer.notes.falls {
                true => Err(unsorted()),
                false => Ok(Looked {
                    is_full: u32::try_from(rows.len()).is_ok_and(|rows| rows >= count),
                    rows,
                    json,
                }),
            }
        })
    }

    async fn first_window(
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
    async fn go_over(
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

    async fn first_statuses(
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
    async fn follow(
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
            let mut ids: Vec<String> = orders.filter(is_unknown).map(text).collect();
            let asks = !ids.is_empty();
            if asks {
                // One that is known to be of this shop.
                ids.extend(told.orders.last().copied().map(text));
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
                if is_own(&text(row.order)) {
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

fn text(id: u32) -> String {
    id.to_string()
}
