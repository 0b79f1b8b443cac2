//! An address under which hundreds of guests have ordered.

use serde_json::json;

use crate::support::scripted::{Scripted, field};
use crate::{ids, run};

const GUESTS: u32 = 700;

/// Each guest has one order with the same id; later ones are newer.
fn shop(path: &str) -> String {
    if path.is_empty() {
        return "<api><order_states get=\"true\"/></api>".to_owned();
    }
    if path.starts_with("order_states") {
        return "<order_states></order_states>".to_owned();
    }
    if path.starts_with("customers") {
        let guest = |id: u32| {
            let fields = [
                field("id", id),
                field("email", "fair@example.org"),
                field("is_guest", 1),
            ];
            format!("<customer>{}</customer>", fields.concat())
        };
        let all: String = (1..=GUESTS).map(guest).collect();
        return format!("<customers>{all}</customers>");
    }
    let (_, filter) = path.split_once("filter[id_customer]=[").unwrap();
    let wanted: Vec<u32> = filter
        .split_once(']')
        .unwrap()
        .0
        .split('|')
        .map(|id| id.parse().unwrap())
        .collect();
    let limit = path.split_once("limit=").map_or(usize::MAX, |(_, rest)| {
        rest.split('&').next().unwrap().parse().unwrap()
    });
    let order = |id: &u32| {
        let date = format!("2026-01-{:02} 10:00:00", 1 + id / 25);
        let fields = [
            field("id", id),
            field("id_customer", id),
            field("date_add", date),
            field("current_state", 1),
        ];
        format!("<order>{}</order>", fields.concat())
    };
    let rows: String = wanted.iter().rev().take(limit).map(order).collect();
    format!("<orders>{rows}</orders>")
}

#[test]
fn given_hundreds_of_guests_then_their_orders_are_asked_for_in_parts_and_put_in_order() {
    let client = Scripted::client(shop, |_| {});
    let input = json!({ "email": "fair@example.org", "limit": 3 });
    let answer = run(&client, "get_orders_by_email", &input).unwrap();
    assert_eq!(ids(&answer["orders"]), [700, 699, 698]);
    assert_eq!(answer["total_count"], GUESTS);
    let sent = client.transport().sent();
    for path in &sent {
        assert!(
            path.len() < 6_000,
            "{} bytes: a web server cuts there",
            path.len()
        );
    }
    let input = json!({ "email": "fair@example.org" });
    let last = run(&client, "get_last_order", &input).unwrap();
    assert_eq!(last["order"]["id"], GUESTS);
    println!("{GUESTS} guests, {} requests", sent.len());
}

#[test]
fn given_hundreds_of_guests_then_the_first_page_of_their_orders_is_found() {
    let client = Scripted::client(shop, |_| {});
    let input = json!({ "customer": "fair@example.org", "limit": 3 });
    let answer = run(&client, "find_orders", &input).unwrap();
    assert_eq!(ids(&answer["orders"]), [700, 699, 698]);
    assert_eq!(answer["has_more"], true);
    // The customers, their orders in three parts, the labels, the rights.
    let sent = client.transport().sent();
    let cut: Vec<String> = sent
        .iter()
        .map(|one| one.chars().take(90).collect())
        .collect();
    assert_eq!(sent.len(), 6, "{cut:#?}");
}
