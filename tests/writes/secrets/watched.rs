//! A client of which everything is kept that a caller can see.

use std::cell::RefCell;
use std::fmt::Debug;
use std::rc::Rc;

use aismarttalk_prestashop::client::transport::Transport;
use aismarttalk_prestashop::client::write::Written;
use aismarttalk_prestashop::client::{Client, Settings};
use aismarttalk_prestashop::webservice::error::Error;
use aismarttalk_prestashop::webservice::{Auth, Endpoint, Key, Result};

/// Texts that came out, each with where.
#[derive(Clone, Default)]
pub struct Seen(Rc<RefCell<Vec<(&'static str, String)>>>);

/// A client and what came out of it.
pub struct Watched<T> {
    pub client: Client<T>,
    pub seen: Seen,
}

impl<T: Transport> Watched<T> {
    pub fn new(transport: T, key: &str, auth: Auth) -> Self {
        let endpoint = Endpoint::parse("https://shop.example").unwrap();
        let mut settings = Settings::new(endpoint, Key::parse(key).unwrap());
        settings.auth = auth;
        let seen = Seen::default();
        seen.debug("settings", &settings);
        let observed = seen.clone();
        let observer = Rc::new(move |exchange| observed.debug("exchange", &exchange));
        let client = Client::new(transport, settings, Some(observer));
        seen.debug("client", &client);
        Watched { client, seen }
    }

    /// Keeps what a write gave.
    pub fn keep(&self, answer: &Result<Written>) {
        match answer {
            Ok(written) => self.seen.written(written),
            Err(error) => self.seen.error(error),
        }
    }
}

impl Seen {
    pub fn text(&self, place: &'static str, text: impl Into<String>) {
        self.0.borrow_mut().push((place, text.into()));
    }

    /// Debug forms quote some characters, so they are kept unquoted as well.
    pub fn debug(&self, place: &'static str, value: &impl Debug) {
        let text = format!("{value:?}");
        let unquoted = text
            .replace("\\\"", "\"")
            .replace("\\'", "'")
            .replace("\\\\", "\\");
        self.text(place, text);
        self.text(place, unquoted);
    }

    fn written(&self, written: &Written) {
        self.debug("written", written);
        self.text("written as JSON", written.to_json().unwrap());
        for request in &written.requests {
            let body = request.body.clone().unwrap_or_default();
            self.text(
                "request",
                format!("{} {} {body}", request.method, request.url),
            );
        }
    }

    pub fn error(&self, error: &Error) {
        self.debug("error", error);
        self.text("message", error.to_string());
        self.text("hint", error.hint());
        if let Some(versions) = error.versions() {
            for version in [&versions.expected, &versions.found].into_iter().flatten() {
                self.text("version", version.as_str());
            }
        }
    }

    /// All that came out since the last call of this.
    pub fn take(&self) -> Vec<(&'static str, String)> {
        self.0.take()
    }
}
