//! Values that are easily spoilt on the way, into records that are easily spoilt.

use std::collections::BTreeMap;

use aismarttalk_prestashop::client::write::Written;
use aismarttalk_prestashop::json::Value;
use demo_store::{ShopVersion, keys};

use crate::round_trip::{AUTOMATIC, in_shop, stored, told, update};
use crate::snapshot::net_of;
use crate::support::StoreTransport;

/// Plain, virtual, a pack, outside its default category, without French, in no category.
const PRODUCTS: [u32; 6] = [1, 3, 4, 5, 16, 23];
const CLEANED: Option<&str> = Some("cleaned");
const LINE_ENDS: Option<&str> = Some("line_ends");
/// What 1.6 does to characters of four bytes, and later versions do not.
const LOST_ON_1_6: Option<&str> = Some("characters_lost");

/// Field, language and value, and what shops make of it; `None` where they keep it.
const TEXTS: [(&str, &str, &str, Option<&str>); 22] = [
    ("description", "fr", "<p>Avant ]]> et après</p>", CLEANED),
    ("description", "3", "]]>", CLEANED),
    ("description", "fr", "<p>a]]>b]]>c ]] ></p>", CLEANED),
    ("description", "en", "<p>a]]&gt;b</p>", None),
    (
        "description",
        "en",
        "<p>Salt &amp; pepper, 2 &lt; 3</p>",
        None,
    ),
    (
        "description",
        "fr",
        "<p>Caf&eacute; &rsquo;&nbsp;&#8364;</p>",
        CLEANED,
    ),
    ("description", "fr", "<p>Le &amp;amp; reste</p>", None),
    ("description", "en", "<p>Mint 🌿</p>", LOST_ON_1_6),
    ("description_short", "fr", "<p>Fin </p>  ", None),
    (
        "description_short",
        "en",
        "<p>One</p>\r\n<p>Two</p>",
        LINE_ENDS,
    ),
    (
        "description_short",
        "3",
        "<p>Eins</p>\r<p>Zwei</p>",
        LINE_ENDS,
    ),
    ("description", "en", "<p>Open <b>bold", CLEANED),
    ("description", "fr", "", None),
    ("name", "fr", "Sel & poivre \"Duo\" 'n'", None),
    ("name", "3", "Blätter 🌿", LOST_ON_1_6),
    ("name", "fr", "Vase  ", None),
    ("name", "ar", "إبريق", None),
    ("meta_title", "fr", "Caf&eacute;", None),
    ("meta_title", "fr", " Un titre ", None),
    ("meta_title", "en", "a]]b", None),
    ("meta_description", "en", "Two\r\nlines", LINE_ENDS),
    ("available_now", "3", "Ein anderer Satz", None),
];

/// The same for a customer's note, which is not cleaned.
const NOTES: [(&str, Option<&str>); 6] = [
    ("a ]]> b", None),
    ("]]>", None),
    ("<b>Tom & \"Jo\"</b> &amp; &eacute;", None),
    ("Rings twice 🔔", LOST_ON_1_6),
    ("blanks  ", None),
    ("One\r\nTwo", LINE_ENDS),
];

/// A stored value as whoever reads XML gets it: every line end is one character.
fn read(text: Option<String>) -> String {
    let text = text.unwrap_or_default();
    text.replace("\r\n", "\n").replace('\r', "\n")
}

/// Makes a change, and requires that the shop's journal and what is told are the same.
fn check(transport: &StoreTransport, case: &str, update: impl FnOnce() -> Written) -> Written {
    let start = transport.with_store(|store| store.changes().len());
    let written = update();
    let net = transport.with_store(|store| net_of(&store.changes()[start..]));
    let lines: Vec<(String, (String, String))> = net
        .into_iter()
        .filter(|((_, field, _), _)| !AUTOMATIC.contains(&field.as_str()))
        .map(|((_, field, _), (before, after))| (field, (read(before), read(after))))
        .collect();
    // A PUT of a bare carriage return, which no reader of XML sees, stores a line end.
    let lines: BTreeMap<_, _> = lines
        .into_iter()
        .filter(|(_, (old, new))| old != new)
        .collect();
    let told = told(&written).into_iter();
    let told: BTreeMap<String, (String, String)> = told
        .map(|(field, before, after)| (field, (before, after)))
        .collect();
    assert_eq!(lines, told, "{case}");
    written
}

fn check_reason(version: ShopVersion, case: &str, written: &Written, reason: Option<&str>) {
    let reason = reason.filter(|one| Some(*one) != LOST_ON_1_6 || version == ShopVersion::V1_6);
    let found: Vec<&str> = written
        .differences
        .iter()
        .map(|one| one.reason.name())
        .collect();
    assert_eq!(found, Vec::from_iter(reason), "{case}");
    assert!(written.written, "{case}");
}

