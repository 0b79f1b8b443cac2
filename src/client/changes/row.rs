//! What is looked at of each row while it is read.

use std::cell::RefCell;

use resources::Kind;
use resources::reader::{Recheck, Verdict};

use crate::webservice::number::number;

use super::moment;
use super::print::print;

/// The row of a list, as far as it is remembered.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Row {
    pub id: u32,
    /// When it was saved last; 0 for never.
    pub date: i64,
    /// When it was made.
    pub added: i64,
    /// The order of a status.
    pub order: u32,
    /// Of all that the list shows of it.
    pub print: u32,
}

/// Notes the rows that are read.
#[derive(Debug, Default)]
pub(super) struct Rows(RefCell<Vec<Row>>);

impl Rows {
    /// The last ones: an answer that was cut may have come before.
    pub fn last(self, count: usize) -> Vec<Row> {
        let mut rows = self.0.into_inner();
        rows.drain(..rows.len().saturating_sub(count));
        rows
    }
}

impl Recheck for Rows {
    fn begins(&self) {
        self.0.borrow_mut().push(Row::default());
    }

    fn takes_back(&self) {
        self.0.borrow_mut().pop();
    }

    fn judge(&self, name: &str, _: Option<Kind>, text: &str) -> Option<Verdict> {
        let mut rows = self.0.borrow_mut();
        let row = rows.last_mut()?;
        row.print = print(print(row.print, name), text);
        let id = || number(text.trim()).unwrap_or_default();
        let date = || moment::seconds(text).unwrap_or_default();
        match name {
            "id" => row.id = id(),
            "id_order" => row.order = id(),
            "date_add" => row.added = date(),
            "date_upd" => row.date = date(),
            _ => {}
        }
        None
    }

    fn hides(&self, _: &str) -> bool {
        false
    }
}
