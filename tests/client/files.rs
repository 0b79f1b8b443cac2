//! What a shop has beside records: images up and down, attachments, its search, computed prices, and
//! the e-mail about a parcel.

use std::cell::Cell;
use std::rc::Rc;

use crate::support::{StoreTransport, block_on, client, client_with};
use aismarttalk_prestashop::client::transport::{Bounds, Transport, TransportError};
use aismarttalk_prestashop::client::write::WriteOptions;
use aismarttalk_prestashop::client::{Client, Settings};
use aismarttalk_prestashop::json::{Map, Value};
use aismarttalk_prestashop::webservice::call::{Call, Method};
use aismarttalk_prestashop::webservice::query::{Language, Query};
use aismarttalk_prestashop::webservice::request::Request;
use aismarttalk_prestashop::webservice::response::Response;
use aismarttalk_prestashop::webservice::{Endpoint, ErrorKind, Key, Saved};
use demo_store::{Options, ShopVersion, keys};

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR rest \r\n--not the end\r\n\xff\xfe";
const JPEG: &[u8] = b"\xff\xd8\xff\xe0\0\x10JFIF\0 rest";
const GIF: &[u8] = b"GIF89a\x01\0\x01\0 rest";

fn small() -> StoreTransport {
    StoreTransport::of(Options {
        products: 12,
        orders: 6,
        customers: 4,
        ..Options::default()
    })
}

#[test]
fn given_an_image_when_added_to_a_product_then_it_comes_back_byte_by_byte() {
    let mut count = 0;
    for version in ShopVersion::ALL {
        let client = client(version, keys::EVERYTHING);
        for (image, media_type) in [(PNG, "image/png"), (JPEG, "image/jpeg"), (GIF, "image/gif")] {
            let before = block_on(client.image_ids(5)).unwrap();
            let added = block_on(client.add_image(5, image.to_vec())).unwrap();
            assert!(added.warnings.is_empty(), "{version:?}: {added:?}");
            assert!(!before.contains(&added.id));
            let after = block_on(client.image_ids(5)).unwrap();
            assert_eq!(after, [before, vec![added.id]].concat(), "{version:?}");
            let file = block_on(client.image("products", 5, Some(added.id))).unwrap();
            assert_eq!((&*file.bytes, &*file.media_type), (image, media_type));
            count += 1;
        }
        // The record of the product has them too.
        let ids = block_on(client.image_ids(5)).unwrap();
        let record = block_on(client.json(Call::get("products", 5, Query::default()))).unwrap();
        let record: serde_json::Value = serde_json::from_str(&record).unwrap();
        let listed = record["associations"]["images"].as_array().unwrap();
        let listed: Vec<u64> = listed
            .iter()
            .map(|one| one["id"].as_u64().unwrap())
            .collect();
        assert_eq!(
            listed,
            ids.iter().map(|id| u64::from(*id)).collect::<Vec<_>>()
        );
    }
    println!("{count} images");
}

#[test]
fn given_images_of_any_kind_then_they_come_as_bytes_and_what_is_not_there_is_not_found() {
    let client = client_with(small(), keys::EVERYTHING, |_| {});
    let there = [
        ("products", 1, Some(1)),
        ("categories", 2, None),
        ("manufacturers", 1, None),
        ("suppliers", 1, None),
    ];
    for (kind, owner, image) in there {
        let file = block_on(client.image(kind, owner, image)).unwrap();
        assert_eq!(file.media_type, "image/gif", "{kind}");
        assert!(file.bytes.starts_with(b"GIF8"), "{kind}");
    }
    let missing = [
        ("products", 1, Some(999), ErrorKind::NotFound),
        ("products", 999, Some(1), ErrorKind::NotFound),
        ("categories", 999, None, ErrorKind::NotFound),
        ("products", 1, None, ErrorKind::InvalidRequest),
        ("categories", 2, Some(1), ErrorKind::InvalidRequest),
        ("orders", 1, None, ErrorKind::InvalidRequest),
        ("../products", 1, None, ErrorKind::InvalidRequest),
    ];
    for (kind, owner, image, expected) in missing {
        let error = block_on(client.image(kind, owner, image)).unwrap_err();
        assert_eq!(error.kind(), expected, "{kind} {owner}: {error}");
        assert!(!error.hint().is_empty(), "{error}");
    }
    let error = block_on(client.image_ids(999)).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::NotFound, "{error}");
    let file = block_on(client.attachment(1)).unwrap();
    assert_eq!(file.media_type, "application/pdf");
    assert!(file.bytes.starts_with(b"%PDF"));
    let error = block_on(client.attachment(2)).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::NotFound, "{error}");
    println!("{} files", there.len() + missing.len() + 3);
}

