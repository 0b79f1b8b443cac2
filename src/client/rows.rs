//! The rows of a list as they came, put into their order.

use resources::json_rows::JsonRows;
use resources::reader::Notes;

use crate::webservice::error::Result;

use super::lacks;

/// The rows of a list that a sink holds.
#[derive(Debug, Default)]
pub(super) struct Read {
    /// How many.
    pub rows: usize,
    /// Their ids, where they are shown.
    pub ids: Vec<u32>,
    /// The ids of those that count, in their order; `None` for all of them as they came.
    pub order: Option<Vec<u32>>,
}

impl Read {
    pub(super) fn add(&mut self, notes: &Notes) {
        self.rows = self.rows.saturating_add(notes.rows);
        self.ids.extend(&notes.ids);
    }

    /// Adds the rows of further requests.
    pub(super) fn join(&mut self, found: Read) {
        self.rows = self.rows.saturating_add(found.rows);
        self.ids.extend(found.ids);
    }

    /// The ids of the order that are not there yet.
    pub(super) fn missing(&self) -> Vec<u32> {
        let mut held = self.ids.clone();
        held.sort_unstable();
        let ids = self.order.iter().flatten().copied();
        ids.filter(|id| held.binary_search(id).is_err()).collect()
    }
}

/// A sink of which nothing but the notes is wanted.
pub(super) fn none() -> JsonRows {
    JsonRows::new(false, 0)
}

/// The JSON text of the rows in their order.
pub(super) fn array_in_order(rows: JsonRows, places: Option<Vec<usize>>) -> String {
    match places {
        Some(places) => rows.into_array_of(&places),
        None => rows.into_array(),
    }
}

/// The rows that count, each of them once.
pub(super) fn in_order<R>(rows: Vec<R>, read: Read) -> Result<Vec<R>> {
    let Some(places) = places(read, rows.len())? else {
        return Ok(rows);
    };
    let mut rows: Vec<Option<R>> = rows.into_iter().map(Some).collect();
    let row = |place: usize| rows.get_mut(place)?.take();
    Ok(places.into_iter().filter_map(row).collect())
}

/// Where the rows that count stand, each of them once, in their order; `None` for all as they came.
pub(super) fn places(read: Read, rows: usize) -> Result<Option<Vec<usize>>> {
    let Some(order) = read.order else {
        return Ok(None);
    };
    if read.ids.len() != rows {
        return Err(lacks("id to put rows in order by"));
    }
    let mut places: Vec<(u32, Option<usize>)> = read.ids.into_iter().zip((0..).map(Some)).collect();
    places.sort_unstable();
    places.dedup_by_key(|(id, _)| *id);
    let mut place = |id: u32| {
        let at = places.binary_search_by_key(&id, |(one, _)| *one).ok()?;
        places.get_mut(at)?.1.take()
    };
    Ok(Some(order.into_iter().filter_map(&mut place).collect()))
}
