//! A list of what search engines would miss, product by product.

use json::Value;
use resources::Product;

use super::super::action::Action;
use super::super::answer;
use super::super::catalogue::{Declaration, Effect, Need};
use super::super::doc::Doc;
use super::super::input::Input;
use super::super::order_search::as_usize;
use super::super::parameter::{Kind, Parameter, Parameters};
use super::super::shape::{LANGUAGE_PROPERTY, Object, Property, Shape, WARNINGS_PROPERTY};
use super::super::texts::{self, Choice};
use super::super::warnings::Warnings;
use super::audited::Audited;
use super::cursor::Place;
use super::findings::{Finding, WORDS};
use super::page::{CURSOR_PARAMETER, CURSOR_PROPERTY, HAS_MORE_PROPERTY, LIMIT_PARAMETER, Page};
use crate::client::Client;
use crate::client::transport::Transport;
use crate::webservice::display::Display;
use crate::webservice::error::Result;
use crate::webservice::filter::{Condition, Filter};
use crate::webservice::query::{Language, Query, Sort};

/// Products that are read for a page.
const READ: u32 = 100;

/// What is read of each.
const FIELDS: [&str; 8] = [
    "id",
    "active",
    "name",
    "meta_title",
    "meta_description",
    "description",
    "description_short",
    "link_rewrite",
];

static SEO_FINDING: Object = Object {
    name: Doc::new("SeoFinding"),
    description: Doc::new("A text that search engines would miss, or dislike."),
    properties: &[
        Property::new("id", Shape::Id, "Id of the product."),
        Property::new(
            "name",
            Shape::ShopText,
            "Its name; in another language where this one has none.",
        )
        .or_null(),
        Property::new(
            "active",
            Shape::Boolean,
            "Whether it is on sale in this shop.",
        ),
        Property::new(
            "finding",
            Shape::Word(WORDS),
            "too_short and too_long: a title outside of 30 to 60 characters, a meta description outside of 70 to 160; thin: a description below 250; unreadable: a slug without a word, or above 100.",
        ),
        Property::new(
            "field",
            Shape::Text,
            "The field; null for a language without any text.",
        )
        .or_null(),
        Property::new("language", Shape::Id, "Id of the language."),
        Property::new(
            "length",
            Shape::Integer,
            "Characters that show; tags do not count.",
        ),
        Property::new(
            "same_as",
            Shape::Id,
            "Of a duplicate: another product with the same text; else null.",
        )
        .or_null(),
    ],
};

static AUDIT_SEO_OUTPUT: Object = Object {
    name: Doc::new("AuditSeoOutput"),
    description: Doc::new("A page of findings."),
    properties: &[
        Property::new(
            "findings",
            Shape::List(&Shape::Object(&SEO_FINDING)),
            "Product by product, the highest id first.",
        ),
        Property::new(
            "products_read",
            Shape::Integer,
            "How many products this page has looked at.",
        ),
        Property {
            description: Doc::new("Whether there are more products to look at, or more findings."),
            ..HAS_MORE_PROPERTY
        },
        CURSOR_PROPERTY,
        LANGUAGE_PROPERTY,
        WARNINGS_PROPERTY,
    ],
};

/// `audit_seo`: three requests in two round trips, more where the texts to compare do not fit into
/// an address; on a first call one more for the code of a language.
pub struct AuditSeo;

impl Action for AuditSeo {
    const DECLARATION: Declaration = Declaration {
        name: "audit_seo",
        title: Doc::new("Audit SEO"),
        description: Doc::new(
            "Looks through the texts of products for search engines: missing, too short, too long, the same as another product's anywhere in the shop, thin, in a language left empty, unreadable slugs. A page looks at 100 products at most: go on with cursor until has_more is false. Changes nothing.",
        ),
        example: Doc::new("{\"language\": \"fr\", \"limit\": 50}"),
        input: Parameters::of(&[
            Parameter::new(
                "language",
                Kind::Language,
                "Only texts in this language: an id or an ISO code. Default: every active language.",
            ),
            LIMIT_PARAMETER,
            CURSOR_PARAMETER,
        ]),
        output: &AUDIT_SEO_OUTPUT,
        effect: Effect::Reads,
        needs: &[Need::get("products"), texts::LANGUAGES],
    };

