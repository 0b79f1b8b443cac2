//! What is said is true.

use aismarttalk_prestashop::client::write::Written;
use aismarttalk_prestashop::webservice::document::{Difference, Reason};
use aismarttalk_prestashop::webservice::error::{Error, ErrorKind};
use aismarttalk_prestashop::webservice::outcome::Saved;
use demo_store::Change;

use super::case::{Judge, Rule};
use crate::asks::Ask;
use crate::facts::{Call, Purpose};
use crate::plan::Meanwhile;

pub fn check(judge: &mut Judge<'_>) {
    for (number, call) in judge.calls() {
        let sent = judge.facts.sends_of(number).count();
        if call.purpose != Purpose::Write && sent > 0 {
            judge.find(
                Rule::True,
                Some(number),
                format!("a {:?} wrote", call.purpose),
            );
        }
        if sent > 1 {
            judge.find(
                Rule::Once,
                Some(number),
                format!("one call sent {sent} writes"),
            );
        }
        match &call.told {
            Some(Ok(written)) if !written.is_preview => check_written(judge, number, call, written),
            Some(Err(error)) => check_error(judge, number, call, error),
            _ => {}
        }
    }
}

/// The call whose write an answer is about.
fn subject(number: usize, call: &Call) -> usize {
    call.about.unwrap_or(number)
}

fn check_written(judge: &mut Judge<'_>, number: usize, call: &Call, written: &Written) {
    let end = call.ended.map_or(usize::MAX, |(_, length)| length);
    if call.purpose == Purpose::LookAgain && !written.written {
        let about = subject(number, call);
        let ask = judge.ask(&judge.facts.calls[about]);
        let stored = judge.journal.seen_of_call(about, ask);
        if let Some((at, change)) = stored.first().filter(|_| !is_put_back(judge, &stored, end)) {
            let text = format!(
                "looked again and was told that nothing was saved, but call {about} saved {change:?} ({at})"
            );
            judge.find(Rule::True, Some(number), text);
        }
        return;
    }
    let subject = subject(number, call);
    let call = &judge.facts.calls[subject];
    let wrong = match judge.ask(call) {
        Ask::Update {
            resource,
            id,
            cells,
            ..
        } => {
            let record = format!("{resource}/{id}");
            let (from, to) = window(judge, call, end);
            // A value that the shop kept is one that it had to decide about.
            // Where somebody else moved its date, it cannot be told that it had not to.
            let has_stored = judge.journal.has_stored(subject)
                || is_somebody_else_there(judge, subject, call.ended.unwrap_or((u64::MAX, end)));
            let wrong = cells.iter().find(|cell| {
                let is_told = written.differences.iter().any(|one| {
                    let name = match one.language {
                        Some(id) => format!("{}[{id}]", one.field),
                        None => one.field.clone(),
                    };
                    name == cell.field && (one.reason != Reason::Kept || has_stored)
                });
                !is_told
                    && !judge
                        .journal
                        .held(&record, &cell.field, &cell.value, from, to)
            });
            // Somebody may have deleted it while it was written, which the warning says.
            let is_gone = judge.journal.is_gone(&record, to) && !written.warnings.is_empty();
            wrong
                .filter(|_| !is_gone)
                .map(|cell| format!("told written, but {record} never held {cell:?}"))
        }
        Ask::Status {
            order,
            state,
            email,
        } => status(judge, call, written, end, (*order, *state, *email)),
        Ask::Create { resource, .. } => create(judge, call, written, resource),
        Ask::Delete { resource, id } => {
            let record = format!("{resource}/{id}");
            let (_, to) = window(judge, call, end);
            let is_gone = judge.journal.is_gone(&record, to);
            (!is_gone).then(|| format!("told deleted, but {record} is there"))
        }
    };
    // A host that lies in the shop's own words, and then lets nobody look, is believed with a
    // warning that says so.
    // So is one in whose place another record came into being, with what differs.
    let is_unread = |text: &String| text.contains("again failed");
    let is_new = matches!(judge.ask(call), Ask::Create { .. });
    let is_other = |one: &Difference| is_new || one.reason == Reason::Other;
    let is_odd = written.differences.iter().any(is_other) || written.warnings.iter().any(is_unread);
    if judge.plan.class.lies && is_odd {
        return;
    }
    if let Some(wrong) = wrong {
        judge.find(Rule::True, Some(number), wrong);
    }
}

/// From when to when something may have been so that a call is told of: an answer about an
/// earlier write is about what that one did.
fn window(judge: &Judge<'_>, call: &Call, end: usize) -> (usize, usize) {
    let earliest = judge
        .calls()
        .filter(|(_, one)| (one.caller, one.wish) == (call.caller, call.wish))
        .map(|(_, one)| one.began.1)
        .min();
    (earliest.unwrap_or(call.began.1), end)
}

