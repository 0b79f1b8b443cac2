//! MANY exchanges: retries, time limits, lists in parts, stable paging.

mod asked_once;
pub mod conditions;
mod each_shop;
pub mod exchange;
mod failing;
pub mod files;
mod in_shop;
pub mod join;
pub mod list;
mod listing;
pub mod lookups;
pub mod pages;
pub mod paging;
mod record;
pub mod retry;
mod rows;
pub mod secrets;
mod steps;
pub mod transport;
mod walk;
mod whose;
pub mod write;

use std::cell::{Cell, RefCell};
use std::fmt;
use std::pin::Pin;
use std::rc::Rc;

use resources::Declared;
use resources::json_rows::JsonRows;
use resources::reader::Recheck;
use resources::record::Records;
use resources::sink::Sink;
use xml::Limits;

use crate::webservice::call::{Call, Method};
use crate::webservice::checked::Asked;
use crate::webservice::error::{Error, ErrorKind, Result};
use crate::webservice::evidence;
use crate::webservice::failures::CHANGED;
use crate::webservice::hosts::blocked_since;
use crate::webservice::outcome::End;
use crate::webservice::query::{Query, ShopId};
use crate::webservice::request::Request;
use crate::webservice::response::{self, Answer, Expected, Response, Warning};
use crate::webservice::version::Version;
use crate::webservice::{Auth, Endpoint, Key};

use conditions::Conditions;
use exchange::Exchange;
use lookups::Lookups;
use secrets::Secrets;
use transport::{Bounds, Transport, TransportError};
use write::Writes;

/// How a client talks to one shop with one key.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The shop's address.
    pub endpoint: Endpoint,
    /// The key.
    pub key: Key,
    /// Where the key travels.
    pub auth: Auth,
    /// The shop of a multistore; travels on every request.
    pub id_shop: Option<u32>,
    /// The language that texts are answered in where an action names none: an id or an ISO code.
    pub default_language: Option<String>,
    /// Milliseconds for one attempt, body included.
    pub timeout_ms: u32,
    /// How often a read is tried again.
    pub retries: u32,
    /// Milliseconds for which a write whose answer was lost is looked for, before its outcome
    /// counts as unknown.
    pub settle_timeout_ms: u32,
    /// Bounds of an answer.
    pub limits: Limits,
}

/// Work whose states are compiled once and not into every caller.
pub(crate) type Boxed<'c, V> = Pin<Box<dyn Future<Output = Result<V>> + 'c>>;

impl Settings {
    /// Thirty seconds for an attempt: a full list of a large shop takes several.
    pub const TIMEOUT_MS: u32 = 30_000;
    /// Two more attempts.
    pub const RETRIES: u32 = 2;
    /// As long as PHP works on a request, unless its host lets it work longer.
    pub const SETTLE_TIMEOUT_MS: u32 = 30_000;

    /// The largest answer, unless a smaller one is asked for.
    pub const MAX_ANSWER_BYTES: u32 = 128 << 20;

    /// Settings with the usual bounds.
    pub fn new(endpoint: Endpoint, key: Key) -> Self {
        Settings {
            endpoint,
            key,
            auth: Auth::Basic,
            id_shop: None,
            default_language: None,
            timeout_ms: Settings::TIMEOUT_MS,
            retries: Settings::RETRIES,
            settle_timeout_ms: Settings::SETTLE_TIMEOUT_MS,
            limits: Limits::DEFAULT,
        }
    }
}

/// Sees each exchange, without secrets.
pub type Observer = Rc<dyn Fn(Exchange)>;

/// A client of one shop. Cloning it shares what it has learnt of the shop.
#[derive(Clone)]
pub struct Client<T> {
    transport: T,
    shared: Rc<Shared>,
    look: Option<Look>,
    /// Whether the caller looks up himself whose the records are.
    knows_ties: bool,
    /// Whether a read that the shop has refused is not asked for again.
    is_modest: bool,
}

/// A look at the shop after the answer to a write was lost. Its requests are not tried again by
/// themselves: the next look is the second try.
#[derive(Clone, Copy, Debug)]
struct Look {
    /// 1 for the first.
    number: u32,
    /// Milliseconds it may take.
    timeout_ms: u32,
}

struct Shared {
    settings: Settings,
    observer: Option<Observer>,
    version: Cell<Option<Version>>,
    /// Whether the Webservice has answered at this address.
    is_answered: Cell<bool>,
    /// The same in the shop's own words.
    version_text: RefCell<Option<String>>,
    /// Whether an answer has told that it is of the shop of the address.
    is_shop_known: Cell<bool>,
    /// Which ids of shops and groups are those of the shop that answers, by resource.
    own_shops: RefCell<Vec<(String, bool)>>,
    lookups: Lookups,
    writes: Writes,
}

impl<T> fmt::Debug for Client<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("settings", &self.shared.settings)
            .finish_non_exhaustive()
    }
}

impl<T> Client<T> {
    /// A client that sends through `transport`.
    pub fn new(transport: T, settings: Settings, observer: Option<Observer>) -> Self {
        Client {
            transport,
            shared: Rc::new(Shared {
                settings,
                observer,
                version: Cell::new(None),
                is_answered: Cell::new(false),
                version_text: RefCell::default(),
                is_shop_known: Cell::new(false),
                own_shops: RefCell::default(),
                lookups: Lookups::default(),
                writes: Writes::default(),
            }),
            look: None,
            knows_ties: false,
            is_modest: false,
        }
    }

