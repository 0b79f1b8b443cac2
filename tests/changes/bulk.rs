//! More than a window remembers.

use aismarttalk_prestashop::client::changes::Asked;
use demo_store::ShopVersion;

use crate::shop::Shop;
use crate::support::block_on;
use crate::worlds::{CALM, PARIS, client, line, look};

#[test]
fn given_more_saved_in_one_second_than_is_remembered_then_the_rest_is_told_later_and_once() {
    let line = line(&CALM, Shop::new(ShopVersion::V8_2, PARIS, 1, 0, 4_700));
    let mut asked = Asked {
        watched: [false, false, false, true],
        ..Asked::default()
    };
    look(&line, &mut asked, false);
    line.0.shop.borrow_mut().pass(100);
    let saved = line.0.shop.borrow_mut().save_all_products();
    assert!(saved > 4_096, "{saved}");
    let mut keys = Vec::new();
    let mut minutes = Vec::new();
    for minute in (0..110).step_by(10) {
        line.0.shop.borrow_mut().pass(600);
        loop {
            let told = block_on(client(&line).changes(&asked)).expect("a look");
            let told: serde_json::Value = serde_json::from_str(&told).unwrap();
            asked.cursor = told["cursor"].as_str().map(str::to_owned);
            let changes = told["changes"].as_array().unwrap();
            assert!(changes.len() <= 1_000);
            if !changes.is_empty() {
                minutes.push((minute, changes.len()));
            }
            keys.extend(changes.iter().map(|change| change["key"].to_string()));
            if told["has_more"] == false {
                break;
            }
        }
    }
    println!("{saved} products saved; told by minute: {minutes:?}");
    assert_eq!(keys.len(), saved);
    keys.sort_unstable();
    keys.dedup();
    assert_eq!(keys.len(), saved);
}
