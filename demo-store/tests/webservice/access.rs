//! Who may ask what: addresses, keys, rights, methods.

use demo_store::{Options, Request, ShopVersion, Store, keys, respond};

use crate::support::{base64, basic, codes, get, ids, send, store, text};

#[test]
fn a_path_is_found_in_all_its_spellings() {
    let cases: [(&str, u16, Option<&[u32]>); 17] = [
        ("/api", 200, None),
        ("/api/", 200, None),
        ("/api?foo=bar", 200, None),
        ("/api/products?limit=1", 200, Some(&[3])),
        ("/api/products/?limit=1", 200, Some(&[3])),
        ("/api//products?limit=1", 200, Some(&[3])),
        ("/api/products/1", 200, None),
        ("/api/products/1/", 200, None),
        ("/api/products/1/foo", 200, None),
        ("/api/products/1abc", 200, None),
        ("/api/products/1.5", 200, None),
        ("/api/products/abc", 404, None),
        ("/api/products/0", 404, None),
        ("/api/products/-1", 404, None),
        (
            "/webservice/dispatcher.php?url=products&limit=1",
            200,
            Some(&[3]),
        ),
        (
            "http://shop.example.com/api/products?limit=1",
            200,
            Some(&[3]),
        ),
        (
            "/api/products?url=order_states&filter[id]=2",
            200,
            Some(&[2]),
        ),
    ];
    let mut store = store(ShopVersion::V8_2);
    for (url, status, expected) in cases {
        let response = get(&mut store, keys::SHOP_1, url);
        assert_eq!(response.status, status, "{url}");
        if let Some(expected) = expected {
            assert_eq!(ids(&response), expected, "{url}");
        }
    }
    println!("{} paths", cases.len());
}

#[test]
fn paths_outside_the_webservice_are_pages_for_people() {
    let mut store = store(ShopVersion::V8_2);
    let cases = [
        ("/", 200),
        ("/SHOP2/api", 404),
        ("/shop9/api", 404),
        ("/apis", 404),
        ("/~nothing/api/", 404),
    ];
    for (url, status) in cases {
        let response = get(&mut store, keys::SHOP_1, url);
        assert_eq!(response.status, status, "{url}");
        assert!(text(&response).contains("<html"), "{url}");
    }
    println!("{} pages", cases.len());
}

#[test]
fn credentials_decide_before_anything_else() {
    let unknown = "X".repeat(32);
    let good = basic(keys::SHOP_1);
    let lower = basic(&keys::SHOP_1.to_lowercase());
    let with_password = format!("Basic {}", base64(&format!("{}:secret", keys::SHOP_1)));
    let no_colon = format!("Basic {}", base64(keys::SHOP_1));
    let padded = basic(&format!(" {} ", keys::SHOP_1));
    let by_query = format!("/api/products?limit=1&ws_key={}", keys::SHOP_1);
    let plain = "/api/products?limit=1";
    let cases: Vec<(&str, &str, u16, &[u32])> = vec![
        (&good, plain, 200, &[]),
        (&lower, plain, 200, &[]),
        (&padded, plain, 200, &[]),
        (&with_password, plain, 200, &[]),
        ("", &by_query, 200, &[]),
        ("Bearer abc", &by_query, 200, &[]),
        ("", plain, 401, &[]),
        ("Bearer abc", plain, 401, &[]),
        ("Basic !!!", plain, 401, &[]),
        (&no_colon, plain, 401, &[]),
        ("Basic Og==", plain, 401, &[17]),
        ("Basic QUJDOg==", plain, 401, &[18]),
        // Basic wins over ws_key.
        ("Basic QUJDOg==", &by_query, 401, &[18]),
    ];
    let mut store = store(ShopVersion::V8_2);
    for (authorization, url, status, expected) in &cases {
        let mut request = Request::new("GET", url);
        if !authorization.is_empty() {
            request = request.header("authorization", authorization);
        }
        let response = respond(&mut store, &request);
        assert_eq!(response.status, *status, "{authorization} {url}");
        assert_eq!(codes(&response), *expected, "{authorization} {url}");
        if *status == 401 {
            assert!(response.header_value("WWW-Authenticate").is_some());
            let xml = !expected.is_empty();
            assert_eq!(response.header_value("PSWS-Version"), xml.then_some("0"));
            assert_eq!(text(&response) == "401 Unauthorized", !xml);
        }
    }
    for key in [unknown.as_str(), keys::DISABLED] {
        let response = get(&mut store, key, plain);
        assert_eq!((response.status, codes(&response)), (401, vec![20, 21]));
    }
    println!("{} credentials", cases.len() + 2);
}

