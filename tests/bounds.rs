//! No answer becomes many times its size: what would is refused with an error that says so.
#![forbid(unsafe_code)]

#[path = "support/mod.rs"]
#[allow(dead_code)] // Other tests use the rest of it.
mod support;

use aismarttalk_prestashop::actions::run;
use aismarttalk_prestashop::client::paging::Paging;
use aismarttalk_prestashop::client::write::WriteOptions;
use aismarttalk_prestashop::json::{Map, Value};
use aismarttalk_prestashop::webservice::error::{Error, ErrorKind};
use aismarttalk_prestashop::webservice::query::{Query, Sort};
use peak_alloc::PeakAlloc;
use support::block_on;
use support::scripted::{Scripted, field};

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// Bytes of each answer, and the bound that is set.
const BYTES: usize = 4 << 20;
const BOUND: usize = 8 << 20;
/// Memory for each byte of the bound: the answer, its text and its records.
const MOST: usize = 6;

/// What a caller asks for.
#[derive(Clone, Copy, Debug)]
enum Asked {
    Action(&'static str),
    List(&'static str),
    Update(&'static str),
}
use Asked::{Action, List, Update};

/// What is asked, the beginning, the part that is repeated and the end of the answer, and what the
/// error says.
type Case = (Asked, [&'static str; 3], &'static str);

const BY_REFERENCE: Asked = Action("get_order_by_reference");
const ORDER: &str = "<orders><order><id>1</id>";
const ORDER_END: &str = "</order></orders>";
const ROWS: &str = "<orders><order><id>1</id><associations><order_rows>";
const ROWS_END: &str = "</order_rows></associations></order></orders>";
const MEMORY_NEEDED: &str = "bytes that the records need";

const CASES: &[Case] = &[
    (
        BY_REFERENCE,
        ["<orders>", "<order/>", "</orders>"],
        "<order> is out of place",
    ),
    (
        BY_REFERENCE,
        ["<orders>", "<order></order>", "</orders>"],
        "<order> is out of place",
    ),
    (
        BY_REFERENCE,
        ["<orders>", "<order><id>1</id></order>", "</orders>"],
        MEMORY_NEEDED,
    ),
    (
        BY_REFERENCE,
        ["<orders>", "<order id=\"1\"/>", "</orders>"],
        MEMORY_NEEDED,
    ),
    (
        BY_REFERENCE,
        [
            "<orders>",
            "<order><reference>A</reference></order>",
            "</orders>",
        ],
        "",
    ),
    (
        BY_REFERENCE,
        [ROWS, "<order_row/>", ROWS_END],
        MEMORY_NEEDED,
    ),
    (
        BY_REFERENCE,
        [ROWS, "<order_row><a/></order_row>", ROWS_END],
        MEMORY_NEEDED,
    ),
    (
        BY_REFERENCE,
        [ORDER, "<a/>", ORDER_END],
        "undeclared elements",
    ),
    (
        Action("get_order_details"),
        ["<orders>", "<order><id>1</id></order>", "</orders>"],
        MEMORY_NEEDED,
    ),
    (
        Action("list_languages"),
        [
            "<languages>",
            "<language><id>1</id></language>",
            "</languages>",
        ],
        "",
    ),
    (
        List("orders"),
        ["<orders>", "<order/>", "</orders>"],
        "<order> is out of place",
    ),
    (
        List("orders"),
        [
            "<orders>",
            "<order><reference>A</reference></order>",
            "</orders>",
        ],
        "no id of a record",
    ),
    (
        List("things"),
        ["<things>", "<thing/>", "</things>"],
        "<thing> is out of place",
    ),
    (
        List("things"),
        ["<things>", "<thing><a>A</a></thing>", "</things>"],
        "no id of a record",
    ),
    (
        List("orders"),
        [
            "<orders><order><id>1</id><payment>",
            "\u{1}",
            "</payment></order></orders>",
        ],
        MEMORY_NEEDED,
    ),
    (
        Update("things"),
        ["<thing><id>1</id><a ", "b=\"\" ", "/></thing>"],
        "attributes of an element",
    ),
    (
        Update("things"),
        ["<thing><id>1</id>", "<a/>", "</thing>"],
        "elements of a record",
    ),
];

fn asked(asked: Asked, [start, part, end]: [&'static str; 3]) -> (Result<String, Error>, usize) {
    // The tag of a test has as many attributes as fit into it.
    let count = match part {
        "b=\"\" " => 2_000,
        part => BYTES / part.len(),
    };
    let text = [start, &part.repeat(count), end].concat();
    let bytes = text.len();
    let client = Scripted::client(
        move |path| match path {
            "" => "<api><things get=\"true\" put=\"true\"/></api>".to_owned(),
            path if path.starts_with("languages") && !matches!(asked, Action(_)) => {
                format!(
                    "<languages><language>{}</language></languages>",
                    field("id", 1)
                )
            }
            path if path.contains("schema=") => "<thing><a format=\"isName\"/></thing>".to_owned(),
            _ => text.clone(),
        },
        |settings| settings.limits.bytes = BOUND,
    );
    let result = block_on(async {
        match asked {
            Action(name) => {
                let input = match name {
                    "list_languages" => "{}",
                    _ => r#"{"reference": "A"}"#,
                };
                let input = Value::parse(input).unwrap();
                run(&client, name, &input)
                    .await
                    .map(|answer| answer.to_string())
            }
            List(name) => client.list_json(name, Query::default()).await,
            Update(name) => {
                let mut changes = Map::new();
                changes.insert("a".to_owned(), Value::from("b"));
                let options = WriteOptions::default();
                let written = client.update(name, 1, &changes, &options);
                written.await.and_then(|written| written.to_json())
            }
        }
    });
    (result, bytes)
}

#[test]
fn given_an_answer_that_would_become_many_times_its_size_then_it_is_refused() {
    for (what, parts, message) in CASES {
        let before = MEMORY.current_usage();
        MEMORY.reset_peak_usage();
        let (result, bytes) = asked(*what, *parts);
        let memory = MEMORY.peak_usage().saturating_sub(before);
        let name = format!("{what:?} {:?}", parts[1]);
        println!(
            "{name:60} {bytes:>8} bytes, {:>6.1} MB",
            memory as f64 / 1e6
        );
        match result {
            // Twice the same record is none.
            Ok(text) => assert!(
                message.is_empty() && text.len() < 2_000,
                "{name}: {text:.200}"
            ),
            Err(error) => {
                assert_eq!(
                    error.kind(),
                    ErrorKind::MalformedResponse,
                    "{name}: {error}"
                );
                assert!(error.message().contains(message), "{name}: {error}");
                assert!(!error.hint().is_empty(), "{name}");
            }
        }
        assert!(memory <= MOST * BOUND, "{name}: {memory} bytes");
    }
    println!("{} answers", CASES.len());
}

#[test]
fn given_a_shop_that_does_not_sort_then_a_page_is_refused_and_a_list_is_not() {
    let pages: [(&str, &[u32], bool); 8] = [
        ("in order", &[1, 2, 5], true),
        ("with gaps", &[1, 20, 500], true),
        ("one", &[7], true),
        ("none", &[], true),
        ("the other way round", &[5, 2, 1], false),
        ("one out of place", &[1, 3, 2, 4], false),
        ("one twice", &[1, 2, 2, 3], false),
        ("all the same", &[3, 3, 3], false),
    ];
    for (name, ids, is_sorted) in pages {
        for resource in ["products", "things"] {
            for descending in [false, true] {
                let mut ids = ids.to_vec();
                if descending {
                    ids.reverse();
                }
                let row = |id: &u32| format!("<row>{}</row>", field("id", id));
                let rows: String = ids.iter().map(row).collect();
                let item = if resource == "products" {
                    "product"
                } else {
                    "thing"
                };
                let rows = rows.replace("row>", &format!("{item}>"));
                let client =
                    Scripted::client(move |_| format!("<{resource}>{rows}</{resource}>"), |_| {});
                let sort = match descending {
                    true => Sort::descending("id"),
                    false => Sort::ascending("id"),
                };
                let query = Query {
                    sort: vec![sort],
                    ..Query::default()
                };
                let paging = Paging::new(query, 10).unwrap();
                let page = block_on(client.page(resource, &paging, None));
                assert_eq!(page.is_ok(), is_sorted, "{name} {resource}: {page:?}");
                if let Err(error) = page {
                    assert!(error.message().contains("does not sort"), "{error}");
                }
                assert!(block_on(client.list_json(resource, Query::default())).is_ok());
            }
        }
    }
    println!("{} pages, of two resources, in both orders", pages.len());
}
