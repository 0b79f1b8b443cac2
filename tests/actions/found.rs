//! What is found: split orders, guests, order and counts, compared with a plain reading.

use aismarttalk_prestashop::resources::{Customer, Order, OrderDetail, OrderHistory, Product};
use aismarttalk_prestashop::webservice::ErrorKind;
use demo_store::{ShopVersion, keys};
use serde_json::{Value, json};

use crate::support::client;
use crate::{facts, ids, run};

#[test]
fn given_a_reference_of_a_split_order_then_all_its_parts_are_answered() {
    for version in ShopVersion::ALL {
        let orders: Vec<Order> = facts::all(version);
        let reference = facts::split_reference(&orders);
        let parts: Vec<&Order> = orders
            .iter()
            .filter(|one| one.reference() == Some(&reference))
            .collect();
        let client = client(version, keys::SHOP_1);
        let input = json!({ "reference": reference.to_lowercase() });
        for (action, rows) in [
            ("get_order_by_reference", "lines"),
            ("get_order_details", "lines"),
            ("get_order_history", "changes"),
        ] {
            let answer = run(&client, action, &input).unwrap();
            let expected: Vec<u64> = parts
                .iter()
                .map(|one| u64::from(one.id().unwrap()))
                .collect();
            assert_eq!(ids(&answer["orders"]), expected, "{version:?} {action}");
            for order in answer["orders"].as_array().unwrap() {
                assert_eq!(order["reference"], reference, "{version:?} {action}");
                assert!(
                    !order[rows].as_array().unwrap().is_empty(),
                    "{version:?} {action}"
                );
            }
        }
    }
}

#[test]
fn given_every_order_then_its_answer_holds_what_the_shop_sent() {
    let version = ShopVersion::V8_2;
    let orders: Vec<Order> = facts::all(version);
    let customers: Vec<Customer> = facts::all(version);
    let details: Vec<OrderDetail> = facts::all(version);
    let client = client(version, keys::SHOP_1);
    let mut lines = 0;
    for order in &orders {
        let input = json!({ "reference": order.reference() });
        let answer = run(&client, "get_order_by_reference", &input).unwrap();
        let id = order.id().unwrap();
        let found = answer["orders"]
            .as_array()
            .unwrap()
            .iter()
            .find(|one| one["id"] == id)
            .unwrap();
        let customer = customers
            .iter()
            .find(|one| one.id() == order.id_customer())
            .unwrap();
        let status = &found["status"];
        let expected = [
            (&found["date_add"], json!(order.date_add())),
            (&found["payment"], json!(order.payment())),
            (&found["id_currency"], json!(order.id_currency())),
            (&status["id"], json!(order.current_state())),
            (
                &found["totals"]["total_paid_tax_incl"],
                json!(order.total_paid_tax_incl()),
            ),
            (
                &found["totals"]["total_products"],
                json!(order.total_products()),
            ),
            (&found["shipping"]["id_carrier"], json!(order.id_carrier())),
            (
                &found["shipping"]["shipping_number"],
                json!(order.shipping_number().filter(|text| !text.is_empty())),
            ),
            (&found["customer"]["id"], json!(order.id_customer())),
            (&found["customer"]["email"], json!(customer.email())),
            (&found["customer"]["lastname"], json!(customer.lastname())),
        ];
        for (answered, sent) in expected {
            assert_eq!(*answered, sent, "order {id}");
        }
        assert!(
            status["label"]
                .as_str()
                .is_some_and(|label| !label.is_empty()),
            "order {id}"
        );
        let sold: Vec<Value> = details
            .iter()
            .filter(|one| one.id_order() == order.id())
            .map(|one| {
                json!([
                    one.product_name(),
                    one.product_quantity(),
                    one.unit_price_tax_incl()
                ])
            })
            .collect();
        let rows: Vec<Value> = found["lines"]
            .as_array()
            .unwrap()
            .iter()
            .map(|row| {
                json!([
                    row["product_name"],
                    row["product_quantity"],
                    row["unit_price_tax_incl"]
                ])
            })
            .collect();
        assert_eq!(rows, sold, "order {id}");
        lines += rows.len();
    }
    println!("{} orders with {lines} lines", orders.len());
}

