//! Categories: the tree moves with them.

use demo_store::ShopVersion::{self, *};
use demo_store::Store;

use super::{all_but, changed, send, with};
use crate::support::{ids, read, store, text, value};

/// What a PUT may not have.
const UNSENT: [&str; 2] = ["level_depth", "nb_products_recursive"];

fn position(store: &mut Store, id: u32) -> String {
    value(&read(store, &format!("/api/categories/{id}")), "position")
}

fn put(store: &mut Store, id: u32, unsent: &[&str], change: impl FnOnce(String) -> String) {
    let url = format!("/api/categories/{id}");
    let body = all_but(store, &url, unsent);
    let answer = send(store, "PUT", &url, &change(body));
    assert_eq!(answer.status, 200, "{}", text(&answer));
}

#[test]
fn given_a_category_as_read_then_it_moves_before_8() {
    let bare = [UNSENT[0], UNSENT[1], "position"];
    // Whether the position is sent, and where the category ends, and whether it is numbered.
    let cases = [
        (V1_6, true, "3", true),
        (V1_7, true, "3", true),
        (V8_2, true, "0", false),
        (V9_0, true, "0", false),
        (V1_6, false, "0", false),
        (V1_7, false, "3", true),
    ];
    for (version, sent, expected, numbered) in cases {
        let mut store = store(version);
        let unsent = if sent { &bare[..2] } else { &bare[..] };
        put(&mut store, 3, unsent, |body| body);
        let case = format!("{version:?}, position sent: {sent}");
        assert_eq!(position(&mut store, 3), expected, "{case}");
        let changes = changed(&store);
        let branch = changes
            .iter()
            .any(|change| change.starts_with("categories/3 nleft"));
        assert_eq!(branch, numbered, "{case}: {changes:?}");
        let rooted = changes.contains(&"categories/1 nright: 12 -> 0".to_owned());
        assert_eq!(rooted, numbered && version == V1_6, "{case}: {changes:?}");
        if numbered {
            assert_eq!(
                position(&mut store, 4),
                "0",
                "{case}: the others close ranks"
            );
        } else {
            assert!(changes.is_empty(), "{case}: {changes:?}");
        }
    }
    println!("{} cases", cases.len());
}

#[test]
fn given_a_move_then_products_are_counted_anew() {
    let mut store = store(V1_7);
    let url = "/api/categories/3";
    assert_eq!(value(&read(&mut store, url), "nb_products_recursive"), "0");
    put(&mut store, 3, &UNSENT, |body| body);
    let inside = text(&read(&mut store, url))
        .matches("<product xlink")
        .count();
    assert!(inside > 0);
    let counted: usize = value(&read(&mut store, url), "nb_products_recursive")
        .parse()
        .expect("a number");
    assert!(
        counted >= inside,
        "{counted} of all shops, {inside} of this one"
    );
}

#[test]
fn given_a_new_parent_then_depth_places_and_numbers_follow() {
    for version in ShopVersion::ALL {
        let mut store = store(version);
        put(&mut store, 5, &UNSENT, |body| with(&body, "id_parent", "4"));
        let moved = read(&mut store, "/api/categories/5");
        for (field, expected) in [("id_parent", "4"), ("level_depth", "3"), ("position", "0")] {
            assert_eq!(value(&moved, field), expected, "{version:?} {field}");
        }
        let changes = changed(&store);
        for expected in [
            "categories/5 nleft: 7 -> 6",
            "categories/5 nright: 8 -> 7",
            "categories/4 nright: 6 -> 8",
            "categories/2 categories: [3, 4, 5, 6] -> [3, 4, 6]",
            "categories/4 categories: [] -> [5]",
        ] {
            let there = changes.iter().any(|change| change == expected);
            assert!(there, "{version:?} {expected}: {changes:?}");
        }
        // What hangs on it comes along.
        put(&mut store, 4, &UNSENT, |body| with(&body, "id_parent", "3"));
        let below = read(&mut store, "/api/categories/5");
        assert_eq!(value(&below, "level_depth"), "4", "{version:?}");
    }
}

#[test]
fn given_a_parent_that_is_none_then_php_dies() {
    for parent in ["3", "99"] {
        let mut store = store(V8_2);
        let body = all_but(&mut store, "/api/categories/3", &UNSENT);
        let body = with(&body, "id_parent", parent);
        let answer = send(&mut store, "PUT", "/api/categories/3", &body);
        assert_eq!((answer.status, answer.body.len()), (500, 0), "{parent}");
        assert!(store.changes().is_empty());
    }
}

#[test]
fn given_a_place_that_another_has_then_it_moves_in_every_version() {
    for version in ShopVersion::ALL {
        let mut store = store(version);
        put(&mut store, 3, &UNSENT, |body| with(&body, "position", "1"));
        assert_eq!(position(&mut store, 3), "3", "{version:?}");
    }
}

#[test]
fn a_put_adds_a_category_to_all_shops_and_a_patch_does_not() {
    let new = "<prestashop><category><id_parent>2</id_parent><active>1</active><name>Lamps</name><link_rewrite>lamps</link_rewrite></category></prestashop>";
    let patch = "<prestashop><category><id>7</id><active>0</active></category></prestashop>";
    for (method, shops) in [("PUT", 3), ("PATCH", 1)] {
        let mut store = store(V8_2);
        let made = send(&mut store, "POST", "/shop2/api/categories", new);
        assert_eq!((made.status, value(&made, "id").as_str()), (201, "7"));
        let body = if method == "PUT" {
            all_but(&mut store, "/shop2/api/categories/7", &UNSENT)
        } else {
            patch.to_owned()
        };
        let answer = send(&mut store, method, "/shop2/api/categories/7", &body);
        assert_eq!(answer.status, 200, "{}", text(&answer));
        let found = ["/api", "/shop2/api", "/shop3/api"]
            .iter()
            .filter(|base| ids(&read(&mut store, &format!("{base}/categories"))).contains(&7))
            .count();
        assert_eq!(found, shops, "{method}");
    }
}
