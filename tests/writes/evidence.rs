//! The table of what each end of a write proves, row by row.

use std::cell::Cell;
use std::rc::Rc;

use aismarttalk_prestashop::client::transport::{Bounds, Transport, TransportError};
use aismarttalk_prestashop::client::write::{WriteOptions, Written};
use aismarttalk_prestashop::client::{Client, Settings};
use aismarttalk_prestashop::webservice::error::ErrorKind;
use aismarttalk_prestashop::webservice::request::Request;
use aismarttalk_prestashop::webservice::response::Response;
use aismarttalk_prestashop::webservice::{Endpoint, Key, Result, Saved};
use demo_store::{ShopVersion, keys};

use crate::support::{StoreTransport, block_on};
use crate::update::changes;

/// What an end proves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Proof {
    NotSent,
    Refused,
    Finished,
    MayGoOn,
}

/// How a write ends.
#[derive(Clone, Copy, Debug)]
enum End {
    Unsent,
    TimedOut,
    Reset,
    Aborted,
    TooLarge,
    /// Status, a header, body.
    Answer(u16, Option<(&'static str, &'static str)>, &'static str),
}

const PAGE: &str = "<!DOCTYPE html><html><body>Something</body></html>";
const EMPTY: &str = "";
const CUT: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<prestashop><product><id>";
const FATAL: &str = "<br />\n<b>Fatal error</b>: Uncaught Error in /var/www/shop/x.php:7";
const NO_STATE: &str = "Invalid new order status";
const REFUSAL: &str = "<prestashop><errors><error><code>84</code><message>Property Product->name is not valid</message></error></errors></prestashop>";
const BAD_KEY: &str = "<prestashop><errors><error><code>20</code><message>Authentication key does not exist</message></error></errors></prestashop>";
const NOT_SAVED: &str = "<prestashop><errors><error><code>46</code><message>Unable to save resource</message></error></errors></prestashop>";
const VERSION: Option<(&str, &str)> = Some(("PSWS-Version", "8.2.1"));
const TIME: Option<(&str, &str)> = Some(("Execution-Time", "0.112"));
const HOME: Option<(&str, &str)> = Some(("Location", "https://shop.example/"));

use End::{Aborted, Answer, Reset, TimedOut, TooLarge, Unsent};
use Proof::{Finished, MayGoOn, NotSent, Refused};

const TABLE: [(End, Proof); 56] = [
    (Unsent, NotSent),
    (TimedOut, MayGoOn),
    (Reset, MayGoOn),
    (Aborted, MayGoOn),
    (TooLarge, MayGoOn),
    (Answer(400, VERSION, REFUSAL), Refused),
    // A shop whose PHP shows warnings gives every error this status.
    (Answer(500, VERSION, REFUSAL), Refused),
    (Answer(400, None, REFUSAL), Refused),
    (Answer(401, VERSION, BAD_KEY), Refused),
    (Answer(500, VERSION, NOT_SAVED), Finished),
    (Answer(500, None, NOT_SAVED), Finished),
    (Answer(500, VERSION, EMPTY), Finished),
    (Answer(503, TIME, PAGE), Finished),
    (Answer(500, VERSION, CUT), MayGoOn),
    (Answer(0, None, EMPTY), Finished),
    (Answer(301, HOME, EMPTY), Finished),
    (Answer(302, HOME, EMPTY), Finished),
    (Answer(303, HOME, PAGE), Finished),
    (Answer(307, HOME, EMPTY), Finished),
    (Answer(308, HOME, EMPTY), Finished),
    (Answer(400, None, PAGE), Finished),
    (Answer(401, None, "401 Unauthorized"), Finished),
    (Answer(403, None, PAGE), Finished),
    (Answer(404, None, PAGE), Finished),
    (Answer(404, None, EMPTY), Finished),
    (Answer(405, None, PAGE), Finished),
    (Answer(406, None, PAGE), Finished),
    (Answer(409, None, PAGE), Finished),
    (Answer(413, None, PAGE), Finished),
    (Answer(415, None, PAGE), Finished),
    (Answer(418, None, PAGE), Finished),
    (Answer(429, Some(("Retry-After", "1")), PAGE), Finished),
    (Answer(451, None, PAGE), Finished),
    (Answer(501, None, PAGE), Finished),
    (Answer(525, None, PAGE), Finished),
    (Answer(526, None, PAGE), Finished),
    (Answer(530, None, PAGE), Finished),
    (Answer(200, None, FATAL), Finished),
    (Answer(200, None, NO_STATE), Finished),
    (Answer(408, None, PAGE), MayGoOn),
    (Answer(444, None, EMPTY), MayGoOn),
    (Answer(499, None, PAGE), MayGoOn),
    (Answer(500, None, EMPTY), MayGoOn),
    (Answer(500, None, PAGE), MayGoOn),
    (Answer(502, None, PAGE), MayGoOn),
    (Answer(503, None, PAGE), MayGoOn),
    (Answer(504, None, PAGE), MayGoOn),
    (Answer(520, None, PAGE), MayGoOn),
    (Answer(521, None, PAGE), MayGoOn),
    (Answer(522, None, PAGE), MayGoOn),
    (Answer(523, None, PAGE), MayGoOn),
    (Answer(524, None, PAGE), MayGoOn),
    (Answer(200, None, PAGE), MayGoOn),
    (Answer(200, VERSION, EMPTY), MayGoOn),
    (Answer(200, VERSION, CUT), MayGoOn),
    (Answer(599, None, PAGE), MayGoOn),
];

/// When the shop saves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Lands {
    Before,
    After,
    Never,
}

