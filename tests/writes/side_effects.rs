//! Writes that do more than they say, in shops that behave as real ones do: what they do is told,
//! is nobody else's, and what would do harm is refused.

use aismarttalk_prestashop::client::Client;
use aismarttalk_prestashop::client::write::effects::EffectKind;
use aismarttalk_prestashop::client::write::{StatusChange, WriteOptions, Written};
use aismarttalk_prestashop::resources::Customer;
use aismarttalk_prestashop::webservice::{ErrorKind, Result, Saved};
use demo_store::Options;
use demo_store::ShopVersion::{self, V1_6, V1_7, V8_2, V9_0};
use demo_store::keys::{EVERYTHING, SHOP_1};

use crate::support::{StoreTransport, block_on, client, client_with};
use crate::update::{changes, sent, update};

/// A key that may do everything; without PATCH where `method` is PUT.
fn shop(version: ShopVersion, method: &str) -> Client<StoreTransport> {
    shop_of(
        Options {
            version,
            single_shop: true,
            ..Options::default()
        },
        method,
    )
}

fn shop_of(options: Options, method: &str) -> Client<StoreTransport> {
    let client = client_with(StoreTransport::of(options), EVERYTHING, |_| {});
    if method == "PUT" {
        client.transport().deny_patch();
    }
    client
}

fn mails(client: &Client<StoreTransport>) -> usize {
    client.transport().with_store(|store| store.mails().len())
}

struct Case {
    resource: &'static str,
    id: u32,
    given: &'static str,
    versions: &'static [ShopVersion],
    effects: &'static [EffectKind],
}

const ALL: &[ShopVersion] = &[V1_6, V1_7, V8_2, V9_0];
const NEW: &[ShopVersion] = &[V8_2, V9_0];
const OLD: &[ShopVersion] = &[V1_6, V1_7];

const CASES: [Case; 8] = [
    Case {
        resource: "manufacturers",
        id: 2,
        given: r#"{"name": "Papier de la Rivière"}"#,
        versions: ALL,
        effects: &[EffectKind::Address, EffectKind::Shops],
    },
    Case {
        resource: "suppliers",
        id: 1,
        given: r#"{"name": "Quarry, Sons & Daughters"}"#,
        versions: ALL,
        effects: &[EffectKind::Address, EffectKind::Shops],
    },
    Case {
        resource: "categories",
        id: 4,
        given: r#"{"id_parent": "5"}"#,
        versions: ALL,
        effects: &[EffectKind::Moved],
    },
    Case {
        resource: "categories",
        id: 4,
        given: r#"{"name": {"en": "Everything for tea"}}"#,
        versions: OLD,
        effects: &[EffectKind::Moved],
    },
    Case {
        resource: "categories",
        id: 4,
        given: r#"{"name": {"en": "Everything for tea"}}"#,
        versions: NEW,
        effects: &[],
    },
    Case {
        resource: "orders",
        id: 5,
        given: r#"{"note": "Leave it with the neighbours."}"#,
        versions: NEW,
        effects: &[],
    },
    Case {
        resource: "order_payments",
        id: 1,
        given: r#"{"transaction_id": "T-4711"}"#,
        versions: ALL,
        effects: &[],
    },
    Case {
        resource: "order_carriers",
        id: 1,
        given: r#"{"tracking_number": "1Z-4711"}"#,
        versions: ALL,
        effects: &[],
    },
];

#[test]
fn given_what_a_shop_does_along_with_a_change_then_it_is_written_and_nobody_elses() {
    let mut count = 0;
    for case in &CASES {
        for version in case.versions.iter().copied() {
            for method in ["PUT", "PATCH"] {
                if method == "PATCH" && version < V8_2 {
                    continue;
                }
                let client = shop(version, method);
                let name = format!("{} {} {method} {version:?}", case.resource, case.given);
                let given = changes(case.given);
                let options = WriteOptions {
                    preview: true,
                    ..WriteOptions::default()
                };
                let shown = block_on(client.update(case.resource, case.id, &given, &options));
                let shown = shown.unwrap_or_else(|error| panic!("{name}: {error}"));
                let kinds: Vec<EffectKind> = shown.effects.iter().map(|one| one.kind).collect();
                assert_eq!(kinds, case.effects, "{name}");
                client.transport().take_sent();
                let written = update(&client, case.resource, case.id, case.given);
                let written = written.unwrap_or_else(|error| panic!("{name}: {error}"));
                assert!(written.written, "{name}");
                assert_eq!(written.effects, shown.effects, "{name}");
                assert_eq!(written.warnings, Vec::<String>::new(), "{name}");
                for one in &written.differences {
                    assert!(one.reason.is_harmless(), "{name}: {one:?}");
                }
                let path = format!("{method} /api/{}/{}", case.resource, case.id);
                let writes = sent(&client).into_iter().filter(|one| *one == path);
                assert_eq!(writes.count(), 1, "{name}");
                assert_eq!(mails(&client), 0, "{name}");
                count += 1;
            }
        }
    }
    println!("{count} changes with what shops do along with them");
}

