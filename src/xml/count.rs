//! How many documents were read: a test holds that against how many came.

use std::cell::Cell;

thread_local! {
    static DOCUMENTS: Cell<usize> = const { Cell::new(0) };
}

/// Documents read on this thread so far.
pub fn documents() -> usize {
    DOCUMENTS.get()
}

pub(super) fn one_more() {
    DOCUMENTS.set(documents().saturating_add(1));
}
