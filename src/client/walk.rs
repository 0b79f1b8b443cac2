//! A part of a list of which rows are left out on this side: more is asked for until the part is
//! full, or the shop has no more.

use resources::reader::Notes;
use resources::sink::Sink;

use crate::webservice::call::Call;
use crate::webservice::display::Display;
use crate::webservice::error::{Error, ErrorKind, Result};
use crate::webservice::filter::Filter;
use crate::webservice::query::{Limit, Query};
use crate::webservice::recheck::Judge;
use crate::webservice::split::{MAX_URL_BYTES, check_length};

use super::failing::{Fetching, is_of_a_record};
use super::listing::Listing;
use super::paging::Paging;
use super::rows::{Read, none};
use super::steps::{Step, step};
use super::transport::Transport;
use super::{Client, lacks};

/// Rows asked for at once: few whole records, or many with no more than they are looked at by.
const FEW: u32 = 100;
const MANY: u32 = 2_000;
/// Rows looked at: a page ends there, and goes on with the next one; a list fails.
const MOST: u32 = 500_000;

/// Which part of a list.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Part {
    /// Behind which id.
    pub after: Option<u32>,
    /// Rows that the shop skips.
    pub offset: u32,
    /// Rows that match and are skipped.
    pub skip: u32,
    /// Rows that match, those skipped among them.
    pub want: u32,
    /// Whether it may be shorter.
    pub is_page: bool,
    /// Whether a page leaves out a record that makes the shop fail.
    pub skips_failing: bool,
}

/// A walk through a list, as far as it has come.
struct Walk<'w, 'l> {
    listing: &'w Listing<'l>,
    /// The same with no more than rows are looked at by.
    light: Listing<'l>,
    /// The filters that are looked at here: the shop is asked for ids behind a place instead.
    own: &'w [Filter],
    part: Part,
    /// The order, and how many rows are asked for at once.
    paging: Paging,
    /// The last id seen.
    after: Option<u32>,
    /// Rows before the place reached.
    seen: u32,
    requests: usize,
    /// Whether one of the rows makes the shop fail.
    is_failing: bool,
    /// What the sink holds.
    read: Read,
    /// All that matches so far.
    matching: Read,
}

impl<T: Transport> Client<T> {
    /// Reads a part of a list into `sink`, and gives the id behind which the next one starts.
    pub(super) async fn walk(
        &self,
        listing: &Listing<'_>,
        part: Part,
        sink: &mut dyn Sink,
    ) -> Result<(Read, Option<u32>)> {
        let own = own_filters(listing);
        let judges = Judge::all(&own);
        let mut walk = Walk::new(listing, &own, part);
        let mut next = None;
        // Of a request that one of its records made fail; only the ids are asked for then.
        let mut failed = None;
        while let Some(step) = walk.step()? {
            let is_light = failed.is_some() || walk.is_light();
            let one = if is_light { &walk.light } else { listing };
            let call = Call::list(one.place.0.to_owned(), walk.query(one, &step));
            let call = check_length(self.in_shop(call), MAX_URL_BYTES)?;
            walk.requests = walk.requests.saturating_add(1);
            let mut unseen = none();
            let into = if is_light { &mut unseen } else { &mut *sink };
            let asked = self.ask(one, &judges, &call, walk.requests, into).await;
            let answer = match (asked, failed.take()) {
                (Ok(answer), None) => answer,
                (Ok(answer), Some(_)) if answer.notes.rows > 0 => {
                    walk.is_failing = true;
                    answer
                }
                (Err(error), None) if part.is_page && !is_light && is_of_a_record(&error) => {
                    failed = Some(error);
                    sink.reset(0);
                    continue;
                }
                (_, Some(error)) | (Err(error), None) => return Err(error),
            };
            sink.keep();
            next = walk.take(&answer.notes, &step, is_light)?;
            if next.is_none() || walk.is_enough() {
                break;
            }
            walk.after = next;
        }
        let (want, skip) = (count(part.want), count(part.skip));
        let Walk {
            mut read,
            matching,
            requests,
            mut is_failing,
            ..
        } = walk;
        if matching.rows > want {
            let last = want.checked_sub(1).and_then(|at| matching.ids.get(at));
            next = last.copied();
        }
        if skip > 0 || matching.rows > want || matching.rows > read.rows {
            read.order = Some(matching.ids.into_iter().take(want).skip(skip).collect());
            let request = requests.saturating_add(1);
            if !is_failing {
                match self.fetch(listing, request, &mut read, sink).await {
                    Err(error) if part.is_page && is_of_a_record(&error) => is_failing = true,
                    fetched => fetched?,
                }
            }
            let fetching = Fetching {
                request,
                skips: part.skips_failing,
            };
            if is_failing
                && self
                    .fetch_around(listing, fetching, &mut read, sink)
                    .await?
            {
                next = read.order.iter().flatten().last().copied();
            }
        }
        Ok((read, next))
    }
}

