//! Products with a story: everything that has ever surprised a client.

use super::fixed::{LANGUAGES, texts};
use super::shops;
use super::words::Phrase;
use crate::resources::product::Column::{self, *};
use crate::resources::product::linked;
use crate::tables::value::Value;
use crate::tables::{Row, Table};

/// Products from which on some lack a text, as in any large catalogue, and how many others stand
/// between two of them.
const LACKING_FROM: u32 = 200;
const LACKING: [(Column, u32); 3] = [(meta_description, 41), (meta_title, 53), (description, 67)];

/// Takes texts away: of every second one in all languages, of the others the French ones.
fn lack(row: &mut Row, id: u32) {
    for (column, every) in LACKING {
        if id > LACKING_FROM && id.is_multiple_of(every) {
            let kept = LANGUAGES.into_iter().map(|language| {
                let is_kept = language != 2 && !(id / every).is_multiple_of(2);
                let mut text = String::new();
                if is_kept {
                    super::texts::write(row, column.into(), language, &mut text);
                }
                (language, text.into())
            });
            let kept = kept.collect();
            row.set(column, Value::Texts(kept));
        }
    }
}

/// The last product with a story.
pub(super) const LAST: u32 = 24;

/// The products whose story is one of several shops.
const OF_SEVERAL_SHOPS: std::ops::RangeInclusive<u32> = 12..=15;

/// The same in a shop that is alone.
pub(crate) fn make_alone(row: &mut Row, combinations: &mut Table) {
    if !OF_SEVERAL_SHOPS.contains(&row.id) {
        make(row);
    }
    row.shops = shops::only(shops::DEFAULT);
    for id in row.linked(linked::COMBINATIONS) {
        if let Some(size) = combinations.get_mut(*id) {
            size.shops = row.shops;
        }
    }
}

/// Turns the products 3 to 24 into what their number stands for.
pub(crate) fn make(row: &mut Row) {
    match row.id {
        3 => virtual_product(row),
        4 => pack(row),
        5 => out_of_its_category(row),
        6 | 21 => inactive(row),
        7 => {
            say(
                row,
                name,
                &[
                    "Salt & pepper pots \"Duo\"",
                    "Salière & poivrière « Duo »",
                    "Salz- & Pfefferstreuer „Duo“",
                    "ملاحة وفلفلية \"Duo\" & أكثر",
                ],
            );
            say(
                row,
                description_short,
                &[
                    "<p>Fits 'small' &amp; \"large\" grains: 2 &lt; 3.</p>",
                    "<p>Pour l'ail &amp; le \"gros\" sel.</p>",
                    "<p>Für 'feines' &amp; \"grobes\" Salz.</p>",
                    "<p>للملح 'الناعم' &amp; \"الخشن\".</p>",
                ],
            );
        }
        // Shops write this raw, which ends the CDATA section too early.
        8 => say(
            row,
            description_short,
            &[
                "<p>Engraved with a[b[0]]> 1.</p>",
                "<p>Gravé d'un a[b[0]]> 1.</p>",
                "<p>Graviert mit a[b[0]]> 1.</p>",
                "<p>منقوش عليه a[b[0]]> 1.</p>",
            ],
        ),
        9 => say(
            row,
            name,
            &[
                "Mint leaves 🌿 fresh",
                "Feuilles de menthe 🌿 fraîches",
                "Minzblätter 🌿 frisch",
                "أوراق نعناع 🌿 طازجة",
            ],
        ),
        10 => {
            say(
                row,
                name,
                &[
                    "Vase with blanks  ",
                    "Vase avec blancs  ",
                    "Vase mit Leerzeichen  ",
                    "مزهرية بمسافات  ",
                ],
            );
            row.set(reference, Value::word("VAS-0010 "));
        }
        11 => very_long(row),
        12 => row.shops = shops::only(1) | shops::only(3),
        13 => row.shops = shops::only(2),
        14 => other_in_shop_2(row),
        15 => {
            // Saved last from shop 2: filters see its value, documents of shop 1 do not.
            row.set(active, Value::Number(0))
                .set_in(1, active, Value::Number(1))
                .set_in(2, active, Value::Number(0));
        }
        16 => without_french(row),
        17 | 18 => {
            row.set(reference, Value::word("TWICE-17"));
        }
        19 => {
            row.set(price, Value::cents(0))
                .set(available_for_order, Value::Number(0));
        }
        20 => bad_for_a_put(row),
        22 => {
            row.link(linked::ACCESSORIES, vec![1, 2, 23]);
        }
        23 => {
            row.set(id_category_default, Value::Number(0))
                .set(position_in_category, Value::Null);
        }
        24 => say_nothing(row),
        id => lack(row, id),
    }
}

