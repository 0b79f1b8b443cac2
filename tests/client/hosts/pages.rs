//! The table of what hosts, firewalls and bot checks answer in a shop's place, and what becomes of it.

use crate::exchange;

use aismarttalk_prestashop::resources::reader::Unchecked;
use aismarttalk_prestashop::resources::{Declared, Product};
use aismarttalk_prestashop::webservice::error::{Error, ErrorKind};
use aismarttalk_prestashop::webservice::response::{Expected, Response, read_json};
use aismarttalk_prestashop::xml::Limits;

const PAGES: &str = include_str!("pages.txt");

/// One answer of the table, and what it has to become.
struct Page<'t> {
    name: &'t str,
    response: Response,
    kind: &'t str,
    by: Option<&'t str>,
    hint: &'t str,
    is_retryable: bool,
}

fn pages() -> Vec<Page<'static>> {
    let (_, table) = PAGES.split_once("\n\n").expect("what the table is");
    table.trim_end().split("\n\n").map(page).collect()
}

fn page(lines: &'static str) -> Page<'static> {
    let lines: Vec<&str> = lines.lines().collect();
    let [name, head, body, outcome] = lines[..] else {
        panic!("four lines are due: {lines:?}");
    };
    let (status, headers) = head.split_once(" | ").expect("status and headers");
    let header = |text: &str| {
        let (name, value) = text.split_once(": ").expect("a header");
        (name.to_owned(), value.to_owned())
    };
    let body = if body == "-" { "" } else { body };
    let outcome: Vec<&str> = outcome.split(" | ").collect();
    let [kind, by, hint, ..] = outcome[..] else {
        panic!("{name}: kind, by and hint are due");
    };
    Page {
        name,
        response: Response {
            status: status.parse().expect("a status"),
            headers: headers.split(" | ").map(header).collect(),
            body: body.as_bytes().to_vec(),
        },
        kind,
        by: Some(by).filter(|by| *by != "-"),
        hint,
        is_retryable: outcome.get(3) == Some(&"again"),
    }
}

fn error_of(response: &Response) -> Option<Error> {
    let expected = Expected::List(Product::RESOURCE);
    read_json(response, expected, &Unchecked, Limits::DEFAULT).err()
}

#[test]
fn given_a_page_or_error_of_a_host_then_its_kind_who_it_is_by_and_the_remedy_are_told() {
    let pages = pages();
    for page in &pages {
        let error = error_of(&page.response).expect(page.name);
        let told = (error.kind().name(), error.by(), error.is_retryable());
        let due = (page.kind, page.by, page.is_retryable);
        assert_eq!(told, due, "{}: {error}", page.name);
        assert!(error.hint().contains(page.hint), "{}: {error}", page.name);
        assert_eq!(error.status(), Some(page.response.status), "{}", page.name);
        if error.kind() == ErrorKind::Blocked {
            let tells = |text: &str| error.hint().contains(text);
            assert!(tells("The shop's address may be right."), "{error}");
            assert!(!tells("PHP"), "{}: {error}", page.name);
        }
    }
    println!("{} pages and errors of hosts", pages.len());
}

#[test]
fn given_marks_in_records_or_in_errors_of_the_shop_then_they_are_no_refusal() {
    let marks = "cf-mitigated: x <title>Just a moment... error code: 1020 Imunify360 mod_security";
    let product = format!(
        "<products><product><id>1</id><reference><![CDATA[{marks}]]></reference></product></products>"
    );
    let errors = format!(
        "<errors><error><code>26</code><message><![CDATA[{marks}]]></message></error></errors>"
    );
    let documents = [
        (200, product, None),
        (401, errors.clone(), Some(ErrorKind::Permission)),
        (403, errors, Some(ErrorKind::Permission)),
    ];
    for (status, inside, kind) in &documents {
        let response = Response {
            status: *status,
            headers: vec![("Server".to_owned(), "cloudflare".to_owned())],
            body: format!("<?xml version=\"1.0\"?><prestashop>{inside}</prestashop>").into(),
        };
        let told = error_of(&response).map(|error| error.kind());
        assert_eq!(told, *kind, "{status}");
    }
    println!("{} documents of the shop", documents.len());
}

#[test]
fn given_every_recorded_answer_then_only_the_pages_of_a_firewall_are_refusals() {
    let Some(folder) = exchange::folder() else {
        println!("skipped: the recorded exchanges are not beside the crate");
        return;
    };
    let (mut blocked, mut all) = (0, 0);
    for recording in exchange::all(&folder) {
        for exchange in recording.exchanges {
            let Some(response) = exchange.response else {
                continue;
            };
            all += 1;
            let name = [&recording.folder, "/", &recording.name].concat();
            let body = String::from_utf8_lossy(&response.body);
            let is_page = response.status == 403 && body.contains("<html");
            let is_document = body.contains("<prestashop");
            let told = error_of(&response).map(|error| error.kind());
            let is_blocked = told == Some(ErrorKind::Blocked);
            assert_eq!(is_blocked, is_page && !is_document, "{name}: {told:?}");
            blocked += usize::from(is_blocked);
        }
    }
    println!("{blocked} refusals among {all} recorded answers");
    assert!(blocked > 0 && all > 1_000);
}
