//! Requests that meet in the middle.

use demo_store::{Request, Response, Running, ShopVersion, Store, keys};

use super::{ask, document, post_step};
use crate::support::{read, store, text, value};

fn put(store: &mut Store, price: &str, name: &str) -> Request {
    let body = document(store, "/api/products/2")
        .replace("<id>", "<!-- its name and price come last --><id>")
        .replace("<name>", "<former_name>")
        .replace("</name>", "</former_name>")
        .replace("<price>", "<former_price>")
        .replace("</price>", "</former_price>");
    let own = format!("<price>{price}</price><name>{name}</name></product>");
    ask("PUT", "/api/products/2", &body.replace("</product>", &own))
}

/// Steps until both have answered: `turns` says whose step is next, the rest is the
/// first one's and then the other's.
fn together(store: &mut Store, requests: [Request; 2], turns: &str) -> [Response; 2] {
    let mut running = requests.map(Running::new);
    let mut answers = [None, None];
    let rest = "a".repeat(40) + &"b".repeat(40);
    for turn in turns.chars().chain(rest.chars()) {
        let at = usize::from(turn == 'b');
        if answers[at].is_none() {
            answers[at] = running[at].step(store);
        }
    }
    answers.map(|answer| answer.expect("forty steps are enough"))
}

fn count(store: &Store, table: &str) -> usize {
    let start = format!("{table}/");
    store
        .changes()
        .iter()
        .filter(|change| change.record.starts_with(&start) && change.field.is_empty())
        .count()
}

#[test]
fn given_two_puts_at_once_then_both_are_answered_with_their_own_and_a_mix_is_stored() {
    // Price of the shop and names in English, French and Arabic at the end.
    let cases = [
        ("", ["7.000000", "B", "B", "B"]),
        ("ab", ["7.000000", "B", "B", "B"]),
        ("ba", ["7.000000", "B", "B", "B"]),
        ("abbbbbbbb", ["5.000000", "A", "A", "A"]),
        ("abbb", ["5.000000", "B", "B", "B"]),
        ("abbbb", ["5.000000", "A", "B", "B"]),
        ("abbbbbb", ["5.000000", "A", "A", "B"]),
        ("abaaabbbbb", ["7.000000", "B", "A", "B"]),
    ];
    for (turns, expected) in cases {
        let mut store = store(ShopVersion::V8_2);
        let requests = [put(&mut store, "5", "A"), put(&mut store, "7", "B")];
        let [first, second] = together(&mut store, requests, turns);
        for (answer, price, name) in [(&first, "5", "A"), (&second, "7", "B")] {
            assert_eq!(answer.status, 200, "{turns}: {}", text(answer));
            assert_eq!(value(answer, "price"), price, "{turns}");
            assert_eq!(value(answer, "name"), name, "{turns}");
        }
        let mut stored = vec![value(&read(&mut store, "/api/products/2"), "price")];
        for language in [1, 2, 4] {
            let url = format!("/api/products/2?display=[name]&language={language}");
            stored.push(value(&read(&mut store, &url), "name"));
        }
        assert_eq!(stored, expected, "{turns:?}");
    }
    println!("{} ways to meet", cases.len());
}

#[test]
fn given_a_put_under_way_then_a_read_may_see_half_of_it() {
    let mut store = store(ShopVersion::V8_2);
    let before = value(&read(&mut store, "/api/products/2"), "name");
    let mut writing = Running::new(put(&mut store, "5", "A"));
    let mut seen = Vec::new();
    while writing.step(&mut store).is_none() {
        let now = read(&mut store, "/api/products/2");
        seen.push((
            value(&now, "price") == "5.000000",
            value(&now, "name") != before,
        ));
    }
    assert_eq!(
        seen.first(),
        Some(&(false, false)),
        "nothing is stored by checking"
    );
    assert!(
        seen.contains(&(true, false)),
        "new price, old name: {seen:?}"
    );
    assert_eq!(seen.last(), Some(&(true, true)));
    println!("{} steps before the answer", seen.len());
}

