//! Stock rows.

use demo_store::ShopVersion;

use super::send;
use crate::support::{read, store, value};

#[test]
fn the_stock_of_a_combination_counts_for_the_product() {
    let mut store = store(ShopVersion::V8_2);
    let body = "<prestashop><stock_available><id>2</id><quantity>1000</quantity></stock_available></prestashop>";
    assert_eq!(
        send(&mut store, "PATCH", "/api/stock_availables/2", body).status,
        200
    );
    let total: i64 = value(&read(&mut store, "/api/stock_availables/1"), "quantity")
        .parse()
        .expect("a number");
    assert!(total >= 1_000, "{total}");
}