#[test]
fn given_a_put_that_would_do_harm_then_it_is_refused_before_it_is_sent() {
    let cases = [
        (
            V1_6,
            "orders",
            5,
            r#"{"gift": true}"#,
            ErrorKind::InvalidRequest,
        ),
        (
            V1_7,
            "orders",
            5,
            r#"{"note": "x"}"#,
            ErrorKind::InvalidRequest,
        ),
        (
            V9_0,
            "employees",
            1,
            r#"{"lastname": "Sand"}"#,
            ErrorKind::Permission,
        ),
        (
            V9_0,
            "customers",
            5,
            r#"{"note": "x"}"#,
            ErrorKind::Permission,
        ),
        (
            V1_6,
            "categories",
            1,
            r#"{"name": {"en": "All"}}"#,
            ErrorKind::InvalidRequest,
        ),
        (
            V1_6,
            "customers",
            5,
            r#"{"email": "OTHER"}"#,
            ErrorKind::Validation,
        ),
        (
            V1_7,
            "customers",
            5,
            r#"{"email": "OTHER"}"#,
            ErrorKind::Validation,
        ),
        (
            V8_2,
            "customers",
            5,
            r#"{"email": "OTHER"}"#,
            ErrorKind::Validation,
        ),
    ];
    for (version, resource, id, given, kind) in cases {
        let client = shop(version, "PUT");
        let other = block_on(client.get::<Customer>(6, Default::default()));
        let given = given.replace("OTHER", other.unwrap().email().unwrap());
        client.transport().take_sent();
        let refused = update(&client, resource, id, &given);
        let name = format!("{version:?} {resource} {given}");
        let error = refused.expect_err(&name);
        assert_eq!(
            (error.kind(), error.saved()),
            (kind, Saved::No),
            "{name}: {error}"
        );
        assert!(!error.hint().is_empty(), "{name}");
        // 1.7.8 and later look for the address themselves.
        let is_sent = sent(&client).iter().any(|one| one.starts_with("PUT"));
        assert_eq!(is_sent, given.contains('@') && version > V1_6, "{name}");
        let stored = client.transport().with_store(|store| store.changes().len());
        assert_eq!((stored, mails(&client)), (0, 0), "{name}");
    }
    println!("{} writes refused", cases.len());
}

#[test]
fn given_several_shops_then_a_category_is_not_put_into_those_that_lack_it() {
    let given = r#"{"name": {"en": "Everything for tea"}}"#;
    let several = |version| Options {
        version,
        ..Options::default()
    };
    for version in ShopVersion::ALL {
        let client = shop_of(several(version), "PUT");
        let error = update(&client, "categories", 4, given).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Permission, "{version:?}: {error}");
        assert!(error.hint().contains("line shops"), "{version:?}: {error}");
        assert!(sent(&client).iter().all(|line| line.starts_with("GET")));
        // A key that may not see the shops is told which box shows that there is but one.
        let client = shop(version, "PUT");
        client.transport().deny("shops");
        let error = update(&client, "categories", 4, given).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Permission, "{version:?}: {error}");
    }
    for version in NEW {
        let client = shop_of(several(*version), "PATCH");
        assert!(update(&client, "categories", 4, given).unwrap().written);
    }
    println!("{} versions", ShopVersion::ALL.len());
}

