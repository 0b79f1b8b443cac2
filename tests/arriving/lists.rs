//! Lists of a client whose answers arrive in pieces: late, cut, twice, another one the second time.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;

use aismarttalk_prestashop::client::paging::Paging;
use aismarttalk_prestashop::client::transport::{Bounds, Transport, TransportError};
use aismarttalk_prestashop::client::{Client, Settings};
use aismarttalk_prestashop::resources;
use aismarttalk_prestashop::resources::json_rows::{Form, JsonRows};
use aismarttalk_prestashop::webservice::display::Display;
use aismarttalk_prestashop::webservice::error::Result;
use aismarttalk_prestashop::webservice::filter::{Condition, Filter};
use aismarttalk_prestashop::webservice::query::{Limit, Query, Sort};
use aismarttalk_prestashop::webservice::request::Request;
use aismarttalk_prestashop::webservice::response::{Arriving, Response};
use aismarttalk_prestashop::webservice::{Endpoint, ErrorKind, Key};
use demo_store::{Options, ShopVersion, Store, keys};
use serde_json::Value;

use super::pieces::receive;
use super::splits::seed;
use super::support::random::Random;
use super::support::{StoreTransport, block_on, turn};

/// What becomes of an answer on its way.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Fate {
    Whole,
    /// The connection ends behind a part of it, in hundredths.
    Cut(usize),
    /// The time is over there.
    Late(usize),
}

/// Hands answers on in pieces, each to its fate; whole once there are no more fates.
#[derive(Clone)]
struct Drip<T> {
    line: T,
    random: Rc<RefCell<Random>>,
    fates: Rc<RefCell<VecDeque<Fate>>>,
    /// Bytes of each piece; any where it is none.
    size: Option<usize>,
    /// Answers that were taken in pieces.
    taken: Rc<Cell<usize>>,
    /// Told before each piece.
    announce: Rc<dyn Fn()>,
}

impl<T> Drip<T> {
    fn of(line: T, seed: u64, fates: &[Fate]) -> Self {
        Drip {
            line,
            random: Rc::new(RefCell::new(Random::new(seed))),
            fates: Rc::new(RefCell::new(fates.iter().copied().collect())),
            size: None,
            taken: Rc::default(),
            announce: Rc::new(|| {}),
        }
    }

    /// Where the pieces of a body of that many bytes end.
    fn ends(&self, length: usize) -> Vec<usize> {
        if let Some(size) = self.size {
            return (0..length).step_by(size).collect();
        }
        let mut random = self.random.borrow_mut();
        let count = random.below(40);
        let mut ends: Vec<usize> = (0..count).map(|_| random.below(length + 1)).collect();
        ends.sort_unstable();
        ends
    }
}

impl<T: Transport> Transport for Drip<T> {
    async fn send(&self, request: &Request, bounds: Bounds) -> Got {
        self.line.send(request, bounds).await
    }

    async fn receive(
        &self,
        request: &Request,
        bounds: Bounds,
        arriving: Option<&mut Arriving<'_>>,
    ) -> Got {
        let mut whole = self.line.send(request, bounds).await?;
        let Some(arriving) = arriving else {
            return Ok(whole);
        };
        let fate = self.fates.borrow_mut().pop_front().unwrap_or(Fate::Whole);
        if let Fate::Cut(part) | Fate::Late(part) = fate {
            whole.body.truncate(whole.body.len() * part / 100);
        }
        let ends = self.ends(whole.body.len());
        turn().await;
        let received = receive(whole, &ends, 1_500, arriving, || (self.announce)());
        self.taken
            .set(self.taken.get() + usize::from(received.body.is_empty()));
        match fate {
            Fate::Whole => Ok(received),
            Fate::Cut(_) => Err(TransportError::Network("it was cut".to_owned())),
            Fate::Late(_) => Err(TransportError::Timeout),
        }
    }

    async fn sleep(&self, milliseconds: u32) -> std::result::Result<(), TransportError> {
        self.line.sleep(milliseconds).await
    }

