//! Products: their texts, price and stock.

use json::Value;
use resources::{Declared, Field, Product, StockAvailable};

use super::by_id::by_id;
use super::catalogue::{Declaration, Effect, Need};
use super::doc::Doc;
use super::input::{Input, Sought};
use super::parameter::{Kind, LANGUAGE, Parameter, Parameters};
use super::shape::{LANGUAGE_PROPERTY, Object, Property, Shape, WARNINGS_PROPERTY};
use super::texts::{self, Choice};
use super::warnings::{Warnings, advice};
use super::{Action, answer, stock};
use crate::client::Client;
use crate::client::join::join;
use crate::client::transport::Transport;
use crate::webservice::display::Display;
use crate::webservice::error::{Error, ErrorKind, Result};
use crate::webservice::filter::{Condition, Filter};
use crate::webservice::names::shown;
use crate::webservice::query::Query;
use crate::webservice::version::Version;

/// A product named by its id.
pub const PRODUCT_ID: Parameter = Parameter::new(
    "id",
    Kind::Id,
    "Id of the product. Give either id or reference.",
);
/// A product named by its reference.
pub const PRODUCT_REFERENCE: Parameter = Parameter::new(
    "reference",
    Kind::Reference,
    "The merchant's reference of the product; letter case does not count. Give either id or reference.",
);

/// To tell the stock of a product, whose own `quantity` is always 0.
const STOCK: Need = Need::get_or("stock_availables", "the stock is not known");

static PRODUCT: Object = Object {
    name: Doc::new("ProductSummary"),
    description: Doc::new("A product, with its texts in one language."),
    properties: &[
        Property::new("id", Shape::Id, "Id of the product."),
        Property::new("reference", Shape::ShopText, "The merchant's reference.").or_null(),
        Property::new("name", Shape::ShopText, "Name."),
        Property::new("description_short", Shape::ShopText, "Summary, HTML."),
        Property::new("description", Shape::ShopText, "Description, HTML."),
        Property::new(
            "price",
            Shape::Decimal,
            "Price without tax, in the shop's default currency.",
        )
        .or_null(),
        Property::new(
            "active",
            Shape::Boolean,
            "Whether it is on sale in this shop.",
        ),
        Property::new(
            "stock",
            Shape::Integer,
            "Pieces in stock in this shop; null where stock_note says why.",
        )
        .or_null(),
        Property::new("stock_note", Shape::Text, "Why the stock is not known.").or_null(),
        Property::new("meta_title", Shape::ShopText, "Title for search engines."),
        Property::new(
            "meta_description",
            Shape::ShopText,
            "Description for search engines.",
        ),
        Property::new(
            "meta_keywords",
            Shape::ShopText,
            "Keywords for search engines; null from PrestaShop 9 on, which has none.",
        )
        .or_null(),
        Property::new("link_rewrite", Shape::ShopText, "The slug in its address."),
    ],
};

/// Properties whose value depends on the language.
const TEXTS: [&str; 7] = [
    "name",
    "description_short",
    "description",
    "meta_title",
    "meta_description",
    "meta_keywords",
    "link_rewrite",
];

static OUTPUT: Object = Object {
    name: Doc::new("GetProductOutput"),
    description: Doc::new("The products found."),
    properties: &[
        Property::new(
            "products",
            Shape::List(&Shape::Object(&PRODUCT)),
            "At least one; several where products share a reference.",
        ),
        LANGUAGE_PROPERTY,
        WARNINGS_PROPERTY,
    ],
};

/// `get_product`: three requests, two once the languages are known.
pub struct GetProduct;

impl Action for GetProduct {
    const DECLARATION: Declaration = Declaration {
        name: "get_product",
        title: Doc::new("Get Product"),
        description: Doc::new(
            "Finds a product by id or reference: texts in one language, price without tax, whether it is on sale, and its stock where the key may read it. A reference can belong to several products: all are answered. Prices with tax, images and categories are not part of it, and there is no search by name. Fails with not_found where there is none. Changes nothing.",
        ),
        example: Doc::new("{\"id\": 5, \"language\": \"fr\"}"),
        input: Parameters::either(
            "id",
            "reference",
            &[PRODUCT_ID, PRODUCT_REFERENCE, LANGUAGE],
        ),
        output: &OUTPUT,
        effect: Effect::Reads,
        needs: &[Need::get("products"), texts::LANGUAGES, STOCK],
    };

