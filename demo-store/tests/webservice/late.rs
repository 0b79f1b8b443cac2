//! Writes that are carried out after their answer.

use demo_store::{Connection, ShopVersion, Store};

use crate::support::{read, store, text, value};
use crate::writes::{post_step, send, unpaid_order};

const PRICE: &str = "<prestashop><product><id>2</id><price>7.5</price></product></prestashop>";

fn price(store: &mut Store) -> String {
    value(&read(store, "/api/products/2"), "price")
}

#[test]
fn a_late_write_is_answered_at_once_and_done_in_its_time() {
    let cases = [
        ("late-500", 500, Connection::Answered, 3_000),
        ("late-502", 502, Connection::Answered, 3_000),
        ("late-503", 503, Connection::Answered, 3_000),
        ("late-504", 504, Connection::Answered, 3_000),
        ("late-524", 524, Connection::Answered, 3_000),
        ("late-reset", 0, Connection::Reset, 3_000),
        ("late-hang", 0, Connection::Hanging, 3_000),
        ("late-504-100", 504, Connection::Answered, 100),
        ("late-hang-120000", 0, Connection::Hanging, 120_000),
    ];
    for (fault, status, connection, time) in cases {
        for base in ["", "/shop2"] {
            let mut store = store(ShopVersion::V8_2);
            let url = format!("{base}/~{fault}/api/products/2");
            let answer = send(&mut store, "PATCH", &url, PRICE);
            assert_eq!(
                (answer.status, answer.connection),
                (status, connection),
                "{fault}"
            );
            assert!(answer.header_value("PSWS-Version").is_none());
            store.pass(time - 1);
            assert!(
                store.changes().is_empty() && store.late() == 1,
                "{fault} is too early"
            );
            store.pass(1);
            assert_eq!(store.late(), 0, "{fault}");
            let seen = value(
                &read(&mut store, &format!("{base}/api/products/2")),
                "price",
            );
            assert_eq!(seen, "7.500000", "{fault}");
        }
    }
    println!("{} faults", cases.len());
}

#[test]
fn given_several_late_writes_then_each_is_done_when_it_is_due() {
    let mut store = store(ShopVersion::V8_2);
    let other = PRICE.replace("7.5", "8.5");
    send(&mut store, "PATCH", "/~late-504-500/api/products/2", PRICE);
    send(&mut store, "PATCH", "/~late-502-200/api/products/2", &other);
    assert_eq!(store.late(), 2);
    store.pass(300);
    assert_eq!(price(&mut store), "8.500000");
    store.pass(300);
    assert_eq!(price(&mut store), "7.500000", "the first comes last");
}

#[test]
fn given_a_status_sent_three_times_then_all_three_land() {
    for version in ShopVersion::ALL {
        let mut store = store(version);
        let order = unpaid_order(&mut store, 1);
        let url = "/~late-hang/api/order_histories?sendemail=1";
        for _ in 0..3 {
            send(&mut store, "POST", url, &post_step(order, 2));
        }
        let state = format!("/api/orders/{order}");
        assert_eq!(value(&read(&mut store, &state), "current_state"), "1");
        store.pass(3_000);
        assert_eq!(value(&read(&mut store, &state), "current_state"), "2");
        assert_eq!(store.mails().len(), 3, "{version:?}");
    }
}

#[test]
fn given_a_late_write_that_is_refused_then_nothing_comes_of_it() {
    let mut store = store(ShopVersion::V1_7);
    let answer = send(&mut store, "PATCH", "/~late-504/api/products/2", PRICE);
    assert_eq!(answer.status, 504, "{}", text(&answer));
    store.pass(3_000);
    assert!(store.changes().is_empty() && store.late() == 0);
}
