//! Products by words, price, category, date of change, and what they lack.

use json::Value;
use resources::{Declared, Product};

use super::super::action::Action;
use super::super::allowed::one_of;
use super::super::answer::{self, Answer};
use super::super::catalogue::{Declaration, Effect, Need};
use super::super::doc::Doc;
use super::super::input::Input;
use super::super::parameter::{Kind, LANGUAGE_PARAMETER, Parameter, Parameters};
use super::super::product::currency::Currency;
use super::super::product::pages::{self, COVER_IMAGE_URL};
use super::super::product::prices::{self, FINAL_PRICE, PRICE_TAX_INCL};
use super::super::shape::{LANGUAGE_PROPERTY, Object, Property, Shape, WARNINGS_PROPERTY};
use super::super::texts::{self, Choice};
use super::super::warnings::Warnings;
use super::ids::{ById, Looked};
use super::meant::{LACKS, Meant};
use super::page::{
    CURSOR_PARAMETER, CURSOR_PROPERTY, Found, HAS_MORE_PROPERTY, LIMIT_PARAMETER, Page,
};
use super::words::Words;
use crate::client::Client;
use crate::client::join::join;
use crate::client::transport::Transport;
use crate::webservice::display::Display;
use crate::webservice::error::Result;
use crate::webservice::filter::{Condition, Filter};
use crate::webservice::query::{Language, Query};

static FOUND_PRODUCT: Object = Object {
    name: Doc::new("FoundProduct"),
    description: Doc::new("A product in short."),
    properties: &[
        Property::new("id", Shape::Id, "Id of the product."),
        Property::new(
            "name",
            Shape::ShopText,
            "Name; in another language where this one has none.",
        )
        .or_null(),
        Property::new("reference", Shape::ShopText, "The merchant's reference.").or_null(),
        Property::new(
            "price",
            Shape::Decimal,
            "Price without tax and without reductions.",
        )
        .or_null(),
        PRICE_TAX_INCL,
        FINAL_PRICE,
        Property::new(
            "active",
            Shape::Boolean,
            "Whether it is on sale in this shop.",
        ),
        COVER_IMAGE_URL,
    ],
};

static FIND_PRODUCTS_OUTPUT: Object = Object {
    name: Doc::new("FindProductsOutput"),
    description: Doc::new("A page of products."),
    properties: &[
        Property::new("products", Shape::List(&Shape::Object(&FOUND_PRODUCT)), "The highest id first; empty if none match."),
        HAS_MORE_PROPERTY,
        CURSOR_PROPERTY,
        Property::new("currency", Shape::ShopText, "Code of the currency of all prices; null where it takes a further request to know it, which get_product makes.").or_null(),
        Property::new("page_url", Shape::Text, "Address of a product's page, with {id} in the place of its id."),
        LANGUAGE_PROPERTY,
        WARNINGS_PROPERTY,
    ],
};

/// Rows that are looked at where some conditions are compared on this side: many of which little
/// is asked, or few whose prices are computed.
const LIGHT_ROWS: u32 = 2_000;
const PRICED_ROWS: u32 = 300;

/// `find_products`: two requests, one where nothing but a reference or a day of change is given; the
/// first time one more for a language that is named by its code.
pub struct FindProducts;

impl Action for FindProducts {
    const DECLARATION: Declaration = Declaration {
        name: "find_products",
        title: Doc::new("Find Products"),
        description: Doc::new(
            "Finds products by words, reference, price, category, day of change, whether they are on sale, or what they lack, such as a meta description: newest first, with prices as a customer pays them. All that is given must hold. get_product tells more of one. Changes nothing.",
        ),
        example: Doc::new("{\"words\": \"tea pot\", \"active\": true}"),
        input: Parameters::of(&[
            Parameter::new(
                "words",
                Kind::Words,
                "Words: each must be in the name or the reference, in part too.",
            ),
            Parameter::new(
                "reference",
                Kind::Reference,
                "The whole reference; letter case does not count.",
            ),
            Parameter::new(
                "active",
                Kind::YesOrNo,
                "Only those on sale in this shop, or only the others.",
            ),
            Parameter::new("category", Kind::Id, "Id of a category that they are in."),
            Parameter::new(
                "price_from",
                Kind::Amount,
                "Lowest price, without tax and reductions.",
            ),
            Parameter::new(
                "price_to",
                Kind::Amount,
                "Highest price, without tax and reductions.",
            ),
            Parameter::new(
                "changed_since",
                Kind::Moment,
                "Only those that were changed from this day or moment on.",
            ),
            Parameter::new(
                "missing",
                Kind::SomeOf(LACKS),
                "Only those that lack at least one of these in the language of the answer.",
            ),
            LANGUAGE_PARAMETER,
            LIMIT_PARAMETER,
            CURSOR_PARAMETER,
        ]),
        output: &FIND_PRODUCTS_OUTPUT,
        effect: Effect::Reads,
        needs: &[Need::get("products"), texts::LANGUAGES],
    };

    async fn run<T: Transport>(client: &Client<T>, input: &Input) -> Result<Value> {
        let page = Page::of(&Self::DECLARATION, input)?;
        let meant = Meant::of(input)?;
        let search = ProductSearch {
            client,
            input,
            page: &page,
            meant: &meant,
        };
        let (choice, (found, is_open)) = search.found().await?;
        let mut warnings = Warnings::default();
        if is_open {
            warnings.say(super::ids::open());
        }
        let choice = match found.rows.is_empty() {
            true => choice,
            false => {
                let names = found.rows.iter().filter_map(Product::name);
                choice.settle(client, names).await?
            }
        };
        let rows = found
            .rows
            .iter()
            .map(|product| product_row(client, product, &choice));
        let mut output = answer::blank(&FIND_PRODUCTS_OUTPUT);
        answer::set(&mut output, "products", rows.collect::<Vec<Value>>());
        found.put(&mut output);
        answer::set(&mut output, "currency", Currency::known(client).code());
        answer::set(&mut output, "page_url", pages::page_url(client, "{id}"));
        answer::set(&mut output, "language", choice.answer());
        answer::set(&mut output, "warnings", warnings);
        Ok(Value::Object(output))
    }
}

