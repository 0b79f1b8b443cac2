//! Products and customers of all shops: those of the first group, and those of the branches
//! behind them.

use super::branches;
use super::customers::customer;
use super::dice::Dice;
use super::odd;
use super::products::{Goods, PRODUCT, combinations, product, stock};
use super::shops;
use crate::options::Options;
use crate::tables::Table;

/// As many products as asked for, always the same ones.
pub(crate) fn goods(options: &Options) -> Goods {
    let mut goods = Goods::default();
    let mut positions = [0_i64; 8];
    for id in 1..=options.products {
        let mut row = product(id, options.seed, &mut positions);
        let values = combinations(&mut row, &mut goods.combinations);
        let mut dice = Dice::for_record(PRODUCT + 1, options.seed, row.id);
        let shelf = shops::shelf(shops::DEFAULT);
        stock(&mut row, &values, shelf, &mut dice, &mut goods.stock);
        match options.single_shop {
            true => odd::make_alone(&mut row, &mut goods.combinations),
            false => odd::make(&mut row),
        }
        goods.products.push(row);
    }
    for branch in branches::trading(options) {
        let sold = branch.furnish(&mut goods, options, &mut positions);
        goods.sold.push((branch.shop, sold));
    }
    goods
}

/// As many customers as asked for; every eighth is a guest who left the address of a
/// registered one. Those of the other groups come behind them.
pub(crate) fn customers(options: &Options) -> Table {
    let mut table = Table::default();
    for id in 1..=options.customers {
        table.push(customer(id, options));
    }
    if options.customers > 0 {
        for branch in branches::trading(options) {
            branch.settle(&mut table, options);
        }
    }
    table
}
