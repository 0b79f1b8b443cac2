//! What changes from one PrestaShop to the next.

use demo_store::{ShopVersion, keys};

use crate::support::{codes, read, send, store, text, value};

#[test]
fn fields_come_and_go() {
    use ShopVersion::{V1_6, V1_7, V8_2, V9_0};
    let cases: [(&str, &str, &[ShopVersion]); 10] = [
        ("products", "id_product_redirected", &[V1_6]),
        ("products", "id_type_redirected", &[V1_7, V8_2, V9_0]),
        ("products", "isbn", &[V1_7, V8_2, V9_0]),
        ("products", "unit_price", &[V8_2, V9_0]),
        ("products", "meta_keywords", &[V1_6, V1_7, V8_2]),
        ("products", "attachments", &[V1_7, V8_2, V9_0]),
        ("languages", "locale", &[V1_7, V8_2, V9_0]),
        ("stock_availables", "location", &[V1_7, V8_2, V9_0]),
        ("customers", "reset_password_token", &[V1_7, V8_2, V9_0]),
        ("orders", "note", &[V1_7, V8_2, V9_0]),
    ];
    for (resource, field, versions) in cases {
        for version in ShopVersion::ALL {
            let body = text(&read(&mut store(version), &format!("/api/{resource}/1")));
            let there =
                body.contains(&format!("<{field}>")) || body.contains(&format!("<{field} "));
            assert_eq!(there, versions.contains(&version), "{version:?} {field}");
        }
    }
    println!(
        "{} fields in {} versions",
        cases.len(),
        ShopVersion::ALL.len()
    );
}

#[test]
fn an_empty_element_is_bare_in_1_6() {
    let url = "/api/products/1?display=full";
    assert!(text(&read(&mut store(ShopVersion::V1_6), url)).contains("<upc></upc>"));
    assert!(text(&read(&mut store(ShopVersion::V1_7), url)).contains("<upc><![CDATA[]]></upc>"));
}

#[test]
fn emoji_are_question_marks_in_1_6() {
    let url = "/api/products/9";
    assert_eq!(
        value(&read(&mut store(ShopVersion::V1_6), url), "name"),
        "Mint leaves ???? fresh"
    );
}

#[test]
fn patch_is_unknown_before_8() {
    for (version, expected) in [(ShopVersion::V1_6, 23), (ShopVersion::V1_7, 23)] {
        let response = send(
            &mut store(version),
            "PATCH",
            keys::EVERYTHING,
            "/api/products/1",
        );
        assert_eq!((response.status, codes(&response)), (405, vec![expected]));
    }
}

#[test]
fn the_version_is_said_after_authentication_or_always_before_8() {
    let unknown = "X".repeat(32);
    for version in ShopVersion::ALL {
        let mut store = store(version);
        let good = read(&mut store, "/api/");
        assert_eq!(good.header_value("PSWS-Version"), Some(version.number()));
        let refused = send(&mut store, "GET", &unknown, "/api/");
        let expected = if version < ShopVersion::V8_2 {
            version.number()
        } else {
            "0"
        };
        assert_eq!(refused.header_value("PSWS-Version"), Some(expected));
    }
    println!("{} versions", ShopVersion::ALL.len());
}

#[test]
fn a_field_that_is_gone_is_unknown() {
    let mut store = store(ShopVersion::V9_0);
    let cases = [
        ("display=[meta_keywords]", 35),
        ("filter[meta_keywords]=x", 32),
        ("sort=[meta_keywords_ASC]", 38),
    ];
    for (query, code) in cases {
        let response = read(&mut store, &format!("/api/products?{query}"));
        assert_eq!(
            (response.status, codes(&response)[0]),
            (500, code),
            "{query}"
        );
    }
    println!("{} questions", cases.len());
}
