//! Requests as people say them, each served by one call, and compared with all rows of a shop of
//! 20,000 products and 5,000 orders.

use std::cell::RefCell;
use std::collections::BTreeMap;

use demo_store::{Options, ShopVersion, Store, keys};
use serde_json::{Value, json};

use crate::support::{StoreTransport, client_with, from_store};
use crate::{ids, run};

#[path = "find/drawn.rs"]
mod drawn;
#[path = "find/oracle.rs"]
mod oracle;
#[path = "find/paged.rs"]
mod paged;

use oracle::{Rows, Tables};
use paged::{pages, rows};

/// More products than these are not read to their end.
const MANY_ROWS: usize = 1_000;

const TABLE: &str = include_str!("find/requests.txt");

/// A request, its call, and what is true of the rows that are meant.
struct Request {
    said: String,
    action: String,
    input: Value,
    meant: String,
}

fn requests(tables: &Tables) -> Vec<Request> {
    let guest = tables.shared_email();
    let table = TABLE
        .replace("{guest}", &guest)
        .replace("{guest_start}", &guest[..guest.find('@').unwrap() + 2])
        .replace("{GUEST}", &guest.to_uppercase());
    let blocks = table.split("\n\n").map(str::trim);
    let mut requests = Vec::new();
    for block in blocks.filter(|block| !block.starts_with('#') && !block.is_empty()) {
        let [said, call, meant] = block.lines().collect::<Vec<&str>>()[..] else {
            panic!("three lines belong to a request: {block}");
        };
        let (action, input) = call.split_once(' ').unwrap();
        requests.push(Request {
            said: said.to_owned(),
            action: action.to_owned(),
            input: serde_json::from_str(input).unwrap(),
            meant: meant.to_owned(),
        });
    }
    requests
}

/// A large shop.
pub fn large(version: ShopVersion) -> Store {
    Store::new(Options {
        version,
        products: 20_000,
        orders: 5_000,
        customers: 3_000,
        ..Options::default()
    })
}

/// A large shop of the version that most have, and one a fifth as large of the others.
fn large_or_less(version: ShopVersion) -> Store {
    match version {
        ShopVersion::V8_2 => large(version),
        _ => Store::new(Options {
            version,
            products: 4_000,
            orders: 1_000,
            customers: 600,
            ..Options::default()
        }),
    }
}

#[test]
fn given_what_people_say_then_one_call_finds_it_in_few_requests_and_few_kilobytes() {
    let (mut most_bytes, mut most_rows, mut ran) = (0, 0, 0);
    for version in ShopVersion::ALL {
        let store = large_or_less(version);
        let tables = Tables::of(&store);
        let client = client_with(StoreTransport::on(store), keys::SHOP_1, |_| {});
        // What is known from then on: labels, the codes of languages, and the key's rights.
        run(&client, "check_access", &json!({})).unwrap();
        run(&client, "list_order_states", &json!({ "language": "fr" })).unwrap();
        for Request {
            said,
            action,
            input,
            meant,
        } in requests(&tables)
        {
            let context = format!("{version:?} {said} {input}");
            let expected: Vec<u64> = tables.meant(&action, &meant);
            client.transport().take_sent();
            let answer = run(&client, &action, &input).unwrap();
            let sent = client.transport().take_sent();
            // A label in an inactive language takes one more.
            let is_label = input["state"].is_string();
            assert!(
                sent.len() <= 2 + usize::from(is_label),
                "{context}: {sent:#?}"
            );
            let first = ids(rows(&action, &answer));
            assert_eq!(first, expected[..expected.len().min(10)], "{context}");
            assert_eq!(answer["has_more"], json!(expected.len() > 10), "{context}");
            assert_eq!(answer["warnings"], json!([]), "{context}");
            let bytes = answer.to_string().len();
            assert!(bytes <= 2_900, "{context}: {bytes} bytes: {answer}");
            // Products are many: of one version, what is not half of them says enough.
            let is_short = expected.len() <= MANY_ROWS && version == ShopVersion::V8_2;
            if is_short || action != "find_products" {
                let (all, _) = pages(&client, &action, &input, 100);
                assert_eq!(ids(&Value::Array(all)), expected, "{context}");
            }
            tables.assert_told(&action, rows(&action, &answer), &context);
            most_bytes = most_bytes.max(bytes);
            most_rows = most_rows.max(expected.len());
            ran += 1;
        }
    }
    println!("{ran} requests; at most {most_bytes} bytes a page, {most_rows} rows in all");
}

