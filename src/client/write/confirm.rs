//! Confirms a change to a record by the shop's answer and by reading the record again.

use crate::client::Client;
use crate::client::transport::Transport;
use crate::webservice::call::Call;
use crate::webservice::document::{Comparison, Difference, Document, Edited, arrival, compare};
use crate::webservice::error::{Error, ErrorKind, Result, Versions};
use crate::webservice::outcome::Saved;

use super::full_record::FullRecord;
use super::unsettled::UnsettledWrite;

/// How long to wait before reading again, so that a writer who read before this write and writes
/// after it is seen: at least this long, and longer if the shop is slow.
const SETTLED_MS: u32 = 1_000;
/// The warning if this write itself took longer.
const SLOW: &str = "The shop was slow. Whoever wrote this record between the last look at it and this write may have been overwritten without being told.";
/// How many times as long as this write another writer may take from reading to the answer.
const SLOWER: f64 = 3.0;
/// The answer is here: nobody waits longer than this for the second read.
const LONGEST_WAIT_MS: f64 = 15_000.0;

/// A write that the shop is known to have saved.
#[derive(Debug)]
pub(super) struct Confirmed {
    pub(super) stored: Document,
    /// Of the record as read again: the answer to a write lacks inactive languages.
    pub(super) token: Option<String>,
    pub(super) differences: Vec<Difference>,
    pub(super) warnings: Vec<String>,
    /// Whether the shop could not send the e-mail that was asked for.
    pub(super) is_mail_lost: bool,
}

/// A write that is about to be sent.
#[derive(Debug)]
pub(super) struct Attempt<'a> {
    pub(super) call: &'a Call,
    pub(super) id: u32,
    pub(super) before: &'a FullRecord,
    pub(super) edited: &'a Edited,
    /// What is kept of it if its answer is lost.
    pub(super) write: UnsettledWrite,
    /// When the record was read.
    pub(super) looked_at: f64,
    /// The same, if the caller gave `expect`.
    pub(super) expected_at: Option<f64>,
}

impl<T: Transport> Client<T> {
    /// Sends a write and finds out what became of it.
    ///
    /// # Errors
    /// The shop's refusal, or the failure if nothing was saved; `Conflict` if the record holds
    /// somebody else's values instead; `OutcomeUnknown` if that cannot be found out.
    pub(super) async fn confirmed(&self, attempt: &Attempt<'_>) -> Result<Confirmed> {
        let under_way = self.announce(&attempt.write).await?;
        let answer = self.keep(attempt.call, Some(attempt.id)).await;
        under_way.ended();
        let failure = match answer {
            Ok(answer) => {
                let was_slow = match attempt.expected_at {
                    Some(looked_at) => self.settle(looked_at).await,
                    None => None,
                };
                let mut confirmed = self.verified(attempt, answer).await?;
                confirmed.warnings.extend(was_slow);
                return Ok(confirmed);
            }
            Err(failure) => failure,
        };
        let is_mail_lost = attempt.call.query.send_email && is_of_mail(&failure);
        let warning = match is_mail_lost {
            true => explained(&failure),
            false => saved_anyway(&failure),
        };
        let language = &attempt.before.language;
        let observation = self.settled(&attempt.write, language, failure).await;
        let observation = observation.map_err(|error| explained_refusal(error, attempt.edited))?;
        let Some(stored) = observation.record else {
            return Err(crate::client::lacks("record"));
        };
        let found = compare(&attempt.before.document, attempt.edited, None, &stored);
        Ok(Confirmed {
            is_mail_lost,
            ..self.written(stored, found, vec![warning])
        })
    }

    /// Waits until others who read before have written, so that the next read shows their values.
    /// Returns a warning if this write was so slow that another writer may have read a second time
    /// before it arrived.
    async fn settle(&self, looked_at: f64) -> Option<String> {
        let took = self.transport().now_ms() - looked_at;
        let wait = SETTLED_MS.max((took * SLOWER).clamp(0.0, LONGEST_WAIT_MS) as u32);
        // A caller who stops waiting here was told nothing wrong: the write is saved.
        let _ = self.transport().sleep(wait).await;
        (took >= f64::from(SETTLED_MS)).then(|| SLOW.to_owned())
    }

    /// Reads the record again after the shop has answered the write.
    async fn verified(&self, attempt: &Attempt<'_>, answer: Document) -> Result<Confirmed> {
        let before = &attempt.before.document;
        let mut stored = self.read_again(attempt).await;
        let compared = |stored: &Document| compare(before, attempt.edited, Some(&answer), stored);
        let is_open = |stored: &Document| {
            let found = compared(stored);
            found.replaced.is_empty() && found.beside.is_empty() && !found.kept.is_empty()
        };
        // Old values prove nothing yet: a replica of the shop's database may lag behind, and somebody
        // else who is restoring them may not have finished.
        if stored.as_ref().is_ok_and(is_open) {
            self.settle(attempt.looked_at).await;
            stored = self.read_again(attempt).await.or(stored);
        }
        let stored = match stored {
            Ok(stored) => stored,
            Err(error) if !shows_effect(&compared(&answer)) => {
                self.shared.writes.unsettled.remember(attempt.write.clone());
                return Err(super::outcome::outcome_unknown(
                    &attempt.write,
                    &error,
                    Ok(&None),
                ));
            }
            Err(error) => {
                let warning = format!(
                    "The shop confirmed the write, but reading it again failed, so what it made of the values is not known: {}",
                    error.message()
                );
                return Ok(Confirmed {
                    stored: answer,
                    token: None,
                    differences: Vec::new(),
                    warnings: vec![warning],
                    is_mail_lost: false,
                });
            }
        };
        let found = compared(&stored);
        match () {
            () if has_no_effect(&found) => {
                // A change that is not there now may have been saved and reverted.
                let is_unseen = self.has_moved_unseen(&attempt.write).await.unwrap_or(true);
                // Without a date, a shop that confirms the values may have held them for a moment.
                let is_dated = stored.text("date_upd").is_some();
                let is_open = is_unseen || (!is_dated && shows_effect(&compared(&answer)));
                Err(not_saved(attempt, &stored, is_open))
            }
            () if is_overwritten(&found) => {
                let has_any = |record| arrival(&attempt.write.changes, record).arrived > 0;
                let is_seen = has_any(&stored) && has_any(&answer);
                Err(conflict(attempt, &stored, &found, is_seen))
            }
            () => Ok(self.written(stored, found, Vec::new())),
        }
    }

