//! Stable paging: each page starts behind the last id of the page before, so that
//! records that come or go meanwhile neither repeat nor push others out.

use crate::resources::Field;
use crate::resources::Resource;
use crate::resources::json_rows::JsonRows;
use crate::resources::reader::{Recheck, Verdict};
use crate::webservice::call::Call;
use crate::webservice::display::Display;
use crate::webservice::error::{Error, ErrorKind, Result};
use crate::webservice::filter::Filter;
use crate::webservice::query::{Direction, Limit, Query, Sort};
use crate::webservice::response::Expected;

use super::Client;
use super::list::add_fields;
use super::steps::{Step, step};
use super::transport::Transport;

/// One page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// The JSON text of an array of records.
    pub rows: String,
    /// Where the next page starts: the last id of this one; `None` after the last page.
    pub next: Option<u32>,
}

/// What a page is made of.
#[derive(Clone, Debug)]
pub struct Paging {
    /// Filters, `display` and the rest; no limit, and no order but by id.
    pub query: Query,
    /// Records of a page.
    pub size: u32,
}

impl Paging {
    /// Checks that the query can be paged in a stable way.
    ///
    /// # Errors
    /// `InvalidRequest` for a limit, an order by anything but the id, or a size of 0.
    pub fn new(mut query: Query, size: u32) -> Result<Self> {
        if query.limit.is_some() {
            return Err(Error::invalid("Pages have a size, no limit and offset.")
                .with_hint("Use pageSize, and stop iterating when enough records came.")
                .with_field("limit"));
        }
        if size == 0 {
            return Err(Error::invalid("A page holds at least one record.")
                .with_hint("Leave pageSize out, or give 1 or more.")
                .with_field("pageSize"));
        }
        match query.sort.as_slice() {
            [] => query.sort.push(Sort::ascending("id")),
            [sort] if sort.field == "id" => {}
            _ => {
                return Err(Error::invalid("Pages are stable in the order of the id only.")
                    .with_hint("Leave sort out, or use id_DESC; use list with a limit for another order.")
                    .with_field("sort"));
            }
        }
        Ok(Paging { query, size })
    }

    pub(super) fn descending(&self) -> bool {
        self.query
            .sort
            .first()
            .is_some_and(|sort| sort.direction == Direction::Descending)
    }
}

impl<T: Transport> Client<T> {
    /// The page behind the id `after`; the first one for `None`.
    pub async fn page(
        &self,
        resource: &Resource,
        paging: &Paging,
        after: Option<u32>,
    ) -> Result<Page> {
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
        let needed: Vec<String> = query
            .filter
            .iter()
            .map(|filter| filter.field.clone())
            .collect();
        let needed = needed.iter().map(String::as_str).chain(["id"]);
        let hidden = add_fields(resource, &mut query.display, needed);
        let recheck = OwnFilters {
            own,
            query: &query,
            hidden,
        };
        let call = self.in_shop(Call::list(resource.name.to_owned(), query.clone()));
        let mut rows = JsonRows::new(resource.is_typed(), 0);
        let answer = self
            .perform(&call, Expected::List(resource), &mut rows, &recheck)
            .await?;
        let received = answer.notes.rows.saturating_add(answer.notes.dropped);
        let full = u32::try_from(received).is_ok_and(|received| received >= paging.size);
        if full && answer.notes.last_id.is_none() {
            return Err(Error::new(
                ErrorKind::MalformedResponse,
                "The rows have no id to go on from.",
            )
            .with_hint("Something between here and the shop changes answers; compare with the address opened in a browser."));
        }
        let next = match step {
            Step::Values { next, .. } => next,
            _ => answer.notes.last_id.filter(|_| full),
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
    hidden: Vec<&'static str>,
}

impl Recheck for OwnFilters<'_> {
    fn judge(&self, field: &Field, text: &str) -> Option<Verdict> {
        let own = self.own.iter().filter(|filter| filter.field == field.name);
        own.chain(
            self.query
                .filter
                .iter()
                .filter(|filter| filter.field == field.name),
        )
        .map(|filter| filter.condition.matches(field.kind, text))
        .reduce(|one, other| if one == Verdict::No { one } else { other })
    }

    fn hides(&self, field: &Field) -> bool {
        self.hidden.contains(&field.name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn given_another_order_or_a_limit_then_paging_is_refused() {
        let sorted = Query {
            sort: vec![Sort::ascending("name")],
            ..Query::default()
        };
        let limited = Query {
            limit: Some(Limit {
                offset: 0,
                count: 5,
            }),
            ..Query::default()
        };
        assert!(Paging::new(sorted, 10).is_err());
        assert!(Paging::new(limited, 10).is_err());
        assert!(Paging::new(Query::default(), 0).is_err());
    }
}
