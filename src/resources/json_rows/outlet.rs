//! Where rows go that are handed on before all are there.

use std::fmt;

/// Takes the number of rows before a part, and the part as the text of an array.
pub type Taker = Box<dyn FnMut(usize, String)>;

/// What was handed on, and to whom.
pub(super) struct Outlet {
    taker: Taker,
    handed: Amount,
    /// What stays when the answer that is read is read again: all of earlier answers.
    kept: Amount,
}

/// Rows, and the bytes of their text.
#[derive(Clone, Copy, Debug, Default)]
struct Amount {
    rows: usize,
    size: usize,
}

impl Amount {
    fn and(self, rows: usize, size: usize) -> Amount {
        Amount {
            rows: self.rows.saturating_add(rows),
            size: self.size.saturating_add(size),
        }
    }
}

impl Outlet {
    pub(super) fn to(taker: Taker) -> Self {
        Outlet {
            taker,
            handed: Amount::default(),
            kept: Amount::default(),
        }
    }

    /// How many rows were handed on.
    pub(super) fn rows(&self) -> usize {
        self.handed.rows
    }

    /// How many bytes they had.
    pub(super) fn size(&self) -> usize {
        self.handed.size
    }

    /// Hands a part on.
    pub(super) fn hand_on(&mut self, part: String, rows: usize, size: usize) {
        (self.taker)(self.handed.rows, part);
        self.handed = self.handed.and(rows, size);
    }

    /// So many rows that are not handed on yet stay as well.
    pub(super) fn keep(&mut self, rows: usize, size: usize) {
        self.kept = self.handed.and(rows, size);
    }

    /// Starts over; whether any rows stay that are not handed on yet.
    pub(super) fn reset(&mut self) -> bool {
        if self.kept.rows > self.handed.rows {
            return true;
        }
        self.handed = self.kept;
        false
    }
}

impl fmt::Debug for Outlet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Outlet")
            .field("handed", &self.handed)
            .finish_non_exhaustive()
    }
}
