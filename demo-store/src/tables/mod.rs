//! What the shop has stored: one table per resource.
//!
//! A row keeps only the cells that differ from a fresh record, so that resetting
//! a field is forgetting its cell, and 20,000 products stay small.

pub(crate) mod moment;
pub(crate) mod value;

use std::borrow::Cow;

use crate::resources::field::Field;
use value::Value;

/// The value common to all shops, and the one filters look at.
pub(crate) const BASE: u32 = 0;

#[derive(Debug, Clone)]
struct Cell {
    column: u8,
    shop: u8,
    value: Value,
}

/// One record.
#[derive(Debug, Clone)]
pub(crate) struct Row {
    pub(crate) id: u32,
    /// Bit `n - 1` is set when shop `n` has the record.
    pub(crate) shops: u8,
    /// Of a product: which catalogue its texts are put together from.
    pub(crate) seed: u32,
    cells: Vec<Cell>,
    /// Ids of associated records, by the position of the association.
    linked: Vec<(u8, Box<[u32]>)>,
}

impl Row {
    /// A fresh record of every shop.
    pub(crate) fn new(id: u32) -> Row {
        Row {
            id,
            shops: u8::MAX,
            seed: 0,
            cells: Vec::new(),
            linked: Vec::new(),
        }
    }

    /// Whether shop `shop` has it.
    pub(crate) fn in_shop(&self, shop: u32) -> bool {
        (1..=8).contains(&shop) && self.shops & (1 << (shop - 1)) != 0
    }

    /// Stores a value for every shop.
    pub(crate) fn set(&mut self, column: impl Into<u8>, value: Value) -> &mut Row {
        self.set_in(BASE, column, value)
    }

    /// Stores a value for one shop only.
    pub(crate) fn set_in(&mut self, shop: u32, column: impl Into<u8>, value: Value) -> &mut Row {
        let column = column.into();
        let shop = shop as u8;
        self.cells
            .retain(|cell| cell.column != column || cell.shop != shop);
        self.cells.push(Cell {
            column,
            shop,
            value,
        });
        self
    }

    /// Takes the record away from a shop, with the shop's own values.
    pub(crate) fn leave(&mut self, shop: u32) {
        if (1..=8).contains(&shop) {
            self.shops &= !(1 << (shop - 1));
            self.cells.retain(|cell| u32::from(cell.shop) != shop);
        }
    }

    /// Gives the record to a shop.
    pub(crate) fn join(&mut self, shop: u32) {
        if (1..=8).contains(&shop) {
            self.shops |= 1 << (shop - 1);
        }
    }

    /// What a shop has stored for itself; `BASE` for the common value.
    pub(crate) fn own(&self, shop: u32, column: u8) -> Option<&Value> {
        self.cells
            .iter()
            .find(|cell| cell.column == column && u32::from(cell.shop) == shop)
            .map(|cell| &cell.value)
    }

    /// The stored value: that shop's own, else the common one.
    pub(crate) fn stored(&self, shop: u32, column: u8) -> Option<&Value> {
        self.own(shop, column).or_else(|| self.own(BASE, column))
    }

    /// The stored value, else that of a fresh record.
    pub(crate) fn value(&self, shop: u32, column: u8, field: &Field) -> Cow<'_, Value> {
        match self.stored(shop, column) {
            Some(value) => Cow::Borrowed(value),
            None => Cow::Owned(Value::initial(field.initial, field.kind)),
        }
    }

    /// Moves each moment by the seconds that its column has.
    pub(crate) fn move_moments(&mut self, seconds: impl Fn(u8) -> i64) {
        for cell in &mut self.cells {
            if let Value::Moment(Some(moment)) = &mut cell.value {
                *moment = moment.saturating_add(seconds(cell.column));
            }
        }
    }

    /// The common value as an id; 0 when there is none.
    pub(crate) fn id_in(&self, column: impl Into<u8>) -> u32 {
        self.stored(BASE, column.into()).map_or(0, Value::id)
    }

    /// Stores the ids of an association.
    pub(crate) fn link(&mut self, association: u8, ids: Vec<u32>) -> &mut Row {
        self.linked.retain(|(held, _)| *held != association);
        if !ids.is_empty() {
            self.linked.push((association, ids.into_boxed_slice()));
        }
        self
    }

    /// Takes over what hangs on another record.
    pub(crate) fn take_links(&mut self, from: &Row) {
        self.linked.clone_from(&from.linked);
    }

    /// The ids of an association.
    pub(crate) fn linked(&self, association: u8) -> &[u32] {
        self.linked
            .iter()
            .find(|(held, _)| *held == association)
            .map_or(&[], |(_, ids)| ids)
    }
}

/// The records of one resource, by id.
#[derive(Debug, Clone, Default)]
pub(crate) struct Table {
    rows: Vec<Row>,
}

impl Table {
    /// Adds a record; ids come in ascending order.
    pub(crate) fn push(&mut self, row: Row) {
        debug_assert!(self.rows.last().is_none_or(|last| last.id < row.id));
        self.rows.push(row);
    }

    /// Stores a record in its place, new or not.
    pub(crate) fn set(&mut self, row: Row) {
        match self.rows.binary_search_by_key(&row.id, |held| held.id) {
            Ok(position) => {
                if let Some(held) = self.rows.get_mut(position) {
                    *held = row;
                }
            }
            Err(position) => self.rows.insert(position, row),
        }
    }

    /// Forgets a record.
    pub(crate) fn remove(&mut self, id: u32) {
        self.rows.retain(|row| row.id != id);
    }

    /// The record of that id.
    pub(crate) fn get(&self, id: u32) -> Option<&Row> {
        let position = self.rows.binary_search_by_key(&id, |row| row.id).ok()?;
        self.rows.get(position)
    }

    /// The record of that id, to change it in place.
    pub(crate) fn get_mut(&mut self, id: u32) -> Option<&mut Row> {
        let position = self.rows.binary_search_by_key(&id, |row| row.id).ok()?;
        self.rows.get_mut(position)
    }

    /// Every record, by id.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Row> {
        self.rows.iter()
    }

    /// Every record, to change it in place.
    pub(crate) fn iter_mut(&mut self) -> impl Iterator<Item = &mut Row> {
        self.rows.iter_mut()
    }

    /// Every record in the order in which the database happens to find them, which
    /// is deliberately not by id: nobody may rely on it.
    pub(crate) fn as_found(&self) -> impl Iterator<Item = &Row> {
        (0..3).flat_map(|remainder| self.rows.iter().filter(move |row| row.id % 3 == remainder))
    }

    /// The highest id.
    pub(crate) fn last_id(&self) -> u32 {
        self.rows.last().map_or(0, |row| row.id)
    }
}
