//! The outcome of a write whose answer was lost, as its caller learns it.

use crate::webservice::call::Method;
use crate::webservice::document::Document;
use crate::webservice::error::{Error, ErrorKind, Result, Versions};
use crate::webservice::outcome::Saved;

use super::look::{Found, Observation};
use super::order_snapshot::moved_on;
use super::unsettled::UnsettledWrite;
use super::written::{Written, deleted};

const SAVED_LATER: &str = "The change is saved, although the shop's answer to it was lost.";
const STATUS_LATER: &str = "The status is changed, although the shop's answer was lost: whether an e-mail that belongs to it went out is not known.";
const OVERWRITTEN: &str = "Nothing of the change is there, but the record was saved meanwhile: the change may have been saved, and overwritten since. Look at the record before writing it again.";
pub(super) const OLD_VALUES: &str =
    "The shop was asked again, and nothing of the change is there: nothing was saved.";

/// The outcome of a write that the shop has finished with.
pub(super) fn judged(
    write: &UnsettledWrite,
    observation: Observation,
    failure: Error,
) -> Result<Observation> {
    let status = failure.status();
    let error = match observation.found {
        Found::There => return Ok(observation),
        // Whoever wrote the record may have overwritten this change, or changed another field.
        Found::Old if observation.is_moved || has_moved(&observation, write) => {
            return Err(failure.with_saved(Saved::Unknown).and_hint(OVERWRITTEN));
        }
        Found::Old => return Err(failure.with_saved(Saved::No).and_hint(OLD_VALUES)),
        Found::Part => Error::new(ErrorKind::Server, part(write, &observation))
            .with_hint("Look at the record, and write again what is missing.")
            // A similar record, or a status without its row, may be somebody else's.
            .with_saved(match write.id {
                None => Saved::Unknown,
                Some(_) => Saved::Yes,
            }),
        Found::Other => Error::new(
            ErrorKind::Conflict,
            format!(
                "Somebody else changed the same record at the same time: {}.",
                write.record()
            ),
        )
        .with_hint("Look at the record, and write again what is missing.")
        .with_versions(Versions {
            expected: None,
            found: record_json(&observation),
        })
        .with_saved(Saved::Unknown),
    };
    let error = error.with_codes(failure.codes().to_vec());
    Err(match status {
        Some(status) => error.with_status(status),
        None => error,
    })
}

/// Whether it creates a record: then a similar one may be somebody else's.
fn is_new(write: &UnsettledWrite) -> bool {
    write.method == Method::Post && write.order.is_none()
}

/// What is missing if a write is saved in part.
fn part(write: &UnsettledWrite, observation: &Observation) -> String {
    let missing = observation.missing.join(", ");
    match (write.order, &observation.order) {
        (Some(order), Some(_)) => format!(
            "Order {order} has the new status, but its history has no row of it, so this change is saved in part, or another one that is under way: invoice, payment, stock and e-mail may be missing."
        ),
        _ if is_new(write) => {
            format!("There is a new record like it, but not the same: {missing}.")
        }
        _ => format!("Only a part of the change is saved. As before: {missing}."),
    }
}

/// The error for a write that may or may not be saved.
pub(super) fn outcome_unknown(
    write: &UnsettledWrite,
    failure: &Error,
    seen: Result<&Option<Observation>, &Error>,
) -> Error {
    let mut message = format!(
        "Whether the change is saved is not known. {}",
        failure.message()
    );
    match seen {
        Err(reading) => {
            message.push_str(" Reading it again failed too: ");
            message.push_str(reading.message());
        }
        Ok(Some(observation)) if observation.found == Found::Part => {
            message.push(' ');
            message.push_str(&part(write, observation));
        }
        Ok(_) => {}
    }
    let error = Error::new(ErrorKind::OutcomeUnknown, message)
        .with_hint("The shop may still be working on it. Look again in a while, and do not send it again before: it could be saved twice.")
        .with_unsettled(write.to_json())
        .with_codes(failure.codes().to_vec());
    let error = match failure.status() {
        Some(status) => error.with_status(status),
        None => error,
    };
    match failure.request() {
        Some(request) => error.with_request(request.clone()),
        None => error,
    }
}

pub(super) fn still_open(write: &UnsettledWrite) -> Error {
    let message = format!(
        "Nothing was sent: an earlier write to {} may still be saved.",
        write.record()
    );
    Error::new(ErrorKind::OutcomeUnknown, message)
        .with_hint("Look again in a while what became of the earlier one, then write.")
        .with_unsettled(write.to_json())
}

/// The result of a write that a later look found.
pub(super) fn written_later(write: &UnsettledWrite, observation: Observation) -> Written {
    let mut warnings = vec![
        match write.order {
            Some(_) => STATUS_LATER,
            None => SAVED_LATER,
        }
        .to_owned(),
    ];
    let mut differences = Vec::new();
    let asked = write.changes.first().map(|change| &change.after);
    if let (Some(snapshot), Some(asked)) = (&observation.order, asked)
        && snapshot.state.map(|state| state.to_string()).as_ref() != Some(asked)
    {
        let (difference, warning) = moved_on(asked, snapshot);
        differences.push(difference);
        warnings.push(warning);
    }
    let is_gone = observation.record.is_none() && observation.order.is_none();
    let after = match (&observation.order, write.order) {
        (Some(snapshot), Some(order)) => Some(snapshot.document(order)),
        _ => observation.record,
    };
    match is_gone {
        true => deleted(None, Vec::new()),
        false => Written {
            written: true,
            method: Some(write.method),
            after,
            changes: write.changes.clone(),
            differences,
            warnings,
            ..Written::default()
        },
    }
}

fn record_json(observation: &Observation) -> Option<String> {
    observation.record.as_ref().map(Document::to_json)?.ok()
}

/// Whether an order has another status, more rows or a later date than before: the change may have
/// been saved without its row, and replaced since.
pub(super) fn has_moved(observation: &Observation, write: &UnsettledWrite) -> bool {
    observation.order.as_ref().is_some_and(|snapshot| {
        let state = snapshot.state.map(|state| state.to_string());
        let before = write.changes.first().map(|change| change.before.clone());
        let has_rows = !snapshot.rows_after(write.last).is_empty();
        let is_later = write.dated.is_some() && snapshot.dated != write.dated;
        state != before || has_rows || is_later
    })
}
