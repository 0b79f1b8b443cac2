//! One record in part, lists in parts, pages, and reads that go well the second time.

use crate::support::scripted::{Scripted, field};
use crate::support::{StoreTransport, block_on, client, client_with};
use aismarttalk_prestashop::client::paging::Paging;
use aismarttalk_prestashop::client::{Client, Observer, Settings};
use aismarttalk_prestashop::json::Value;
use aismarttalk_prestashop::resources::{Customer, Declared, Order, Product, Resource};
use aismarttalk_prestashop::webservice::call::Call;
use aismarttalk_prestashop::webservice::display::Display;
use aismarttalk_prestashop::webservice::filter::{Condition, Filter};
use aismarttalk_prestashop::webservice::query::{Query, Sort};
use aismarttalk_prestashop::webservice::split::MAX_URL_BYTES;
use aismarttalk_prestashop::webservice::{Endpoint, ErrorKind, Key};
use demo_store::{ShopVersion, keys};

fn display(fields: &[&str]) -> Query {
    let fields = fields.iter().map(|field| (*field).to_owned()).collect();
    Query {
        display: Display::Fields(fields),
        ..Query::default()
    }
}

/// A client behind a fault of the demo store.
fn faulty(fault: &str, change: impl FnOnce(&mut Settings)) -> Client<StoreTransport> {
    client_with(
        StoreTransport::new(ShopVersion::V8_2),
        keys::SHOP_1,
        |settings| {
            settings.endpoint = Endpoint::parse(&format!("https://shop.example/~{fault}")).unwrap();
            change(settings);
        },
    )
}

#[test]
fn given_any_version_when_one_record_is_asked_for_in_part_then_its_fields_come() {
    for (version, first) in [
        // 1.6 answers display on one record with the id alone; a list of one has the fields.
        (ShopVersion::V1_6, 2),
        (ShopVersion::V1_7, 1),
        (ShopVersion::V8_2, 1),
        (ShopVersion::V9_0, 1),
    ] {
        let client = client(version, keys::SHOP_1);
        for requests in [first, 1] {
            let product: Product =
                block_on(client.get(1, display(&["id", "reference", "name"]))).unwrap();
            assert_eq!(product.id(), Some(1), "{version:?}");
            assert!(
                product.reference().is_some_and(|text| !text.is_empty()),
                "{version:?}"
            );
            assert!(product.name().is_some(), "{version:?}");
            assert_eq!(
                client.transport().take_sent().len(),
                requests,
                "{version:?}"
            );
        }
        let missing = block_on(client.get::<Product>(99_999, display(&["id"]))).unwrap_err();
        assert_eq!(missing.kind(), ErrorKind::NotFound, "{version:?}");
        assert!(!missing.hint().is_empty());
    }
}

