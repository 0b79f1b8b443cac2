//! Into which language a text is written.

use aismarttalk_prestashop::webservice::ErrorKind;
use demo_store::{ShopVersion, keys};
use serde_json::{Value, json};

use crate::support::{StoreTransport, client, client_with};
use crate::writing::{KEYS, changed, sent_writes, with};
use crate::{facts, run};

#[test]
fn given_texts_with_and_without_a_language_then_each_goes_where_it_is_meant() {
    let cases: [(&str, Value, &[u32]); 12] = [
        ("", json!({ "name": "A" }), &[1]),
        ("fr", json!({ "name": "A" }), &[2]),
        (" 4 ", json!({ "name": "A" }), &[4]),
        ("de", json!({ "name": "A" }), &[3]),
        ("fr", json!({ "name": "A", "language": "de" }), &[3]),
        ("fr", json!({ "name": "A", "language": 1 }), &[1]),
        ("", json!({ "name": "A", "language": "AR" }), &[4]),
        ("", json!({ "name": "A", "language": "4" }), &[4]),
        ("de", json!({ "name": { "en": "A" } }), &[1]),
        ("", json!({ "name": { "EN": "A", "3": "C" } }), &[1, 3]),
        (
            "",
            json!({ "name": { "ar": "D", "fr": "B", "de": "C" } }),
            &[2, 3, 4],
        ),
        (
            "fr",
            json!({ "name": { "ar": "D" }, "language": "de" }),
            &[4],
        ),
    ];
    let codes = ["", "en", "fr", "de", "ar"];
    for version in ShopVersion::ALL {
        for key in KEYS {
            for (usual, input, languages) in &cases {
                let client = client_with(StoreTransport::new(version), key, |settings| {
                    settings.default_language = Some((*usual).to_owned());
                });
                let input = with(input, "id", json!(5));
                let answer = run(&client, "update_product_content", &input).unwrap();
                let expected: Vec<String> = languages
                    .iter()
                    .map(|id| format!("products/5 name[{id}]"))
                    .collect();
                assert_eq!(
                    changed(&client),
                    expected,
                    "{version:?} {key} {usual} {input}"
                );
                let mut told: Vec<&Value> = answer["fields"].as_array().unwrap().iter().collect();
                told.sort_by_key(|field| field["language"]["id"].as_u64());
                for (field, id) in told.iter().zip(*languages) {
                    let code = codes[*id as usize];
                    assert_eq!(field["language"], json!({ "id": id, "iso_code": code }));
                    assert_ne!(field["before"], field["after"]);
                }
                assert_eq!(told.len(), languages.len(), "{answer}");
            }
        }
    }
    println!(
        "{} inputs by {} keys on {} versions",
        cases.len(),
        KEYS.len(),
        ShopVersion::ALL.len()
    );
}

#[test]
fn given_the_lowest_language_switched_off_then_a_bare_text_goes_into_the_lowest_active_one() {
    for version in ShopVersion::ALL {
        let owner = client(version, keys::EVERYTHING);
        facts::write(&owner, "languages", 1, r#"{"active": false}"#);
        let client = client_with(owner.transport().clone(), keys::SHOP_1, |_| {});
        run(
            &client,
            "update_product_seo",
            &json!({ "id": 5, "meta_title": "A" }),
        )
        .unwrap();
        let changed = changed(&client);
        assert_eq!(
            changed,
            ["languages/1 active", "products/5 meta_title[2]"],
            "{version:?}"
        );
    }
}

#[test]
fn given_a_field_that_9_has_no_more_then_it_is_refused_there_and_written_before() {
    for version in ShopVersion::ALL {
        let client = client(version, keys::EVERYTHING);
        let input = json!({ "id": 5, "meta_keywords": "bowl, oval" });
        let answer = run(&client, "update_product_seo", &input);
        match version {
            ShopVersion::V9_0 => {
                let error = answer.unwrap_err();
                assert_eq!(error.kind(), ErrorKind::InvalidRequest);
                assert_eq!(error.field(), Some("meta_keywords"));
                assert_eq!(sent_writes(&client), [""; 0]);
            }
            _ => assert_eq!(answer.unwrap()["written"], true, "{version:?}"),
        }
    }
}
