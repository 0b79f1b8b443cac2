//! What recordings show to be destructive cannot be asked for: it is refused before anything
//! is sent, or what is sent is something safe.

use aismarttalk_prestashop::client::write::{WriteOptions, Written};
use aismarttalk_prestashop::json::{Map, Value};
use aismarttalk_prestashop::webservice::{Error, Result};
use demo_store::{ShopVersion, keys};
use roxmltree::{Document, Node};

use crate::round_trip::{in_shop, stored, update};
use crate::support::scripted::Scripted;
use crate::support::{StoreTransport, block_on};

pub const PREVIEW: WriteOptions = WriteOptions {
    preview: true,
    expect: None,
    synopsis: false,
    send_email: false,
};

pub fn map(text: &str) -> Map {
    match Value::parse(text) {
        Ok(Value::Object(map)) => map,
        other => panic!("{text}: {other:?}"),
    }
}

/// Requires that a shop is as it was and was only asked.
pub fn check_untouched(transport: &StoreTransport, case: &str) {
    assert!(
        transport.with_store(|store| store.changes().is_empty()),
        "{case}"
    );
    assert!(
        transport.with_store(|store| store.mails().is_empty()),
        "{case}"
    );
    let sent = transport.take_sent();
    assert!(
        sent.iter().all(|line| line.starts_with("GET ")),
        "{case}: {sent:?}"
    );
}

pub fn told(error: &Error) -> String {
    format!("{:?} {}", error.kind(), error.field().unwrap_or("-"))
}

#[test]
fn given_a_change_that_a_recording_shows_to_be_destructive_then_nothing_is_written() {
    let rows = include_str!("destructive.txt").lines();
    let rows: Vec<&str> = rows.filter(|row| !row.starts_with('#')).collect();
    let mut count = 0;
    for row in rows {
        let (asked, expected) = row.rsplit_once(" => ").unwrap();
        let [_, place, given] = asked.splitn(3, " | ").collect::<Vec<_>>()[..] else {
            panic!("{row}");
        };
        let [version, shop, resource, id] = place.split(' ').collect::<Vec<_>>()[..] else {
            panic!("{row}");
        };
        for key in [keys::EVERYTHING, keys::PATCHING] {
            // That key may not change orders, and is told so first.
            if resource == "orders" && key == keys::PATCHING {
                continue;
            }
            let transport = StoreTransport::new(ShopVersion::parse(version).unwrap());
            let client = in_shop(&transport, key, shop.parse().unwrap());
            match update(&client, resource, id.parse().unwrap(), given) {
                Err(error) if told(&error) == expected && !error.hint().is_empty() => {}
                other => panic!("{row}: {:?}", other.map(|one| one.changes)),
            }
            check_untouched(&transport, row);
            count += 1;
        }
    }
    println!("{count} changes refused");
}