#[test]
fn given_a_read_or_a_refused_write_then_one_step_is_all() {
    let mut store = store(ShopVersion::V8_2);
    let cases = [
        ("GET", "/api/products/1", "", 200),
        ("GET", "/nowhere", "", 404),
        ("PUT", "/api/products/1", "<prestashop/>", 200),
        ("PUT", "/api/products/1", "<prestashop>", 500),
        (
            "PUT",
            "/api/products/1",
            "<prestashop><product><id>1</id></product></prestashop>",
            400,
        ),
        ("PUT", "/~html-503/api/products/1", "", 503),
        ("DELETE", "/api/order_histories/1", "", 200),
    ];
    for (method, url, body, status) in cases {
        let mut running = Running::new(ask(method, url, body));
        let answer = running.step(&mut store).expect("one step");
        assert_eq!(answer.status, status, "{method} {url}");
        assert_eq!(
            running.step(&mut store),
            Some(Response::default()),
            "it is over"
        );
    }
    println!("{} requests of one step", cases.len());
}

#[test]
fn given_the_same_step_twice_at_once_then_everything_happens_twice() {
    // Rows of the history, invoices, payments and how often the sum is paid.
    let cases = [
        ("aaaaaaaaaabbbbbbbbbb", [2, 1, 1], 1),
        ("ab", [2, 2, 2], 1),
        ("abababababababab", [2, 2, 2], 2),
    ];
    for (turns, counts, times) in cases {
        let mut store = store(ShopVersion::V8_2);
        let id = super::unpaid_order(&mut store, 1);
        let total: f64 = value(
            &read(&mut store, &format!("/api/orders/{id}")),
            "total_paid",
        )
        .parse()
        .expect("a sum");
        let step = || ask("POST", "/api/order_histories", &post_step(id, 2));
        let answers = together(&mut store, [step(), step()], turns);
        assert_eq!(answers.map(|answer| answer.status), [201, 201], "{turns}");
        let tables = ["order_histories", "order_invoices", "order_payments"];
        assert_eq!(tables.map(|table| count(&store, table)), counts, "{turns}");
        let order = read(&mut store, &format!("/api/orders/{id}"));
        let paid: f64 = value(&order, "total_paid_real").parse().expect("a sum");
        assert_eq!((paid / total).round() as i32, times, "{turns}");
    }
    println!("{} ways to meet", cases.len());
}

#[test]
fn given_an_order_cancelled_twice_at_once_then_its_units_come_back_twice() {
    let units = |turns: &str| {
        let mut store = store(ShopVersion::V8_2);
        let id = super::unpaid_order(&mut store, 1);
        let step = || ask("POST", "/api/order_histories", &post_step(id, 6));
        together(&mut store, [step(), step()], turns);
        super::moved_units(&store)
    };
    let once = units("aaaaaaaaaabbbbbbbbbb");
    assert!(once > 0);
    assert_eq!(units("abababab"), 2 * once);
}

#[test]
fn given_a_key_without_the_right_then_nothing_is_under_way() {
    let mut store = store(ShopVersion::V8_2);
    let request = Request {
        body: b"<prestashop><product><id>1</id><price>1</price></product></prestashop>".to_vec(),
        ..Request::new("PATCH", &format!("/api/products/1?ws_key={}", keys::SHOP_1))
    };
    let answer = Running::new(request).step(&mut store);
    assert_eq!(answer.map(|answer| answer.status), Some(405));
    assert!(store.changes().is_empty());
}

#[test]
fn given_any_two_writes_in_any_order_then_both_end_and_the_shop_can_be_read() {
    let step = |state| ask("POST", "/api/order_histories", &post_step(1, state));
    let product = "<prestashop><product><id>1</id><price>1</price><associations><combinations/></associations></product></prestashop>";
    let writes = [
        step(2),
        step(6),
        ask("PUT", "/api/products/1?id_shop=all", product),
        ask("PATCH", "/shop3/api/products/1", product),
        ask("DELETE", "/api/products/1?id_shop=all", ""),
        ask(
            "POST",
            "/api/products",
            "<prestashop><product><price>1</price></product></prestashop>",
        ),
    ];
    let mut pairs = 0;
    for first in &writes {
        for second in &writes {
            for pattern in (0_u32..64).step_by(3) {
                let turns: String = (0..6)
                    .map(|bit| if pattern >> bit & 1 == 0 { 'a' } else { 'b' })
                    .collect();
                let mut store = store(ShopVersion::V8_2);
                let answers = together(&mut store, [first.clone(), second.clone()], &turns);
                for answer in answers {
                    assert!(
                        [200, 201, 404].contains(&answer.status),
                        "{}",
                        text(&answer)
                    );
                }
                for url in [
                    "/api/products?display=full",
                    "/shop3/api/orders?display=full",
                ] {
                    assert_eq!(read(&mut store, url).status, 200);
                }
                pairs += 1;
            }
        }
    }
    println!("{pairs} meetings");
}
