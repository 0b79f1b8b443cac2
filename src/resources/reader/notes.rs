//! What is noticed while records are read.

use crate::field::Field;

/// What was noticed while reading that is not an error.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Notes {
    /// Values that are not of their field's kind, as `products 5: price = abc`.
    pub unfit: Vec<String>,
    /// Fields of rows handed on that could not be judged, as `name of 5`.
    pub doubts: Vec<String>,
    /// Rows left out because they do not match the filter.
    pub dropped: usize,
    /// Rows handed on.
    pub rows: usize,
    /// The ids of the rows handed on, where they are shown.
    pub ids: Vec<u32>,
    /// Whether a record came as nothing but its id, in an attribute.
    pub is_minimal: bool,
    /// The id of the record read last.
    pub last_id: Option<u32>,
    /// Whether an id is not greater than that of the row before.
    pub falls: bool,
    /// Whether an id is not smaller than that of the row before.
    pub rises: bool,
}

/// What the notes were between two records.
#[derive(Clone, Copy, Debug)]
pub(super) struct Before {
    unfit: usize,
    doubts: usize,
    is_minimal: bool,
    last_id: Option<u32>,
    falls: bool,
    rises: bool,
    dropped: usize,
    rows: usize,
    ids: usize,
}

/// More of them say nothing new.
const NOTED: usize = 20;

impl Notes {
    pub(super) fn before(&self) -> Before {
        Before {
            unfit: self.unfit.len(),
            doubts: self.doubts.len(),
            is_minimal: self.is_minimal,
            last_id: self.last_id,
            falls: self.falls,
            rises: self.rises,
            dropped: self.dropped,
            rows: self.rows,
            ids: self.ids.len(),
        }
    }

    /// Forgets what was noticed since.
    pub(super) fn back_to(&mut self, before: Before) {
        self.unfit.truncate(before.unfit);
        self.doubts.truncate(before.doubts);
        self.is_minimal = before.is_minimal;
        self.last_id = before.last_id;
        self.falls = before.falls;
        self.rises = before.rises;
        self.dropped = before.dropped;
        self.rows = before.rows;
        self.ids.truncate(before.ids);
    }

    /// Notes a field of the record that is read that could not be judged.
    pub(super) fn doubt(&mut self, name: &str) {
        let doubt = match self.doubts.len() {
            NOTED => "others".to_owned(),
            more if more > NOTED => return,
            _ => [name, " of ", &self.last_id.unwrap_or_default().to_string()].concat(),
        };
        self.doubts.push(doubt);
    }

    /// Notes a value that is not of its field's kind; of a secret only that it is so.
    pub(super) fn unfit(&mut self, resource: &str, field: &Field, text: &str) {
        if self.unfit.len() >= NOTED {
            return;
        }
        let id = self.last_id.map_or(String::new(), |id| format!(" {id}"));
        let shown: String = match field.secret {
            true => "…".to_owned(),
            false => text.chars().take(80).collect(),
        };
        let name = field.name;
        self.unfit.push(format!("{resource}{id}: {name} = {shown}"));
    }
}
