//! Characters that a text can hold and a document cannot.

use demo_store::{Options, ShopVersion, Store};

use super::{all_but, changed, send};
use crate::support::{codes, read, store, text};

const TEXTS: [(&str, &str, &str); 5] = [
    ("products/2", "description[3]", "One\u{b}two"),
    ("products/2", "meta_title[1]", "\u{1}"),
    ("products/2", "reference", "REF\u{b}2"),
    ("customers/2", "note", "Rings\u{b}twice"),
    ("categories/4", "name[4]", "a\u{1}b"),
];

/// What must not be sent back.
fn unsent(record: &str) -> &'static [&'static str] {
    match record {
        "products/2" => &["manufacturer_name", "quantity", "position_in_category"],
        "categories/4" => &["level_depth", "nb_products_recursive"],
        _ => &[],
    }
}

#[test]
fn given_a_control_character_then_the_record_cannot_be_put_back() {
    for (record, field, held) in TEXTS {
        for version in [ShopVersion::V1_6, ShopVersion::V1_7, ShopVersion::V8_2] {
            let mut store = store(version);
            assert!(store.overwrite(record, field, held));
            let url = format!("/api/{record}");
            let body = all_but(&mut store, &url, unsent(record));
            assert!(body.contains(held), "it is read as it is stored");
            let stored = store.changes().len();
            let answer = send(&mut store, "PUT", &url, &body);
            let mut expected = vec![3; 24];
            if version == ShopVersion::V1_6 {
                expected.clear();
            }
            expected.push(127);
            assert_eq!(
                (answer.status, codes(&answer)),
                (500, expected),
                "{record} {field}"
            );
            assert!(text(&answer).contains(held), "the document is repeated");
            assert_eq!(store.changes().len(), stored, "nothing is saved");
        }
    }
    println!("{} texts", TEXTS.len());
}

#[test]
fn given_a_control_character_then_a_patch_of_another_field_is_saved() {
    let cases = [
        (
            "products/2",
            "meta_title[1]",
            "product",
            "weight",
            "2.000000",
        ),
        (
            "products/2",
            "description[3]",
            "product",
            "reference",
            "NEW-2",
        ),
        ("customers/2", "note", "customer", "company", "Clay"),
    ];
    for (record, field, item, other, value) in cases {
        for version in [ShopVersion::V8_2, ShopVersion::V9_0] {
            let mut store = store(version);
            assert!(store.overwrite(record, field, "a\u{b}b"));
            let id = record.rsplit('/').next().expect("an id");
            let body = format!(
                "<prestashop><{item}><id>{id}</id><{other}>{value}</{other}></{item}></prestashop>"
            );
            let url = format!("/api/{record}");
            let answer = send(&mut store, "PATCH", &url, &body);
            assert_eq!(answer.status, 200, "{}", text(&answer));
            let after = text(&read(&mut store, &format!("{url}?language=[1|2|3|4]")));
            assert!(
                after.contains("a\u{b}b") && after.contains(value),
                "{record} {other}"
            );
        }
    }
    println!("{} records", cases.len());
}

#[test]
fn given_hidden_warnings_then_one_error_is_left() {
    let mut store = Store::new(Options {
        php_warnings: false,
        ..Options::default()
    });
    assert!(store.overwrite("customers/2", "company", "\u{1}"));
    let body = all_but(&mut store, "/api/customers/2", &[]);
    assert_eq!(
        codes(&send(&mut store, "PUT", "/api/customers/2", &body)),
        [127]
    );
}

#[test]
fn what_is_not_there_cannot_be_overwritten() {
    let mut store = store(ShopVersion::V8_2);
    let cases = [
        ("products/2", "weight", "3.5", true),
        ("products/2", "name", "Everywhere", true),
        ("products/99999", "name", "x", false),
        ("products", "name", "x", false),
        ("things/1", "name", "x", false),
        ("products/2", "colour", "x", false),
        ("products/2", "name[2", "Two", true),
    ];
    for (record, field, value, expected) in cases {
        assert_eq!(
            store.overwrite(record, field, value),
            expected,
            "{record} {field}"
        );
    }
    assert!(
        changed(&store)
            .iter()
            .any(|change| change.ends_with("-> 3.500000"))
    );
    println!("{} places", cases.len());
}
