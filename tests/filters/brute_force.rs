//! Hundreds of lists of three shops that were saved in turn, each held against all that the shop
//! displays.

use std::collections::BTreeSet;

use aismarttalk_prestashop::client::Client;
use aismarttalk_prestashop::client::paging::Paging;
use aismarttalk_prestashop::client::write::WriteOptions;
use aismarttalk_prestashop::json::{Map, Value};
use aismarttalk_prestashop::webservice::query::{Limit, Query};
use demo_store::{Options, ShopVersion};

use crate::by_hand::{holds, id, products, sorted};
use crate::drawn::Row;
use crate::support::random::Random;
use crate::support::{StoreTransport, block_on};
use crate::{Named, Told, client_of, drawn};

const FILTERS: usize = 300;
const SAVES: usize = 80;
const SHOPS: [u32; 3] = [1, 2, 3];

/// Another one in each run, unless `FILTERS_FROM` names one.
fn seed() -> u64 {
    let given = std::env::var("FILTERS_FROM").ok();
    let given = given.and_then(|text| text.parse().ok());
    given.unwrap_or_else(|| {
        let now = std::time::SystemTime::now();
        let since = now.duration_since(std::time::UNIX_EPOCH).unwrap();
        u64::from(since.subsec_nanos()) + since.as_secs()
    })
}

