//! Changes that cannot be: refused by name before anything is sent, or by the shop itself.

use aismarttalk_prestashop::client::write::WriteOptions;
use aismarttalk_prestashop::resources::Customer;
use aismarttalk_prestashop::webservice::ErrorKind;
use aismarttalk_prestashop::webservice::query::Query;
use demo_store::ShopVersion::{self, V1_6, V1_7, V8_2, V9_0};
use demo_store::keys::EVERYTHING;

use crate::support::{block_on, client};
use crate::update::{changes, sent, update};

#[test]
fn given_changes_that_cannot_be_then_they_are_refused_by_name_before_anything_is_sent() {
    let table = include_str!("refused.txt");
    let cases = table.lines().filter(|line| !line.starts_with('#'));
    let mut count = 0;
    for line in cases {
        let (asked, expected) = line.split_once(" => ").unwrap();
        let mut asked = asked.splitn(3, ' ');
        let [version, resource, given] = [(); 3].map(|()| asked.next().unwrap());
        let client = client(ShopVersion::parse(version).unwrap(), EVERYTHING);
        let error = update(&client, resource, 2, given).unwrap_err();
        let found = format!("{:?} {}", error.kind(), error.field().unwrap_or("-"));
        assert_eq!(found, expected, "{line}");
        assert!(!error.hint().is_empty(), "{line}");
        let all = sent(&client);
        assert!(
            all.iter().all(|one| one.starts_with("GET")),
            "{line}: {all:?}"
        );
        count += 1;
    }
    println!("{count} refused changes");
}

#[test]
fn given_what_one_version_refuses_and_another_takes_then_each_follows_its_own_rule() {
    let long_title = format!(r#"{{"meta_title": {{"en": "{}"}}}}"#, "t".repeat(200));
    let cases = [
        (V1_6, long_title.as_str(), false),
        (V1_7, long_title.as_str(), true),
        (V8_2, r#"{"name": {"en": "a;b"}}"#, false),
        (V9_0, r#"{"name": {"en": "a;b"}}"#, true),
        (V8_2, r#"{"ean13": "40063813339310"}"#, false),
        (V9_0, r#"{"ean13": "40063813339310"}"#, true),
    ];
    for (version, given, is_taken) in cases {
        let client = client(version, EVERYTHING);
        let written = update(&client, "products", 2, given);
        assert_eq!(
            written.is_ok(),
            is_taken,
            "{version:?} {given}: {written:?}"
        );
    }
    println!("{} rules that differ", cases.len());
}

#[test]
fn given_a_value_that_only_the_shop_refuses_then_its_answer_names_the_field() {
    let client = client(V8_2, EVERYTHING);
    let taken = block_on(client.get::<Customer>(3, Query::default()));
    let taken = taken.unwrap().email().unwrap().to_owned();
    let used = format!(r#"{{"email": "{taken}"}}"#);
    let cases = [
        ("products", r#"{"visibility": "nowhere"}"#, "visibility"),
        (
            "products",
            r#"{"description": {"en": "onload=1"}}"#,
            "description",
        ),
        ("customers", used.as_str(), "email"),
        ("customers", r#"{"birthday": "2099-01-01"}"#, "birthday"),
    ];
    for (resource, given, field) in cases {
        let error = update(&client, resource, 2, given).unwrap_err();
        assert_eq!(
            (error.kind(), error.field()),
            (ErrorKind::Validation, Some(field)),
            "{given}: {error}"
        );
        assert!(!error.codes().is_empty(), "{given}");
    }
    assert!(
        client
            .transport()
            .with_store(|store| store.changes().is_empty())
    );
    println!("{} refusals of the shop's own", cases.len());
}

#[test]
fn given_the_option_synopsis_then_the_shops_own_schema_is_asked_too() {
    // 9 bounds a company at 255 characters; so does the declaration, but not a customer's site.
    let given = changes(&format!(r#"{{"website": "{}"}}"#, "w".repeat(129)));
    let client = client(V9_0, EVERYTHING);
    let options = WriteOptions {
        synopsis: true,
        ..WriteOptions::default()
    };
    let error = block_on(client.update("customers", 2, &given, &options)).unwrap_err();
    assert_eq!(
        (error.kind(), error.field()),
        (ErrorKind::Validation, Some("website"))
    );
    assert!(sent(&client).iter().all(|line| line.starts_with("GET")));
}
