//! Orders by the number of a parcel, with keys that may read parcels and with others.

use std::collections::BTreeMap;

use aismarttalk_prestashop::resources::Order;
use aismarttalk_prestashop::webservice::ErrorKind;
use demo_store::{Options, ShopVersion, Store, keys};
use serde_json::{Value, json};

use crate::support::{StoreTransport, block_on, client, client_with};
use crate::{facts, ids, run};

/// The orders of each number, newest first, as the shop stores its parcels.
fn orders_by_number(version: ShopVersion) -> BTreeMap<String, Vec<u64>> {
    let client = client(version, keys::EVERYTHING);
    let query = aismarttalk_prestashop::webservice::query::Query {
        display: aismarttalk_prestashop::webservice::display::Display::Full,
        ..Default::default()
    };
    let rows: Value =
        serde_json::from_str(&block_on(client.list_json("order_carriers", query)).unwrap())
            .unwrap();
    let own: Vec<u64> = facts::all::<Order>(version)
        .iter()
        .filter_map(|order| order.id().map(u64::from))
        .collect();
    let mut numbers: BTreeMap<String, Vec<u64>> = BTreeMap::new();
    for row in rows.as_array().unwrap() {
        let number = row["tracking_number"].as_str().unwrap_or_default();
        let id = |value: &Value| match value {
            Value::String(text) => text.parse().unwrap(),
            other => other.as_u64().unwrap(),
        };
        let order = id(&row["id_order"]);
        if !number.is_empty() && own.contains(&order) {
            numbers.entry(number.to_owned()).or_default().push(order);
        }
    }
    numbers
}

/// In groups of three letters, as labels print it.
fn in_groups(number: &str) -> String {
    let letters: Vec<char> = number.chars().collect();
    let groups: Vec<String> = letters.chunks(3).map(|one| one.iter().collect()).collect();
    groups.join(" ")
}

#[test]
fn given_the_number_of_any_parcel_then_its_order_is_found_however_it_is_written() {
    let (mut found, mut second) = (0, 0);
    for version in ShopVersion::ALL {
        let client = client(version, keys::WITH_OPTIONS);
        let orders: Vec<Order> = facts::all(version);
        for (number, expected) in orders_by_number(version) {
            let forms = [number.clone(), number.to_lowercase(), in_groups(&number)];
            for form in forms {
                let answer = run(&client, "find_orders", &json!({ "tracking_number": form }));
                let answer = answer.unwrap();
                assert_eq!(ids(&answer["orders"]), expected, "{version:?} {form}");
                assert_eq!(answer["warnings"], json!([]), "{version:?} {form}");
                assert_eq!(answer["has_more"], false);
                found += 1;
            }
            let is_named = |order: &&Order| order.shipping_number() == Some(&number);
            second += usize::from(!orders.iter().any(|order| is_named(&order)));
        }
    }
    println!("{found} finds; {second} numbers are of second parcels");
    assert!(second > 0);
}

#[test]
fn given_a_key_that_may_not_read_parcels_then_the_number_of_the_order_is_compared_and_said() {
    let (mut first, mut others) = (0, 0);
    for version in ShopVersion::ALL {
        let client = client(version, keys::SHOP_1);
        let orders: Vec<Order> = facts::all(version);
        for number in orders_by_number(version).keys() {
            let named = orders
                .iter()
                .filter(|one| one.shipping_number() == Some(number));
            let expected: Vec<u64> = named.filter_map(|one| one.id().map(u64::from)).collect();
            let input = json!({ "tracking_number": in_groups(number).to_lowercase() });
            let answer = run(&client, "find_orders", &input).unwrap();
            assert_eq!(ids(&answer["orders"]), expected, "{version:?} {number}");
            let warnings = answer["warnings"].to_string();
            assert!(
                warnings.contains("only the first tracking number"),
                "{warnings}"
            );
            assert!(warnings.contains("tick GET in the line order_carriers"));
            *if expected.is_empty() {
                &mut others
            } else {
                &mut first
            } += 1;
        }
        let sent = client.transport().take_sent();
        assert!(!sent.iter().any(|one| one.contains("/api/order_carriers")));
    }
    println!("{first} numbers of orders, {others} of their second parcels");
    assert!(first > 0 && others > 0);
}

#[test]
fn given_more_orders_than_are_compared_at_once_then_going_on_finds_the_old_one() {
    let store = Store::new(Options {
        orders: 2_600,
        ..Options::default()
    });
    let client = client_with(StoreTransport::on(store), keys::SHOP_1, |_| {});
    let mut oldest: Vec<Value> = Vec::new();
    for order in 1..60 {
        let Ok(answer) = run(
            &client,
            "get_order_by_reference",
            &reference_of(&client, order),
        ) else {
            continue;
        };
        let orders = answer["orders"].as_array().unwrap();
        oldest.extend(
            orders
                .iter()
                .map(|one| one["shipping"]["shipping_number"].clone()),
        );
    }
    let number = oldest.into_iter().find(|one| !one.is_null()).unwrap();
    let mut input = json!({ "tracking_number": number, "limit": 10 });
    let (mut found, mut pages) = (Vec::new(), 0);
    loop {
        let answer = run(&client, "find_orders", &input).unwrap();
        found.extend(ids(&answer["orders"]));
        pages += 1;
        let is_open = answer["warnings"].to_string().contains("Not all rows");
        assert_eq!(answer["has_more"], is_open, "{answer}");
        if answer["cursor"].is_null() {
            break;
        }
        input["cursor"] = answer["cursor"].clone();
    }
    println!("{pages} pages");
    assert_eq!(found.len(), 1);
    assert!(pages > 1);
}

fn reference_of(
    client: &aismarttalk_prestashop::client::Client<StoreTransport>,
    order: u32,
) -> Value {
    match run(client, "get_order", &json!({ "id": order })) {
        Ok(answer) => json!({ "reference": answer["orders"][0]["reference"] }),
        Err(_) => json!({ "reference": "none" }),
    }
}

#[test]
fn given_a_number_that_no_parcel_has_or_other_conditions_too_then_nothing_else_is_found() {
    let version = ShopVersion::V8_2;
    let client = client(version, keys::WITH_OPTIONS);
    let (number, orders) = orders_by_number(version).pop_first().unwrap();
    let cases = [
        (json!({ "tracking_number": "NOBODY-HAS-THIS" }), 0),
        (json!({ "tracking_number": &number[..number.len() - 1] }), 0),
        (json!({ "tracking_number": number }), orders.len()),
        (json!({ "tracking_number": number, "to": "2001-01-01" }), 0),
        (
            json!({ "tracking_number": number, "from": "2001-01-01" }),
            orders.len(),
        ),
        (json!({ "tracking_number": number, "reference": "-" }), 0),
    ];
    for (input, expected) in &cases {
        client.transport().take_sent();
        let answer = run(&client, "find_orders", input).unwrap();
        assert_eq!(ids(&answer["orders"]).len(), *expected, "{input}");
        if *expected == 0 && input.as_object().unwrap().len() == 1 {
            let sent = client.transport().take_sent();
            assert!(
                !sent.iter().any(|one| one.contains("/api/orders?")),
                "{sent:?}"
            );
        }
    }
    for input in [
        json!({ "tracking_number": " " }),
        json!({ "tracking_number": 5 }),
    ] {
        let error = run(&client, "find_orders", &input).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidRequest);
        assert_eq!(error.field(), Some("tracking_number"), "{input}: {error}");
    }
    println!("{} inputs", cases.len() + 2);
}
