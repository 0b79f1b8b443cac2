//! The demo store in process, as a transport: no network, no clock, every request counted.

pub mod clock;
pub mod random;
pub mod scripted;

use std::cell::{Cell, RefCell};
use std::future::Future;
use std::pin::pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

use aismarttalk_prestashop::client::transport::{Bounds, Transport, TransportError};
use aismarttalk_prestashop::client::{Client, Settings};
use aismarttalk_prestashop::webservice::request::Request;
use aismarttalk_prestashop::webservice::response::Response;
use aismarttalk_prestashop::webservice::{Endpoint, Key};
use demo_store::{Options, ShopVersion, Store, keys};
use random::Random;

/// Sends to a store of its own; clones share it.
#[derive(Clone)]
pub struct StoreTransport(Rc<Inside>);

/// Answers in the store's place, or by what the store says.
type Reshape = Rc<dyn Fn(&str, &dyn Fn() -> Response) -> Response>;

struct Inside {
    store: RefCell<Store>,
    sent: RefCell<Vec<String>>,
    denied: RefCell<Vec<String>>,
    denies_patch: Cell<bool>,
    fault: RefCell<String>,
    together: Cell<u32>,
    most_together: Cell<u32>,
    reshape: RefCell<Option<Reshape>>,
    rounds: Cell<usize>,
    refused: Cell<usize>,
    scattered: RefCell<Option<Random>>,
    slept: Cell<u32>,
}

impl StoreTransport {
    /// A shop of that version, nothing asked yet.
    pub fn new(version: ShopVersion) -> Self {
        StoreTransport::of(Options {
            version,
            ..Options::default()
        })
    }

    /// A shop of another size; a small one is built three times as fast.
    pub fn of(options: Options) -> Self {
        StoreTransport::on(Store::new(options))
    }

    /// A shop that was built before.
    pub fn on(store: Store) -> Self {
        StoreTransport(Rc::new(Inside {
            store: RefCell::new(store),
            sent: RefCell::default(),
            denied: RefCell::default(),
            denies_patch: Cell::default(),
            fault: RefCell::default(),
            together: Cell::default(),
            most_together: Cell::default(),
            reshape: RefCell::default(),
            rounds: Cell::default(),
            refused: Cell::default(),
            scattered: RefCell::default(),
            slept: Cell::default(),
        }))
    }

    /// Takes the rights on a resource away: the store itself answers with its refusal.
    pub fn deny(&self, resource: &str) {
        self.0.denied.borrow_mut().push(resource.to_owned());
    }

    /// Takes the right to PATCH away from every resource, as the key's rights tell it.
    pub fn deny_patch(&self) {
        self.0.denies_patch.set(true);
    }

    /// Lets all requests meet that fault of the store's.
    pub fn go_through(&self, fault: &str) {
        self.0.fault.replace(format!("/~{fault}"));
    }

    /// Stands between client and store: is given what was asked, `GET /api/products?…`, and what
    /// asks the store.
    pub fn reshape(&self, answer: impl Fn(&str, &dyn Fn() -> Response) -> Response + 'static) {
        self.0.reshape.replace(Some(Rc::new(answer)));
    }

    /// Lets answers take up to six turns, drawn from a seed: requests that went out together come
    /// back in any order.
    pub fn scatter(&self, seed: u64) {
        self.0.scattered.replace(Some(Random::new(seed)));
    }

    /// Looks into the store, or changes it behind the client's back.
    pub fn with_store<V>(&self, look: impl FnOnce(&mut Store) -> V) -> V {
        look(&mut self.0.store.borrow_mut())
    }

    /// The most requests that have been under way at the same time.
    pub fn most_together(&self) -> u32 {
        self.0.most_together.get()
    }

    /// The round trips that a caller has waited for since the last call of this: of requests that
    /// begin before any of them is answered the first costs one, the others none.
    pub fn take_rounds(&self) -> usize {
        self.0.rounds.take()
    }

    /// How many requests were answered with 401 since the last call of this. Hosts count them.
    pub fn take_refused(&self) -> usize {
        self.0.refused.take()
    }

    /// `GET /api/products?…` of every request since the last call of this.
    pub fn take_sent(&self) -> Vec<String> {
        self.0.sent.take()
    }
}

