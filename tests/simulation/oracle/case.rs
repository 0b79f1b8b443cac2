//! One schedule that is over, and what was found in it.

use std::fmt;

use demo_store::Store;

use super::journal::Journal;
use crate::asks::Ask;
use crate::facts::{Call, Facts};
use crate::plan::Plan;

/// What must hold in every schedule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rule {
    /// What is said is true.
    True,
    /// Nothing but what was asked for is different.
    Meant,
    /// Nothing twice, and nothing sent while an earlier one may still run.
    Once,
    /// Nobody's write is lost without a word.
    Kept,
    /// No secret comes out.
    Secret,
    /// Every call ends in its time.
    Ends,
}

/// What was found wrong.
#[derive(Debug)]
pub struct Violation {
    pub rule: Rule,
    pub what: String,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}: {}", self.rule, self.what)
    }
}

/// A schedule that is over, and what was found in it.
pub struct Judge<'s> {
    pub(super) plan: &'s Plan,
    pub(super) facts: &'s Facts,
    pub(super) store: &'s Store,
    pub(super) journal: Journal<'s>,
    pub(super) found: Vec<Violation>,
}

impl<'s> Judge<'s> {
    pub(super) fn find(&mut self, rule: Rule, call: Option<usize>, what: impl fmt::Display) {
        let what = match call {
            Some(call) => format!("call {call}: {what}"),
            None => what.to_string(),
        };
        self.found.push(Violation { rule, what });
    }

    pub(super) fn ask(&self, call: &Call) -> &'s Ask {
        self.plan.ask(call)
    }

    /// The calls, with their numbers.
    pub(super) fn calls(&self) -> impl Iterator<Item = (usize, &'s Call)> + use<'s> {
        self.facts.calls.iter().enumerate()
    }
}
