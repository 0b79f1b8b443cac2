//! Products by words, price, category, date of change, and what they lack.

use json::Value;
use resources::{Declared, Kind as FieldKind, Product};

use super::super::action::Action;
use super::super::answer::{self, Answer};
use super::super::catalogue::{Declaration, Effect, Need};
use super::super::doc::Doc;
use super::super::input::Input;
use super::super::order::one_of;
use super::super::parameter::{Kind, LANGUAGE_PARAMETER, Parameter, Parameters};
use super::super::plain_text;
use super::super::product::currency::Currency;
use super::super::product::pages;
use super::super::product::prices::{self, FINAL_PRICE, PRICE_TAX_INCL};
use super::super::shape::{LANGUAGE_PROPERTY, Object, Property, Shape, WARNINGS_PROPERTY};
use super::super::texts::{self, Choice};
use super::super::warnings::Warnings;
use super::ids::{ById, Looked};
use super::page::{
    CURSOR_PARAMETER, CURSOR_PROPERTY, Found, HAS_MORE_PROPERTY, LIMIT_PARAMETER, Page,
};
use super::words::Words;
use crate::client::Client;
use crate::client::join::join;
use crate::client::transport::Transport;
use crate::webservice::display::Display;
use crate::webservice::error::{Error, Result};
use crate::webservice::filter::{Condition, Filter};
use crate::webservice::query::Query;
use crate::webservice::recheck::Verdict;

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

/// What a product can lack.
const IMAGE: &str = "image";
const LACKS: &[&str] = &[
    "meta_title",
    "meta_description",
    "description",
    "description_short",
    "link_rewrite",
    "reference",
    "ean13",
    IMAGE,
];

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
        let choice = texts::begin(client, input).await?;
        let search = Search {
            client,
            page: &page,
            meant: &meant,
            choice: &choice,
        };
        let (found, is_open) = search.found().await?;
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
            .map(|product| product_row(product, &choice));
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

fn product_row(product: &Product, choice: &Choice) -> Value {
    let record = product.record();
    let mut row: Answer = answer::of(record, &FOUND_PRODUCT);
    answer::set(&mut row, "name", choice.label(product.name()));
    prices::set(&mut row, &FOUND_PRODUCT, record, product.price());
    Value::Object(row)
}

/// What an input looks for.
struct Meant<'i> {
    words: Option<Words<'i>>,
    reference: Option<&'i str>,
    changed_since: Option<&'i str>,
    active: Option<bool>,
    category: Option<u32>,
    /// Bounds of the price.
    price: Vec<Condition>,
    missing: &'i [&'static str],
}

