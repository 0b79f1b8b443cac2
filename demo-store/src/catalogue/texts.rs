//! Puts the texts of a product together when they are asked for.

use super::dice::Dice;
use super::sentences::{self, AVAILABLE_LATER, AVAILABLE_NOW, COMMON};
use super::words::{Phrase, SERIES, WARES, Ware};
use crate::resources::Place;
use crate::resources::product::Column;
use crate::tables::Row;
use crate::tables::value::Value;

const LOOK: u64 = 11;

/// The ware a product is; each seed begins with another one.
pub(crate) fn ware(product: &Row) -> Option<&'static Ware> {
    let first = shift(product.seed, WARES.len());
    let place = product.id.wrapping_sub(1) as usize;
    WARES.get((place % WARES.len() + first) % WARES.len())
}

/// How far a seed turns a list; the seed 0 leaves it as it is.
fn shift(seed: u32, length: usize) -> usize {
    match seed {
        0 => 0,
        _ => {
            let others = u32::try_from(length).unwrap_or(0).saturating_sub(1);
            1 + Dice::for_record(LOOK + 1, seed, others).below(others) as usize
        }
    }
}

/// Appends the text of a product in a language; nothing for a language the catalogue
/// does not speak.
pub(crate) fn write(product: &Row, column: u8, language: u32, out: &mut String) {
    let (Some(ware), Some(index)) = (ware(product), index(language)) else {
        return;
    };
    let voice = sentences::voice(ware.shelf);
    let mut dice = Dice::for_record(LOOK, product.seed, product.id);
    let is = |wanted: Column| u8::from(wanted) == column;
    if is(Column::name) || is(Column::meta_title) {
        write_name(product, ware, index, out);
    } else if is(Column::link_rewrite) {
        // Arabic has no letters a slug may hold: shops then keep the English one.
        let mut name = String::new();
        write_name(product, ware, if index == 3 { 0 } else { index }, &mut name);
        slug(&name, out);
    } else if is(Column::description_short) {
        for part in ["<p>", phrase(&mut dice, voice.short, index), "</p>"] {
            out.push_str(part);
        }
    } else if is(Column::meta_description) {
        out.push_str(phrase(&mut dice, voice.short, index));
    } else if is(Column::meta_keywords) {
        out.push_str(ware.name.get(index).copied().unwrap_or_default());
    } else if is(Column::available_now) {
        out.push_str(AVAILABLE_NOW.get(index).copied().unwrap_or_default());
    } else if is(Column::available_later) {
        out.push_str(AVAILABLE_LATER.get(index).copied().unwrap_or_default());
    } else if is(Column::description) {
        let (first, second) = two_of(&mut dice, voice.long, index);
        let common = phrase(&mut dice, &COMMON, index);
        let care = phrase(&mut dice, voice.care, index);
        for part in [
            "<p>",
            first,
            " ",
            second,
            "</p>\n<p>",
            common,
            "</p>\n<ul><li>",
            care,
            "</li></ul>",
        ] {
            out.push_str(part);
        }
    }
}

/// Appends the stored text of a record; answers whether there is one at all.
pub(crate) fn stored(
    place: Place,
    row: &Row,
    shop: u32,
    column: u8,
    language: u32,
    out: &mut String,
) -> bool {
    match row.stored(shop, column) {
        Some(Value::Texts(held)) => match held.iter().find(|(id, _)| *id == language) {
            Some((_, text)) => {
                out.push_str(text);
                true
            }
            None => false,
        },
        // What nobody has changed is put together from the catalogue's phrases.
        _ if place == Place::Products => {
            write(row, column, language, out);
            true
        }
        _ => true,
    }
}

/// The name of a product in a language, as `write` gives it.
pub(crate) fn name_of(product: &Row, language: u32) -> String {
    let mut out = String::new();
    write(product, Column::name.into(), language, &mut out);
    out
}

fn index(language: u32) -> Option<usize> {
    (1..=4)
        .contains(&language)
        .then(|| language.saturating_sub(1) as usize)
}

/// Two neighbours, so that nothing is said twice.
fn two_of(
    dice: &mut Dice,
    phrases: &'static [Phrase],
    index: usize,
) -> (&'static str, &'static str) {
    let at = dice.below(u32::try_from(phrases.len()).unwrap_or(0)) as usize;
    let text = |place: usize| {
        phrases
            .get(place % phrases.len().max(1))
            .and_then(|phrase| phrase.get(index))
            .copied()
            .unwrap_or_default()
    };
    (text(at), text(at + 1))
}

fn phrase(dice: &mut Dice, phrases: &'static [Phrase], index: usize) -> &'static str {
    dice.pick(phrases)
        .and_then(|phrase| phrase.get(index))
        .copied()
        .unwrap_or_default()
}

fn write_name(product: &Row, ware: &Ware, index: usize, out: &mut String) {
    let turn = product.id.wrapping_sub(1) as usize / WARES.len();
    out.push_str(ware.name.get(index).copied().unwrap_or_default());
    out.push(' ');
    // Wares and series have no common divisor but six: shifting by the ware keeps names apart.
    let first = ware.cents as usize / 10 + shift(product.seed, SERIES.len());
    let series = SERIES.get((turn + first) % SERIES.len());
    out.push_str(series.copied().unwrap_or_default());
    let round = turn / SERIES.len();
    if round > 0 {
        out.push_str(&format!(" {}", round + 1));
    }
}

/// Lower-case letters, digits and hyphens.
pub(crate) fn slug(name: &str, out: &mut String) {
    let start = out.len();
    for letter in name.chars() {
        let plain = crate::collation::fold(letter);
        if plain.is_ascii_alphanumeric() {
            out.push(plain);
        } else if out.len() > start && !out.ends_with('-') {
            out.push('-');
        }
    }
    if out.len() > start && out.ends_with('-') {
        out.pop();
    }
}
