//! What a find of products looks for: what the shop is asked, and what is compared on this side.

use resources::record::Languages;
use resources::{Kind as FieldKind, Product};

use super::super::input::Input;
use super::super::pasted;
use super::super::plain_text;
use super::super::texts::Choice;
use super::amounts::amounts;
use super::words::Words;
use crate::webservice::error::Result;
use crate::webservice::filter::{Condition, Filter};
use crate::webservice::recheck::Verdict;

const IMAGE: &str = "image";

/// What a product can lack.
pub const LACKS: &[&str] = &[
    "meta_title",
    "meta_description",
    "description",
    "description_short",
    "link_rewrite",
    "reference",
    "ean13",
    IMAGE,
];

/// What an input looks for.
pub struct Meant<'i> {
    /// Words of the name or the reference.
    pub words: Option<Words<'i>>,
    /// The whole reference.
    pub reference: Option<&'i str>,
    changed_since: Option<&'i str>,
    active: Option<bool>,
    category: Option<u32>,
    /// Bounds of the price.
    price: Vec<Condition>,
    missing: &'i [&'static str],
}

impl<'i> Meant<'i> {
    /// Reads it.
    ///
    /// # Errors
    /// `InvalidRequest` for a lowest price above the highest.
    pub fn of(input: &'i Input) -> Result<Meant<'i>> {
        let (from, to) = amounts(input, "price_from", "price_to")?;
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
    pub fn filters(&self) -> Vec<Filter> {
        let reference = self.reference.map(pasted::whole_reference);
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
    pub fn has_own(&self) -> bool {
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
    pub fn fields(&self) -> Vec<String> {
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

    /// The texts by language of a row, which are not there for every search.
    pub fn texts<'p>(&self, product: &'p Product) -> impl Iterator<Item = &'p Languages> {
        let names = std::iter::once("name").chain(self.missing.iter().copied());
        names.filter_map(|name| product.record().languages(name))
    }

    /// Whether a product meets all of it.
    pub fn is_met(&self, product: &Product, choice: &Choice) -> bool {
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
                .is_none_or(|words| has_words(product, words, choice))
    }
}

/// The shop compares words with the name in any language.
fn has_words(product: &Product, words: &Words<'_>, choice: &Choice) -> bool {
    let names = product.name().into_iter().flat_map(|names| names.iter());
    let names = names.filter(|(language, _)| choice.takes(*language));
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
