//! The shops behind the address, and what they share.

use crate::options::Options;
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
    pub(crate) state: State,
}

/// Whether a shop still sells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum State {
    Open,
    /// Switched off in the back office, which leaves the rewrite rule of its folder.
    Inactive,
    /// Its row is kept, and so is the rule of its folder.
    Deleted,
}

const fn open(id: u32, name: &'static str, folder: &'static str, group: u32) -> Shop {
    Shop {
        id,
        name,
        folder,
        group,
        state: State::Open,
    }
}

/// By id. The first three are there unless there is to be one alone.
static SHOPS: [Shop; 7] = [
    open(DEFAULT, "Clay & Leaf", "", 1),
    open(2, "Clay & Leaf Outlet", "shop2", 1),
    open(THIRD, "Clay & Leaf Studio", "shop3", 2),
    Shop {
        state: State::Inactive,
        ..open(INACTIVE, "Clay & Leaf Fair", "shop4", 1)
    },
    Shop {
        state: State::Deleted,
        ..open(5, "Clay & Leaf Kiosk", "shop5", 1)
    },
    open(SIXTH, "Clay & Leaf North", "shop6", 3),
    open(SEVENTH, "Clay & Leaf South", "shop7", 3),
];

/// How many there are without the further ones, unless there is to be one alone.
const ALWAYS: usize = 3;

/// The shops of such a store, by id, whatever their state.
pub(crate) fn of(options: &Options) -> &'static [Shop] {
    let count = match (options.single_shop, options.further_shops) {
        (true, _) => 1,
        (false, true) => SHOPS.len(),
        (false, false) => ALWAYS,
    };
    SHOPS.get(..count).unwrap_or(&SHOPS)
}

impl Shop {
    pub(crate) fn is_open(&self) -> bool {
        self.state == State::Open
    }
}

/// The groups whose shops have customers and stock in common.
const SHARING: [u32; 1] = [1];

/// The shop whose address names none.
pub(crate) const DEFAULT: u32 = 1;
/// The shop that has everything for itself.
pub(crate) const THIRD: u32 = 3;
/// The shop of the first group that is switched off.
pub(crate) const INACTIVE: u32 = 4;
/// The shops of a group that shares nothing.
pub(crate) const SIXTH: u32 = 6;
pub(crate) const SEVENTH: u32 = 7;

/// Some of the shops: bit `n - 1` stands for shop `n`.
pub(crate) type Shops = u8;

/// The open shops of such a store.
pub(crate) fn every(options: &Options) -> Shops {
    set(of(options).iter().filter(|shop| shop.is_open()))
}

fn set<'a>(shops: impl Iterator<Item = &'a Shop>) -> Shops {
    shops.fold(0, |set, shop| set | only(shop.id))
}

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
    all().filter(move |id| shops & only(*id) != 0)
}

/// The ids of all shops that a store may have.
pub(crate) fn all() -> impl Iterator<Item = u32> {
    SHOPS.iter().map(|shop| shop.id)
}

/// The shop of that id, whether this store has it or not.
pub(crate) fn find(id: u32) -> Option<&'static Shop> {
    SHOPS.iter().find(|shop| shop.id == id)
}

/// The open shops of a group; `None` when the store has no such group.
pub(crate) fn of_group(group: u32, options: &Options) -> Option<Shops> {
    let members = of(options).iter().filter(|shop| shop.group == group);
    let open = set(members.filter(|shop| shop.is_open()));
    (open != 0).then_some(open)
}

/// The group of a shop; 0 for unknown shops.
pub(crate) fn group(shop: u32) -> u32 {
    find(shop).map_or(0, |shop| shop.group)
}

/// Whether the shops of the group have customers and stock in common.
pub(crate) fn shares(group: u32) -> bool {
    SHARING.contains(&group)
}

/// The shops that have customers and stock in common with that shop, itself included:
/// those that are switched off too, whose customers stay those of the group.
pub(crate) fn together(shop: u32) -> Shops {
    let group = group(shop);
    if shares(group) {
        set(SHOPS.iter().filter(|shop| shop.group == group))
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
pub(crate) fn shops(options: &Options) -> Table {
    use shop::Column::*;
    let mut table = Table::default();
    for shop in of(options) {
        let is = |state| Value::Number(i64::from(shop.state == state));
        let mut row = Row::new(shop.id);
        row.set(name, Value::word(shop.name))
            .set(id_shop_group, Value::Number(i64::from(shop.group)))
            .set(active, is(State::Open))
            .set(deleted, is(State::Deleted))
            .set(theme_name, Value::word("clay"));
        table.push(row);
    }
    table
}
