//! The shops 4 to 7: one switched off, one deleted, and two that share nothing.

use std::collections::BTreeSet;

use demo_store::{Options, Response, ShopVersion, Store, keys};

use crate::support::{all, codes, get, read, sorted_ids, store, text, value};
use crate::writes::send;

/// The addresses of the open shops, with their ids.
pub const OPEN: [(u32, &str); 5] = [
    (1, "/api"),
    (2, "/shop2/api"),
    (3, "/shop3/api"),
    (6, "/shop6/api"),
    (7, "/shop7/api"),
];

/// A store with all of its shops.
pub fn further(version: ShopVersion) -> Store {
    Store::new(Options {
        version,
        further_shops: true,
        ..Options::default()
    })
}

#[test]
fn given_further_shops_then_the_first_three_answer_as_without_them() {
    let mut cases = 0;
    for version in ShopVersion::ALL {
        let (mut without, mut with) = (store(version), further(version));
        for (_, address) in &OPEN[..3] {
            for path in [
                "products?display=full",
                "products?filter[price]=[1,30]&sort=[id_ASC]",
                "products?filter[active]=0",
                "products/1",
                "products/22?price[it][use_tax]=1",
                "combinations?display=full",
                "customers?display=full",
                "customers/5",
                "orders?display=full",
                "orders/7",
                "categories?display=full",
                "manufacturers?display=full",
                "suppliers?display=full",
                "languages?display=full",
                "order_states?display=full",
                "employees?display=full",
                "stock_availables?filter[id_shop]=3&display=full",
                "stock_availables?filter[id_shop_group]=1&display=full",
                "order_details?filter[id_order]=201",
                "order_histories?filter[id_order]=4",
            ] {
                let url = format!("{address}/{path}");
                let (without, with) = (read(&mut without, &url), read(&mut with, &url));
                assert!(with == without, "{version:?} {url}");
                cases += 1;
            }
        }
    }
    println!("{cases} answers alike");
}

#[test]
fn given_a_shop_that_is_closed_then_its_folder_leads_to_the_default_one_and_its_id_nowhere() {
    // Address, status, and the address that its links start with.
    let cases: [(&str, u16, &str); 14] = [
        ("/shop4/api/", 200, "/api/"),
        ("/shop5/api/", 200, "/api/"),
        ("/shop4/api/products", 200, "/api/"),
        ("/shop4/api/products/1", 200, "/api/"),
        ("/shop5/api/customers/3", 200, "/api/"),
        ("/shop4/api/products?id_shop=6", 200, "/shop6/api/"),
        ("/shop6/api/products/1", 200, "/shop6/api/"),
        ("/api/products/1?id_shop=7", 200, "/shop7/api/"),
        ("/api/products?id_shop=4", 302, ""),
        ("/shop4/api/products/1?id_shop=4", 302, ""),
        ("/shop2/api/?id_shop=4", 302, ""),
        ("/api/products?id_shop=5", 500, ""),
        ("/shop5/api/?id_shop=5", 500, ""),
        ("/api/products?id_shop=8", 302, ""),
    ];
    for version in [ShopVersion::V1_7, ShopVersion::V8_2, ShopVersion::V9_0] {
        let mut store = further(version);
        for (url, status, base) in cases {
            let answer = read(&mut store, url);
            assert_eq!(answer.status, status, "{version:?} {url}");
            if status != 200 {
                assert_eq!(text(&answer), "", "{version:?} {url}");
                continue;
            }
            let links = links(&answer);
            let base = format!("http://shop.example.com{base}");
            assert!(!links.is_empty(), "{version:?} {url}");
            assert!(
                links.iter().all(|link| link.starts_with(&base)),
                "{url}: {links:?}"
            );
        }
        let moved = read(&mut store, "/shop4/api/products/1?id_shop=4");
        let expected = Some("http://shop.example.com/?url=products%2F1");
        assert_eq!(moved.header_value("Location"), expected);
        let root = text(&read(&mut store, "/shop4/api/"));
        assert!(root.contains("shopName=\"Clay &amp; Leaf\""), "{root}");
        // What is written there is the default shop's.
        let body = "<prestashop><product><id>1</id><price>7.5</price></product></prestashop>";
        assert_eq!(
            send(&mut store, "PUT", "/shop4/api/products/1", body).status,
            200
        );
        let shops: BTreeSet<u32> = store.changes().iter().map(|change| change.shop).collect();
        assert_eq!(shops, BTreeSet::from([0, 1]));
    }
    println!("{} addresses of closed shops", cases.len() * 3);
}

