//! The attempts at a request: each is observed, its error says what became of the data, and a read
//! that may go well a moment later is tried again.

use std::rc::Rc;

use resources::reader::Recheck;
use resources::sink::Sink;

use crate::webservice::call::Call;
use crate::webservice::checked::Asked;
use crate::webservice::error::{Error, ErrorKind, Result};
use crate::webservice::evidence;
use crate::webservice::hosts::blocked_since;
use crate::webservice::outcome::End;
use crate::webservice::permissions::Permissions;
use crate::webservice::request::Request;
use crate::webservice::response::{self, Answer, Arriving, Expected, Past, Response, Warning};

use super::exchange::Exchange;
use super::refusals::by_rights;
use super::retry;
use super::secrets::Secrets;
use super::transport::{Bounds, Transport, TransportError};
use super::{Boxed, Client};

impl<T: Transport> Client<T> {
    /// Sends a call, reads its answer into `sink`, and tries again where it is a read that may go
    /// well a moment later.
    pub(super) fn exchange<'c>(
        &'c self,
        asked: Asked<'c>,
        expected: Expected<'c>,
        sink: &'c mut dyn Sink,
        recheck: &'c dyn Recheck,
    ) -> Boxed<'c, Answer> {
        Box::pin(async move {
            let settings = self.settings();
            let request = Request::build(&settings.endpoint, &settings.key, settings.auth, asked)?;
            let call = asked.call();
            self.tried(call, &request, expected, sink, recheck).await
        })
    }

    /// The same for the request of a call.
    ///
    /// Boxed, so that its states are compiled once and not into every caller.
    pub(super) fn tried<'c>(
        &'c self,
        call: &'c Call,
        request: &'c Request,
        expected: Expected<'c>,
        sink: &'c mut dyn Sink,
        recheck: &'c dyn Recheck,
    ) -> Boxed<'c, Answer> {
        Box::pin(async move {
            self.check_sent(call)?;
            let now = self.transport.now_ms();
            let refusals = &self.lookups().refusals;
            let url = request.summary().url;
            let asked_for = (call, &*url);
            if let Some(refusal) = self.known_refusal(asked_for) {
                return Err(refusal.with_request(request.summary()));
            }
            let retries = match call.method.is_write() || self.look.is_some() {
                true => 0,
                false => self.settings().retries,
            };
            let mut attempt = 0;
            loop {
                let asked = (call, request);
                let failed = match self.attempt(asked, attempt, expected, sink, recheck).await {
                    Ok(answer) => {
                        refusals.granted(asked_for, now);
                        return Ok(answer);
                    }
                    Err(error) => error,
                };
                refusals.note(asked_for, &failed, now);
                let Some(wait) = self.wait(&failed, attempt, retries) else {
                    return Err(failed);
                };
                if let Err(stopped) = self.transport.sleep(wait).await {
                    return Err(self.explain(stopped, request));
                }
                attempt = attempt.saturating_add(1);
            }
        })
    }

    /// The refusal of a request that need not be sent to fail. A look at what became of a write is
    /// worth a refusal.
    pub(super) fn known_refusal(&self, (call, url): (&Call, &str)) -> Option<Error> {
        if self.look.is_some() {
            return None;
        }
        let (lookups, now) = (self.lookups(), self.transport.now_ms());
        let rights = lookups.rights.borrow();
        let by_rights = |rights: &Rc<Permissions>| {
            let read = (&**rights, lookups.rights_at.get());
            by_rights(read, call, now)
        };
        let rights = rights.as_ref().filter(|_| self.is_modest);
        let seen = lookups.refusals.recall((call, url), self.is_modest, now);
        let refusal = seen.or_else(|| rights.and_then(by_rights))?;
        Some(match call.method.is_write() {
            true => refusal.with_end(End::NotSent),
            false => refusal,
        })
    }

    fn wait(&self, failed: &Error, attempt: u32, retries: u32) -> Option<u32> {
        if !failed.is_retryable() {
            return None;
        }
        let chance = self.transport.random();
        retry::delay_ms(attempt, retries, failed.retry_after_ms(), chance)
    }

    async fn attempt(
        &self,
        (call, request): (&Call, &Request),
        attempt: u32,
        expected: Expected<'_>,
        sink: &mut dyn Sink,
        recheck: &dyn Recheck,
    ) -> Result<Answer> {
        let settings = self.settings();
        let bounds = Bounds {
            timeout_ms: match self.look {
                Some(look) => settings.timeout_ms.min(look.timeout_ms),
                None => settings.timeout_ms,
            },
            bytes: settings.limits.bytes,
        };
        let start = self.transport.now_ms();
        let limits = settings.limits;
        let mut arriving = match expected {
            // An observer sees all of the body.
            Expected::List(resource) if self.shared.observer.is_none() => {
                sink.reset(0);
                Some(Arriving::new(resource, &mut *sink, recheck, limits))
            }
            _ => None,
        };
        let sent = self.transport.receive(request, bounds, arriving.as_mut());
        let sent = sent.await;
        let duration = self.transport.now_ms() - start;
        let (response, read) = match sent {
            Err(error) => {
                drop(arriving);
                sink.reset(0);
                (None, Err(self.explain(error, request)))
            }
            Ok(mut response) => {
                let mut past = match arriving {
                    Some(arriving) => arriving.leave(&mut response),
                    None => Past::default(),
                };
                if past.is_whole() {
                    sink.reset(response.body.len());
                }
                let read = response::read_on(&response, &mut past, expected, sink, recheck, limits);
                let read = self.judged(read, &response).and_then(|answer| {
                    self.check_answering(call, past.answering(&response))?;
                    Ok(answer)
                });
                let read = read.map_err(|error| {
                    let end = evidence::end_of(&response, &error);
                    let secrets = self.secrets(request, Some(&response));
                    let error = error.map_texts(|text| secrets.shown(text));
                    ended(error, request, end).with_request(request.summary())
                });
                (Some(response), read)
            }
        };
        if let Some(version) = response.as_ref().and_then(Response::version) {
            self.shared.version.set(Some(version));
            let told = response.as_ref().and_then(Response::version_text);
            let mut known = self.shared.version_text.borrow_mut();
            if known.as_deref() != told {
                *known = told.map(str::to_owned);
            }
        }
        self.observe(
            request,
            response.as_ref(),
            &read,
            recheck,
            attempt,
            duration,
        );
        read
    }

    /// What was read, in the light of whether this client was answered before.
    fn judged(&self, read: Result<Answer>, response: &Response) -> Result<Answer> {
        let is_answered = &self.shared.is_answered;
        match read {
            Err(error) if error.codes().is_empty() => Err(match is_answered.get() {
                true => blocked_since(response, error),
                false => error,
            }),
            read => {
                is_answered.set(true);
                read
            }
        }
    }

    fn observe(
        &self,
        request: &Request,
        response: Option<&Response>,
        read: &Result<Answer>,
        recheck: &dyn Recheck,
        attempt: u32,
        duration_ms: f64,
    ) {
        let Some(observer) = &self.shared.observer else {
            return;
        };
        let secrets = self.secrets(request, response);
        let mut exchange = Exchange::redacted(&secrets, request, response);
        exchange.duration_ms = duration_ms;
        exchange.attempt = attempt.saturating_add(1);
        exchange.look = self.look.map(|look| look.number);
        match read {
            Ok(answer) => {
                let show = |warning: &Warning| secrets.shown(&warning.to_string());
                exchange.warnings = answer.warnings.iter().map(show).collect();
            }
            Err(error) => {
                exchange.error = Some(error.message().to_owned());
                exchange.warnings.extend(recheck.of_failure());
            }
        }
        observer(exchange);
    }

    /// The secrets that a request and its response hold.
    fn secrets(&self, request: &Request, response: Option<&Response>) -> Secrets {
        let sent = request.body.as_deref().unwrap_or_default();
        let received = response.map_or(&[][..], |response| &response.body);
        let secrets = Secrets::of(&self.settings().key);
        secrets.and_of(sent).and_of(received)
    }

    fn explain(&self, error: TransportError, request: &Request) -> Error {
        let settings = self.settings();
        let end = match error {
            TransportError::Unsent(_) => End::NotSent,
            _ => End::MayGoOn,
        };
        let error = match error {
            TransportError::Network(words) | TransportError::Unsent(words) => {
                // A fetch of the user's may tell all that it was given.
                let words = self.secrets(request, None).shown(&words);
                Error::new(ErrorKind::Network, format!("The shop cannot be reached: {words}"))
                    .with_hint("Check the address and the connection. In a browser, shops of 1.6 to 8 never allow requests from other sites: go through a server or an edge worker.")
            }
            TransportError::Timeout => Error::new(
                ErrorKind::Timeout,
                format!(
                    "The shop gave no whole answer within {} ms.",
                    settings.timeout_ms
                ),
            )
            .with_hint("Ask for fewer records or fields, or set a higher timeoutMs."),
            TransportError::Aborted => stopped(),
            TransportError::TooLarge => Error::new(
                ErrorKind::MalformedResponse,
                format!("The answer has more than {} bytes.", settings.limits.bytes),
            )
            .with_hint("Ask for fewer records or fields, or set a higher maxAnswerBytes."),
        };
        ended(error, request, end).with_request(request.summary())
    }
}

/// The error of an exchange: of a write, what its end proves of the data.
fn ended(error: Error, request: &Request, end: End) -> Error {
    match request.method.is_write() {
        true => error.with_end(end),
        false => error,
    }
}

/// The error for what the caller stopped.
pub(super) fn stopped() -> Error {
    Error::new(ErrorKind::Aborted, "The request was stopped by its caller.")
        .with_hint("Its AbortSignal fired: call again when the answer is wanted.")
}
