//! Pages of a find while orders come and go, and while many share a second.

use std::collections::BTreeSet;

use demo_store::{Options, Request, ShopVersion, Store, keys};
use serde_json::json;

use crate::support::random::Random;
use crate::support::{StoreTransport, client_with};
use crate::{ids, run};

/// Before the days that are looked at.
const GONE: &str = "2001-01-01 10:00:00";
/// Where many orders are.
const CROWDED: &str = "2026-02-27 10:00:00";

/// A shop at which others work as well.
struct Shop(StoreTransport);

impl Shop {
    fn ask(&self, method: &str, path: &str, body: &str) -> String {
        let url = format!(
            "https://shop.example/api/{path}?ws_key={}",
            keys::EVERYTHING
        );
        let mut request = Request::new(method, &url);
        request.body = body.as_bytes().to_vec();
        let response = self
            .0
            .with_store(|store| demo_store::respond(store, &request));
        let text = String::from_utf8(response.body).unwrap();
        assert!(response.status < 300, "{method} {path}: {text}");
        text
    }

    /// Dates an order: what is dated before the days that are looked at is gone.
    fn date(&self, id: u64, moment: &str) {
        let body = format!(
            "<prestashop><order><id>{id}</id><date_add>{moment}</date_add></order></prestashop>"
        );
        self.ask("PATCH", &format!("orders/{id}"), &body);
    }
}

#[test]
fn given_orders_that_come_and_go_when_paged_then_none_comes_twice_and_none_is_lost() {
    let given = std::env::var("FIND_SEED").ok();
    let seed = given.map_or(u64::from(std::process::id()), |seed| seed.parse().unwrap());
    println!("FIND_SEED={seed}");
    let mut random = Random::new(seed);
    let (mut pages, mut twins, mut runs) = (0, 0, 0);
    let store = Store::new(Options {
        version: ShopVersion::V8_2,
        orders: 60,
        ..Options::default()
    });
    for _ in 0..40 {
        let shop = Shop(StoreTransport::on(store.clone()));
        // Some are to come yet, and some share a second.
        let mut coming: Vec<u64> = (1..=20).collect();
        for id in &coming {
            shop.date(*id, GONE);
        }
        for id in 21..21 + random.below(30) as u64 {
            shop.date(
                id,
                random.pick::<&str>(&[CROWDED, CROWDED, "2026-02-27 10:00:01"]),
            );
            twins += 1;
        }
        let client = client_with(shop.0.clone(), keys::EVERYTHING, |_| {});
        let whole = run(
            &client,
            "find_orders",
            &json!({ "from": "2020-01-01", "limit": 100 }),
        )
        .unwrap();
        let before = ids(&whole["orders"]);
        assert_eq!(whole["has_more"], false);
        let mut gone = BTreeSet::new();
        let mut new = BTreeSet::new();
        let mut seen: Vec<u64> = Vec::new();
        let limit = 1 + random.below(9);
        let mut input = json!({ "from": "2020-01-01", "limit": limit });
        let mut is_promised = false;
        loop {
            let answer = run(&client, "find_orders", &input).unwrap();
            let rows = answer["orders"].as_array().unwrap();
            assert!(!rows.is_empty() || !is_promised, "has_more without more");
            seen.extend(ids(&answer["orders"]));
            pages += 1;
            if answer["cursor"].is_null() {
                break;
            }
            assert_eq!(rows.len(), limit, "a page that is not the last is full");
            input["cursor"] = answer["cursor"].clone();
            let last = rows.last().unwrap();
            let here = last["date_add"].as_str().unwrap();
            let turn = random.below(4);
            is_promised = turn == 3;
            match turn {
                // Mostly in the second in which the next page begins.
                0 | 1 => {
                    if let Some(id) = coming.pop() {
                        shop.date(
                            id,
                            random.pick::<&str>(&[here, CROWDED, "2026-03-02 09:00:00"]),
                        );
                        new.insert(id);
                    }
                }
                2 => {
                    let id = *random.pick(&before);
                    gone.insert(id);
                    shop.date(id, GONE);
                }
                _ => {}
            }
        }
        let once: BTreeSet<u64> = seen.iter().copied().collect();
        assert_eq!(once.len(), seen.len(), "an order came twice: {seen:?}");
        let stayed = before.iter().filter(|id| !gone.contains(id));
        for id in stayed {
            assert!(once.contains(id), "order {id} is lost: {seen:?}");
        }
        let known: Vec<u64> = seen
            .iter()
            .filter(|id| !new.contains(id))
            .copied()
            .collect();
        let expected: Vec<u64> = before
            .iter()
            .filter(|id| once.contains(id))
            .copied()
            .collect();
        assert_eq!(known, expected, "the order of the rows");
        runs += 1;
    }
    println!("{runs} walks of {pages} pages; {twins} orders shared a second");
}