    async fn read_again(&self, attempt: &Attempt<'_>) -> Result<Document> {
        let language = attempt.before.language.clone();
        let name = attempt.before.document.resource();
        self.document(name, attempt.id, language).await
    }

    fn written(&self, stored: Document, found: Comparison, mut warnings: Vec<String>) -> Confirmed {
        if !found.kept.is_empty() {
            warnings.push(format!(
                "The shop saved the record, but kept its own value of {}.",
                fields(&found.kept)
            ));
        }
        if !found.beside.is_empty() {
            warnings.push(format!(
                "Also changed meanwhile, by the shop or by somebody else: {}.",
                fields(&found.beside)
            ));
        }
        let mut differences = found.differences;
        differences.extend(found.kept);
        Confirmed {
            token: Some(stored.token(self.settings().id_shop)),
            stored,
            differences,
            warnings,
            is_mail_lost: false,
        }
    }
}

/// Whether no change is there, and nothing shows that the shop saved anything.
fn has_no_effect(found: &Comparison) -> bool {
    let is_as_before = found.replaced.is_empty() && found.beside.is_empty();
    found.arrived == 0 && !found.kept.is_empty() && is_as_before && !found.is_saved
}

/// Whether the answer itself shows that the shop saved: some hosts answer a write like a read.
fn shows_effect(found: &Comparison) -> bool {
    found.arrived > 0 || found.is_saved
}

/// Whether somebody else's value replaced one of this write, or their write restored an old one:
/// then their own change is there as well.
fn is_overwritten(found: &Comparison) -> bool {
    !found.replaced.is_empty() || (!found.kept.is_empty() && !found.beside.is_empty())
}

/// If the shop refuses a field that nobody changed, it holds a value that it does not accept itself.
fn explained_refusal(error: Error, edited: &Edited) -> Error {
    let is_changed = |field: &str| edited.fields().contains(&field);
    match error.field() {
        Some(field) if error.kind() == ErrorKind::Validation && !is_changed(field) => error
            .and_hint(
                "This value was there before and is not among the changes: correct it as well, for the shop checks it with them.",
            ),
        _ => error,
    }
}

const MAIL_FAILED: &str =
    " Probably the e-mail to the customer could not be sent: it is not told as sent.";

/// Whether the shop has saved and could not send its e-mail: then it answers with this code.
pub(super) fn is_of_mail(failure: &Error) -> bool {
    failure.codes().iter().any(|one| one.code == Some(46))
}

/// The warning of a write whose e-mail was asked for, and that failed although it is saved.
pub(super) fn explained(failure: &Error) -> String {
    let mut text = saved_anyway(failure);
    if is_of_mail(failure) {
        text.push_str(MAIL_FAILED);
    }
    text
}

/// The warning that the change is saved in spite of a failure.
pub(super) fn saved_anyway(failure: &Error) -> String {
    format!(
        "The change is saved, although the shop's answer was lost or an error: {}",
        failure.message()
    )
}

fn not_saved(attempt: &Attempt<'_>, stored: &Document, is_open: bool) -> Error {
    let name = attempt.before.document.resource();
    let id = attempt.id;
    let message = match is_open {
        true => format!(
            "The shop answered that it has saved {name} {id}, but the old values are there: nothing was saved, or somebody has put them back."
        ),
        false => format!(
            "The shop answered as if it had saved {name} {id}, but nothing was saved: the record is as it was before, its date included."
        ),
    };
    Error::new(ErrorKind::Server, message)
        .with_hint("Something between here and the shop turns writes into reads, such as a redirect that is followed with GET, or a cache. Use the shop's own address, exactly as it stands in its settings.")
        .with_versions(Versions {
            expected: attempt.edited.after.to_json().ok(),
            found: stored.to_json().ok(),
        })
        .with_saved(match is_open {
            true => Saved::Unknown,
            false => Saved::No,
        })
}

fn conflict(attempt: &Attempt<'_>, stored: &Document, found: &Comparison, is_seen: bool) -> Error {
    let mut all: Vec<Difference> = found.replaced.clone();
    all.extend(found.kept.iter().cloned());
    let name = attempt.before.document.resource();
    let message = format!(
        "Somebody else changed {name} {} at the same time, and it now holds a mix of both ({}).",
        attempt.id,
        fields(&all)
    );
    Error::new(ErrorKind::Conflict, message)
        .with_hint("Compare expected with found, and write again what is missing.")
        .with_versions(Versions {
            expected: attempt.edited.after.to_json().ok(),
            found: stored.to_json().ok(),
        })
        // If nothing of it is left, it may never have been saved.
        .with_saved(match is_seen {
            true => Saved::Yes,
            false => Saved::Unknown,
        })
}

/// `name (language 2), price`
fn fields(differences: &[Difference]) -> String {
    let one = |one: &Difference| match one.language {
        Some(language) => format!("{} (language {language})", one.field),
        None => one.field.clone(),
    };
    differences.iter().map(one).collect::<Vec<_>>().join(", ")
}
