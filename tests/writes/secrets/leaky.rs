//! A host between client and shop that shows what it should not, or lets others write.

use std::cell::RefCell;
use std::rc::Rc;

use aismarttalk_prestashop::client::transport::{Bounds, Transport, TransportError};
use aismarttalk_prestashop::webservice::request::Request;
use aismarttalk_prestashop::webservice::response::Response;
use demo_store::Store;

use crate::support::StoreTransport;

/// What becomes of an answer: status and body from the body asked with and the body answered.
pub type Leak = fn(asked: &str, answered: &str) -> (u16, String);

/// Ways to show a record where none is expected.
pub static LEAKS: [(&str, Leak); 13] = [
    ("a page with 200", |asked, answered| {
        (200, page(asked, answered))
    }),
    ("a page with 403", |asked, answered| {
        (403, page(asked, answered))
    }),
    ("a page with 500", |asked, answered| {
        (500, page(asked, answered))
    }),
    ("an error with the record", |asked, answered| {
        (400, error(84, asked, answered))
    }),
    ("an error after saving", |asked, answered| {
        (500, error(85, asked, answered))
    }),
    ("an error nobody knows", |asked, answered| {
        (500, error(7777, asked, answered))
    }),
    ("an error of the key", |asked, answered| {
        (401, error(20, asked, answered))
    }),
    ("a warning before the answer", |asked, answered| {
        (
            200,
            format!(
                "<b>Warning</b>: {} on line <b>7</b>\n{answered}",
                escaped(asked)
            ),
        )
    }),
    ("half an answer", |_, answered| (200, cut(answered, 2))),
    ("three quarters of an answer", |_, answered| {
        (200, cut(answered, 4))
    }),
    ("errors in JSON", |asked, answered| {
        let message = format!("{:?}", format!("{asked}{answered}"));
        (
            400,
            format!("{{\"errors\":[{{\"code\":84,\"message\":{message}}}]}}"),
        )
    }),
    ("the request itself", |asked, _| (200, asked.to_owned())),
    ("nothing", |_, _| (500, String::new())),
];

/// The host.
#[derive(Clone)]
pub struct Leaky(Rc<Inside>);

struct Inside {
    store: StoreTransport,
    leak: Leak,
    /// Whether writes are answered so; else reads of records are.
    on_writes: bool,
    bodies: RefCell<Vec<String>>,
}

impl Leaky {
    pub fn new(store: StoreTransport, leak: Leak, on_writes: bool) -> Self {
        Leaky(Rc::new(Inside {
            store,
            leak,
            on_writes,
            bodies: RefCell::default(),
        }))
    }

    /// What it answered in the shop's place.
    pub fn bodies(&self) -> Vec<String> {
        self.0.bodies.borrow().clone()
    }
}

impl Transport for Leaky {
    async fn send(&self, request: &Request, bounds: Bounds) -> Result<Response, TransportError> {
        let mut response = self.0.store.send(request, bounds).await?;
        let is_of_a_record = request.url.contains("/customers");
        if is_of_a_record && request.method.is_write() == self.0.on_writes {
            let asked = request.body.clone().unwrap_or_default();
            let (asked, answered) = (String::from_utf8(asked), String::from_utf8(response.body));
            let (status, body) = (self.0.leak)(&asked.unwrap(), &answered.unwrap());
            response.status = status;
            self.0.bodies.borrow_mut().push(body.clone());
            response.body = body.into_bytes();
        }
        Ok(response)
    }

    async fn sleep(&self, milliseconds: u32) -> Result<(), TransportError> {
        self.0.store.sleep(milliseconds).await
    }

    fn now_ms(&self) -> f64 {
        self.0.store.now_ms()
    }

    fn random(&self) -> f64 {
        self.0.store.random()
    }
}

/// A shop in which somebody else writes right after each write.
#[derive(Clone)]
pub struct Busy {
    pub store: StoreTransport,
    pub other: fn(&mut Store),
}

impl Transport for Busy {
    async fn send(&self, request: &Request, bounds: Bounds) -> Result<Response, TransportError> {
        let response = self.store.send(request, bounds).await?;
        if request.method.is_write() {
            self.store.with_store(self.other);
        }
        Ok(response)
    }

    async fn sleep(&self, milliseconds: u32) -> Result<(), TransportError> {
        self.store.sleep(milliseconds).await
    }

    fn now_ms(&self) -> f64 {
        self.store.now_ms()
    }

    fn random(&self) -> f64 {
        self.store.random()
    }
}

fn page(asked: &str, answered: &str) -> String {
    format!(
        "<html><body>{asked} {} {answered}</body></html>",
        escaped(asked)
    )
}

fn error(code: u16, asked: &str, answered: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?><prestashop><errors><error><code>{code}</code><message>{} {}</message></error></errors></prestashop>",
        escaped(asked),
        escaped(answered)
    )
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

fn cut(text: &str, parts: usize) -> String {
    let end = text.len() - text.len() / parts;
    text.chars().take(end).collect()
}
