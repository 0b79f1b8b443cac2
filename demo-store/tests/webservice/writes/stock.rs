//! Stock rows.

use demo_store::{ShopVersion, Store};

use super::send;
use crate::support::{codes, ids, read, store, value};

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

/// The stock row of a product and a combination on a shelf.
fn row(store: &mut Store, product: u32, combination: u32, shop: u32) -> u32 {
    let url = format!(
        "/api/stock_availables?filter[id_product]={product}&filter[id_product_attribute]={combination}&filter[id_shop]={shop}"
    );
    *ids(&read(store, &url)).first().expect("a stock row")
}

#[test]
fn given_a_stock_row_then_only_its_own_shops_may_read_it_alone() {
    let mut store = store(ShopVersion::V8_2);
    let (shared, own) = (row(&mut store, 1, 0, 0), row(&mut store, 1, 0, 3));
    let cases: [(&str, u32, u16, &[u32]); 8] = [
        ("/api", shared, 200, &[]),
        ("/shop2/api", shared, 200, &[]),
        ("/shop3/api", shared, 404, &[131]),
        ("/api", own, 404, &[131]),
        ("/shop2/api", own, 404, &[131]),
        ("/shop3/api", own, 200, &[]),
        ("/api", row(&mut store, 65, 0, 3), 404, &[131]),
        ("/shop3/api", row(&mut store, 65, 0, 3), 200, &[]),
    ];
    for (base, id, status, expected) in cases {
        let response = read(&mut store, &format!("{base}/stock_availables/{id}"));
        assert_eq!(
            (response.status, codes(&response).as_slice()),
            (status, expected),
            "{base} {id}"
        );
    }
    let lists = ["/api", "/shop2/api", "/shop3/api"]
        .map(|base| ids(&read(&mut store, &format!("{base}/stock_availables"))).len());
    assert!(lists.iter().all(|count| *count == lists[0]), "{lists:?}");
    println!("{} rows and shops", cases.len());
}

/// A row written from some address: which totals follow, by `id_shop`; `None` for a new row.
#[test]
fn given_a_combinations_row_then_the_total_of_the_wrong_shop_may_follow() {
    let cases: [(&str, u32, &[u32]); 9] = [
        ("", 0, &[0]),
        ("?id_shop=2", 0, &[0]),
        ("?id_shop=all", 0, &[0]),
        ("?id_group_shop=1", 0, &[0]),
        // Shop 3 counts its own combinations; the group's total stays wrong.
        ("?id_shop=3", 0, &[3]),
        ("", 3, &[3]),
        ("?id_shop=3", 3, &[3]),
        ("?id_shop=all", 3, &[3]),
        // A group that shares nothing: a row of nobody, and the total stays wrong.
        ("?id_group_shop=2", 3, &[]),
    ];
    for (query, shop, followed) in cases {
        let mut store = store(ShopVersion::V8_2);
        let (id, totals) = (
            row(&mut store, 1, 1, shop),
            [0, 3].map(|shop| row(&mut store, 1, 0, shop)),
        );
        if query == "?id_shop=3" && shop == 0 {
            // Somebody has left shop 3 with a total of its own.
            let body = format!(
                "<prestashop><s><id>{}</id><quantity>999</quantity></s></prestashop>",
                totals[1]
            );
            send(&mut store, "PATCH", "/api/stock_availables/1", &body);
        }
        let start = store.changes().len();
        let body =
            format!("<prestashop><s><id>{id}</id><quantity>1000</quantity></s></prestashop>");
        let url = format!("/api/stock_availables/{id}{query}");
        assert_eq!(
            send(&mut store, "PATCH", &url, &body).status,
            200,
            "{query}"
        );
        let changed = |total: u32| {
            let record = format!("stock_availables/{total}");
            store.changes()[start..]
                .iter()
                .any(|change| change.record == record)
        };
        let expected = [followed.contains(&0), followed.contains(&3)];
        assert_eq!(totals.map(changed), expected, "{query} {shop}");
        let strays = store.changes()[start..]
            .iter()
            .filter(|change| change.field.is_empty() && change.after.is_some())
            .count();
        assert_eq!(strays, usize::from(followed.is_empty()), "{query} {shop}");
    }
    println!("{} targets", cases.len());
}

#[test]
fn given_a_body_without_its_shop_then_the_row_is_lost_for_the_shop() {
    let mut store = store(ShopVersion::V8_2);
    let id = row(&mut store, 2, 0, 0);
    let body = format!(
        "<prestashop><s><id>{id}</id><id_product>2</id_product><id_product_attribute>0</id_product_attribute><quantity>5</quantity><depends_on_stock>0</depends_on_stock><out_of_stock>2</out_of_stock></s></prestashop>"
    );
    let url = format!("/api/stock_availables/{id}");
    assert_eq!(send(&mut store, "PUT", &url, &body).status, 200);
    assert_eq!(codes(&read(&mut store, &url)), [131]);
}
