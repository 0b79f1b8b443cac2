//! Compares what callers were told with what the shop really did.

mod case;
mod journal;
mod lost;
mod meant;
mod said;
mod secrets;
mod time;
mod twice;

use demo_store::Store;

use crate::facts::Facts;
use crate::plan::Plan;
use case::Judge;
pub use case::{Rule, Violation};
use journal::Journal;

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