    async fn run<T: Transport>(client: &Client<T>, input: &Input) -> Result<Value> {
        let page = Page::of(&Self::DECLARATION, input)?;
        let is_named = input.get("language").is_some();
        let likely = match is_named {
            true => texts::likely(client, input)?,
            false => Choice::default(),
        };
        let choice = async {
            match is_named {
                true => texts::begin(client, input).await,
                false => Ok(Choice::default()),
            }
        };
        let read = async |language| client.list(next_products(&page, language)).await;
        let (choice, products) =
            texts::beside(choice, &likely, read, |products: &Vec<Product>, choice| {
                let names = products.iter().filter_map(Product::name);
                products.is_empty() || choice.is_among(names)
            })
            .await?;
        let is_full = products.len() >= as_usize(READ);
        let mut warnings = Warnings::default();
        let audited = Audited {
            client,
            page: &page,
            choice: &choice,
        };
        let rows = audited.findings(&products, &mut warnings).await?;
        let count = products.len();
        let end = products.last().and_then(Product::id).filter(|_| is_full);
        let end = end.map(|id| Place {
            id,
            ..Place::default()
        });
        let found = page.cut(rows, end, |rows| behind(rows, page.after.as_ref()));
        let answered = found
            .rows
            .iter()
            .map(|(product, finding)| finding_row(product, finding, &choice));
        let mut output = answer::blank(&AUDIT_SEO_OUTPUT);
        answer::set(&mut output, "findings", answered.collect::<Vec<Value>>());
        answer::set(
            &mut output,
            "products_read",
            u32::try_from(count).unwrap_or(READ),
        );
        answer::set(&mut output, "language", choice.answer());
        found.put(&mut output);
        answer::set(&mut output, "warnings", warnings);
        Ok(Value::Object(output))
    }
}

type Row<'p> = (&'p Product, Finding);

fn finding_row(product: &Product, finding: &Finding, choice: &Choice) -> Value {
    let mut row = answer::of(product.record(), &SEO_FINDING);
    answer::set(&mut row, "name", choice.label(product.name()));
    answer::set(&mut row, "finding", finding.word);
    answer::set(&mut row, "field", finding.field);
    answer::set(&mut row, "language", finding.language);
    answer::set(
        &mut row,
        "length",
        u32::try_from(finding.length).unwrap_or(u32::MAX),
    );
    answer::set(&mut row, "same_as", finding.same_as);
    Value::Object(row)
}

/// The place behind the last row: its product, with how many of its findings were answered.
fn behind(rows: &[Row<'_>], after: Option<&Place>) -> Place {
    let id = rows
        .last()
        .and_then(|(product, _)| product.id())
        .unwrap_or_default();
    let of_it = rows.iter().filter(|(product, _)| product.id() == Some(id));
    let before = after
        .filter(|place| place.id == id)
        .map_or(0, |place| place.same);
    Place {
        id,
        same: u32::try_from(of_it.count())
            .unwrap_or(u32::MAX)
            .saturating_add(before),
        ..Place::default()
    }
}

fn next_products(page: &Page, language: Language) -> Query {
    let behind = page.after.as_ref().map(|place| match place.same {
        0 => place.id,
        _ => place.id.saturating_add(1),
    });
    let behind = behind.map(|id| Filter::new("id", Condition::Less(id.to_string())));
    let query = Query::of(Display::of(&FIELDS), behind.into_iter().collect());
    query
        .first(READ, vec![Sort::descending("id")])
        .in_language(language)
}
