//! What becomes of texts and prices between the body and the database.

use demo_store::ShopVersion;

use super::{put, send};
use crate::support::{read, store, value};

fn described(text: &str) -> String {
    format!(
        "<product><id>2</id><price>1</price><name>Cup</name><link_rewrite>cup</link_rewrite><description><![CDATA[{text}]]></description></product>"
    )
}

#[test]
fn given_html_that_is_not_clean_then_the_answer_repeats_it_and_the_shop_stores_another() {
    let cases = [
        ("<p>one<b>two", "<p>one<b>two</b></p>"),
        ("<p>1 < 2</p>", "<p>1 &lt; 2</p>"),
        ("<p data-id=\"7\">x</p>", "<p>x</p>"),
        (
            "<a href=\"/x\" target=\"_blank\">x</a>",
            "<a href=\"/x\" target=\"_blank\" rel=\"noreferrer noopener\">x</a>",
        ),
        (
            "<p><img src=\"data:image/png;base64,AA==\" alt=\"x\" /></p>",
            "<p></p>",
        ),
        ("<p>a&nbsp;b &eacute;</p>", "<p>a\u{a0}b é</p>"),
    ];
    for version in [ShopVersion::V8_2, ShopVersion::V9_0] {
        for (sent, expected) in cases {
            let mut store = store(version);
            let answer = put(&mut store, "/api/products/2", &described(sent));
            assert_eq!(value(&answer, "description"), sent, "{version:?}");
            let url = "/api/products/2?display=[description]&language=1";
            let stored = value(&read(&mut store, url), "description");
            assert_eq!(stored, expected, "{version:?}: {sent}");
        }
    }
    println!("{} texts", cases.len() * 2);
}

#[test]
fn given_a_text_nobody_touches_then_it_is_cleaned_all_the_same() {
    let mut store = store(ShopVersion::V8_2);
    // Product 8 was stored with a bare `>`, by somebody who did not purify.
    let body = "<prestashop><product><id>8</id><price>9</price></product></prestashop>";
    let answer = send(&mut store, "PATCH", "/api/products/8", body);
    assert_eq!(answer.status, 200);
    let cleaned: Vec<&str> = store
        .changes()
        .iter()
        .filter(|change| change.field.starts_with("description_short"))
        .filter_map(|change| change.after.as_deref())
        .collect();
    assert_eq!(cleaned.len(), 4, "every language");
    assert!(
        cleaned.iter().all(|text| text.contains("]]&gt; 1.")),
        "{cleaned:?}"
    );
}

#[test]
fn given_a_price_with_many_digits_then_six_are_stored_and_all_are_answered() {
    let cases = [
        ("10.1234567", "10.123457"),
        ("0.0000004", "0.000000"),
        ("5", "5.000000"),
    ];
    for (sent, expected) in cases {
        let mut store = store(ShopVersion::V8_2);
        let body = format!("<product><id>2</id><price>{sent}</price></product>");
        let answer = put(&mut store, "/api/products/2", &body);
        assert_eq!(value(&answer, "price"), sent);
        assert_eq!(
            value(&read(&mut store, "/api/products/2"), "price"),
            expected
        );
    }
    println!("{} prices", cases.len());
}

#[test]
fn given_two_prices_then_their_ratio_is_the_shops_own_unless_it_is_sent() {
    let cases = [
        ("<unit_price>2</unit_price>", "5.000000"),
        (
            "<unit_price>2</unit_price><unit_price_ratio>3</unit_price_ratio>",
            "3.000000",
        ),
        ("", "0.000000"),
    ];
    for (sent, expected) in cases {
        let mut store = store(ShopVersion::V8_2);
        let body = format!("<product><id>2</id><price>10</price>{sent}</product>");
        assert_eq!(put(&mut store, "/api/products/2", &body).status, 200);
        let after = read(&mut store, "/api/products/2");
        assert_eq!(value(&after, "unit_price_ratio"), expected, "{sent}");
    }
    println!("{} ratios", cases.len());
}

#[test]
fn given_an_emoji_then_1_6_answers_it_and_stores_question_marks() {
    for (version, expected) in [
        (ShopVersion::V1_6, "Cup ????"),
        (ShopVersion::V1_7, "Cup 🌿"),
    ] {
        let mut store = store(version);
        let body =
            described("x").replace("<name>Cup", "<name><language id=\"1\">Cup 🌿</language>");
        let body = body.replace(
            "<link_rewrite>cup",
            "<link_rewrite><language id=\"1\">cup</language>",
        );
        let answer = put(&mut store, "/api/products/2", &body);
        assert_eq!(value(&answer, "name"), "Cup 🌿", "{version:?}");
        let url = "/api/products/2?display=full&language=1";
        assert_eq!(
            value(&read(&mut store, url), "name"),
            expected,
            "{version:?}"
        );
        let stored = store
            .changes()
            .iter()
            .find(|change| change.field == "name[1]");
        assert_eq!(
            stored.and_then(|change| change.after.as_deref()),
            Some(expected)
        );
    }
}
