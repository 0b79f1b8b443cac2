//! Orders that are put back.

use demo_store::{Options, ShopVersion::*, Store};

use super::{all_but, changed, moved_units, send, unpaid_order, with};
use crate::support::{read, text, value};

fn shop(number: &str) -> Store {
    let options = Options::default().pretending(number);
    Store::new(options.expect("a version"))
}

fn steps(store: &Store) -> usize {
    let changes = store.changes().iter();
    changes
        .filter(|change| change.record.starts_with("order_histories/"))
        .filter(|change| change.field.is_empty())
        .count()
}

#[test]
fn given_an_order_as_read_then_before_1_7_8_its_step_is_a_new_one() {
    // Version, and the steps and mails of it.
    let cases = [
        ("1.6.1.24", 1, 1),
        ("1.7.7.8", 1, 1),
        ("1.7.8.11", 0, 0),
        ("8.2", 0, 0),
        ("9.0", 0, 0),
    ];
    for (number, rows, mails) in cases {
        let mut store = shop(number);
        let order = unpaid_order(&mut store, 1);
        let url = format!("/api/orders/{order}");
        let body = all_but(&mut store, &url, &[]);
        let answer = send(&mut store, "PUT", &url, &body);
        assert_eq!(answer.status, 200, "{number}: {}", text(&answer));
        assert_eq!(
            (steps(&store), store.mails().len()),
            (rows, mails),
            "{number}"
        );
        assert_eq!(
            moved_units(&store),
            0,
            "{number}: a step to itself moves nothing"
        );
        let others: Vec<String> = changed(&store)
            .into_iter()
            .filter(|change| !change.starts_with("order_histories/"))
            .collect();
        assert!(others.is_empty(), "{number}: {others:?}");
        for mail in store.mails() {
            assert_eq!((mail.id_order, mail.template.as_str()), (order, "transfer"));
        }
    }
    println!("{} versions", cases.len());
}

#[test]
fn given_a_step_that_sends_no_mail_then_none_goes() {
    let mut store = shop("1.6");
    let url = "/api/orders?filter[current_state]=5&sort=[id_ASC]&limit=1";
    let order = crate::support::ids(&read(&mut store, url))[0];
    let url = format!("/api/orders/{order}");
    let body = all_but(&mut store, &url, &[]);
    assert_eq!(send(&mut store, "PUT", &url, &body).status, 200);
    assert_eq!((steps(&store), store.mails().len()), (1, 0));
}

#[test]
fn given_an_order_without_its_step_then_it_has_none() {
    for number in ["1.6", "1.7.7", "1.7.8", "8.2", "9.0"] {
        let mut store = shop(number);
        let body = all_but(&mut store, "/api/orders/1", &["current_state"]);
        let answer = send(&mut store, "PUT", "/api/orders/1", &body);
        assert_eq!(answer.status, 200, "{number}: {}", text(&answer));
        let after = read(&mut store, "/api/orders/1");
        assert_eq!(value(&after, "current_state"), "0", "{number}");
        assert_eq!((steps(&store), store.mails().len()), (0, 0), "{number}");
    }
}

#[test]
fn given_another_step_then_before_8_the_customer_is_told() {
    for (number, mails) in [
        ("1.6", 1),
        ("1.7.7", 1),
        ("1.7.8", 1),
        ("8.2", 0),
        ("9.0", 0),
    ] {
        let mut store = shop(number);
        let order = unpaid_order(&mut store, 1);
        let url = format!("/api/orders/{order}");
        let body = with(&all_but(&mut store, &url, &[]), "current_state", "2");
        assert_eq!(send(&mut store, "PUT", &url, &body).status, 200);
        assert_eq!((steps(&store), store.mails().len()), (1, mails), "{number}");
    }
}

#[test]
fn given_a_note_then_a_patch_stores_that_alone() {
    for version in [V8_2, V9_0] {
        let mut store = crate::support::store(version);
        let body = "<prestashop><order><id>1</id><note>Rings twice.</note></order></prestashop>";
        let answer = send(&mut store, "PATCH", "/api/orders/1", body);
        assert_eq!(answer.status, 200, "{}", text(&answer));
        assert_eq!(
            changed(&store),
            ["orders/1 note:  -> Rings twice."],
            "{version:?}"
        );
        assert!(store.mails().is_empty());
    }
}
