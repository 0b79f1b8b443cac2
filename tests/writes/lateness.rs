//! A shop that is slower than the wait: the answer to a write is lost, and the write lands later.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use aismarttalk_prestashop::client::transport::{Bounds, Transport, TransportError};
use aismarttalk_prestashop::client::write::{StatusChange, UnsettledWrite, WriteOptions, Written};
use aismarttalk_prestashop::client::{Client, Settings};
use aismarttalk_prestashop::webservice::error::ErrorKind;
use aismarttalk_prestashop::webservice::request::Request;
use aismarttalk_prestashop::webservice::response::Response;
use aismarttalk_prestashop::webservice::{Endpoint, Key, Result, Saved};
use demo_store::{Options, ShopVersion, keys};

use crate::support::{StoreTransport, block_on};
use crate::update::changes;

/// How the answer to a write is lost.
#[derive(Clone, Copy, Debug)]
enum Loss {
    /// Nothing comes until the client's own time limit.
    Hangs,
    Reset,
    /// The host's page, with headers of its own.
    Page(u16),
    /// Half of the answer, as if the line broke.
    Cut,
}

const LOSSES: [Loss; 12] = [
    Loss::Hangs,
    Loss::Reset,
    Loss::Page(408),
    Loss::Page(499),
    Loss::Page(500),
    Loss::Page(502),
    Loss::Page(503),
    Loss::Page(504),
    Loss::Page(520),
    Loss::Page(522),
    Loss::Page(524),
    Loss::Cut,
];
/// Pages that cannot come while PHP is at work: whatever was saved is there before them.
const ENDED: [u16; 6] = [302, 403, 404, 406, 429, 501];
/// Milliseconds from the loss of the answer to the end of the write in the shop.
const LATE: [u32; 12] = [
    100, 400, 900, 1_600, 5_000, 14_000, 29_000, 31_000, 45_000, 61_000, 95_000, 120_000,
];

/// A line to a shop under a clock of its own.
#[derive(Clone)]
struct Slow(Rc<Line>);

struct Line {
    store: StoreTransport,
    loss: Loss,
    /// `None` for a write that is lost on its way.
    lands_after: Option<u32>,
    now: Cell<u32>,
    under_way: RefCell<Vec<(u32, Request)>>,
    writes: Cell<usize>,
}

impl Slow {
    fn land(&self) {
        let due = |at: &u32| *at <= self.0.now.get();
        let landed: Vec<_> = self
            .0
            .under_way
            .borrow_mut()
            .extract_if(.., |(at, _)| due(at))
            .collect();
        for (_, request) in landed {
            block_on(self.0.store.send(&request, BOUNDS)).unwrap();
        }
    }

    fn pass(&self, milliseconds: u32) {
        self.0.now.set(self.0.now.get() + milliseconds);
        self.land();
    }

    fn lose(&self, request: &Request, bounds: Bounds) -> Result<Response, TransportError> {
        self.0.writes.set(self.0.writes.get() + 1);
        if matches!(self.0.loss, Loss::Hangs) {
            self.pass(bounds.timeout_ms);
        }
        if let Some(late) = self.0.lands_after {
            let at = self.0.now.get() + late;
            self.0.under_way.borrow_mut().push((at, request.clone()));
            self.land();
        }
        let page = |status, body: &str| Response {
            status,
            headers: vec![("Server".to_owned(), "nginx".to_owned())],
            body: body.as_bytes().to_vec(),
        };
        match self.0.loss {
            Loss::Hangs => Err(TransportError::Timeout),
            Loss::Reset => Err(TransportError::Network("connection reset".to_owned())),
            Loss::Page(status) => Ok(page(status, "<html><body>Not now</body></html>")),
            Loss::Cut => Ok(page(200, "<?xml version=\"1.0\"?>\n<prestashop><produ")),
        }
    }
}

const BOUNDS: Bounds = Bounds {
    timeout_ms: 30_000,
    bytes: 1 << 20,
};

impl Transport for Slow {
    async fn send(&self, request: &Request, bounds: Bounds) -> Result<Response, TransportError> {
        self.land();
        match request.method.is_write() {
            true => self.lose(request, bounds),
            false => self.0.store.send(request, bounds).await,
        }
    }

    async fn sleep(&self, milliseconds: u32) -> Result<(), TransportError> {
        self.pass(milliseconds);
        Ok(())
    }

