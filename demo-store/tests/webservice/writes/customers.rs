//! Customers, by version.

use demo_store::{ShopVersion, Store};

use super::send;
use crate::support::{codes, read, store, text, value};

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
