//! Compares what callers were told with what the shop really did.

mod journal;
mod lost;
mod meant;
mod said;
mod secrets;
mod time;
mod twice;

use std::fmt;

use demo_store::Store;

use crate::asks::Ask;
use crate::facts::{Call, Facts};
use crate::plan::Plan;
use journal::Journal;

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
    plan: &'s Plan,
    facts: &'s Facts,
    store: &'s Store,
    journal: Journal<'s>,
    found: Vec<Violation>,
}

/// Everything that does not hold.
pub fn judge(plan: &Plan, facts: &Facts, store: &Store, is_stuck: bool) -> Vec<Violation> {
    let mut judge = Judge {
        plan,
        facts,
        store,
        journal: Journal::new(plan.version, facts, store),
        found: Vec::new(),
    };
    said::check(&mut judge);
    meant::check(&mut judge);
    twice::check(&mut judge);
    lost::check(&mut judge);
    secrets::check(&mut judge);
    time::check(&mut judge, is_stuck);
    judge.found
}

impl<'s> Judge<'s> {
    fn find(&mut self, rule: Rule, call: Option<usize>, what: impl fmt::Display) {
        let what = match call {
            Some(call) => format!("call {call}: {what}"),
            None => what.to_string(),
        };
        self.found.push(Violation { rule, what });
    }

    fn ask(&self, call: &Call) -> &'s Ask {
        self.plan.ask(call)
    }

    /// The calls, with their numbers.
    fn calls(&self) -> impl Iterator<Item = (usize, &'s Call)> + use<'s> {
        self.facts.calls.iter().enumerate()
    }
}
