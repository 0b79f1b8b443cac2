//! Whatever arrives, reading it ends in a value or an error: soon, in little memory, and
//! never in part of a value.
#![forbid(unsafe_code)]

#[path = "recorded/asked.rs"]
mod asked;
#[path = "recorded/exchange.rs"]
mod exchange;
#[path = "truncation/nasty.rs"]
mod nasty;
#[path = "support/random.rs"]
mod random;

use std::path::Path;
use std::time::{Duration, Instant};

use aismarttalk_prestashop::resources::reader::Unchecked;
use aismarttalk_prestashop::webservice::error::Result;
use aismarttalk_prestashop::webservice::response::{Answer, Expected, Response, read_json};
use aismarttalk_prestashop::xml::Limits;
use asked::Asked;
use peak_alloc::PeakAlloc;
use random::Random;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// How long one answer may take. A machine shared with others is given three times as long.
const LONGEST: Duration = Duration::from_secs(2);
const SHARED: u32 = 3;
const CUTS: usize = 50;

/// What the worst answer took.
#[derive(Default)]
struct Worst {
    read: usize,
    time: Duration,
    /// Bytes for each byte of the answer, beyond 8 MiB.
    memory: f64,
}

impl Worst {
    fn read(
        &mut self,
        name: &str,
        response: &Response,
        expected: Expected<'_>,
    ) -> Result<(String, Answer)> {
        let before = MEMORY.current_usage();
        MEMORY.reset_peak_usage();
        let start = Instant::now();
        let read = read_json(response, expected, &Unchecked, Limits::DEFAULT);
        let time = start.elapsed();
        let memory = MEMORY.peak_usage().saturating_sub(before);
        let length = response.body.len();
        let allowed = 8 * length + (8 << 20);
        assert!(time <= LONGEST * SHARED, "{name}: {time:?}");
        assert!(memory <= allowed, "{name}: {memory} bytes for {length}");
        let beyond = memory.saturating_sub(8 << 20) as f64 / length.max(1) as f64;
        self.read += 1;
        self.time = self.time.max(time);
        self.memory = self.memory.max(beyond);
        read
    }

    fn report(&self, what: &str) {
        let Worst { read, time, memory } = self;
        println!(
            "{read} {what}: at most {time:?} each, and {memory:.1} bytes for each byte beyond 8 MiB"
        );
    }
}

/// One test, because the allocator counts for the whole process.
#[test]
fn given_any_bytes_then_they_become_a_value_or_an_error_in_time_and_memory() {
    nasty_documents();
    let mut answers = fixtures();
    match exchange::folder() {
        Some(folder) => answers.extend(recorded(&folder)),
        None => println!("skipped: the recorded exchanges are not beside the crate"),
    }
    cut_answers(&answers);
    changed_answers(&answers);
    random_bytes();
}

/// A whole answer with what was asked for.
struct Whole {
    name: String,
    asked: Asked,
    response: Response,
}

fn fixtures() -> Vec<Whole> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let mut answers = Vec::new();
    for request in ["list", "record"] {
        for entry in std::fs::read_dir(folder.join(request)).expect("the fixtures") {
            let path = entry.expect("an entry").path();
            let name = path
                .file_stem()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            if path.extension().is_some_and(|extension| extension == "xml") {
                let resource = name.split('-').next().unwrap_or_default();
                let id = if request == "list" { "" } else { "/1" };
                let asked = Asked::from_request("GET", &format!("/api/{resource}{id}"));
                let body = std::fs::read(&path).expect("a readable fixture");
                let response = Response {
                    status: 200,
                    headers: Vec::new(),
                    body,
                };
                answers.push(Whole {
                    name,
                    asked,
                    response,
                });
            }
        }
    }
    assert_ne!(answers.len(), 0, "fixtures");
    answers
}

fn recorded(folder: &Path) -> Vec<Whole> {
    let mut answers = Vec::new();
    for recording in exchange::all(folder) {
        for exchange in recording.exchanges {
            if let Some(response) = exchange.response {
                let name = format!("{}/{}", recording.folder, recording.name);
                let asked = Asked::from_request(&exchange.method, &exchange.target);
                answers.push(Whole {
                    name,
                    asked,
                    response,
                });
            }
        }
    }
    answers
}

