//! One record, whole or in part.

use resources::Resource;
use resources::reader::Unchecked;
use resources::sink::Sink;

use crate::webservice::call::Call;
use crate::webservice::display::Display;
use crate::webservice::error::{Error, ErrorKind, Result};
use crate::webservice::filter::{Condition, Filter};
use crate::webservice::query::Query;
use crate::webservice::response::{Answer, Expected};
use crate::webservice::version::Version;

use super::Client;
use super::transport::Transport;

impl<T: Transport> Client<T> {
    /// Reads one record into `sink`.
    ///
    /// Shops of version 1.6 answer `display` on one record with its id alone, so there
    /// the record is asked for as a list of one.
    pub(super) async fn one(
        &self,
        (name, resource): (&str, &Resource),
        id: u32,
        mut query: Query,
        sink: &mut dyn Sink,
    ) -> Result<Answer> {
        let name = || name.to_owned();
        if query.display == Display::Full {
            query.display = Display::Default;
        }
        let in_part = matches!(query.display, Display::Fields(_));
        if !in_part || !self.version().is_some_and(lists_only) {
            let single = self.in_shop(Call::get(name(), id, query.clone()));
            let expected = Expected::Record(resource, Some(id));
            let answer = self.perform(&single, expected, sink, &Unchecked).await?;
            // Behind a host or browser that hides its version, 1.6 shows by such an answer.
            if !in_part || !answer.notes.is_minimal {
                return Ok(answer);
            }
        }
        let by_id = Filter::new("id", Condition::Equals(id.to_string()));
        query.filter.push(by_id);
        let list = self.in_shop(Call::list(name(), query));
        let answer = self
            .perform(&list, Expected::List(resource), sink, &Unchecked)
            .await?;
        match answer.notes.rows {
            0 => Err(Error::new(
                ErrorKind::NotFound,
                format!("The shop has no record {id} of {}.", name()),
            )
            .with_hint("The record does not exist, or no longer.")),
            _ => Ok(answer),
        }
    }
}

fn lists_only(version: Version) -> bool {
    !version.is_at_least(1, 7)
}