#[test]
fn given_an_address_shared_by_guests_then_all_their_orders_are_answered_newest_first() {
    for version in ShopVersion::ALL {
        let orders: Vec<Order> = facts::all(version);
        let customers: Vec<Customer> = facts::all(version);
        let email = facts::shared_email(&orders, &customers);
        let expected: Vec<u64> = facts::orders_of(&orders, &customers, &email)
            .iter()
            .map(|one| u64::from(one.id().unwrap()))
            .collect();
        let client = client(version, keys::SHOP_1);
        for limit in [1, 2, expected.len(), 100] {
            let input = json!({ "email": email.to_ascii_uppercase(), "limit": limit });
            let answer = run(&client, "get_orders_by_email", &input).unwrap();
            let shown = &expected[..limit.min(expected.len())];
            assert_eq!(ids(&answer["orders"]), shown, "{version:?} limit {limit}");
            assert_eq!(
                answer["total_count"],
                expected.len(),
                "{version:?} limit {limit}"
            );
        }
        let last = run(&client, "get_last_order", &json!({ "email": email })).unwrap();
        assert_eq!(last["order"]["id"], expected[0], "{version:?}");
        let found = run(&client, "get_customer", &json!({ "email": email })).unwrap();
        let people = found["customers"].as_array().unwrap();
        assert_eq!(
            people.len(),
            facts::people(&customers, &email).len(),
            "{version:?}"
        );
        let guests: Vec<bool> = people
            .iter()
            .map(|one| one["is_guest"].as_bool().unwrap())
            .collect();
        assert!(
            guests.is_sorted() && !guests[0] && guests.contains(&true),
            "{version:?} {guests:?}"
        );
    }
}

#[test]
fn given_an_address_that_differs_in_accents_only_then_nobody_is_found() {
    let customers: Vec<Customer> = facts::all(ShopVersion::V8_2);
    let email = customers
        .iter()
        .filter_map(Customer::email)
        .find(|email| email.contains('o'))
        .unwrap();
    let other = email.replacen('o', "ö", 1);
    let client = client(ShopVersion::V8_2, keys::SHOP_1);
    let input = json!({ "email": other });
    let error = run(&client, "get_customer", &input).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::NotFound);
    assert_eq!(
        run(&client, "get_orders_by_email", &input).unwrap()["customers"],
        json!([])
    );
    assert!(run(&client, "get_customer", &json!({ "email": email })).is_ok());
}

#[test]
fn given_what_is_not_there_then_the_error_says_so() {
    let cases = [
        ("get_product", json!({ "id": 99999 })),
        ("get_product", json!({ "reference": "NO-SUCH-1" })),
        (
            "get_order_by_reference",
            json!({ "reference": "NOSUCHREF" }),
        ),
        ("get_order_details", json!({ "id": 99999 })),
        ("get_order_details", json!({ "reference": "NOSUCHREF" })),
        ("get_order_history", json!({ "id": 99999 })),
        ("get_order_history", json!({ "reference": "NOSUCHREF" })),
        ("get_customer", json!({ "id": 99999 })),
        ("get_customer", json!({ "email": "nobody@example.com" })),
        ("get_stock", json!({ "id": 99999 })),
        ("get_stock", json!({ "reference": "NO-SUCH-1" })),
    ];
    for version in ShopVersion::ALL {
        for (name, input) in &cases {
            let error = run(&client(version, keys::EVERYTHING), name, input).unwrap_err();
            assert_eq!(
                error.kind(),
                ErrorKind::NotFound,
                "{version:?} {name} {input}: {error}"
            );
            assert!(!error.hint().is_empty(), "{name} {input}");
        }
    }
    println!(
        "{} cases on {} versions",
        cases.len(),
        ShopVersion::ALL.len()
    );
}

#[test]
fn given_a_reference_that_products_share_then_all_of_them_are_answered() {
    for version in ShopVersion::ALL {
        let products: Vec<Product> = facts::all(version);
        let reference = facts::shared_reference(&products);
        let expected: Vec<u64> = products
            .iter()
            .filter(|one| one.reference() == Some(&reference))
            .map(|one| u64::from(one.id().unwrap()))
            .collect();
        let client = client(version, keys::EVERYTHING);
        let input = json!({ "reference": reference });
        for action in ["get_product", "get_stock"] {
            let answer = run(&client, action, &input).unwrap();
            assert_eq!(ids(&answer["products"]), expected, "{version:?} {action}");
        }
    }
}