#[test]
fn given_an_undeclared_resource_of_1_6_when_a_record_is_asked_for_in_part_then_its_fields_come() {
    let answer = |path: &str| match path.starts_with("addresses/1?") {
        true => {
            "<address id=\"1\" xlink:href=\"https://shop.example/api/addresses/1\"/>".to_owned()
        }
        false if path.contains("filter[id]=[1]") => {
            let fields = [field("id", 1), field("city", "Lyon")].concat();
            format!("<addresses><address>{fields}</address></addresses>")
        }
        false if path.contains("filter[id]") => "<addresses/>".to_owned(),
        false => "<address id=\"2\"/>".to_owned(),
    };
    let get = |id| Call::get("addresses", id, display(&["id", "city"]));
    // A host or browser may hide the version.
    for version in ["1.6.1.24", "0"] {
        let client = Scripted::of_version(version, answer, |_| {});
        let found = block_on(client.json(get(1))).unwrap();
        assert_eq!(found, r#"{"id":1,"city":"Lyon"}"#, "{version}");
        let missing = block_on(client.json(get(2))).unwrap_err();
        assert_eq!(missing.kind(), ErrorKind::NotFound, "{version}");
    }
}

#[test]
fn given_more_ids_than_an_address_holds_then_the_list_is_whole_and_each_record_there_once() {
    let client = client(ShopVersion::V8_2, keys::SHOP_1);
    let everything: Vec<Product> = block_on(client.list(display(&["id"]))).unwrap();
    client.transport().take_sent();
    let ids: Vec<String> = (1..=3_000).map(|id| id.to_string()).collect();
    let query = Query {
        filter: vec![Filter::new("id", Condition::OneOf(ids))],
        ..display(&["id"])
    };
    let found: Vec<Product> = block_on(client.list(query)).unwrap();
    let ids_of = |rows: &[Product]| rows.iter().filter_map(Product::id).collect::<Vec<u32>>();
    assert_eq!(ids_of(&found), ids_of(&everything));
    assert!(client.transport().take_sent().len() > 1);
}

#[test]
fn given_a_list_in_parts_then_it_stands_in_the_order_of_a_list_in_one() {
    let mut lists = 0;
    for (field, values) in [("id", 3_000), ("id_customer", 2_000)] {
        for descending in [false, true] {
            for shown in [&["reference"][..], &["id", "reference"]] {
                let client = client(ShopVersion::V8_2, keys::SHOP_1);
                let sort = |field| match descending {
                    true => Sort::descending(field),
                    false => Sort::ascending(field),
                };
                let query = Query {
                    sort: vec![sort("id")],
                    ..display(shown)
                };
                let whole = block_on(client.list_json("orders", query.clone())).unwrap();
                client.transport().take_sent();
                // Neither up nor down.
                let values = (1..=values).map(|at| (at * 7 % (values + 1)).to_string());
                let query = Query {
                    filter: vec![Filter::new(field, Condition::OneOf(values.collect()))],
                    ..query
                };
                let found = block_on(client.list_json("orders", query.clone())).unwrap();
                assert!(client.transport().take_sent().len() > 1);
                assert_eq!(found, whole, "{field} {descending} {shown:?}");
                let orders: Vec<Order> = block_on(client.list(query.clone())).unwrap();
                let references: Vec<_> = orders.iter().map(Order::reference).collect();
                let whole: Vec<serde_json::Value> = serde_json::from_str(&whole).unwrap();
                let wanted: Vec<_> = whole.iter().map(|one| one["reference"].as_str()).collect();
                assert_eq!(references, wanted, "{field} {descending} {shown:?}");
                client.transport().take_sent();
                // Only the shop can order by anything else.
                let query = Query {
                    sort: vec![sort("reference")],
                    ..query
                };
                let refused = block_on(client.list_json("orders", query)).unwrap_err();
                assert_eq!(refused.kind(), ErrorKind::InvalidRequest, "{field}");
                assert!(refused.hint().contains("sort"), "{}", refused.hint());
                assert!(client.transport().take_sent().is_empty());
                lists += 1;
            }
        }
    }
    println!("{lists} lists in parts");
}

#[test]
fn given_pages_of_any_size_then_every_record_comes_once_in_order() {
    let mut walked = 0;
    for (resource, total) in [
        (Product::RESOURCE, count::<Product>()),
        (Order::RESOURCE, count::<Order>()),
        (Customer::RESOURCE, count::<Customer>()),
    ] {
        for descending in [false, true] {
            for size in [1, 7, 100] {
                let ids = walk(resource, size, descending);
                let mut sorted = ids.clone();
                sorted.sort_unstable();
                sorted.dedup();
                if descending {
                    sorted.reverse();
                }
                assert_eq!(ids, sorted, "{} by {size}", resource.name);
                assert_eq!(ids.len(), total, "{} by {size}", resource.name);
                walked += 1;
            }
        }
    }
    println!("{walked} walks through lists");
}

fn count<R: Declared>() -> usize {
    let client = client(ShopVersion::V8_2, keys::SHOP_1);
    block_on(client.list::<R>(display(&["id"]))).unwrap().len()
}

/// Pages of ids, up or down.
fn pages(size: u32, descending: bool) -> Paging {
    let sort = match descending {
        true => Sort::descending("id"),
        false => Sort::ascending("id"),
    };
    let query = Query {
        sort: vec![sort],
        ..display(&["id"])
    };
    Paging::new(query, size).unwrap()
}

fn walk(resource: &'static Resource, size: u32, descending: bool) -> Vec<u32> {
    let client = client(ShopVersion::V8_2, keys::SHOP_1);
    let paging = pages(size, descending);
    let (mut ids, mut after) = (Vec::new(), None);
    loop {
        let page = block_on(client.page(resource.name, &paging, after)).unwrap();
        let rows: serde_json::Value = serde_json::from_str(&page.rows).unwrap();
        let rows = rows.as_array().unwrap();
        assert!(rows.len() <= size as usize);
        ids.extend(
            rows.iter()
                .map(|row| u32::try_from(row["id"].as_u64().unwrap()).unwrap()),
        );
        after = page.next;
        if after.is_none() {
            return ids;
        }
    }
}

/// A list from a shop that heeds `display` and the place of a page, but no other filter.
fn deaf((resource, item, name): (&str, &str, &str), texts: &[&str], path: &str) -> String {
    let part = |before: &str, end: char| path.split_once(before)?.1.split(end).next();
    let number = |text: Option<&str>| text.map(|text| text.parse::<usize>().unwrap());
    let after = number(part("filter[id]=%3E[", ']')).unwrap_or(0);
    let count = number(part("limit=", '&')).unwrap_or(texts.len());
    let display = part("display=", '&').unwrap();
    let shown =
        |field: &str| display == "full" || display.split(['[', ',', ']']).any(|one| one == field);
    let rows = texts
        .iter()
        .enumerate()
        .skip(after)
        .take(count)
        .map(|(at, text)| {
            let mut row = format!("<{item} id=\"{}\">", at + 1);
            if display != "minimum" {
                row = format!("<{item}>");
            }
            if shown("id") {
                row += &field("id", at + 1);
            }
            if shown(name) {
                row += &field(name, text);
            }
            format!("{row}</{item}>")
        });
    format!("<{resource}>{}</{resource}>", rows.collect::<String>())
}

#[test]
fn given_a_shop_that_ignores_filters_then_whatever_is_shown_of_a_row_it_is_looked_at_again() {
    use Condition::{Begins, Contains, Ends, Equals, Not};
    const ORDERS: (&str, &str, &str) = ("orders", "order", "reference");
    const ADDRESSES: (&str, &str, &str) = ("addresses", "address", "alias");
    let texts = ["a_b", "axb", "A_B", "a_"];
    let rows = |json: &str| serde_json::from_str::<Vec<serde_json::Value>>(json).unwrap();
    let mut looks = 0;
    for (kind, name, condition, ids) in [
        (ORDERS, "reference", Equals("a_b".into()), "1 3"),
        (ORDERS, "reference", Contains("_".into()), "1 3 4"),
        (ORDERS, "id", Not(vec!["3".into()]), "1 2 4"),
        // Shops read `_` as any letter and `%` as any text.
        (ADDRESSES, "alias", Begins("a_b".into()), "1 3"),
        (ADDRESSES, "alias", Ends("_b".into()), "1 3"),
        (ADDRESSES, "alias", Contains("%".into()), ""),
        (ADDRESSES, "id", Not(vec!["3".into()]), "1 2 4"),
    ] {
        for (display, shows_text) in [
            (Display::Full, true),
            (Display::Fields(vec!["id".into()]), false),
            (Display::Minimum, false),
        ] {
            let client = Scripted::client(move |path| deaf(kind, &texts, path), |_| {});
            let query = Query {
                display: display.clone(),
                filter: vec![Filter::new(name, condition.clone())],
                ..Query::default()
            };
            let listed = rows(&block_on(client.list_json(kind.0, query.clone())).unwrap());
            let paging = Paging::new(query, 3).unwrap();
            let first = block_on(client.page(kind.0, &paging, None)).unwrap();
            let second = block_on(client.page(kind.0, &paging, first.next)).unwrap();
            let walked = [rows(&first.rows), rows(&second.rows)].concat();
            for found in [listed, walked] {
                let case = format!("{} {condition:?} {display:?}", kind.0);
                let id = |row: &serde_json::Value| row["id"].to_string().replace('"', "");
                assert_eq!(
                    found.iter().map(id).collect::<Vec<_>>().join(" "),
                    ids,
                    "{case}"
                );
                let has_text = |row: &serde_json::Value| row.get(kind.2).is_some();
                assert!(
                    found.iter().all(|row| has_text(row) == shows_text),
                    "{case}"
                );
                looks += found.len();
            }
        }
    }
    println!("{looks} rows");
}

#[test]
fn given_a_filter_when_a_page_of_it_is_asked_for_then_its_address_fits_or_nothing_is_sent() {
    let list = |count: u64, text: &str| -> Vec<String> {
        let values = (0..count).map(|at| format!("{text}{}", 4_000_000_000 + at));
        values.collect()
    };
    let cases = [
        ("id", Condition::OneOf(list(900, "")), true),
        ("reference", Condition::OneOf(list(200, "R")), true),
        ("reference", Condition::OneOf(list(2_000, "R")), false),
        ("reference", Condition::Equals("x".repeat(7_000)), false),
        ("id", Condition::Not(list(2_000, "")), false),
    ];
    for (field, condition, fits) in &cases {
        let client = Scripted::client(|_| "<orders></orders>".to_owned(), |_| {});
        let query = Query {
            filter: vec![Filter::new(*field, condition.clone())],
            ..Query::default()
        };
        let paging = Paging::new(query, 1_000).unwrap();
        let mut after = None;
        let walked = loop {
            match block_on(client.page("orders", &paging, after)) {
                Ok(page) if page.next.is_none() => break Ok(()),
                Ok(page) => after = page.next,
                Err(error) => break Err(error),
            }
        };
        let sent = client.transport().sent();
        match walked {
            Ok(()) => {
                let longest = sent.iter().map(String::len).max().unwrap();
                assert!(longest <= MAX_URL_BYTES, "{field}: {longest} bytes");
            }
            Err(error) => {
                assert_eq!(error.kind(), ErrorKind::InvalidRequest, "{error}");
                assert!(sent.is_empty(), "{field}: {error}");
            }
        }
        assert_eq!(!sent.is_empty(), *fits, "{field}");
    }
    println!("{} filters", cases.len());
}

#[test]
fn given_a_host_that_answers_every_page_alike_then_walking_ends_and_says_why() {
    for (resource, item) in [("products", "product"), ("addresses", "address")] {
        for descending in [false, true] {
            let mut ids = [3, 4];
            if descending {
                ids.reverse();
            }
            let rows = ids.map(|id| format!("<{item}>{}</{item}>", field("id", id)));
            let answer = format!("<{resource}>{}</{resource}>", rows.concat());
            let client = Scripted::client(move |_| answer.clone(), |_| {});
            let paging = pages(2, descending);
            let first = block_on(client.page(resource, &paging, None)).unwrap();
            let error = block_on(client.page(resource, &paging, first.next)).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::MalformedResponse, "{resource}");
            assert!(!error.hint().is_empty(), "{resource}");
        }
    }
}