impl StoreTransport {
    /// What the store answers, as the address without the fault gets it.
    fn answer(&self, request: &demo_store::Request, url: &str, fault: &str) -> Response {
        let mut response = demo_store::respond(&mut self.0.store.borrow_mut(), request);
        if let (false, Ok(text)) = (fault.is_empty(), std::str::from_utf8(&response.body)) {
            response.body = text.replace(&format!("{fault}/"), "/").into_bytes();
        }
        if self.0.denies_patch.get() && url.trim_end_matches('/') == "/api" {
            let rights = String::from_utf8_lossy(&response.body);
            response.body = rights
                .replace("patch=\"true\"", "patch=\"false\"")
                .into_bytes();
        }
        from_store(response)
    }
}

impl Transport for StoreTransport {
    async fn send(&self, request: &Request, _: Bounds) -> Result<Response, TransportError> {
        let url = request
            .url
            .split_once("shop.example")
            .map_or("", |(_, path)| path);
        self.0
            .sent
            .borrow_mut()
            .push(format!("{} {url}", request.method.name()));
        let method = request.method.name();
        let resource = url
            .trim_start_matches("/api/")
            .split(['/', '?'])
            .next()
            .unwrap_or_default();
        let is_denied = self.0.denied.borrow().iter().any(|one| one == resource);
        let mut request = to_store(request);
        if is_denied {
            let named = request.headers.iter_mut();
            let mut named = named.filter(|(name, _)| name == "Authorization");
            if let Some((_, value)) = named.next() {
                *value = without_rights();
            }
        }
        let fault = self.0.fault.borrow().clone();
        request.url = request.url.replacen("/api", &format!("{fault}/api"), 1);
        // Every answer takes one turn, so those that have come tell how many turns have passed.
        let round = self.0.rounds.get() + 1;
        self.0.together.set(self.0.together.get() + 1);
        self.0
            .most_together
            .set(self.0.most_together.get().max(self.0.together.get()));
        // A turn in between, so that what runs at the same time really does.
        let drawn = self.0.scattered.borrow_mut().as_mut().map(|it| it.below(6));
        for _ in 0..=drawn.unwrap_or(0) {
            turn().await;
        }
        self.0.together.set(self.0.together.get() - 1);
        self.0.rounds.set(self.0.rounds.get().max(round));
        let asked = format!("{method} {url}");
        let reshape = self.0.reshape.borrow().clone();
        let answer = || self.answer(&request, url, &fault);
        let answered = match reshape {
            Some(reshape) => reshape(&asked, &answer),
            None => answer(),
        };
        let is_refused = usize::from(answered.status == 401);
        self.0.refused.set(self.0.refused.get() + is_refused);
        Ok(answered)
    }

    async fn sleep(&self, milliseconds: u32) -> Result<(), TransportError> {
        self.0.slept.set(self.0.slept.get() + milliseconds);
        Ok(())
    }

    fn now_ms(&self) -> f64 {
        f64::from(self.0.slept.get())
    }

    fn random(&self) -> f64 {
        0.5
    }
}

/// A request as the demo store takes it.
pub fn to_store(request: &Request) -> demo_store::Request {
    let headers = request.headers.iter();
    demo_store::Request {
        method: request.method.name().to_owned(),
        url: request.url.clone(),
        headers: headers
            .map(|(name, value)| ((*name).to_owned(), value.clone()))
            .collect(),
        body: request.body.clone().unwrap_or_default(),
    }
}

/// What the demo store answered, as a client gets it.
pub fn from_store(response: demo_store::Response) -> Response {
    Response {
        status: response.status,
        headers: response.headers,
        body: response.body,
    }
}

/// A client of a new shop of that version.
pub fn client(version: ShopVersion, key: &str) -> Client<StoreTransport> {
    client_with(StoreTransport::new(version), key, |_| {})
}

/// A client that sends through `transport`, with settings of its own.
pub fn client_with(
    transport: StoreTransport,
    key: &str,
    change: impl FnOnce(&mut Settings),
) -> Client<StoreTransport> {
    let endpoint = Endpoint::parse("https://shop.example").unwrap();
    let mut settings = Settings::new(endpoint, Key::parse(key).unwrap());
    change(&mut settings);
    Client::new(transport, settings, None)
}

/// Runs a future whose every wait ends by being polled again.
pub fn block_on<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    let mut context = Context::from_waker(Waker::noop());
    loop {
        if let Poll::Ready(value) = future.as_mut().poll(&mut context) {
            return value;
        }
    }
}

/// A key that may read products and nothing else.
fn without_rights() -> String {
    Key::parse(keys::PRODUCTS_ONLY)
        .unwrap()
        .basic_authorization()
}

pub async fn turn() {
    let mut is_second = false;
    std::future::poll_fn(|_| match std::mem::replace(&mut is_second, true) {
        true => Poll::Ready(()),
        false => Poll::Pending,
    })
    .await;
}
