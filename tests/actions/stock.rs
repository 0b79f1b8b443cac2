//! Stock of the right shop.

use aismarttalk_prestashop::resources::StockAvailable;
use demo_store::{ShopVersion, keys};
use serde_json::{Value, json};

use crate::support::scripted::{Scripted, field};
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
    assert!(told.len() > 40, "only {} products were told", told.len());
    println!("{} products and shops", told.len());
}

/// A product of three shops: the first two share rows 1 and 2, the third has 59 and 60.
fn three_shops(path: &str, named: &[u32]) -> String {
    if path.starts_with("stock_availables") {
        let row = |id: u32, combination: u32, shop: u32, group: u32, quantity: i32| {
            let fields = [
                field("id", id),
                field("id_product", 7),
                field("id_product_attribute", combination),
                field("id_shop", shop),
                field("id_shop_group", group),
                field("quantity", quantity),
            ];
            format!("<stock_available>{}</stock_available>", fields.concat())
        };
        let rows = [
            row(1, 0, 0, 1, 30),
            row(2, 4, 0, 1, 30),
            row(59, 0, 3, 0, -2),
            row(60, 4, 3, 0, -2),
        ];
        return format!("<stock_availables>{}</stock_availables>", rows.concat());
    }
    let links: String = named
        .iter()
        .map(|id| format!("<stock_available>{}</stock_available>", field("id", id)))
        .collect();
    let name = format!("<name><language id=\"1\">{}</language></name>", "Bowl");
    format!(
        "<products><product>{}{}{name}<associations><stock_availables nodeType=\"stock_available\">{links}</stock_availables></associations></product></products>",
        field("id", 7),
        field("reference", "B-7"),
    )
}

#[test]
fn given_shops_with_and_without_shared_stock_then_the_product_says_which_rows_count() {
    let cases: [(&[u32], Option<u32>, Value, usize); 5] = [
        (&[1, 2], Some(1), json!(30), 1),
        (&[1, 2], Some(2), json!(30), 1),
        (&[59, 60], Some(3), json!(-2), 1),
        (&[59, 60], None, json!(-2), 1),
        // A product without rows of its own, in a shop whose neighbours have some.
        (&[], None, Value::Null, 0),
    ];
    for (named, shop, quantity, combinations) in &cases {
        let rows = named.to_vec();
        let client = Scripted::client(
            move |path| three_shops(path, &rows),
            |settings| settings.id_shop = *shop,
        );
        let answer = run(&client, "get_stock", &json!({ "id": 7 })).unwrap();
        let product = &answer["products"][0];
        assert_eq!(product["quantity"], *quantity, "{named:?} {shop:?}");
        let found = product["combinations"].as_array().unwrap().len();
        assert_eq!(found, *combinations, "{named:?} {shop:?}");
    }
    println!("{} cases", cases.len());
}
