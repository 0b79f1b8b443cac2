//! What combinations are labelled by: the values of their options.

use super::fixed::{LANGUAGES, texts};
use super::words::{Phrase, Shelf};
use crate::resources::{product_option, product_option_value};
use crate::tables::value::Value;
use crate::tables::{Row, Table};

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
