//! The second look at whose the rows of an answer are.

use std::cell::Cell;

use resources::Kind;
use resources::reader::{Notes, Recheck, Verdict};

/// Leaves out what is not open to the customer, and each row that does not tell.
pub(super) struct Owned<'r> {
    /// What looks at the rows besides.
    pub recheck: &'r dyn Recheck,
    /// The fields that decide, each with the values that are right, sorted.
    pub links: Vec<(&'static str, Vec<String>)>,
    /// The fields that are only asked for to be looked at.
    pub hidden: Vec<String>,
    /// The merchant's own fields.
    pub untold: &'static [&'static str],
    /// Which fields of the row were right so far, a bit each.
    pub passed: Cell<u32>,
}

impl Owned<'_> {
    fn bit(at: usize) -> u32 {
        1_u32
            .checked_shl(u32::try_from(at).unwrap_or(31))
            .unwrap_or(0)
    }
}

impl Recheck for Owned<'_> {
    fn judge(&self, name: &str, kind: Option<Kind>, text: &str) -> Option<Verdict> {
        let mut links = self.links.iter().zip(0..);
        if let Some(((_, values), at)) = links.find(|((field, _), _)| *field == name) {
            let value = text.trim();
            if values
                .binary_search_by(|one| one.as_str().cmp(value))
                .is_err()
            {
                return Some(Verdict::No);
            }
            self.passed.set(self.passed.get() | Owned::bit(at));
        }
        self.recheck.judge(name, kind, text)
    }

    fn concerns(&self, name: &str) -> bool {
        let mut links = self.links.iter();
        links.any(|(field, _)| *field == name) || self.hides(name) || self.recheck.concerns(name)
    }

    fn begins(&self) {
        self.passed.set(0);
        self.recheck.begins();
    }

    fn takes_back(&self) {
        self.recheck.takes_back();
    }

    fn is_whole(&self) -> bool {
        let all = (0..self.links.len())
            .map(Owned::bit)
            .fold(0, |sum, bit| sum | bit);
        self.passed.get() == all && self.recheck.is_whole()
    }

    fn may_be_empty(&self) -> bool {
        self.recheck.may_be_empty()
    }

    fn hides(&self, name: &str) -> bool {
        self.untold.contains(&name)
            || self.hidden.iter().any(|one| one == name)
            || self.recheck.hides(name)
    }

    fn tells_doubt(&self, name: &str) -> bool {
        self.recheck.tells_doubt(name)
    }

    fn remark(&self, notes: &Notes) -> Option<String> {
        self.recheck.remark(notes)
    }

    fn of_failure(&self) -> Option<String> {
        self.recheck.of_failure()
    }
}