#[test]
fn given_an_order_by_id_then_its_history_is_answered_oldest_first() {
    let version = ShopVersion::V9_0;
    let changes: Vec<OrderHistory> = facts::all(version);
    let orders: Vec<Order> = facts::all(version);
    let client = client(version, keys::SHOP_1);
    for order in &orders {
        let answer = run(&client, "get_order_history", &json!({ "id": order.id() })).unwrap();
        let rows = answer["orders"][0]["changes"].as_array().unwrap();
        let mut expected: Vec<(&str, u32, Option<u32>)> = changes
            .iter()
            .filter(|one| one.id_order() == order.id())
            .map(|one| {
                (
                    one.date_add().unwrap(),
                    one.id().unwrap(),
                    one.id_employee(),
                )
            })
            .collect();
        expected.sort_unstable();
        let answered: Vec<Value> = rows
            .iter()
            .map(|row| json!([row["date_add"], row["id"], row["id_employee"]]))
            .collect();
        let expected: Vec<Value> = expected
            .iter()
            .map(|(date, id, who)| json!([date, id, who]))
            .collect();
        assert_eq!(answered, expected);
        assert_eq!(
            rows.last().unwrap()["status"]["id"],
            json!(order.current_state())
        );
    }
    println!("{} orders", orders.len());
}

#[test]
fn given_names_of_records_as_people_paste_them_then_every_action_finds_what_is_meant() {
    let mut ran = 0;
    for version in ShopVersion::ALL {
        let client = client(version, keys::EVERYTHING);
        let orders: Vec<Order> = facts::all(version);
        let customers: Vec<Customer> = facts::all(version);
        let email = facts::shared_email(&orders, &customers);
        let own = facts::own_email(&customers);
        let reference = facts::own_reference(&orders);
        let product = "VRB-0023";
        let address = format!(" \"A Customer\" <{email}> ");
        let cases = [
            (
                "get_orders_by_email",
                "email",
                email.clone(),
                address.clone(),
            ),
            ("get_last_order", "email", email.clone(), address.clone()),
            ("get_customer", "email", email.clone(), address.clone()),
            ("find_customers", "email", email.clone(), address.clone()),
            ("find_orders", "customer", email, address),
            ("update_customer", "email", own.clone(), format!("<{own}>")),
            (
                "get_order",
                "reference",
                reference.clone(),
                format!("#{reference}"),
            ),
            (
                "get_order_by_reference",
                "reference",
                reference.clone(),
                format!("# {reference}"),
            ),
            (
                "get_order_details",
                "reference",
                reference.clone(),
                format!("#{reference}"),
            ),
            (
                "get_order_history",
                "reference",
                reference.clone(),
                format!("#{reference}"),
            ),
            (
                "find_orders",
                "reference",
                reference.clone(),
                format!("#{reference}"),
            ),
            (
                "update_order_status",
                "reference",
                reference.clone(),
                format!("#{reference}"),
            ),
            (
                "set_tracking_number",
                "order",
                reference.clone(),
                format!("#{reference}"),
            ),
            (
                "get_product",
                "reference",
                product.to_owned(),
                format!("#{product}"),
            ),
            (
                "get_stock",
                "reference",
                product.to_owned(),
                format!("#{product}"),
            ),
            (
                "find_products",
                "reference",
                product.to_owned(),
                format!("#{product}"),
            ),
        ];
        for (action, name, plain, pasted) in cases {
            let input = |text: &str| {
                let mut input = match action {
                    "update_customer" => json!({ "note": "Calls back.", "preview": true }),
                    "update_order_status" => json!({ "state": "Arrived", "preview": true }),
                    "set_tracking_number" => json!({ "number": "1Z-4711", "preview": true }),
                    _ => json!({}),
                };
                input[name] = json!(text);
                input
            };
            // Of what belongs to the answer and not to the record there is the token of a preview.
            let answer = |text: &str| run(&client, action, &input(text)).unwrap();
            let without_token = |mut answer: Value| {
                answer["token"] = Value::Null;
                answer["cursor"] = Value::Null;
                answer
            };
            let expected = without_token(answer(&plain));
            assert_eq!(
                without_token(answer(&pasted)),
                expected,
                "{version:?} {action} {pasted}"
            );
            ran += 1;
        }
    }
    println!("{ran} names");
}
