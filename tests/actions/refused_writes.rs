//! Inputs of writing actions that are refused before anything is sent.

use aismarttalk_prestashop::webservice::ErrorKind;
use demo_store::{ShopVersion, keys};
use serde_json::{Value, json};

use crate::run;
use crate::support::client;

#[test]
fn given_an_input_that_does_not_fit_then_it_is_refused_by_name_and_nothing_is_sent() {
    let table: Vec<&str> = include_str!("wrong_writes.txt").lines().collect();
    for line in &table {
        let (call, told) = line.split_once(" => ").unwrap();
        let (name, input) = call.split_once(' ').unwrap();
        let (field, words) = told.split_once(": ").unwrap();
        let input: Value = serde_json::from_str(input).unwrap();
        let client = client(ShopVersion::V8_2, keys::EVERYTHING);
        let error = run(&client, name, &input).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidRequest, "{line}: {error}");
        assert!(error.message().contains(words), "{line}: {error}");
        assert_eq!(error.field(), Some(field), "{line}: {error}");
        assert!(!error.hint().is_empty(), "{line}");
        assert_eq!(client.transport().take_sent(), [""; 0], "{line}");
    }
    println!("{} inputs refused", table.len());
}

#[test]
fn given_several_problems_then_one_error_tells_them_all() {
    let client = client(ShopVersion::V8_2, keys::EVERYTHING);
    let cases: [(&str, Value, &[&str]); 3] = [
        (
            "update_product_content",
            json!({ "title": "A", "name": { "fr": 5 }, "preview": 1, "expect": 7 }),
            &[
                "`title`",
                "`id` is missing",
                "`name.fr` must be",
                "`preview` must be",
                "`expect` must be",
            ],
        ),
        (
            "update_order_status",
            json!({ "reference": "", "send_email": "no", "language": {} }),
            &[
                "`reference` is empty",
                "`state` is missing",
                "`send_email` must be",
                "`language` must be",
            ],
        ),
        (
            "update_customer",
            json!({ "id": 0, "email": "x", "expect": "" }),
            &[
                "`id` must be",
                "`email` is no",
                "`expect` is empty",
                "not both",
                "at least one of `firstname`",
            ],
        ),
    ];
    for (name, input, parts) in &cases {
        let error = run(&client, name, input).unwrap_err();
        for part in *parts {
            assert!(error.message().contains(part), "{name} {part}: {error}");
        }
        assert_eq!(client.transport().take_sent(), [""; 0]);
    }
    println!("{} inputs", cases.len());
}

#[test]
fn given_what_only_the_shop_can_tell_then_it_is_refused_before_it_is_written() {
    let cases: [(&str, Value, ErrorKind, &str); 13] = [
        (
            "update_product_content",
            json!({ "id": 5, "name": "A", "language": "xx" }),
            ErrorKind::InvalidRequest,
            "name",
        ),
        (
            "update_product_content",
            json!({ "id": 5, "name": { "xx": "A" } }),
            ErrorKind::InvalidRequest,
            "name",
        ),
        (
            "update_product_content",
            json!({ "id": 5, "name": { "fr": "A", "2": "B" } }),
            ErrorKind::InvalidRequest,
            "name",
        ),
        (
            "update_product_content",
            json!({ "id": 5, "name": "" }),
            ErrorKind::Validation,
            "name",
        ),
        (
            "update_product_content",
            json!({ "id": 5, "name": { "fr": "Thé", "en": " " }, "description": "" }),
            ErrorKind::Validation,
            "name",
        ),
        (
            "update_product_content",
            json!({ "id": 5, "name": "", "preview": true }),
            ErrorKind::Validation,
            "name",
        ),
        (
            "update_product_seo",
            json!({ "id": 5, "link_rewrite": { "fr": "" } }),
            ErrorKind::Validation,
            "link_rewrite",
        ),
        (
            "update_product_content",
            json!({ "id": 5, "name": "A<B" }),
            ErrorKind::Validation,
            "name",
        ),
        (
            "update_product_content",
            json!({ "id": 5, "name": "A", "expect": "0123" }),
            ErrorKind::InvalidRequest,
            "expect",
        ),
        (
            "update_product_content",
            json!({ "id": 5, "description": "<script>1</script>" }),
            ErrorKind::Validation,
            "description",
        ),
        (
            "update_product_seo",
            json!({ "id": 5, "link_rewrite": "a b" }),
            ErrorKind::Validation,
            "link_rewrite",
        ),
        (
            "update_product_seo",
            json!({ "id": 5, "meta_title": "x".repeat(256) }),
            ErrorKind::Validation,
            "meta_title",
        ),
        (
            "update_customer",
            json!({ "id": 3, "lastname": "R2" }),
            ErrorKind::Validation,
            "lastname",
        ),
    ];
    for version in ShopVersion::ALL {
        for (name, input, kind, field) in &cases {
            let client = client(version, keys::EVERYTHING);
            let error = run(&client, name, input).unwrap_err();
            assert_eq!(error.kind(), *kind, "{version:?} {name} {input}: {error}");
            assert_eq!(
                error.field(),
                Some(*field),
                "{version:?} {name} {input}: {error}"
            );
            let sent = client.transport().take_sent();
            let only_reads = sent.iter().all(|one| one.starts_with("GET "));
            assert!(only_reads, "{version:?} {name} {input}: {sent:?}");
        }
    }
    println!(
        "{} inputs on {} versions",
        cases.len(),
        ShopVersion::ALL.len()
    );
}
