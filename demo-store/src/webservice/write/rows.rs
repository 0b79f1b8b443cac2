//! Rows of any table, while a write goes on.

use super::values::number_of;
use crate::resources::{Place, order_state};
use crate::store::Store;
use crate::tables::Row;

pub(super) fn table_row(store: &Store, place: Place, id: u32) -> Option<Row> {
    store.table(place)?.get(id).cloned()
}

pub(super) fn has(store: &Store, state: u32, flag: order_state::Column) -> bool {
    table_row(store, Place::OrderStates, state).is_some_and(|row| number_of(&row, flag) == 1)
}
