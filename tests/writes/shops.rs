//! Three shops behind one address: every write changes its own shop only.

mod ended;
mod several;
mod target;

use std::collections::BTreeSet;

use aismarttalk_prestashop::client::write::WriteOptions;
use aismarttalk_prestashop::client::write::status::StatusChange;
use aismarttalk_prestashop::webservice::error::ErrorKind;
use demo_store::ShopVersion;

use crate::stored::served;
use crate::update::changes;
use ended::{perform, places};
use target::{HOLDERS, Holder, TARGETS, Target};

/// A product and the shops that sell it.
const PRODUCTS: [(u32, &[u32]); 6] = [
    (1, &[1, 2, 3]),
    (14, &[1, 2, 3]),
    (2, &[1, 2]),
    (13, &[2]),
    (25, &[3]),
    (12, &[1, 3]),
];
/// What a product has for each shop, and what all its shops have in common.
const OWN: &str = r#"{"price": "47.11", "meta_title": {"fr": "Ici seulement"}}"#;
const OWN_FIELDS: [&str; 2] = ["price", "meta_title[2]"];
const COMMON: &str = r#"{"reference": "EVERYWHERE"}"#;

/// Every target with every key.
fn each(version: ShopVersion, mut check: impl FnMut(&Target, &Holder, &str)) {
    for target in &TARGETS {
        for holder in &HOLDERS {
            let (address, id) = (target.address, target.id_shop);
            let case = format!("{version:?}, {address}, shopId {id:?}, key {}", holder.name);
            check(target, holder, &case);
        }
    }
}

#[test]
fn given_any_target_and_key_then_a_product_changes_in_its_own_shop_only() {
    let (mut written, mut locked_out, mut elsewhere) = (0, 0, 0);
    for version in ShopVersion::ALL {
        each(version, |target, holder, case| {
            for (id, sold_in) in PRODUCTS {
                for (given, fields, changes_in) in [
                    (OWN, &OWN_FIELDS[..], target.shop),
                    (COMMON, &["reference"], 0),
                ] {
                    let client = target.client(version, holder);
                    let given = changes(given);
                    let options = WriteOptions::default();
                    let ended = perform(&client, async || {
                        client.update("products", id, &given, &options).await
                    });
                    let case = format!("{case}, product {id}, {fields:?}");
                    if !holder.shops.contains(&target.shop) {
                        ended.assert_locked_out(&case);
                        locked_out += 1;
                    } else if !sold_in.contains(&target.shop) {
                        ended.assert_elsewhere(target, &case);
                        let codes = ended.refusal(&case).codes();
                        assert_eq!(codes.first().and_then(|one| one.code), Some(131), "{case}");
                        elsewhere += 1;
                    } else {
                        let record = format!("products/{id}");
                        ended.assert_changed(&places(changes_in, &record, fields), &case);
                        written += 1;
                    }
                }
            }
        });
    }
    println!("{written} written, {locked_out} keys refused, {elsewhere} not in the shop");
    assert!(written > 0 && locked_out > 0 && elsewhere > 0);
}

#[test]
fn given_any_target_and_key_then_a_product_is_deleted_from_that_shop_only() {
    let (mut deleted, mut refused) = (0, 0);
    for version in [ShopVersion::V8_2, ShopVersion::V9_0] {
        each(version, |target, holder, case| {
            for (id, sold_in) in PRODUCTS {
                let client = target.client(version, holder);
                let options = WriteOptions::default();
                let record = format!("products/{id}");
                let ended = perform(&client, async || {
                    client.delete("products", id, &options).await
                });
                let case = format!("{case}, product {id}");
                if !holder.shops.contains(&target.shop) {
                    ended.assert_locked_out(&case);
                } else if !sold_in.contains(&target.shop) {
                    ended.assert_elsewhere(target, &case);
                } else if !holder.may_everything {
                    let error = ended.told.as_ref().expect_err(&case);
                    assert_eq!(error.kind(), ErrorKind::Permission, "{case}");
                    assert!(ended.changed.is_empty(), "{case}");
                } else {
                    assert!(ended.told.is_ok_and(|told| told.written), "{case}");
                    let its = ended.changed.iter().filter(|(_, of, _)| *of == record);
                    let shops: BTreeSet<u32> = its.map(|(shop, ..)| *shop).collect();
                    // What its last shop gives up is gone for good.
                    let expected = if sold_in == [target.shop] {
                        0
                    } else {
                        target.shop
                    };
                    assert!(shops.contains(&expected), "{case}: {shops:?}");
                    let is_its_own = |shop: &u32| [0, target.shop].contains(shop);
                    assert!(shops.iter().all(is_its_own), "{case}: {shops:?}");
                    deleted += 1;
                    continue;
                }
                refused += 1;
            }
        });
    }
    println!("{deleted} deleted from one shop, {refused} refused");
    assert!(deleted > 0);
}

