//! Lists drawn at random: filters, order, part and fields.

use std::collections::BTreeMap;

use aismarttalk_prestashop::webservice::display::Display;
use aismarttalk_prestashop::webservice::filter::{Condition, Filter};
use aismarttalk_prestashop::webservice::query::{Limit, Query, Sort};

use crate::support::random::Random;

/// The texts of a product's fields: one, or one for each language.
pub type Row = BTreeMap<String, Vec<String>>;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Number,
    Flag,
    Price,
    Date,
    Text,
    Texts,
}

/// What is filtered by. The last ones are the same in all shops.
pub const FIELDS: [(&str, Kind); 30] = [
    ("price", Kind::Price),
    ("active", Kind::Flag),
    ("date_upd", Kind::Date),
    ("date_add", Kind::Date),
    ("wholesale_price", Kind::Price),
    ("ecotax", Kind::Price),
    ("additional_shipping_cost", Kind::Price),
    ("on_sale", Kind::Flag),
    ("online_only", Kind::Flag),
    ("available_for_order", Kind::Flag),
    ("show_price", Kind::Flag),
    ("indexed", Kind::Flag),
    ("low_stock_alert", Kind::Flag),
    ("visibility", Kind::Text),
    ("condition", Kind::Text),
    ("redirect_type", Kind::Text),
    ("unity", Kind::Text),
    ("minimal_quantity", Kind::Number),
    ("low_stock_threshold", Kind::Number),
    ("id_category_default", Kind::Number),
    ("id_tax_rules_group", Kind::Number),
    ("cache_default_attribute", Kind::Number),
    ("customizable", Kind::Number),
    ("pack_stock_type", Kind::Number),
    ("available_date", Kind::Date),
    ("name", Kind::Texts),
    ("id", Kind::Number),
    ("id_manufacturer", Kind::Number),
    ("reference", Kind::Text),
    ("weight", Kind::Price),
];
/// Fields that are the same in all shops, and texts, of which shops find those of any shop.
const COMMON: usize = 5;

/// One to three filters, one at least on a field of each shop: of the others the shop takes the
/// part of a list, where rows that are alike stand in any order.
pub fn filters(random: &mut Random, rows: &[Row]) -> Vec<Filter> {
    let mut filters: Vec<Filter> = Vec::new();
    for at in 0..=random.below(3) {
        let fields = match at {
            // What is asked for most.
            0 if random.below(2) == 0 => &FIELDS[..4],
            0 if random.below(6) == 0 => &FIELDS[FIELDS.len() - COMMON..][..1],
            0 => &FIELDS[..FIELDS.len() - COMMON],
            _ => &FIELDS[..],
        };
        let (field, kind) = *random.pick(fields);
        if filters.iter().all(|filter| filter.field != field) {
            filters.push(Filter::new(field, condition(random, field, kind, rows)));
        }
    }
    filters
}

fn condition(random: &mut Random, field: &str, kind: Kind, rows: &[Row]) -> Condition {
    let mut value = || value(random, field, kind, rows);
    let (one, other, third) = (value(), value(), value());
    let form = match kind {
        Kind::Flag => random.below(2) * 2,
        Kind::Text => *random.pick(&[0, 1, 2, 6, 7, 8]),
        Kind::Texts => 8,
        Kind::Price => random.below(11),
        Kind::Number => *random.pick(&[0, 1, 2, 3, 4, 5, 9, 10]),
        // Of several days shops can be asked for none.
        Kind::Date if [&one, &other, &third].iter().any(|value| value.len() == 10) => {
            *random.pick(&[0, 3, 4, 5, 9, 10])
        }
        Kind::Date => *random.pick(&[0, 1, 2, 3, 4, 5, 9, 10]),
    };
    match form {
        0 => Condition::Equals(one),
        1 => Condition::OneOf(vec![one, other, third]),
        2 => Condition::Not(vec![one]),
        3 => Condition::Greater(one),
        4 => Condition::Less(one),
        5 => Condition::Between(one, other),
        6 => Condition::Begins(part(random, &one, true)),
        7 => Condition::Ends(part(random, &one, false)),
        9 => Condition::AtLeast(one),
        10 => Condition::AtMost(one),
        _ => Condition::Contains(part(random, &one, true)),
    }
}

/// A value that some shop displays, or one beside it.
fn value(random: &mut Random, field: &str, kind: Kind, rows: &[Row]) -> String {
    let texts = &random.pick(rows)[field];
    let text = random.pick(texts).clone();
    let fallback = match kind {
        Kind::Number | Kind::Flag | Kind::Price => "1",
        Kind::Date => "2026-01-01",
        Kind::Text | Kind::Texts => "new",
    };
    if text.is_empty() {
        return fallback.to_owned();
    }
    match (kind, random.below(4)) {
        (Kind::Price, 0) => format!("{:.2}", text.parse::<f64>().unwrap() + 0.01),
        (Kind::Date, 0) => text[..10].to_owned(),
        (Kind::Date, 1) => text.replace(' ', "T"),
        (Kind::Texts, _) => {
            let words = text.split(|letter: char| !letter.is_ascii_alphanumeric());
            let words: Vec<&str> = words.filter(|word| word.len() > 2).collect();
            words.first().map_or(fallback, |word| word).to_owned()
        }
        _ => text,
    }
}

fn part(random: &mut Random, text: &str, at_start: bool) -> String {
    let letters: Vec<char> = text.chars().collect();
    let count = 1 + random.below(letters.len());
    let part: String = match at_start {
        true => letters[..count].iter().collect(),
        false => letters[letters.len() - count..].iter().collect(),
    };
    // An empty part is refused.
    if part.trim().is_empty() {
        text.to_owned()
    } else {
        part
    }
}

/// A list with those filters.
pub fn query(random: &mut Random, filter: Vec<Filter>) -> Query {
    let display = match random.below(4) {
        0 => Display::Default,
        1 => Display::Full,
        2 => Display::Minimum,
        _ => Display::Fields(["id", "name", "price"].map(str::to_owned).to_vec()),
    };
    let sort = match random.below(5) {
        0 => Sort::descending("id"),
        1 => Sort::ascending("price"),
        2 => Sort::descending("date_upd"),
        _ => Sort::ascending("id"),
    };
    let limit = (random.below(3) > 0).then(|| Limit {
        offset: u32::try_from(random.below(3) * random.below(8)).unwrap(),
        count: u32::try_from(1 + random.below(12)).unwrap(),
    });
    Query {
        display,
        filter,
        sort: vec![sort],
        limit,
        ..Query::default()
    }
}
