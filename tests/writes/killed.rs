//! Writes of a product that end between the row all shops share and the row of the shop: reading
//! the record shows its old date, and of most fields the old value.

use std::cell::Cell;
use std::rc::Rc;

use aismarttalk_prestashop::client::transport::{Bounds, Transport, TransportError};
use aismarttalk_prestashop::client::write::WriteOptions;
use aismarttalk_prestashop::client::{Client, Settings};
use aismarttalk_prestashop::webservice::request::Request;
use aismarttalk_prestashop::webservice::response::Response;
use aismarttalk_prestashop::webservice::{Endpoint, Key, Saved};
use demo_store::{Running, ShopVersion, keys};

use crate::support::{StoreTransport, block_on, to_store};
use crate::update::changes;

const FATAL: &str = "<br />\n<b>Fatal error</b>: Uncaught Error in /var/www/shop/x.php:7";
/// The last step before the first that stores, and the one that stores the common row.
const NOTHING_STORED: usize = 1;
const COMMON_ROW_STORED: usize = 2;

/// A line on which PHP ends each write after so many steps, with a page that says so.
#[derive(Clone)]
struct Killing {
    store: StoreTransport,
    steps: Rc<Cell<usize>>,
}

impl Transport for Killing {
    async fn send(&self, request: &Request, bounds: Bounds) -> Result<Response, TransportError> {
        if !request.method.is_write() {
            return self.store.send(request, bounds).await;
        }
        self.store.with_store(|store| {
            let mut running = Running::new(to_store(request));
            for _ in 0..self.steps.get() {
                assert_eq!(running.step(store), None, "it ends before it is done");
            }
        });
        Ok(Response {
            status: 200,
            headers: Vec::new(),
            body: FATAL.as_bytes().to_vec(),
        })
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

#[test]
fn given_a_write_that_stored_no_more_than_the_common_row_then_it_is_not_told_as_unsaved() {
    const PRICE: &str = r#"{"price": "47.11"}"#;
    const REFERENCE: &str = r#"{"reference": "TOLD-1"}"#;
    const BOTH: &str = r#"{"reference": "TOLD-2", "price": "47.12"}"#;
    const TITLE: &str = r#"{"meta_title": {"en": "Told"}}"#;
    let mut count = 0;
    for version in ShopVersion::ALL {
        let line = || Killing {
            store: StoreTransport::new(version),
            steps: Rc::default(),
        };
        let write = |line: &Killing, given: &str, steps: usize| {
            line.steps.set(steps);
            let endpoint = Endpoint::parse("https://shop.example").unwrap();
            let settings = Settings::new(endpoint, Key::parse(keys::SHOP_1).unwrap());
            let client = Client::new(line.clone(), settings, None);
            let options = WriteOptions::default();
            let told = block_on(client.update("products", 5, &changes(given), &options));
            told.map_or_else(|error| error.saved(), |_| Saved::Yes)
        };
        for given in [PRICE, REFERENCE, TITLE] {
            assert_eq!(write(&line(), given, NOTHING_STORED), Saved::No, "{given}");
            count += 1;
        }
        let cases = [
            // Each shop has a price and a title of its own, so they read as before.
            (PRICE, Saved::Unknown),
            (TITLE, Saved::Unknown),
            (REFERENCE, Saved::Yes),
            (BOTH, Saved::Yes),
        ];
        for (given, expected) in cases {
            let told = write(&line(), given, COMMON_ROW_STORED);
            assert_eq!(told, expected, "{version:?}: {given}");
            count += 1;
        }
        // A second one that ends in the same place puts back what the first has stored, unseen.
        let line = line();
        write(&line, REFERENCE, COMMON_ROW_STORED);
        let back = r#"{"reference": "BLK-0005", "price": "47.13"}"#;
        let told = write(&line, back, COMMON_ROW_STORED);
        assert_eq!(
            told,
            Saved::Yes,
            "{version:?}: the reference is as it was asked for"
        );
        assert_eq!(
            write(&line, PRICE, NOTHING_STORED),
            Saved::Unknown,
            "{version:?}"
        );
        count += 2;
    }
    println!("{count} killed writes");
}
