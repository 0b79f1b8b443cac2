//! Writes to one of three shops, to a group, to all.

use demo_store::{Request, ShopVersion, Store, keys, respond};

use super::{ask, document, put, send};
use crate::support::{basic, codes, read, store, text, value};

#[test]
fn a_write_to_one_shop_leaves_the_other_alone() {
    let mut store = store(ShopVersion::V8_2);
    let first = text(&read(&mut store, "/api/products/1"));
    let document = document(&mut store, "/api/products/1?id_shop=2")
        .replace("Teapot", "Kettle")
        .replace("54.000000", "7.5");
    assert_eq!(
        send(&mut store, "PUT", "/api/products/1?id_shop=2", &document).status,
        200
    );
    let second = read(&mut store, "/api/products/1?id_shop=2");
    assert!(value(&second, "name").starts_with("Kettle"));
    assert_eq!(value(&second, "price"), "7.500000");
    assert_eq!(text(&read(&mut store, "/api/products/1")), first);
    // A filter on the price sees the row that was saved last.
    let found = read(&mut store, "/api/products?filter[price]=7.5");
    assert!(text(&found).contains("<product id=\"1\""));
    // A product that is not in the shop is put on sale there.
    assert_eq!(
        put(
            &mut store,
            "/api/products/13",
            "<product><id>13</id><price>1</price></product>"
        )
        .status,
        200
    );
    assert_eq!(read(&mut store, "/api/products/13").status, 200);
}

/// Price, active flag and English name as each of the three shops shows them.
fn shown(store: &mut Store, id: u32) -> [Option<(String, String, String)>; 3] {
    [1, 2, 3].map(|shop| {
        let url = format!("/api/products/{id}?id_shop={shop}&language=1");
        let response = read(store, &url);
        (response.status == 200).then(|| {
            (
                value(&response, "price"),
                value(&response, "active"),
                value(&response, "name"),
            )
        })
    })
}

/// What became of a shop's product.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    /// As it was, in the shop or not.
    Kept,
    /// Everything as in the body.
    Written,
    /// Added with the texts of the body, without price and inactive.
    Poor,
}

const NEW: &str = "<price>7.5</price><active>1</active><name>New</name>";

#[test]
fn given_a_put_to_some_shops_then_each_gets_what_real_shops_store() {
    use Fate::{Kept, Poor, Written};
    // 1 is everywhere, 12 in 1 and 3, 13 only in 2, 65 only in 3.
    let cases = [
        ("/api/products/1", [Written, Kept, Kept]),
        ("/api/products/1?id_shop=1", [Written, Kept, Kept]),
        ("/api/products/1?id_shop=2", [Kept, Written, Kept]),
        ("/shop2/api/products/1", [Kept, Written, Kept]),
        ("/shop3/api/products/1", [Kept, Kept, Written]),
        ("/shop3/api/products/1?id_shop=2", [Kept, Written, Kept]),
        ("/api/products/1?id_shop=all", [Written; 3]),
        ("/api/products/1?id_group_shop=0", [Written; 3]),
        ("/shop3/api/products/1?id_shop=all", [Written; 3]),
        ("/api/products/1?id_group_shop=1", [Written, Written, Kept]),
        ("/api/products/1?id_shop_group=2", [Kept, Kept, Written]),
        (
            "/api/products/1?id_shop=1&id_group_shop=2",
            [Kept, Kept, Written],
        ),
        ("/api/products/1?id_group_shop=all", [Written, Kept, Kept]),
        ("/api/products/12?id_shop=2", [Kept, Written, Kept]),
        ("/api/products/12?id_shop=all", [Written, Poor, Written]),
        ("/api/products/12?id_group_shop=1", [Written, Poor, Kept]),
        ("/api/products/13", [Written, Kept, Kept]),
        ("/api/products/13?id_shop=3", [Kept, Kept, Written]),
        ("/api/products/13?id_shop=all", [Poor, Written, Poor]),
        ("/api/products/13?id_group_shop=1", [Poor, Written, Kept]),
        ("/api/products/13?id_group_shop=2", [Kept, Kept, Poor]),
        ("/api/products/65", [Written, Kept, Kept]),
        ("/api/products/65?id_shop=all", [Poor, Poor, Written]),
    ];
    for (url, fates) in cases {
        let mut store = store(ShopVersion::V8_2);
        let path = url.split('?').next().unwrap_or(url);
        let id: u32 = path
            .rsplit('/')
            .next()
            .and_then(|id| id.parse().ok())
            .expect("an id");
        let before = shown(&mut store, id);
        let answer = put(
            &mut store,
            url,
            &format!("<product><id>{id}</id>{NEW}</product>"),
        );
        assert_eq!(answer.status, 200, "{url}: {}", text(&answer));
        let after = shown(&mut store, id);
        let words = |price: &str, active: &str| {
            Some((price.to_owned(), active.to_owned(), "New".to_owned()))
        };
        for ((fate, before), after) in fates.into_iter().zip(before).zip(after) {
            let expected = match fate {
                Kept => before,
                Written => words("7.500000", "1"),
                Poor => words("0.000000", "0"),
            };
            assert_eq!(after, expected, "{url}");
        }
        // The common row takes the values of the document, whatever the shops.
        let common = store.changes().iter().rev().find(|change| {
            change.record == format!("products/{id}") && change.field == "price" && change.shop == 0
        });
        assert_eq!(
            common.and_then(|change| change.after.as_deref()),
            Some("7.500000"),
            "{url}"
        );
    }
    println!("{} targets", cases.len());
}

