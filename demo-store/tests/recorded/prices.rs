//! Computed prices: the demo store is given what the recorded shops sold, and asked the same.

use demo_store::{Options, ShopVersion, Store, respond};

use crate::exchange::{self, Exchange};

/// What the first two products of a version cost without tax, and whether 20 per cent are off.
fn sold(version: ShopVersion) -> ([&'static str; 2], bool) {
    match version {
        ShopVersion::V1_6 => (["16.510000", "26.999852"], false),
        _ => (["23.900000", "35.900000"], true),
    }
}

fn furnished(version: ShopVersion) -> Store {
    let mut store = Store::new(Options {
        version,
        ..Options::default()
    });
    let (prices, is_reduced) = sold(version);
    for (id, price) in (1..).zip(prices) {
        assert!(store.overwrite(&format!("products/{id}"), "price", price));
        if is_reduced {
            let record = format!("specific_prices/{id}");
            for (field, value) in [
                ("id_product", id.to_string()),
                ("id_product_attribute", "0".to_owned()),
                ("id_group", "0".to_owned()),
                ("id_country", "0".to_owned()),
                ("from_quantity", "1".to_owned()),
                ("reduction", "0.200000".to_owned()),
                ("reduction_type", "percentage".to_owned()),
            ] {
                assert!(store.overwrite(&record, field, &value), "{field}");
            }
        }
    }
    store
}

/// The values of the computed fields, in order.
fn computed(exchange: &Exchange, body: &str) -> Vec<String> {
    let asked = exchange.request.url.split_once("price[");
    let name = asked.and_then(|(_, rest)| rest.split_once(']'));
    let open = format!("<{}><![CDATA[", name.map_or("", |(name, _)| name));
    let cells = body.split(open.as_str()).skip(1);
    let value = |cell: &str| cell.split("]]>").next().unwrap_or_default().to_owned();
    cells.map(value).collect()
}

#[test]
fn given_what_real_shops_sold_then_the_demo_store_computes_the_same_prices() {
    let mut compared = 0;
    for version in ShopVersion::ALL {
        let Some(folder) = exchange::folder(version.number()) else {
            println!("skipped {version:?}: there are no recordings beside the project");
            continue;
        };
        let mut store = furnished(version);
        let all = exchange::all(&folder);
        for one in all.iter().filter(|one| one.request.url.contains("price[")) {
            let theirs = computed(one, &one.body);
            // Without an order the two databases find other products first.
            let mut request = one.request.clone();
            request.url.push_str("&sort=[id_ASC]");
            let ours = respond(&mut store, &request);
            let ours = computed(one, &String::from_utf8_lossy(&ours.body));
            assert_eq!(ours, theirs, "{version:?} {}", one.name);
            compared += theirs.len();
        }
    }
    println!("{compared} recorded prices");
}
