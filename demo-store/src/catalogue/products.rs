//! Products with their combinations and their stock.

use super::dice::Dice;
use super::{money, shops, texts};
use crate::resources::product::linked;
use crate::resources::{combination, product, stock_available};
use crate::tables::moment::NOW;
use crate::tables::value::Value;
use crate::tables::{Row, Table};

/// Seed of what a product is, and, one more, of its stock.
pub(super) const PRODUCT: u64 = 1;

/// The three tables that belong together.
#[derive(Debug, Default)]
pub(crate) struct Goods {
    pub(crate) products: Table,
    pub(crate) combinations: Table,
    pub(crate) stock: Table,
    /// The shops beyond the first group with the ids of the products they sell.
    pub(crate) sold: Vec<(u32, Vec<u32>)>,
}

pub(super) fn product(id: u32, seed: u32, positions: &mut [i64; 8]) -> Row {
    use product::Column::*;
    let mut row = Row::new(id);
    row.seed = seed;
    row.shops = shops::FIRST_GROUP;
    let Some(ware) = texts::ware(&row) else {
        return row;
    };
    let mut dice = Dice::for_record(PRODUCT, seed, id);
    let category = ware.shelf.category();
    let mut place = 1;
    if let Some(position) = positions.get_mut(category as usize) {
        *position += 1;
        place = *position;
    }
    let cents = ware.cents + i64::from(dice.below(12)) * 50;
    let added = NOW - i64::from(dice.below(380 * 24)) * 3_600 - i64::from(id % 60);
    row.set(id_manufacturer, Value::Number(1))
        .set(manufacturer_name, Value::word("Clay & Leaf"))
        .set(id_supplier, Value::Number(i64::from(dice.below(3))))
        .set(id_category_default, Value::Number(i64::from(category)))
        .set(
            id_tax_rules_group,
            Value::Number(i64::from(money::rules(id))),
        )
        .set(id_default_image, Value::Number(i64::from(image(id))))
        .set(position_in_category, Value::Number(place))
        .set(reference, Value::text(format!("{}-{id:04}", ware.code)))
        .set(weight, Value::Millionths(ware.grams * 1_000))
        .set(price, Value::cents(cents))
        .set(wholesale_price, Value::cents(cents * 2 / 5))
        .set(active, Value::Number(1))
        .set(date_add, Value::Moment(Some(added)))
        .set(date_upd, Value::Moment(Some(added + 86_400)));
    if dice.one_in(4) {
        row.set(ean13, Value::text(format!("40{:011}", u64::from(id) * 97)));
    }
    if dice.one_in(9) {
        row.set(on_sale, Value::Number(1));
    }
    let mut shelves = vec![2, category];
    if dice.one_in(5) {
        shelves.push(6);
    }
    row.link(linked::CATEGORIES, shelves);
    row.link(linked::IMAGES, vec![image(id), image(id) + 1]);
    row.link(linked::FEATURES, vec![1, 2]);
    row
}

/// Each product has two images.
fn image(id: u32) -> u32 {
    id.saturating_mul(2).saturating_sub(1)
}

/// Two of three products come in several sizes. Answers the ids of the combinations.
pub(super) fn combinations(row: &mut Row, table: &mut Table) -> Vec<u32> {
    use combination::Column::*;
    let Some(ware) = texts::ware(row).filter(|_| !row.id.is_multiple_of(3)) else {
        return Vec::new();
    };
    let (first_value, sizes) = ware.shelf.sizes();
    let mut ids = Vec::new();
    let mut values = Vec::new();
    for (step, value) in (0_i64..).zip(first_value..).take(sizes.len()) {
        let id = table.last_id() + 1;
        let mut size = Row::new(id);
        size.shops = shops::FIRST_GROUP;
        size.set(id_product, Value::Number(i64::from(row.id)))
            .set(
                reference,
                Value::text(format!("{}-{:04}-{step}", ware.code, row.id)),
            )
            .set(price, Value::cents(step * 350))
            .set(default_on, Value::Number(i64::from(step == 0)));
        size.link(0, vec![value]);
        table.push(size);
        ids.push(id);
        values.push(value);
    }
    if let Some(first) = ids.first() {
        let first = Value::Number(i64::from(*first));
        row.set(product::Column::cache_default_attribute, first.clone())
            .set(product::Column::id_default_combination, first)
            .set(product::Column::product_type, Value::word("combinations"));
    }
    row.link(linked::COMBINATIONS, ids.clone());
    row.link(linked::OPTION_VALUES, values);
    ids
}

/// One row for the whole product and one per combination, on the shelf of a shop or group.
pub(super) fn stock(
    row: &mut Row,
    combinations: &[u32],
    (shop, group): (u32, u32),
    dice: &mut Dice,
    table: &mut Table,
) {
    use stock_available::Column::*;
    let pieces: Vec<i64> = combinations
        .iter()
        .map(|_| i64::from(dice.below(40)))
        .collect();
    let total = if combinations.is_empty() {
        i64::from(dice.below(120))
    } else {
        pieces.iter().sum()
    };
    let rows = std::iter::once((0, total)).chain(combinations.iter().copied().zip(pieces));
    let mut ids = row.linked(linked::STOCK).to_vec();
    for (combination, amount) in rows {
        let mut shelf = Row::new(table.last_id() + 1);
        shelf
            .set(id_product, Value::Number(i64::from(row.id)))
            .set(id_product_attribute, Value::Number(i64::from(combination)))
            .set(id_shop, Value::Number(i64::from(shop)))
            .set(id_shop_group, Value::Number(i64::from(group)))
            .set(quantity, Value::Number(amount));
        ids.push(shelf.id);
        table.push(shelf);
    }
    row.link(linked::STOCK, ids);
}