#[test]
fn given_a_table_of_requests_then_nearly_all_of_them_find_something() {
    let tables = Tables::of(&large(ShopVersion::V8_2));
    let mut found: BTreeMap<String, [usize; 2]> = BTreeMap::new();
    for Request {
        said,
        action,
        meant,
        ..
    } in requests(&tables)
    {
        let is_empty = tables.meant(&action, &meant).is_empty();
        if is_empty {
            println!("nothing: {said}");
        }
        found.entry(action).or_default()[usize::from(is_empty)] += 1;
    }
    for (action, [some, none]) in &found {
        assert!(
            some > &(none * 4),
            "{action}: {some} find rows, {none} do not"
        );
    }
    println!("requests that find rows, and that do not: {found:?}");
}

/// The path without a filter: what a shop does with one that it does not understand.
fn without_filter(path: &str, field: &str) -> String {
    let name = format!("filter[{field}]=");
    let Some((before, rest)) = path.split_once(&name) else {
        return path.to_owned();
    };
    let after = rest.split_once('&').map_or("", |(_, after)| after);
    format!("{before}{after}")
}

#[test]
fn given_a_shop_that_ignores_a_filter_then_the_find_answers_the_same_rows() {
    let fields = [
        "current_state",
        "date_add",
        "total_paid_tax_incl",
        "payment",
        "reference",
        "id_customer",
        "firstname",
        "lastname",
        "email",
        "newsletter",
        "is_guest",
        "id",
    ];
    let mut ran = 0;
    for version in [ShopVersion::V1_6, ShopVersion::V9_0] {
        let store = Store::new(Options {
            version,
            customers: 300,
            orders: 400,
            ..Options::default()
        });
        let tables = Tables::of(&store);
        for field in fields {
            let transport = StoreTransport::on(store.clone());
            let own = RefCell::new(store.clone());
            transport.reshape(move |asked, _| {
                let (method, path) = asked.split_once(' ').unwrap();
                let path = without_filter(path, field);
                let sign = if path.contains('?') { '&' } else { '?' };
                let url = format!("https://shop.example{path}{sign}ws_key={}", keys::SHOP_1);
                let request = demo_store::Request::new(method, &url);
                from_store(demo_store::respond(&mut own.borrow_mut(), &request))
            });
            let client = client_with(transport, keys::SHOP_1, |_| {});
            for Request {
                said,
                action,
                input,
                meant,
            } in requests(&tables)
            {
                // In other scripts than Latin the database alone knows which letters are one.
                let words = input["words"].as_str().unwrap_or_default();
                let is_looked_into = field.ends_with("name") || field == "reference";
                if is_looked_into && words.chars().any(|letter| letter > '\u{24f}') {
                    continue;
                }
                let expected = tables.meant(&action, &meant);
                let (all, _) = pages(&client, &action, &input, 50);
                let context = format!("{version:?} {said} {input} without {field}");
                assert_eq!(ids(&Value::Array(all)), expected, "{context}");
                ran += 1;
            }
        }
    }
    println!("{ran} requests");
}

