//! The way of a client's requests to the shop, and of what comes back.

use std::future::pending;
use std::rc::Rc;

use aismarttalk_prestashop::client::transport::{Bounds, Transport, TransportError};
use aismarttalk_prestashop::webservice::Key;
use aismarttalk_prestashop::webservice::request::Request;
use aismarttalk_prestashop::webservice::response::Response;
use demo_store::keys;

use crate::facts::Send;
use crate::faults::Fault;
use crate::pages;
use crate::plan::{Meanwhile, Plan, What};
use crate::shop::Shop;
use crate::support::clock::first;
use crate::support::to_store;

/// What comes back of a request.
pub type Got = Result<Response, TransportError>;

/// What one call sends through.
#[derive(Clone)]
pub struct Line {
    pub shop: Shop,
    pub plan: Rc<Plan>,
    pub call: usize,
    pub client: usize,
    pub subject: Rc<str>,
    /// When its caller stops it.
    pub stop_at: Option<u64>,
}

impl Line {
    pub fn name(&self) -> String {
        format!("call {}", self.call)
    }

    /// Writes down that a write goes out.
    pub fn note(&self, request: &demo_store::Request, fault: Fault) -> usize {
        let at = self.shop.moment();
        let mut facts = self.shop.0.facts.borrow_mut();
        let is_running = |send: &Send| {
            let processes = send.processes.iter();
            let mut processes = processes.filter_map(|number| facts.processes.get(*number));
            processes.any(|process| !process.is_copy && process.over.is_none())
        };
        let is_ours = |send: &Send| {
            let call = &facts.calls[send.call];
            call.client == self.client && self.plan.subject(call) == *self.subject
        };
        let overlaps = facts
            .sends
            .iter()
            .enumerate()
            .filter(|(_, send)| is_ours(send) && is_running(send))
            .map(|(number, _)| number)
            .collect();
        let send = Send {
            call: self.call,
            at,
            processes: Vec::new(),
            overlaps,
        };
        facts.sends.push(send);
        let call = &mut facts.calls[self.call];
        call.before = call.before.or(Some(call.requests));
        let number = facts.sends.len() - 1;
        drop(facts);
        self.shop.tell(&self.name(), || {
            let path = request.url.split("/api").nth(1).unwrap_or_default();
            format!(
                "SENDS {} {path}, which meets {:?} with {:?}",
                request.method, fault.landing, fault.answer
            )
        });
        number
    }

    /// The request with the rights that its key has now.
    pub fn as_allowed(&self, request: &Request) -> demo_store::Request {
        let mut request = to_store(request);
        if let Some(What::Rights(key)) = self.meanwhile() {
            let key = Key::parse(key).expect("a key of the demo store");
            for (name, value) in &mut request.headers {
                if name == "Authorization" {
                    *value = key.basic_authorization();
                }
            }
        }
        request
    }

    fn meanwhile(&self) -> Option<What> {
        let now = self.shop.0.clock.now();
        let is_now = |change: &&Meanwhile| (change.from..change.to).contains(&now);
        self.plan
            .change
            .as_ref()
            .filter(is_now)
            .map(|change| change.what)
    }

    /// Takes a language out of what the shop tells.
    pub fn hide(&self, url: &str, response: &mut demo_store::Response) {
        let is_list = url.contains("/api/languages");
        let hidden = match self.meanwhile() {
            Some(What::NoLanguage(id)) => id,
            Some(What::Hidden(id)) if !is_list => id,
            _ => return,
        };
        let text = String::from_utf8_lossy(&response.body);
        response.body = pages::without_language(&text, hidden).into_bytes();
    }

    /// Whether an address is that of what is written.
    pub fn is_about_the_record(&self, url: &str) -> bool {
        let path = url.split("/api/").nth(1).unwrap_or_default();
        let path = path.split('?').next().unwrap_or_default();
        let of_list = || {
            let (resource, id) = self.subject.split_once('/')?;
            let is_listed = path == resource && url.contains(&format!("filter[id]=[{id}]"));
            is_listed.then_some(())
        };
        path == &*self.subject
            || of_list().is_some()
            || (self.subject.starts_with("orders/") && matches!(path, "orders" | "order_histories"))
    }
}

impl Transport for Line {
    async fn send(&self, request: &Request, bounds: Bounds) -> Got {
        let clock = &self.shop.0.clock;
        self.shop.0.facts.borrow_mut().calls[self.call].requests += 1;
        if !request.method.is_write() {
            self.shop.tell(&self.name(), || {
                let path = request.url.split("/api").nth(1).unwrap_or_default();
                let path: String = path.chars().take(70).collect();
                format!("asks {} {path}", request.method.name())
            });
        }
        let limit = clock.pass(u64::from(bounds.timeout_ms) * 1_000);
        let answered = first(self.exchange(request, bounds), limit);
        match first(answered, self.stopped()).await {
            Ok(Ok(got)) => got,
            Ok(Err(())) => {
                self.shop
                    .tell(&self.name(), || "waits no longer".to_owned());
                Err(TransportError::Timeout)
            }
            Err(()) => Err(TransportError::Aborted),
        }
    }

    async fn before_write(&self, write: &str) -> Result<(), String> {
        self.shop.0.facts.borrow_mut().calls[self.call].intent = Some(write.to_owned());
        // What is stored takes a moment, or cannot be stored.
        self.shop
            .0
            .clock
            .pass(1 + self.shop.below(3_000) as u64)
            .await;
        match self.shop.below(100) {
            0 => Err("the disk is full".to_owned()),
            _ => Ok(()),
        }
    }

    async fn sleep(&self, milliseconds: u32) -> Result<(), TransportError> {
        let clock = &self.shop.0.clock;
        let slept = clock.pass(u64::from(milliseconds) * 1_000);
        let slept = first(slept, self.stopped()).await;
        slept.map_err(|()| TransportError::Aborted)
    }

    async fn stopped(&self) {
        match self.stop_at {
            Some(at) => {
                let clock = &self.shop.0.clock;
                clock.pass(at.saturating_sub(clock.now())).await;
            }
            None => pending().await,
        }
    }

    fn now_ms(&self) -> f64 {
        self.shop.0.clock.now() as f64 / 1_000.0
    }

    fn random(&self) -> f64 {
        self.shop.below(1_000) as f64 / 1_000.0
    }
}

/// The keys of the clients, which no text may show.
pub fn keys() -> [&'static str; 3] {
    [keys::SHOP_1, keys::PATCHING, keys::EVERYTHING]
}