impl<'w, 'l> Walk<'w, 'l> {
    fn new(listing: &'w Listing<'l>, own: &'w [Filter], part: Part) -> Self {
        let query = Query {
            sort: listing.query.sort.clone(),
            ..Query::default()
        };
        Walk {
            listing,
            light: listing.ids_only(),
            own,
            part,
            paging: Paging {
                query,
                size: part.want,
                skips_failing: part.skips_failing,
            },
            after: part.after,
            seen: part.offset,
            requests: 0,
            is_failing: false,
            read: Read::default(),
            matching: Read::default(),
        }
    }

    /// Where the next request begins: behind an id, which stays where rows come and go, or in any
    /// other order by counting. The first one is asked for as the caller did.
    fn step(&self) -> Result<Option<Step>> {
        if !self.is_by_id() || self.requests == 0 && !self.part.is_page {
            return Ok(Some(Step::ALL));
        }
        let own = self.own.iter().find(|one| is_id(one));
        let step = step(own.map(|one| &one.condition), self.after, &self.paging)?;
        Ok((step != Step::Stop).then_some(step))
    }

    fn query(&self, one: &Listing<'_>, step: &Step) -> Query {
        let mut query = one.query.clone();
        let mut offset = self.seen;
        if *step != Step::ALL || self.part.is_page {
            query.filter.retain(|one| !is_id(one));
            let condition = step.condition();
            query
                .filter
                .extend(condition.map(|condition| Filter::new("id", condition)));
            offset = 0;
        }
        query.limit = Some(Limit {
            offset,
            count: self.paging.size,
        });
        query
    }

    /// Whether whole records would be too many to ask for only to look at them.
    fn is_light(&self) -> bool {
        let is_filtered_here = !self.listing.own.is_empty();
        self.listing.query.display == Display::Full
            && (self.part.skip > 0
                || is_filtered_here && (self.requests > 0 || self.part.want > FEW))
    }

    /// Notes an answer, and gives the place behind it; `None` where nothing is left or wanted.
    fn take(&mut self, notes: &Notes, step: &Step, is_light: bool) -> Result<Option<u32>> {
        // Behind the last id of such a page others would be left out, or come again.
        let is_unsorted = match self.paging.descending() {
            true => notes.rises,
            false => notes.falls,
        };
        if is_unsorted && self.is_by_id() && self.part.is_page {
            return Err(unsorted());
        }
        self.matching.add(notes);
        if !is_light {
            self.read.add(notes);
        }
        let received = notes.rows.saturating_add(notes.dropped);
        let received = u32::try_from(received).unwrap_or(u32::MAX);
        let is_full = received >= self.paging.size;
        self.seen = self.seen.saturating_add(received);
        let most = match self.listing.query.display == Display::Full && !self.is_light() {
            true => FEW,
            false => MANY,
        };
        self.paging.size = self.paging.size.saturating_mul(4).clamp(FEW, most);
        match step {
            Step::Values { next, .. } => return Ok(*next),
            _ if !is_full || !self.part.is_page && self.is_enough() => return Ok(None),
            _ if !self.part.is_page && self.seen >= MOST => return Err(too_many()),
            _ => {}
        }
        // A host that answers each request with the same rows would be asked for ever.
        let is_new = |id: &u32| match self.is_by_id() {
            true => self.paging.is_behind(*id, self.after),
            false => self.after != Some(*id),
        };
        match notes.last_id.filter(is_new) {
            Some(last) => Ok(Some(last)),
            None => Err(lacks("id to go on from")),
        }
    }

    /// A page that is half full is better than two more requests.
    fn is_enough(&self) -> bool {
        let found = match self.part.is_page {
            true if self.listing.own.is_empty() || self.seen >= MOST => return true,
            true => self.matching.rows.saturating_mul(2),
            false => self.matching.rows,
        };
        found >= count(self.part.want)
    }

    fn is_by_id(&self) -> bool {
        let first = self.paging.query.sort.first();
        first.is_some_and(|sort| sort.field == "id")
    }
}

pub(super) fn unsorted() -> Error {
    Error::new(
        ErrorKind::MalformedResponse,
        "The shop does not sort by id, so that pages would repeat records or leave some out.",
    )
    .with_hint("A module changes its lists. Use list, with filters that few records match.")
}

/// The filters that are looked at here.
fn own_filters(listing: &Listing<'_>) -> Vec<Filter> {
    let ids = listing.given.iter().filter(|one| is_id(one));
    listing.own.iter().chain(ids).cloned().collect()
}

fn too_many() -> Error {
    let message = format!("Of {MOST} rows too few match to fill the list.");
    Error::new(ErrorKind::MalformedResponse, message)
        .with_hint("Filter by a field that all shops share as well, or iterate.")
}

fn is_id(filter: &Filter) -> bool {
    filter.field == "id"
}

fn count(rows: u32) -> usize {
    usize::try_from(rows).unwrap_or(usize::MAX)
}
