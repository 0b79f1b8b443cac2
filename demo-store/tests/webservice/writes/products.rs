//! A product that is put back, changed or patched.

use demo_store::{ShopVersion, Store, keys};

use super::{document, put, send};
use crate::support::{get, read, store, text, value};

#[test]
fn a_whole_document_put_back_changes_only_the_date() {
    for version in ShopVersion::ALL {
        for id in [1, 2, 3, 4, 5, 14, 16] {
            let mut store = store(version);
            let url = format!("/api/products/{id}");
            let before = text(&read(&mut store, &format!("{url}?language=[1|2|3|4]")));
            let document = document(&mut store, &url);
            let response = send(&mut store, "PUT", &url, &document);
            assert_eq!(
                response.status,
                200,
                "{version:?} {id}: {}",
                text(&response)
            );
            let after = text(&read(&mut store, &format!("{url}?language=[1|2|3|4]")));
            let date = |body: &str| {
                let start = body.find("<date_upd>").expect("a date");
                body.replacen(&body[start..start + 50], "", 1)
            };
            assert_eq!(date(&before), date(&after), "{version:?} {id}");
            assert_ne!(before, after);
            let other = get(&mut store, keys::EVERYTHING, &format!("{url}?id_shop=2"));
            assert_ne!(value(&other, "name"), "", "shop 2 keeps its texts");
        }
    }
}

#[test]
fn a_put_resets_what_it_does_not_name() {
    let mut store = store(ShopVersion::V8_2);
    let response = put(
        &mut store,
        "/api/products/1",
        "<product><id>1</id><price>10.5</price></product>",
    );
    assert_eq!(response.status, 200);
    assert_eq!(value(&response, "reference"), "");
    let after = read(&mut store, "/api/products/1?language=[1|2|3|4]");
    let cases = [
        ("price", "10.500000"),
        ("active", "0"),
        ("state", "0"),
        ("reference", ""),
        ("minimal_quantity", "0"),
        ("visibility", "both"),
        ("condition", "new"),
        ("id_category_default", "0"),
        ("name", ""),
        ("product_type", ""),
        ("manufacturer_name", "Clay & Leaf"),
        ("position_in_category", "1"),
    ];
    for (field, expected) in cases {
        assert_eq!(value(&after, field), expected, "{field}");
    }
    assert!(
        text(&after).contains("<combination xlink:href"),
        "associations survive"
    );
    println!("{} fields, {} changes", cases.len(), store.changes().len());
    assert!(
        store
            .changes()
            .iter()
            .any(|change| change.record == "products/1"
                && change.field == "price"
                && change.shop == 1)
    );
}

#[test]
fn languages_that_are_not_sent_are_blanked_by_put_and_patch() {
    for method in ["PUT", "PATCH"] {
        let mut store = store(ShopVersion::V8_2);
        let body = "<prestashop><product><id>1</id><price>1</price><name><language id=\"1\">New</language></name></product></prestashop>";
        assert_eq!(
            send(&mut store, method, "/api/products/1", body).status,
            200
        );
        let names = |store: &mut Store, language: u32| {
            value(
                &read(
                    store,
                    &format!("/api/products/1?display=[name]&language={language}"),
                ),
                "name",
            )
        };
        assert_eq!(names(&mut store, 1), "New");
        for language in 2..=4 {
            assert_eq!(names(&mut store, language), "", "{method} {language}");
        }
        let kept = value(
            &read(
                &mut store,
                "/api/products/1?display=[description]&language=2",
            ),
            "description",
        );
        assert_eq!(kept.is_empty(), method == "PUT", "{method}");
    }
}

#[test]
fn the_body_decides_which_record_is_written() {
    let mut store = store(ShopVersion::V8_2);
    let response = put(
        &mut store,
        "/api/products/2",
        "<whatever><id>1</id><price>3</price></whatever>",
    );
    assert_eq!(value(&response, "id"), "1");
    assert_eq!(
        value(&read(&mut store, "/api/products/1"), "price"),
        "3.000000"
    );
    assert_ne!(
        value(&read(&mut store, "/api/products/2"), "price"),
        "3.000000"
    );
}