#[test]
fn given_an_address_with_a_folder_then_the_root_tells_the_shop_where_no_link_does() {
    let at = |address: &str, shop: Option<u32>| {
        let mut settings = Settings::new(
            Endpoint::parse(address).unwrap(),
            Key::parse(keys::EVERYTHING).unwrap(),
        );
        settings.id_shop = shop;
        Client::new(StoreTransport::new(ShopVersion::V8_2), settings, None)
    };
    let cases = [
        // Address, shopId, shown, requests of the first list and of the second.
        ("https://shop.example", None, &["id"][..], [1, 1]),
        ("https://shop.example/shop2", None, &["id"], [2, 1]),
        (
            "https://shop.example/shop2",
            None,
            &["id", "id_customer"],
            [1, 1],
        ),
        ("https://shop.example/shop2", Some(2), &["id"], [1, 1]),
        ("https://shop.example", Some(2), &["id"], [1, 1]),
    ];
    for (address, shop, shown, expected) in cases {
        let client = at(address, shop);
        for requests in expected {
            block_on(client.list::<Order>(display(shown))).unwrap();
            let sent = client.transport().take_sent().len();
            assert_eq!(sent, requests, "{address} {shop:?} {shown:?}");
        }
    }
    println!("{} addresses", cases.len());
}

