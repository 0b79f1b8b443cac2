//! Stable paging: each page starts behind the last id of the page before, so that
//! records that come or go meanwhile neither repeat nor push others out.

use crate::resources::json_rows::JsonRows;
use crate::resources::reader::{Recheck, Verdict};
use crate::resources::{Kind, UNTYPED, find};
use crate::webservice::call::Call;
use crate::webservice::display::Display;
use crate::webservice::error::Result;
use crate::webservice::filter::Filter;
use crate::webservice::query::{Limit, Query};
use crate::webservice::response::Expected;
use crate::webservice::split::{MAX_URL_BYTES, check_length};

use super::list::{add_fields, show_filtered};
use super::paging::Paging;
use super::steps::{Step, step};
use super::transport::Transport;
use super::{Client, lacks};

/// One page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// The JSON text of an array of records.
    pub rows: String,
    /// Where the next page starts: the last id of this one; `None` after the last page.
    pub next: Option<u32>,
}

impl<T: Transport> Client<T> {
    /// The page behind the id `after`; the first one for `None`.
    pub async fn page(&self, name: &str, paging: &Paging, after: Option<u32>) -> Result<Page> {
        let resource = find(name).unwrap_or(&UNTYPED);
        let mut query = paging.query.clone();
        let mine = query.filter.iter().position(|filter| filter.field == "id");
        let own = mine.map(|at| query.filter.remove(at));
        let step = step(own.as_ref().map(|one| &one.condition), after, paging)?;
        if step == Step::Stop {
            return Ok(Page {
                rows: "[]".to_owned(),
                next: None,
            });
        }
        query.limit = Some(Limit {
            offset: 0,
            count: paging.size,
        });
        if query.display == Display::Default {
            query.display = Display::Full;
        }
        query.filter.extend(
            step.condition()
                .map(|condition| Filter::new("id", condition)),
        );
        if !resource.is_typed() {
            // Nothing else says which record it is.
            add_fields(&mut query.display, ["id"].into_iter());
        }
        let mut hidden = show_filtered(resource, &mut query);
        hidden.extend(add_fields(&mut query.display, ["id"].into_iter()));
        let recheck = OwnFilters {
            own,
            query: &query,
            hidden,
        };
        let call = self.in_shop(Call::list(name.to_owned(), query.clone()));
        check_length(&call, MAX_URL_BYTES)?;
        let mut rows = JsonRows::new(resource.is_typed(), 0);
        let answer = self
            .perform(&call, Expected::List(resource), &mut rows, &recheck)
            .await?;
        let received = answer.notes.rows.saturating_add(answer.notes.dropped);
        let full = u32::try_from(received).is_ok_and(|received| received >= paging.size);
        let next = match step {
            Step::Values { next, .. } => next,
            _ if !full => None,
            // A host that answers each page with the same one would be asked for ever.
            _ => match answer
                .notes
                .last_id
                .filter(|id| paging.is_behind(*id, after))
            {
                Some(last) => Some(last),
                None => return Err(lacks("id to go on from")),
            },
        };
        Ok(Page {
            rows: rows.into_array(),
            next,
        })
    }
}

/// Looks at rows again with the caller's own filter on the id, which the page's replaces.
struct OwnFilters<'q> {
    own: Option<Filter>,
    query: &'q Query,
    hidden: Vec<String>,
}

impl Recheck for OwnFilters<'_> {
    fn judge(&self, name: &str, kind: Option<Kind>, text: &str) -> Option<Verdict> {
        let all = self.own.iter().chain(&self.query.filter);
        all.filter(|filter| filter.field == name)
            .map(|filter| filter.condition.judge(kind, text))
            .reduce(|one, other| if one == Verdict::No { one } else { other })
    }

    fn hides(&self, name: &str) -> bool {
        self.hidden.iter().any(|one| one == name)
    }
}
