//! Records that make the shop fail whenever it sends them: found by halving what is asked for.

use resources::sink::Sink;

use crate::webservice::call::Call;
use crate::webservice::error::{Error, ErrorKind, Result};
use crate::webservice::recheck::Judge;
use crate::webservice::split::{MAX_URL_BYTES, check_length};

use super::Client;
use super::listing::Listing;
use super::rows::Read;
use super::transport::Transport;

/// Ids of one address at the most.
const IDS_AT_ONCE: usize = 300;

/// What a page does about a record that makes the shop fail.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fetching {
    /// Which request of the list it is.
    pub request: usize,
    /// Leaves such a record out.
    pub skips: bool,
}

impl<T: Transport> Client<T> {
    /// Adds the records that are in the order and not yet in the sink, although one of them makes
    /// the shop fail. The page ends before that one, if it is not left out: the next page fails.
    ///
    /// # Errors
    /// That of the shop, which names the record, if the page would begin with it.
    pub(super) async fn fetch_around(
        &self,
        listing: &Listing<'_>,
        fetching: Fetching,
        read: &mut Read,
        sink: &mut dyn Sink,
    ) -> Result<bool> {
        sink.reset(0);
        let name = listing.place.0;
        let mut left_out = Vec::new();
        let missing = read.missing();
        let half = missing.len().div_ceil(2).clamp(1, IDS_AT_ONCE);
        let mut parts: Vec<&[u32]> = missing.chunks(half).rev().collect();
        while let Some(ids) = parts.pop() {
            let one = ids.first().filter(|_| ids.len() == 1).copied();
            let mut by_ids = listing.by_ids(ids);
            by_ids.left_out = one.filter(|_| fetching.skips);
            let call = self.in_shop(Call::list(name.to_owned(), by_ids.query.clone()));
            let call = check_length(call, MAX_URL_BYTES)?;
            let own = Judge::all(&by_ids.own);
            let asked = self.ask(&by_ids, &own, &call, fetching.request, sink);
            let error = match asked.await {
                Ok(answer) => {
                    sink.keep();
                    read.add(&answer.notes);
                    continue;
                }
                Err(error) if is_of_a_record(&error) => error,
                Err(error) => return Err(error),
            };
            sink.reset(0);
            let Some(id) = one else {
                let (left, right) = ids.split_at(ids.len() / 2);
                parts.extend([right, left]);
                continue;
            };
            if fetching.skips {
                left_out.push(id);
                continue;
            }
            let order = read.order.get_or_insert_default();
            return match order.iter().position(|one| *one == id) {
                None | Some(0) => Err(named(name, id, error)),
                Some(place) => {
                    order.truncate(place);
                    Ok(true)
                }
            };
        }
        left_out.sort_unstable();
        let order = read.order.get_or_insert_default();
        order.retain(|id| left_out.binary_search(id).is_err());
        Ok(false)
    }
}

/// Whether one record of several may be to blame: no host or key fails so.
pub(super) fn is_of_a_record(error: &Error) -> bool {
    let is_of_php = !error.codes().is_empty() || matches!(error.status(), Some(200..=299 | 500));
    let is_failure = error.kind() == ErrorKind::Server && !error.is_retryable();
    error.record().is_some() || is_failure && is_of_php
}

fn named(resource: &str, id: u32, error: Error) -> Error {
    let error = match error.record() {
        Some(_) => error,
        None => {
            let id = id.to_string();
            let words = [
                "The record ",
                resource,
                " ",
                &id,
                " makes the shop fail. ",
                error.message(),
            ];
            let message = words.concat();
            error.with_message(message)
        }
    };
    error.and_hint("To go on without it, call iterate with skipFailing.")
}
