//! Every split of a document gives what the whole gives: value, warnings, error and notes.

use std::cell::{Cell, RefCell};
use std::path::Path;
use std::rc::Rc;

use aismarttalk_prestashop::resources::json_rows::{Form, JsonRows};
use aismarttalk_prestashop::resources::reader::{Recheck, Verdict};
use aismarttalk_prestashop::resources::record::Records;
use aismarttalk_prestashop::resources::sink::Sink;
use aismarttalk_prestashop::resources::{Kind, Resource};
use aismarttalk_prestashop::webservice::error::Result;
use aismarttalk_prestashop::webservice::response::{
    Answer, Arriving, Expected, Response, read, read_on,
};
use aismarttalk_prestashop::xml::Limits;

use super::asked::Asked;
use super::documents::{AROUND, HOSTILE};
use super::exchange;
use super::pieces::receive;
use super::support::random::Random;

/// Larger documents are split at some of their bytes only.
const SMALL: usize = 1_500;

/// Leaves every third id out, and counts.
#[derive(Default)]
struct Thirds {
    judged: RefCell<Vec<String>>,
    records: Cell<usize>,
}

impl Recheck for Thirds {
    fn begins(&self) {
        self.records.set(self.records.get() + 1);
        self.judged.borrow_mut().push("record".to_owned());
    }

    fn takes_back(&self) {
        self.records.set(self.records.get() - 1);
        let mut judged = self.judged.borrow_mut();
        let begun = judged.iter().rposition(|one| one == "record");
        judged.truncate(begun.expect("a record that has begun"));
    }

    fn judge(&self, name: &str, _: Option<Kind>, text: &str) -> Option<Verdict> {
        self.judged.borrow_mut().push(format!("{name} = {text}"));
        match (name, text.parse::<u32>()) {
            ("id", Ok(id)) => Some(Verdict::from(id % 3 != 0)),
            _ => None,
        }
    }

    fn hides(&self, name: &str) -> bool {
        name == "ean13"
    }

    fn tells_doubt(&self, _: &str) -> bool {
        true
    }
}

/// A list as it comes from a shop.
struct List {
    name: String,
    resource: &'static Resource,
    response: Response,
}

/// What came of a list: all that anybody can see of it.
#[derive(Debug, PartialEq)]
struct Outcome {
    read: std::result::Result<String, String>,
    /// All that was judged, in order.
    judged: Vec<String>,
    size: usize,
}

fn outcome(read: Result<Answer>, again: &Thirds, sink: &dyn Sink) -> Outcome {
    let told = |answer: Answer| format!("{:?} {:?}", answer.warnings, answer.notes);
    Outcome {
        read: read.map(told).map_err(|error| format!("{error:?}")),
        judged: again.judged.take(),
        size: sink.size(),
    }
}

fn of_whole(list: &List, limits: Limits, sink: &mut dyn Sink) -> Outcome {
    let again = Thirds::default();
    let expected = Expected::List(list.resource);
    let answer = read(&list.response, expected, sink, &again, limits);
    outcome(answer, &again, sink)
}

/// Of its pieces, which end at those bytes; and how many records were read before the last one.
fn of_pieces(
    list: &List,
    limits: Limits,
    sink: &mut dyn Sink,
    (ends, least): (&[usize], usize),
) -> (Outcome, usize) {
    let again = Thirds::default();
    let mut early = 0;
    let mut arriving = Arriving::new(list.resource, &mut *sink, &again, limits).in_steps(1);
    let mut response = receive(list.response.clone(), ends, least, &mut arriving, || {
        early = again.records.get();
    });
    let mut past = arriving.leave(&mut response);
    let expected = Expected::List(list.resource);
    let answer = read_on(&response, &mut past, expected, sink, &again, limits);
    let told = |shop| format!("{shop:?}");
    let answering = told(list.response.answering());
    assert_eq!(told(past.answering(&response)), answering, "{}", list.name);
    (outcome(answer, &again, sink), early)
}

/// Compares a list in pieces with the whole, in both kinds of sinks. Gives how many records were
/// read before all was there.
fn compare(
    list: &List,
    limits: Limits,
    pieces: (&[usize], usize),
    of: &(Outcome, String, Outcome),
) -> usize {
    let at = || format!("{} in pieces that end at {pieces:?}", list.name);
    let mut rows = JsonRows::new(list.resource.is_typed(), 0);
    let (outcome, early) = of_pieces(list, limits, &mut rows, pieces);
    assert_eq!(outcome, of.0, "{}", at());
    if outcome.read.is_ok() {
        assert_eq!(rows.into_array(), of.1, "{}", at());
    }
    let mut records = Records::default();
    let (outcome, _) = of_pieces(list, limits, &mut records, pieces);
    assert_eq!(outcome, of.2, "{}", at());
    early
}

