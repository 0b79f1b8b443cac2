//! Employees: what 9 does not let back in is reset.

use demo_store::ShopVersion::{self, *};

use super::{all_but, changed, send, with};
use crate::support::{codes, read, store, text, value};

const READ_ONLY: [&str; 5] = [
    "last_passwd_gen",
    "stats_date_from",
    "stats_date_to",
    "stats_compare_from",
    "stats_compare_to",
];

#[test]
fn given_an_employee_as_read_then_9_refuses_it_and_the_others_keep_all() {
    for version in ShopVersion::ALL {
        let mut store = store(version);
        let body = all_but(&mut store, "/api/employees/1", &[]);
        let answer = send(&mut store, "PUT", "/api/employees/1", &body);
        let expected = if version == V9_0 {
            (400, vec![93])
        } else {
            (200, Vec::new())
        };
        assert_eq!((answer.status, codes(&answer)), expected, "{version:?}");
        let lost: Vec<String> = changed(&store)
            .into_iter()
            .filter(|change| !change.contains("bo_"))
            .filter(|change| !change.contains("reset_password"))
            .collect();
        assert!(lost.is_empty(), "{version:?}: {lost:?}");
    }
}

#[test]
fn given_an_employee_without_what_may_not_be_sent_then_it_is_reset() {
    let mut store = store(V9_0);
    let before = read(&mut store, "/api/employees/1");
    let today = "2026-03-02";
    let body = all_but(&mut store, "/api/employees/1", &READ_ONLY);
    let body = with(&body, "lastname", "Kiln");
    assert_eq!(
        send(&mut store, "PUT", "/api/employees/1", &body).status,
        200
    );
    let after = read(&mut store, "/api/employees/1");
    let cases = [
        ("last_passwd_gen", "0000-00-00 00:00:00"),
        ("stats_date_from", today),
        ("stats_date_to", today),
        ("stats_compare_from", ""),
        ("stats_compare_to", ""),
        ("lastname", "Kiln"),
        ("preselect_date_range", "month"),
    ];
    for (field, expected) in cases {
        assert_eq!(value(&after, field), expected, "{field}");
    }
    assert_ne!(value(&before, "last_passwd_gen"), "0000-00-00 00:00:00");
    assert_eq!(value(&after, "passwd"), value(&before, "passwd"));
    let colour = changed(&store)
        .into_iter()
        .find(|change| change.starts_with("employees/1 bo_color"));
    assert_eq!(
        colour.as_deref(),
        Some("employees/1 bo_color:  -> "),
        "NULL has become a text"
    );
    println!("{} fields", cases.len());
}

#[test]
fn given_a_patch_then_only_what_is_named_changes() {
    for version in [V8_2, V9_0] {
        let mut store = store(version);
        let body =
            "<prestashop><employee><id>2</id><lastname>Loam</lastname></employee></prestashop>";
        let answer = send(&mut store, "PATCH", "/api/employees/2", body);
        assert_eq!(answer.status, 200, "{}", text(&answer));
        assert_eq!(
            changed(&store),
            ["employees/2 lastname: Kiln -> Loam"],
            "{version:?}"
        );
    }
}

#[test]
fn another_password_is_hashed() {
    for version in ShopVersion::ALL {
        let mut store = store(version);
        let unsent: &[&str] = if version == V9_0 { &READ_ONLY } else { &[] };
        let body = with(
            &all_but(&mut store, "/api/employees/1", unsent),
            "passwd",
            "d4-Rings-7",
        );
        assert_eq!(
            send(&mut store, "PUT", "/api/employees/1", &body).status,
            200
        );
        let stored = value(&read(&mut store, "/api/employees/1"), "passwd");
        assert!(
            !stored.contains("Rings") && stored.len() >= 32,
            "{version:?}: {stored}"
        );
    }
}

#[test]
fn the_schemas_say_what_may_be_sent() {
    for version in ShopVersion::ALL {
        let mut store = store(version);
        let blank = text(&read(&mut store, "/api/employees?schema=blank"));
        let synopsis = text(&read(&mut store, "/api/employees?schema=synopsis"));
        for field in READ_ONLY {
            let refused = version == V9_0;
            assert_eq!(
                blank.contains(&format!("<{field}>")),
                !refused,
                "{version:?} {field}"
            );
            let line = synopsis
                .lines()
                .find(|line| line.contains(&format!("<{field} ")))
                .expect("every field is in the synopsis");
            assert_eq!(
                line.contains("read_only=\"true\""),
                refused,
                "{version:?} {line}"
            );
            assert!(line.contains("readOnly=\"true\""), "{version:?} {line}");
        }
    }
    println!("{} fields", READ_ONLY.len());
}
