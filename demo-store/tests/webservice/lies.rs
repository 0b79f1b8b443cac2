//! Hosts, modules and firewalls that lie about writes.

use demo_store::{Response, ShopVersion, Store};

use crate::support::{all, ids, read, store, text, value, without};
use crate::writes::{all_but, ask, changed, moved_units, post_step, send, unpaid_order, with};

/// A PUT of product 2 with another price and another English title.
fn product(store: &mut Store, fault: &str) -> Response {
    let url = "/api/products/2";
    let unsent = ["manufacturer_name", "quantity", "position_in_category"];
    let body = with(&all_but(store, url, &unsent), "price", "47.11");
    let title = "<meta_title><language id=\"1\">";
    let at = body.find("<meta_title>").expect("a title") + "<meta_title>".len();
    let end = body[at..].find('>').expect("its language") + at + 1;
    let body = format!(
        "{}{title}Blue cup {}",
        &body[..at - "<meta_title>".len()],
        &body[end..]
    );
    send(store, "PUT", &format!("/~{fault}{url}"), &body)
}

fn price_and_title(store: &mut Store) -> (bool, bool) {
    let now = text(&read(store, "/api/products/2?language=1"));
    (now.contains("47.110000"), now.contains("Blue cup"))
}

fn step(store: &mut Store, fault: &str, order: u32) -> Response {
    let url = format!("/~{fault}/api/order_histories?sendemail=1");
    send(store, "POST", &url, &post_step(order, 2))
}

/// The step of the order, and how many rows, invoices, payments and units there are more.
fn traces(store: &mut Store, order: u32) -> (String, [usize; 3], i64) {
    let state = value(
        &read(store, &format!("/api/orders/{order}")),
        "current_state",
    );
    let came = |table: &str| {
        let changes = store.changes().iter();
        changes
            .filter(|change| change.record.starts_with(table) && change.field.is_empty())
            .count()
    };
    let rows = ["order_histories/", "order_invoices/", "order_payments/"].map(came);
    (state, rows, moved_units(store))
}

#[test]
fn a_put_ends_as_its_fault_says() {
    // Status, whether the price is new, whether the title is, whether anything has moved.
    let cases = [
        ("write-as-read", 200, (false, false), false),
        ("post-ignored", 200, (true, true), true),
        ("module-keeps", 200, (false, false), true),
        ("moves-on", 200, (true, true), true),
        ("blocked-before", 403, (false, false), false),
        ("blocked-after", 403, (true, true), true),
        ("killed", 500, (true, false), true),
        ("lost-answer", 500, (true, true), true),
    ];
    for (fault, status, expected, moved) in cases {
        for version in ShopVersion::ALL {
            let mut store = store(version);
            let before = value(&read(&mut store, "/api/products/2"), "date_upd");
            let answer = product(&mut store, fault);
            assert_eq!(answer.status, status, "{fault}: {}", text(&answer));
            assert_eq!(price_and_title(&mut store), expected, "{fault} {version:?}");
            let after = value(&read(&mut store, "/api/products/2"), "date_upd");
            assert_eq!(after != before, moved, "{fault} {version:?}");
            let is_page = answer.header_value("PSWS-Version").is_none();
            assert_eq!(is_page, status != 200, "{fault}");
        }
    }
    println!(
        "{} faults in {} versions",
        cases.len(),
        ShopVersion::ALL.len()
    );
}

#[test]
fn a_status_change_ends_as_its_fault_says() {
    // Status, the order's step, rows, invoices and payments, mails.
    let cases = [
        ("write-as-read", 200, "1", [0, 0, 0], 0),
        ("post-ignored", 201, "1", [0, 0, 0], 0),
        ("module-keeps", 201, "2", [1, 1, 1], 1),
        ("moves-on", 201, "3", [2, 1, 1], 1),
        ("blocked-before", 403, "1", [0, 0, 0], 0),
        ("blocked-after", 403, "2", [1, 1, 1], 1),
        ("killed", 500, "2", [0, 0, 0], 0),
    ];
    for (fault, status, state, rows, mails) in cases {
        for version in ShopVersion::ALL {
            let mut store = store(version);
            let order = unpaid_order(&mut store, 1);
            let answer = step(&mut store, fault, order);
            assert_eq!(answer.status, status, "{fault}: {}", text(&answer));
            let expected = (state.to_owned(), rows, 0);
            assert_eq!(traces(&mut store, order), expected, "{fault} {version:?}");
            assert_eq!(store.mails().len(), mails, "{fault} {version:?}");
        }
    }
    println!(
        "{} faults in {} versions",
        cases.len(),
        ShopVersion::ALL.len()
    );
}