#[test]
fn given_what_is_no_image_or_a_product_that_is_not_there_then_nothing_is_added() {
    let client = client_with(small(), keys::EVERYTHING, |_| {});
    let cases: [(&[u8], u32, ErrorKind); 5] = [
        (b"", 5, ErrorKind::InvalidRequest),
        (
            b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
            5,
            ErrorKind::InvalidRequest,
        ),
        (b"%PDF-1.4", 5, ErrorKind::InvalidRequest),
        (b"\x89PN", 5, ErrorKind::InvalidRequest),
        (PNG, 999, ErrorKind::NotFound),
    ];
    for (bytes, product, kind) in cases {
        client.transport().take_sent();
        let error = block_on(client.add_image(product, bytes.to_vec())).unwrap_err();
        assert_eq!(error.kind(), kind, "{error}");
        let sent = client.transport().take_sent();
        assert!(sent.iter().all(|one| one.starts_with("GET ")), "{sent:?}");
    }
    println!("{} files", cases.len());
}

/// How the answer to an upload is lost.
#[derive(Clone, Copy, Debug)]
enum Loss {
    /// The shop has it, and the connection ends.
    After,
    /// The shop never gets it.
    Before,
    /// The shop has it, and PHP stops with an empty 500.
    Fatal,
    /// A host answers in the shop's place with a gateway's error, and the shop never gets it.
    Gateway,
}

#[derive(Clone)]
struct Losing {
    store: StoreTransport,
    loss: Loss,
    posts: Rc<Cell<usize>>,
}

