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