#[test]
fn given_a_host_that_fails_once_then_reads_are_tried_again_as_often_as_allowed() {
    for (fault, retries, requests, outcome) in [
        ("flaky", 2, 2, Ok(())),
        ("flaky", 0, 1, Err(ErrorKind::Server)),
        ("slow-down", 2, 2, Ok(())),
        ("slow-down", 0, 1, Err(ErrorKind::RateLimited)),
        ("html-503", 2, 3, Err(ErrorKind::Server)),
        ("disabled", 2, 1, Err(ErrorKind::WebserviceDisabled)),
        ("redirect", 2, 1, Err(ErrorKind::WrongAddress)),
        ("html-200", 2, 1, Err(ErrorKind::WrongAddress)),
        ("no-authorization", 2, 1, Err(ErrorKind::Authentication)),
        ("truncated", 2, 1, Err(ErrorKind::MalformedResponse)),
        ("fatal-200", 2, 1, Err(ErrorKind::Server)),
        ("empty-500", 2, 1, Err(ErrorKind::Server)),
        ("json", 2, 1, Err(ErrorKind::MalformedResponse)),
        ("bom", 2, 1, Ok(())),
        ("notice", 2, 1, Ok(())),
        ("echo", 2, 1, Ok(())),
    ] {
        let client = faulty(fault, |settings| settings.retries = retries);
        // With a link, which tells the shop, nothing more is asked.
        let read = block_on(client.list::<Order>(display(&["id", "id_customer"])));
        let kinds = read.map(|rows| assert!(!rows.is_empty())).map_err(|error| {
            assert!(!error.hint().is_empty(), "{fault}");
            error.kind()
        });
        assert_eq!(kinds, outcome, "{fault}");
        assert_eq!(client.transport().take_sent().len(), requests, "{fault}");
    }
}

