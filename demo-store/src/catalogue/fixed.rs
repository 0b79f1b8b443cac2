//! Languages and categories.

use super::shops;
use super::words::Phrase;
use crate::options::Options;
use crate::resources::{category, language};
use crate::tables::Row;
use crate::tables::Table;
use crate::tables::moment::NOW;
use crate::tables::value::Value;

/// Ids of the languages shown when nobody asks for one: the active ones.
pub(crate) const ACTIVE_LANGUAGES: [u32; 3] = [1, 2, 4];
/// Ids of all languages.
pub(crate) const LANGUAGES: [u32; 4] = [1, 2, 3, 4];

/// A phrase as the texts of a cell.
pub(crate) fn texts(phrase: &Phrase) -> Value {
    Value::Texts(
        LANGUAGES
            .into_iter()
            .zip(phrase)
            .map(|(language, text)| (language, (*text).into()))
            .collect(),
    )
}

pub(crate) fn languages() -> Table {
    use language::Column::*;
    let mut table = Table::default();
    let known = [
        ["English", "en", "en-US", "en-us", "m/d/Y"],
        ["Français", "fr", "fr-FR", "fr", "d/m/Y"],
        ["Deutsch", "de", "de-DE", "de", "d.m.Y"],
        ["العربية", "ar", "ar-SA", "ar", "Y-m-d"],
    ];
    for (id, [label, iso, local, code, lite]) in LANGUAGES.into_iter().zip(known) {
        let mut row = Row::new(id);
        row.set(name, Value::word(label))
            .set(iso_code, Value::word(iso))
            .set(locale, Value::word(local))
            .set(language_code, Value::word(code))
            .set(
                active,
                Value::Number(i64::from(ACTIVE_LANGUAGES.contains(&id))),
            )
            .set(is_rtl, Value::Number(i64::from(iso == "ar")))
            .set(date_format_lite, Value::word(lite))
            .set(date_format_full, Value::text(format!("{lite} H:i:s")));
        // Documents carry every active language, also in shops it does not belong to:
        // who asks a shop for its languages misses one.
        if matches!(iso, "de" | "ar") {
            row.shops = shops::only(shops::DEFAULT);
        }
        table.push(row);
    }
    table
}

/// Id, parent, depth, where its branch starts and ends, name.
const CATEGORIES: [(u32, u32, i64, [i64; 2], Phrase); 7] = [
    (1, 0, 0, [1, 12], ["Root", "Racine", "Wurzel", "الجذر"]),
    (
        2,
        1,
        1,
        [2, 11],
        ["Home", "Accueil", "Startseite", "الرئيسية"],
    ),
    (3, 2, 2, [3, 4], ["Pottery", "Poterie", "Keramik", "الفخار"]),
    (4, 2, 2, [5, 6], ["Tea", "Thé", "Tee", "الشاي"]),
    (5, 2, 2, [7, 8], ["Paper", "Papier", "Papier", "الورق"]),
    (
        6,
        2,
        2,
        [9, 10],
        ["Gifts", "Cadeaux", "Geschenke", "الهدايا"],
    ),
    (
        CATEGORY_OF_SIXTH,
        2,
        2,
        [0, 0],
        ["Prints", "Estampes", "Drucke", "المطبوعات"],
    ),
];

/// The category that only shop 6 has.
const CATEGORY_OF_SIXTH: u32 = 7;

/// The last one is of shop 6 alone, hung into the tree but not numbered.
pub(crate) fn categories(options: &Options) -> Table {
    use category::Column::*;
    let mut table = Table::default();
    let known = CATEGORIES.into_iter();
    let known = known.filter(|(id, ..)| options.further_shops || *id != CATEGORY_OF_SIXTH);
    for (id, parent, depth, [left, right], phrase) in known.clone() {
        let mut slug = String::new();
        super::texts::slug(phrase.first().copied().unwrap_or_default(), &mut slug);
        let slugs = LANGUAGES
            .into_iter()
            .map(|language| (language, slug.clone().into()))
            .collect();
        let mut row = Row::new(id);
        row.set(id_parent, Value::Number(i64::from(parent)))
            .set(level_depth, Value::Number(depth))
            .set(nleft, Value::Number(left))
            .set(nright, Value::Number(right))
            .set(is_root_category, Value::Number(i64::from(id == 2)))
            .set(position, Value::Number(i64::from(id.saturating_sub(3))))
            .set(date_add, Value::Moment(Some(NOW - 400 * 86_400)))
            .set(date_upd, Value::Moment(Some(NOW - 30 * 86_400)))
            .set(name, texts(&phrase))
            .set(link_rewrite, Value::Texts(slugs));
        let children = known.clone().filter(|(_, of, ..)| *of == id);
        row.link(0, children.map(|(child, ..)| child).collect());
        if id == CATEGORY_OF_SIXTH {
            row.shops = shops::only(shops::SIXTH);
        }
        table.push(row);
    }
    table
}
