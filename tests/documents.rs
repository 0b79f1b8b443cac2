//! Each document of `fixtures/` with what it has to become beside it: `x.xml` and
//! `x.json`, and `x.warnings.json` where something is to be said as well. The folder
//! says what was asked for; of `error/` it is the product 1, and the JSON holds the
//! answer's status and headers, and the error.
#![forbid(unsafe_code)]

#[path = "recorded/json.rs"]
mod json;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use aismarttalk_prestashop::resources::reader::Unchecked;
use aismarttalk_prestashop::resources::{Declared, Product, Resource, find};
use aismarttalk_prestashop::webservice::error::Error;
use aismarttalk_prestashop::webservice::response::{Expected, Response, read_json};
use aismarttalk_prestashop::xml::Limits;
use serde_json::{Value, json};

#[test]
fn given_a_document_of_each_shape_then_it_becomes_the_value_beside_it() {
    let mut count = 0;
    for folder in ["root", "schema", "list", "record"] {
        for document in documents(folder) {
            value(folder, &document);
            count += 1;
        }
    }
    println!("{count} documents became their values");
}

#[test]
fn given_an_answer_that_is_no_value_then_it_becomes_the_error_beside_it() {
    let product = Product::RESOURCE;
    let documents = documents("error");
    for document in &documents {
        let wanted = beside(document, "json").expect("the error beside the document");
        let headers = wanted["headers"].as_object().cloned().unwrap_or_default();
        let header =
            |(name, value): (String, Value)| (name, value.as_str().unwrap_or("").to_owned());
        let response = Response {
            status: wanted["status"]
                .as_u64()
                .and_then(|status| status.try_into().ok())
                .expect("a status"),
            headers: headers.into_iter().map(header).collect(),
            body: fs::read(document).expect("a readable document"),
        };
        let expected = Expected::Record(product, Some(1));
        let error = match read_json(&response, expected, &Unchecked, Limits::DEFAULT) {
            Ok((json, _)) => panic!("{}: {json}", document.display()),
            Err(error) => error,
        };
        check_error(document, &error, &wanted);
    }
    println!("{} documents became their errors", documents.len());
}

/// The documents of a folder: all but the expectations.
fn documents(folder: &str) -> BTreeSet<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures")
        .join(folder);
    let entries = fs::read_dir(folder).expect("the fixtures");
    let paths = entries.map(|entry| entry.expect("an entry").path());
    let documents: BTreeSet<PathBuf> = paths
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension != "json")
        })
        .collect();
    assert_ne!(documents.len(), 0, "fixtures");
    documents
}

/// The name up to what is no part of it: `products-1.6.xml` is `products-1.6`.
fn beside(document: &Path, extension: &str) -> Option<Value> {
    let name = document.file_name()?.to_str()?;
    let stem = [".xml", ".json.txt", ".txt"]
        .iter()
        .find_map(|end| name.strip_suffix(end))?;
    let text = fs::read_to_string(document.with_file_name(format!("{stem}.{extension}"))).ok()?;
    Some(json::parse(&text).expect("an expectation in JSON"))
}

fn value(folder: &str, document: &Path) {
    let shown = document.display();
    let name = document
        .file_stem()
        .and_then(|name| name.to_str())
        .unwrap_or_default();
    let untyped = Resource::untyped("");
    let resource = find(name.split('-').next().unwrap_or_default()).unwrap_or(&untyped);
    let expected = match folder {
        "root" => Expected::Permissions,
        "schema" => Expected::Schema,
        "list" => Expected::List(resource),
        _ => Expected::Record(resource, Some(1)),
    };
    let body = fs::read(document).expect("a readable document");
    let response = Response {
        status: 200,
        headers: Vec::new(),
        body,
    };
    let (text, answer) = read_json(&response, expected, &Unchecked, Limits::DEFAULT)
        .unwrap_or_else(|error| panic!("{shown}: {error}"));
    let read = json::parse(&text).unwrap_or_else(|error| panic!("{shown}: {error}"));
    let wanted = beside(document, "json").unwrap_or_else(|| panic!("{shown}: no value beside it"));
    if let Some(difference) = json::difference(&read, &wanted) {
        panic!("{shown}: {difference}");
    }
    let said: Vec<String> = answer.warnings.iter().map(ToString::to_string).collect();
    let wanted = beside(document, "warnings.json").unwrap_or_else(|| json!([]));
    assert_eq!(json!(said), wanted, "{shown}: what is said beside it");
}

fn check_error(document: &Path, error: &Error, wanted: &Value) {
    let shown = document.display();
    let codes: Vec<Option<u16>> = error.codes().iter().map(|one| one.code).collect();
    assert_eq!(error.kind().name(), wanted["kind"], "{shown}: {error}");
    assert_eq!(json!(codes), wanted["codes"], "{shown}: {error}");
    assert_eq!(json!(error.field()), wanted["field"], "{shown}: {error}");
    assert_eq!(json!(error.status()), wanted["status"], "{shown}: {error}");
    let message = wanted["message"].as_str().unwrap_or_default();
    assert!(error.message().contains(message), "{shown}: {error}");
    assert!(!error.hint().is_empty(), "{shown}: what to do");
    let hint = wanted["hint"].as_str().unwrap_or_default();
    assert!(error.hint().contains(hint), "{shown}: {}", error.hint());
    let wait = wanted["retry_after_ms"].as_u64();
    assert_eq!(
        error.retry_after_ms().map(u64::from),
        wait,
        "{shown}: the wait"
    );
}
