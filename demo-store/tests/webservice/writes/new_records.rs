//! New records, and records that go.

use demo_store::ShopVersion;

use super::{put, send};
use crate::support::{codes, ids, read, store, text, value};

#[test]
fn what_is_deleted_is_gone() {
    // 9 deletes and then fails.
    for (version, status) in [(ShopVersion::V8_2, 200), (ShopVersion::V9_0, 500)] {
        let mut store = store(version);
        let url = "/api/products/2?id_shop=all";
        assert_eq!(send(&mut store, "DELETE", url, "").status, status);
        let again = send(&mut store, "DELETE", url, "");
        assert_eq!((again.status, codes(&again)), (404, vec![87]));
    }
}

#[test]
fn given_a_product_of_several_shops_then_deleting_takes_it_from_one() {
    // Which of the three shops still have the product.
    let cases = [
        ("/api/products/1", [false, true, true]),
        ("/api/products/1?id_shop=2", [true, false, true]),
        ("/shop3/api/products/1", [true, true, false]),
        ("/api/products/1?id_group_shop=1", [false, false, true]),
        ("/api/products/13", [false, true, false]),
        ("/api/products/13?id_shop=2", [false, false, false]),
    ];
    for (url, left) in cases {
        let mut store = store(ShopVersion::V8_2);
        assert_eq!(send(&mut store, "DELETE", url, "").status, 200, "{url}");
        let id = if url.contains("/13") { 13 } else { 1 };
        let there = [1, 2, 3].map(|shop| {
            read(&mut store, &format!("/api/products/{id}?id_shop={shop}")).status == 200
        });
        assert_eq!(there, left, "{url}");
    }
    println!("{} targets", cases.len());
}

#[test]
fn given_a_new_record_then_it_is_there_until_it_is_deleted() {
    let cases = [
        (
            "products",
            "<product><price>5</price><name><language id=\"1\">Cup</language></name></product>",
        ),
        (
            "categories",
            "<category><id_parent>2</id_parent><active>1</active><name>Cups</name><link_rewrite>cups</link_rewrite></category>",
        ),
    ];
    for (resource, record) in cases {
        let mut store = store(ShopVersion::V8_2);
        let body = format!("<prestashop>{record}</prestashop>");
        let answer = send(&mut store, "POST", &format!("/shop2/api/{resource}"), &body);
        assert_eq!(answer.status, 201, "{}", text(&answer));
        let id = value(&answer, "id");
        let mut status = |base: &str| read(&mut store, &format!("{base}/{resource}/{id}")).status;
        assert_eq!(status("/shop2/api"), 200, "{resource}");
        assert_eq!(status("/api"), 404, "only in the shop that took it");
        let url = format!("/shop2/api/{resource}/{id}");
        assert_eq!(send(&mut store, "DELETE", &url, "").status, 200);
        assert_eq!(read(&mut store, &url).status, 404, "{resource}");
    }
    println!("{} resources", cases.len());
}

#[test]
fn given_a_new_product_then_it_has_an_empty_shelf_where_it_was_made() {
    for (base, shelf) in [
        ("/api", ["0", "1"]),
        ("/shop2/api", ["0", "1"]),
        ("/shop3/api", ["3", "0"]),
    ] {
        let mut store = store(ShopVersion::V8_2);
        let body = "<prestashop><product><price>5</price></product></prestashop>";
        let answer = send(&mut store, "POST", &format!("{base}/products"), body);
        let url = format!(
            "{base}/stock_availables?filter[id_product]={}",
            value(&answer, "id")
        );
        let found = ids(&read(&mut store, &url));
        assert_eq!(found.len(), 1);
        let row = read(&mut store, &format!("{base}/stock_availables/{}", found[0]));
        assert_eq!(value(&row, "quantity"), "0");
        assert_eq!(
            [value(&row, "id_shop"), value(&row, "id_shop_group")],
            shelf,
            "{base}"
        );
    }
    // Adding a product to another shop makes none.
    let mut store = store(ShopVersion::V8_2);
    let body = "<product><id>13</id><price>1</price></product>";
    assert_eq!(put(&mut store, "/shop3/api/products/13", body).status, 200);
    let added = read(
        &mut store,
        "/api/stock_availables?filter[id_product]=13&filter[id_shop]=3",
    );
    assert!(ids(&added).is_empty());
}
