//! Products: their texts, price and stock.

use json::Value;
use resources::{Declared, Field, Product, StockAvailable};

use super::action::Action;
use super::catalogue::{Declaration, Effect, Need};
use super::doc::Doc;
use super::input::Input;
use super::joined::Joined;
use super::parameter::{Kind, LANGUAGE_PARAMETER, Parameter, Parameters};
use super::product::combinations::{COMBINATIONS, COMBINATIONS_PROPERTY, OPTION_VALUES};
use super::product::currency::{CURRENCIES, CURRENCY_PROPERTY};
use super::product::found;
use super::product::pages::{self, COVER_IMAGE_URL};
use super::product::prices::{
    self, FINAL_PRICE, FINAL_PRICE_TAX_EXCL, PRICE_TAX_INCL, REDUCTION_PROPERTY,
};
use super::shape::{LANGUAGE_PROPERTY, Object, Property, Shape, WARNINGS_PROPERTY};
use super::texts::{self, Choice};
use super::warnings::{Warnings, advice};
use super::{answer, product_search};
use crate::client::Client;
use crate::client::transport::Transport;
use crate::webservice::display::Display;
use crate::webservice::error::Result;
use crate::webservice::query::{Language, Query};
use crate::webservice::version::Version;

/// A product named by its id.
pub const PRODUCT_ID_PARAMETER: Parameter = Parameter::new(
    "id",
    Kind::Id,
    "Id of the product. Give either id or reference.",
);
/// A product named by its reference.
pub const PRODUCT_REFERENCE_PARAMETER: Parameter = Parameter::new(
    "reference",
    Kind::Reference,
    "The merchant's reference of the product; letter case does not count. Give either id or reference.",
);

/// To tell the stock of a product, whose own `quantity` is always 0.
const STOCK_NEED: Need = Need::get_or("stock_availables", "the stock is not known");

static PRODUCT_SUMMARY: Object = Object {
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
            "Price without tax and without reductions.",
        )
        .or_null(),
        PRICE_TAX_INCL,
        FINAL_PRICE_TAX_EXCL,
        FINAL_PRICE,
        REDUCTION_PROPERTY,
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
        COMBINATIONS_PROPERTY,
        Property::new(
            "page_url",
            Shape::Text,
            "Address of its page; a shop with readable addresses redirects to one.",
        ),
        COVER_IMAGE_URL,
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

static GET_PRODUCT_OUTPUT: Object = Object {
    name: Doc::new("GetProductOutput"),
    description: Doc::new("The products found."),
    properties: &[
        Property::new(
            "products",
            Shape::List(&Shape::Object(&PRODUCT_SUMMARY)),
            "At least one; several where products share a reference.",
        ),
        CURRENCY_PROPERTY,
        LANGUAGE_PROPERTY,
        WARNINGS_PROPERTY,
    ],
};

/// `get_product`: one request, up to four where the key may read more; the first time one more each
/// for languages, rights and currencies. With the rights known all but the names of values goes at
/// once by id; else what belongs to the product takes a second round trip.
pub struct GetProduct;

impl Action for GetProduct {
    const DECLARATION: Declaration = Declaration {
        name: "get_product",
        title: Doc::new("Get Product"),
        description: Doc::new(
            "Finds a product by id or reference, several where they share it: texts in one language, prices with and without tax and reductions as a customer of the usual group pays them, page and cover image, and, where the key may read them, stock, currency and combinations. Fails with not_found where there is none. Changes nothing.",
        ),
        example: Doc::new("{\"id\": 5, \"language\": \"fr\"}"),
        input: Parameters::either(
            "id",
            "reference",
            &[
                PRODUCT_ID_PARAMETER,
                PRODUCT_REFERENCE_PARAMETER,
                LANGUAGE_PARAMETER,
            ],
        ),
        output: &GET_PRODUCT_OUTPUT,
        effect: Effect::Reads,
        needs: &[
            Need::get("products"),
            texts::LANGUAGES,
            STOCK_NEED,
            CURRENCIES,
            COMBINATIONS,
            OPTION_VALUES,
        ],
    };

    async fn run<T: Transport>(client: &Client<T>, input: &Input) -> Result<Value> {
        let mut warnings = Warnings::default();
        let found = found::read(client, input, product_query, &mut warnings).await?;
        let (choice, currency) = (&found.choice, &found.currency);
        let rows = found.stock.as_deref().unwrap_or_default();
        let stock = Joined::by(rows, StockAvailable::id_product);
        let has_stock = found.stock.is_some();
        let rows = found.products.iter().map(|product| {
            let mut row = product_summary(product, choice);
            let shelves = product_search::of_this_shop(client.settings().id_shop, product, &stock);
            match has_stock {
                false => answer::set(&mut row, "stock_note", advice(&STOCK_NEED)),
                true => set_stock(&mut row, product_search::total_of(&shelves)),
            }
            let of_product = found.variants.answer(product, choice.id(), &shelves);
            answer::set(&mut row, "combinations", of_product);
            show_to_customers(client, &mut row, product, &mut warnings);
            Value::Object(row)
        });
        let rows: Vec<Value> = rows.collect();
        let mut output = answer::blank(&GET_PRODUCT_OUTPUT);
        answer::set(&mut output, "products", rows);
        answer::set(&mut output, "currency", currency.answer(choice.id()));
        answer::set(&mut output, "language", choice.answer());
        answer::set(&mut output, "warnings", warnings);
        Ok(Value::Object(output))
    }
}

/// Sets prices and addresses.
fn show_to_customers<T>(
    client: &Client<T>,
    row: &mut answer::Answer,
    product: &Product,
    warnings: &mut Warnings,
) {
    let id = product.id().unwrap_or_default();
    if !prices::set(row, &PRODUCT_SUMMARY, product.record(), product.price()) {
        warnings.say(format!(
            "The shop computes no price for product {id}: mostly none of its combinations is its default."
        ));
    }
    answer::set(row, "page_url", pages::page_url(client, &id.to_string()));
    let cover = pages::cover_image_url(client, product);
    answer::set(row, COVER_IMAGE_URL.name, cover);
}

fn product_summary(product: &Product, choice: &Choice) -> answer::Answer {
    let record = product.record();
    let mut row = answer::of(record, &PRODUCT_SUMMARY);
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

fn product_query<T>(client: &Client<T>, language: Language, decimals: Option<u32>) -> Query {
    let display = product_display(client.version());
    let mut query = Query::of(display, Vec::new()).in_language(language);
    query.price = prices::asked(&PRODUCT_SUMMARY, decimals);
    query
}

/// The fields of the answer that this version has; all while the version is not known,
/// because a shop fails on a field it lacks.
fn product_display(version: Option<Version>) -> Display {
    let Some(version) = version else {
        return Display::Default;
    };
    let is_at_least = |(major, minor)| version.is_at_least(major, minor);
    let has = |field: &&Field| {
        field.since.is_none_or(is_at_least) && !field.until.is_some_and(is_at_least)
    };
    let fields = PRODUCT_SUMMARY
        .properties
        .iter()
        .filter_map(|property| Product::RESOURCE.field(property.name))
        .filter(has)
        .map(|field| field.name);
    Display::Fields(
        fields
            .chain([
                "stock_availables",
                "id_default_image",
                "combinations",
                "product_option_values",
            ])
            .map(str::to_owned)
            .collect(),
    )
}