    async fn run<T: Transport>(client: &Client<T>, input: &Input) -> Result<Value> {
        let mut warnings = Warnings::default();
        let choice = texts::choose(client, input, &mut warnings).await?;
        let query = Query {
            display: display(client.version()),
            language: choice.query(),
            ..Query::default()
        };
        let (products, stock) = with_stock(client, input, query).await?;
        let (stock, note) = match stock {
            Ok(rows) => (rows, None),
            Err(error) if error.kind() == ErrorKind::Permission => {
                (Vec::new(), Some(advice(&STOCK)))
            }
            Err(error) => return Err(error),
        };
        let choice = choice
            .settle(client, products.iter().filter_map(Product::name))
            .await?;
        let rows = products.iter().map(|product| {
            let mut row = one(product, &choice);
            match &note {
                Some(note) => answer::set(&mut row, "stock_note", note.as_str()),
                None => set_stock(
                    &mut row,
                    stock::total(client.settings().id_shop, product, &stock),
                ),
            }
            Value::Object(row)
        });
        let mut output = answer::blank(&OUTPUT);
        answer::set(&mut output, "products", rows.collect::<Vec<Value>>());
        answer::set(&mut output, "language", choice.answer());
        answer::set(&mut output, "warnings", warnings);
        Ok(Value::Object(output))
    }
}

fn one(product: &Product, choice: &Choice) -> answer::Answer {
    let record = product.record();
    let mut row = answer::of(record, &PRODUCT);
    for name in TEXTS {
        // Absent is not the same as empty: version 9 has no keywords.
        if let Some(texts) = record.languages(name) {
            answer::set(&mut row, name, choice.text(Some(texts)));
        }
    }
    row
}

fn set_stock(row: &mut answer::Answer, total: Option<i64>) {
    answer::set(row, "stock", total);
    if total.is_none() {
        answer::set(
            row,
            "stock_note",
            "This shop keeps no stock of the product.",
        );
    }
}

/// The fields of the answer that this version has; all while the version is not known,
/// because a shop fails on a field it lacks.
fn display(version: Option<Version>) -> Display {
    let Some(version) = version else {
        return Display::Default;
    };
    let is_at_least = |(major, minor)| version.is_at_least(major, minor);
    let has = |field: &&Field| {
        field.since.is_none_or(is_at_least) && !field.until.is_some_and(is_at_least)
    };
    let fields = PRODUCT
        .properties
        .iter()
        .filter_map(|property| Product::RESOURCE.field(property.name))
        .filter(has)
        .map(|field| field.name);
    Display::Fields(
        fields
            .chain(["stock_availables"])
            .map(str::to_owned)
            .collect(),
    )
}

type Stock = Result<Vec<StockAvailable>>;

/// The products an input names by id or reference, with the stock rows of all shops:
/// two requests, at the same time when the id is known.
///
/// # Errors
/// `NotFound` for a reference nobody has.
pub async fn with_stock<T: Transport>(
    client: &Client<T>,
    input: &Input,
    mut query: Query,
) -> Result<(Vec<Product>, Stock)> {
    let reference = match input.sought("reference") {
        Sought::Text(text) => text,
        Sought::Id(id) => {
            let (product, stock) = join(
                by_id::<Product>(client, id, query),
                stock::rows(client, &[id]),
            )
            .await;
            return Ok((vec![product?], stock));
        }
    };
    query.filter.push(Filter::new(
        "reference",
        Condition::Equals(reference.to_owned()),
    ));
    let products = client.list::<Product>(query).await?;
    if products.is_empty() {
        return Err(no_product(reference));
    }
    let ids: Vec<u32> = products.iter().filter_map(Product::id).collect();
    let stock = stock::rows(client, &ids).await;
    Ok((products, stock))
}

fn no_product(reference: &str) -> Error {
    Error::new(
        ErrorKind::NotFound,
        format!("The shop has no product with the reference \"{}\".", shown(reference)),
    )
    .with_hint("Check the reference; it is not the product's id, and combinations have references of their own.")
    .with_field("reference")
}