#[test]
fn given_a_key_and_a_target_then_any_shop_of_several_opens_them_all() {
    let cases: [(&str, &str, u16, &[u32]); 14] = [
        (keys::SHOP_1, "/api/products/1", 200, &[]),
        (keys::SHOP_1, "/api/products/1?id_shop=all", 200, &[]),
        (keys::SHOP_1, "/api/products/1?id_group_shop=1", 200, &[]),
        (keys::SHOP_1, "/api/products/1?id_group_shop=2", 403, &[132]),
        (keys::SHOP_1, "/api/products/1?id_shop=3", 403, &[132]),
        (keys::SHOP_1, "/shop3/api/products/1", 403, &[132]),
        (keys::SHOP_1, "/shop3/api/products/1?id_shop=1", 200, &[]),
        (keys::SHOP_2, "/api/products/1", 403, &[132]),
        (keys::SHOP_2, "/api/products/1?id_shop=all", 200, &[]),
        (keys::SHOP_3, "/api/products/1", 403, &[132]),
        (keys::SHOP_3, "/api/products/1?id_shop=3", 200, &[]),
        (keys::SHOP_3, "/api/products/1?id_group_shop=2", 200, &[]),
        (keys::PATCHING, "/shop2/api/products/1", 200, &[]),
        (keys::EVERYTHING, "/api/products/1?id_shop=9", 302, &[]),
    ];
    for (key, url, status, expected) in cases {
        let mut store = store(ShopVersion::V8_2);
        let body = format!("<prestashop><product><id>1</id>{NEW}</product></prestashop>");
        let mut request: Request = ask("PUT", url, &body);
        request.headers.retain(|(name, _)| name != "Authorization");
        let request = request.header("Authorization", &basic(key));
        let answer = respond(&mut store, &request);
        assert_eq!(
            (answer.status, codes(&answer).as_slice()),
            (status, expected),
            "{key} {url}"
        );
        assert_eq!(store.changes().is_empty(), status != 200, "{key} {url}");
    }
    println!("{} keys and targets", cases.len());
}

#[test]
fn given_a_patch_of_the_price_then_one_shop_gets_it_and_several_get_everything() {
    // Product 14 has a price and a name of its own in shops 2 and 3.
    let cases = [
        ("/api/products/14?id_shop=2", [false, true, false], false),
        ("/api/products/14?id_shop=3", [false, false, true], false),
        ("/api/products/14", [true, false, false], false),
        (
            "/api/products/14?id_group_shop=1",
            [true, true, false],
            true,
        ),
        ("/api/products/14?id_shop=all", [true, true, true], true),
    ];
    for (url, written, copied) in cases {
        let mut store = store(ShopVersion::V8_2);
        let before = shown(&mut store, 14);
        let body = "<prestashop><product><id>14</id><price>7.5</price></product></prestashop>";
        assert_eq!(send(&mut store, "PATCH", url, body).status, 200, "{url}");
        let after = shown(&mut store, 14);
        let first = before[0].clone().expect("shop 1 has it").2;
        for shop in 0..3 {
            let (old, new) = (
                before[shop].clone().expect("it"),
                after[shop].clone().expect("it"),
            );
            assert_eq!(new.0 == "7.500000", written[shop], "{url}");
            let name = if copied && written[shop] {
                &first
            } else {
                &old.2
            };
            assert_eq!(&new.2, name, "{url}, shop {}", shop + 1);
        }
        let found = text(&read(&mut store, "/api/products?filter[price]=7.5"));
        assert!(
            found.contains("<product id=\"14\""),
            "{url}: the common row has it"
        );
    }
    println!("{} targets", cases.len());
}