#[test]
fn given_texts_that_are_easily_spoilt_when_written_then_they_are_kept_or_it_is_told() {
    let mut count = 0;
    for version in ShopVersion::ALL {
        for key in [keys::SHOP_1, keys::PATCHING] {
            let transport = StoreTransport::new(version);
            let client = in_shop(&transport, key, 1);
            for id in PRODUCTS {
                for (field, language, value, reason) in TEXTS {
                    let text = Value::String(value.to_owned());
                    let given = format!(r#"{{"{field}": {{"{language}": {text}}}}}"#);
                    let case = format!("{version:?} {key} products/{id} {given}");
                    let written = check(&transport, &case, || {
                        update(&client, "products", id, &given)
                            .unwrap_or_else(|error| panic!("{case}: {error}"))
                    });
                    check_reason(version, &case, &written, reason);
                    count += 1;
                }
            }
        }
    }
    println!("{count} texts of products written");
}

#[test]
fn given_characters_of_four_bytes_in_a_text_that_is_cleaned_as_well_then_it_is_nobody_elses() {
    let cases = [
        ("description", "<p>Mint 🌿 & salt <b>open", "cleaned"),
        ("description", "<p data-id=\"1\">🌿</p>", "cleaned"),
        ("description_short", "<p>🌿</p>\r\n<p>b</p>", "line_ends"),
        ("meta_description", "Mint 🌿\r\ntea", "line_ends"),
    ];
    let mut count = 0;
    for version in ShopVersion::ALL {
        for key in [keys::SHOP_1, keys::PATCHING] {
            let transport = StoreTransport::new(version);
            let client = in_shop(&transport, key, 1);
            for (field, value, later) in cases {
                let given = format!(
                    r#"{{"{field}": {{"en": {}}}}}"#,
                    Value::String(value.to_owned())
                );
                let case = format!("{version:?} {key} {given}");
                let written = check(&transport, &case, || {
                    update(&client, "products", 5, &given)
                        .unwrap_or_else(|error| panic!("{case}: {error}"))
                });
                let reason = match version {
                    ShopVersion::V1_6 => "characters_lost",
                    _ => later,
                };
                check_reason(version, &case, &written, Some(reason));
                count += 1;
            }
        }
    }
    println!("{count} texts of products written");
}

#[test]
fn given_notes_that_are_easily_spoilt_when_written_then_they_are_kept_or_it_is_told() {
    let mut count = 0;
    for version in ShopVersion::ALL {
        for key in [keys::SHOP_1, keys::PATCHING] {
            if version == ShopVersion::V9_0 && key == keys::SHOP_1 {
                continue;
            }
            let transport = StoreTransport::new(version);
            let client = in_shop(&transport, key, 1);
            for (value, reason) in NOTES {
                let given = format!(r#"{{"note": {}}}"#, Value::String(value.to_owned()));
                let case = format!("{version:?} {key} {given}");
                let written = check(&transport, &case, || {
                    update(&client, "customers", 2, &given)
                        .unwrap_or_else(|error| panic!("{case}: {error}"))
                });
                check_reason(version, &case, &written, reason);
                count += 1;
            }
        }
    }
    println!("{count} notes of customers written");
}

#[test]
fn given_every_row_of_stock_when_its_quantity_changes_then_only_it_and_its_total_do() {
    let mut count = 0;
    for version in ShopVersion::ALL {
        for shop in [1, 3] {
            let transport = StoreTransport::new(version);
            let client = in_shop(&transport, keys::PATCHING, shop);
            let rows = stored(&transport);
            for id in rows.ids(shop, "stock_availables") {
                let record = format!("stock_availables/{id}");
                let field = |name: &str| rows.text(shop, &record, name).unwrap();
                let of = [field("id_shop"), field("id_shop_group")];
                // Lists hold the rows of all shops.
                let is_ours = of == if shop == 1 { ["0", "1"] } else { ["3", "0"] };
                if !is_ours {
                    continue;
                }
                let start = transport.with_store(|store| store.changes().len());
                let written = update(&client, "stock_availables", id, r#"{"quantity": 4321}"#);
                let written =
                    written.unwrap_or_else(|error| panic!("{version:?} {record}: {error}"));
                assert!(
                    written.written && written.differences.is_empty(),
                    "{version:?} {record}"
                );
                let net = transport.with_store(|store| net_of(&store.changes()[start..]));
                let total = match field("id_product_attribute") {
                    "0" => None,
                    _ => Some(field("id_product")),
                };
                for ((changed, name, _), (_, after)) in &net {
                    let product = rows.text(shop, changed, "id_product");
                    let is_total = total.is_some()
                        && product == total
                        && rows.text(shop, changed, "id_product_attribute") == Some("0");
                    let is_asked = *changed == record && after.as_deref() == Some("4321");
                    assert!(
                        name == "quantity" && (is_asked || is_total),
                        "{version:?} {record}: {changed} {name}"
                    );
                }
                assert_eq!(
                    net.len(),
                    1 + usize::from(total.is_some()),
                    "{version:?} {record}: {net:?}"
                );
                count += 1;
            }
        }
    }
    println!("{count} quantities changed");
}

/// Stored, asked for, and whether that is another text: fields that no declaration describes
/// can be names and codes that only look like numbers.
const UNDECLARED: [(&str, &str, bool); 7] = [
    ("0612345678", "612345678", true),
    ("612345678", "0612345678", true),
    ("1.10", "1.1", true),
    ("1.1", "1.10", true),
    ("7", "007", true),
    ("-0", "0", true),
    ("0612345678", "0612345678", false),
];

#[test]
fn given_a_text_that_looks_like_a_number_when_nothing_declares_it_then_every_digit_counts() {
    for (stored, asked, is_other) in UNDECLARED {
        let transport = StoreTransport::new(ShopVersion::V8_2);
        let client = in_shop(&transport, keys::EVERYTHING, 1);
        let given = |text: &str| format!(r#"{{"reference": "{text}"}}"#);
        let case = format!("{stored} {asked}");
        update(&client, "combinations", 1, &given(stored))
            .unwrap_or_else(|error| panic!("{case}: {error}"));
        let written = check(&transport, &case, || {
            update(&client, "combinations", 1, &given(asked))
                .unwrap_or_else(|error| panic!("{case}: {error}"))
        });
        assert_eq!(written.written, is_other, "{case}");
        assert!(written.differences.is_empty(), "{case}: {written:?}");
    }
    println!("{} texts of digits", UNDECLARED.len());
}