    fn now_ms(&self) -> f64 {
        f64::from(self.0.now.get())
    }

    fn random(&self) -> f64 {
        0.5
    }
}

struct Kind {
    name: &'static str,
    version: ShopVersion,
    key: &'static str,
    write: fn(&Client<Slow>) -> Result<Written>,
    /// New records of these names afterwards, and e-mails.
    new: (&'static str, usize),
    mails: usize,
}

fn update(client: &Client<Slow>, resource: &str, given: &str) -> Result<Written> {
    block_on(client.update(resource, 5, &changes(given), &WriteOptions::default()))
}

const PRODUCT: &str = r#"{"price": "47.11", "name": {"en": "Late", "fr": "Tard"}}"#;

const KINDS: [Kind; 7] = [
    Kind {
        name: "product by PUT",
        version: ShopVersion::V1_7,
        key: keys::SHOP_1,
        write: |client| update(client, "products", PRODUCT),
        new: ("", 0),
        mails: 0,
    },
    Kind {
        name: "product by PATCH",
        version: ShopVersion::V9_0,
        key: keys::PATCHING,
        write: |client| update(client, "products", PRODUCT),
        new: ("", 0),
        mails: 0,
    },
    Kind {
        name: "customer",
        version: ShopVersion::V8_2,
        key: keys::SHOP_1,
        write: |client| update(client, "customers", r#"{"note": "Rings once."}"#),
        new: ("", 0),
        mails: 0,
    },
    Kind {
        name: "status",
        version: ShopVersion::V8_2,
        key: keys::SHOP_1,
        write: |client| {
            let change = StatusChange {
                id_order: 4,
                id_order_state: 2,
                id_employee: None,
                send_email: true,
            };
            block_on(client.change_status(&change, &WriteOptions::default()))
        },
        new: ("order_histories/", 1),
        mails: 1,
    },
    Kind {
        name: "create",
        version: ShopVersion::V8_2,
        key: keys::EVERYTHING,
        write: |client| {
            let given = changes(
                r#"{"id_parent": "2", "active": "1", "name": {"en": "Lamps"}, "link_rewrite": {"en": "lamps"}}"#,
            );
            block_on(client.create("categories", &given, &WriteOptions::default()))
        },
        new: ("categories/", 1),
        mails: 0,
    },
    Kind {
        name: "stock",
        version: ShopVersion::V1_6,
        key: keys::PATCHING,
        write: |client| update(client, "stock_availables", r#"{"quantity": 4711}"#),
        new: ("", 0),
        mails: 0,
    },
    Kind {
        name: "delete",
        version: ShopVersion::V9_0,
        key: keys::EVERYTHING,
        write: |client| block_on(client.delete("categories", 6, &WriteOptions::default())),
        new: ("", 0),
        mails: 0,
    },
];

fn slow(kind: &Kind, loss: Loss, lands_after: Option<u32>) -> (Client<Slow>, Slow) {
    let line = Slow(Rc::new(Line {
        store: StoreTransport::of(Options {
            version: kind.version,
            products: 32,
            orders: 12,
            customers: 12,
            ..Options::default()
        }),
        loss,
        lands_after,
        now: Cell::default(),
        under_way: RefCell::default(),
        writes: Cell::default(),
    }));
    let endpoint = Endpoint::parse("https://shop.example").unwrap();
    let settings = Settings::new(endpoint, Key::parse(kind.key).unwrap());
    (Client::new(line.clone(), settings, None), line)
}

/// New records of the kind's name, and e-mails.
fn made(line: &Slow, kind: &Kind) -> (usize, usize) {
    line.0.store.with_store(|store| {
        let (name, _) = kind.new;
        let is_new = |record: &str| !name.is_empty() && record.starts_with(name);
        let rows = store.changes().iter();
        let rows = rows.filter(|change| change.field.is_empty() && is_new(&change.record));
        (rows.count(), store.mails().len())
    })
}

/// What was told, in a word.
fn told(answer: &Result<Written>) -> &'static str {
    match answer {
        Ok(written) if written.written => "written",
        Ok(_) => "nothing to do",
        Err(error) if error.kind() == ErrorKind::OutcomeUnknown => "unknown",
        Err(error) => {
            assert_ne!(
                error.kind(),
                ErrorKind::Conflict,
                "nobody else wrote: {error}"
            );
            error.saved().name()
        }
    }
}

#[test]
fn given_a_write_that_lands_after_its_answer_was_lost_then_nobody_is_told_that_it_was_not_made() {
    let (mut cases, mut calls) = (0, 0);
    for kind in &KINDS {
        for loss in LOSSES {
            for late in LATE {
                let (client, line) = slow(kind, loss, Some(late));
                let case = format!("{}, {loss:?}, {late} ms", kind.name);
                let mut unknown = None;
                // The call, and the three times that a user tries again.
                for call in 0..4 {
                    let answer = (kind.write)(&client);
                    calls += 1;
                    let told = told(&answer);
                    let is_true = match told {
                        "written" | "nothing to do" => line.0.under_way.borrow().is_empty(),
                        "unknown" => true,
                        _ => false,
                    };
                    assert!(is_true, "{case}, call {call}: {told}: {answer:?}");
                    if let Err(error) = &answer {
                        assert_eq!(error.saved(), Saved::Unknown, "{case}");
                        assert!(!error.is_retryable(), "{case}");
                        let write = error.unsettled().expect("the write");
                        unknown = Some(UnsettledWrite::from_json(write).unwrap());
                    }
                    assert_eq!(line.0.writes.get(), 1, "{case}, call {call}");
                    if answer.is_ok() {
                        break;
                    }
                }
                line.pass(late);
                if let Some(write) = unknown {
                    let found = block_on(client.look_again(&write)).unwrap();
                    assert!(found.written, "{case}");
                }
                let all = (kind.new.1, kind.mails);
                assert_eq!(made(&line, kind), all, "{case}");
                // Who was told so creates another one; everything else is so already, or gone.
                if kind.name != "create" {
                    let again = told(&(kind.write)(&client));
                    assert!(matches!(again, "nothing to do" | "no"), "{case}: {again}");
                    assert_eq!(line.0.writes.get(), 1, "{case}");
                    assert_eq!(made(&line, kind), all, "{case}");
                }
                cases += 1;
            }
        }
    }
    println!("{cases} writes that landed late, {calls} calls for them");
}

#[test]
fn given_a_page_that_cannot_come_while_php_works_then_one_look_decides() {
    let mut cases = 0;
    for kind in &KINDS {
        for status in ENDED {
            for lands in [Some(0), None] {
                let (client, line) = slow(kind, Loss::Page(status), lands);
                let case = format!("{}, {status}, {lands:?}", kind.name);
                let answer = (kind.write)(&client);
                let expected = if lands.is_some() { "written" } else { "no" };
                assert_eq!(told(&answer), expected, "{case}: {answer:?}");
                assert_eq!(line.0.writes.get(), 1, "{case}");
                let rows = if lands.is_some() {
                    (kind.new.1, kind.mails)
                } else {
                    (0, 0)
                };
                assert_eq!(made(&line, kind), rows, "{case}");
                cases += 1;
            }
        }
    }
    println!("{cases} pages behind or in the place of a write");
}

#[test]
fn given_a_write_that_never_arrives_then_it_is_unknown_until_its_time_is_over() {
    let mut cases = 0;
    for kind in &KINDS {
        for loss in LOSSES {
            let (client, line) = slow(kind, loss, None);
            let case = format!("{}, {loss:?}", kind.name);
            let answer = (kind.write)(&client);
            assert_eq!(told(&answer), "unknown", "{case}: {answer:?}");
            let took = line.0.now.get();
            assert!((30_000..=65_000).contains(&took), "{case}: {took} ms");
            let error = answer.unwrap_err();
            let write = UnsettledWrite::from_json(error.unsettled().unwrap()).unwrap();
            let early = block_on(client.look_again(&write));
            assert_eq!(told(&early), "unknown", "{case}");
            line.pass(300_000);
            let late = block_on(client.look_again(&write)).unwrap();
            assert!(!late.written && !late.warnings.is_empty(), "{case}");
            assert!(client.unsettled().is_empty(), "{case}");
            assert_eq!(told(&(kind.write)(&client)), "unknown", "{case}: sent anew");
            assert_eq!(line.0.writes.get(), 2, "{case}");
            cases += 1;
        }
    }
    println!("{cases} writes that never arrived");
}
