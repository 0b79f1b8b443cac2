//! One request of a look.

use resources::json_rows::JsonRows;

use crate::client::transport::Transport;
use crate::client::walk::unsorted;
use crate::client::{Boxed, Client};
use crate::webservice::call::Call;
use crate::webservice::display::Display;
use crate::webservice::filter::Filter;
use crate::webservice::query::{Query, Sort};
use crate::webservice::response::Expected;

use super::clock::Clock;
use super::places::Place;
use super::row::{Row, Rows};
use super::told::Told;

/// Rows asked for at once: more than a window remembers, so that one request shows all of it.
pub(super) const PAGE: u32 = 5_000;

/// The rows of one answer.
pub(super) struct Looked {
    pub rows: Vec<Row>,
    pub json: JsonRows,
    /// Whether there may be more.
    pub is_full: bool,
}

impl<T: Transport> Client<T> {
    /// Reads rows, and what time it is.
    pub(super) fn look_over<'c>(
        &'c self,
        place: &'static Place,
        filter: Vec<Filter>,
        sort: Sort,
        count: u32,
        (clock, told): (&'c mut Clock, &'c mut Told),
    ) -> Boxed<'c, Looked> {
        Box::pin(async move {
            let is_rising = sort == Sort::ascending("id");
            let query = Query::of(Display::of(place.fields), filter).first(count, vec![sort]);
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
}