/// A customer and the shops whose customers these are.
const CUSTOMERS: [(u32, &[u32]); 2] = [(5, &[1, 2]), (14, &[3])];

#[test]
fn given_a_shop_then_customers_of_another_group_are_left_alone() {
    let (mut written, mut refused) = (0, 0);
    for version in [ShopVersion::V1_7, ShopVersion::V8_2] {
        each(version, |target, holder, case| {
            for (id, of) in CUSTOMERS {
                let client = target.client(version, holder);
                let (given, options) = (
                    changes(r#"{"note": "Rings once."}"#),
                    WriteOptions::default(),
                );
                let ended = perform(&client, async || {
                    client.update("customers", id, &given, &options).await
                });
                let case = format!("{case}, customer {id}");
                if !holder.shops.contains(&target.shop) {
                    ended.assert_locked_out(&case);
                    refused += 1;
                } else if !of.contains(&target.shop) {
                    ended.assert_elsewhere(target, &case);
                    refused += 1;
                } else {
                    let record = format!("customers/{id}");
                    ended.assert_changed(&places(0, &record, &["note"]), &case);
                    written += 1;
                }
            }
        });
    }
    println!("{written} customers written, {refused} refused");
    assert!(written > 0 && refused > 0);
}

#[test]
fn given_any_target_and_key_then_only_orders_of_that_shop_change_their_status() {
    // Orders and the shops they were placed in.
    let orders = [(4, 1), (7, 2), (13, 3)];
    let (mut written, mut refused) = (0, 0);
    for version in [ShopVersion::V1_6, ShopVersion::V8_2] {
        each(version, |target, holder, case| {
            for (id, placed_in) in orders {
                let client = target.client(version, holder);
                let change = StatusChange {
                    id_order: id,
                    id_order_state: 9,
                    id_employee: None,
                    send_email: true,
                };
                let options = WriteOptions::default();
                let ended = perform(&client, async || {
                    client.change_status(&change, &options).await
                });
                let case = format!("{case}, order {id}");
                if !holder.shops.contains(&target.shop) {
                    ended.assert_locked_out(&case);
                } else if target.shop != placed_in {
                    ended.assert_elsewhere(target, &case);
                } else {
                    assert!(ended.told.is_ok_and(|told| told.written), "{case}");
                    let its = ended.changed.iter().map(|(_, of, _)| of.as_str());
                    let orders: BTreeSet<&str> =
                        its.filter(|of| of.starts_with("orders/")).collect();
                    let record = format!("orders/{id}");
                    assert_eq!(orders, BTreeSet::from([record.as_str()]), "{case}");
                    let mails = client
                        .transport()
                        .with_store(|store| store.mails().to_vec());
                    let about: Vec<u32> = mails.iter().map(|mail| mail.id_order).collect();
                    assert_eq!(about, [id], "{case}");
                    written += 1;
                    continue;
                }
                refused += 1;
            }
        });
    }
    println!("{written} orders changed, {refused} refused");
    assert!(written > 0 && refused > 0);
}

#[test]
fn given_a_shop_then_stock_that_it_does_not_share_is_left_alone() {
    // The first rows of what the shops of the first group share, and of what shop 3 has.
    let shelves: [(&str, &[u32]); 2] = [
        ("filter[id_shop_group]=1", &[1, 2]),
        ("filter[id_shop]=3", &[3]),
    ];
    let (mut written, mut refused) = (0, 0);
    for version in ShopVersion::ALL {
        each(version, |target, holder, case| {
            if holder.shops != [1, 2, 3] {
                return;
            }
            for (shelf, of) in shelves {
                let client = target.client(version, holder);
                let path = format!("stock_availables?display=[id]&limit=1&{shelf}");
                let row = client.transport().with_store(|store| served(store, &path));
                let (_, rest) = row.split_once("<id><![CDATA[").unwrap();
                let id: u32 = rest.split(']').next().unwrap().parse().unwrap();
                let given = changes(r#"{"quantity": 4711}"#);
                let options = WriteOptions::default();
                let ended = perform(&client, async || {
                    client
                        .update("stock_availables", id, &given, &options)
                        .await
                });
                let case = format!("{case}, stock row {id}");
                if of.contains(&target.shop) {
                    let record = format!("stock_availables/{id}");
                    let expected = places(0, &record, &["quantity"]);
                    assert!(ended.changed.is_superset(&expected), "{case}: {ended:?}");
                    let is_of_shelf = |(shop, record, field): &ended::Place| {
                        *shop == 0 && record.starts_with("stock_availables/") && field == "quantity"
                    };
                    assert!(ended.changed.iter().all(is_of_shelf), "{case}: {ended:?}");
                    assert!(ended.told.is_ok_and(|told| told.written), "{case}");
                    written += 1;
                } else {
                    ended.assert_elsewhere(target, &case);
                    refused += 1;
                }
            }
        });
    }
    println!("{written} stock rows written, {refused} refused");
    assert!(written > 0 && refused > 0);
}
