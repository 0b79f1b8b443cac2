//! Bodies that callers write themselves, as `buildRequest` takes them: those that recordings
//! show to be destructive are refused; the whole record as it was read is not.

use aismarttalk_prestashop::json::Value;
use aismarttalk_prestashop::webservice::call::Call;
use aismarttalk_prestashop::webservice::key::Auth;
use aismarttalk_prestashop::webservice::request::Request;
use aismarttalk_prestashop::webservice::{Endpoint, ErrorKind, Key, Result};
use demo_store::{ShopVersion, keys};
use roxmltree::{Document, Node};

use crate::stored::served;
use crate::support::StoreTransport;

/// Every language of the store.
const LANGUAGES: &str = r#""language": [1, 2, 3, 4]"#;
/// What shops compute, and what a PUT keeps if it is not named.
const STRIPPED: &str = "-new -id_default_image -id_default_combination -position_in_category -manufacturer_name -quantity -type -associations";

/// The record as it was read, as text.
fn record(transport: &StoreTransport, resource: &str, id: &str) -> String {
    let path = format!("{resource}/{id}?language=[1|2|3|4]");
    let text = transport.with_store(|store| served(store, &path));
    let document = Document::parse(&text).unwrap();
    let record = document.root_element().first_element_child().unwrap();
    text[record.range()].to_owned()
}

fn wrapped(record: &str) -> String {
    format!("<prestashop xmlns:xlink=\"http://www.w3.org/1999/xlink\">{record}</prestashop>")
}

/// Removes the elements of a record that are chosen.
fn without(record: &str, is_chosen: impl Fn(Node<'_, '_>) -> bool) -> String {
    let mut text = wrapped(record);
    let document = Document::parse(&text).unwrap();
    let chosen = document.descendants().filter(|node| is_chosen(*node));
    let ranges: Vec<_> = chosen.map(|node| node.range()).collect();
    for range in ranges.into_iter().rev() {
        text.replace_range(range, "");
    }
    let document = Document::parse(&text).unwrap();
    let record = document.root_element().first_element_child().unwrap();
    text[record.range()].to_owned()
}

fn is_field(node: Node<'_, '_>, name: &str) -> bool {
    let depth = node.ancestors().filter(Node::is_element).count();
    depth == 3 && node.has_tag_name(name)
}

fn edited(record: &str, edit: &str) -> String {
    let end = record.rfind("</").unwrap();
    let adding = |xml: &str| [&record[..end], xml, &record[end..]].concat();
    if let Some(name) = edit.strip_prefix('-') {
        return without(record, |node| is_field(node, name));
    }
    if let Some(xml) = edit.strip_prefix('+') {
        return adding(xml);
    }
    if let Some(kept) = edit.strip_prefix('@') {
        let kept: Vec<&str> = kept.split(',').collect();
        let is_other = |id: &str| !kept.contains(&id);
        return without(record, |node| {
            node.has_tag_name("language") && node.attribute("id").is_some_and(is_other)
        });
    }
    let (name, inside) = edit.split_once('=').unwrap();
    let record = edited(record, &format!("-{name}"));
    edited(&record, &format!("+<{name}>{inside}</{name}>"))
}

/// Cuts edits apart: a `+` or `=` takes all that follows.
fn edits(text: &str) -> Vec<&str> {
    match text.contains(['+', '=']) {
        true => vec![text],
        false => text.split_whitespace().collect(),
    }
}

fn body(transport: &StoreTransport, resource: &str, text: &str) -> String {
    let (word, rest) = text.split_once(' ').unwrap_or((text, ""));
    let id = if resource == "customers" { "2" } else { "1" };
    match word {
        "raw" => rest.to_owned(),
        "got" => wrapped(&record(transport, resource, id)),
        "record" => {
            let mut made = record(transport, resource, id);
            for edit in STRIPPED.split_whitespace() {
                // Stock has a quantity of its own.
                if resource == "products" || edit == "-associations" {
                    made = edited(&made, edit);
                }
            }
            for edit in edits(rest) {
                made = edited(&made, edit);
            }
            wrapped(&made)
        }
        _ => wrapped(text),
    }
}

