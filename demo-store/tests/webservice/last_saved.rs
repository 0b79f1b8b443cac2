//! Filters on what each shop has for itself test the values of the shop saved last.

use demo_store::ShopVersion;

use crate::further_shops::{OPEN, further};
use crate::support::{read, sorted_ids, text, value};
use crate::writes::{all_but, send, with};

/// A field of each shop, and what is written into it.
const OWN: [(&str, &str); 7] = [
    ("price", "47.110000"),
    ("wholesale_price", "8.500000"),
    ("minimal_quantity", "6"),
    ("on_sale", "1"),
    ("visibility", "catalog"),
    ("condition", "refurbished"),
    ("date_add", "2020-02-02 02:02:02"),
];

#[test]
fn given_a_put_through_one_shop_then_filters_of_the_others_test_what_it_wrote() {
    let mut cases = 0;
    for (shop, through) in OPEN {
        for (field, wanted) in OWN {
            let mut store = further(ShopVersion::V8_2);
            // Product 1 is in all of them.
            let not_back = ["manufacturer_name", "quantity", "position_in_category"];
            let body = all_but(&mut store, &format!("{through}/products/1"), &not_back);
            let url = format!("{through}/products/1");
            let answer = send(&mut store, "PUT", &url, &with(&body, field, wanted));
            assert_eq!(answer.status, 200, "{field}: {}", text(&answer));
            for (other, at) in OPEN {
                let shown = value(&read(&mut store, &format!("{at}/products/1")), field);
                assert_eq!(shown == wanted, other == shop, "{field} of {other}");
                let filter = format!("{at}/products?date=1&filter[{field}]=");
                let mut finds = |text: &str| {
                    let text = text.replace(' ', "%20");
                    let list = read(&mut store, &format!("{filter}[{text}]"));
                    sorted_ids(&list).contains(&1)
                };
                assert!(finds(wanted), "{field} of {other}, written through {shop}");
                assert!(
                    finds(&shown) == (other == shop),
                    "{field} of {other} shows {shown}"
                );
                cases += 1;
            }
        }
    }
    println!("{cases} filters after a write through another shop");
}

#[test]
fn given_a_combination_then_its_prices_are_of_each_shop_and_filters_test_the_last() {
    let mut store = further(ShopVersion::V8_2);
    let url = "/shop6/api/combinations/1";
    let body = all_but(&mut store, url, &[]);
    let before =
        OPEN.map(|(_, at)| value(&read(&mut store, &format!("{at}/combinations/2")), "price"));
    assert!(before.iter().all(|price| price == &before[0]));
    for (field, wanted) in [
        ("price", "3.330000"),
        ("wholesale_price", "2.220000"),
        ("minimal_quantity", "4"),
    ] {
        let answer = send(&mut store, "PUT", url, &with(&body, field, wanted));
        assert_eq!(answer.status, 200, "{}", text(&answer));
        for (shop, at) in OPEN {
            let shown = value(&read(&mut store, &format!("{at}/combinations/1")), field);
            assert_eq!(shown == wanted, shop == 6, "{field} of {shop}");
            let found = read(
                &mut store,
                &format!("{at}/combinations?filter[{field}]={wanted}"),
            );
            assert!(sorted_ids(&found).contains(&1), "{field} of {shop}");
        }
    }
    let common = send(&mut store, "PUT", url, &with(&body, "reference", "COMMON"));
    assert_eq!(common.status, 200);
    assert_eq!(
        value(&read(&mut store, "/api/combinations/1"), "reference"),
        "COMMON"
    );
}