fn product_row<T>(client: &Client<T>, product: &Product, choice: &Choice) -> Value {
    let record = product.record();
    let mut row: Answer = answer::of(record, &FOUND_PRODUCT);
    answer::set(&mut row, "name", choice.label(product.name()));
    prices::set(&mut row, &FOUND_PRODUCT, record, product.price());
    let cover = pages::cover_image_url(client, product);
    answer::set(&mut row, COVER_IMAGE_URL.name, cover);
    Value::Object(row)
}

struct ProductSearch<'s, T> {
    client: &'s Client<T>,
    input: &'s Input,
    page: &'s Page,
    meant: &'s Meant<'s>,
}

impl<T: Transport> ProductSearch<'_, T> {
    async fn found(&self) -> Result<(Choice, Looked<Product>)> {
        let words = self.meant.words.as_ref();
        // Two conditions on one field would be one too many.
        let condition = words
            .filter(|_| self.meant.reference.is_none())
            .and_then(Words::condition);
        let is_exact = words.is_none_or(Words::is_exact) && !self.meant.has_own();
        if let Some(condition) = condition {
            return self.with_words(&condition, is_exact).await;
        }
        match is_exact && words.is_none() {
            true => self.exact().await,
            false => self.compared_here().await,
        }
    }

    /// Those with words that the shop looks for in either of two fields.
    async fn with_words(
        &self,
        condition: &Condition,
        is_exact: bool,
    ) -> Result<(Choice, Looked<Product>)> {
        // The shop looks into the languages that it answers in: here they must be known before.
        let choice = texts::begin(self.client, self.input).await?;
        let query = self.query(self.meant.filters(), choice.query(), true);
        let with = |field: &str| {
            let mut query = query.clone();
            query.filter.push(Filter::new(field, condition.clone()));
            query
        };
        let lists = (with("name"), with("reference"));
        let search = self.by_id((!is_exact).then_some(PRICED_ROWS));
        let keep = |product: &Product| self.meant.is_met(product, &choice);
        let found = search.either(self.client, lists, keep).await?;
        Ok((choice, found))
    }

    /// All that the shop answers.
    async fn exact(&self) -> Result<(Choice, Looked<Product>)> {
        let search = self.by_id(None);
        let read = async |language| {
            let query = self.query(self.meant.filters(), language, true);
            Ok(vec![search.rows(self.client, query).await?])
        };
        let found = self.rows(read);
        // The second request that a find may make; without the right nothing is lost.
        let ((), found) = join(Currency::look_up(self.client), found).await;
        let (choice, lists) = found?;
        let found = search.found(lists, |product| self.meant.is_met(product, &choice));
        Ok((choice, found))
    }

    /// Those that are compared on this side, by little of each, and then the whole rows.
    async fn compared_here(&self) -> Result<(Choice, Looked<Product>)> {
        let search = self.by_id(Some(LIGHT_ROWS));
        let read = async |language| {
            let query = self.query(self.meant.filters(), language, false);
            Ok(vec![search.rows(self.client, query).await?])
        };
        let (choice, lists) = self.rows(read).await?;
        let (found, is_open) = search.found(lists, |product| self.meant.is_met(product, &choice));
        let ids: Vec<u32> = found.rows.iter().filter_map(Product::id).collect();
        let mut rows = Vec::new();
        if !ids.is_empty() {
            let filter = vec![Filter::new("id", one_of(&ids))];
            let query = self.query(filter, choice.query(), true);
            rows = self.client.list(query).await?;
            rows.sort_by_key(|row: &Product| std::cmp::Reverse(row.id()));
        }
        let cursor = found.cursor;
        Ok((choice, (Found { rows, cursor }, is_open)))
    }

    /// Lists of products, and the language of the answer, which is looked up at the same time.
    async fn rows(
        &self,
        read: impl AsyncFn(Language) -> Result<Vec<Vec<Product>>>,
    ) -> Result<(Choice, Vec<Vec<Product>>)> {
        let choice = texts::begin(self.client, self.input);
        let likely = texts::likely(self.client, self.input)?;
        texts::beside(
            choice,
            &likely,
            read,
            |lists: &Vec<Vec<Product>>, choice| {
                let products = lists.iter().flatten();
                let mut texts = products.flat_map(|one| self.meant.texts(one)).peekable();
                texts.peek().is_none() || choice.is_among(texts)
            },
        )
        .await
    }

    fn by_id(&self, looked_at: Option<u32>) -> ById<'_, Product> {
        ById {
            page: self.page,
            id: Product::id,
            looked_at,
        }
    }

    /// With the fields of a row, or with no more than rows are looked at by.
    fn query(&self, filter: Vec<Filter>, language: Language, is_whole: bool) -> Query {
        let mut fields = self.meant.fields();
        let mut price = Vec::new();
        if is_whole {
            price = prices::asked(&FOUND_PRODUCT, Currency::known(self.client).decimals());
            fields.extend(answer::fields(Product::RESOURCE, FOUND_PRODUCT.properties));
            fields.push("id_default_image".to_owned());
            fields.sort_unstable();
            fields.dedup();
        }
        let mut query = Query::of(Display::Fields(fields), filter).in_language(language);
        query.price = price;
        query
    }
}