#[test]
fn given_1_7_7_which_does_not_look_then_an_address_that_another_customer_has_is_refused() {
    let store = StoreTransport::of(Options::default().pretending("1.7.7").unwrap());
    let client = client_with(store, SHOP_1, |_| {});
    let email = |id| {
        let customer = block_on(client.get::<Customer>(id, Default::default())).unwrap();
        customer.email().unwrap().to_owned()
    };
    let (own, other) = (email(5), email(6));
    let given = format!(r#"{{"email": "{other}"}}"#);
    let error = update(&client, "customers", 5, &given).unwrap_err();
    assert_eq!(
        (error.kind(), error.field()),
        (ErrorKind::Validation, Some("email"))
    );
    assert_eq!(client.version().unwrap().to_string(), "1.7.7.8");
    // In other letters it is the customer's own.
    let given = format!(r#"{{"email": "{}"}}"#, own.to_uppercase());
    assert!(update(&client, "customers", 5, &given).unwrap().written);
    let stored = client.transport().with_store(|store| store.changes().len());
    assert!(stored > 0);
}

#[test]
fn given_employees_of_9_and_a_key_with_patch_then_nothing_else_of_them_changes() {
    let client = shop(V9_0, "PATCH");
    let written = update(&client, "employees", 1, r#"{"lastname": "Sand"}"#).unwrap();
    assert!(written.written);
    let fields: Vec<String> = client.transport().with_store(|store| {
        let changes = store.changes().iter();
        changes.map(|change| change.field.clone()).collect()
    });
    assert_eq!(fields, ["lastname"]);
}

#[test]
fn given_a_control_character_in_a_stored_text_then_other_fields_can_be_written_and_it_is_told() {
    let texts = [
        ("products", 2, "description[3]", "One\u{b}two"),
        ("products", 2, "meta_description[1]", "\u{1}"),
        ("customers", 2, "note", "Rings\u{b}twice"),
        ("categories", 4, "meta_title[4]", "a\u{1}b"),
    ];
    let mut count = 0;
    for (resource, id, field, held) in texts {
        for (version, method) in [(V1_6, "PUT"), (V1_7, "PUT"), (V8_2, "PUT"), (V8_2, "PATCH")] {
            let client = shop(version, method);
            let record = format!("{resource}/{id}");
            let overwritten = client
                .transport()
                .with_store(|store| store.overwrite(&record, field, held));
            assert!(overwritten);
            let given = match resource {
                "customers" => r#"{"company": "Berg & Co"}"#,
                "products" => r#"{"meta_title": {"en": "A title"}}"#,
                _ => r#"{"description": {"en": "A shelf"}}"#,
            };
            let name = format!("{record} {field} {method} {version:?}");
            let written = update(&client, resource, id, given);
            let written = written.unwrap_or_else(|error| panic!("{name}: {error}"));
            let told = written.effects.iter().any(|one| {
                one.kind == EffectKind::Cleaned
                    && one.text.contains(field.split('[').next().unwrap())
            });
            assert_eq!((written.written, told), (true, method == "PUT"), "{name}");
            count += 1;
        }
    }
    println!("{count} records with a character that no document can hold");
}

fn status(client: &Client<StoreTransport>, state: u32, preview: bool) -> Result<Written> {
    let change = StatusChange {
        id_order: 4,
        id_order_state: state,
        id_employee: None,
        send_email: true,
    };
    let options = WriteOptions {
        preview,
        ..WriteOptions::default()
    };
    block_on(client.change_status(&change, &options))
}

#[test]
fn given_a_preview_of_a_status_then_everything_it_does_is_named() {
    let client = client(V8_2, SHOP_1);
    let paid = status(&client, 2, true).unwrap();
    let kinds: Vec<&str> = paid.effects.iter().map(|one| one.kind.name()).collect();
    assert_eq!(kinds, ["email", "history", "invoice", "payment", "stock"]);
    assert_eq!(mails(&client), 0, "a preview sends nothing");
    let written = status(&client, 2, false).unwrap();
    assert_eq!(written.effects, paid.effects);
    assert_eq!(mails(&client), 1);
}

#[test]
fn given_hosts_and_modules_that_lie_then_what_differs_is_named_for_what_it_is() {
    let name = r#"{"price": "47.11", "name": {"en": "Told"}}"#;
    let mut count = 0;
    for version in [V1_7, V8_2, V9_0] {
        let mut check = |fault: &str, is_status: bool, expected: &str| {
            let client = client(version, EVERYTHING);
            client.transport().go_through(fault);
            let answer = match is_status {
                true => status(&client, 2, false),
                false => update(&client, "products", 5, name),
            };
            let reasons = |written: &Written| {
                let all = written.differences.iter().map(|one| one.reason);
                let mut names: Vec<_> = all
                    .filter(|reason| !reason.is_harmless())
                    .map(|reason| reason.name())
                    .collect();
                names.dedup();
                names.join(" ")
            };
            let told = match &answer {
                Ok(written) => format!("written {}", reasons(written)).trim().to_owned(),
                Err(error) => format!("{} {}", error.kind().name(), error.saved().name()),
            };
            assert_eq!(told, expected, "{fault} {version:?}: {answer:?}");
            count += 1;
        };
        check("write-as-read", false, "server no");
        check("write-as-read", true, "malformed_response no");
        check("post-ignored", true, "server no");
        check("module-keeps", false, "written kept");
        check("moves-on", true, "written moved_on");
        check("blocked-after", false, "written");
        check("blocked-after", true, "written");
        check("blocked-before", false, "blocked no");
        check("blocked-before", true, "blocked no");
        check("killed", false, "outcome_unknown unknown");
        check("killed", true, "outcome_unknown unknown");
    }
    println!("{count} lies");
}
