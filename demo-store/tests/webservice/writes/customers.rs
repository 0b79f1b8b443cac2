//! Customers, by version.

use demo_store::{ShopVersion, Store};

use super::{put, send};
use crate::support::{codes, ids, read, store, text, value};

#[test]
fn a_customer_is_written_as_each_version_wants_it() {
    let full = |store: &mut Store| text(&read(store, "/api/customers/1"));
    let without = |body: &str, fields: &[&str]| {
        body.lines()
            .filter(|line| {
                !fields
                    .iter()
                    .any(|field| line.contains(&format!("<{field}>")))
            })
            .collect::<Vec<_>>()
            .join("\n")
    };
    let hidden = ["secure_key", "last_passwd_gen"];
    // 8 takes the document as it is; leaving the key out blanks it.
    let mut eight = store(ShopVersion::V8_2);
    let before = full(&mut eight);
    assert_eq!(
        send(&mut eight, "PUT", "/api/customers/1", &before).status,
        200
    );
    assert_eq!(
        value(&read(&mut eight, "/api/customers/1"), "secure_key").len(),
        32
    );
    assert_eq!(
        send(
            &mut eight,
            "PUT",
            "/api/customers/1",
            &without(&before, &hidden)
        )
        .status,
        200
    );
    assert_eq!(
        value(&read(&mut eight, "/api/customers/1"), "secure_key"),
        ""
    );
    // 9 refuses it as it is, and blanks the key without it; PATCH leaves it alone.
    let mut nine = store(ShopVersion::V9_0);
    assert_eq!(
        codes(&send(
            &mut nine,
            "PUT",
            "/api/customers/1",
            &full(&mut store(ShopVersion::V9_0))
        )),
        [93]
    );
    let patch = "<prestashop><customer><id>1</id><note>New</note></customer></prestashop>";
    assert_eq!(
        send(&mut nine, "PATCH", "/api/customers/1", patch).status,
        200
    );
    let patched = read(&mut nine, "/api/customers/1");
    assert_eq!(
        (
            value(&patched, "note").as_str(),
            value(&patched, "secure_key").len()
        ),
        ("New", 32)
    );
    let body = without(&full(&mut nine), &hidden);
    assert_eq!(
        send(&mut nine, "PUT", "/api/customers/1", &body).status,
        200
    );
    assert_eq!(
        value(&read(&mut nine, "/api/customers/1"), "secure_key"),
        ""
    );
}

#[test]
fn a_password_is_kept_only_as_the_stored_hash() {
    let mut store = store(ShopVersion::V8_2);
    let hash = value(&read(&mut store, "/api/customers/1"), "passwd");
    for (given, kept) in [(hash.as_str(), true), ("********", false), ("", false)] {
        let body = format!(
            "<prestashop><customer><id>1</id><passwd>{given}</passwd></customer></prestashop>"
        );
        assert_eq!(
            send(&mut store, "PATCH", "/api/customers/1", &body).status,
            200
        );
        assert_eq!(
            value(&read(&mut store, "/api/customers/1"), "passwd") == hash,
            kept,
            "{given:?}"
        );
    }
    let taken = value(&read(&mut store, "/api/customers/2"), "email");
    let body =
        format!("<prestashop><customer><id>1</id><email>{taken}</email></customer></prestashop>");
    let response = send(&mut store, "PATCH", "/api/customers/1", &body);
    assert_eq!((response.status, codes(&response)), (500, vec![141, 46]));
}

#[test]
fn given_an_address_beyond_ascii_then_9_takes_the_domain_alone() {
    let cases = [
        ("john@ex\u{e4}mple.com", 200),
        ("j\u{f6}hn@example.com", 400),
        ("\u{442}\u{435}\u{441}\u{442}@example.com", 400),
        ("john@\u{43f}\u{440}\u{438}\u{43c}\u{435}\u{440}.com", 400),
        ("john@ex mple.com", 400),
    ];
    let mut store = store(ShopVersion::V9_0);
    for (address, status) in cases {
        let body = format!(
            "<prestashop><customer><id>1</id><email>{address}</email></customer></prestashop>"
        );
        let response = send(&mut store, "PATCH", "/api/customers/1", &body);
        assert_eq!(response.status, status, "{address}");
        if status == 200 {
            let stored = value(&read(&mut store, "/api/customers/1"), "email");
            assert_eq!(stored, address);
        }
    }
    println!("{} addresses", cases.len());
}

#[test]
fn every_customer_can_be_put_back_as_read() {
    for version in [ShopVersion::V1_6, ShopVersion::V1_7, ShopVersion::V8_2] {
        let mut store = store(version);
        for id in 1..=80 {
            let url = format!("/api/customers/{id}");
            let document = text(&read(&mut store, &url));
            let response = send(&mut store, "PUT", &url, &document);
            assert_eq!(
                response.status,
                200,
                "{version:?} {id}: {}",
                text(&response)
            );
        }
        println!("{version:?}: 80 customers");
    }
}

