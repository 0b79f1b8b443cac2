//! Records that are changed, sent and compared, and bodies that callers write themselves.

use aismarttalk_prestashop::json::{Map, Value};
use aismarttalk_prestashop::webservice::call::Call;
use aismarttalk_prestashop::webservice::document::{
    Document, KnownLanguages, Unwritable, arrival, compare, edit,
};
use aismarttalk_prestashop::webservice::schema::{SchemaDocument, SchemaField};
use aismarttalk_prestashop::xml::Tree;

use crate::measure::Work;

fn record(fields: Vec<Tree>) -> Tree {
    let id = Tree::text("id", "5");
    Tree::of("thing", [vec![id], fields].concat())
}

/// A record of many fields, each of which holds that text.
fn fields(count: usize, text: &str) -> Document {
    let field = |at| Tree::text(&format!("field_{at}"), text);
    Document::new("things", record((0..count).map(field).collect()))
}

/// A record with one text, as many languages as are asked for in a field each.
fn languages(count: usize) -> Document {
    let field = |at: usize| {
        let mut text = Tree::text("language", "a");
        text.attributes.push(("id".to_owned(), at.to_string()));
        Tree::of(&format!("field_{at}"), vec![text])
    };
    Document::new("things", record((1..=count).map(field).collect()))
}

/// A record with an association of many items.
fn items(count: usize) -> Document {
    let item = |at: usize| Tree::of("one", vec![Tree::text("id", &at.to_string())]);
    let mut list = Tree::of("ones", (1..=count).map(item).collect());
    list.attributes
        .push(("nodeType".to_owned(), "one".to_owned()));
    let all = Tree::of("associations", vec![list]);
    Document::new("things", record(vec![all]))
}

fn changes(text: &str) -> Map {
    match Value::parse(text) {
        Ok(Value::Object(map)) => map,
        other => panic!("{other:?}"),
    }
}

fn known() -> KnownLanguages {
    let mut known = KnownLanguages::default();
    known.add(&[1]);
    known
}

/// A text of HTML that a shop has made another one of.
fn html(part: &'static str) -> Work {
    let prepare = |size| (fields(1, "before"), part.repeat(size));
    Work::new(
        format!("comparing HTML of {part:?}"),
        5_000,
        prepare,
        |(before, text)| {
            let mut given = Map::new();
            given.insert("field_0".to_owned(), Value::from(text.as_str()));
            let sent = edit(&before, &given, &known(), None).unwrap();
            let stored = fields(1, &format!("{text}x"));
            compare(&before, &sent, None, &stored);
            arrival(&sent.changes, &stored);
        },
    )
}

/// A body that a caller wrote.
fn body(name: &str, part: impl Fn(usize) -> String + 'static) -> Work {
    let prepare = move |size| {
        let parts: String = (1..=size).map(&part).collect();
        let body = format!("<prestashop><thing><id>5</id>{parts}</thing></prestashop>");
        let mut call = changes(r#"{"resource": "things", "method": "PATCH", "id": 5}"#);
        call.insert("body".to_owned(), Value::from(body.as_str()));
        Value::Object(call)
    };
    Work::new(name, 2_000, prepare, |call| {
        let _ = Call::from_json(&call);
    })
}

pub fn works() -> Vec<Work> {
    let one_changed = |count| {
        let before = fields(count, "a");
        let sent = edit(&before, &changes(r#"{"field_1": "b"}"#), &known(), None).unwrap();
        (before, sent, fields(count, "b"))
    };
    let schema = |count| {
        let field = |at| SchemaField {
            name: format!("field_{at}"),
            attributes: vec![("read_only".to_owned(), "true".to_owned())],
            ..SchemaField::default()
        };
        SchemaDocument {
            fields: (0..count).map(field).collect(),
            ..SchemaDocument::default()
        }
    };
    vec![
        Work::new(
            "comparing records of many fields",
            2_000,
            one_changed,
            |(before, sent, stored)| {
                compare(&before, &sent, Some(&stored), &stored);
                arrival(&sent.changes, &stored);
            },
        ),
        Work::new(
            "a body without what a schema refuses",
            2_000,
            move |count| (one_changed(count).1, schema(count)),
            |(sent, schema)| {
                sent.put_body(&Unwritable::of(&schema));
                sent.patch_body();
            },
        ),
        Work::new("the languages of a record", 2_000, languages, |document| {
            let mut known = known();
            known.add(&document.languages());
            document.lacking(&document.languages());
            document.token(None);
        }),
        Work::new("changing an association", 1_000, items, |before| {
            let count = before.id().unwrap_or(5) as usize * 400;
            let ids: Vec<Value> = (1..=count).map(|id| Value::from(id as i64)).collect();
            let mut lists = Map::new();
            lists.insert("ones".to_owned(), Value::from(ids));
            let mut given = Map::new();
            given.insert("associations".to_owned(), Value::Object(lists));
            let sent = edit(&before, &given, &known(), None).unwrap();
            compare(&before, &sent, None, &before);
            arrival(&sent.changes, &before);
        }),
        html("<"),
        html("<a"),
        html("<!--"),
        html("&#"),
        html("&#9"),
        html("&a"),
        html("<p>a</p>"),
        html("</a>"),
        html("<a b=c "),
        body("a body of many fields", |at| {
            format!("<field_{at}>a</field_{at}>")
        }),
        body("a body of many texts", |at| {
            format!(
                "<field_{at}><language id=\"{at}\">a</language><language id=\"1000000\">b</language></field_{at}>"
            )
        }),
        body("a body of many bare ends", |_| "<a>]]&gt;b</a>".to_owned()),
        Work::new(
            "a query of many fields",
            2_000,
            |count| {
                let names = (0..count)
                    .map(|at| format!("\"field_{at}\""))
                    .collect::<Vec<_>>()
                    .join(",");
                let text = format!(
                    r#"{{"resource": "things", "query": {{"sort": [{names}], "display": [{names}]}}}}"#
                );
                Value::Object(changes(&text))
            },
            |call| {
                let _ = Call::from_json(&call);
            },
        ),
    ]
}
