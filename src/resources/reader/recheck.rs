//! The second look at a row: does it match what it was asked for with?

use super::Notes;
use crate::field::Kind;

/// Whether a row matches what it was asked for with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It does.
    Yes,
    /// It certainly does not.
    No,
    /// Only the shop's database can tell.
    Unknown,
}

impl Verdict {
    /// The opposite; what is unknown stays so.
    #[allow(clippy::should_implement_trait)] // An operator would hide that there are three.
    pub fn not(self) -> Verdict {
        match self {
            Verdict::Yes => Verdict::No,
            Verdict::No => Verdict::Yes,
            Verdict::Unknown => Verdict::Unknown,
        }
    }

    /// Yes where both are.
    pub fn and(self, other: Verdict) -> Verdict {
        Verdict::any([self.not(), other.not()].into_iter()).not()
    }

    /// Yes where one of them is; no where none is, and none is unknown.
    pub fn any(verdicts: impl Iterator<Item = Verdict>) -> Verdict {
        let mut sum = Verdict::No;
        for verdict in verdicts {
            match verdict {
                Verdict::Yes => return Verdict::Yes,
                Verdict::Unknown => sum = Verdict::Unknown,
                Verdict::No => {}
            }
        }
        sum
    }
}

impl From<bool> for Verdict {
    fn from(known: bool) -> Verdict {
        if known { Verdict::Yes } else { Verdict::No }
    }
}

/// A second look at a field's value on this side, by name.
pub trait Recheck {
    /// Judges one value; a multilingual field is judged once per language and
    /// matches if any language does. `kind` is `None` where nothing is declared.
    fn judge(&self, name: &str, kind: Option<Kind>, text: &str) -> Option<Verdict>;
    /// Whether it may judge or hide a field of that name; of others it is not asked.
    fn concerns(&self, _name: &str) -> bool {
        true
    }
    /// A row begins.
    fn begins(&self) {}
    /// The row that began last has not come to its end: it is read again when more of it is there.
    fn takes_back(&self) {}
    /// Whether the row that ends held everything that it must be judged by.
    fn is_whole(&self) -> bool {
        true
    }
    /// Whether a row may hold nothing, not even its id.
    fn may_be_empty(&self) -> bool {
        true
    }
    /// Whether a field was asked for only to be judged, and is not handed on.
    fn hides(&self, name: &str) -> bool;
    /// Whether it is worth telling that a field of a row could not be judged.
    fn tells_doubt(&self, _name: &str) -> bool {
        false
    }
    /// What else to say of an answer.
    fn remark(&self, _notes: &Notes) -> Option<String> {
        None
    }
    /// What to say where there is no answer.
    fn of_failure(&self) -> Option<String> {
        None
    }
}

/// No second look.
#[derive(Clone, Copy, Debug)]
pub struct Unchecked;

impl Recheck for Unchecked {
    fn judge(&self, _: &str, _: Option<Kind>, _: &str) -> Option<Verdict> {
        None
    }

    fn concerns(&self, _: &str) -> bool {
        false
    }

    fn hides(&self, _: &str) -> bool {
        false
    }
}

/// The verdict on a field that matches if any of its texts does.
pub(super) fn any(one: Option<Verdict>, other: Option<Verdict>) -> Option<Verdict> {
    match (one, other) {
        (None, verdict) | (verdict, None) => verdict,
        (Some(Verdict::Yes), _) | (_, Some(Verdict::Yes)) => Some(Verdict::Yes),
        (Some(Verdict::Unknown), _) | (_, Some(Verdict::Unknown)) => Some(Verdict::Unknown),
        _ => Some(Verdict::No),
    }
}
