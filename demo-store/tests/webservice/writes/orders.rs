//! New steps of orders, and everything they bring about.

use demo_store::ShopVersion;

use super::send;
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
