//! Nothing twice, and nothing sent while an earlier one may still run.

use std::collections::BTreeMap;

use super::case::{Judge, Rule};
use super::journal::is_same;
use crate::asks::{Ask, Cell};

#[derive(Default)]
struct Made {
    rows: usize,
    mails: usize,
    records: usize,
}

pub fn check(judge: &mut Judge<'_>) {
    let is_copied = judge.facts.processes.iter().any(|process| process.is_copy);
    if is_copied {
        return;
    }
    for send in &judge.facts.sends {
        for earlier in &send.overlaps {
            let earlier = judge.facts.sends[*earlier].call;
            if is_all_there(judge, earlier, send.at.1) {
                continue;
            }
            let text = format!(
                "sent a write at {:.3} s, while that of call {earlier} may still run",
                send.at.0 as f64 / 1e6,
            );
            judge.find(Rule::Once, Some(send.call), text);
        }
    }
    for ((caller, wish), made) in made(judge) {
        for (what, count) in [
            ("rows of the history", made.rows),
            ("e-mails", made.mails),
            ("records", made.records),
        ] {
            if count > 1 {
                let text = format!("wish {wish} of caller {caller} made {count} {what}");
                judge.find(Rule::Once, None, text);
            }
        }
    }
}

/// Whether all that a write was asked for could be seen already, and if it was told: more is not
/// known of it from outside, whatever PHP still has to do.
fn is_all_there(judge: &Judge<'_>, number: usize, until: usize) -> bool {
    let call = &judge.facts.calls[number];
    let is_told = matches!(&call.told, Some(Ok(written)) if written.written);
    if is_told && call.ended.is_some_and(|(_, length)| length <= until) {
        return true;
    }
    let ask = judge.ask(call);
    let changes = judge.journal.of_call(number);
    let changes: Vec<_> = changes.filter(|(at, _)| *at < until).collect();
    let mut changes = changes.iter().map(|(_, change)| change);
    match ask {
        Ask::Update {
            resource,
            id,
            cells,
            ..
        } => {
            let record = format!("{resource}/{id}");
            let is_changed = |cell: &&Cell| {
                changes.clone().any(|change| {
                    let after = change.after.as_deref().unwrap_or("");
                    change.field == cell.field && is_same(after, &cell.value)
                })
            };
            // What has its value already is written without a change.
            let stands = |cell: &&Cell| {
                let journal = &judge.journal;
                journal.held(&record, &cell.field, &cell.value, until, until)
            };
            let mut left = cells.iter().filter(|cell| !is_changed(cell));
            cells.iter().any(|cell| is_changed(&cell)) && left.all(|cell| stands(&cell))
        }
        // An equal row of somebody else looks the same.
        Ask::Status { order, state, .. } => judge.journal.rows().iter().any(|row| {
            (call.began.1..until).contains(&row.at)
                && (row.order.parse(), row.state.parse()) == (Ok(*order), Ok(*state))
        }),
        Ask::Create { resource, .. } => changes
            .any(|change| change.record.starts_with(resource) && change.field.contains("[4]")),
        Ask::Delete { .. } => changes.any(|change| change.after.is_none()),
    }
}

/// What the writes of each wish made, all its calls together.
fn made(judge: &Judge<'_>) -> BTreeMap<(usize, usize), Made> {
    let mut made: BTreeMap<(usize, usize), Made> = BTreeMap::new();
    let wish = |call: usize| {
        let call = &judge.facts.calls[call];
        (call.caller, call.wish)
    };
    for (at, change) in judge.journal.all() {
        let is_new = change.field.is_empty() && change.shop == 0 && change.before.is_none();
        let Some(number) = judge.journal.call_of(at).filter(|_| is_new) else {
            continue;
        };
        let call = &judge.facts.calls[number];
        if let Ask::Create { resource, .. } = judge.ask(call)
            && change.record.starts_with(resource)
        {
            made.entry(wish(number)).or_default().records += 1;
        }
    }
    // A module may give the order another status, with a row and a mail of its own.
    let asked = |number: usize| match judge.ask(&judge.facts.calls[number]) {
        Ask::Status { state, .. } => *state,
        _ => 0,
    };
    for row in judge.journal.rows() {
        if let Some(number) = judge.journal.call_of(row.at)
            && row.state.parse() == Ok(asked(number))
        {
            made.entry(wish(number)).or_default().rows += 1;
        }
    }
    for step in &judge.facts.steps {
        if let Some(number) = judge.facts.call_of(step.process) {
            let mails = judge.store.mails()[step.mails.clone()].iter();
            let mails = mails.filter(|mail| mail.id_order_state == asked(number));
            made.entry(wish(number)).or_default().mails += mails.count();
        }
    }
    made
}
