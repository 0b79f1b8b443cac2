//! Reads the shop after a write: how much of the write is saved.

use resources::OrderHistory;

use crate::client::transport::Transport;
use crate::client::{Boxed, Client};
use crate::webservice::call::Method;
use crate::webservice::document::{Change, Document, arrival};
use crate::webservice::error::{ErrorKind, Result};
use crate::webservice::number::number;
use crate::webservice::query::Language;

use super::full_record::every_language;
use super::order_snapshot::OrderSnapshot;
use super::unsettled::UnsettledWrite;

/// How much of a write the shop holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// All of it.
    There,
    /// Some of it.
    Part,
    /// Everything is as it was before.
    Old,
    /// Values that are neither the old ones nor those that were sent.
    Other,
}

/// What a look at the shop found.
#[derive(Debug)]
pub(super) struct Observation {
    pub(super) found: Found,
    /// What is not as it was sent, by field.
    pub(super) missing: Vec<String>,
    /// Whether anybody saved the record since.
    pub(super) is_moved: bool,
    /// The record; `None` if there is none, and for a status.
    pub(super) record: Option<Document>,
    /// The order whose status was changed.
    pub(super) order: Option<OrderSnapshot>,
}

impl Observation {
    fn of(found: Found, record: Option<Document>) -> Self {
        Observation {
            found,
            missing: Vec::new(),
            is_moved: false,
            record,
            order: None,
        }
    }
}

impl<T: Transport> Client<T> {
    /// Looks how much of a write is saved; a record is read in `language`.
    ///
    /// # Errors
    /// Those of reading, also if the record is gone: that proves nothing.
    pub(super) fn look<'c>(
        &'c self,
        write: &'c UnsettledWrite,
        language: &'c Language,
    ) -> Boxed<'c, Observation> {
        Box::pin(async move {
            match (write.method, write.order, write.id) {
                (_, Some(order), _) => Ok(seen_in(self.order_snapshot(order).await?, write)),
                (Method::Delete, _, Some(id)) => {
                    match self.document(&write.resource, id, Language::All).await {
                        Ok(record) => Ok(Observation {
                            is_moved: is_saved_since(write, &record),
                            ..Observation::of(Found::Old, Some(record))
                        }),
                        // A host's own page of that status is another kind of error.
                        Err(gone) if gone.kind() == ErrorKind::NotFound => {
                            Ok(Observation::of(Found::There, None))
                        }
                        Err(error) => Err(error),
                    }
                }
                (_, _, Some(id)) => {
                    let read = self.document(&write.resource, id, language.clone()).await;
                    Ok(seen(write, read?))
                }
                (_, _, None) => self.look_for_new(write, language).await,
            }
        })
    }

    async fn look_for_new(
        &self,
        write: &UnsettledWrite,
        language: &Language,
    ) -> Result<Observation> {
        let mut like: Option<Observation> = None;
        for id in self.newer_than(write).await? {
            let record = self.document(&write.resource, id, language.clone()).await?;
            let observation = seen(write, record);
            // Some of the values and no others: PHP may have ended in between.
            let is_like = observation.found == Found::Part
                || observation.missing.len().saturating_mul(2) <= write.changes.len();
            match (observation.found, &like) {
                // Nobody can tell which of two equal records this write created.
                (Found::There, Some(other)) if other.found == Found::There => {
                    return Ok(Observation::of(Found::Other, None));
                }
                (Found::There, _) => like = Some(observation),
                // Shops compute some of what they are given, such as the totals of an order.
                (_, None) if is_like => {
                    like = Some(Observation {
                        found: Found::Part,
                        ..observation
                    });
                }
                _ => {}
            }
        }
        Ok(like.unwrap_or(Observation::of(Found::Old, None)))
    }
}

/// The languages to read a record in, if only the changes are known.
pub(super) fn languages_of(changes: &[Change]) -> Language {
    let ids: Vec<u32> = changes.iter().filter_map(|one| one.language).collect();
    match ids.is_empty() {
        true => Language::All,
        false => every_language(&ids),
    }
}

fn seen(write: &UnsettledWrite, record: Document) -> Observation {
    let arrival = arrival(&write.changes, &record);
    let found = match () {
        () if !arrival.replaced.is_empty() => Found::Other,
        // Nothing that can be compared: only secrets.
        () if arrival.kept.is_empty() && arrival.arrived == 0 => Found::Other,
        () if arrival.kept.is_empty() => Found::There,
        () if arrival.arrived > 0 => Found::Part,
        () => Found::Old,
    };
    let mut missing = arrival.kept;
    missing.extend(arrival.replaced);
    Observation {
        missing,
        is_moved: is_saved_since(write, &record),
        ..Observation::of(found, Some(record))
    }
}

/// Whether anybody saved the record since the write was sent.
fn is_saved_since(write: &UnsettledWrite, record: &Document) -> bool {
    let dated = write.dated.as_deref();
    dated.is_some() && dated != record.text("date_upd")
}

/// What the history of an order shows of a change of its status.
fn seen_in(snapshot: OrderSnapshot, write: &UnsettledWrite) -> Observation {
    let change = write.changes.first();
    let asked = change.and_then(|change| number(&change.after));
    let added = snapshot.rows_after(write.last);
    let is_ours = |row: &&OrderHistory| row.id_order_state() == asked;
    let has_row = added.iter().any(is_ours);
    let found = match () {
        // Whatever its status is by now: a shop writes the row last.
        () if has_row => Found::There,
        () if snapshot.state == asked => Found::Part,
        // Rows of others prove nothing.
        () => Found::Old,
    };
    Observation {
        order: Some(snapshot),
        ..Observation::of(found, None)
    }
}
