//! A host that gives up on a shop which goes on: the write is made after the answer.

use std::cell::RefCell;
use std::rc::Rc;

use aismarttalk_prestashop::client::transport::{Bounds, Transport, TransportError};
use aismarttalk_prestashop::client::write::{StatusChange, WriteOptions, Written};
use aismarttalk_prestashop::client::{Client, Settings};
use aismarttalk_prestashop::webservice::request::Request;
use aismarttalk_prestashop::webservice::response::Response;
use aismarttalk_prestashop::webservice::{Endpoint, Key, Result};
use demo_store::{ShopVersion, keys};

use crate::support::{StoreTransport, block_on};
use crate::update::changes;

/// What hosts answer in the place of a shop that is slower than they wait.
const GIVEN_UP: [u16; 7] = [502, 503, 504, 520, 522, 523, 524];

/// A shop behind such a host: it is done while the client waits.
#[derive(Clone)]
struct Hasty {
    store: StoreTransport,
    status: u16,
    under_way: Rc<RefCell<Vec<(Request, Bounds)>>>,
}

impl Transport for Hasty {
    async fn send(&self, request: &Request, bounds: Bounds) -> Result<Response, TransportError> {
        if !request.method.is_write() {
            return self.store.send(request, bounds).await;
        }
        self.under_way.borrow_mut().push((request.clone(), bounds));
        Ok(Response {
            status: self.status,
            headers: Vec::new(),
            body: b"<html><body>Gateway time-out</body></html>".to_vec(),
        })
    }

    async fn sleep(&self, milliseconds: u32) -> Result<(), TransportError> {
        for (request, bounds) in self.under_way.take() {
            self.store.send(&request, bounds).await?;
        }
        self.store.sleep(milliseconds).await
    }

    fn now_ms(&self) -> f64 {
        self.store.now_ms()
    }

    fn random(&self) -> f64 {
        self.store.random()
    }
}

type Write = fn(&Client<Hasty>) -> Result<Written>;

const WRITES: [(&str, Write); 3] = [
    ("PUT /api/products", |client| {
        let given = changes(r#"{"price": "47.11"}"#);
        block_on(client.update("products", 5, &given, &WriteOptions::default()))
    }),
    ("POST /api/order_histories", |client| {
        let change = StatusChange {
            id_order: 4,
            id_order_state: 2,
            id_employee: None,
            send_email: false,
        };
        block_on(client.change_status(&change, &WriteOptions::default()))
    }),
    ("POST /api/categories", |client| {
        let given = changes(
            r#"{"id_parent": "2", "active": "1", "name": {"en": "Lamps"}, "link_rewrite": {"en": "lamps"}}"#,
        );
        block_on(client.create("categories", &given, &WriteOptions::default()))
    }),
];

#[test]
fn given_a_host_that_gives_up_before_the_shop_is_done_then_the_write_is_told_and_made_once() {
    let mut cases = 0;
    for status in GIVEN_UP {
        for (sent, write) in WRITES {
            let key = match sent.starts_with("PUT") {
                true => keys::SHOP_1,
                false => keys::EVERYTHING,
            };
            let line = Hasty {
                store: StoreTransport::new(ShopVersion::V1_7),
                status,
                under_way: Rc::default(),
            };
            let endpoint = Endpoint::parse("https://shop.example").unwrap();
            let settings = Settings::new(endpoint, Key::parse(key).unwrap());
            let client = Client::new(line.clone(), settings, None);
            let written = write(&client).unwrap_or_else(|error| panic!("{status} {sent}: {error}"));
            assert!(written.written, "{status} {sent}");
            assert!(!written.warnings.is_empty(), "{status} {sent}");
            let writes = line.store.take_sent();
            let writes = writes.iter().filter(|one| one.starts_with(sent)).count();
            assert_eq!(writes, 1, "{status} {sent}");
            cases += 1;
        }
    }
    println!("{cases} writes that came after their answer");
}