#[test]
fn given_a_cursor_of_another_search_then_it_is_refused_by_name() {
    let client = client_with(StoreTransport::new(ShopVersion::V8_2), keys::SHOP_1, |_| {});
    let base = json!({ "paid": true, "limit": 2 });
    let answer = run(&client, "find_orders", &base).unwrap();
    let cursor = answer["cursor"].as_str().unwrap();
    let cases = [
        ("find_orders", json!({ "paid": false })),
        ("find_orders", json!({})),
        ("find_orders", json!({ "paid": true, "from": "2026-01-01" })),
        ("find_customers", json!({})),
    ];
    for (action, mut input) in cases.clone() {
        input["cursor"] = json!(cursor);
        client.transport().take_sent();
        let error = run(&client, action, &input).unwrap_err();
        assert_eq!(error.field(), Some("cursor"), "{action} {input}: {error}");
        assert!(
            client.transport().take_sent().is_empty(),
            "{action} {input}"
        );
    }
    let other_limit = json!({ "paid": true, "limit": 5, "cursor": cursor });
    assert!(run(&client, "find_orders", &other_limit).is_ok());
    println!("{} searches", cases.len());
}

#[test]
fn given_what_cannot_be_meant_then_the_find_says_what_to_give() {
    let client = client_with(StoreTransport::new(ShopVersion::V8_2), keys::SHOP_1, |_| {});
    let cases = [
        (
            "find_orders",
            json!({ "from": "2026-03-02", "to": "2026-03-01" }),
            "from",
        ),
        (
            "find_orders",
            json!({ "total_from": 10, "total_to": 9.99 }),
            "total_from",
        ),
        ("find_orders", json!({ "state": "Somewhere" }), "state"),
        ("find_orders", json!({ "state": 99 }), "state"),
        (
            "find_orders",
            json!({ "customer": "Anna Berg" }),
            "customer",
        ),
        ("find_orders", json!({ "cursor": "next" }), "cursor"),
        ("find_orders", json!({ "from": "yesterday" }), "from"),
        (
            "find_customers",
            json!({ "registered_from": "2026-03-02", "registered_to": "2026-03-01" }),
            "registered_from",
        ),
        (
            "find_customers",
            json!({ "words": "anna@example.org" }),
            "words",
        ),
        ("find_customers", json!({ "guest": "no" }), "guest"),
    ];
    for (action, input, field) in &cases {
        let error = run(&client, action, input).unwrap_err();
        assert_eq!(error.field(), Some(*field), "{action} {input}: {error}");
        assert!(!error.hint().is_empty(), "{action} {input}");
    }
    println!("{} inputs", cases.len());
}

#[test]
fn given_an_order_by_id_or_reference_then_all_of_it_is_told() {
    for version in ShopVersion::ALL {
        let client = client_with(StoreTransport::new(version), keys::SHOP_1, |_| {});
        let all = Rows::read(&client, "orders", &[]);
        let mut ran = 0;
        for row in all.iter().step_by(9) {
            let id = row["id"].as_u64().unwrap();
            let by_id = run(&client, "get_order", &json!({ "id": id })).unwrap();
            let order = &by_id["orders"][0];
            for field in [
                "date_upd",
                "valid",
                "invoice_number",
                "delivery_date",
                "gift",
                "payment",
            ] {
                assert_eq!(order[field], row[field], "{version:?} order {id} {field}");
            }
            let by_reference = json!({ "reference": row["reference"] });
            let named = run(&client, "get_order", &by_reference).unwrap();
            let same = named["orders"].as_array().unwrap();
            assert!(same.contains(order), "{version:?} order {id}");
            let summary = run(&client, "get_order_by_reference", &by_reference).unwrap();
            for (full, short) in same.iter().zip(summary["orders"].as_array().unwrap()) {
                for (name, value) in short.as_object().unwrap() {
                    assert_eq!(&full[name], value, "{version:?} order {id} {name}");
                }
            }
            ran += 1;
        }
        let missing = run(&client, "get_order", &json!({ "id": 99_999 })).unwrap_err();
        assert_eq!(missing.field(), Some("id"));
        println!("{version:?}: {ran} orders");
    }
}
