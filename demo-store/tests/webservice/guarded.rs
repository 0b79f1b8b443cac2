//! 8.2.9 and 9.2.1 keep a key to its shops; the releases before them do not.

use demo_store::{Options, Response, Store, keys};

use crate::support::{codes, get, read, sorted_ids};
use crate::writes::{all_but, send};

fn pretending(number: &str) -> Store {
    let options = Options {
        further_shops: true,
        ..Options::default()
    };
    Store::new(options.pretending(number).expect("a version"))
}

const NUMBERS: [(&str, bool); 4] = [
    ("8.2.1", false),
    ("8.2.9", true),
    ("9.0.2", false),
    ("9.2.1", true),
];

fn outcome(answer: &Response) -> (u16, Vec<u32>) {
    (answer.status, codes(answer))
}

#[test]
fn given_several_shops_at_once_then_the_key_must_have_them_all() {
    // Key, query, and whether it has some and all of the shops.
    let cases = [
        (keys::SHOP_1, "id_shop=1", true, true),
        (keys::SHOP_1, "id_shop=all", true, false),
        (keys::SHOP_1, "id_group_shop=0", true, false),
        (keys::SHOP_1, "id_group_shop=1", true, false),
        (keys::SHOP_1, "id_shop_group=2", false, false),
        (keys::SHOP_2, "id_shop=all", true, false),
        (keys::SHOP_3, "id_group_shop=2", true, true),
        (keys::SHOP_6, "id_group_shop=3", true, false),
        (keys::SHOP_7, "id_shop=1&id_group_shop=3", true, false),
        (keys::EVERYTHING, "id_shop=all", true, true),
        (keys::PATCHING, "id_group_shop=1", true, true),
    ];
    for (number, guarded) in NUMBERS {
        let mut store = pretending(number);
        for (key, query, some, all) in cases {
            for name in ["orders", "products/1", "customers", ""] {
                let answer = get(&mut store, key, &format!("/api/{name}?{query}"));
                let expected = if all || (some && !guarded) {
                    (200, vec![])
                } else {
                    (403, vec![132])
                };
                assert_eq!(outcome(&answer), expected, "{number} {name} {query}");
                assert_eq!(answer.header_value("PSWS-Version"), Some(number));
            }
        }
    }
    println!("{} keys and sets of shops", NUMBERS.len() * cases.len() * 4);
}

/// Status and code.
type Refused = (u16, u32);

/// The first record of shop 6, and what single reads and writes of it through another
/// shop come to.
const REFUSALS: [(&str, Refused, Refused); 8] = [
    ("addresses", (403, 132), (404, 131)),
    ("carts", (404, 131), (404, 131)),
    ("customers", (404, 131), (403, 132)),
    ("order_carriers", (403, 132), (403, 132)),
    ("order_details", (403, 132), (404, 131)),
    ("order_histories", (404, 131), (403, 132)),
    ("orders", (403, 132), (404, 131)),
    ("specific_prices", (404, 131), (403, 132)),
];

/// Ids of the first customer, the first order and what hangs on them in shop 6.
fn of_shop_6(store: &mut Store, name: &str) -> u32 {
    let first = |store: &mut Store, url: &str| sorted_ids(&read(store, url))[0];
    let order = first(store, "/shop6/api/orders");
    let customer = first(store, "/shop6/api/customers");
    match name {
        "addresses" | "customers" => customer,
        "carts" | "orders" => order,
        "specific_prices" => first(store, "/api/specific_prices?filter[id_shop]=6"),
        _ => first(store, &format!("/api/{name}?filter[id_order]={order}")),
    }
}

#[test]
fn given_a_record_of_another_shop_then_reads_and_writes_are_refused_by_the_table() {
    let mut cases = 0;
    for (number, guarded) in NUMBERS {
        for (name, read_refused, write_refused) in REFUSALS {
            let mut store = pretending(number);
            let id = of_shop_6(&mut store, name);
            let passed = (200, vec![]);
            let refused = |(status, code): (u16, u32)| (status, vec![code]);
            let body = all_but(&mut store, &format!("/shop6/api/{name}/{id}"), &[]);
            let body = match name {
                "customers" if number.starts_with('9') => {
                    let url = format!("/shop6/api/{name}/{id}");
                    all_but(&mut store, &url, &["secure_key", "last_passwd_gen"])
                }
                _ => body,
            };
            for (address, own) in [("/api", false), ("/shop7/api", false), ("/shop6/api", true)] {
                let url = format!("{address}/{name}/{id}");
                let is_open = own || !guarded;
                let expected = |way| {
                    if is_open {
                        passed.clone()
                    } else {
                        refused(way)
                    }
                };
                let answer = read(&mut store, &url);
                assert_eq!(
                    outcome(&answer),
                    expected(read_refused),
                    "{number} GET {url}"
                );
                let before = store.changes().len();
                for method in ["PUT", "DELETE"] {
                    let answer = send(
                        &mut store,
                        method,
                        &url,
                        if method == "PUT" { &body } else { "" },
                    );
                    if is_open && method == "PUT" {
                        // An e-mail address may be taken in the shop that is asked.
                        let taken = (500, vec![141, 46]);
                        assert!(
                            [passed.clone(), taken].contains(&outcome(&answer)),
                            "{number} {url}"
                        );
                        break;
                    }
                    assert_eq!(
                        outcome(&answer),
                        expected(write_refused),
                        "{number} {method} {url}"
                    );
                    assert_eq!(store.changes().len(), before, "{number} {method} {url}");
                }
                cases += 1;
            }
        }
        let mut store = pretending(number);
        let order = of_shop_6(&mut store, "orders");
        let step = crate::writes::post_step(order, 9);
        let answer = send(&mut store, "POST", "/api/order_histories", &step);
        assert_eq!(answer.status, if guarded { 403 } else { 201 }, "{number}");
        assert_eq!(store.changes().is_empty(), guarded, "{number}");
        // What the shops of a group share is each shop's own.
        let answer = read(&mut store, "/shop2/api/customers/1");
        assert_eq!(answer.status, 200, "{number}");
    }
    println!("{cases} records and addresses");
}
