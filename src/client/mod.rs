//! MANY exchanges: retries, time limits, lists in parts, stable paging.

mod asked_once;
mod attempts;
pub mod changes;
pub mod conditions;
mod each_shop;
pub mod exchange;
mod failing;
pub mod files;
mod held;
mod in_shop;
pub mod join;
mod knowledge;
pub mod list;
mod listing;
pub mod lookups;
pub mod pages;
pub mod paging;
mod record;
mod refusals;
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
use resources::json_rows::{Form, JsonRows};
use resources::record::Records;
use xml::Limits;

use crate::webservice::call::{Call, Method};
use crate::webservice::error::{Error, ErrorKind, Result};
use crate::webservice::failures::CHANGED;
use crate::webservice::query::{Query, ShopId};
use crate::webservice::response::{self};
use crate::webservice::version::Version;
use crate::webservice::{Auth, Endpoint, Key};

use conditions::Conditions;
use exchange::Exchange;
pub use held::{Hold, Who};
use lookups::Lookups;
use transport::Transport;
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
    /// Whether it can do without what the key may not read.
    is_modest: bool,
    /// The customer beyond whom it sees nothing.
    hold: Option<Rc<Hold>>,
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
    /// Whether a request is under way that will tell. One that is dropped leaves it so: then the root
    /// is asked behind a read and no more beside it.
    is_shop_asked: Cell<bool>,
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
                is_shop_asked: Cell::new(false),
                lookups: Lookups::default(),
                writes: Writes::default(),
            }),
            look: None,
            knows_ties: false,
            is_modest: false,
            hold: None,
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
            hold: self.hold.clone(),
        }
    }

    /// The same client for one run of an action in the name of a customer: it neither sees nor
    /// changes what belongs to others.
    pub fn held_to(&self, hold: Hold) -> Client<T>
    where
        T: Clone,
    {
        let mut client = self.clone();
        client.hold = Some(Rc::new(hold));
        client
    }

    /// What it is held to.
    pub fn hold(&self) -> Option<&Hold> {
        self.hold.as_deref()
    }

    /// The same client for reads that can be done without: what the key may not read is not asked
    /// for again for ten minutes, and not for one.
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
        let resource = call.declaration();
        let expected = call.expected(resource);
        let mut rows = JsonRows::of(resource, Form::Objects, 0);
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

    /// The shop of the settings, where the call names none.
    pub(crate) fn in_shop(&self, mut call: Call) -> Call {
        if call.query.id_shop.is_none() && call.query.id_shop_group.is_none() {
            call.query.id_shop = self.settings().id_shop.map(ShopId::One);
        }
        call
    }
}

/// The error for an answer that can be read and lacks what was asked for.
fn lacks(what: &str) -> Error {
    let message = ["The answer holds no ", what, "."].concat();
    Error::new(ErrorKind::MalformedResponse, message).with_hint(CHANGED)
}