/// Products saved in one shop after the other, so that the row they share is now of this shop
/// and now of that.
fn save(transport: &StoreTransport, random: &mut Random) {
    let mut saved = 0;
    for _ in 0..SAVES {
        let shop = *random.pick(&SHOPS);
        let rows = products(transport, shop);
        let product = id(random.pick(&rows));
        let price = random.below(9_000);
        let flag = ["false", "true"][random.below(2)];
        let changes = match random.below(5) {
            0 => format!(r#"{{"active": {flag}}}"#),
            1 => format!(
                r#"{{"on_sale": {flag}, "minimal_quantity": {}}}"#,
                1 + price % 5
            ),
            2 => format!(
                r#"{{"visibility": "catalog", "condition": "used", "unity": "piece {price}"}}"#
            ),
            3 => format!(
                r#"{{"wholesale_price": "{}.50", "low_stock_threshold": {}}}"#,
                price % 40,
                price % 7
            ),
            _ => format!(
                r#"{{"price": "{}.{:02}", "name": {{"en": "Saved by {shop}"}}}}"#,
                price / 100,
                price % 100
            ),
        };
        let (client, _) = client_of(transport, shop, Named::ByShopId);
        let written = block_on(client.update(
            "products",
            product,
            &map(&changes),
            &WriteOptions::default(),
        ));
        // Some products hold what the shop itself refuses.
        saved += usize::from(written.is_ok());
    }
    assert!(saved > SAVES / 2, "{saved} saves");
}

fn map(text: &str) -> Map {
    match Value::parse(text).unwrap() {
        Value::Object(map) => map,
        other => panic!("{other} is no object"),
    }
}

/// The ids of a list in one.
fn listed(client: &Client<StoreTransport>, query: &Query) -> Vec<u32> {
    ids(&block_on(client.list_json("products", query.clone())).unwrap())
}

/// The ids of a list, page by page.
fn walked(client: &Client<StoreTransport>, query: &Query, size: u32) -> Vec<u32> {
    let query = Query {
        limit: None,
        ..query.clone()
    };
    let paging = Paging::new(query, size).unwrap();
    let (mut found, mut after) = (Vec::new(), None);
    loop {
        let page = block_on(client.page("products", &paging, after)).unwrap();
        let rows = ids(&page.rows);
        assert!(rows.len() <= size as usize);
        found.extend(rows);
        after = page.next;
        if after.is_none() {
            return found;
        }
    }
}

fn ids(json: &str) -> Vec<u32> {
    let rows: Vec<serde_json::Value> = serde_json::from_str(json).unwrap();
    rows.iter()
        .map(|row| u32::try_from(row["id"].as_u64().unwrap()).unwrap())
        .collect()
}

/// The fields that only the shop's database can compare, with the ids of their rows.
fn doubts(told: &[String]) -> BTreeSet<(String, u32)> {
    let doubts = told
        .iter()
        .filter_map(|one| one.split_once("what was kept: "));
    let doubts = doubts.flat_map(|(_, doubts)| doubts.split(", "));
    doubts
        .map(|doubt| {
            let (field, id) = doubt.split_once(" of ").unwrap();
            (field.to_owned(), id.parse().unwrap())
        })
        .collect()
}

/// The ids of the rows that match, and of those that are told to be doubtful.
fn matching(rows: &[Row], query: &Query, told: &Told) -> Vec<u32> {
    let doubts = doubts(&told.borrow());
    sorted(rows, &query.sort)
        .into_iter()
        .filter(|row| holds(row, &query.filter, &doubts))
        .map(id)
        .collect()
}

fn part<V: Copy>(all: &[V], limit: Option<Limit>) -> Vec<V> {
    let limit = limit.map_or((0, usize::MAX), |limit| {
        (limit.offset as usize, limit.count as usize)
    });
    all.iter().copied().skip(limit.0).take(limit.1).collect()
}

/// Whether the shop alone, asked for the filters as they are, would find the same.
fn shop_finds(transport: &StoreTransport, shop: u32, query: &Query) -> BTreeSet<u32> {
    use aismarttalk_prestashop::webservice::call::Call;
    let (client, _) = client_of(transport, shop, Named::ByShopId);
    let query = Query {
        filter: query.filter.clone(),
        ..Query::default()
    };
    let found = block_on(client.json(Call::list("products", query))).unwrap();
    ids(&found).into_iter().collect()
}

#[test]
fn given_shops_saved_in_turn_when_filtered_at_random_then_no_row_is_missing_and_none_too_many() {
    let seed = seed();
    println!("FILTERS_FROM={seed}");
    let random = &mut Random::new(seed);
    let (mut lists, mut rows_found, mut doubted, mut missed, mut requests) = (0, 0, 0, 0, 0);
    for version in [ShopVersion::V1_7, ShopVersion::V8_2, ShopVersion::V9_0] {
        let transport = StoreTransport::of(Options {
            version,
            products: 60,
            ..Options::default()
        });
        save(&transport, random);
        let shops: Vec<Vec<Row>> = SHOPS.map(|shop| products(&transport, shop)).to_vec();
        let pool: Vec<Row> = shops.iter().flatten().cloned().collect();
        for _ in 0..FILTERS / 3 {
            let shop = *random.pick(&SHOPS);
            let rows = &shops[shop as usize - 1];
            let filters = drawn::filters(random, &pool);
            let query = drawn::query(random, filters);
            let named = *random.pick(&[Named::ByAddress, Named::ByShopId]);
            let (client, told) = client_of(&transport, shop, named);
            transport.take_sent();
            let mut found = listed(&client, &query);
            requests += transport.take_sent().len();
            doubted += doubts(&told.borrow()).len();
            let all = matching(rows, &query, &told);
            let mut expected = part(&all, query.limit);
            if query.limit.is_none() {
                // Rows that are alike come in any order.
                found.sort_unstable();
                expected.sort_unstable();
            }
            let case = format!(
                "FILTERS_FROM={seed}, {version:?}, shop {shop} {named:?}, {query:?}, told {:?}",
                told.borrow()
            );
            assert_eq!(found, expected, "{case}");
            if query.sort[0].field == "id" {
                let size = u32::try_from(1 + random.below(20)).unwrap();
                told.take();
                let found = walked(&client, &query, size);
                assert_eq!(found, matching(rows, &query, &told), "{case} by {size}");
            }
            let by_shop = shop_finds(&transport, shop, &query);
            missed += usize::from(all.iter().any(|id| !by_shop.contains(id)));
            rows_found += found.len();
            lists += 1;
        }
    }
    println!(
        "{lists} lists with {rows_found} rows in {requests} requests, {doubted} values told as doubtful; of the shop's own lists {missed} miss rows"
    );
    assert_eq!(lists, FILTERS);
    assert!(missed > FILTERS / 30, "the shops do not differ");
}
