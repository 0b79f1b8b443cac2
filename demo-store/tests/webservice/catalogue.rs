//! What is in the shop, and how much of it.

use std::collections::BTreeSet;

use demo_store::{Options, ShopVersion, Store};

use crate::support::{all, ids, read, store, text, value};

#[test]
fn the_shop_has_what_a_test_may_need() {
    let mut store = store(ShopVersion::V8_2);
    let mut field = |id: u32, name: &str| {
        value(
            &read(&mut store, &format!("/api/products/{id}?language=1")),
            name,
        )
    };
    let cases = [
        (3, "is_virtual", "1"),
        (3, "type", "virtual"),
        (4, "cache_is_pack", "1"),
        (4, "type", "pack"),
        (5, "position_in_category", ""),
        (6, "active", "0"),
        (7, "name", "Salt & pepper pots \"Duo\""),
        (9, "name", "Mint leaves 🌿 fresh"),
        (10, "name", "Vase with blanks  "),
        (16, "quantity", "0"),
        (23, "id_category_default", "0"),
        (24, "description", ""),
    ];
    for (id, name, expected) in cases {
        assert_eq!(field(id, name), expected, "{id} {name}");
    }
    assert!(field(11, "description").len() > 20_000);
    let broken = text(&read(&mut store, "/api/products/8?language=1"));
    assert!(broken.contains("a[b[0]]> 1.</p>]]>"));
    let without_french = text(&read(
        &mut store,
        "/api/products/16?display=[name]&language=2",
    ));
    assert!(without_french.contains("<![CDATA[]]></language>"));
    println!("{} odd products", cases.len() + 3);
}

#[test]
fn orders_belong_to_customers_and_their_lines_add_up() {
    let mut store = store(ShopVersion::V8_2);
    let mut references = BTreeSet::new();
    let orders = text(&read(&mut store, "/api/orders?display=full&id_shop=all"));
    let mut split = 0;
    for order in orders.split("<order>").skip(1) {
        let of = |name: &str, source: &str| all(source, &format!("<{name}><![CDATA["), "]]>");
        if !references.insert(of("reference", order)) {
            split += 1;
        }
        let quantities = of("product_quantity", order);
        let prices = of("unit_price_tax_excl", order);
        let sum: f64 = quantities
            .iter()
            .zip(&prices)
            .map(|(amount, price)| {
                amount.parse::<f64>().expect("a quantity") * price.parse::<f64>().expect("a price")
            })
            .sum();
        let total: f64 = of("total_products", order)[0].parse().expect("a total");
        assert!((sum - total).abs() < 0.001, "{sum} {total}: {order}");
    }
    assert_eq!(
        split, 8,
        "every 25th order shares the reference of the one before"
    );
    let guests = text(&read(
        &mut store,
        "/api/customers?filter[is_guest]=1&display=[email]",
    ));
    let mut shared = 0;
    for address in all(&guests, "<email><![CDATA[", "]]>") {
        let url = format!(
            "/api/customers?filter[email]={}",
            address.replace('+', "%2B")
        );
        shared += usize::from(ids(&read(&mut store, &url)).len() > 1);
    }
    assert_eq!(shared, 10);
    println!("{} orders, {shared} guests", references.len() + split);
}

#[test]
fn the_last_step_of_the_history_is_the_state_of_the_order() {
    let mut store = store(ShopVersion::V8_2);
    for id in [1, 2, 3, 50, 200] {
        let state = value(
            &read(&mut store, &format!("/api/orders/{id}")),
            "current_state",
        );
        let url = format!(
            "/api/order_histories?filter[id_order]={id}&sort=[id_DESC]&limit=1&display=full"
        );
        assert_eq!(
            value(&read(&mut store, &url), "id_order_state"),
            state,
            "order {id}"
        );
    }
}

#[test]
fn stock_rows_of_combinations_add_up_to_the_product() {
    let mut store = store(ShopVersion::V8_2);
    for (product, shop) in [(1, 0), (2, 0), (4, 0), (7, 0), (1, 3), (14, 3), (65, 3)] {
        let rows = text(&read(
            &mut store,
            &format!(
                "/api/stock_availables?filter[id_product]={product}&filter[id_shop]={shop}&display=full&sort=[id_ASC]"
            ),
        ));
        let quantities: Vec<i64> = all(&rows, "<quantity><![CDATA[", "]]>")
            .iter()
            .map(|text| text.parse().expect("a quantity"))
            .collect();
        assert_eq!(
            quantities[0],
            quantities[1..].iter().sum::<i64>(),
            "product {product} shop {shop}"
        );
    }
}

#[test]
fn a_large_shop_is_the_small_one_and_more_of_it() {
    let mut small = store(ShopVersion::V8_2);
    let mut large = Store::new(Options {
        products: 1_000,
        ..Options::default()
    });
    let url = "/api/products?sort=[id_ASC]&limit=63&display=full";
    assert_eq!(read(&mut small, url).body, read(&mut large, url).body);
    let all_of_it = read(&mut large, "/api/products?display=full");
    let each = all_of_it.body.len() / 999;
    assert!((8_000..12_000).contains(&each), "{each} bytes each");
    println!(
        "1,000 products: {} bytes, {each} each",
        all_of_it.body.len()
    );
    let names = text(&read(&mut large, "/api/products?display=[name]&language=1"));
    let names = all(&names, "<![CDATA[", "]]>");
    let different: BTreeSet<&String> = names.iter().collect();
    assert_eq!(
        different.len(),
        names.len(),
        "no two products have one name"
    );
}
