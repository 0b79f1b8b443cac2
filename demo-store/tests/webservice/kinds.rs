//! Shops of other kinds: of another present, of another seed, and alone.

use demo_store::{Connection, Options, Request, Running, ShopVersion, Store, keys, respond};

use crate::support::{basic, read, store, text, value};
use crate::writes::send;

/// 2031-07-04 23:59:30
const PRESENT: i64 = 1_940_975_970;

const TABLES: [&str; 5] = [
    "products",
    "customers",
    "orders",
    "order_details",
    "stock_availables",
];

fn all_of(store: &mut Store, resource: &str) -> String {
    text(&read(store, &format!("/api/{resource}?display=full")))
}

/// The moments of a document, zero dates aside.
fn moments(document: &str, field: &str) -> Vec<String> {
    let start = format!("<{field}><![CDATA[");
    let parts = document.split(start.as_str()).skip(1);
    let values = parts.filter_map(|rest| rest.split("]]>").next());
    let dates = values.filter(|date| !date.is_empty() && !date.starts_with("0000"));
    dates.map(str::to_owned).collect()
}

#[test]
fn given_a_present_then_the_catalogue_lies_as_far_before_it() {
    let fields = [
        ("products", "date_add"),
        ("orders", "date_upd"),
        ("orders", "invoice_date"),
        ("customers", "date_add"),
    ];
    let mut seen = 0;
    for version in ShopVersion::ALL {
        let options = Options {
            version,
            now: Some(PRESENT),
            ..Options::default()
        };
        let (mut usual, mut moved) = (store(version), Store::new(options));
        for (resource, field) in fields {
            let dates =
                [&mut usual, &mut moved].map(|store| moments(&all_of(store, resource), field));
            assert_eq!(dates[0].len(), dates[1].len());
            assert!(!dates[0].is_empty(), "{resource} {field}");
            for (before, after) in dates[0].iter().zip(&dates[1]) {
                assert!(
                    before < after && after.as_str() <= "2031-07-04 23:59:30",
                    "{after}"
                );
                seen += 1;
            }
        }
        // Days stay days, and so can be put back.
        for day in moments(&all_of(&mut moved, "customers"), "birthday") {
            assert_eq!(day.len(), "2031-07-04".len(), "{day}");
            seen += 1;
        }
    }
    println!("{seen} dates");
}

#[test]
fn given_a_present_then_writes_are_of_it_until_time_passes() {
    let mut store = Store::new(Options {
        now: Some(PRESENT),
        ..Options::default()
    });
    let saved = |store: &mut Store, price: &str| {
        let body =
            format!("<prestashop><product><id>2</id><price>{price}</price></product></prestashop>");
        assert_eq!(send(store, "PATCH", "/api/products/2", &body).status, 200);
        value(&read(store, "/api/products/2"), "date_upd")
    };
    assert_eq!(saved(&mut store, "1"), "2031-07-04 23:59:30");
    assert_eq!(saved(&mut store, "2"), "2031-07-04 23:59:30");
    store.pass(29_999);
    assert_eq!(saved(&mut store, "3"), "2031-07-04 23:59:59");
    store.pass(1);
    assert_eq!(saved(&mut store, "4"), "2031-07-05 00:00:00");
    let told = read(&mut store, "/api/products/2");
    assert_eq!(told.header_value("Access-Time"), Some("1940976000"));
}

#[test]
fn given_a_seed_then_it_has_a_catalogue_of_its_own_and_the_same_each_time() {
    for version in ShopVersion::ALL {
        let of = |seed| {
            let mut store = Store::new(Options {
                version,
                seed,
                ..Options::default()
            });
            TABLES[..5]
                .iter()
                .map(|name| all_of(&mut store, name))
                .collect::<Vec<_>>()
        };
        let (usual, first, again, second) = (of(0), of(7), of(7), of(8));
        assert_eq!(first, again);
        for (at, name) in TABLES.iter().enumerate() {
            assert_ne!(usual[at], first[at], "{name}");
            assert_ne!(first[at], second[at], "{name}");
        }
    }
    println!("{} tables of each version", TABLES.len());
}

#[test]
fn given_a_shop_alone_then_nothing_is_of_another() {
    for version in ShopVersion::ALL {
        let mut alone = Store::new(Options {
            version,
            single_shop: true,
            ..Options::default()
        });
        for (resource, field, count) in [
            ("products", "id", 64),
            ("orders", "id", 200),
            ("customers", "id", 80),
        ] {
            let document = text(&read(
                &mut alone,
                &format!("/api/{resource}?display=[{field}]"),
            ));
            assert_eq!(document.matches("<id>").count(), count, "{resource}");
        }
        for resource in ["orders", "order_details", "customers"] {
            let document = all_of(&mut alone, resource);
            let shops = moments(&document, "id_shop");
            assert!(
                shops.iter().all(|shop| shop == "1"),
                "{resource}: {shops:?}"
            );
        }
        let shops = text(&read(&mut alone, "/api/shops?display=[id]"));
        assert_eq!(shops.matches("<id>").count(), 1);
        assert_eq!(read(&mut alone, "/api/orders/201").status, 404);
        assert_eq!(read(&mut alone, "/shop2/api").status, 404);
    }
    println!("{} versions", ShopVersion::ALL.len());
}

#[test]
fn given_a_fault_beside_the_address_then_it_spoils_the_same() {
    let ask = |store: &mut Store, url: &str, fault: Option<&str>| {
        let request = Request::new("GET", url).header("Authorization", &basic(keys::EVERYTHING));
        match fault {
            None => respond(store, &request),
            Some(name) => {
                let mut running = Running::new(request).failing(name).expect("a fault");
                loop {
                    if let Some(response) = running.step(store) {
                        return response;
                    }
                }
            }
        }
    };
    let mut cases = 0;
    for name in demo_store::faults::NAMES
        .iter()
        .filter(|name| **name != "huge")
    {
        let (mut left, mut right) = (store(ShopVersion::V8_2), store(ShopVersion::V8_2));
        let behind = ask(&mut left, &format!("/~{name}/api/products/5"), None);
        let beside = ask(&mut right, "/api/products/5", Some(name));
        assert_eq!(
            (behind.status, behind.connection),
            (beside.status, beside.connection),
            "{name}"
        );
        // Links behind the fault lead behind it, and so what is cut off is not the same.
        let without_fault = text(&behind).replace(&format!("/~{name}/"), "/");
        let start = |text: &str| text.chars().take(400).collect::<String>();
        assert_eq!(start(&without_fault), start(&text(&beside)), "{name}");
        cases += 1;
    }
    assert!(
        Running::new(Request::new("GET", "/api"))
            .failing("boom")
            .is_none()
    );
    println!("{cases} faults");
}

#[test]
fn given_a_connection_that_fails_then_nothing_is_done() {
    for (name, connection) in [("reset", Connection::Reset), ("hang", Connection::Hanging)] {
        let mut store = store(ShopVersion::V8_2);
        let body = "<prestashop><product><id>2</id><price>7.5</price></product></prestashop>";
        for (method, body) in [("GET", ""), ("PATCH", body)] {
            let answer = send(
                &mut store,
                method,
                &format!("/~{name}/api/products/2"),
                body,
            );
            assert_eq!(
                (answer.status, answer.connection),
                (0, connection),
                "{name} {method}"
            );
        }
        store.pass(1_000_000);
        assert!(store.changes().is_empty());
    }
}
