//! Languages that come and go while a record is read: what a write would blank is not written.

use std::cell::Cell;
use std::rc::Rc;

use aismarttalk_prestashop::client::transport::{Bounds, Transport, TransportError};
use aismarttalk_prestashop::client::write::{WriteOptions, Written};
use aismarttalk_prestashop::client::{Client, Settings};
use aismarttalk_prestashop::webservice::request::Request;
use aismarttalk_prestashop::webservice::response::Response;
use aismarttalk_prestashop::webservice::{Endpoint, ErrorKind, Key, Result, Saved};
use demo_store::ShopVersion::{self, V1_6, V1_7, V8_2, V9_0};
use demo_store::keys::{EVERYTHING, SHOP_1};

use crate::support::{StoreTransport, block_on};
use crate::update::changes;

/// A shop whose records lack the texts of a language that it lists, so many times.
#[derive(Clone)]
struct Forgetful {
    store: StoreTransport,
    language: u32,
    times: Rc<Cell<usize>>,
    writes: Rc<Cell<usize>>,
}

impl Transport for Forgetful {
    async fn send(&self, request: &Request, bounds: Bounds) -> Result<Response, TransportError> {
        let is_write = request.method.is_write();
        self.writes.set(self.writes.get() + usize::from(is_write));
        let mut response = self.store.send(request, bounds).await?;
        let is_record = request.url.contains("/products/") || request.url.contains("/categories/");
        if is_write || !is_record || self.times.get() == 0 {
            return Ok(response);
        }
        self.times.set(self.times.get() - 1);
        let text = String::from_utf8(response.body).unwrap();
        let start = format!("<language id=\"{}\"", self.language);
        let mut parts = text.split(&start);
        let mut kept = parts.next().unwrap().to_owned();
        for part in parts {
            kept.push_str(part.split_once("</language>").unwrap().1);
        }
        response.body = kept.into_bytes();
        Ok(response)
    }

    async fn sleep(&self, milliseconds: u32) -> Result<(), TransportError> {
        self.store.sleep(milliseconds).await
    }

    fn now_ms(&self) -> f64 {
        self.store.now_ms()
    }

    fn random(&self) -> f64 {
        0.5
    }
}

fn write(
    (version, key): (ShopVersion, &str),
    resource: &str,
    language: u32,
    times: usize,
) -> (Result<Written>, usize) {
    let line = Forgetful {
        store: StoreTransport::new(version),
        language,
        times: Rc::new(Cell::new(times)),
        writes: Rc::default(),
    };
    let endpoint = Endpoint::parse("https://shop.example").unwrap();
    let settings = Settings::new(endpoint, Key::parse(key).unwrap());
    let client = Client::new(line.clone(), settings, None);
    let given = changes(r#"{"meta_title": {"en": "A title"}}"#);
    let answer = block_on(client.update(resource, 4, &given, &WriteOptions::default()));
    (answer, line.writes.get())
}

#[test]
fn given_a_record_without_a_language_that_is_listed_then_it_is_read_again_and_then_refused() {
    let mut cases = 0;
    for shop in [
        (V1_6, SHOP_1),
        (V1_7, SHOP_1),
        (V8_2, SHOP_1),
        (V8_2, EVERYTHING),
        (V9_0, EVERYTHING),
    ] {
        for resource in ["products", "categories"] {
            if resource == "categories" && shop.1 == SHOP_1 {
                continue;
            }
            for language in [1, 2, 3, 4] {
                let name = format!("{resource} of {shop:?}, language {language}");
                let (once, writes) = write(shop, resource, language, 1);
                let once = once.unwrap_or_else(|error| panic!("{name}: {error}"));
                assert_eq!((once.written, writes), (true, 1), "{name}");
                let (always, writes) = write(shop, resource, language, usize::MAX);
                let error = always.expect_err(&name);
                let told = (error.kind(), error.saved(), error.is_retryable());
                let expected = (ErrorKind::MalformedResponse, Saved::No, true);
                assert_eq!((told, writes), (expected, 0), "{name}: {error}");
                assert!(error.message().contains(&format!("language {language}")));
                cases += 2;
            }
        }
    }
    println!("{cases} records that lacked a language");
}
