//! Stable paging: each page starts behind the last id of the page before, so that
//! records that come or go meanwhile neither repeat nor push others out.

use crate::resources::Field;
use crate::resources::Resource;
use crate::resources::json_rows::JsonRows;
use crate::resources::reader::{Recheck, Verdict};
use crate::webservice::call::Call;
use crate::webservice::display::Display;
use crate::webservice::error::{Error, ErrorKind, Result};
use crate::webservice::filter::{Condition, Filter};
use crate::webservice::query::{Direction, Limit, Query, Sort};
use crate::webservice::response::Expected;

use super::Client;
use super::list::add_fields;
use super::transport::Transport;

/// Records of a page where the caller names no number.
pub const PAGE_SIZE: u32 = 100;
/// The largest id a shop can give.
const MAX_ID: u32 = u32::MAX;
/// Ids of one address: 500 ids of ten digits stay below the length web servers take.
const VALUES_OF_A_PAGE: u32 = 500;

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

    fn descending(&self) -> bool {
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

/// What the shop is asked for next, by id.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Step {
    /// Nothing is left.
    Stop,
    /// Ids from one to another, both included.
    Range(u32, u32),
    /// These ids, and where the next page starts.
    Values { ids: Vec<u32>, next: Option<u32> },
    /// The caller's own condition, which is no range.
    Own(Condition),
}

impl Step {
    fn condition(&self) -> Option<Condition> {
        match self {
            Step::Stop | Step::Range(0..=1, u32::MAX) => None,
            Step::Range(from, u32::MAX) => {
                Some(Condition::Greater(from.saturating_sub(1).to_string()))
            }
            Step::Range(0..=1, to) => Some(Condition::Less(to.saturating_add(1).to_string())),
            Step::Range(from, to) if from == to => Some(Condition::Equals(from.to_string())),
            Step::Range(from, to) => Some(Condition::Between(from.to_string(), to.to_string())),
            Step::Values { ids, .. } => {
                Some(Condition::OneOf(ids.iter().map(u32::to_string).collect()))
            }
            Step::Own(condition) => Some(condition.clone()),
        }
    }
}

/// Puts the caller's condition on the id and the place reached into one condition: a shop
/// takes one per field. What cannot be joined is left to the second look at each row.
fn step(own: Option<&Condition>, after: Option<u32>, paging: &Paging) -> Result<Step> {
    let descending = paging.descending();
    let (mut from, mut to) = (1, MAX_ID);
    match own {
        None => {}
        Some(Condition::Greater(value)) => from = id(value)?.saturating_add(1),
        Some(Condition::Less(value)) => to = id(value)?.saturating_sub(1),
        Some(Condition::Between(one, other)) => {
            let (one, other) = (id(one)?, id(other)?);
            (from, to) = (one.min(other), one.max(other));
        }
        Some(Condition::Equals(value)) => {
            return values(std::slice::from_ref(value), after, paging);
        }
        Some(Condition::OneOf(list)) => return values(list, after, paging),
        Some(other) if after.is_none() => return Ok(Step::Own(other.clone())),
        Some(_) => {}
    }
    match after {
        Some(after) if descending => to = to.min(after.saturating_sub(1)),
        Some(after) => from = from.max(after.saturating_add(1)),
        None => {}
    }
    let exhausted = after == Some(MAX_ID) && !descending;
    Ok(if from > to || exhausted {
        Step::Stop
    } else {
        Step::Range(from, to)
    })
}

fn values(list: &[String], after: Option<u32>, paging: &Paging) -> Result<Step> {
    let mut ids = list
        .iter()
        .map(|value| id(value))
        .collect::<Result<Vec<u32>>>()?;
    ids.sort_unstable();
    ids.dedup();
    if paging.descending() {
        ids.reverse();
    }
    let done = |id: &u32| {
        after.is_some_and(|after| {
            if paging.descending() {
                *id >= after
            } else {
                *id <= after
            }
        })
    };
    ids.retain(|id| !done(id));
    let size = usize::try_from(paging.size.min(VALUES_OF_A_PAGE)).unwrap_or(usize::MAX);
    let more = ids.len() > size;
    ids.truncate(size);
    let next = ids.last().copied().filter(|_| more);
    Ok(if ids.is_empty() {
        Step::Stop
    } else {
        Step::Values { ids, next }
    })
}

fn id(text: &str) -> Result<u32> {
    text.trim().parse().map_err(|_| {
        Error::invalid(format!("{text} is no id."))
            .with_hint("Give whole numbers from 1 on.")
            .with_field("id")
    })
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

    fn paging(order: Direction) -> Paging {
        let sort = Sort {
            field: "id".to_owned(),
            direction: order,
        };
        Paging::new(
            Query {
                sort: vec![sort],
                ..Query::default()
            },
            2,
        )
        .unwrap()
    }

    #[test]
    fn given_a_filter_and_a_place_then_one_condition_says_both() {
        use Condition::{Between, Equals, Greater, Less, Not, OneOf};
        use Direction::{Ascending, Descending};
        let text = str::to_owned;
        let list = |ids: &[u32]| OneOf(ids.iter().map(u32::to_string).collect());
        let cases = [
            (None, None, Ascending, None),
            (None, Some(7), Ascending, Some(Greater(text("7")))),
            (None, Some(7), Descending, Some(Less(text("7")))),
            (
                Some(Greater(text("9"))),
                Some(7),
                Ascending,
                Some(Greater(text("9"))),
            ),
            (
                Some(Less(text("9"))),
                Some(7),
                Ascending,
                Some(Equals(text("8"))),
            ),
            (
                Some(Less(text("12"))),
                Some(7),
                Ascending,
                Some(Between(text("8"), text("11"))),
            ),
            (Some(Less(text("8"))), Some(7), Ascending, None),
            (
                Some(Between(text("20"), text("3"))),
                Some(7),
                Descending,
                Some(Between(text("3"), text("6"))),
            ),
            (
                Some(list(&[5, 1, 9, 3])),
                None,
                Ascending,
                Some(list(&[1, 3])),
            ),
            (
                Some(list(&[5, 1, 9, 3])),
                Some(3),
                Ascending,
                Some(list(&[5, 9])),
            ),
            (
                Some(list(&[5, 1, 9, 3])),
                Some(3),
                Descending,
                Some(list(&[1])),
            ),
            (
                Some(Not(vec![text("4")])),
                None,
                Ascending,
                Some(Not(vec![text("4")])),
            ),
            (
                Some(Not(vec![text("4")])),
                Some(2),
                Ascending,
                Some(Greater(text("2"))),
            ),
            (None, Some(u32::MAX), Ascending, None),
            (None, Some(1), Descending, None),
        ];
        for (own, after, order, expected) in &cases {
            let step = step(own.as_ref(), *after, &paging(*order)).unwrap();
            assert_eq!(
                step.condition(),
                *expected,
                "{own:?} after {after:?} {order:?}"
            );
        }
        println!("{} steps", cases.len());
    }

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
