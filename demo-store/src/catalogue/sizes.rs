//! The values that combinations are made of.

use super::fixed::LANGUAGES;
use super::words::Shelf;
use crate::resources::product_option_value;
use crate::tables::value::Value;
use crate::tables::{Row, Table};

pub(crate) fn option_values() -> Table {
    use product_option_value::Column::*;
    let mut table = Table::default();
    for (group, shelf) in (1..).zip([Shelf::Pottery, Shelf::Tea, Shelf::Paper]) {
        let (first, labels) = shelf.sizes();
        for (step, (id, label)) in (0..).zip((first..).zip(labels)) {
            let said = LANGUAGES.into_iter().map(|one| (one, (*label).into()));
            let mut row = Row::new(id);
            row.set(id_attribute_group, Value::Number(group))
                .set(position, Value::Number(step))
                .set(name, Value::Texts(said.collect()));
            table.push(row);
        }
    }
    table
}
