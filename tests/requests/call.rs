use aismarttalk_prestashop::json;
use aismarttalk_prestashop::webservice::call::Call;
use aismarttalk_prestashop::webservice::error::{Error, ErrorKind};
use aismarttalk_prestashop::webservice::filter::{Condition, Filter};
use aismarttalk_prestashop::webservice::key::Auth;
use aismarttalk_prestashop::webservice::query::Query;
use aismarttalk_prestashop::webservice::request::Request;
use serde_json::{Value, json};

use crate::{KEY, key, shop};

/// Lines of `given => expected`; `#` starts a heading.
fn rows(table: &str) -> Vec<(&str, &str)> {
    table
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| line.rsplit_once(" => ").expect(line))
        .collect()
}

fn json_of(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// `products {"limit": 1}` as a call.
fn list(given: &str, option: Option<&str>) -> Value {
    let (resource, query) = given.split_once(' ').unwrap();
    match option {
        Some(option) => json!({"resource": resource, "query": {option: json_of(query)}}),
        None => json!({"resource": resource, "query": json_of(query)}),
    }
}

fn url(call: &Value) -> Result<String, Error> {
    let call = Call::from_json(&json::Value::parse(&call.to_string()).unwrap())?;
    Request::build(&shop(), &key(), Auth::Basic, &call).map(|request| request.url)
}

/// The part of the address that a table is about.
fn sent(call: &Value) -> String {
    let url = url(call).unwrap_or_else(|error| panic!("{call}: {error}"));
    url.strip_prefix("https://shop.example/api/")
        .unwrap()
        .to_string()
}

/// The error of a call that must not be sent; it is complete.
fn refused(call: &Value) -> Error {
    let error = match url(call) {
        Ok(url) => panic!("{call} became {url}"),
        Err(error) => error,
    };
    assert_eq!(error.kind(), ErrorKind::InvalidRequest, "{call}");
    assert!(!error.message().is_empty(), "{call}");
    assert!(!error.hint().is_empty(), "{call}: {error}");
    assert!(!error.to_string().contains(KEY), "{call}: {error}");
    error
}

#[test]
fn given_a_filter_when_written_then_the_shop_reads_what_was_meant() {
    let table = rows(include_str!("filters.txt"));
    for (given, wire) in &table {
        let (resource, _) = given.split_once(' ').unwrap();
        let call = list(given, Some("filter"));
        assert_eq!(sent(&call), format!("{resource}?{wire}"), "{given}");
    }
    println!("{} filters written", table.len());
}

#[test]
fn given_what_a_shop_would_misread_when_called_then_it_is_refused() {
    let table = rows(include_str!("traps.txt"));
    for (given, named) in &table {
        let error = refused(&list(given, None));
        assert!(error.message().contains(named), "{given}: {error}");
        assert!(error.field().is_some(), "{given}: {error}");
    }
    println!("{} traps refused", table.len());
}

#[test]
fn given_two_conditions_on_one_field_when_checked_then_neither_gets_lost() {
    let filter = vec![
        Filter::new("id", Condition::Greater("1".into())),
        Filter::new("id", Condition::Less("5".into())),
    ];
    let query = Query {
        filter,
        ..Query::default()
    };
    let error = Call::list("products", query).check().unwrap_err();
    assert!(error.message().contains("two conditions"), "{error}");
}

#[test]
fn given_the_javascript_form_when_read_then_the_address_is_the_webservices_own() {
    let table = rows(include_str!("calls.txt"));
    for (given, wire) in &table {
        assert_eq!(sent(&json_of(given)), *wire, "{given}");
    }
    println!("{} calls read", table.len());
}

#[test]
fn given_a_wrong_call_when_read_then_it_is_refused_by_name() {
    let table = rows(include_str!("wrong_calls.txt"));
    for (given, named) in &table {
        let error = refused(&json_of(given));
        assert!(error.message().contains(named), "{given}: {error}");
    }
    println!("{} calls refused", table.len());
}

#[test]
fn given_an_association_by_name_when_displayed_then_only_fields_of_every_version_are_asked_for() {
    let call = json!({"resource": "orders", "query": {"display": ["id", "order_rows"]}});
    let query = sent(&call);
    let start = "orders?display=[id,order_rows[id,product_id,";
    assert!(query.starts_with(start), "{query}");
    for newer in ["product_isbn", "id_customization"] {
        assert!(!query.contains(newer), "{query}");
    }
}

#[test]
fn given_a_slip_when_refused_then_the_hint_offers_what_was_meant() {
    let table = [
        (r#"products {"filters": {"id": 1}}"#, "\"filter\""),
        (r#"products {"sendEmail": true}"#, "\"sendemail\""),
        (r#"products {"id_group_shop": 1}"#, "id_shop"),
        (r#"products {"filter": {"refrence": 1}}"#, "\"reference\""),
        (
            r#"products {"filter": {"id": {"one_of": [1]}}}"#,
            "\"oneOf\"",
        ),
        (r#"products {"display": ["meta_titel"]}"#, "\"meta_title\""),
    ];
    for (given, meant) in table {
        let error = refused(&list(given, None));
        assert!(error.hint().contains(meant), "{given}: {error}");
    }
    println!("{} slips explained", table.len());
}