fn whole(list: &List, limits: Limits) -> (Outcome, String, Outcome) {
    let mut rows = JsonRows::new(list.resource.is_typed(), 0);
    let outcome = of_whole(list, limits, &mut rows);
    let other = of_whole(list, limits, &mut Records::default());
    (outcome, rows.into_array(), other)
}

/// All pairs of pieces, one byte after the other, and pieces drawn at random.
fn compare_splits(list: &List, limits: Limits, random: &mut Random) -> (usize, usize) {
    let length = list.response.body.len();
    let of = whole(list, limits);
    let (mut count, mut early) = (0, 0);
    let mut one = |ends: &[usize], least| {
        early += compare(list, limits, (ends, least), &of);
        count += 1;
    };
    if length <= SMALL {
        (0..length).for_each(|end| one(&[end], 1));
        let bytes: Vec<usize> = (0..length).collect();
        (1..6).for_each(|sixth| one(&bytes, length * sixth / 6));
    }
    for pieces in [1, 2, 3, 5, 9] {
        let mut ends: Vec<usize> = (0..pieces).map(|_| random.below(length + 1)).collect();
        ends.sort_unstable();
        one(&ends, 1);
    }
    (count, early)
}

fn list(name: &str, resource: &str, body: Vec<u8>) -> List {
    let response = Response {
        status: 200,
        headers: Vec::new(),
        body,
    };
    let Expected::List(resource) =
        Asked::from_request("GET", &format!("/api/{resource}")).expected()
    else {
        panic!("{name}: no list");
    };
    let name = name.to_owned();
    List {
        name,
        resource,
        response,
    }
}

fn hostile() -> Vec<List> {
    let mut lists = Vec::new();
    for (name, resource, content) in HOSTILE {
        for (where_, around) in AROUND {
            let body = around.replace("{}", content).into_bytes();
            lists.push(list(&format!("{name}, {where_}"), resource, body));
        }
        // A byte that is not UTF-8, before the list's end.
        let mut body = AROUND[0].1.replace("{}", content).into_bytes();
        body.insert(body.len() * 3 / 4, 0xff);
        lists.push(list(&format!("{name}, not UTF-8"), resource, body));
    }
    lists
}

fn fixtures() -> Vec<List> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/list");
    let mut lists = Vec::new();
    for entry in std::fs::read_dir(folder).expect("the fixtures") {
        let path = entry.expect("an entry").path();
        if path.extension().is_some_and(|extension| extension == "xml") {
            let name = path.file_stem().unwrap_or_default().to_string_lossy();
            let resource = name.split('-').next().unwrap_or_default();
            let text = std::fs::read_to_string(&path).expect("a readable fixture");
            // Without a link nobody knows so early which shop it is of.
            let with_link = "<prestashop xlink:href=\"http://shop.example/api\"";
            let body = text.replacen("<prestashop", with_link, 1).into_bytes();
            lists.push(list(&name, resource, body));
        }
    }
    lists
}

pub fn seed() -> u64 {
    let seed = std::env::var("ARRIVING_SEED").ok();
    seed.and_then(|seed| seed.parse().ok()).unwrap_or_else(|| {
        let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
        now.expect("a clock").as_secs()
    })
}

#[test]
fn given_any_split_then_the_parts_give_what_the_whole_gives() {
    let seed = seed();
    println!("ARRIVING_SEED={seed}");
    let mut random = Random::new(seed);
    let (mut lists, mut splits, mut early) = (0, 0, 0);
    for list in hostile().iter().chain(&fixtures()) {
        let compared = compare_splits(list, Limits::DEFAULT, &mut random);
        lists += 1;
        splits += compared.0;
        early += compared.1;
    }
    println!("{lists} lists in {splits} splits; {early} records were read before the end");
    assert!(early > 10_000, "records are read early");
}

#[test]
fn given_a_list_at_its_limits_then_the_parts_fail_as_the_whole_does() {
    let tight = |change: fn(&mut Limits)| {
        let mut limits = Limits::DEFAULT;
        change(&mut limits);
        limits
    };
    let all = [
        tight(|limits| limits.records = 1),
        tight(|limits| limits.bytes = 700),
        tight(|limits| limits.bytes = 1_500),
        tight(|limits| limits.undeclared = 0),
        tight(|limits| limits.undeclared = 2),
        tight(|limits| limits.languages = 1),
        tight(|limits| limits.tag = 12),
        tight(|limits| limits.depth = 1),
    ];
    let mut random = Random::new(1);
    let mut splits = 0;
    let lists = fixtures();
    for list in lists.iter().chain(&hostile()[..40]) {
        for limits in all {
            let of = whole(list, limits);
            let length = list.response.body.len();
            for _ in 0..12 {
                let mut ends = [random.below(length), random.below(length)];
                ends.sort_unstable();
                compare(list, limits, (&ends, 1), &of);
                splits += 1;
            }
        }
    }
    println!("{splits} splits under {} limits", all.len());
}

