//! What a shop refuses to store.

use demo_store::{Options, ShopVersion, Store};

use super::{put, send};
use crate::support::{codes, read, store, value};

#[test]
fn a_refused_write_names_its_reason() {
    let name = |text: &str| {
        format!(
            "<product><id>1</id><price>1</price><name><language id=\"1\">{text}</language></name></product>"
        )
    };
    let long = name(&"x".repeat(129));
    let braces = name("a{b}");
    let cases: Vec<(&str, &str, u16, &[u32])> = vec![
        (
            "/api/products/1",
            "<product><price>1</price></product>",
            400,
            &[90],
        ),
        (
            "/api/products/1",
            "<product><id>999</id><price>1</price></product>",
            404,
            &[92],
        ),
        (
            "/api/products/1",
            "<product><id>1</id></product>",
            400,
            &[41],
        ),
        (
            "/api/products/1",
            "<product><id>1</id><price>12,50</price></product>",
            400,
            &[85],
        ),
        (
            "/api/products/1",
            "<product><id>1</id><price/></product>",
            400,
            &[85],
        ),
        (
            "/api/products/1",
            "<product><id>1</id><price>1</price><quantity>1</quantity></product>",
            400,
            &[93],
        ),
        ("/api/products/1", &long, 400, &[84]),
        ("/api/products/1", &braces, 400, &[84]),
        (
            "/api/products/1",
            "<product><id>1</id><price>1</price><link_rewrite>a b</link_rewrite></product>",
            400,
            &[84],
        ),
        (
            "/api/products/1",
            "<product><id>1</id><price>1</price><description>x onload=1</description></product>",
            400,
            &[84],
        ),
        (
            "/api/products/1",
            "<product><id>1</id><price>1</price><active>2</active></product>",
            400,
            &[85],
        ),
        (
            "/api/products/5",
            "<product><id>5</id><price>1</price><position_in_category/></product>",
            500,
            &[134],
        ),
        (
            "/api/products/1",
            "<product><id>1</id><price>1</price><associations><foos/></associations></product>",
            400,
            &[86],
        ),
        (
            "/api/products/3",
            "<product><id>3</id><price>1</price><is_virtual>1</is_virtual><associations><product_bundle/></associations></product>",
            500,
            &[85],
        ),
        (
            "/api/products",
            "<product><id>1</id><price>1</price></product><product><id>1</id><price>1</price></product>",
            400,
            &[89],
        ),
        (
            "/api/customers/1",
            "<customer><id>1</id><email>a@example.com</email></customer>",
            400,
            &[41],
        ),
        (
            "/api/stock_availables/1",
            "<s><id>1</id><id_product>1</id_product><id_product_attribute>0</id_product_attribute><quantity>1</quantity><depends_on_stock>1</depends_on_stock><out_of_stock>2</out_of_stock></s>",
            500,
            &[133],
        ),
    ];
    for (url, body, status, expected) in &cases {
        let mut store = store(ShopVersion::V8_2);
        let response = put(&mut store, url, body);
        assert_eq!(
            (response.status, codes(&response).as_slice()),
            (*status, *expected),
            "{url} {body}"
        );
    }
    let mut store = store(ShopVersion::V8_2);
    assert_eq!(
        codes(&send(&mut store, "PUT", "/api/products/1", "")),
        [127]
    );
    assert_eq!(
        codes(&send(
            &mut store,
            "PUT",
            "/api/products/1",
            "<prestashop><product>"
        )),
        [3, 3, 3, 127]
    );
    assert_eq!(put(&mut store, "/api/products/1", "").status, 200);
    assert!(store.changes().is_empty());
    println!("{} refusals", cases.len() + 2);
}

#[test]
fn given_a_link_without_its_namespace_then_a_shop_with_warnings_stores_nothing() {
    let body = "<prestashop><product><id xlink:href=\"x\">1</id><price>1</price><name><language id=\"1\">A</language></name><link_rewrite><language id=\"1\">a</language></link_rewrite></product></prestashop>";
    let cases: [(ShopVersion, bool, u16, &[u32]); 4] = [
        (ShopVersion::V8_2, true, 500, &[3]),
        (ShopVersion::V9_0, true, 500, &[3]),
        (ShopVersion::V8_2, false, 200, &[]),
        (ShopVersion::V1_6, true, 200, &[]),
    ];
    for (version, php_warnings, status, expected) in cases {
        let mut store = Store::new(Options {
            version,
            php_warnings,
            ..Options::default()
        });
        let answer = send(&mut store, "PUT", "/api/products/1", body);
        assert_eq!(
            (answer.status, codes(&answer).as_slice()),
            (status, expected),
            "{version:?}"
        );
        assert_eq!(store.changes().is_empty(), status != 200);
    }
    println!("{} shops", cases.len());
}

#[test]
fn given_an_error_about_what_hangs_on_a_product_then_its_fields_are_stored_all_the_same() {
    let cases: [(u32, &str, &[u32]); 2] = [(1, "<foos/>", &[86]), (3, "<product_bundle/>", &[85])];
    for (id, association, expected) in cases {
        let mut store = store(ShopVersion::V8_2);
        let url = format!("/api/products/{id}");
        let body = format!(
            "<product><id>{id}</id><price>7.5</price><is_virtual>1</is_virtual><associations>{association}</associations></product>"
        );
        assert_eq!(codes(&put(&mut store, &url, &body)), expected);
        assert_eq!(
            value(&read(&mut store, &url), "price"),
            "7.500000",
            "{association}"
        );
    }
    println!("{} errors after saving", cases.len());
}
