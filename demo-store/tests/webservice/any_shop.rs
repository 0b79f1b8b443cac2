//! What every shop hands out, lists and changes, whoever's it is.

use demo_store::{ShopVersion, Store};

use crate::further_shops::{OPEN, further};
use crate::support::{read, sorted_ids, text, value};
use crate::writes::{all_but, send, with};

#[test]
fn given_a_single_record_then_every_shop_hands_it_out_and_changes_it() {
    let mut cases = 0;
    for name in [
        "customers",
        "orders",
        "addresses",
        "carts",
        "specific_prices",
    ] {
        let mut store = further(ShopVersion::V8_2);
        for (shop, of) in OPEN {
            let sort = if name == "specific_prices" {
                "&filter[id_shop]=6"
            } else {
                ""
            };
            let found = sorted_ids(&read(&mut store, &format!("{of}/{name}?limit=1{sort}")));
            let record = format!("{name}/{}", found[0]);
            let field = match name {
                "customers" => "company",
                "addresses" => "other",
                "specific_prices" => "reduction",
                _ => "gift_message",
            };
            for (turn, (_, through)) in OPEN.into_iter().enumerate() {
                let url = format!("{through}/{record}");
                let wanted = format!("{shop}{turn}.000000");
                let body = with(&all_but(&mut store, &url, &[]), field, &wanted);
                // A customer's address may be taken where the request talks to.
                let body = match name {
                    "customers" => with(&body, "email", &format!("of.{shop}.{turn}@example.com")),
                    _ => body,
                };
                let answer = send(&mut store, "PUT", &url, &body);
                assert_eq!(answer.status, 200, "{url}: {}", text(&answer));
                let there = read(&mut store, &format!("/api/{record}"));
                assert_eq!(value(&there, field), wanted, "{url}");
                cases += 1;
            }
        }
    }
    println!("{cases} records through every shop");
}

#[test]
fn given_a_list_that_ignores_shops_then_every_shop_lists_the_same_records() {
    let mut store = further(ShopVersion::V8_2);
    let names = [
        "addresses",
        "carts",
        "order_carriers",
        "order_details",
        "order_histories",
        "order_payments",
        "shops",
        "specific_prices",
        "stock_availables",
    ];
    for name in names {
        let lists = OPEN.map(|(_, at)| sorted_ids(&read(&mut store, &format!("{at}/{name}"))));
        assert!(lists.iter().all(|list| list == &lists[0]), "{name}");
        assert!(lists[0].len() > 6, "{name}");
    }
    let new = [
        (
            "carts",
            "<cart><id_currency>1</id_currency><id_lang>1</id_lang><id_shop>6</id_shop></cart>",
        ),
        (
            "specific_prices",
            "<specific_price><id_shop>6</id_shop><id_cart>0</id_cart><id_product>1</id_product><id_currency>0</id_currency><id_country>0</id_country><id_group>0</id_group><id_customer>0</id_customer><price>-1</price><from_quantity>1</from_quantity><reduction>1</reduction><reduction_tax>1</reduction_tax><reduction_type>amount</reduction_type><from>0000-00-00 00:00:00</from><to>0000-00-00 00:00:00</to></specific_price>",
        ),
    ];
    for (name, body) in new {
        let body = format!("<prestashop>{body}</prestashop>");
        let made = send(&mut store, "POST", &format!("/shop2/api/{name}"), &body);
        assert_eq!(
            (made.status, value(&made, "id_shop")),
            (201, "6".to_owned())
        );
        let id = value(&made, "id");
        let gone = send(&mut store, "DELETE", &format!("/shop7/api/{name}/{id}"), "");
        assert_eq!(gone.status, 200);
    }
    println!("{} lists", names.len());
}

#[test]
fn given_a_category_then_a_put_brings_it_into_every_open_shop_and_a_patch_does_not() {
    let url = "/shop6/api/categories/7";
    let mut store = further(ShopVersion::V8_2);
    let body = all_but(&mut store, url, &["level_depth", "nb_products_recursive"]);
    let has =
        |store: &mut Store| OPEN.map(|(_, at)| read(store, &format!("{at}/categories/7")).status);
    assert_eq!(has(&mut store), [404, 404, 404, 200, 404]);
    let patch = "<prestashop><category><id>7</id><active>1</active></category></prestashop>";
    assert_eq!(send(&mut store, "PATCH", url, patch).status, 200);
    assert_eq!(has(&mut store), [404, 404, 404, 200, 404]);
    assert_eq!(send(&mut store, "PUT", url, &body).status, 200);
    assert_eq!(has(&mut store), [200; 5]);
    let joined = store
        .changes()
        .iter()
        .filter(|change| change.field.is_empty());
    let joined: Vec<u32> = joined.map(|change| change.shop).collect();
    assert_eq!(
        joined,
        [1, 2, 3, 7],
        "neither the closed ones nor shop 6 once more"
    );
}

#[test]
fn given_the_text_of_a_manufacturer_then_all_shops_have_it_in_common() {
    let mut store = further(ShopVersion::V8_2);
    let body = all_but(&mut store, "/shop6/api/manufacturers/2", &["link_rewrite"]);
    let body = body.replace("Paper mill", "Mill of the north");
    assert_eq!(
        send(&mut store, "PUT", "/shop6/api/manufacturers/2", &body).status,
        200
    );
    for (_, at) in OPEN {
        let shown = text(&read(&mut store, &format!("{at}/manufacturers/2")));
        assert!(shown.contains("Mill of the north"), "{at}");
    }
    let own = OPEN.map(|(_, at)| read(&mut store, &format!("{at}/manufacturers/4")).status);
    assert_eq!(own, [404, 404, 404, 200, 404]);
}