#[test]
fn given_a_resource_by_another_name_then_nothing_is_sent() {
    let names = [
        "",
        "Products",
        "products/1",
        "products?id_shop=all",
        "../orders",
        "products%2F1",
    ];
    for name in names {
        let transport = StoreTransport::new(ShopVersion::V8_2);
        let client = in_shop(&transport, keys::EVERYTHING, 1);
        let fields = map(r#"{"price": "3"}"#);
        let options = WriteOptions::default();
        for error in [
            block_on(client.update(name, 1, &fields, &options)).unwrap_err(),
            block_on(client.create(name, &fields, &options)).unwrap_err(),
            block_on(client.delete(name, 1, &options)).unwrap_err(),
        ] {
            assert!(!error.hint().is_empty(), "{name}: {error}");
        }
        check_untouched(&transport, name);
    }
    println!("{} names refused", names.len());
}

/// The body of a change that is previewed.
fn planned(version: ShopVersion, key: &str, resource: &str, given: &str) -> (&'static str, String) {
    let transport = StoreTransport::new(version);
    let client = in_shop(&transport, key, 1);
    let written = block_on(client.update(resource, 2, &map(given), &PREVIEW)).unwrap();
    check_untouched(&transport, given);
    let [request] = &written.requests[..] else {
        panic!("{given}: {:?}", written.requests);
    };
    (request.method, request.body.clone().unwrap())
}

/// The fields that a body holds.
pub fn names(body: &str) -> Vec<String> {
    let document = Document::parse(body).unwrap();
    let record = document.root_element().first_element_child().unwrap();
    let fields = record.children().filter(Node::is_element);
    fields.map(|one| one.tag_name().name().to_owned()).collect()
}

#[test]
fn given_one_language_of_a_text_when_written_then_the_body_holds_every_language() {
    // prodput-13, prodput-redo-19, inact-02, prodpatch-02, multistore-308.
    let mut count = 0;
    for version in ShopVersion::ALL {
        for key in [keys::SHOP_1, keys::PATCHING] {
            let (method, body) = planned(version, key, "products", r#"{"name": {"fr": "Neuf"}}"#);
            let document = Document::parse(&body).unwrap();
            let record = document.root_element().first_element_child().unwrap();
            let texts = record
                .children()
                .filter(|field| field.first_element_child().is_some());
            let mut fields = 0;
            for field in texts {
                let ids: Vec<_> = field
                    .children()
                    .filter_map(|one| one.attribute("id"))
                    .collect();
                assert_eq!(
                    ids,
                    ["1", "2", "3", "4"],
                    "{version:?} {method} {}",
                    field.tag_name().name()
                );
                fields += 1;
            }
            assert!(
                fields > 5 || (method == "PATCH" && fields == 1),
                "{version:?} {fields}"
            );
            count += 1;
        }
    }
    println!("{count} bodies in four languages");
}

#[test]
fn given_a_change_when_put_then_the_body_holds_what_would_be_reset_and_nothing_that_harms() {
    const PRODUCT: &str =
        "id id_category_default reference active date_add price visibility condition";
    const NO_PRODUCT: &str = "quantity manufacturer_name position_in_category type new id_default_image id_default_combination associations";
    const CUSTOMER: &str =
        "id secure_key passwd last_passwd_gen id_default_group id_lang date_add active note";
    const STOCK: &str =
        "id id_shop id_shop_group id_product id_product_attribute out_of_stock depends_on_stock";
    // prodput-01 to -13 and -80 to -87, custput-02 to -13, stock-499.
    let cases = [
        (
            "products",
            keys::SHOP_1,
            r#"{"reference": "NEW"}"#,
            PRODUCT,
            NO_PRODUCT,
        ),
        (
            "customers",
            keys::SHOP_1,
            r#"{"firstname": "Ada"}"#,
            CUSTOMER,
            "associations",
        ),
        (
            "stock_availables",
            keys::PATCHING,
            r#"{"quantity": 3}"#,
            STOCK,
            "associations",
        ),
    ];
    let mut count = 0;
    for version in [ShopVersion::V1_6, ShopVersion::V1_7, ShopVersion::V8_2] {
        for (resource, key, given, there, absent) in cases {
            // No key of the store may PUT stock and not PATCH it.
            if resource == "stock_availables" && version == ShopVersion::V8_2 {
                continue;
            }
            let (method, body) = planned(version, key, resource, given);
            assert_eq!(method, "PUT", "{version:?} {resource}");
            let names = names(&body);
            let holds = |name: &str| names.iter().any(|one| one == name);
            for name in there.split(' ') {
                assert!(holds(name), "{version:?} {resource}: {name} is missing");
            }
            for name in absent.split(' ') {
                assert!(!holds(name), "{version:?} {resource}: {name}");
            }
            count += 1;
        }
    }
    println!("{count} bodies of PUT");
}

#[test]
fn given_a_change_when_patched_then_the_body_holds_it_and_the_id_alone() {
    let cases = [
        ("products", r#"{"reference": "NEW"}"#, "reference"),
        ("customers", r#"{"firstname": "Ada"}"#, "firstname"),
        ("stock_availables", r#"{"quantity": 3}"#, "quantity"),
    ];
    let versions = [ShopVersion::V8_2, ShopVersion::V9_0];
    for version in versions {
        for (resource, given, field) in cases {
            let (method, body) = planned(version, keys::PATCHING, resource, given);
            assert_eq!(method, "PATCH", "{version:?} {resource}");
            assert_eq!(names(&body), ["id", field], "{version:?} {resource}");
        }
    }
    println!("{} bodies of PATCH", cases.len() * versions.len());
}

#[test]
fn given_a_combination_without_a_threshold_then_no_body_gives_it_one() {
    let right = |patch: bool| {
        format!(
            r#"<api><combinations get="true" put="true" post="false" patch="{patch}" delete="false" head="false"/></api>"#
        )
    };
    let record = |held: &str| {
        format!(
            "<combination><id>1</id><reference>A</reference><low_stock_threshold>{held}</low_stock_threshold></combination>"
        )
    };
    let cases = [
        (false, "", r#"{"reference": "B"}"#, "id reference"),
        (
            false,
            "0",
            r#"{"reference": "B"}"#,
            "id reference low_stock_threshold",
        ),
        (true, "", r#"{"reference": "B"}"#, "id reference"),
        (true, "7", r#"{"low_stock_threshold": ""}"#, "id reference"),
        (
            true,
            "7",
            r#"{"low_stock_threshold": "0"}"#,
            "id low_stock_threshold",
        ),
    ];
    for (patch, held, given, expected) in cases {
        let (right, record) = (right(patch), record(held));
        let answer = move |path: &str| {
            match path {
            "" => right.clone(),
            path if path.contains("schema") => {
                "<combinations><combination><reference/><low_stock_threshold/></combination></combinations>".to_owned()
            }
            _ => record.clone(),
        }
        };
        let client = Scripted::client(answer, |_| {});
        let written = block_on(client.update("combinations", 1, &map(given), &PREVIEW)).unwrap();
        let body = written.requests[0].body.as_deref().unwrap();
        assert_eq!(names(body).join(" "), expected, "{patch} {held} {given}");
    }
    println!("{} bodies of combinations", cases.len());
}

#[test]
fn given_a_threshold_that_is_taken_away_then_it_is_put_for_a_patch_would_make_it_0() {
    // prodput-88.
    for version in [ShopVersion::V1_7, ShopVersion::V8_2, ShopVersion::V9_0] {
        let transport = StoreTransport::new(version);
        let client = in_shop(&transport, keys::EVERYTHING, 1);
        let threshold = |given: &str| -> (Option<String>, Result<Written>) {
            let written = update(&client, "products", 2, given);
            let after = stored(&transport);
            let text = after.text(1, "products/2", "low_stock_threshold");
            (text.map(str::to_owned), written)
        };
        let (text, _) = threshold(r#"{"low_stock_threshold": 7}"#);
        assert_eq!(text.as_deref(), Some("7"), "{version:?}");
        let (text, written) = threshold(r#"{"low_stock_threshold": null}"#);
        assert_eq!(text.as_deref(), Some(""), "{version:?}");
        let method = written.unwrap().method.map(|method| method.name());
        assert_eq!(method, Some("PUT"), "{version:?}");
        // None and 0 are not the same: at 0 the shop still tells of low stock.
        for (given, expected) in [("0", "0"), ("null", "")] {
            let (text, written) = threshold(&format!(r#"{{"low_stock_threshold": {given}}}"#));
            assert_eq!(text.as_deref(), Some(expected), "{version:?} {given}");
            assert!(written.unwrap().written, "{version:?} {given}");
        }
    }
    println!("3 thresholds taken away, and put to 0 and away again");
}