    fn now_ms(&self) -> f64 {
        self.line.now_ms()
    }

    fn random(&self) -> f64 {
        self.line.random()
    }
}

type Got = std::result::Result<Response, TransportError>;

/// Answers one after the other, the last one again and again.
#[derive(Clone)]
struct Line {
    answers: Rc<RefCell<VecDeque<Response>>>,
    sent: Rc<Cell<usize>>,
}

impl Transport for Line {
    async fn send(&self, _: &Request, _: Bounds) -> Got {
        self.sent.set(self.sent.get() + 1);
        let mut answers = self.answers.borrow_mut();
        Ok(match answers.len() {
            0 | 1 => answers.front().expect("an answer").clone(),
            _ => answers.pop_front().expect("an answer"),
        })
    }

    async fn sleep(&self, _: u32) -> std::result::Result<(), TransportError> {
        Ok(())
    }

    fn now_ms(&self) -> f64 {
        0.0
    }

    fn random(&self) -> f64 {
        0.5
    }
}

fn line(answers: Vec<Response>) -> Line {
    Line {
        answers: Rc::new(RefCell::new(answers.into())),
        sent: Rc::default(),
    }
}

fn client_of<T: Transport>(transport: T) -> Client<T> {
    let endpoint = Endpoint::parse("https://shop.example").unwrap();
    Client::new(
        transport,
        Settings::new(endpoint, Key::parse(keys::EVERYTHING).unwrap()),
        None,
    )
}

/// What somebody holds who is handed rows in parts.
#[derive(Clone, Default)]
struct Held {
    rows: Rc<RefCell<Vec<Value>>>,
    parts: Rc<Cell<usize>>,
}

impl Held {
    fn sink(&self, resource: &str) -> JsonRows {
        let held = self.clone();
        JsonRows::handed_to(
            resources::of(resource),
            Form::Objects,
            Box::new(move |before, part| {
                let mut rows = held.rows.borrow_mut();
                assert!(before <= rows.len(), "rows before a part are there");
                rows.truncate(before);
                let part: Vec<Value> = serde_json::from_str(&part).expect("an array");
                rows.extend(part);
                held.parts.set(held.parts.get() + 1);
            }),
        )
    }

    fn at(&self, places: Option<Vec<usize>>) -> Vec<Value> {
        let rows = self.rows.borrow();
        match places {
            None => rows.clone(),
            Some(places) => places.iter().map(|place| rows[*place].clone()).collect(),
        }
    }
}

/// A list by its parts, as JavaScript gets it.
fn in_parts<T: Transport>(client: &Client<T>, resource: &str, query: Query) -> Result<Vec<Value>> {
    let held = Held::default();
    let mut sink = held.sink(resource);
    let places = block_on(client.list_into(resource, query, &mut sink))?;
    sink.hand_over();
    Ok(held.at(places))
}

/// All pages by their parts.
fn pages<T: Transport>(client: &Client<T>, resource: &str, query: Query) -> Result<Vec<Value>> {
    let paging = Paging::new(query, 7)?;
    let (mut after, mut rows) = (None, Vec::new());
    loop {
        let held = Held::default();
        let mut sink = held.sink(resource);
        let (places, next) = block_on(client.page_into(resource, &paging, after, &mut sink))?;
        sink.hand_over();
        rows.extend(held.at(places));
        match next {
            None => return Ok(rows),
            next => after = next,
        }
    }
}

fn query(change: impl FnOnce(&mut Query)) -> Query {
    let mut query = Query::default();
    change(&mut query);
    query
}