#[test]
fn an_ignored_post_is_answered_with_a_record_that_is_nowhere() {
    let mut store = store(ShopVersion::V8_2);
    let answer = step(&mut store, "post-ignored", 1);
    assert_eq!(value(&answer, "id_order_state"), "2");
    let id = value(&answer, "id");
    assert_eq!(
        read(&mut store, &format!("/api/order_histories/{id}")).status,
        404
    );
    assert!(store.changes().is_empty() && store.mails().is_empty());
}

#[test]
fn a_write_made_a_read_is_answered_as_one() {
    let mut store = store(ShopVersion::V8_2);
    for (method, body) in [("PUT", "<prestashop/>"), ("PATCH", ""), ("DELETE", "")] {
        let answer = send(&mut store, method, "/~write-as-read/api/products/2", body);
        assert_eq!(answer.status, 200);
        assert_eq!(
            without(&answer, "write-as-read").into_bytes(),
            read(&mut store, "/api/products/2").body,
            "{method}"
        );
    }
    let list = send(&mut store, "POST", "/~write-as-read/api/customers", "");
    assert_eq!(ids(&list), ids(&read(&mut store, "/api/customers")));
    assert!(store.changes().is_empty());
}

#[test]
fn what_a_module_keeps_is_shown_as_sent() {
    let mut store = store(ShopVersion::V8_2);
    let answer = product(&mut store, "module-keeps");
    assert_eq!(value(&answer, "price"), "47.11");
    assert!(text(&answer).contains("Blue cup"));
    // What is stored is what was there, and the date.
    let last = |store: &Store, field: &str| {
        let mut changes = store
            .changes()
            .iter()
            .filter(|change| change.field == field);
        (changes.next().cloned(), changes.next_back().cloned())
    };
    let (first, back) = last(&store, "price");
    assert_eq!(
        first.and_then(|change| change.before),
        back.and_then(|change| change.after)
    );
}

#[test]
fn a_killed_write_leaves_the_first_table() {
    for version in [ShopVersion::V8_2, ShopVersion::V9_0] {
        let mut store = store(version);
        let body = "<prestashop><customer><id>2</id><company>Clay</company><associations><groups><group><id>1</id></group></groups></associations></customer></prestashop>";
        let answer = send(&mut store, "PATCH", "/~killed/api/customers/2", body);
        assert_eq!((answer.status, answer.body.len()), (500, 0));
        let changes = changed(&store);
        assert_eq!(changes.len(), 1, "{changes:?}");
        let gone = send(&mut store, "DELETE", "/~killed/api/customers/2", "");
        assert_eq!((gone.status, gone.body.len()), (500, 0));
        assert_eq!(read(&mut store, "/api/customers/2").status, 404);
        let new = "<prestashop><product><price>1</price><name>New</name></product></prestashop>";
        let count = ids(&read(&mut store, "/api/products")).len();
        assert_eq!(
            send(&mut store, "POST", "/~killed/api/products", new).status,
            500
        );
        let list = read(&mut store, "/api/products?display=full&language=1");
        let names = all(&text(&list), "<name>", "</name>");
        assert_eq!(names.len(), count + 1);
        assert!(
            !names.iter().any(|name| name.contains("New")),
            "its texts are not there"
        );
    }
}

#[test]
fn reads_pass_whatever_becomes_of_writes() {
    let mut store = store(ShopVersion::V8_2);
    let sound = read(&mut store, "/api/products/2");
    let faults = [
        "write-as-read",
        "post-ignored",
        "module-keeps",
        "moves-on",
        "blocked-before",
        "blocked-after",
        "killed",
        "late-502",
        "late-hang",
        "late-reset-100",
    ];
    for fault in faults {
        let answer = read(&mut store, &format!("/~{fault}/api/products/2"));
        assert_eq!(answer.status, 200, "{fault}");
        assert_eq!(without(&answer, fault).into_bytes(), sound.body, "{fault}");
    }
    let nowhere = demo_store::respond(&mut store, &ask("PUT", "/~late-9/api/products/2", ""));
    assert_eq!(nowhere.status, 404);
    println!("{} faults", faults.len());
}
