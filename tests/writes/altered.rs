//! A shop that stores some of a new record otherwise than it was given, as modules do.

use std::cell::Cell;
use std::rc::Rc;

use aismarttalk_prestashop::client::transport::{Bounds, Transport, TransportError};
use aismarttalk_prestashop::client::write::{WriteOptions, Written};
use aismarttalk_prestashop::client::{Client, Settings};
use aismarttalk_prestashop::webservice::call::Method;
use aismarttalk_prestashop::webservice::error::ErrorKind;
use aismarttalk_prestashop::webservice::request::Request;
use aismarttalk_prestashop::webservice::response::Response;
use aismarttalk_prestashop::webservice::{Endpoint, Key, Result};
use demo_store::{ShopVersion, keys};

use crate::support::{StoreTransport, block_on};
use crate::update::changes;

const GIVEN: &str = r#"{
    "id_parent": "2", "active": "1",
    "name": {"en": "Lamps", "fr": "Lampes"},
    "link_rewrite": {"en": "lamps", "fr": "lampes"}
}"#;

/// Texts, and what stands in their place when they arrive.
type Altered = &'static [(&'static str, &'static str)];

/// The demo store behind somebody who changes what is posted.
#[derive(Clone)]
struct Altering {
    store: StoreTransport,
    altered: Altered,
    is_lost: bool,
    posts: Rc<Cell<u32>>,
}

impl Transport for Altering {
    async fn send(&self, request: &Request, bounds: Bounds) -> Result<Response, TransportError> {
        if request.method != Method::Post {
            return self.store.send(request, bounds).await;
        }
        self.posts.set(self.posts.get() + 1);
        let mut body = String::from_utf8(request.body.clone().unwrap()).unwrap();
        for (text, other) in self.altered {
            body = body.replace(text, other);
        }
        let mut arriving = request.clone();
        arriving.body = Some(body.into_bytes());
        let answer = self.store.send(&arriving, bounds).await;
        match self.is_lost {
            true => Err(TransportError::Network("reset".to_owned())),
            false => answer,
        }
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

fn create(altered: Altered, is_lost: bool) -> Result<Written> {
    create_of("categories", GIVEN, altered, is_lost)
}

fn create_of(resource: &str, given: &str, altered: Altered, is_lost: bool) -> Result<Written> {
    let shop = Altering {
        store: StoreTransport::new(ShopVersion::V8_2),
        altered,
        is_lost,
        posts: Rc::default(),
    };
    let endpoint = Endpoint::parse("https://shop.example").unwrap();
    let settings = Settings::new(endpoint, Key::parse(keys::EVERYTHING).unwrap());
    let client = Client::new(shop.clone(), settings, None);
    let options = WriteOptions::default();
    let made = block_on(client.create(resource, &changes(given), &options));
    assert_eq!(shop.posts.get(), 1, "{altered:?}");
    made
}

#[test]
fn given_a_new_record_that_the_shop_stores_otherwise_then_it_is_told() {
    let cases: [(Altered, &str); 2] = [
        (&[("Lampes", "")], ""),
        (&[("Lampes", "Luminaires")], "Luminaires"),
    ];
    for (altered, stored) in cases {
        let written = create(altered, false).unwrap();
        let told: Vec<_> = written
            .differences
            .iter()
            .map(|one| (&*one.field, one.language, &*one.asked, &*one.stored))
            .collect();
        assert_eq!(told, [("name", Some(2), "Lampes", stored)]);
        assert!(!written.differences[0].reason.is_harmless());
    }
    println!("{} new records", cases.len());
}

#[test]
fn given_a_lost_answer_and_a_new_record_that_is_much_like_it_then_nobody_says_there_is_none() {
    let cases: [(Altered, Option<ErrorKind>); 4] = [
        (&[], None),
        (&[("Lampes", "")], Some(ErrorKind::OutcomeUnknown)),
        (&[("Lampes", "Luminaires")], Some(ErrorKind::OutcomeUnknown)),
        // Somebody else's.
        (
            &[
                ("Lampes", "Chaises"),
                ("lampes", "chaises"),
                ("Lamps", "Chairs"),
                ("lamps", "chairs"),
            ],
            Some(ErrorKind::OutcomeUnknown),
        ),
    ];
    for (altered, expected) in cases {
        let made = create(altered, true);
        let found = made.as_ref().err().map(|error| error.kind());
        assert_eq!(found, expected, "{altered:?}: {made:?}");
    }
    println!("{} lost answers", cases.len());
}

#[test]
fn given_a_new_record_with_links_then_they_are_told_and_looked_for_like_its_fields() {
    let given = r#"{"price": "3", "associations": {"categories": [3, 5]}}"#;
    let cases: [(Altered, &str); 2] = [
        (&[], ""),
        (
            &[
                ("<id><![CDATA[5]]></id>", "<id>6</id>"),
                ("<id>5</id>", "<id>6</id>"),
            ],
            "3, 6",
        ),
    ];
    for (altered, stored) in cases {
        let written = create_of("products", given, altered, false).unwrap();
        let told = written.changes.iter();
        let told: Vec<_> = told.map(|one| (&*one.field, &*one.after)).collect();
        assert_eq!(told, [("price", "3"), ("categories", "3, 5")]);
        let differences = written.differences.iter();
        let differences: String = differences.map(|one| one.stored.as_str()).collect();
        assert_eq!(differences, stored, "{altered:?}");
        let found = create_of("products", given, altered, true);
        assert_eq!(found.is_ok(), stored.is_empty(), "{altered:?}: {found:?}");
    }
    println!("{} new products", cases.len());
}
