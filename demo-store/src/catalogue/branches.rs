//! What the shops beyond the first group have: products, customers and orders behind
//! those of the first group, shop after shop.
//!
//! Their ids follow the last ones of the first group, so that its shops are the same
//! with them and without them.

use super::customers::{address, customer};
use super::dice::Dice;
use super::fixed::LANGUAGES;
use super::products::{Goods, combinations, product, stock};
use super::shops::{self, INACTIVE, SEVENTH, SIXTH, THIRD};
use super::texts;
use super::words::Phrase;
use crate::options::Options;
use crate::resources::customer::Column::{email, id_shop, id_shop_group};
use crate::resources::product::Column::{active, id_shop_default, name, price, visibility};
use crate::resources::product::linked;
use crate::tables::value::Value;
use crate::tables::{BASE, Row, Table};

/// A shop with a catalogue, customers and orders of its own.
#[derive(Debug)]
pub(super) struct Branch {
    pub(super) shop: u32,
    /// Products of the first group that it sells too, at a price and with a name of its own.
    also_here: &'static [u32],
    /// What its names end with, and what is left of a price, in per cent.
    suffix: Phrase,
    percent: i64,
    /// How many products only it has.
    only_here: u32,
    /// How many customers of its own, the first of which uses the address of the first of
    /// all; without any it sells to those of the first group.
    pub(super) customers: u32,
    pub(super) orders: u32,
    /// Seed of its stock.
    dice: u64,
}

static STUDIO: Branch = Branch {
    shop: THIRD,
    // 12 is not in shop 2.
    also_here: &[1, 12, 14, 22],
    suffix: [
        " for the studio",
        " pour le studio",
        " fürs Studio",
        " للاستوديو",
    ],
    percent: 90,
    only_here: 4,
    customers: 6,
    orders: 8,
    dice: 20,
};

/// Those of the group that shares nothing, and what is left of the shop that is switched off.
static FURTHER: [Branch; 3] = [
    Branch {
        shop: SIXTH,
        also_here: &[1, 14],
        suffix: [" of the north", " du nord", " des Nordens", " من الشمال"],
        percent: 80,
        only_here: 2,
        customers: 3,
        orders: 3,
        dice: 21,
    },
    Branch {
        shop: SEVENTH,
        also_here: &[1, 22],
        suffix: [" of the south", " du sud", " des Südens", " من الجنوب"],
        percent: 70,
        only_here: 2,
        customers: 3,
        orders: 3,
        dice: 22,
    },
    Branch {
        shop: INACTIVE,
        also_here: &[1],
        suffix: [" of the fair", " de la foire", " vom Markt", " من المعرض"],
        percent: 60,
        only_here: 0,
        customers: 0,
        orders: 1,
        dice: 23,
    },
];

/// The branches of such a store, in the order of their ids.
pub(super) fn trading(options: &Options) -> impl Iterator<Item = &'static Branch> {
    let further: &[Branch] = if options.further_shops { &FURTHER } else { &[] };
    let branches = std::iter::once(&STUDIO).chain(further);
    branches.filter(|_| !options.single_shop)
}

impl Branch {
    /// Puts its products behind the others. Answers the ids of all it sells.
    pub(super) fn furnish(
        &self,
        goods: &mut Goods,
        options: &Options,
        positions: &mut [i64; 8],
    ) -> Vec<u32> {
        let mut sold = Vec::new();
        if options.products == 0 {
            return sold;
        }
        for id in self.also_here {
            if let Some(mut row) = goods.products.get(*id).cloned() {
                self.share(&mut row, goods);
                goods.products.set(row);
                sold.push(*id);
            }
        }
        let first = goods.products.last_id().saturating_add(1);
        for id in (first..).take(self.only_here as usize) {
            let mut row = product(id, options.seed, positions);
            row.shops = shops::only(self.shop);
            row.set(id_shop_default, Value::Number(i64::from(self.shop)));
            let values = combinations(&mut row, &mut goods.combinations);
            self.fill(&mut row, &values, goods);
            goods.products.push(row);
            sold.push(id);
        }
        sold
    }

    /// Price and name of its own; the first product is not on sale here.
    fn share(&self, row: &mut Row, goods: &mut Goods) {
        let base = row.stored(BASE, price.into()).map_or(0, Value::millionths);
        let own_price = base / 100_000 * 1_000 * self.percent;
        row.join(self.shop);
        row.set_in(self.shop, price, Value::Millionths(own_price));
        let names = LANGUAGES.into_iter().zip(self.suffix);
        let names = names.map(|(language, suffix)| {
            let mut text = texts::name_of(row, language);
            text.push_str(suffix);
            (language, text.into())
        });
        let names = Value::Texts(names.collect());
        row.set_in(self.shop, name, names);
        if row.id == 1 {
            row.set_in(self.shop, active, Value::Number(0)).set_in(
                self.shop,
                visibility,
                Value::word("search"),
            );
        }
        let values = row.linked(linked::COMBINATIONS).to_vec();
        self.fill(row, &values, goods);
    }

    fn fill(&self, row: &mut Row, values: &[u32], goods: &mut Goods) {
        for value in values {
            if let Some(size) = goods.combinations.get_mut(*value) {
                let alone = row.shops == shops::only(self.shop);
                size.shops = if alone { 0 } else { size.shops };
                size.join(self.shop);
            }
        }
        // What a group shares lies on its shelf already.
        let (of_shop, group) = shops::shelf(self.shop);
        if of_shop != 0 {
            let mut dice = Dice::for_record(self.dice, row.seed, row.id);
            stock(row, values, (of_shop, group), &mut dice, &mut goods.stock);
        }
    }

    /// Its customers, behind the others.
    pub(super) fn settle(&self, table: &mut Table, options: &Options) {
        let group = shops::group(self.shop);
        let first = table.last_id().saturating_add(1);
        for id in (first..).take(self.customers as usize) {
            let mut row = customer(id, options);
            row.set(id_shop, Value::Number(i64::from(self.shop)))
                .set(id_shop_group, Value::Number(i64::from(group)));
            if id == first {
                row.set(email, Value::text(address(1, options.seed)));
            }
            table.push(row);
        }
    }
}