#[test]
fn given_an_observer_then_it_sees_every_attempt_and_no_secret() {
    let seen = std::rc::Rc::new(std::cell::RefCell::new(Vec::new()));
    let log = std::rc::Rc::clone(&seen);
    let settings = Settings::new(
        Endpoint::parse("https://shop.example/~flaky").unwrap(),
        Key::parse(keys::SHOP_1).unwrap(),
    );
    let observer: Observer = std::rc::Rc::new(move |exchange| log.borrow_mut().push(exchange));
    let client = Client::new(
        StoreTransport::new(ShopVersion::V8_2),
        settings,
        Some(observer),
    );
    block_on(client.get::<Customer>(1, Query::default())).unwrap();
    let seen = seen.borrow();
    let attempts: Vec<_> = seen.iter().map(|one| (one.attempt, one.status)).collect();
    assert_eq!(attempts, [(1, Some(503)), (2, Some(200))]);
    let told = format!("{seen:?}");
    assert!(told.contains("<passwd>***") && told.contains("<secure_key>***"));
    assert!(!told.contains(keys::SHOP_1));
}

#[test]
fn given_a_language_by_its_code_when_read_then_texts_come_in_it_as_by_its_id() {
    let cases: [(&str, &[u32]); 6] = [
        (r#""fr""#, &[2]),
        (r#"["FR"]"#, &[2]),
        (r#"["en", 2]"#, &[1, 2]),
        (r#"["1", "de"]"#, &[1, 3]),
        (r#""fR""#, &[2]),
        (r#"" ar ""#, &[4]),
    ];
    let transport = StoreTransport::new(ShopVersion::V8_2);
    let client = client_with(transport, keys::EVERYTHING, |_| {});
    let query = |text: &str| {
        let text = format!(r#"{{"language": {text}, "display": ["id", "name"]}}"#);
        Query::from_json(&Value::parse(&text).unwrap()).unwrap()
    };
    for (named, ids) in cases {
        let by_id = query(&format!("{ids:?}"));
        let list = |query: Query| block_on(client.list_json("products", query)).unwrap();
        assert_eq!(list(query(named)), list(by_id.clone()), "{named}");
        let get = |query: Query| block_on(client.json(Call::get("products", 5, query))).unwrap();
        assert_eq!(get(query(named)), get(by_id.clone()), "{named}");
        let page = |query: Query| {
            block_on(client.page("products", &Paging::new(query, 5).unwrap(), None)).unwrap()
        };
        assert_eq!(page(query(named)), page(by_id), "{named}");
    }
    let sent = client.transport().take_sent();
    let asked = sent.iter().filter(|one| one.contains("/api/languages"));
    assert_eq!(asked.count(), 1, "{sent:?}");
    let error = block_on(client.list_json("products", query(r#""xx""#))).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidRequest);
    assert_eq!(error.field(), Some("language"));
    assert!(error.hint().contains("2 fr"), "{error}");
    println!("{} languages", cases.len());
}