impl<'i> Meant<'i> {
    fn of(input: &'i Input) -> Result<Meant<'i>> {
        let bound = |name| input.given_text(name).map(str::to_owned);
        let (from, to) = (bound("price_from"), bound("price_to"));
        if let (Some(from), Some(to)) = (&from, &to)
            && Condition::AtMost(to.clone()).matches(FieldKind::Decimal, from) == Verdict::No
        {
            let hint = "Give the lower one first.";
            return Err(Error::about("price_from", &["is above `price_to`"], hint));
        }
        let from = from.map(Condition::AtLeast);
        Ok(Meant {
            words: input.given_text("words").map(Words::of),
            reference: input.given_text("reference"),
            changed_since: input.given_text("changed_since"),
            active: input.yes_or_no("active"),
            category: input.number("category"),
            price: from.into_iter().chain(to.map(Condition::AtMost)).collect(),
            missing: input.words("missing"),
        })
    }

    /// What the shop is asked, but for the words. Of fields with a value for each shop it compares
    /// those of whichever shop was saved last: they are compared here.
    fn filters(&self) -> Vec<Filter> {
        let reference = self.reference.map(str::to_owned).map(Condition::Equals);
        let changed = self
            .changed_since
            .map(str::to_owned)
            .map(Condition::AtLeast);
        let given = [("reference", reference), ("date_upd", changed)].into_iter();
        given
            .filter_map(|(field, condition)| Some(Filter::new(field, condition?)))
            .collect()
    }

    /// Whether anything but the words is compared here.
    fn has_own(&self) -> bool {
        let Meant {
            active,
            category,
            price,
            missing,
            ..
        } = self;
        active.is_some() || category.is_some() || !price.is_empty() || !missing.is_empty()
    }

    /// The fields that are looked at here.
    fn fields(&self) -> Vec<String> {
        let mut fields = vec!["id"];
        let known = [
            (self.words.is_some(), "name"),
            (self.words.is_some(), "reference"),
            (self.active.is_some(), "active"),
            (self.category.is_some(), "categories"),
            (!self.price.is_empty(), "price"),
        ];
        fields.extend(known.iter().filter(|one| one.0).map(|one| one.1));
        fields.extend(self.missing.iter().map(|name| match *name {
            IMAGE => "id_default_image",
            name => name,
        }));
        fields.dedup();
        fields.into_iter().map(str::to_owned).collect()
    }

    fn is_met(&self, product: &Product, choice: &Choice) -> bool {
        let is_in = |category: u32| product.categories().any(|one| one.id() == Some(category));
        let price = product.price().unwrap_or_default();
        let has_price =
            |bound: &Condition| bound.matches(FieldKind::Decimal, price) == Verdict::Yes;
        let lacks = |name: &&'static str| is_missing(product, name, choice);
        self.active
            .is_none_or(|active| product.active() == Some(active))
            && self.category.is_none_or(is_in)
            && self.price.iter().all(has_price)
            && (self.missing.is_empty() || self.missing.iter().any(lacks))
            && self
                .words
                .as_ref()
                .is_none_or(|words| has_words(product, words))
    }
}

/// The shop compares words with the name in any language.
fn has_words(product: &Product, words: &Words<'_>) -> bool {
    let names = product.name().into_iter().flat_map(|names| names.iter());
    let mut texts: Vec<&str> = names.map(|(_, name)| name).collect();
    texts.extend(product.reference());
    words.is_exact() || words.are_in(&texts)
}

fn is_missing(product: &Product, name: &str, choice: &Choice) -> bool {
    let record = product.record();
    match name {
        IMAGE => product.id_default_image().is_none(),
        "reference" | "ean13" => record.text(name).unwrap_or_default().trim().is_empty(),
        // A version without the field has nothing to fill in.
        _ => record
            .languages(name)
            .is_some_and(|texts| !plain_text::shows(choice.in_lowest(texts))),
    }
}

struct Search<'s, T> {
    client: &'s Client<T>,
    page: &'s Page,
    meant: &'s Meant<'s>,
    choice: &'s Choice,
}

impl<T: Transport> Search<'_, T> {
    async fn found(&self) -> Result<Looked<Product>> {
        let keep = |product: &Product| self.meant.is_met(product, self.choice);
        let by_id = |looked_at| ById {
            page: self.page,
            id: Product::id,
            looked_at,
        };
        let words = self.meant.words.as_ref();
        // Two conditions on one field would be one too many.
        let condition = words
            .filter(|_| self.meant.reference.is_none())
            .and_then(Words::condition);
        let is_exact = words.is_none_or(Words::is_exact) && !self.meant.has_own();
        if let Some(condition) = condition {
            let query = self.query(self.meant.filters(), true);
            let with = |field: &str| {
                let mut query = query.clone();
                query.filter.push(Filter::new(field, condition.clone()));
                query
            };
            let lists = (with("name"), with("reference"));
            let search = by_id((!is_exact).then_some(PRICED_ROWS));
            return search.either(self.client, lists, keep).await;
        }
        if is_exact && words.is_none() {
            let query = self.query(self.meant.filters(), true);
            let modest = self.client.modest();
            let search = by_id(None);
            let found = search.list(self.client, query, keep);
            // The second request that a find may make; without the right nothing is lost.
            let (found, _) = join(found, modest.currencies()).await;
            return found;
        }
        let query = self.query(self.meant.filters(), false);
        let search = by_id(Some(LIGHT_ROWS));
        let (found, is_open) = search.list(self.client, query, keep).await?;
        let ids: Vec<u32> = found.rows.iter().filter_map(Product::id).collect();
        let mut rows = Vec::new();
        if !ids.is_empty() {
            let filter = vec![Filter::new("id", one_of(&ids))];
            rows = self.client.list(self.query(filter, true)).await?;
            rows.sort_by_key(|row: &Product| std::cmp::Reverse(row.id()));
        }
        let cursor = found.cursor;
        Ok((Found { rows, cursor }, is_open))
    }

    /// With the fields of a row, or with no more than rows are looked at by.
    fn query(&self, filter: Vec<Filter>, is_whole: bool) -> Query {
        let mut fields = self.meant.fields();
        let mut price = Vec::new();
        if is_whole {
            price = prices::asked(&FOUND_PRODUCT, Currency::known(self.client).decimals());
            fields.extend(answer::fields(Product::RESOURCE, FOUND_PRODUCT.properties));
            fields.sort_unstable();
            fields.dedup();
        }
        Query {
            display: Display::Fields(fields),
            language: self.choice.query(),
            filter,
            price,
            ..Query::default()
        }
    }
}
