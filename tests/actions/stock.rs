//! Stock of the right shop.

use aismarttalk_prestashop::resources::StockAvailable;
use demo_store::{ShopVersion, keys};
use serde_json::{Value, json};

use crate::support::{StoreTransport, client_with};
use crate::{facts, run};

#[test]
fn given_two_shops_then_each_answers_its_own_stock() {
    let version = ShopVersion::V8_2;
    let rows: Vec<StockAvailable> = facts::all(version);
    let mut told = Vec::new();
    for shop in [1, 2] {
        let client = client_with(StoreTransport::new(version), keys::EVERYTHING, |settings| {
            settings.id_shop = Some(shop);
        });
        for product in 1..=30 {
            let Ok(answer) = run(&client, "get_stock", &json!({ "id": product })) else {
                continue;
            };
            let in_shop = |row: &&StockAvailable| {
                row.id_product() == Some(product)
                    && (row.id_shop() == Some(shop) || row.id_shop().is_none())
            };
            let own: Vec<&StockAvailable> = rows.iter().filter(in_shop).collect();
            let total = own.iter().find(|row| row.id_product_attribute().is_none());
            let found = &answer["products"][0];
            assert_eq!(
                found["quantity"],
                json!(total.and_then(|row| row.quantity())),
                "product {product} shop {shop}"
            );
            let combinations: Vec<Value> = own
                .iter()
                .filter(|row| row.id_product_attribute().is_some())
                .map(|row| json!({ "id_product_attribute": row.id_product_attribute(), "quantity": row.quantity() }))
                .collect();
            assert_eq!(
                found["combinations"],
                json!(combinations),
                "product {product} shop {shop}"
            );
            let detail = run(&client, "get_product", &json!({ "id": product })).unwrap();
            assert_eq!(
                detail["products"][0]["stock"], found["quantity"],
                "product {product} shop {shop}"
            );
            told.push((product, shop, found["quantity"].clone()));
        }
    }
    let differ = |product: u32| {
        let mut of = told
            .iter()
            .filter(|(one, ..)| *one == product)
            .map(|(.., quantity)| quantity);
        matches!((of.next(), of.next()), (Some(one), Some(other)) if one != other)
    };
    assert!(told.len() > 40, "only {} products were told", told.len());
    println!(
        "{} products and shops, {} with different stock",
        told.len(),
        (1..=30).filter(|id| differ(*id)).count()
    );
}