fn status(
    judge: &Judge<'_>,
    call: &Call,
    written: &Written,
    end: usize,
    (order, state, email): (u32, u32, bool),
) -> Option<String> {
    let (from, to) = window(judge, call, end);
    let (order, state) = (order.to_string(), state.to_string());
    let rows = judge.journal.rows();
    let mut rows = rows.iter().filter(|row| row.at < to);
    let has_row = rows.any(|row| row.order == order && row.state == state);
    let record = format!("orders/{order}");
    let is_so = judge
        .journal
        .held(&record, "current_state", &state, from, to);
    // A state without its row is told with a warning.
    if written.written && !has_row && (!is_so || written.warnings.is_empty()) {
        return Some("told written, but the history has no such row".to_owned());
    }
    if !written.written && !is_so {
        return Some("told to be so already, but it never was".to_owned());
    }
    let is_mailing = email && state != "5" && state != "12";
    let own = call.intent.is_some();
    let mails = judge.store.mails().iter();
    let mailed = mails
        .filter(|mail| mail.id_order.to_string() == order)
        .count();
    let is_silent = written.warnings.is_empty() && written.differences.is_empty();
    let is_honest = !judge.plan.class.lies;
    (written.written && own && is_mailing && mailed == 0 && is_silent && is_honest)
        .then(|| "told written with its e-mail, which nobody got".to_owned())
}

fn create(judge: &Judge<'_>, call: &Call, written: &Written, resource: &str) -> Option<String> {
    let Some(id) = written.after.as_ref().and_then(|after| after.id()) else {
        return Some("told created, without an id".to_owned());
    };
    let record = format!("{resource}/{id}");
    let is_made = judge.journal.all().any(|(at, change)| {
        let is_new = change.record == record && change.field.is_empty() && change.before.is_none();
        let owner = judge
            .journal
            .call_of(at)
            .map(|owner| &judge.facts.calls[owner]);
        is_new && owner.is_some_and(|owner| judge.ask(owner).subject() == judge.ask(call).subject())
    });
    (!is_made).then(|| format!("told created as {record}, which it did not make"))
}

fn check_error(judge: &mut Judge<'_>, number: usize, call: &Call, error: &Error) {
    if error.is_retryable() && error.saved() != Saved::No && call.purpose == Purpose::Write {
        judge.find(
            Rule::True,
            Some(number),
            "retryable, and not known to be unsaved",
        );
    }
    let about = subject(number, call);
    let end = call.ended.map_or(usize::MAX, |(_, length)| length);
    let stored = judge
        .journal
        .seen_of_call(about, judge.ask(&judge.facts.calls[about]));
    match error.saved() {
        Saved::No if call.purpose == Purpose::Write => {
            if let Some((at, change)) = stored.first().filter(|_| !is_put_back(judge, &stored, end))
            {
                let text = format!(
                    "told {:?}, saved no, but stored {change:?} ({at})",
                    error.kind()
                );
                judge.find(Rule::True, Some(number), text);
            }
        }
        Saved::Yes if !stored.iter().any(|(at, _)| *at < end) => {
            let text = format!("told {:?}, saved yes, but stored nothing", error.kind());
            judge.find(Rule::True, Some(number), text);
        }
        _ => {}
    }
    if error.kind() == ErrorKind::Conflict
        && !is_somebody_else_there(judge, about, call.ended.unwrap_or((u64::MAX, usize::MAX)))
    {
        judge.find(
            Rule::True,
            Some(number),
            "told a conflict, and nobody else wrote",
        );
    }
}

/// Whether somebody wrote over what a write had changed in a stock row, which has no date: what
/// he put back cannot be told from what was never changed.
fn is_put_back(judge: &Judge<'_>, stored: &[(usize, &Change)], end: usize) -> bool {
    stored.first().is_some_and(|(at, change)| {
        let is_cell = |one: &Change| (&one.record, &one.field) == (&change.record, &change.field);
        let mut later = judge.journal.all().take(end).skip(at + 1);
        change.record.starts_with("stock_availables/") && later.any(|(_, one)| is_cell(one))
    })
}

/// Whether another one changed the record since it was looked at, or before it was read.
fn is_somebody_else_there(judge: &Judge<'_>, number: usize, (over, end): (u64, usize)) -> bool {
    let call = &judge.facts.calls[number];
    let from = call.shown.unwrap_or(call.began.1).min(call.began.1);
    let ask = judge.ask(call);
    // So is one who takes a language out of the shop.
    let is_meanwhile =
        |one: Meanwhile| one.takes_texts() && one.from < over && one.to > call.began.0;
    if judge.plan.change.is_some_and(is_meanwhile) {
        return true;
    }
    // A proxy that sends a write once more is somebody else.
    let is_copy = |at| judge.facts.processes[judge.journal.process_of(at)].is_copy;
    judge.journal.all().any(|(at, change)| {
        (from..end).contains(&at)
            && judge.journal.is_about(ask, change)
            && (judge.journal.call_of(at) != Some(number) || is_copy(at))
    })
}