    /// The same client behind another transport, such as one that can be stopped.
    pub fn with_transport<U>(&self, transport: U) -> Client<U> {
        Client {
            transport,
            shared: Rc::clone(&self.shared),
            look: self.look,
            knows_ties: self.knows_ties,
            is_modest: self.is_modest,
        }
    }

    /// The same client for reads that can be done without: what the key may not read is asked for
    /// once, and then for ten minutes no more.
    pub(crate) fn modest(&self) -> Client<T>
    where
        T: Clone,
    {
        let mut client = self.clone();
        client.is_modest = true;
        client
    }

    /// What it sends through.
    pub fn transport(&self) -> &T {
        &self.transport
    }

    /// Its settings.
    pub fn settings(&self) -> &Settings {
        &self.shared.settings
    }

    /// The shop's version, once an answer has told it.
    pub fn version(&self) -> Option<Version> {
        self.shared.version.get()
    }

    /// The same in the shop's own words, with all of its parts.
    pub fn version_text(&self) -> Option<String> {
        let told = self.shared.version_text.borrow().clone();
        told.or_else(|| self.version().map(|version| version.to_string()))
    }

    /// What was learnt of the shop and seldom changes.
    pub fn lookups(&self) -> &Lookups {
        &self.shared.lookups
    }
}

impl<T: Transport> Client<T> {
    /// One record.
    pub async fn get<R: Declared>(&self, id: u32, query: Query) -> Result<R> {
        let mut records = Records::default();
        let resource = (R::RESOURCE.name, R::RESOURCE);
        self.one(resource, id, query, &mut records).await?;
        let mut rows = records.into_typed::<R>();
        rows.pop().ok_or_else(|| lacks("record"))
    }

    /// Any reading call, as JSON text.
    ///
    /// # Errors
    /// `InvalidRequest` for a writing one: a body that was not made from the record as it is
    /// resets whatever it does not hold.
    pub async fn json(&self, call: Call) -> Result<String> {
        if call.method.is_write() {
            let problem = ["must be one that reads, not ", call.method.name()];
            let hint = "Use update, create or delete, which lose nothing.";
            return Err(Error::about("method", &problem, hint));
        }
        let mut call = self.in_shop(call);
        call.query = self.with_ids(call.query).await?;
        let resource = resources::of(&call.resource);
        let expected = call.expected(resource);
        let mut rows = JsonRows::new(resource.is_typed(), 0);
        let answer = match (call.method, call.id) {
            (Method::Get, Some(id)) => {
                let resource = (&*call.resource, resource);
                self.one(resource, id, call.query.clone(), &mut rows)
                    .await?
            }
            _ => {
                let again = Conditions::new(&call.resource, resource, &call.query);
                self.perform(&call, expected, &mut rows, &again).await?
            }
        };
        Ok(response::to_json(rows, &answer, expected))
    }

    /// Sends a call, reads its answer into `sink`, and tries again where it is a read that may go
    /// well a moment later.
    fn exchange<'c>(
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
    fn tried<'c>(
        &'c self,
        call: &'c Call,
        request: &'c Request,
        expected: Expected<'c>,
        sink: &'c mut dyn Sink,
        recheck: &'c dyn Recheck,
    ) -> Boxed<'c, Answer> {
        Box::pin(async move {
            let now = self.transport.now_ms();
            let refusal = self.lookups().refusal(&call.resource, now);
            let remembered = refusal.is_some();
            if let (true, Some(refusal)) = (self.is_modest, refusal) {
                return Err(refusal);
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
                        if remembered && call.method == Method::Get {
                            self.lookups().remember_refusal(&call.resource, None);
                        }
                        return Ok(answer);
                    }
                    Err(error) => error,
                };
                if failed.kind() == ErrorKind::Permission && call.method == Method::Get {
                    let refusal = Some((&failed, self.transport.now_ms()));
                    self.lookups().remember_refusal(&call.resource, refusal);
                }
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
        let sent = self.transport.send(request, bounds).await;
        let duration = self.transport.now_ms() - start;
        let (response, read) = match sent {
            Err(error) => (None, Err(self.explain(error, request))),
            Ok(response) => {
                sink.reset(response.body.len());
                let read = response::read(&response, expected, sink, recheck, settings.limits);
                let read = self.judged(read, &response).and_then(|answer| {
                    self.check_answering(call, &response)?;
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

    /// The shop of the settings, where the call names none.
    pub(crate) fn in_shop(&self, mut call: Call) -> Call {
        if call.query.id_shop.is_none() && call.query.id_shop_group.is_none() {
            call.query.id_shop = self.settings().id_shop.map(ShopId::One);
        }
        call
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
fn stopped() -> Error {
    Error::new(ErrorKind::Aborted, "The request was stopped by its caller.")
        .with_hint("Its AbortSignal fired: call again when the answer is wanted.")
}

/// The error for an answer that can be read and lacks what was asked for.
fn lacks(what: &str) -> Error {
    let message = ["The answer holds no ", what, "."].concat();
    Error::new(ErrorKind::MalformedResponse, message).with_hint(CHANGED)
}
