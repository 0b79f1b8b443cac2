//! JSON, so that clients can be tested to refuse it.

use demo_store::{Request, ShopVersion, keys, respond};

use crate::support::{basic, read, store, text};

#[test]
fn json_is_answered_to_who_asks_in_capitals() {
    let cases = [
        ("limit=1&output_format=JSON", "", true),
        ("limit=1&io_format=JSON", "", true),
        ("limit=1&output_format=json", "", false),
        ("limit=1&output_format=CSV", "", false),
        ("limit=1", "Output-Format", true),
        ("limit=1", "Io-Format", true),
        ("limit=1", "Accept", false),
    ];
    let mut store = store(ShopVersion::V8_2);
    for (query, header, json) in cases {
        let request = Request::new("GET", &format!("/api/products?{query}"))
            .header("Authorization", &basic(keys::SHOP_1))
            .header(if header.is_empty() { "X-None" } else { header }, "JSON");
        let response = respond(&mut store, &request);
        let expected = if json {
            "application/json"
        } else {
            "text/xml;charset=utf-8"
        };
        assert_eq!(
            response.header_value("Content-Type"),
            Some(expected),
            "{query} {header}"
        );
        if json {
            assert_eq!(text(&response), "{\"products\":[{\"id\":3}]}");
        }
    }
    println!("{} ways to ask", cases.len());
}

#[test]
fn a_single_record_loses_zeros_from_8_on() {
    let url = "/api/products/19?output_format=JSON&display=[id,price,on_sale,active,upc]";
    let cases = [
        (
            ShopVersion::V1_7,
            "{\"product\":{\"id\":19,\"upc\":\"\",\"on_sale\":\"0\",\"price\":\"0.000000\",\"active\":\"1\"}}",
        ),
        (
            ShopVersion::V8_2,
            "{\"product\":{\"id\":19,\"price\":\"0.000000\",\"active\":\"1\"}}",
        ),
    ];
    for (version, expected) in cases {
        assert_eq!(text(&read(&mut store(version), url)), expected);
    }
    let list = "/api/products?filter[id]=19&output_format=JSON&display=[on_sale]";
    assert_eq!(
        text(&read(&mut store(ShopVersion::V8_2), list)),
        "{\"products\":[{\"on_sale\":\"0\"}]}"
    );
}

#[test]
fn whole_numbers_are_numbers_from_9_on() {
    let url = "/api/stock_availables?filter[id]=1&display=[id_product,quantity,out_of_stock]&output_format=JSON";
    let eight = text(&read(&mut store(ShopVersion::V8_2), url));
    let nine = text(&read(&mut store(ShopVersion::V9_0), url));
    assert!(eight.contains("\"id_product\":\"1\""), "{eight}");
    assert!(nine.contains("\"id_product\":1"), "{nine}");
    assert_eq!(eight.replace('"', ""), nine.replace('"', ""));
}

#[test]
fn empty_lists_errors_and_the_root_have_their_own_forms() {
    let mut eight = store(ShopVersion::V8_2);
    let mut seven = store(ShopVersion::V1_7);
    assert_eq!(
        text(&read(
            &mut eight,
            "/api/products?filter[id]=999&output_format=JSON"
        )),
        "[]"
    );
    let refused = read(&mut seven, "/api/products?limit=1,2,3&output_format=JSON");
    assert!(
        text(&refused).starts_with("{\"errors\":[{\"code\":39,\"message\":\"The \\\"limit\\\"")
    );
    assert!(
        text(&read(&mut seven, "/api/?output_format=JSON"))
            .starts_with("[\"addresses\",\"carriers\"")
    );
    let fatal = read(&mut eight, "/api/?output_format=JSON");
    assert_eq!((fatal.status, fatal.body.len()), (500, 0));
    let one_language = read(
        &mut eight,
        "/api/products/1?display=[name]&language=1&output_format=JSON",
    );
    assert_eq!(
        text(&one_language),
        "{\"product\":{\"name\":\"Teapot with bamboo handle Tundra\"}}"
    );
}
