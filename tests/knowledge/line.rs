//! A line to a demo store whose owner changes the rights of the key, with a clock that anybody sets.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use aismarttalk_prestashop::client::transport::{Bounds, Transport, TransportError};
use aismarttalk_prestashop::client::{Client, Settings};
use aismarttalk_prestashop::webservice::request::Request;
use aismarttalk_prestashop::webservice::response::Response;
use aismarttalk_prestashop::webservice::{Endpoint, Key};
use demo_store::ShopVersion;

use crate::support::StoreTransport;

/// Some day in 2026, as the clocks of machines tell it.
pub const NOON: f64 = 1_790_000_000_000.0;

/// Clones are one line.
#[derive(Clone)]
pub struct Line {
    pub store: StoreTransport,
    now: Rc<Cell<f64>>,
    /// The key whose rights the client's key has.
    rights: Rc<RefCell<Option<&'static str>>>,
    announced: Rc<Cell<u32>>,
}

impl Line {
    pub fn to(version: ShopVersion) -> Self {
        Line {
            store: StoreTransport::new(version),
            now: Rc::new(Cell::new(NOON)),
            rights: Rc::default(),
            announced: Rc::default(),
        }
    }

    pub fn client(&self, key: &str) -> Client<Line> {
        self.client_with(key, |_| {})
    }

    pub fn client_with(&self, key: &str, change: impl FnOnce(&mut Settings)) -> Client<Line> {
        let endpoint = Endpoint::parse("https://shop.example").unwrap();
        let mut settings = Settings::new(endpoint, Key::parse(key).unwrap());
        change(&mut settings);
        Client::new(self.clone(), settings, None)
    }

    /// The clock shows so many seconds after noon.
    pub fn set(&self, seconds: f64) {
        self.now.set(NOON + seconds * 1_000.0);
    }

    /// The owner gives the client's key the rights of that one.
    pub fn grant(&self, key: &'static str) {
        self.rights.replace(Some(key));
    }

    /// What was asked for since the last call of this.
    pub fn sent(&self) -> Vec<String> {
        self.store.take_sent()
    }

    /// How often a write was announced.
    pub fn announced(&self) -> u32 {
        self.announced.get()
    }
}

impl Transport for Line {
    async fn send(&self, request: &Request, bounds: Bounds) -> Result<Response, TransportError> {
        let mut request = request.clone();
        if let Some(key) = *self.rights.borrow() {
            let rights = Key::parse(key).unwrap().basic_authorization();
            for (name, value) in &mut request.headers {
                if name.eq_ignore_ascii_case("authorization") {
                    value.clone_from(&rights);
                }
            }
        }
        self.store.send(&request, bounds).await
    }

    async fn before_write(&self, _: &str) -> Result<(), String> {
        self.announced.set(self.announced.get() + 1);
        Ok(())
    }

    async fn sleep(&self, milliseconds: u32) -> Result<(), TransportError> {
        self.now.set(self.now.get() + f64::from(milliseconds));
        Ok(())
    }

    fn now_ms(&self) -> f64 {
        self.now.get()
    }

    fn random(&self) -> f64 {
        0.5
    }
}