/// A line on which every write ends so.
#[derive(Clone)]
struct Ending {
    store: StoreTransport,
    end: End,
    lands: Lands,
    writes: Rc<Cell<usize>>,
    late: Rc<Cell<Option<Request>>>,
}

/// Of a write that lands after its answer.
const LATE_MS: f64 = 5_000.0;

impl Transport for Ending {
    async fn send(&self, request: &Request, bounds: Bounds) -> Result<Response, TransportError> {
        if !request.method.is_write() {
            return self.store.send(request, bounds).await;
        }
        self.writes.set(self.writes.get() + 1);
        match self.lands {
            Lands::Before => drop(self.store.send(request, bounds).await?),
            Lands::After => self.late.set(Some(request.clone())),
            Lands::Never => {}
        }
        match self.end {
            Unsent => Err(TransportError::Unsent("connection refused".to_owned())),
            TimedOut => Err(TransportError::Timeout),
            Reset => Err(TransportError::Network("connection reset".to_owned())),
            Aborted => Err(TransportError::Aborted),
            TooLarge => Err(TransportError::TooLarge),
            Answer(status, header, body) => Ok(Response {
                status,
                headers: header
                    .map(|(name, value)| (name.to_owned(), value.to_owned()))
                    .into_iter()
                    .collect(),
                body: body.as_bytes().to_vec(),
            }),
        }
    }

    async fn sleep(&self, milliseconds: u32) -> Result<(), TransportError> {
        self.store.sleep(milliseconds).await?;
        if self.now_ms() >= LATE_MS
            && let Some(request) = self.late.take()
        {
            let bounds = Bounds {
                timeout_ms: 1_000,
                bytes: 1 << 20,
            };
            self.store.send(&request, bounds).await?;
        }
        Ok(())
    }

    fn now_ms(&self) -> f64 {
        self.store.now_ms()
    }

    fn random(&self) -> f64 {
        0.5
    }
}

fn write(end: End, lands: Lands) -> (Result<Written>, Ending) {
    let line = Ending {
        store: StoreTransport::new(ShopVersion::V8_2),
        end,
        lands,
        writes: Rc::default(),
        late: Rc::default(),
    };
    let endpoint = Endpoint::parse("https://shop.example").unwrap();
    let settings = Settings::new(endpoint, Key::parse(keys::SHOP_1).unwrap());
    let client = Client::new(line.clone(), settings, None);
    let given = changes(r#"{"price": "47.11", "meta_title": {"en": "Told"}}"#);
    let answer = block_on(client.update("products", 5, &given, &WriteOptions::default()));
    (answer, line)
}

/// What has to be told of an end that proves so much, for a write that lands then; `None` where
/// that cannot be: what is refused is not saved, and what has ended does not land later.
fn expected(end: End, proof: Proof, lands: Lands) -> Option<&'static str> {
    match (proof, lands) {
        (NotSent | Refused, Lands::Never) => Some("no"),
        (NotSent | Refused, _) | (Finished, Lands::After) => None,
        (Finished, Lands::Before) => Some("written"),
        (Finished, Lands::Never) => Some("no"),
        // Who stopped it does not wait for what comes of it.
        (MayGoOn, _) if matches!(end, Aborted) => Some("unknown"),
        (MayGoOn, Lands::Never) => Some("unknown"),
        (MayGoOn, _) => Some("written"),
    }
}

#[test]
fn given_each_way_a_write_can_end_then_what_it_proves_is_told_and_no_more() {
    let (mut cases, mut impossible) = (0, 0);
    for (end, proof) in TABLE {
        for lands in [Lands::Before, Lands::After, Lands::Never] {
            let Some(expected) = expected(end, proof, lands) else {
                impossible += 1;
                continue;
            };
            let (answer, line) = write(end, lands);
            let case = format!("{end:?}, {lands:?}: {answer:?}");
            match &answer {
                Ok(written) => {
                    assert_eq!(expected, "written", "{case}");
                    assert!(written.written && !written.warnings.is_empty(), "{case}");
                }
                Err(error) => {
                    assert_eq!(error.saved().name(), expected, "{case}");
                    let is_unknown = error.kind() == ErrorKind::OutcomeUnknown;
                    assert_eq!(is_unknown, expected == "unknown", "{case}");
                    assert_eq!(error.unsettled().is_some(), is_unknown, "{case}");
                    assert!(!error.hint().is_empty(), "{case}");
                    let is_retryable = error.is_retryable();
                    assert!(!is_retryable || error.saved() == Saved::No, "{case}");
                }
            }
            assert_eq!(line.writes.get(), 1, "never sent twice: {case}");
            cases += 1;
        }
    }
    println!(
        "{} ends of a write: {cases} cases, {impossible} that cannot be",
        TABLE.len()
    );
}
