//! Records as previews showed them, so that a conflict can show both versions.

use std::cell::RefCell;
use std::collections::VecDeque;

/// More previews than anybody confirms at a time.
const KEPT: usize = 32;

/// The last records shown, by their token.
#[derive(Debug, Default)]
pub(super) struct Seen(RefCell<VecDeque<(String, String)>>);

impl Seen {
    pub(super) fn keep(&self, token: &str, record: &str) {
        let mut seen = self.0.borrow_mut();
        seen.retain(|(one, _)| one != token);
        if seen.len() >= KEPT {
            seen.pop_front();
        }
        seen.push_back((token.to_owned(), record.to_owned()));
    }

    pub(super) fn find(&self, token: &str) -> Option<String> {
        let seen = self.0.borrow();
        let found = seen.iter().find(|(one, _)| one == token);
        found.map(|(_, record)| record.clone())
    }
}