/// Lists of one request and of many, in all orders.
fn questions() -> Vec<(&'static str, Query)> {
    let some = |ids: std::ops::Range<u32>| Condition::OneOf(ids.map(|id| id.to_string()).collect());
    let by = |field: &str, condition| vec![Filter::new(field, condition)];
    let limit = |offset, count| Some(Limit { offset, count });
    vec![
        ("products", Query::default()),
        ("orders", Query::default()),
        (
            "customers",
            query(|query| query.sort = vec![Sort::ascending("email")]),
        ),
        ("addresses", Query::default()),
        ("products", query(|query| query.display = Display::Minimum)),
        (
            "products",
            query(|query| query.filter = by("active", Condition::Equals("1".to_owned()))),
        ),
        (
            "products",
            query(|query| {
                query.filter = by("active", Condition::Equals("1".to_owned()));
                query.limit = limit(3, 9);
            }),
        ),
        ("orders", query(|query| query.limit = limit(2, 6))),
        // More ids than one address takes.
        (
            "orders",
            query(|query| query.filter = by("id", some(1..3_000))),
        ),
        (
            "orders",
            query(|query| query.display = Display::Fields(vec!["reference".to_owned()])),
        ),
    ]
}

#[test]
fn given_any_pieces_and_broken_connections_then_a_list_is_what_it_is_without_them() {
    let seed = seed();
    println!("ARRIVING_SEED={seed}");
    let store = || {
        StoreTransport::on(Store::new(Options {
            version: ShopVersion::V8_2,
            ..Options::default()
        }))
    };
    let fates: [&[Fate]; 4] = [
        &[],
        &[Fate::Cut(80)],
        &[Fate::Whole, Fate::Late(50), Fate::Cut(99)],
        &[Fate::Cut(100), Fate::Cut(3)],
    ];
    let plain = client_of(store());
    let (mut lists, mut taken) = (0, 0);
    for (resource, query) in questions() {
        let whole: Vec<Value> =
            serde_json::from_str(&block_on(plain.list_json(resource, query.clone())).unwrap())
                .unwrap();
        let requests = plain.transport().take_sent();
        for (at, fates) in fates.iter().enumerate() {
            let drip = Drip::of(store(), seed + at as u64, fates);
            let client = client_of(drip.clone());
            let found = in_parts(&client, resource, query.clone()).unwrap();
            let name = format!("{resource} {query:?} with {fates:?}");
            assert!(found == whole, "{name}");
            let sent = drip.line.take_sent();
            let lost = fates.len() - drip.fates.borrow().len();
            let lost = fates[..lost].iter().filter(|one| **one != Fate::Whole);
            assert_eq!(sent.len(), requests.len() + lost.count(), "{name}");
            lists += 1;
            taken += drip.taken.get();
        }
        if query.limit.is_none() && query.sort.is_empty() {
            let drip = Drip::of(store(), seed, fates[2]);
            let expected = pages(&plain, resource, query.clone()).unwrap();
            let found = pages(&client_of(drip.clone()), resource, query).unwrap();
            plain.transport().take_sent();
            assert!(found == expected, "pages of {resource}");
            lists += 1;
            taken += drip.taken.get();
        }
    }
    println!("{lists} lists, of which {taken} answers came in pieces");
    assert!(taken > lists);
}

fn products(ids: std::ops::Range<u32>, around: (&str, &str)) -> Vec<u8> {
    let one = |id: u32| {
        let text = "x".repeat(9_000);
        format!("<product><id>{id}</id><reference><![CDATA[{text}]]></reference></product>")
    };
    let rows: String = ids.map(one).collect();
    let (before, behind) = around;
    format!("{before}<prestashop xlink:href=\"http://shop.example/api\"><products>{rows}{behind}")
        .into_bytes()
}

const END: &str = "</products></prestashop>";

fn good(body: Vec<u8>) -> Response {
    Response {
        status: 200,
        headers: vec![("PSWS-Version".to_owned(), "8.2.1".to_owned())],
        body,
    }
}

fn ids(rows: &[Value]) -> Vec<u64> {
    rows.iter().filter_map(|row| row["id"].as_u64()).collect()
}

