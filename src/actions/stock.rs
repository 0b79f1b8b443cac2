//! Stock: the total of a product and that of each combination, in one shop.

use json::Value;
use resources::{Product, StockAvailable};

use super::action::Action;
use super::catalogue::{Declaration, Effect, Need};
use super::doc::Doc;
use super::input::Input;
use super::joined::Joined;
use super::parameter::{LANGUAGE_PARAMETER, Parameters};
use super::products::{PRODUCT_ID_PARAMETER, PRODUCT_REFERENCE_PARAMETER};
use super::shape::{LANGUAGE_PROPERTY, Object, Property, Shape};
use super::{answer, product_search, texts};
use crate::client::Client;
use crate::client::join::join;
use crate::client::transport::Transport;
use crate::webservice::display::Display;
use crate::webservice::error::Result;
use crate::webservice::query::Query;

static COMBINATION_STOCK: Object = Object {
    name: Doc::new("CombinationStock"),
    description: Doc::new("The stock of a combination."),
    properties: &[
        Property::new("id_product_attribute", Shape::Id, "Id of the combination.").or_null(),
        Property::new(
            "quantity",
            Shape::Integer,
            "Pieces; negative once more were sold than there were.",
        )
        .or_null(),
    ],
};

static STOCK_SUMMARY: Object = Object {
    name: Doc::new("StockSummary"),
    description: Doc::new("The stock of a product."),
    properties: &[
        Property::new("id", Shape::Id, "Id of the product."),
        Property::new("reference", Shape::ShopText, "The merchant's reference.").or_null(),
        Property::new("name", Shape::ShopText, "Name; in another language where this one has none.").or_null(),
        Property::new("quantity", Shape::Integer, "Pieces in all; negative once more were sold than there were; null where this shop keeps no stock of it.").or_null(),
        Property::new("combinations", Shape::List(&Shape::Object(&COMBINATION_STOCK)), "By id; empty for a product without combinations."),
    ],
};

static GET_STOCK_OUTPUT: Object = Object {
    name: Doc::new("GetStockOutput"),
    description: Doc::new("The stock of the products found."),
    properties: &[
        Property::new(
            "products",
            Shape::List(&Shape::Object(&STOCK_SUMMARY)),
            "At least one; several where products share a reference.",
        ),
        LANGUAGE_PROPERTY,
    ],
};

/// `get_stock`: two requests, at the same time when the product is named by its id.
pub struct GetStock;

impl Action for GetStock {
    const DECLARATION: Declaration = Declaration {
        name: "get_stock",
        title: Doc::new("Get Stock"),
        description: Doc::new(
            "Tells how many pieces of a product are in stock in this shop, in all and by combination (by id only). Needs a right that the usual key does not have. Fails with not_found where there is no such product. Changes nothing.",
        ),
        example: Doc::new("{\"id\": 5}"),
        input: Parameters::either(
            "id",
            "reference",
            &[
                PRODUCT_ID_PARAMETER,
                PRODUCT_REFERENCE_PARAMETER,
                LANGUAGE_PARAMETER,
            ],
        ),
        output: &GET_STOCK_OUTPUT,
        effect: Effect::Reads,
        needs: &[
            Need::get("products"),
            Need::get("stock_availables"),
            texts::LANGUAGES,
        ],
    };

    async fn run<T: Transport>(client: &Client<T>, input: &Input) -> Result<Value> {
        let fields = ["id", "reference", "name", "stock_availables"];
        let query = Query::of(Display::of(&fields), Vec::new());
        let begun = texts::begin(client, input);
        let (choice, found) = join(begun, product_search::with_stock(client, input, query)).await;
        let (choice, (products, stock)) = (choice?, found?);
        let stock = stock?;
        let choice = choice
            .settle(client, products.iter().filter_map(Product::name))
            .await?;
        let stock = Joined::by(&stock, StockAvailable::id_product);
        let rows = products.iter().map(|product| {
            let rows = product_search::of_this_shop(client.settings().id_shop, product, &stock);
            let (total, combinations): (Vec<_>, Vec<_>) = rows
                .into_iter()
                .partition(|one| one.id_product_attribute().is_none());
            let combinations = combinations
                .iter()
                .map(|one| Value::Object(answer::of(one.record(), &COMBINATION_STOCK)));
            let mut row = answer::of(product.record(), &STOCK_SUMMARY);
            answer::set(&mut row, "name", choice.label(product.name()));
            answer::set(
                &mut row,
                "quantity",
                total.first().and_then(|one| one.quantity()),
            );
            answer::set(
                &mut row,
                "combinations",
                combinations.collect::<Vec<Value>>(),
            );
            Value::Object(row)
        });
        let mut output = answer::blank(&GET_STOCK_OUTPUT);
        answer::set(&mut output, "products", rows.collect::<Vec<Value>>());
        answer::set(&mut output, "language", choice.answer());
        Ok(Value::Object(output))
    }
}
