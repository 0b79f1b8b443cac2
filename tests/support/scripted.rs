//! A shop made of one function, for what the demo store has no case of.

use std::cell::RefCell;
use std::rc::Rc;

use aismarttalk_prestashop::client::transport::{Bounds, Transport, TransportError};
use aismarttalk_prestashop::client::{Client, Settings};
use aismarttalk_prestashop::webservice::request::Request;
use aismarttalk_prestashop::webservice::response::Response;
use aismarttalk_prestashop::webservice::{Endpoint, Key};
use demo_store::keys;

type Answer = dyn Fn(&str) -> String;

/// Answers each path and query with what stands inside `<prestashop>`.
#[derive(Clone)]
pub struct Scripted {
    answer: Rc<Answer>,
    version: &'static str,
    sent: Rc<RefCell<Vec<String>>>,
}

impl Scripted {
    /// A client of such a shop.
    pub fn client(
        answer: impl Fn(&str) -> String + 'static,
        change: impl FnOnce(&mut Settings),
    ) -> Client<Scripted> {
        Scripted::of_version("8.2.1", answer, change)
    }

    /// The same of another version.
    pub fn of_version(
        version: &'static str,
        answer: impl Fn(&str) -> String + 'static,
        change: impl FnOnce(&mut Settings),
    ) -> Client<Scripted> {
        let endpoint = Endpoint::parse("https://shop.example").unwrap();
        let mut settings = Settings::new(endpoint, Key::parse(keys::SHOP_1).unwrap());
        change(&mut settings);
        let transport = Scripted {
            answer: Rc::new(answer),
            version,
            sent: Rc::default(),
        };
        Client::new(transport, settings, None)
    }

    /// The paths asked for.
    pub fn sent(&self) -> Vec<String> {
        self.sent.borrow().clone()
    }
}

impl Transport for Scripted {
    async fn send(&self, request: &Request, _: Bounds) -> Result<Response, TransportError> {
        let path = request
            .url
            .strip_prefix("https://shop.example/api/")
            .unwrap();
        self.sent.borrow_mut().push(path.to_owned());
        let inside = (self.answer)(path);
        let body = format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<prestashop xmlns:xlink=\"http://www.w3.org/1999/xlink\">{inside}</prestashop>"
        );
        Ok(Response {
            status: 200,
            headers: vec![("PSWS-Version".to_owned(), self.version.to_owned())],
            body: body.into_bytes(),
        })
    }

    async fn sleep(&self, _: u32) -> Result<(), TransportError> {
        Ok(())
    }

    fn now_ms(&self) -> f64 {
        0.0
    }

    fn random(&self) -> f64 {
        0.5
    }
}

/// `<name>` with a value, as shops write it.
pub fn field(name: &str, value: impl std::fmt::Display) -> String {
    format!("<{name}><![CDATA[{value}]]></{name}>")
}
