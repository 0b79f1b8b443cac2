//! A write without a usable answer: the client looks at the shop until the outcome is known, or
//! reports it as unknown and remembers the write. It is never sent a second time.

use crate::client::transport::Transport;
use crate::client::{Client, Look};
use crate::webservice::call::Call;
use crate::webservice::error::{Error, ErrorKind, Result};
use crate::webservice::outcome::End;
use crate::webservice::query::Language;

use super::look::{Found, Observation, languages_of};
use super::outcome::{OLD_VALUES, has_moved, judged, outcome_unknown, still_open, written_later};
use super::unsettled::{UnderWay, UnsettledWrite};
use super::written::{WriteOptions, Written};

/// Before the first look at a shop that may still be working; each pause doubles.
const FIRST_PAUSE_MS: u32 = 500;
/// Between the two looks at a shop that has finished: its reads may lag behind its writes.
pub(super) const LAG_MS: u32 = 1_000;
const MAY_STILL_COME: &str = "An earlier write to this record may still be saved: it is not written again before that is known.";

impl<T: Transport> Client<T> {
    /// Announces a write that is about to be sent, which may still be stopped.
    ///
    /// # Errors
    /// `Aborted` if the caller or `beforeWrite` stops it, `Permission` where it is known that the key
    /// may not: nothing is sent.
    pub(super) async fn announce(&self, write: &UnsettledWrite) -> Result<UnderWay<'_>> {
        let call = Call::new(write.method, write.resource.clone());
        if let Some(refusal) = self.known_refusal((&call, "")) {
            return Err(refusal);
        }
        let announced = self.transport().before_write(&write.to_json()).await;
        announced.map_err(|words| {
            let message = format!("The write was stopped before it was sent: {words}");
            Error::new(ErrorKind::Aborted, message)
                .with_hint("Nothing was sent. beforeWrite stopped it.")
        })?;
        self.check_wanted().await?;
        Ok(self.shared.writes.unsettled.under_way(write))
    }

    /// The outcome of a write that failed.
    ///
    /// # Errors
    /// The failure itself if nothing was saved; `Conflict` if the record holds somebody else's values
    /// instead; `OutcomeUnknown` if the shop may still be working on it.
    pub(super) async fn settled(
        &self,
        write: &UnsettledWrite,
        language: &Language,
        failure: Error,
    ) -> Result<Observation> {
        let end = match failure.end() {
            None | Some(End::NotSent | End::Refused) => return Err(failure),
            Some(end) => end,
        };
        let unsettled = &self.shared.writes.unsettled;
        unsettled.remember(write.clone());
        let (longest, start) = (self.settings().settle_timeout_ms, self.transport().now_ms());
        let (mut waited, mut pause, mut number) = (0_u32, first_pause(end).min(longest), 0_u32);
        let mut seen: Result<Option<Observation>> = Ok(None);
        while failure.kind() != ErrorKind::Aborted {
            if self.transport().sleep(pause).await.is_err() {
                break;
            }
            waited = waited.saturating_add(pause);
            number = number.saturating_add(1);
            let passed = (self.transport().now_ms() - start).max(f64::from(waited)) as u32;
            let left = longest.saturating_sub(passed);
            let look = Look {
                number,
                timeout_ms: left.max(LAG_MS),
            };
            let observation = self.looking(look).look(write, language).await;
            let is_decided = match &observation {
                Ok(observation) if observation.found == Found::There => true,
                // After the shop's own refusal a stale replica cannot mislead.
                Ok(_) if end == End::Finished => {
                    number > 1 || !failure.codes().is_empty() || left == 0
                }
                _ => false,
            };
            let observation = match is_decided {
                true => self.checked(write, observation).await,
                false => observation,
            };
            match observation {
                Ok(observation) if is_decided => {
                    // A new record that is saved in part must not be created again unnoticed.
                    if observation.found != Found::Part || write.id.is_some() {
                        unsettled.forget(write);
                    }
                    return judged(write, observation, failure);
                }
                Err(error) if error.kind() == ErrorKind::Aborted => break,
                observation => seen = observation.map(Some),
            }
            if left == 0 {
                break;
            }
            pause = pause.saturating_mul(2).clamp(LAG_MS, left.max(LAG_MS));
        }
        Err(outcome_unknown(write, &failure, seen.as_ref()))
    }

    /// Looks again at a write whose outcome was not known; writes nothing.
    ///
    /// # Errors
    /// `OutcomeUnknown` if it may still be saved, or the shop cannot be read; `Conflict` if the record
    /// holds somebody else's values instead; `InvalidRequest` for a write of another shop.
    pub async fn look_again(&self, write: &UnsettledWrite) -> Result<Written> {
        self.check_own(write)?;
        let look = Look {
            number: 1,
            timeout_ms: self.settings().timeout_ms,
        };
        let language = languages_of(&write.changes);
        let observation = self.looking(look).look(write, &language).await;
        let is_over = write.is_over(self.transport().now_ms());
        let failure = || Error::new(ErrorKind::Server, "The answer to the write was lost.");
        let observation = match is_over {
            true => self.checked(write, observation).await,
            false => observation,
        };
        let mut observation = match observation {
            Ok(observation) if observation.found == Found::There || is_over => observation,
            other => return Err(outcome_unknown(write, &failure(), other.map(Some).as_ref())),
        };
        self.shared.writes.unsettled.forget(write);
        if observation.found == Found::Old && has_moved(&observation, write) {
            observation.found = Found::Other;
        }
        let is_old = observation.found == Found::Old && !observation.is_moved;
        match is_old {
            true => Ok(Written {
                method: Some(write.method),
                after: observation.record,
                warnings: vec![OLD_VALUES.to_owned()],
                ..Written::default()
            }),
            false => judged(write, observation, failure())
                .map(|observation| written_later(write, observation)),
        }
    }

    /// Takes over a write whose outcome an earlier client does not know.
    ///
    /// # Errors
    /// `InvalidRequest` for a write of another shop.
    pub fn remember(&self, write: UnsettledWrite) -> Result<()> {
        self.check_own(&write)?;
        self.shared.writes.unsettled.remember(write);
        Ok(())
    }

    /// The writes whose outcome this client does not know.
    pub fn unsettled(&self) -> Vec<UnsettledWrite> {
        self.shared.writes.unsettled.open(self.transport().now_ms())
    }

    /// Makes sure that no earlier write to a record may still be saved, see
    /// [`Client::check_earlier`]. A preview writes nothing, so it need not wait.
    pub(super) async fn earlier(
        &self,
        record: &str,
        options: &WriteOptions,
        is_equal: &dyn Fn(&UnsettledWrite) -> bool,
    ) -> Result<Option<(UnsettledWrite, Observation)>> {
        match options.preview {
            true => Ok(None),
            false => {
                let is_meant = |write: &UnsettledWrite| write.record() == record;
                self.check_earlier(&is_meant, is_equal).await
            }
        }
    }

    /// Whether an earlier write to a record, see [`UnsettledWrite::record`], has to be looked at before
    /// another one.
    pub(super) fn has_earlier(&self, record: &str) -> bool {
        let (unsettled, now) = (&self.shared.writes.unsettled, self.transport().now_ms());
        let mut all = unsettled.open(now);
        all.extend(unsettled.all_come(now));
        all.iter().any(|write| write.record() == record)
    }

    /// The warning of a preview if an earlier write may still be saved.
    pub(super) fn may_still_come(&self, record: &str) -> Option<String> {
        let unsettled = self.unsettled();
        let mut records = unsettled.iter().map(UnsettledWrite::record);
        records
            .any(|one| one == record)
            .then(|| MAY_STILL_COME.to_owned())
    }

    /// Makes sure that no earlier write that `is_meant` may still be saved. One that is saved is
    /// returned to the call that repeats it, even if another call found it first.
    ///
    /// # Errors
    /// `OutcomeUnknown` if one may still be saved: nothing is sent then.
    pub(super) async fn check_earlier(
        &self,
        is_meant: &dyn Fn(&UnsettledWrite) -> bool,
        is_equal: &dyn Fn(&UnsettledWrite) -> bool,
    ) -> Result<Option<(UnsettledWrite, Observation)>> {
        let unsettled = &self.shared.writes.unsettled;
        let mut seen = None;
        for write in self.unsettled().into_iter().filter(is_meant) {
            let language = languages_of(&write.changes);
            match self.look(&write, &language).await {
                Ok(observation) if observation.found == Found::There => {
                    unsettled.come(&write);
                    seen = Some((write, observation));
                }
                _ => return Err(still_open(&write)),
            }
        }
        let come = unsettled.all_come(self.transport().now_ms()).into_iter();
        let Some(write) = come.filter(is_meant).rfind(is_equal) else {
            return Ok(None);
        };
        let observation = match seen {
            Some((last, observation)) if last == write => observation,
            _ => self.look(&write, &languages_of(&write.changes)).await?,
        };
        // If it was reverted since, the caller wants it again.
        Ok((observation.found == Found::There).then_some((write, observation)))
    }

    /// The observation, corrected for a record that reads as before although it was saved.
    async fn checked(
        &self,
        write: &UnsettledWrite,
        observation: Result<Observation>,
    ) -> Result<Observation> {
        let mut observation = observation?;
        if observation.found == Found::Old && !observation.is_moved {
            observation.is_moved = self.has_moved_unseen(write).await?;
        }
        Ok(observation)
    }

    fn looking(&self, look: Look) -> Client<T> {
        let mut client = self.clone();
        client.look = Some(look);
        client
    }

    fn check_own(&self, write: &UnsettledWrite) -> Result<()> {
        match write.id_shop == self.settings().id_shop {
            true => Ok(()),
            false => Err(Error::about(
                "shopId",
                &["is not that of the shop in which this write was made"],
                "Look at it through a client with the same shopId.",
            )),
        }
    }
}

const fn first_pause(end: End) -> u32 {
    match end {
        End::Finished => 0,
        _ => FIRST_PAUSE_MS,
    }
}
