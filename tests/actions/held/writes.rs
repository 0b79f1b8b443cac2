//! What a held run may write, and what it may do at all.

use aismarttalk_prestashop::actions::CATALOGUE;
use aismarttalk_prestashop::webservice::ErrorKind;
use demo_store::ShopVersion;
use serde_json::{Value, json};

use super::world::World;
use crate::run;

#[test]
fn given_no_list_of_writes_then_nothing_is_sent_and_with_one_only_own_records_change() {
    let mut runs = 0;
    for version in ShopVersion::ALL {
        let world = World::new(version);
        let holder = &world.holders()[0];
        for action in CATALOGUE.iter().filter(|one| one.effect.writes().is_some()) {
            let input: Value = serde_json::from_str(action.example.text()).unwrap();
            let others: Vec<&str> = CATALOGUE
                .iter()
                .filter(|one| one.name != action.name)
                .map(|one| one.name)
                .collect();
            let context = format!("{version:?} {}", action.name);
            world.client.transport().take_sent();
            let error = run(&world.held(holder, &others), action.name, &input).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Permission, "{context}: {error}");
            assert!(error.message().contains(action.name), "{context}: {error}");
            assert!(world.client.transport().take_sent().is_empty(), "{context}");
            runs += 1;
        }
        let own = holder.customers[0];
        let name = json!({ "id": own, "firstname": "Ada" });
        let client = world.held(holder, &["update_customer"]);
        let answer = run(&client, "update_customer", &name).unwrap();
        assert_eq!(
            (&answer["written"], &answer["fields"][0]["after"]),
            (&json!(true), &json!("Ada"))
        );
        let status = json!({ "id": holder.orders[0], "state": 5 });
        let client = world.held(holder, &["update_order_status"]);
        let answer = run(&client, "update_order_status", &status).unwrap();
        assert_eq!(answer["after"]["id"], 5, "{answer}");
        let number = json!({ "order": holder.orders[0], "number": "1Z-4711" });
        let client = world.held(holder, &["set_tracking_number"]);
        let answer = run(&client, "set_tracking_number", &number).unwrap();
        assert_eq!(answer["written"], true, "{answer}");
        // By these a customer is found, or the merchant's judgement of one is told.
        for field in ["note", "new_email"] {
            let input = json!({ "id": own, field: "ada@example.com" });
            let client = world.held(holder, &["update_customer"]);
            let error = run(&client, "update_customer", &input).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Permission, "{field}: {error}");
            runs += 1;
        }
        // What all customers see belongs to none of them.
        let product = json!({ "id": 1, "meta_title": { "en": "Pot" } });
        let client = world.held(holder, &["update_product_seo"]);
        let error = run(&client, "update_product_seo", &product).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Permission, "{error}");
        runs += 4;
    }
    println!("{runs} held writes");
}

#[test]
fn given_a_held_call_then_check_access_says_what_it_may_do_and_not_what_the_key_may() {
    let world = World::new(ShopVersion::V8_2);
    let holder = &world.holders()[0];
    let answer = run(
        &world.held(holder, &["update_customer"]),
        "check_access",
        &json!({}),
    )
    .unwrap();
    assert_eq!(
        answer["only_customer"]["writes"],
        json!(["update_customer"])
    );
    let reads = answer["only_customer"]["reads"].as_array().unwrap();
    let reading = CATALOGUE.iter().filter(|one| one.effect.writes().is_none());
    assert_eq!(reads.len(), reading.count());
    assert_eq!(answer["resources"], json!([]));
    let free = run(&world.client, "check_access", &json!({})).unwrap();
    assert_eq!(free["only_customer"], Value::Null);
}
