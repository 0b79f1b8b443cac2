//! Manufacturers and suppliers: a new name moves their link.

use demo_store::ShopVersion;

use super::{all_but, changed, put, send, with};
use crate::support::{codes, ids, read, store, text, value};

#[test]
fn given_a_new_name_then_the_link_follows_and_nothing_else() {
    let cases: [(&str, &[&str], &str, &str); 2] = [
        (
            "manufacturers",
            &["link_rewrite"],
            "Rivière Papeterie",
            "riviere-papeterie",
        ),
        ("suppliers", &[], "Harbour Trading", "harbour-trading"),
    ];
    for (resource, unsent, name, link) in cases {
        for version in ShopVersion::ALL {
            let mut store = store(version);
            let url = format!("/api/{resource}/2");
            let before = read(&mut store, &url);
            assert_eq!(value(&before, "name"), name);
            assert_eq!(value(&before, "link_rewrite"), link);
            let body = with(
                &all_but(&mut store, &url, unsent),
                "name",
                "Élan &amp; Fils",
            );
            let answer = send(&mut store, "PUT", &url, &body);
            assert_eq!(answer.status, 200, "{version:?}: {}", text(&answer));
            let record = format!("{resource}/2");
            let expected = [
                format!("{record} link_rewrite: {link} -> elan-fils"),
                format!("{record} name: {name} -> Élan & Fils"),
            ];
            assert_eq!(changed(&store), expected, "{version:?}");
            let after = read(&mut store, &url);
            assert_eq!(value(&after, "link_rewrite"), "elan-fils");
            assert_ne!(value(&after, "date_upd"), value(&before, "date_upd"));
        }
    }
    println!(
        "{} resources in {} versions",
        cases.len(),
        ShopVersion::ALL.len()
    );
}

#[test]
fn a_link_of_the_shops_own_making_is_refused_or_forgotten() {
    let cases: [(&str, u16, &[u32]); 2] = [("manufacturers", 400, &[93]), ("suppliers", 200, &[])];
    for (resource, status, expected) in cases {
        let mut store = store(ShopVersion::V8_2);
        let url = format!("/api/{resource}/1");
        let before = value(&read(&mut store, &url), "link_rewrite");
        let body = with(&all_but(&mut store, &url, &[]), "link_rewrite", "mine");
        let answer = send(&mut store, "PUT", &url, &body);
        assert_eq!(
            (answer.status, codes(&answer).as_slice()),
            (status, expected)
        );
        assert_eq!(value(&read(&mut store, &url), "link_rewrite"), before);
    }
    let mut store = store(ShopVersion::V8_2);
    let filtered = read(
        &mut store,
        "/api/manufacturers?filter[link_rewrite]=clay-leaf",
    );
    assert_eq!(codes(&filtered).first(), Some(&34));
    assert_eq!(
        ids(&read(&mut store, "/api/manufacturers?filter[name]=[clay]%")),
        [1]
    );
    println!("{} resources", cases.len());
}

#[test]
fn given_a_patch_then_the_rest_is_kept() {
    for (resource, name) in [
        ("manufacturers", "Hill Tea Garden"),
        ("suppliers", "Quarry &amp; Sons"),
    ] {
        for version in [ShopVersion::V8_2, ShopVersion::V9_0] {
            let mut store = store(version);
            let id = if resource == "manufacturers" { 3 } else { 1 };
            let body =
                format!("<prestashop><x><id>{id}</id><name>{name} 2</name></x></prestashop>");
            let url = format!("/api/{resource}/{id}");
            assert_eq!(send(&mut store, "PATCH", &url, &body).status, 200);
            let changes = changed(&store);
            assert_eq!(changes.len(), 2, "{changes:?}");
            assert!(value(&read(&mut store, &url), "link_rewrite").ends_with("-2"));
        }
    }
}

#[test]
fn they_come_and_go() {
    for resource in ["manufacturers", "suppliers"] {
        let mut store = store(ShopVersion::V8_2);
        let url = format!("/api/{resource}");
        let many = ids(&read(&mut store, &url)).len();
        let body = "<prestashop><x><name>New &amp; Co</name><active>1</active></x></prestashop>";
        let made = send(&mut store, "POST", &url, body);
        assert_eq!(made.status, 201, "{}", text(&made));
        let one = format!("{url}/{}", value(&made, "id"));
        assert_eq!(value(&read(&mut store, &one), "link_rewrite"), "new-co");
        assert_eq!(send(&mut store, "DELETE", &one, "").status, 200);
        assert_eq!(ids(&read(&mut store, &url)).len(), many);
        let missing = put(&mut store, &one, "<x><id>1</id><active>1</active></x>");
        assert_eq!(codes(&missing), [41]);
    }
}
