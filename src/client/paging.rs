//! What can be paged in a stable way.

use crate::webservice::error::{Error, Result};
use crate::webservice::query::{Direction, Query, Sort};

/// What a page is made of.
#[derive(Clone, Debug)]
pub struct Paging {
    /// Filters, `display` and the rest; no limit, and no order but by id.
    pub query: Query,
    /// Records of a page.
    pub size: u32,
    /// Leaves out a record that makes the shop fail, or that cannot be read.
    pub skips_failing: bool,
}

impl Paging {
    /// Checks that the query can be paged in a stable way.
    ///
    /// # Errors
    /// `InvalidRequest` for a limit, an order by anything but the id, or a size of 0.
    pub fn new(mut query: Query, size: u32) -> Result<Self> {
        if query.limit.is_some() {
            return Err(Error::about(
                "limit",
                &["does not go with pages, as `offset` does not"],
                "Use pageSize, and stop iterating when enough records came.",
            ));
        }
        if size == 0 {
            return Err(Error::about(
                "pageSize",
                &["must be at least 1"],
                "Leave it out, or give 1 or more.",
            ));
        }
        match query.sort.as_slice() {
            [] => query.sort.push(Sort::ascending("id")),
            [sort] if sort.field == "id" => {}
            _ => {
                return Err(Error::about(
                    "sort",
                    &["must be by id: pages are stable in no other order"],
                    "Leave it out, or use id_DESC; use list with a limit for another order.",
                ));
            }
        }
        Ok(Paging {
            query,
            size,
            skips_failing: false,
        })
    }

    pub(super) fn descending(&self) -> bool {
        self.query
            .sort
            .first()
            .is_some_and(|sort| sort.direction == Direction::Descending)
    }

    /// Whether an id comes behind the place reached.
    pub(super) fn is_behind(&self, id: u32, after: Option<u32>) -> bool {
        after.is_none_or(|after| match self.descending() {
            true => id < after,
            false => id > after,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::webservice::query::Limit;

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
