//! Misbehaviour on request.

use demo_store::faults::{HUGE, NAMES};
use demo_store::{Request, ShopVersion, keys, respond};

use crate::support::{codes, read, store, text, without};

#[test]
fn each_fault_spoils_the_answer_in_its_way() {
    let starts: [(&str, u16, &[u8]); 12] = [
        ("bom", 200, b"\xEF\xBB\xBF<?xml"),
        ("newline", 200, b"\n\n<?xml"),
        ("echo", 200, b"debug: before the answer\n<?xml"),
        ("notice", 200, b"<br />\n<b>Warning</b>:"),
        ("html-503", 503, b"<!DOCTYPE html>"),
        ("html-200", 200, b"<!DOCTYPE html>"),
        ("fatal-200", 200, b"<br />\n<b>Fatal error</b>"),
        ("empty-500", 500, b""),
        ("redirect", 302, b""),
        ("disabled", 503, b"<?xml"),
        ("no-authorization", 401, b"401 Unauthorized"),
        ("json", 200, b"{\"products\":"),
    ];
    let mut store = store(ShopVersion::V8_2);
    for (fault, status, start) in starts {
        for prefix in [format!("/~{fault}"), format!("/shop2/~{fault}")] {
            let response = read(&mut store, &format!("{prefix}/api/products?limit=1"));
            assert_eq!(response.status, status, "{prefix}");
            assert!(
                response.body.starts_with(start),
                "{prefix}: {}",
                text(&response)
            );
        }
    }
    println!("{} faults for each shop, of {}", starts.len(), NAMES.len());
}

#[test]
fn a_passing_fault_passes() {
    let mut store = store(ShopVersion::V8_2);
    for (fault, status) in [("slow-down", 429), ("flaky", 503)] {
        for page in ["limit=1", "limit=2"] {
            let url = format!("/~{fault}/api/products?{page}");
            let first = read(&mut store, &url);
            assert_eq!(first.status, status, "{url}");
            assert_eq!(
                first.header_value("Retry-After"),
                (status == 429).then_some("1")
            );
            assert_eq!(read(&mut store, &url).status, 200, "{url}");
        }
    }
}

#[test]
fn the_dropped_header_and_the_switched_off_shop_answer_as_real_ones() {
    let mut store = store(ShopVersion::V8_2);
    let by_query = Request::new(
        "GET",
        &format!("/~no-authorization/api/?ws_key={}", keys::SHOP_1),
    );
    assert_eq!(respond(&mut store, &by_query).status, 200);
    let disabled = read(&mut store, "/~disabled/api/");
    assert_eq!(
        (codes(&disabled), disabled.header_value("PSWS-Version")),
        (vec![22], Some("0"))
    );
    let nobody = respond(&mut store, &Request::new("GET", "/~disabled/api/"));
    assert_eq!(nobody.status, 401);
    let moved = read(&mut store, "/~redirect/api/products/1?limit=1");
    assert_eq!(
        moved.header_value("Location"),
        Some("http://shop.example.com/?url=products%2F1&limit=1")
    );
}

#[test]
fn bodies_can_be_short_dirty_or_huge() {
    let mut store = store(ShopVersion::V8_2);
    let good = read(&mut store, "/api/products/1");
    let short = read(&mut store, "/~truncated/api/products/1");
    let there = without(&short, "truncated");
    assert!(good.body.starts_with(there.as_bytes()) && there.len() < good.body.len());
    let dirty = read(&mut store, "/~control-characters/api/products/1");
    assert!(dirty.body.contains(&1) && dirty.body.len() > good.body.len());
    let huge = read(&mut store, "/~huge/api/products/1");
    assert_eq!(huge.body.len(), HUGE);
    assert!(huge.body.ends_with(b"</prestashop>\n"));
}
