//! What shop 3 has: products, customers and orders behind those of the first group.
//!
//! Their ids follow the last ones of the first group, so that shops 1 and 2 are the same
//! with it and without it.

use super::customers::{address, customer};
use super::dice::Dice;
use super::fixed::LANGUAGES;
use super::products::{Goods, combinations, linked, product, stock};
use super::shops::{self, THIRD};
use super::texts;
use super::words::Phrase;
use crate::options::ShopVersion;
use crate::resources::customer::Column::{email, id_shop, id_shop_group};
use crate::resources::product::Column::{active, id_shop_default, name, price, visibility};
use crate::tables::value::Value;
use crate::tables::{BASE, Row, Table};

/// Products of the first group that the studio sells too; 12 is not in shop 2.
const ALSO_HERE: [u32; 4] = [1, 12, 14, 22];
/// How many products only the studio has.
const ONLY_HERE: u32 = 4;
/// How many customers of its own.
pub(crate) const CUSTOMERS: u32 = 6;
/// How many orders.
pub(crate) const ORDERS: u32 = 8;

const SUFFIX: Phrase = [
    " for the studio",
    " pour le studio",
    " fürs Studio",
    " للاستوديو",
];

/// Puts the studio's products behind the others. Answers the ids of all it sells.
pub(super) fn furnish(goods: &mut Goods, count: u32, positions: &mut [i64; 8]) -> Vec<u32> {
    let mut sold = Vec::new();
    if count == 0 {
        return sold;
    }
    for id in ALSO_HERE {
        if let Some(mut row) = goods.products.get(id).cloned() {
            share(&mut row, goods);
            goods.products.set(row);
            sold.push(id);
        }
    }
    for id in (count.saturating_add(1)..).take(ONLY_HERE as usize) {
        let mut row = product(id, positions);
        row.shops = shops::only(THIRD);
        row.set(id_shop_default, Value::Number(i64::from(THIRD)));
        let values = combinations(&mut row, &mut goods.combinations);
        fill(&mut row, &values, goods);
        goods.products.push(row);
        sold.push(id);
    }
    sold
}

/// Price and name of its own; the first product is not on sale here.
fn share(row: &mut Row, goods: &mut Goods) {
    let base = row.stored(BASE, price.into()).map_or(0, Value::millionths);
    let own_price = base / 100_000 * 90_000;
    row.join(THIRD);
    row.set_in(THIRD, price, Value::Millionths(own_price));
    let names = LANGUAGES.into_iter().zip(SUFFIX).map(|(language, suffix)| {
        let mut text = texts::name(row.id, language);
        text.push_str(suffix);
        (language, text.into())
    });
    let names = Value::Texts(names.collect());
    row.set_in(THIRD, name, names);
    if row.id == 1 {
        row.set_in(THIRD, active, Value::Number(0)).set_in(
            THIRD,
            visibility,
            Value::word("search"),
        );
    }
    let values = row.linked(linked::COMBINATIONS).to_vec();
    fill(row, &values, goods);
}

fn fill(row: &mut Row, values: &[u32], goods: &mut Goods) {
    for value in values {
        if let Some(size) = goods.combinations.get_mut(*value) {
            let alone = row.shops == shops::only(THIRD);
            size.shops = if alone { 0 } else { size.shops };
            size.join(THIRD);
        }
    }
    let mut dice = Dice::for_record(20, row.id);
    stock(
        row,
        values,
        shops::shelf(THIRD),
        &mut dice,
        &mut goods.stock,
    );
}

/// The studio's customers; the first uses the address of the first customer of all.
pub(super) fn people(table: &mut Table, count: u32, version: ShopVersion) {
    if count == 0 {
        return;
    }
    for (turn, id) in (count.saturating_add(1)..)
        .take(CUSTOMERS as usize)
        .enumerate()
    {
        let mut row = customer(id, version);
        row.set(id_shop, Value::Number(i64::from(THIRD)))
            .set(id_shop_group, Value::Number(i64::from(shops::group(THIRD))));
        if turn == 0 {
            row.set(email, Value::text(address(1)));
        }
        table.push(row);
    }
}
