//! Answers of shops, and filters that are looked at again on each row.

use aismarttalk_prestashop::client::conditions::Conditions;
use aismarttalk_prestashop::resources::json_rows::JsonRows;
use aismarttalk_prestashop::resources::reader::Unchecked;
use aismarttalk_prestashop::resources::{self, Kind};
use aismarttalk_prestashop::webservice::call::Call;
use aismarttalk_prestashop::webservice::filter::{Condition, Filter};
use aismarttalk_prestashop::webservice::query::Query;
use aismarttalk_prestashop::webservice::response::{
    Arriving, Expected, Response, read_json, read_on,
};
use aismarttalk_prestashop::webservice::split::{MAX_URL_BYTES, split};
use aismarttalk_prestashop::xml::Limits;

use crate::measure::Work;

fn response(status: u16, body: String) -> Response {
    Response {
        status,
        body: body.into_bytes(),
        ..Response::default()
    }
}

fn document(inside: &str) -> String {
    format!("<?xml version=\"1.0\"?><prestashop>{inside}</prestashop>")
}

/// An answer in which a part is repeated, between a beginning and an end.
fn answer(name: &str, size: usize, status: u16, [start, part, end]: [&'static str; 3]) -> Work {
    let body = move |size| response(status, [start, &part.repeat(size), end].concat());
    Work::new(format!("reading {name}"), size, body, |response| {
        for resource in ["products", "categories"] {
            let expected = Expected::List(resources::of(resource));
            let _ = read_json(&response, expected, &Unchecked, Limits::DEFAULT);
        }
    })
}

/// The same list in small pieces, each of which is looked at.
fn arriving(name: &str, size: usize, [start, part, end]: [&'static str; 3]) -> Work {
    const LINKED: &str = "<prestashop xlink:href=\"https://shop.example/api\"><products>";
    let body = move |size| [LINKED, start, &part.repeat(size), end].concat();
    Work::new(format!("reading {name} in pieces"), size, body, |body| {
        let resource = resources::of("products");
        let mut rows = JsonRows::new(true, 0);
        let mut arriving =
            Arriving::new(resource, &mut rows, &Unchecked, Limits::DEFAULT).in_steps(1);
        let (beginning, rest) = body.split_at(body.len().min(400));
        assert!(arriving.takes(response(200, beginning.to_owned())));
        for piece in rest.as_bytes().chunks(400) {
            arriving.room(piece.len()).unwrap().copy_from_slice(piece);
            arriving.go_on();
        }
        let mut left = response(200, String::new());
        let mut past = arriving.leave(&mut left);
        let expected = Expected::List(resource);
        let _ = read_on(
            &left,
            &mut past,
            expected,
            &mut rows,
            &Unchecked,
            Limits::DEFAULT,
        );
    })
}

const ROWS: &str = "<prestashop><products><product>";
const ROWS_END: &str = "</product></products></prestashop>";
const NAME: &str = "<prestashop><products><product><id>1</id><reference><![CDATA[";
const NAME_END: &str = "]]></reference></product></products></prestashop>";

/// A list of `size` rows, and a filter on one of their fields.
fn filtered(
    name: &str,
    size: usize,
    field: &'static str,
    value: impl Fn(usize) -> String + Clone + 'static,
    condition: impl Fn(Vec<String>) -> Condition + 'static,
) -> Work {
    let prepare = move |size: usize| {
        let row = |at| {
            format!(
                "<product><id>{at}</id><{field}><![CDATA[{}]]></{field}></product>",
                value(at)
            )
        };
        let rows: String = (1..=size).map(row).collect();
        let filter = Filter::new(field, condition((1..=size).map(&value).collect()));
        (
            response(200, document(&format!("<products>{rows}</products>"))),
            Query {
                filter: vec![filter],
                ..Query::default()
            },
        )
    };
    Work::new(name, size, prepare, |(response, query)| {
        let resource = resources::of("products");
        let again = Conditions::new("products", resource, &query);
        read_json(&response, Expected::List(resource), &again, Limits::DEFAULT).unwrap();
    })
}

/// A text and a part of it, looked for by one condition.
fn sought(name: &str, size: usize, text: &'static str, part: fn(usize) -> String) -> Work {
    Work::new(
        format!("looking for {name}"),
        size,
        move |size| (text.repeat(size), Condition::Contains(part(size))),
        |(text, condition)| {
            condition.matches(Kind::Text, &text);
        },
    )
}

pub fn works() -> Vec<Work> {
    let ids = |count: usize| (1..=count).map(|id| id.to_string()).collect();
    let by_ids = move |count: usize| {
        let filter = Filter::new("id", Condition::OneOf(ids(count)));
        let query = Query {
            filter: vec![filter],
            ..Query::default()
        };
        Call::list("products", query)
    };
    let number = |at: usize| at.to_string();
    let text = |at: usize| format!("REF-{at}");
    let accented = |at: usize| format!("référence {at}");
    let long = |_| "ab".repeat(500);
    const RECORD: &str = "<product><id>1</id><reference><![CDATA[a]]></reference></product>";
    const ONE: &str = "<product><id>1</id><reference><![CDATA[";
    vec![
        arriving("rows", 5_000, ["", RECORD, "</products></prestashop>"]),
        arriving(
            "one record",
            50_000,
            [ONE, "some text ", "]]></reference></product>"],
        ),
        arriving(
            "ends of records in a text",
            20_000,
            [ONE, "</product>]]> ", "]]></reference></product>"],
        ),
        arriving(
            "records that do not end",
            10_000,
            ["", "<product><id>1</id>", ""],
        ),
        arriving(
            "elements that are no records",
            50_000,
            [RECORD, "<a/> ", "</products>"],
        ),
        filtered(
            "filtering rows by as many numbers",
            2_000,
            "price",
            number,
            Condition::OneOf,
        ),
        filtered(
            "filtering rows by as many texts",
            2_000,
            "reference",
            text,
            Condition::OneOf,
        ),
        filtered(
            "filtering rows by as many accented texts",
            2_000,
            "reference",
            accented,
            Condition::OneOf,
        ),
        filtered(
            "filtering rows by what they must not be",
            2_000,
            "reference",
            text,
            Condition::Not,
        ),
        filtered("filtering rows by a part", 2_000, "reference", text, |_| {
            Condition::Contains("F-1".into())
        }),
        sought("a long part that is nowhere", 20_000, "a", |_| {
            "a".repeat(999) + "b"
        }),
        sought("a long part with accents", 4_000, "aé", |_| {
            "aé".repeat(300) + "b"
        }),
        sought("a part that grows along", 2_000, "ab", |size| {
            "ab".repeat(size / 2) + "c"
        }),
        sought("an accented part that grows along", 2_000, "aé", |size| {
            "aé".repeat(size / 2) + "c"
        }),
        Work::new(
            "checking a row against a long part",
            2_000,
            move |size| (size, long(size)),
            |(size, part)| {
                let condition = Condition::Begins(part);
                for at in 0..size {
                    condition.matches(Kind::Text, &format!("é{at}"));
                }
            },
        ),
        Work::new(
            "dividing a list of ids among addresses",
            2_000,
            by_ids,
            |call| {
                split(&call, MAX_URL_BYTES).unwrap();
            },
        ),
        answer(
            "rows without anything",
            20_000,
            200,
            [
                "<prestashop><products>",
                "<product/>",
                "</products></prestashop>",
            ],
        ),
        answer(
            "rows with no more than an id",
            5_000,
            200,
            [
                "<prestashop><products>",
                "<product id=\"1\"/>",
                "</products></prestashop>",
            ],
        ),
        answer("unknown elements", 5_000, 200, [ROWS, "<a>b</a>", ROWS_END]),
        answer("nested elements", 5_000, 200, [ROWS, "<a>", ROWS_END]),
        answer(
            "attributes",
            5_000,
            200,
            ["<prestashop><products ", "a=\"b\" ", "/></prestashop>"],
        ),
        answer("comments", 5_000, 200, [ROWS, "<!-- a -->", ROWS_END]),
        answer(
            "comments that never end",
            5_000,
            200,
            [ROWS, "<!-- a ", ROWS_END],
        ),
        answer(
            "sections that never end",
            5_000,
            200,
            [ROWS, "<a><![CDATA[", ROWS_END],
        ),
        answer("bare ends of sections", 5_000, 200, [NAME, "]]>", NAME_END]),
        answer(
            "bare ends and blanks",
            5_000,
            200,
            [NAME, "]]></reference   ", NAME_END],
        ),
        answer(
            "bare ends and openings",
            5_000,
            200,
            [NAME, "]]><", NAME_END],
        ),
        answer("brackets", 5_000, 200, [NAME, "]]]", NAME_END]),
        answer(
            "items of associations",
            5_000,
            200,
            [
                "<prestashop><products><product><id>1</id><associations><categories>",
                "<category/>",
                "</categories></associations></product></products></prestashop>",
            ],
        ),
        answer("declarations", 5_000, 200, ["", "<?xml ", "<prestashop/>"]),
        answer(
            "roots",
            5_000,
            200,
            ["", "<prestashopper>", "<prestashop/>"],
        ),
        answer("byte order marks", 5_000, 200, ["", "\u{feff} ", ""]),
        answer("lines of JSON", 5_000, 200, ["", "\n{", "x"]),
        answer(
            "errors",
            5_000,
            500,
            [
                "<prestashop><errors>",
                "<error><code>1</code></error>",
                "</errors></prestashop>",
            ],
        ),
        answer(
            "errors that are not well-formed",
            5_000,
            500,
            [
                "<prestashop><errors>",
                "<error><code>",
                "</errors></prestashop>",
            ],
        ),
        answer(
            "ends of the document",
            5_000,
            200,
            ["<prestashop><products/></prestashop>", "</prestashop>", ""],
        ),
    ]
}
