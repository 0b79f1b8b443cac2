//! What search engines would miss in the texts of a product.

use std::collections::{BTreeMap, BTreeSet};

use resources::Product;
use resources::record::Languages;

use super::super::plain_text;
use super::words::fold;

/// Shortest and longest length that search results show in full.
pub const TITLE: (usize, usize) = (30, 60);
/// The same of a meta description.
pub const DESCRIPTION: (usize, usize) = (70, 160);
/// A description with fewer characters says too little.
pub const THIN: usize = 250;
/// A longer slug is cut wherever addresses are shown.
const LONGEST_SLUG: usize = 100;

/// The names of findings.
pub const WORDS: &[&str] = &[
    "missing",
    "too_short",
    "too_long",
    "duplicate",
    "empty_language",
    "thin",
    "unreadable",
];

/// The texts whose likes are looked for in the whole catalogue.
pub const COMPARED: [&str; 2] = ["meta_title", "meta_description"];

/// Texts without which a product has nothing to say in a language.
const TEXTS: [&str; 5] = [
    "name",
    "meta_title",
    "meta_description",
    "description",
    "description_short",
];

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// One of [`WORDS`].
    pub word: &'static str,
    /// The field; `None` for a language as a whole.
    pub field: Option<&'static str>,
    /// Id of the language.
    pub language: u32,
    /// Characters that show.
    pub length: usize,
    /// Another product with the same text.
    pub same_as: Option<u32>,
}

/// The products that have a text, by field, language and the folded text.
#[derive(Debug, Default)]
pub struct Likes(BTreeMap<(&'static str, u32, String), Vec<u32>>);

impl Likes {
    /// Adds the texts that a product has of a field, among those that the shop was asked for: who
    /// else has another one is not known.
    pub fn add(&mut self, product: &Product, field: &'static str, asked: &BTreeSet<String>) {
        let Some(id) = product.id() else {
            return;
        };
        let texts = product.record().languages(field).into_iter();
        for (language, text) in texts.flat_map(Languages::iter) {
            let text = fold(text.trim());
            if asked.contains(&text) {
                self.0.entry((field, language, text)).or_default().push(id);
            }
        }
    }

    /// Another product with that text.
    fn other(&self, id: u32, field: &'static str, language: u32, text: &str) -> Option<u32> {
        let same = self.0.get(&(field, language, fold(text)))?;
        same.iter().copied().filter(|other| *other != id).min()
    }
}

/// Everything that is found of a product, language by language.
pub fn of(product: &Product, language: Option<u32>, likes: &Likes) -> Vec<Finding> {
    let names = product.name().into_iter().flat_map(Languages::iter);
    let mut languages: Vec<u32> = names.map(|(id, _)| id).collect();
    languages.retain(|id| language.is_none_or(|wanted| wanted == *id));
    let each = languages.into_iter();
    each.flat_map(|language| Text { product, language }.findings(likes))
        .collect()
}

/// The texts of a product in a language.
#[derive(Clone, Copy)]
struct Text<'p> {
    product: &'p Product,
    language: u32,
}

impl<'p> Text<'p> {
    fn of(self, field: &str) -> &'p str {
        let texts = self.product.record().languages(field);
        texts
            .and_then(|texts| texts.get(self.language))
            .unwrap_or_default()
            .trim()
    }

    fn finding(self, word: &'static str, field: &'static str, length: usize) -> Finding {
        Finding {
            word,
            field: Some(field),
            language: self.language,
            length,
            same_as: None,
        }
    }

    fn findings(self, likes: &Likes) -> Vec<Finding> {
        if !TEXTS.iter().any(|field| plain_text::shows(self.of(field))) {
            return vec![Finding {
                field: None,
                ..self.finding("empty_language", "", 0)
            }];
        }
        let mut found = Vec::new();
        for (field, bounds) in [("meta_title", TITLE), ("meta_description", DESCRIPTION)] {
            found.extend(self.by_length(field, bounds));
            found.extend(self.duplicate(field, likes));
        }
        found.extend(self.description());
        found.extend(self.slug());
        found
    }

    fn by_length(self, field: &'static str, (least, most): (usize, usize)) -> Option<Finding> {
        let length = self.of(field).chars().count();
        let word = match length {
            0 => "missing",
            _ if length < least => "too_short",
            _ if length > most => "too_long",
            _ => return None,
        };
        Some(self.finding(word, field, length))
    }

    fn duplicate(self, field: &'static str, likes: &Likes) -> Option<Finding> {
        let text = self.of(field);
        let id = self.product.id()?;
        let other = likes.other(id, field, self.language, text)?;
        Some(Finding {
            same_as: Some(other),
            ..self.finding("duplicate", field, text.chars().count())
        })
    }

    fn description(self) -> Option<Finding> {
        let html = self.of("description");
        let length = plain_text::shown_length(html);
        let word = match length {
            _ if !plain_text::shows(html) => "missing",
            _ if length < THIN => "thin",
            _ => return None,
        };
        Some(self.finding(word, "description", length))
    }

    fn slug(self) -> Option<Finding> {
        let slug = self.of("link_rewrite");
        let length = slug.chars().count();
        let word = match length {
            0 => "missing",
            _ if length > LONGEST_SLUG || !has_word(slug) => "unreadable",
            _ => return None,
        };
        Some(self.finding(word, "link_rewrite", length))
    }
}

/// Whether there are three letters in a row.
fn has_word(slug: &str) -> bool {
    let parts = slug.split(|letter: char| !letter.is_alphabetic());
    parts.into_iter().any(|part| part.chars().count() >= 3)
}
