//! What became of a write: known from the shop's answer, else from reading again.

use crate::client::Client;
use crate::client::transport::Transport;
use crate::webservice::call::Call;
use crate::webservice::document::{Comparison, Difference, Document, Edited, compare};
use crate::webservice::error::{Error, ErrorKind, Result, Versions};

use super::whole::Whole;

/// After a lost connection, or one that its host gave up, the shop may still be saving.
const STILL_SAVING_MS: u32 = 1_000;
/// Another writer who looked before this write and writes after it has done so by then, and
/// is seen: at least this long, and longer where the shop is slow.
const SETTLED_MS: u32 = 1_000;
/// The warning of a writer who was slower than that.
const SLOW: &str = "The shop was slow. Whoever wrote this record between the last look at it and this write may have been overwritten without being told.";
/// How much longer than this writer's own way from looking to the answer another's may be.
const SLOWER: f64 = 3.0;
/// Nobody waits longer for an answer that is there.
const LONGEST_MS: f64 = 15_000.0;
/// Codes with which a shop refuses before it saves anything.
const NOTHING_SAVED: [u16; 7] = [41, 84, 89, 90, 91, 92, 93];

/// A write that is known to have been made.
#[derive(Debug)]
pub(super) struct Confirmed {
    pub(super) stored: Document,
    /// Of the record as it was read again: an answer to a write lacks inactive languages.
    pub(super) token: Option<String>,
    pub(super) differences: Vec<Difference>,
    pub(super) warnings: Vec<String>,
}

/// A write about to be made.
#[derive(Debug)]
pub(super) struct Attempt<'a> {
    pub(super) call: &'a Call,
    pub(super) id: u32,
    pub(super) before: &'a Whole,
    pub(super) edited: &'a Edited,
    /// When the record was looked at, if the caller expects it as it was shown.
    pub(super) expected_at: Option<f64>,
}

impl<T: Transport> Client<T> {
    /// Makes a write of a record, and finds out whether it was made.
    ///
    /// # Errors
    /// The shop's refusal or the failure where nothing was saved; `Conflict` where the record
    /// holds somebody else's values; `OutcomeUnknown` where it cannot be read again.
    pub(super) async fn confirmed(&self, attempt: &Attempt<'_>) -> Result<Confirmed> {
        let mut may_repeat = true;
        loop {
            self.check_wanted().await?;
            let sent = self.keep(attempt.call, Some(attempt.id)).await;
            let failure = match sent {
                Ok(echo) => {
                    let was_slow = self.settle(attempt).await;
                    let mut confirmed = self.verified(attempt, echo).await?;
                    confirmed.warnings.extend(was_slow);
                    return Ok(confirmed);
                }
                Err(error) if is_refusal(&error) => return Err(refused(error, attempt.edited)),
                Err(error) if error.kind() == ErrorKind::Aborted => {
                    return Err(unknown(&error, None));
                }
                Err(error) => error,
            };
            let stored = self.read_after(attempt, &failure).await?;
            let found = compare(&attempt.before.document, attempt.edited, &stored);
            if found.is_whole() {
                let warnings = vec![saved_anyway(&failure)];
                return Ok(Confirmed {
                    token: Some(stored.token(self.settings().id_shop)),
                    stored,
                    differences: found.differences,
                    warnings,
                });
            }
            if found.arrived > 0 || !found.foreign.is_empty() {
                return Err(conflict(attempt, &stored, &found));
            }
            // A PUT or PATCH of the same values may be made twice.
            if !may_repeat || !may_pass(&failure) {
                return Err(failure.and_hint(
                    "The record was read again and is as it was before: nothing was saved.",
                ));
            }
            may_repeat = false;
        }
    }

    /// Waits until others who looked before have written, so that the second look sees them.
    /// Gives a warning where this writer was so slow itself that another one may have looked
    /// a second time before this write arrived.
    async fn settle(&self, attempt: &Attempt<'_>) -> Option<String> {
        let took = self.transport().now_ms() - attempt.expected_at?;
        let wait = SETTLED_MS.max((took * SLOWER).clamp(0.0, LONGEST_MS) as u32);
        // Whoever stops waiting here has been told nothing wrong: the write is made.
        let _ = self.transport().sleep(wait).await;
        (took >= f64::from(SETTLED_MS)).then(|| SLOW.to_owned())
    }