#[test]
fn given_another_answer_the_second_time_then_nothing_of_the_first_is_left() {
    let whole = || good(products(1..41, ("", END)));
    let refused = || {
        Response {
        status: 401,
        body: b"<prestashop><errors><error><code>26</code><message>no</message></error></errors></prestashop>".to_vec(),
        ..whole()
    }
    };
    let busy = || Response {
        status: 503,
        ..Response::default()
    };
    // What is answered, what becomes of it, and the ids of the list or the error.
    type Case = (
        &'static str,
        Vec<Response>,
        &'static [Fate],
        std::result::Result<std::ops::Range<u64>, ErrorKind>,
    );
    let cases: Vec<Case> = vec![
        (
            "fewer rows",
            vec![whole(), good(products(5..9, ("", END)))],
            &[Fate::Cut(90)],
            Ok(5..9),
        ),
        (
            "more rows",
            vec![whole(), good(products(1..61, ("", END)))],
            &[Fate::Cut(90)],
            Ok(1..61),
        ),
        (
            "no rows",
            vec![
                whole(),
                good(b"<prestashop><products/></prestashop>".to_vec()),
            ],
            &[Fate::Late(90)],
            Ok(1..1),
        ),
        (
            "a busy host in between",
            vec![whole(), busy(), whole()],
            &[Fate::Cut(60)],
            Ok(1..41),
        ),
        (
            "a right taken away",
            vec![whole(), refused()],
            &[Fate::Cut(95)],
            Err(ErrorKind::Permission),
        ),
        (
            "cut each time",
            vec![whole()],
            &[Fate::Cut(95), Fate::Cut(50), Fate::Cut(99)],
            Err(ErrorKind::Network),
        ),
        (
            "late each time",
            vec![whole()],
            &[Fate::Late(95), Fate::Late(50), Fate::Late(99)],
            Err(ErrorKind::Timeout),
        ),
        (
            "no end",
            vec![good(products(1..41, ("", "")))],
            &[],
            Err(ErrorKind::MalformedResponse),
        ),
        (
            "noise",
            vec![good(products(1..41, ("<b>Notice</b>: a on line 1\n", END)))],
            &[],
            Ok(1..41),
        ),
        (
            "a second list",
            vec![good(products(1..41, ("", "</products><a/></prestashop>")))],
            &[],
            Err(ErrorKind::MalformedResponse),
        ),
        (
            "another folder",
            vec![Response {
                body: String::from_utf8(products(1..41, ("", END)))
                    .unwrap()
                    .replace("example/api", "example/b/api")
                    .into_bytes(),
                ..whole()
            }],
            &[],
            Err(ErrorKind::WrongAddress),
        ),
    ];
    let count = cases.len();
    for (name, answers, fates, expected) in cases {
        let drip = Drip::of(line(answers), 3, fates);
        let found = in_parts(&client_of(drip), "products", Query::default());
        match (found, expected) {
            (Ok(rows), Ok(expected)) => {
                assert_eq!(ids(&rows), expected.collect::<Vec<_>>(), "{name}");
            }
            (Err(error), Err(expected)) => assert_eq!(error.kind(), expected, "{name}: {error}"),
            (found, expected) => panic!(
                "{name}: {:?}, not {expected:?}",
                found.map(|rows| ids(&rows))
            ),
        }
    }
    println!("{count} answers of which the first one was not the last");
}

#[test]
fn given_a_body_that_is_still_open_then_its_rows_are_handed_on_and_let_go() {
    let body = products(1..401, ("", END));
    let length = body.len();
    let held = Held::default();
    let seen = Rc::new(RefCell::new(Vec::new()));
    let mut drip = Drip::of(line(vec![good(body)]), 5, &[]);
    drip.size = Some(16_384);
    let (parts, told) = (Rc::clone(&held.parts), Rc::clone(&seen));
    drip.announce = Rc::new(move || told.borrow_mut().push(parts.get()));
    let mut sink = held.sink("products");
    let client = client_of(drip);
    let places = block_on(client.list_into("products", Query::default(), &mut sink)).unwrap();
    let before_the_end = seen.borrow().last().copied().unwrap_or_default();
    sink.hand_over();
    println!("{length} bytes: {before_the_end} parts were there before the last piece");
    assert_eq!(held.at(places).len(), 400);
    assert!(before_the_end > 20);
}