#[test]
fn a_refusal_names_the_first_thing_that_is_wrong() {
    let cases: [(&str, &str, &str, u16, &[u32]); 18] = [
        (keys::SHOP_1, "GET", "/api/foobar", 400, &[27]),
        (keys::SHOP_1, "GET", "/api/product", 400, &[27]),
        (keys::SHOP_1, "GET", "/api/Products", 400, &[27]),
        (keys::SHOP_1, "GET", "/api/addresses", 401, &[26]),
        (keys::SHOP_1, "GET", "/api/stock_availables", 401, &[26]),
        (keys::PRODUCTS_ONLY, "GET", "/api/customers", 401, &[26]),
        (keys::PRODUCTS_ONLY, "PATCH", "/api/customers/1", 401, &[26]),
        (keys::PRODUCTS_ONLY, "PUT", "/api/products/1", 405, &[25]),
        (keys::SHOP_1, "PATCH", "/api/products/1", 405, &[25]),
        (keys::SHOP_1, "DELETE", "/api/order_histories/1", 405, &[25]),
        (keys::SHOP_1, "OPTIONS", "/api/products", 405, &[23]),
        (keys::SHOP_1, "FOO", "/api/products", 405, &[23]),
        (keys::SHOP_1, "OPTIONS", "/api/", 405, &[23]),
        (
            keys::EVERYTHING,
            "POST",
            "/api/stock_availables",
            405,
            &[101],
        ),
        (
            keys::EVERYTHING,
            "DELETE",
            "/api/stock_availables/1",
            405,
            &[101],
        ),
        // The language is looked at before the resource, the shop before the language.
        (keys::SHOP_1, "GET", "/api/foobar?language=99", 400, &[81]),
        (
            keys::SHOP_1,
            "GET",
            "/api/foobar?language=99&id_shop=2",
            403,
            &[132],
        ),
        (
            keys::SHOP_1,
            "GET",
            "/api/products/1?ps_method=DELETE",
            405,
            &[25],
        ),
    ];
    let mut store = store(ShopVersion::V8_2);
    for (key, method, url, status, expected) in cases {
        let response = send(&mut store, method, key, url);
        assert_eq!(response.status, status, "{method} {url}");
        assert_eq!(codes(&response), expected, "{method} {url}");
        assert_eq!(
            response.header_value("PSWS-Version"),
            Some("8.2.1"),
            "{method} {url}"
        );
        assert_eq!(
            response.header_value("Content-Sha1"),
            None,
            "{method} {url}"
        );
    }
    println!("{} refusals", cases.len());
}

#[test]
fn head_is_a_right_of_its_own_and_has_no_body() {
    let mut store = store(ShopVersion::V8_2);
    for (key, status) in [(keys::SHOP_1, 405), (keys::EVERYTHING, 200)] {
        let response = send(&mut store, "HEAD", key, "/api/products");
        assert_eq!((response.status, response.body.len()), (status, 0));
        assert_eq!(
            response.header_value("Content-Sha1").is_some(),
            status == 200
        );
    }
}

#[test]
fn a_missing_record_is_404_without_a_body() {
    let mut store = store(ShopVersion::V8_2);
    for url in [
        "/api/products/999999",
        "/api/orders/999999?output_format=JSON",
        "/api/languages/9",
    ] {
        let response = get(&mut store, keys::SHOP_1, url);
        assert_eq!((response.status, response.body.len()), (404, 0), "{url}");
        assert_eq!(response.header_value("Content-Type"), None, "{url}");
        assert_eq!(
            response.header_value("PSWS-Version"),
            Some("8.2.1"),
            "{url}"
        );
    }
}

#[test]
fn the_root_lists_the_rights_of_the_key() {
    let mut shop = store(ShopVersion::V8_2);
    let body = text(&get(&mut shop, keys::SHOP_1, "/api/"));
    assert!(body.contains("<api shopName=\"Clay &amp; Leaf\">"));
    assert!(body.contains("<products xlink:href=\"http://shop.example.com/api/products\" get=\"true\" put=\"true\" post=\"false\" patch=\"false\" delete=\"false\" head=\"false\">"));
    assert!(!body.contains("stock_availables"));
    let body = text(&get(&mut store(ShopVersion::V1_7), keys::SHOP_1, "/api/"));
    assert!(body.contains("get=\"true\"") && !body.contains("patch="));
}

#[test]
fn a_held_answer_is_304_from_8_on() {
    for (version, status) in [(ShopVersion::V1_7, 200), (ShopVersion::V8_2, 304)] {
        let mut store = store(version);
        let first = get(&mut store, keys::SHOP_1, "/api/products/1");
        let hash = first
            .header_value("Content-Sha1")
            .expect("a hash")
            .to_owned();
        let request = Request::new("GET", "/api/products/1")
            .header("Host", "shop.example.com")
            .header("Authorization", &basic(keys::SHOP_1))
            .header("Local-Content-Sha1", &hash);
        let second = respond(&mut store, &request);
        assert_eq!(second.status, status, "{version:?}");
        assert_eq!(second.body.is_empty(), status == 304);
    }
}

#[test]
fn another_host_is_sent_to_the_shop_and_out_of_the_webservice() {
    let mut store = Store::new(Options {
        domain: Some("clay.example".to_owned()),
        ..Options::default()
    });
    let response = send(&mut store, "PUT", keys::SHOP_1, "/api/products/1?limit=1");
    assert_eq!((response.status, response.body.len()), (302, 0));
    assert_eq!(
        response.header_value("Location"),
        Some("http://clay.example/?url=products%2F1&limit=1")
    );
    let own = "http://clay.example/api/products/1";
    assert_eq!(get(&mut store, keys::SHOP_1, own).status, 200);
}

#[test]
fn preflights_pass_only_where_the_host_has_set_it_up() {
    let preflight = Request::new("OPTIONS", "/api/products")
        .header("Origin", "https://app.example")
        .header("Access-Control-Request-Method", "GET");
    let cases = [
        (ShopVersion::V8_2, false, 401),
        (ShopVersion::V9_0, false, 200),
        (ShopVersion::V8_2, true, 204),
    ];
    for (version, cors, status) in cases {
        let mut store = Store::new(Options {
            version,
            cors,
            ..Options::default()
        });
        let response = respond(&mut store, &preflight);
        assert_eq!(response.status, status, "{version:?} {cors}");
        assert_eq!(
            response
                .header_value("Access-Control-Allow-Origin")
                .is_some(),
            cors
        );
        let answer = get(&mut store, keys::SHOP_1, "/api/");
        assert_eq!(
            answer.header_value("Access-Control-Allow-Origin").is_some(),
            cors
        );
    }
}