#[test]
fn given_a_shop_of_9_then_hidden_fields_are_refused_and_leaving_them_out_empties_them() {
    let hidden = [
        "<secure_key/>",
        "<last_passwd_gen/>",
        "<secure_key>x</secure_key>",
    ];
    for method in ["PUT", "PATCH", "POST"] {
        for field in hidden {
            let mut store = store(ShopVersion::V9_0);
            let id = if method == "POST" { "" } else { "<id>1</id>" };
            let body = format!(
                "<prestashop><customer>{id}{field}<passwd>x</passwd><email>new@example.com</email><firstname>A</firstname><lastname>B</lastname></customer></prestashop>"
            );
            let answer = send(&mut store, method, "/api/customers", &body);
            assert_eq!(codes(&answer), [93], "{method} {field}");
            assert!(store.changes().is_empty());
        }
    }
    let mut store = store(ShopVersion::V9_0);
    let before = read(&mut store, "/api/customers/1");
    let hash = value(&before, "passwd");
    let body = format!(
        "<customer><id>1</id><passwd>{hash}</passwd><email>new@example.com</email><firstname>A</firstname><lastname>B</lastname></customer>"
    );
    assert_eq!(put(&mut store, "/api/customers/1", &body).status, 200);
    let after = read(&mut store, "/api/customers/1");
    assert_eq!(value(&after, "secure_key"), "");
    assert_ne!(
        value(&after, "last_passwd_gen"),
        value(&before, "last_passwd_gen")
    );
    assert_eq!(value(&after, "passwd"), hash);
    println!("{} ways to name a hidden field", hidden.len() * 3);
}

#[test]
fn given_a_long_value_then_9_refuses_what_8_stores() {
    let cases = [
        ("company", 255),
        ("siret", 14),
        ("ape", 6),
        ("website", 128),
        ("ip_registration_newsletter", 15),
    ];
    for (field, size) in cases {
        for (version, length, codes_expected) in [
            (ShopVersion::V9_0, size, vec![]),
            (ShopVersion::V9_0, size + 1, vec![85]),
            (ShopVersion::V8_2, size + 1, vec![]),
        ] {
            let mut store = store(version);
            let long = "1".repeat(length);
            let body = format!(
                "<prestashop><customer><id>1</id><{field}>{long}</{field}></customer></prestashop>"
            );
            let answer = send(&mut store, "PATCH", "/api/customers/1", &body);
            assert_eq!(
                codes(&answer),
                codes_expected,
                "{version:?} {field} {length}"
            );
        }
    }
    println!("{} sizes", cases.len() * 3);
}

/// Customer 81 belongs to shop 3 and has the address of customer 1.
#[test]
fn given_an_address_of_two_groups_then_the_shop_of_the_request_decides() {
    let cases: [(&str, u32, u16, &[u32]); 6] = [
        ("/api/customers/81", 81, 500, &[141, 46]),
        ("/shop2/api/customers/81", 81, 500, &[141, 46]),
        ("/api/customers/81?id_shop=all", 81, 500, &[141, 46]),
        ("/api/customers/81?id_shop=3", 81, 200, &[]),
        ("/shop3/api/customers/81", 81, 200, &[]),
        ("/api/customers/1", 1, 200, &[]),
    ];
    for (url, id, status, expected) in cases {
        let mut store = store(ShopVersion::V8_2);
        let body = text(&read(&mut store, &format!("/api/customers/{id}")));
        let answer = send(&mut store, "PUT", url, &body);
        assert_eq!(
            (answer.status, codes(&answer).as_slice()),
            (status, expected),
            "{url}"
        );
    }
    // The other group's address is free for the taking.
    let mut store = store(ShopVersion::V8_2);
    let taken = value(&read(&mut store, "/api/customers/82"), "email");
    let body =
        format!("<prestashop><customer><id>1</id><email>{taken}</email></customer></prestashop>");
    assert_eq!(
        send(&mut store, "PATCH", "/api/customers/1", &body).status,
        200
    );
    println!("{} addresses", cases.len() + 1);
}

#[test]
fn given_customers_of_two_groups_then_each_shop_lists_those_it_shares() {
    let mut store = store(ShopVersion::V8_2);
    let mut count = |url: &str| ids(&read(&mut store, url)).len();
    let cases = [
        ("/api/customers", 80),
        ("/shop2/api/customers", 80),
        ("/shop3/api/customers", 6),
        ("/api/customers?id_shop=all", 86),
        ("/api/customers?id_group_shop=1", 80),
        ("/shop2/api/customers?id_group_shop=2", 6),
    ];
    for (url, expected) in cases {
        assert_eq!(count(url), expected, "{url}");
    }
    assert_eq!(read(&mut store, "/api/customers/81").status, 200);
    println!("{} lists", cases.len());
}
