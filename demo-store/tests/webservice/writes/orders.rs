//! New steps of orders, and everything they bring about.

use std::collections::BTreeSet;

use demo_store::{ShopVersion, Store};

use super::{moved_units, post_step, send, unpaid_order};
use crate::support::{codes, read, store, text, value};

const STEP: &str = "<prestashop><order_history><id_order>1</id_order><id_order_state>2</id_order_state></order_history></prestashop>";

#[test]
fn a_new_step_moves_the_order_and_mails_only_when_asked() {
    let cases = [
        ("", 0),
        ("?sendemail=1", 1),
        ("?sendemail=0", 0),
        ("?sendemail=", 0),
        ("?sendemail=false", 1),
        ("?sendmail=1", 0),
    ];
    for (query, mails) in cases {
        let mut store = store(ShopVersion::V8_2);
        let response = send(
            &mut store,
            "POST",
            &format!("/api/order_histories{query}"),
            STEP,
        );
        assert_eq!(response.status, 201, "{}", text(&response));
        assert_eq!(value(&response, "id_order_state"), "2");
        let order = read(&mut store, "/api/orders/1");
        assert_eq!(value(&order, "current_state"), "2");
        assert_eq!(value(&order, "valid"), "1");
        assert_ne!(value(&order, "invoice_number"), "0");
        assert_eq!(store.mails().len(), mails, "{query}");
    }
    println!("{} ways to ask for a mail", cases.len());
}

#[test]
fn a_step_of_nothing_ends_as_in_each_version() {
    let cases: [(ShopVersion, u16, &str); 4] = [
        (ShopVersion::V1_6, 200, "Invalid new order status"),
        (ShopVersion::V1_7, 500, "Invalid new order status"),
        (ShopVersion::V8_2, 500, ""),
        (ShopVersion::V9_0, 500, ""),
    ];
    for (version, status, body) in cases {
        let mut store = store(version);
        let response = send(
            &mut store,
            "POST",
            "/api/order_histories",
            &STEP.replace(">2<", ">99<"),
        );
        assert_eq!(
            (response.status, text(&response).as_str()),
            (status, body),
            "{version:?}"
        );
        assert!(store.changes().is_empty());
    }
    let mut store = store(ShopVersion::V8_2);
    let with_id = STEP.replace("<id_order>", "<id>5</id><id_order>");
    assert_eq!(
        codes(&send(&mut store, "POST", "/api/order_histories", &with_id)),
        [91]
    );
    let none = send(
        &mut store,
        "POST",
        "/api/order_histories",
        &STEP.replace(">2<", ">0<"),
    );
    assert_eq!(
        (
            none.status,
            value(&read(&mut store, "/api/orders/1"), "current_state").as_str()
        ),
        (201, "0")
    );
}

#[test]
fn a_write_may_be_saved_although_the_answer_says_500() {
    for (fault, expected) in [("mail-fails", vec![46]), ("lost-answer", vec![])] {
        let mut store = store(ShopVersion::V8_2);
        let response = send(
            &mut store,
            "POST",
            &format!("/~{fault}/api/order_histories?sendemail=1"),
            STEP,
        );
        assert_eq!(
            (response.status, codes(&response)),
            (500, expected),
            "{fault}"
        );
        assert_eq!(
            value(&read(&mut store, "/api/orders/1"), "current_state"),
            "2",
            "{fault}"
        );
    }
}

fn step(store: &mut Store, order: u32, state: u32) -> u16 {
    let body = post_step(order, state);
    send(store, "POST", "/api/order_histories", &body).status
}

/// Steps 6 (cancelled) and 8 (payment failed) keep the goods; 1 waits, 2 is paid.
#[test]
fn given_a_step_after_another_then_units_leave_or_come_back_as_in_each_version() {
    let cases = [
        (ShopVersion::V8_2, 1, 6, 201, 1),
        (ShopVersion::V8_2, 1, 8, 201, 1),
        (ShopVersion::V8_2, 2, 6, 201, 1),
        (ShopVersion::V8_2, 6, 2, 201, -1),
        (ShopVersion::V8_2, 8, 4, 201, -1),
        (ShopVersion::V8_2, 1, 2, 201, 0),
        (ShopVersion::V8_2, 2, 4, 201, 0),
        (ShopVersion::V8_2, 6, 8, 201, 0),
        (ShopVersion::V8_2, 6, 6, 201, 0),
        (ShopVersion::V8_2, 6, 1, 201, 0),
        (ShopVersion::V9_0, 6, 1, 201, -1),
        (ShopVersion::V9_0, 6, 8, 201, 0),
        (ShopVersion::V9_0, 1, 6, 201, 1),
        (ShopVersion::V8_2, 6, 99, 500, 0),
        (ShopVersion::V9_0, 6, 99, 500, -1),
        (ShopVersion::V9_0, 1, 99, 500, 0),
        (ShopVersion::V1_6, 1, 6, 201, 1),
    ];
    for (version, from, to, status, sign) in cases {
        let mut shop = store(version);
        let order = unpaid_order(&mut shop, 1);
        assert_eq!(step(&mut shop, order, from), 201);
        let before = moved_units(&shop);
        assert_eq!(
            step(&mut shop, order, to),
            status,
            "{version:?} {from} {to}"
        );
        let moved = moved_units(&shop) - before;
        assert_eq!(moved.signum(), sign, "{version:?} {from} {to}");
    }
    println!("{} steps", cases.len());
}