/// `PUT products/1 {"id_shop": 2}` with a body, and the languages stated.
fn build(call: &str, body: &str) -> Result<Request> {
    let (method, rest) = call.split_once(' ').unwrap();
    let (place, query) = rest.split_once(' ').unwrap_or((rest, "{}"));
    let (resource, id) = place.split_once('/').unwrap_or((place, ""));
    let id = if id.is_empty() {
        String::new()
    } else {
        format!(r#""id": {id}, "#)
    };
    let query = match query {
        "{}" => format!("{{{LANGUAGES}}}"),
        query => query.replacen('{', &format!("{{{LANGUAGES}, "), 1),
    };
    let body = Value::String(body.to_owned());
    let call = format!(
        r#"{{"resource": "{resource}", "method": "{method}", {id}"query": {query}, "body": {body}}}"#
    );
    let call = Call::from_json(&Value::parse(&call).unwrap())?;
    let endpoint = Endpoint::parse("https://shop.example").unwrap();
    let key = Key::parse(keys::EVERYTHING).unwrap();
    Request::build(&endpoint, &key, Auth::Basic, &call)
}

#[test]
fn given_a_body_that_a_recording_shows_to_be_destructive_when_built_then_it_is_refused() {
    let transport = StoreTransport::new(ShopVersion::V8_2);
    let rows = include_str!("raw_bodies.txt").lines();
    let rows: Vec<&str> = rows.filter(|row| !row.starts_with('#')).collect();
    for row in &rows {
        let (asked, field) = row.rsplit_once(" => ").expect(row);
        let [_, call, given] = asked.splitn(3, " | ").collect::<Vec<_>>()[..] else {
            panic!("{row}");
        };
        let resource = call.split([' ', '/']).nth(1).unwrap();
        let body = body(&transport, resource, given);
        let Err(error) = build(call, &body) else {
            panic!("{row}: not refused");
        };
        assert_eq!(error.kind(), ErrorKind::InvalidRequest, "{row}");
        assert_eq!(error.field(), Some(field), "{row}: {error}");
        assert!(!error.hint().is_empty(), "{row}");
        assert!(!error.to_string().contains("BrandNew123"), "{row}");
    }
    println!("{} bodies refused", rows.len());
}

#[test]
fn given_a_whole_record_as_it_was_read_when_put_back_then_it_is_sent_as_it_is() {
    let mut count = 0;
    for version in ShopVersion::ALL {
        let transport = StoreTransport::new(version);
        for call in [
            "PUT products/1",
            "PUT customers/2",
            "PUT stock_availables/1",
        ] {
            let resource = call.split([' ', '/']).nth(1).unwrap();
            // Shops store 0 for the empty text of a threshold.
            let given = match (resource, version) {
                ("products", version) if version > ShopVersion::V1_6 => {
                    "record -low_stock_threshold"
                }
                _ => "record",
            };
            let body = body(&transport, resource, given);
            let request =
                build(call, &body).unwrap_or_else(|error| panic!("{version:?} {call}: {error}"));
            assert_eq!(
                request.body.as_deref(),
                Some(body.as_bytes()),
                "{version:?} {call}"
            );
            count += 1;
        }
    }
    println!("{count} records put back");
}

#[test]
fn given_a_part_that_does_no_harm_when_built_then_it_is_sent() {
    let cases = [
        (
            "PATCH products/1",
            "<product><id>1</id><price>2.5</price></product>",
        ),
        (
            "PATCH products/1",
            "<product><id>1</id><name><language id=\"1\">A</language><language id=\"2\">B</language><language id=\"3\">C</language><language id=\"4\">D</language></name></product>",
        ),
        (
            "PATCH products/1",
            "<product><id>1</id><associations><categories><category><id>2</id></category></categories></associations></product>",
        ),
        (
            "PATCH products/1",
            "<product><id>1</id><associations/></product>",
        ),
        (
            "PATCH customers/2",
            "<customer><id>2</id><email>a@example.com</email></customer>",
        ),
        (
            "PATCH stock_availables/1",
            "<stock_available><id>1</id><quantity>5</quantity></stock_available>",
        ),
        (
            "POST order_histories",
            "<order_history><id/><id_order>1</id_order><id_order_state>4</id_order_state></order_history>",
        ),
        (
            "POST customers",
            "<customer><passwd>BrandNew123</passwd><email>a@example.com</email></customer>",
        ),
        (
            "POST products",
            "<product><price>2.5</price><name><language id=\"1\">A</language></name></product>",
        ),
        (
            "PUT addresses/1",
            "<address><id>1</id><alias>A</alias></address>",
        ),
    ];
    for (call, record) in cases {
        let body = wrapped(record);
        let request = build(call, &body).unwrap_or_else(|error| panic!("{call} {record}: {error}"));
        assert_eq!(request.body.as_deref(), Some(body.as_bytes()), "{call}");
    }
    println!("{} parts sent", cases.len());
}
