//! Every call ends in its time.

use super::case::{Judge, Rule};
use crate::facts::Call;

const SECOND: u64 = 1_000_000;
/// Waits of a client between the tries of a read, and before it looks a second time.
const WAITS: u64 = 60 * SECOND;
/// The write itself, and reads after it that are tried again.
const AFTER: usize = 8;
/// Of one who waits for others.
const LONGEST_WAIT: u64 = 600 * SECOND;

pub fn check(judge: &mut Judge<'_>, is_stuck: bool) {
    if is_stuck {
        judge.find(Rule::Ends, None, "somebody waits for what never comes");
    }
    for (number, call) in judge.calls() {
        let Some((ended, _)) = call.ended else {
            judge.find(Rule::Ends, Some(number), "has no end");
            continue;
        };
        let took = ended - call.began.0;
        let most = most(judge, call);
        if took > most {
            let text = format!("took {} s, more than {} s", took / SECOND, most / SECOND);
            judge.find(Rule::Ends, Some(number), text);
        }
    }
}

/// Each request up to the write in its time, then the looks for what is not known and a few
/// more, and whoever came before.
fn most(judge: &Judge<'_>, call: &Call) -> u64 {
    let timeout = u64::from(judge.plan.timeout_ms) * 1_000;
    let settle = u64::from(judge.plan.settle_ms) * 1_000;
    let requests = match call.before {
        Some(before) => (before + AFTER) as u64,
        None => call.requests as u64,
    };
    waited(judge, call) + requests * timeout + settle + WAITS
}

/// How long those may have taken that the same client was asked for before.
fn waited(judge: &Judge<'_>, call: &Call) -> u64 {
    if judge.plan.clients.len() == judge.plan.callers.len() {
        return 0;
    }
    let before = judge
        .calls()
        .filter(|(_, one)| one.client == call.client && one.began.0 <= call.began.0);
    let waited = before.filter_map(|(_, one)| Some(one.ended?.0.saturating_sub(call.began.0)));
    waited.max().unwrap_or(0).min(LONGEST_WAIT)
}