#[test]
fn given_a_patch_of_a_product_the_shop_lacks_then_an_empty_one_appears_there() {
    let mut store = store(ShopVersion::V8_2);
    let body = "<prestashop><product><id>13</id><price>7.5</price></product></prestashop>";
    assert_eq!(
        send(&mut store, "PATCH", "/api/products/13", body).status,
        200
    );
    let there = read(&mut store, "/api/products/13?language=[1|2|3|4]");
    for (field, expected) in [
        ("price", "7.500000"),
        ("active", "0"),
        ("name", ""),
        ("show_price", "0"),
    ] {
        assert_eq!(value(&there, field), expected, "{field}");
    }
    let kept = read(&mut store, "/shop2/api/products/13");
    assert_eq!(value(&kept, "active"), "1");
    assert_ne!(value(&kept, "name"), "");
    let zeroed = store.changes().iter().any(|change| {
        change.shop == 0
            && change.field == "wholesale_price"
            && change.after.as_deref() == Some("0.000000")
    });
    assert!(zeroed, "the common row lost its values");
}

#[test]
fn given_the_languages_a_shop_names_then_a_put_with_only_those_blanks_another() {
    let mut store = store(ShopVersion::V8_2);
    let named = text(&read(&mut store, "/shop2/api/languages"));
    assert_eq!(named.matches("<language id=").count(), 2, "{named}");
    let shown = text(&read(&mut store, "/shop2/api/products/14?display=[name]"));
    assert_eq!(shown.matches("<language id=").count(), 3, "{shown}");
    let body = "<product><id>14</id><price>1</price><name><language id=\"1\">A</language><language id=\"2\">B</language></name></product>";
    assert_eq!(put(&mut store, "/shop2/api/products/14", body).status, 200);
    let url = "/api/products/14?display=[name]&language=4";
    assert_ne!(
        value(&read(&mut store, url), "name"),
        "",
        "shop 1 keeps its own"
    );
    assert_eq!(
        value(&read(&mut store, &format!("/shop2{url}")), "name"),
        ""
    );
}

#[test]
fn given_a_document_read_from_all_shops_then_a_product_elsewhere_cannot_be_put_back() {
    let mut store = store(ShopVersion::V8_2);
    let body = document(&mut store, "/api/products/13?id_shop=all");
    let answer = send(&mut store, "PUT", "/api/products/13?id_shop=all", &body);
    assert_eq!((answer.status, codes(&answer)), (400, vec![85]));
    // Images and combinations are repeated for each shop that is asked.
    let images =
        |store: &mut Store, url: &str| text(&read(store, url)).matches("<image xlink").count();
    let one = images(&mut store, "/api/products/1");
    assert_eq!(images(&mut store, "/api/products/1?id_shop=all"), 3 * one);
    assert_eq!(
        images(&mut store, "/api/products/1?id_group_shop=1"),
        2 * one
    );
}

#[test]
fn given_combinations_emptied_in_one_shop_then_the_others_keep_them() {
    let mut store = store(ShopVersion::V8_2);
    let body =
        "<product><id>1</id><price>1</price><associations><combinations/></associations></product>";
    assert_eq!(put(&mut store, "/shop2/api/products/1", body).status, 200);
    let has = |store: &mut Store, url: &str| text(&read(store, url)).contains("<combination xlink");
    assert!(has(&mut store, "/api/products/1"));
    assert!(!has(&mut store, "/shop2/api/products/1"));
    assert!(has(&mut store, "/shop3/api/products/1"));
    assert_eq!(read(&mut store, "/api/combinations/1").status, 200);
}
