//! Stable paging: each page starts behind the last id of the page before, so that
//! records that come or go meanwhile neither repeat nor push others out.

use resources::json_rows::JsonRows;

use crate::webservice::display::Display;
use crate::webservice::error::Result;

use super::Client;
use super::listing::{Listing, add_fields};
use super::paging::Paging;
use super::rows::{array_in_order, places};
use super::transport::Transport;
use super::walk::Part;

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
    ///
    /// See [`Client::page_into`].
    pub async fn page(&self, name: &str, paging: &Paging, after: Option<u32>) -> Result<Page> {
        let mut rows = JsonRows::new(resources::of(name).is_typed(), 0);
        let (places, next) = self.page_into(name, paging, after, &mut rows).await?;
        Ok(Page {
            rows: array_in_order(rows, places),
            next,
        })
    }

    /// The same into `rows`: the places of its records there, in their order, `None` for all as they
    /// came; and where the next page starts.
    ///
    /// A record that makes the shop fail, or cannot be read, ends the page before it, or is left out
    /// and told with its request.
    ///
    /// # Errors
    /// Those of a list; one that names such a record, where the page begins with it.
    pub async fn page_into(
        &self,
        name: &str,
        paging: &Paging,
        after: Option<u32>,
        rows: &mut JsonRows,
    ) -> Result<(Option<Vec<usize>>, Option<u32>)> {
        let resource = paging.query.declaration(name);
        let mut query = self.with_ids(paging.query.clone()).await?;
        self.show_open(name, &mut query);
        if !resource.is_typed() {
            if query.display == Display::Default {
                query.display = Display::Full;
            }
            // Nothing else says which record it is.
            add_fields(&mut query.display, ["id"].into_iter());
        }
        let mut listing = Listing::new(name, resource, query)?;
        listing.show_id();
        let part = Part {
            after,
            want: paging.size,
            is_page: true,
            skips_failing: paging.skips_failing,
            ..Part::default()
        };
        let (read, next) = self.walk(&listing, part, rows).await?;
        Ok((places(read, rows.len())?, next))
    }
}
