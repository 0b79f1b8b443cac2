//! Values of which the shop makes what it had before: written, and not somebody else's doing.

use demo_store::{ShopVersion, keys};

use crate::support::client;
use crate::update::update;

#[test]
fn given_a_value_that_the_shop_turns_into_what_was_there_then_it_is_written_with_a_difference() {
    // What is stored first, and what is asked for then.
    let cases = [
        (
            r#"{"description": {"en": "<p>a<br />b</p>"}}"#,
            r#"{"description": {"en": "<p>a<br>b</p>"}, "name": {"fr": "Autre"}}"#,
        ),
        (
            r#"{"description": {"en": "<p>a</p>"}}"#,
            r#"{"description": {"en": "<p data-id=\"7\">a</p>"}, "price": "5.5"}"#,
        ),
        (
            r#"{"description": {"en": "<p>a</p>\n<p>b</p>"}}"#,
            r#"{"description": {"en": "<p>a</p>\r\n<p>b</p>"}, "price": "5.5"}"#,
        ),
        (
            r#"{"description": {"en": "<p>a</p>"}}"#,
            r#"{"description": {"en": "<p>a</p><!--[if gte mso 9]><xml><o:b>7</o:b></xml><![endif]-->"}, "price": "5.5"}"#,
        ),
        (
            r#"{"description": {"en": "<p>b</p>"}}"#,
            r#"{"description": {"en": "<!-- a > b --><p>a</p>"}, "price": "5.5"}"#,
        ),
        (
            r#"{"price": "12.500000"}"#,
            r#"{"price": "12.5000001", "name": {"en": "Other"}}"#,
        ),
    ];
    let mut count = 0;
    for version in ShopVersion::ALL {
        for key in [keys::SHOP_1, keys::PATCHING] {
            for (stored, asked) in cases {
                let client = client(version, key);
                update(&client, "products", 9, stored).unwrap();
                let written = update(&client, "products", 9, asked).unwrap();
                assert!(written.written, "{version:?} {asked}");
                let made: Vec<bool> = written
                    .differences
                    .iter()
                    .map(|one| one.reason.is_harmless())
                    .collect();
                assert_eq!(made, [true], "{version:?} {asked}");
                count += 1;
            }
        }
    }
    println!("{count} values");
}

#[test]
fn given_a_picture_or_film_that_the_shop_takes_out_then_the_difference_is_not_harmless() {
    let cases = [
        "<p>a <img src=\\\"data:image/png;base64,iVBORw0KGgo=\\\" alt=\\\"\\\" /></p>",
        "<img src=\\\"data:image/gif;base64,R0lGOD\\\"><p>a</p>",
        "<p>a</p><IMG alt=\\\"b\\\" src='data:image/png;base64,iVBO'>",
        "<p>a <img src=\\\"data:image/png;base64,iVBO\\\"> b <img src=\\\"/c.png\\\" alt=\\\"c\\\" /></p>",
    ];
    let mut count = 0;
    for version in ShopVersion::ALL {
        for html in cases {
            for before in ["<p>before</p>", "<p>a</p>"] {
                let client = client(version, keys::SHOP_1);
                let stored = format!(r#"{{"description": {{"en": "{before}"}}}}"#);
                update(&client, "products", 9, &stored).unwrap();
                let asked = format!(r#"{{"description": {{"en": "{html}"}}, "price": "7"}}"#);
                let written = update(&client, "products", 9, &asked).unwrap();
                let told = written.differences.iter();
                let told = told.map(|one| (one.reason.name(), one.reason.is_harmless()));
                assert_eq!(
                    told.collect::<Vec<_>>(),
                    [("dropped", false)],
                    "{version:?} {html}"
                );
                count += 1;
            }
        }
    }
    println!("{count} texts");
}
