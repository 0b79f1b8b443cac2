//! Nobody's write is lost without a word, when all expected what they saw.

use super::case::{Judge, Rule};
use super::journal::is_same;
use crate::asks::Ask;
use crate::facts::Call;
use crate::faults::Scene;

pub fn check(judge: &mut Judge<'_>) {
    if judge.plan.class.scene != Scene::Expecting {
        return;
    }
    for (number, call) in judge.calls() {
        let Ask::Update {
            resource,
            id,
            cells,
            ..
        } = judge.ask(call)
        else {
            continue;
        };
        let is_told = matches!(&call.told, Some(Ok(written)) if written.written);
        if !is_told {
            continue;
        }
        let record = format!("{resource}/{id}");
        for cell in cells {
            let lost = lost(judge, number, &record, &cell.field, &cell.value);
            let Some((at, by)) = lost else {
                continue;
            };
            if has_a_word(call) || has_a_word(&judge.facts.calls[by]) {
                continue;
            }
            let text = format!("its {cell:?} is lost to call {by} ({at}), and nobody was told");
            judge.find(Rule::Kept, Some(number), text);
        }
    }
}

/// Where a value that a call stored went, to another one who had not seen it.
fn lost(
    judge: &Judge<'_>,
    number: usize,
    record: &str,
    field: &str,
    value: &str,
) -> Option<(usize, usize)> {
    let journal = &judge.journal;
    let mut stored = journal.of_call(number).filter(|(_, change)| {
        let after = change.after.as_deref().unwrap_or("");
        change.record == record && change.field == field && is_same(after, value)
    });
    let (stored, there) = stored.next()?;
    let mut gone = journal.all().skip(stored + 1).filter(|(_, change)| {
        change.record == record && change.field == field && change.shop == there.shop
    });
    let (at, _) = gone.next()?;
    let by = journal.call_of(at).filter(|by| *by != number)?;
    let seen = judge.facts.calls[by].seen;
    // What was seen may have gone and come back: then it is as it was seen.
    let has_seen =
        seen.is_some_and(|seen| seen > stored || journal.held(record, field, value, seen, seen));
    (!has_seen).then_some((at, by))
}

/// Whether a caller was told of a conflict, of something unknown or odd; or did not wait for it.
fn has_a_word(call: &Call) -> bool {
    match &call.told {
        None | Some(Err(_)) => true,
        Some(Ok(written)) => !written.warnings.is_empty() || !written.differences.is_empty(),
    }
}
