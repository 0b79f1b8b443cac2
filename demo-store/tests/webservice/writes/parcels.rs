//! Payments and parcels of the orders.

use demo_store::ShopVersion::{self, *};

use super::{all_but, changed, post_step, send, unpaid_order, with};
use crate::support::{ids, read, store, text, value};

#[test]
fn given_a_payment_as_read_then_what_was_null_becomes_0() {
    for version in ShopVersion::ALL {
        let mut store = store(version);
        let body = all_but(&mut store, "/api/order_payments/3", &[]);
        let answer = send(&mut store, "PUT", "/api/order_payments/3", &body);
        assert_eq!(answer.status, 200, "{}", text(&answer));
        let has_employee = version >= V8_2;
        assert_eq!(body.contains("<id_employee>"), has_employee, "{version:?}");
        assert!(!body.contains("date_upd"));
        let expected: &[&str] = if has_employee {
            &["order_payments/3 id_employee:  -> 0"]
        } else {
            &[]
        };
        assert_eq!(changed(&store), expected, "{version:?}");
    }
}

#[test]
fn given_a_step_that_is_paid_then_its_payment_can_be_read() {
    let mut store = store(V8_2);
    let order = unpaid_order(&mut store, 1);
    let order_url = format!("/api/orders/{order}");
    let reference = value(&read(&mut store, &order_url), "reference");
    let url = format!("/api/order_payments?filter[order_reference]={reference}");
    assert!(ids(&read(&mut store, &url)).is_empty());
    let step = post_step(order, 2);
    assert_eq!(
        send(&mut store, "POST", "/api/order_histories", &step).status,
        201
    );
    let full = read(&mut store, &format!("{url}&display=full"));
    assert_eq!(value(&full, "order_reference"), reference);
    assert_eq!(value(&full, "id_employee"), "");
    let paid = value(&read(&mut store, &order_url), "total_paid_real");
    assert_eq!(value(&full, "amount"), paid);
}

#[test]
fn given_a_parcel_then_the_mail_goes_when_it_is_asked_for() {
    let cases = [
        ("PUT", "", 0),
        ("PUT", "?sendemail=1", 1),
        ("PUT", "?sendemail=0", 0),
        ("PATCH", "?sendemail=1", 1),
        ("PATCH", "", 0),
    ];
    for (method, query, mails) in cases {
        for version in ShopVersion::ALL {
            if method == "PATCH" && version < V8_2 {
                continue;
            }
            let mut store = store(version);
            let url = format!("/api/order_carriers/7{query}");
            let order = value(&read(&mut store, "/api/order_carriers/7"), "id_order");
            let body = all_but(&mut store, "/api/order_carriers/7", &[]);
            let body = with(&body, "tracking_number", "CL-NEW-7");
            let answer = send(&mut store, method, &url, &body);
            assert_eq!(answer.status, 200, "{method} {query}: {}", text(&answer));
            let changes = changed(&store);
            assert_eq!(changes.len(), 1, "{changes:?}");
            assert!(changes[0].ends_with("-> CL-NEW-7"), "{changes:?}");
            assert_eq!(store.mails().len(), mails, "{method} {query} {version:?}");
            for mail in store.mails() {
                assert_eq!(mail.template, "in_transit");
                assert_eq!(mail.id_order.to_string(), order);
            }
        }
    }
    println!("{} ways to ask", cases.len());
}

#[test]
fn given_a_mail_that_fails_then_the_parcel_is_saved_all_the_same() {
    let mut store = store(V8_2);
    let body = with(
        &all_but(&mut store, "/api/order_carriers/7", &[]),
        "tracking_number",
        "CL-NEW-7",
    );
    let url = "/~mail-fails/api/order_carriers/7?sendemail=1";
    let answer = send(&mut store, "PUT", url, &body);
    assert_eq!(
        (answer.status, crate::support::codes(&answer)),
        (500, vec![46])
    );
    let after = read(&mut store, "/api/order_carriers/7");
    assert_eq!(value(&after, "tracking_number"), "CL-NEW-7");
    assert!(store.mails().is_empty());
}
