//! The shops behind the address, and what they share.

use crate::resources::shop;
use crate::tables::value::Value;
use crate::tables::{Row, Table};

/// One shop.
#[derive(Debug)]
pub(crate) struct Shop {
    pub(crate) id: u32,
    pub(crate) name: &'static str,
    /// First segment of its address; empty for the default shop.
    pub(crate) folder: &'static str,
    /// Id of its group.
    pub(crate) group: u32,
}

/// By id.
pub(crate) static SHOPS: [Shop; 3] = [
    Shop {
        id: DEFAULT,
        name: "Clay & Leaf",
        folder: "",
        group: 1,
    },
    Shop {
        id: 2,
        name: "Clay & Leaf Outlet",
        folder: "shop2",
        group: 1,
    },
    Shop {
        id: THIRD,
        name: "Clay & Leaf Studio",
        folder: "shop3",
        group: 2,
    },
];

/// The groups whose shops have customers and stock in common.
const SHARING: [u32; 1] = [1];

/// The shop whose address names none.
pub(crate) const DEFAULT: u32 = 1;
/// The shop that has everything for itself.
pub(crate) const THIRD: u32 = 3;

/// Some of the shops: bit `n - 1` stands for shop `n`.
pub(crate) type Shops = u8;

pub(crate) const EVERY: Shops = 0b111;
/// The shops of the first group.
pub(crate) const FIRST_GROUP: Shops = 0b011;

/// The set of one shop; empty for ids that can be none.
pub(crate) fn only(shop: u32) -> Shops {
    match shop {
        1..=8 => 1 << (shop - 1),
        _ => 0,
    }
}

/// The ids of a set, ascending.
pub(crate) fn ids(shops: Shops) -> impl Iterator<Item = u32> {
    SHOPS
        .iter()
        .map(|shop| shop.id)
        .filter(move |id| shops & only(*id) != 0)
}

/// The shop of that id.
pub(crate) fn find(id: u32) -> Option<&'static Shop> {
    SHOPS.iter().find(|shop| shop.id == id)
}

/// The shops of a group; `None` when there is no such group.
pub(crate) fn of_group(group: u32) -> Option<Shops> {
    let members = SHOPS.iter().filter(|shop| shop.group == group);
    let set = members.fold(0, |set, shop| set | only(shop.id));
    (set != 0).then_some(set)
}

/// The group of a shop; 0 for unknown shops.
pub(crate) fn group(shop: u32) -> u32 {
    find(shop).map_or(0, |shop| shop.group)
}

/// Whether the shops of the group have customers and stock in common.
pub(crate) fn shares(group: u32) -> bool {
    SHARING.contains(&group)
}

/// The shops that have customers and stock in common with that shop, itself included.
pub(crate) fn together(shop: u32) -> Shops {
    let group = group(shop);
    if shares(group) {
        of_group(group).unwrap_or(0)
    } else {
        only(shop)
    }
}

/// `id_shop` and `id_shop_group` of the stock rows of a shop.
pub(crate) fn shelf(shop: u32) -> (u32, u32) {
    let group = group(shop);
    if shares(group) { (0, group) } else { (shop, 0) }
}

/// The name of a shop.
pub(crate) fn name(id: u32) -> &'static str {
    find(id).map_or("", |shop| shop.name)
}

/// The records of the resource `shops`.
pub(crate) fn shops() -> Table {
    use shop::Column::*;
    let mut table = Table::default();
    for shop in &SHOPS {
        let mut row = Row::new(shop.id);
        row.set(name, Value::word(shop.name))
            .set(id_shop_group, Value::Number(i64::from(shop.group)))
            .set(theme_name, Value::word("clay"));
        table.push(row);
    }
    table
}