#[test]
fn given_lists_changed_at_random_then_the_parts_give_what_the_whole_gives() {
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
        b"</product>",
        b"<product>",
        b"</products>",
        b"<language id=\"1\">",
        b"\r",
    ];
    let seed = seed();
    println!("ARRIVING_SEED={seed}");
    let mut random = Random::new(seed);
    let mut splits = 0;
    for one in hostile().iter().chain(&fixtures()) {
        for _ in 0..8 {
            let mut body = one.response.body.clone();
            for _ in 0..=random.below(4) {
                let from = random.below(body.len() + 1);
                let to = (from + random.below(12)).min(body.len());
                body.splice(from..to, random.pick(PIECES).iter().copied());
            }
            let changed = List {
                name: format!("{} as {:?}", one.name, String::from_utf8_lossy(&body)),
                resource: one.resource,
                response: Response {
                    body,
                    ..one.response.clone()
                },
            };
            let of = whole(&changed, Limits::DEFAULT);
            let length = changed.response.body.len();
            for _ in 0..12 {
                let mut ends = [0; 3].map(|_| random.below(length + 1));
                ends.sort_unstable();
                compare(&changed, Limits::DEFAULT, (&ends, 1), &of);
                splits += 1;
            }
        }
    }
    println!("{splits} splits of changed lists");
}

#[test]
fn given_every_recorded_list_then_its_parts_give_what_the_whole_gives() {
    let Some(folder) = exchange::folder() else {
        println!("skipped: the recorded exchanges are not beside the crate");
        return;
    };
    let mut random = Random::new(7);
    let (mut lists, mut splits, mut early) = (0, 0, 0);
    for recording in exchange::all(&folder) {
        for exchange in recording.exchanges {
            let asked = Asked::from_request(&exchange.method, &exchange.target);
            let (Expected::List(resource), Some(response)) = (asked.expected(), exchange.response)
            else {
                continue;
            };
            let list = List {
                name: format!("{}/{}", recording.folder, recording.name),
                resource,
                response,
            };
            let length = list.response.body.len();
            let of = whole(&list, Limits::DEFAULT);
            let step = (length / 6).max(1);
            let offset = random.below(step);
            let ends: Vec<usize> = (0..6).map(|at| (at * step + offset).min(length)).collect();
            early += compare(&list, Limits::DEFAULT, (&ends, 1), &of);
            lists += 1;
            splits += 1;
        }
    }
    println!("{lists} recorded lists in {splits} splits; {early} records were read early");
    assert!(lists > 0 && early > lists);
}

/// A part is handed on as soon as it is worth it, and says how many rows came before it.
#[test]
fn given_rows_that_are_handed_on_then_parts_and_the_rest_are_all_rows() {
    let row = format!(
        "<product><id>7</id><reference>{}</reference></product>",
        "x".repeat(5_000)
    );
    let content = format!("<products>{}</products>", row.repeat(200));
    let one = list(
        "many",
        "products",
        AROUND[0].1.replace("{}", &content).into_bytes(),
    );
    let of = whole(&one, Limits::DEFAULT);
    let handed = Rc::new(RefCell::new(Vec::<(usize, usize)>::new()));
    let told = Rc::clone(&handed);
    let mut rows = JsonRows::handed_to(
        one.resource,
        Form::Objects,
        Box::new(move |before, part| {
            let count = part.matches("\"id\":7").count();
            told.borrow_mut().push((before, count));
        }),
    );
    let ends: Vec<usize> = (0..one.response.body.len()).step_by(40_000).collect();
    let (outcome, early) = of_pieces(&one, Limits::DEFAULT, &mut rows, (&ends, 1));
    let before_the_end = handed.borrow().len();
    rows.hand_over();
    assert!(outcome == of.0);
    let mut all = 0;
    for (before, count) in handed.borrow().iter() {
        assert_eq!(*before, all, "a part follows the one before");
        all += count;
    }
    println!(
        "{all} rows in {} parts, {early} read early",
        handed.borrow().len()
    );
    assert_eq!(all, 200);
    assert!(before_the_end > 5 && early > 150);
}
