//! What prices and combinations are labelled by: currencies, and the values of their options.

use super::fixed::{LANGUAGES, texts};
use super::words::{Phrase, Shelf};
use crate::resources::{currency, product_option, product_option_value};
use crate::tables::value::Value;
use crate::tables::{Row, Table};

/// Code, number, symbol, decimals, rate in millionths and name; the first is the default.
static CURRENCIES: [(&str, &str, &str, i64, i64, Phrase); 2] = [
    (
        "EUR",
        "978",
        "€",
        2,
        1_000_000,
        ["Euro", "euro", "Euro", "يورو"],
    ),
    (
        "JPY",
        "392",
        "¥",
        0,
        163_250_000,
        [
            "Japanese Yen",
            "yen japonais",
            "Japanischer Yen",
            "ين ياباني",
        ],
    ),
];

pub(crate) fn currencies() -> Table {
    use currency::Column::*;
    let mut table = Table::default();
    for (id, (code, number, mark, digits, rate, called)) in (1..).zip(&CURRENCIES) {
        let everywhere = |text: &'static str| texts(&[text; 4]);
        let mut row = Row::new(id);
        row.set(names, texts(called))
            .set(name, Value::word(called[0]))
            .set(symbol, everywhere(mark))
            .set(sign, Value::word(mark))
            .set(pattern, everywhere("#,##0.00 ¤"))
            .set(iso_code, Value::word(code))
            .set(iso_code_num, Value::word(number))
            .set(numeric_iso_code, Value::word(number))
            .set(precision, Value::Number(*digits))
            .set(decimals, Value::Number(i64::from(*digits > 0)))
            .set(format, Value::Number(2))
            .set(blank, Value::Number(1))
            .set(conversion_rate, Value::Millionths(*rate))
            .set(active, Value::Number(1));
        table.push(row);
    }
    table
}

/// The shelves whose wares come in sizes.
const SIZED: [Shelf; 3] = [Shelf::Pottery, Shelf::Tea, Shelf::Paper];

/// The one option there is: the size.
pub(crate) fn options() -> Table {
    use product_option::Column::*;
    let called: Phrase = ["Size", "Taille", "Größe", "الحجم"];
    let mut row = Row::new(1);
    row.set(name, texts(&called))
        .set(public_name, texts(&called));
    let values = option_values();
    row.link(0, values.iter().map(|value| value.id).collect());
    let mut table = Table::default();
    table.push(row);
    table
}

/// Its values, which are written alike in every language.
pub(crate) fn option_values() -> Table {
    use product_option_value::Column::*;
    let mut table = Table::default();
    for shelf in SIZED {
        let (first, labels) = shelf.sizes();
        for (at, label) in (0..).zip(labels) {
            let same = LANGUAGES.map(|language| (language, (*label).into()));
            let mut row = Row::new(first.saturating_add(at));
            row.set(id_attribute_group, Value::Number(1))
                .set(position, Value::Number(i64::from(at)))
                .set(name, Value::Texts(Box::new(same)));
            table.push(row);
        }
    }
    table
}