fn say(row: &mut Row, column: Column, phrase: &Phrase) {
    row.set(column, texts(phrase));
}

fn virtual_product(row: &mut Row) {
    row.set(is_virtual, Value::Number(1))
        .set(r#type, Value::word("virtual"))
        .set(product_type, Value::word("virtual"))
        .set(weight, Value::Millionths(0));
    say(
        row,
        name,
        &[
            "Pattern book as PDF",
            "Livre de motifs en PDF",
            "Musterbuch als PDF",
            "كتاب نقوش بصيغة PDF",
        ],
    );
}

fn pack(row: &mut Row) {
    row.set(cache_is_pack, Value::Number(1))
        .set(r#type, Value::word("pack"))
        .set(product_type, Value::word("pack"))
        .set(cache_default_attribute, Value::Number(0))
        .set(id_default_combination, Value::Number(0));
    row.link(linked::COMBINATIONS, Vec::new());
    row.link(linked::OPTION_VALUES, Vec::new());
    // Product, combination and quantity of each part.
    row.link(linked::BUNDLE, vec![1, 1, 1, 2, 5, 2]);
    say(
        row,
        name,
        &[
            "Tea for two, the set",
            "Le thé à deux, le coffret",
            "Tee zu zweit, das Set",
            "شاي لشخصين، الطقم",
        ],
    );
}

/// The position of a product that is not in its default category is empty, and so
/// cannot be put back as it was read.
fn out_of_its_category(row: &mut Row) {
    row.set(id_category_default, Value::Number(3))
        .set(position_in_category, Value::Null);
    row.link(linked::CATEGORIES, vec![2, 4]);
}

fn inactive(row: &mut Row) {
    row.set(active, Value::Number(0))
        .set(visibility, Value::word("none"));
}

fn very_long(row: &mut Row) {
    let long = LANGUAGES
        .into_iter()
        .map(|language| {
            let mut text = String::new();
            for line in 1..=if language == 1 { 700 } else { 3 } {
                text.push_str(&format!("<p>{line}. "));
                super::texts::write(row, meta_description.into(), language, &mut text);
                text.push_str("</p>\n");
            }
            (language, text.into())
        })
        .collect();
    row.set(description, Value::Texts(long));
}

fn other_in_shop_2(row: &mut Row) {
    row.set_in(2, price, Value::cents(1_111))
        .set_in(2, on_sale, Value::Number(1))
        .set_in(
            2,
            name,
            texts(&[
                "Outlet camomile",
                "Camomille d'usine",
                "Kamille im Outlet",
                "بابونج التخفيضات",
            ]),
        );
}

/// A language without a row of its own is written as an empty text.
fn without_french(row: &mut Row) {
    for column in [name, description, description_short, link_rewrite] {
        let without = [1, 3, 4]
            .into_iter()
            .map(|language| {
                let mut text = String::new();
                super::texts::write(row, column.into(), language, &mut text);
                (language, text.into())
            })
            .collect();
        row.set(column, Value::Texts(without));
    }
}

/// Stored by older versions; today's refuse to store it again.
fn bad_for_a_put(row: &mut Row) {
    say(
        row,
        link_rewrite,
        &["not a slug!", "pas un slug !", "kein Slug!", "not a slug!"],
    );
    say(
        row,
        description,
        &[
            "<p>See how we work.</p><iframe src=\"https://video.example.com/1\"></iframe>",
            "<p>Voyez comment nous travaillons.</p>",
            "<p>So arbeiten wir.</p>",
            "<p>شاهد كيف نعمل.</p>",
        ],
    );
}

fn say_nothing(row: &mut Row) {
    for column in [
        description,
        description_short,
        meta_title,
        meta_description,
        meta_keywords,
        available_now,
        available_later,
    ] {
        row.set(column, Value::Texts(Box::default()));
    }
}