fn links(answer: &Response) -> Vec<String> {
    all(&text(answer), "xlink:href=\"", "\"")
}

#[test]
fn given_a_key_of_one_shop_then_closed_shops_are_not_open_to_it() {
    let cases: [(&str, &str, u16, &[u32]); 9] = [
        (keys::SHOP_6, "/shop6/api/products", 200, &[]),
        (keys::SHOP_6, "/shop7/api/products", 403, &[132]),
        (keys::SHOP_7, "/shop7/api/orders", 200, &[]),
        (keys::SHOP_7, "/api/orders?id_group_shop=3", 200, &[]),
        (keys::SHOP_7, "/shop4/api/orders", 403, &[132]),
        (keys::SHOP_1, "/shop4/api/orders", 200, &[]),
        (keys::SHOP_1, "/shop5/api/orders", 200, &[]),
        (keys::SHOP_1, "/api/orders?id_group_shop=3", 403, &[132]),
        (keys::SHOP_1, "/api/orders?id_group_shop=4", 500, &[999]),
    ];
    let mut store = further(ShopVersion::V8_2);
    for (key, url, status, expected) in cases {
        let answer = get(&mut store, key, url);
        let found = (answer.status, codes(&answer));
        assert_eq!(found, (status, expected.to_vec()), "{url}");
    }
    println!("{} keys and addresses", cases.len());
}

#[test]
fn given_a_group_that_shares_nothing_then_each_of_its_shops_has_its_own_alone() {
    let mut store = further(ShopVersion::V8_2);
    let mut has = |url: &str| BTreeSet::from_iter(sorted_ids(&read(&mut store, url)));
    for name in ["products", "customers", "orders"] {
        let [first, sixth, seventh] =
            ["/api", "/shop6/api", "/shop7/api"].map(|address| has(&format!("{address}/{name}")));
        assert!(!sixth.is_empty() && !seventh.is_empty(), "{name}");
        // Products may be sold in several shops, customers and orders are one shop's.
        let both: Vec<_> = sixth.intersection(&seventh).copied().collect();
        let expected: &[u32] = if name == "products" { &[1] } else { &[] };
        assert_eq!(both, expected, "{name}");
        if name != "products" {
            assert!(
                first.is_disjoint(&sixth) && first.is_disjoint(&seventh),
                "{name}"
            );
        }
    }
    let sixth = value(&read(&mut store, "/shop6/api/products/1"), "price");
    let seventh = value(&read(&mut store, "/shop7/api/products/1"), "price");
    assert_ne!(sixth, seventh);
    // One e-mail address, three accounts.
    let address = value(
        &read(&mut store, "/shop6/api/customers?display=[email]&limit=1"),
        "email",
    );
    for (shop, at) in OPEN {
        let url = format!("{at}/customers?filter[email]={address}");
        let found = sorted_ids(&read(&mut store, &url));
        let own = get(
            &mut store,
            keys::EVERYTHING,
            &format!("/api/customers/{}", found[0]),
        );
        let expected = if shop == 2 { 1 } else { shop };
        assert_eq!(
            (found.len(), value(&own, "id_shop")),
            (1, expected.to_string()),
            "{url}"
        );
    }
    // The order of the shop that is switched off is listed nowhere but in its group.
    let left_over = |store: &mut Store, name: &str| {
        let url = format!("/api/{name}?filter[id_shop]=4");
        sorted_ids(&read(store, &url))
    };
    assert_eq!(left_over(&mut store, "orders"), []);
    assert_eq!(left_over(&mut store, "carts").len(), 1);
}