#[test]
fn given_an_order_of_any_shop_then_its_own_shelf_moves_and_its_own_shop_mails() {
    let cases = [
        (1, "/api", "0", "Clay & Leaf"),
        (2, "/api", "0", "Clay & Leaf Outlet"),
        (2, "/shop3/api", "0", "Clay & Leaf Outlet"),
        (3, "/shop3/api", "3", "Clay & Leaf Studio"),
        (3, "/api", "3", "Clay & Leaf Studio"),
    ];
    for (shop, base, shelf, name) in cases {
        let mut store = store(ShopVersion::V8_2);
        let order = unpaid_order(&mut store, shop);
        let url = format!("{base}/order_histories?sendemail=1");
        assert_eq!(
            send(&mut store, "POST", &url, &post_step(order, 6)).status,
            201
        );
        let rows: BTreeSet<String> = store
            .changes()
            .iter()
            .filter(|change| change.record.starts_with("stock_availables/"))
            .map(|change| change.record.clone())
            .collect();
        assert!(!rows.is_empty());
        for row in rows {
            let row = read(&mut store, &format!("/api/{row}?id_shop=all"));
            assert_eq!(
                value(&row, "id_shop"),
                shelf,
                "{base}: order of shop {shop}"
            );
        }
        let mail = store.mails().last().expect("a mail");
        assert_eq!((mail.shop.as_str(), mail.id_order_state), (name, 6));
        assert_eq!(
            (mail.id_order, mail.template.as_str()),
            (order, "cancelled")
        );
    }
    println!("{} orders", cases.len());
}

/// How many records of a table came into being.
fn added(store: &Store, table: &str) -> usize {
    let start = format!("{table}/");
    let changes = store.changes().iter();
    changes
        .filter(|change| change.record.starts_with(&start) && change.field.is_empty())
        .count()
}

#[test]
fn given_a_step_that_is_paid_then_invoice_and_payment_come_once() {
    let mut store = store(ShopVersion::V8_2);
    let order = unpaid_order(&mut store, 1);
    let url = format!("/api/orders/{order}");
    let total = value(&read(&mut store, &url), "total_paid");
    // Step, and the invoices, payments and delivery slip there are after it.
    for (state, invoices, delivered) in [
        (10, 0, false),
        (2, 1, false),
        (2, 1, false),
        (3, 1, true),
        (4, 1, true),
    ] {
        assert_eq!(step(&mut store, order, state), 201);
        let after = read(&mut store, &url);
        assert_eq!(added(&store, "order_invoices"), invoices, "step {state}");
        assert_eq!(added(&store, "order_payments"), invoices, "step {state}");
        assert_eq!(
            value(&after, "delivery_number") != "0",
            delivered,
            "step {state}"
        );
        assert_eq!(value(&after, "valid") == "1", state != 10, "step {state}");
    }
    assert_eq!(value(&read(&mut store, &url), "total_paid_real"), total);
    assert_eq!(added(&store, "order_histories"), 5);
    let amount = store
        .changes()
        .iter()
        .find(|change| change.field == "amount");
    assert_eq!(amount.and_then(|change| change.after.clone()), Some(total));
}

#[test]
fn given_a_step_of_nobodys_order_then_its_row_is_written_and_the_shop_fails() {
    for version in [ShopVersion::V8_2, ShopVersion::V9_0] {
        let mut store = store(version);
        let answer = send(&mut store, "POST", "/api/order_histories", &post_step(0, 2));
        assert_eq!((answer.status, answer.body.len()), (500, 0), "{version:?}");
        assert_eq!(added(&store, "order_histories"), 1);
    }
}

#[test]
fn given_an_order_put_with_another_step_then_its_effects_stay_and_its_row_is_overwritten() {
    let mut store = store(ShopVersion::V8_2);
    let order = unpaid_order(&mut store, 1);
    let url = format!("/api/orders/{order}");
    let body = text(&read(&mut store, &url));
    let state =
        "<current_state xlink:href=\"http://shop.example.com/api/order_states/1\"><![CDATA[1]]>";
    assert!(body.contains(state), "{body}");
    let body = body.replace(state, "<current_state><![CDATA[4]]>");
    assert_eq!(send(&mut store, "PUT", &url, &body).status, 200);
    let tables = ["order_histories", "order_invoices", "order_payments"];
    assert_eq!(tables.map(|table| added(&store, table)), [1, 1, 1]);
    let after = read(&mut store, &url);
    for (field, expected) in [
        ("current_state", "4"),
        ("invoice_number", "0"),
        ("valid", "0"),
    ] {
        assert_eq!(value(&after, field), expected, "{field}");
    }
    assert!(store.mails().is_empty());
}

#[test]
fn given_several_steps_in_one_body_then_all_are_done() {
    let mut store = store(ShopVersion::V8_2);
    let both =
        post_step(1, 2).replace("</prestashop>", "") + &post_step(2, 6).replace("<prestashop>", "");
    let answer = send(&mut store, "POST", "/api/order_histories", &both);
    assert_eq!(answer.status, 201, "{}", text(&answer));
    assert_eq!(text(&answer).matches("<order_history>").count(), 2);
    assert_eq!(added(&store, "order_histories"), 2);
}
