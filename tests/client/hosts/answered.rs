//! A client that was answered knows that its address is right.

use aismarttalk_prestashop::client::write::WriteOptions;
use aismarttalk_prestashop::json::Value;
use aismarttalk_prestashop::resources::Product;
use aismarttalk_prestashop::webservice::call::Call;
use aismarttalk_prestashop::webservice::query::Query;
use aismarttalk_prestashop::webservice::response::Response;
use aismarttalk_prestashop::webservice::{Error, ErrorKind, Saved};
use demo_store::{ShopVersion, keys};

use crate::support::{block_on, client};

/// What a host answers writes with, and who it is by.
const PAGES: [(u16, &str, Option<&str>); 5] = [
    (404, "<html><center>nginx</center></html>", Some("nginx")),
    (404, "<html><h1>Not found</h1></html>", None),
    (404, "Not found", None),
    (400, "<html><h1>Bad request</h1></html>", None),
    (410, "<html><h1>Gone</h1></html>", None),
];

fn page(status: u16, body: &str) -> Response {
    Response {
        status,
        headers: vec![("Content-Type".to_owned(), "text/html".to_owned())],
        body: body.as_bytes().to_vec(),
    }
}

/// How an update ends whose writing request gets that page.
fn refused(status: u16, body: &'static str) -> Error {
    let client = client(ShopVersion::V8_2, keys::PATCHING);
    client
        .transport()
        .reshape(move |asked, answer| match asked.starts_with("GET") {
            true => answer(),
            false => page(status, body),
        });
    let Ok(Value::Object(changes)) = Value::parse("{\"reference\":\"BLOCKED-1\"}") else {
        panic!("the changes are an object");
    };
    block_on(client.update("products", 2, &changes, &WriteOptions::default())).unwrap_err()
}

#[test]
fn given_a_page_for_a_write_right_after_good_reads_then_it_is_blocked_and_the_address_right() {
    for (status, body, by) in PAGES {
        let error = refused(status, body);
        let told = (error.kind(), error.by(), error.status());
        assert_eq!(told, (ErrorKind::Blocked, by, Some(status)), "{error}");
        assert!(error.hint().contains("is right"), "{status}: {error}");
        assert_eq!(error.saved(), Saved::No, "{status}: {error}");
    }
    println!("{} pages for writes", PAGES.len());
}

#[test]
fn given_the_same_pages_before_any_answer_then_only_refusals_are_blocked() {
    for (status, body, _) in PAGES {
        let client = client(ShopVersion::V8_2, keys::SHOP_1);
        client.transport().reshape(move |_, _| page(status, body));
        let error = block_on(client.get::<Product>(1, Query::default())).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::WrongAddress, "{status}: {error}");
    }
    println!("{} pages for first reads", PAGES.len());
}

#[test]
fn given_a_refusal_of_the_shop_itself_then_it_counts_as_an_answer() {
    let client = client(ShopVersion::V8_2, keys::PRODUCTS_ONLY);
    let is_product = |asked: &str| asked.contains("/products");
    let refused = block_on(client.json(call("customers"))).unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::Permission, "{refused}");
    client
        .transport()
        .reshape(move |asked, answer| match is_product(asked) {
            true => page(404, "<html>No</html>"),
            false => answer(),
        });
    let error = block_on(client.json(call("products"))).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Blocked, "{error}");
    assert!(error.hint().contains("may also not exist"), "{error}");
}

fn call(resource: &'static str) -> Call {
    Call::get(resource, 1, Query::default())
}