    async fn verified(&self, attempt: &Attempt<'_>, echo: Document) -> Result<Confirmed> {
        let name = attempt.before.document.resource();
        let language = attempt.before.language.clone();
        let stored = match self.document(name, attempt.id, language).await {
            Ok(stored) => stored,
            Err(error) => {
                let warning = format!(
                    "The shop confirmed the write, but reading it again failed, so what it made of the values is not known: {}",
                    error.message()
                );
                return Ok(Confirmed {
                    stored: echo,
                    token: None,
                    differences: Vec::new(),
                    warnings: vec![warning],
                });
            }
        };
        let found = compare(&attempt.before.document, attempt.edited, &stored);
        match found.is_whole() {
            true => Ok(Confirmed {
                token: Some(stored.token(self.settings().id_shop)),
                stored,
                differences: found.differences,
                warnings: Vec::new(),
            }),
            false => Err(conflict(attempt, &stored, &found)),
        }
    }

    async fn read_after(&self, attempt: &Attempt<'_>, failure: &Error) -> Result<Document> {
        self.let_finish(failure).await?;
        let name = attempt.before.document.resource();
        let language = attempt.before.language.clone();
        let mut read = self.document(name, attempt.id, language.clone()).await;
        // An answer that was cut is not asked for again by itself; here much hangs on it.
        if matches!(&read, Err(error) if error.kind() == ErrorKind::MalformedResponse) {
            read = self.document(name, attempt.id, language).await;
        }
        read.map_err(|error| unknown(failure, Some(&error)))
    }

    /// Gives a shop whose answer was lost the time to finish: what passes by itself is of the
    /// line or of the host, behind which the shop goes on.
    pub(super) async fn let_finish(&self, failure: &Error) -> Result<()> {
        if !failure.is_retryable() {
            return Ok(());
        }
        let slept = self.transport().sleep(STILL_SAVING_MS).await;
        slept.map_err(|_| unknown(failure, None))
    }
}

/// Whether an error means that the shop saved nothing, whoever sent it.
pub(super) fn is_refusal(error: &Error) -> bool {
    let refuses = |code: &Option<u16>| code.is_some_and(|code| NOTHING_SAVED.contains(&code));
    match error.kind() {
        ErrorKind::InvalidRequest
        | ErrorKind::Authentication
        | ErrorKind::Permission
        | ErrorKind::NotFound
        | ErrorKind::RateLimited
        | ErrorKind::WebserviceDisabled => true,
        // A redirect and a firewall's page come before the shop sees the request.
        ErrorKind::WrongAddress => {
            matches!(error.status(), None | Some(0 | 300..=399 | 403 | 404))
        }
        ErrorKind::Validation => error.codes().iter().any(|one| refuses(&one.code)),
        _ => false,
    }
}

/// Whether the same write may go well a moment later.
fn may_pass(error: &Error) -> bool {
    matches!(
        error.kind(),
        ErrorKind::Network | ErrorKind::Timeout | ErrorKind::Server | ErrorKind::MalformedResponse
    )
}

/// A shop that refuses a field nobody changed has it stored in a way it does not accept itself.
fn refused(error: Error, edited: &Edited) -> Error {
    let field = error.field().map(str::to_owned);
    let is_changed = |field: &str| edited.fields().contains(&field);
    match field {
        Some(field) if error.kind() == ErrorKind::Validation && !is_changed(&field) => error
            .and_hint(
                "This value was there before and is not among the changes: correct it as well, for the shop checks it with them.",
            ),
        _ => error,
    }
}

/// That a failure was none.
pub(super) fn saved_anyway(failure: &Error) -> String {
    format!(
        "The change is saved, although the shop's answer was lost or an error: {}",
        failure.message()
    )
}

/// The error for a write of which nobody can say whether it was made.
pub(super) fn unknown(failure: &Error, reading: Option<&Error>) -> Error {
    let mut message = format!(
        "Whether the change was saved is not known. {}",
        failure.message()
    );
    if let Some(reading) = reading {
        message.push_str(" Reading it again failed too: ");
        message.push_str(reading.message());
    }
    let error = Error::new(ErrorKind::OutcomeUnknown, message)
        .with_hint("Read the record before trying again: it may have been saved.");
    let error = match failure.status() {
        Some(status) => error.with_status(status),
        None => error,
    };
    let error = error.with_codes(failure.codes().to_vec());
    match failure.request() {
        Some(request) => error.with_request(request.clone()),
        None => error,
    }
}

fn conflict(attempt: &Attempt<'_>, stored: &Document, found: &Comparison) -> Error {
    let mut fields: Vec<&str> = found.foreign.iter().map(|one| one.field.as_str()).collect();
    fields.extend(found.unchanged.iter().map(String::as_str));
    fields.dedup();
    let name = attempt.before.document.resource();
    let message = format!(
        "{name} {}: somebody else wrote it at the same time, and it now holds a mix of both ({}).",
        attempt.id,
        fields.join(", ")
    );
    Error::new(ErrorKind::Conflict, message)
        .with_hint("Compare expected with found, and write again what is missing.")
        .with_versions(Versions {
            expected: attempt.edited.after.to_json().ok(),
            found: stored.to_json().ok(),
        })
}