fn nasty_documents() {
    let mut worst = Worst::default();
    for make in nasty::ALL {
        let nasty = make();
        let response = Response {
            status: 200,
            headers: Vec::new(),
            body: nasty.body,
        };
        for target in [
            format!("/api/{}", nasty.resource),
            format!("/api/{}/1", nasty.resource),
        ] {
            let asked = Asked::from_request("GET", &target);
            let _ = worst.read(nasty.name, &response, asked.expected());
        }
        for expected in [Expected::Permissions, Expected::Schema, Expected::Nothing] {
            let _ = worst.read(nasty.name, &response, expected);
        }
    }
    worst.report("readings of nasty documents");
}

/// Behind this byte the document is complete.
fn end_of_root(body: &[u8]) -> usize {
    const END: &[u8] = b"</prestashop>";
    let starts = body.windows(END.len()).rposition(|window| window == END);
    starts.map_or(body.len(), |at| at + END.len())
}

fn cut_answers(answers: &[Whole]) {
    let mut worst = Worst::default();
    let mut random = Random::new(1);
    for Whole {
        name,
        asked,
        response,
    } in answers
    {
        let whole = worst.read(name, response, asked.expected());
        let end = end_of_root(&response.body);
        for _ in 0..if response.body.is_empty() { 0 } else { CUTS } {
            let at = random.below(response.body.len());
            let cut = Response {
                body: response.body[..at].to_vec(),
                ..response.clone()
            };
            let read = worst.read(name, &cut, asked.expected());
            match (&whole, read) {
                (Ok((whole, _)), Ok((part, _))) => {
                    assert!(
                        at >= end || matches!(asked, Asked::NoBody),
                        "{name}: a value at byte {at} of {end}"
                    );
                    assert_eq!(part, *whole, "{name}: cut at byte {at}");
                }
                (Err(error), Ok((part, _))) => {
                    panic!("{name}: {part} of what is an error: {error}")
                }
                (Err(whole), Err(part)) => {
                    let known = part.codes().iter().filter_map(|one| one.code);
                    let all: Vec<u16> = whole.codes().iter().filter_map(|one| one.code).collect();
                    let known: Vec<u16> = known.collect();
                    assert!(
                        all.starts_with(&known),
                        "{name}: {known:?} cut from {all:?}"
                    );
                }
                (Ok(_), Err(_)) => {}
            }
        }
    }
    worst.report("readings of cut answers");
}

/// Bytes replaced, inserted, removed and doubled, with pieces of XML among them.
fn changed_answers(answers: &[Whole]) {
    const PIECES: &[&[u8]] = &[
        b"]]>",
        b"<![CDATA[",
        b"</",
        b"<",
        b">",
        b"&",
        b"\"",
        b"<!--",
        b"-->",
        b"<?",
        b"\0",
        b"\xff",
        b"</prestashop>",
        b"<prestashop>",
        b"<errors>",
        b"<language id=\"1\">",
        b"{",
        b"\r",
    ];
    let mut worst = Worst::default();
    let mut random = Random::new(2);
    for Whole {
        name,
        asked,
        response,
    } in answers
        .iter()
        .filter(|one| one.response.body.len() < 100_000)
    {
        for _ in 0..5 {
            let mut body = response.body.clone();
            for _ in 0..=random.below(8) {
                change(&mut body, &mut random, PIECES);
            }
            let changed = Response {
                body,
                ..response.clone()
            };
            let _ = worst.read(name, &changed, asked.expected());
        }
    }
    worst.report("readings of changed answers");
}

fn change(body: &mut Vec<u8>, random: &mut Random, pieces: &[&[u8]]) {
    let from = random.below(body.len() + 1);
    let to = (from + random.below(40)).min(body.len());
    let piece = match random.below(4) {
        0 => Vec::new(),
        1 => body[from..to].repeat(2),
        2 => bytes(random, to - from),
        _ => random.pick(pieces).to_vec(),
    };
    body.splice(from..to, piece);
}

fn random_bytes() {
    let mut worst = Worst::default();
    let mut random = Random::new(3);
    for round in 0..2_000 {
        let length = random.below(4_000);
        let mut body = bytes(&mut random, length);
        if round % 2 == 0 {
            body.splice(
                0..0,
                *b"<?xml version=\"1.0\"?><prestashop><products><product>",
            );
        }
        let response = Response {
            status: 200,
            headers: Vec::new(),
            body,
        };
        let asked = Asked::from_request("GET", "/api/products");
        let _ = worst.read("random bytes", &response, asked.expected());
    }
    worst.report("readings of random bytes");
}

fn bytes(random: &mut Random, length: usize) -> Vec<u8> {
    let byte = |_| u8::try_from(random.below(256)).expect("a byte");
    (0..length).map(byte).collect()
}