impl Transport for Losing {
    async fn send(&self, request: &Request, bounds: Bounds) -> Result<Response, TransportError> {
        if request.method != Method::Post {
            return self.store.send(request, bounds).await;
        }
        self.posts.set(self.posts.get() + 1);
        let lost = || TransportError::Network("reset".to_owned());
        let status = |status| Response {
            status,
            ..Response::default()
        };
        match self.loss {
            Loss::Before => Err(lost()),
            Loss::Gateway => Ok(status(502)),
            Loss::After => self.store.send(request, bounds).await.and(Err(lost())),
            Loss::Fatal => self.store.send(request, bounds).await.and(Ok(status(500))),
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

#[test]
fn given_an_upload_whose_answer_is_lost_then_it_is_sent_once_and_looked_for() {
    let cases = [
        (Loss::After, None),
        (Loss::Fatal, None),
        (Loss::Before, Some(ErrorKind::OutcomeUnknown)),
        (Loss::Gateway, Some(ErrorKind::OutcomeUnknown)),
    ];
    for (loss, failure) in cases {
        let posts = Rc::new(Cell::new(0));
        let transport = Losing {
            store: small(),
            loss,
            posts: Rc::clone(&posts),
        };
        let endpoint = Endpoint::parse("https://shop.example").unwrap();
        let settings = Settings::new(endpoint, Key::parse(keys::EVERYTHING).unwrap());
        let client = Client::new(transport, settings, None);
        let before = block_on(client.image_ids(5)).unwrap();
        let added = block_on(client.add_image(5, PNG.to_vec()));
        let after = block_on(client.image_ids(5)).unwrap();
        assert_eq!(posts.get(), 1, "{loss:?}");
        match (added, failure) {
            (Ok(added), None) => {
                assert_eq!(after, [before, vec![added.id]].concat(), "{loss:?}");
                assert_eq!(added.warnings.len(), 1, "{loss:?}");
            }
            (Err(error), Some(kind)) => {
                assert_eq!(
                    (error.kind(), error.saved()),
                    (kind, Saved::Unknown),
                    "{loss:?}"
                );
                assert_eq!(after, before, "{loss:?}");
            }
            (added, _) => panic!("{loss:?}: {added:?}"),
        }
    }
    println!("{} losses", cases.len());
}

#[test]
fn given_words_then_the_search_gives_both_of_its_lists() {
    for version in ShopVersion::ALL {
        let shop = || {
            StoreTransport::of(Options {
                version,
                products: 200,
                ..Options::default()
            })
        };
        let client = client_with(shop(), keys::EVERYTHING, |_| {});
        let search = |words: &str, language: &str| {
            let query = format!(r#"{{"query": "{words}", "language": {language}}}"#);
            let query = Query::from_json(&Value::parse(&query).unwrap()).unwrap();
            block_on(client.search(query))
        };
        let found = search("tea", "\"en\"").unwrap();
        assert!(!found.products.is_empty(), "{version:?}");
        assert_eq!(search("e", "1").unwrap().products.len(), 10, "{version:?}");
        assert!(!found.categories.is_empty(), "{version:?}");
        assert_eq!(search(" TEA ", "1").unwrap(), found, "{version:?}");
        let nothing = search("no such thing & more", "1").unwrap();
        assert_eq!(nothing.to_json(), r#"{"products":[],"categories":[]}"#);
        for (words, language, field) in [
            ("", "1", "query"),
            (" ", "1", "query"),
            ("tea", "[1, 2]", "language"),
            ("tea", "\"xx\"", "language"),
        ] {
            let error = search(words, language).unwrap_err();
            assert_eq!(
                error.kind(),
                ErrorKind::InvalidRequest,
                "{words} {language}"
            );
            assert_eq!(error.field(), Some(field), "{words} {language}");
        }
        let without = Query {
            search: Some("tea".to_owned()),
            ..Query::default()
        };
        let error = block_on(client.search(without.clone())).unwrap_err();
        assert_eq!(error.field(), Some("language"));
        let usual = client_with(shop(), keys::EVERYTHING, |settings| {
            settings.default_language = Some("en".to_owned());
        });
        assert_eq!(
            block_on(usual.search(without)).unwrap(),
            found,
            "{version:?}"
        );
    }
}

#[test]
fn given_prices_to_be_computed_then_they_come_beside_the_fields_and_change_none() {
    let price = r#"{"gross": {"use_tax": true}, "net": {"use_tax": false, "decimals": 2}}"#;
    // The others have reductions, and taxes of their own.
    const PLAIN: u64 = 24;
    for version in ShopVersion::ALL {
        let client = client(version, keys::EVERYTHING);
        let query = |display: &str, price: &str| {
            let query = format!(r#"{{"display": {display}, "price": {price}}}"#);
            Query::from_json(&Value::parse(&query).unwrap()).unwrap()
        };
        let rows = |json: String| match serde_json::from_str(&json).unwrap() {
            serde_json::Value::Array(rows) => rows,
            row => vec![row],
        };
        let mut count = 0;
        for display in [
            r#""full""#,
            r#"["id", "price"]"#,
            r#"["id", "price", "gross"]"#,
        ] {
            let query = query(display, price);
            let listed = block_on(client.list_json("products", query.clone())).unwrap();
            let got = block_on(client.json(Call::get("products", 5, query))).unwrap();
            for row in [rows(listed), rows(got)].concat() {
                let number =
                    |value: &serde_json::Value| value.as_str().unwrap().parse::<f64>().unwrap();
                if row["id"].as_u64().unwrap() > PLAIN {
                    continue;
                }
                let (net, gross) = (number(&row["extra"]["net"]), number(&row["extra"]["gross"]));
                let plain = number(&row["price"]);
                assert!((net - plain).abs() < 0.006, "{version:?} {row}");
                assert!((gross - plain * 1.2).abs() < 0.00001, "{version:?} {row}");
                count += 1;
            }
        }
        assert!(count > 30, "{count}");
    }
}

#[test]
fn given_a_parcel_when_changed_with_send_email_then_the_customer_is_told_once_and_else_not() {
    let changes =
        |number: &str| match Value::parse(&format!(r#"{{"tracking_number": "{number}"}}"#)) {
            Ok(Value::Object(changes)) => changes,
            other => panic!("{other:?}"),
        };
    let options = |preview, send_email| WriteOptions {
        preview,
        send_email,
        ..WriteOptions::default()
    };
    let mut count = 0;
    for version in ShopVersion::ALL {
        for patches in [false, true] {
            let transport = StoreTransport::new(version);
            if !patches {
                transport.deny_patch();
            }
            let client = client_with(transport, keys::EVERYTHING, |_| {});
            let mails = || client.transport().with_store(|store| store.mails().len());
            let update = |changes: &Map, options: &WriteOptions| {
                block_on(client.update("order_carriers", 2, changes, options)).unwrap()
            };
            let silent = update(&changes("1Z0"), &options(false, false));
            assert!(
                silent.written && silent.effects.is_empty() && mails() == 0,
                "{version:?}"
            );
            let shown = update(&changes("1Z1"), &options(true, true));
            assert!(
                shown.requests[0]
                    .url
                    .ends_with("/order_carriers/2?sendemail=1"),
                "{version:?}"
            );
            assert_eq!((shown.effects.len(), mails()), (1, 0), "{version:?}");
            let told = update(&changes("1Z1"), &options(false, true));
            assert_eq!((told.effects, mails()), (shown.effects, 1), "{version:?}");
            let again = update(&changes("1Z1"), &options(false, true));
            assert!(!again.written && mails() == 1, "{version:?}");
            assert!(
                again.warnings.concat().contains("No e-mail"),
                "{:?}",
                again.warnings
            );
            count += 1;
        }
    }
    let client = client(ShopVersion::V8_2, keys::EVERYTHING);
    for resource in ["products", "customers", "addresses", "order_details"] {
        let refused = block_on(client.update(resource, 1, &Map::new(), &options(false, true)));
        assert_eq!(
            refused.unwrap_err().field(),
            Some("sendEmail"),
            "{resource}"
        );
    }
    assert!(client.transport().take_sent().is_empty());
    println!("{count} parcels");
}

#[test]
fn given_images_or_the_search_as_if_they_had_records_then_the_error_names_the_way_out() {
    let client = client_with(small(), keys::EVERYTHING, |_| {});
    for (resource, way_out) in [("images", "shop.images"), ("search", "search()")] {
        let list = block_on(client.list_json(resource, Query::default())).map(drop);
        let get = block_on(client.json(Call::get(resource, 1, Query::default()))).map(drop);
        let write = block_on(client.update(resource, 1, &Map::new(), &WriteOptions::default()));
        for error in [list.unwrap_err(), get.unwrap_err()] {
            assert_eq!(error.kind(), ErrorKind::InvalidRequest, "{resource}");
            let told = resource == "search" && error.field() == Some("query");
            assert!(
                told || error.hint().contains(way_out),
                "{resource}: {error}"
            );
        }
        assert!(write.is_err(), "{resource}");
    }
    let by_language = Query {
        language: Language::Ids(vec![1]),
        ..Query::default()
    };
    assert!(block_on(client.list_json("images", by_language)).is_err());
}
