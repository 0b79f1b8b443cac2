//! Nothing but what was asked for is different.

use demo_store::Change;

use super::case::{Judge, Rule};
use super::journal::{is_hidden, is_moment, is_same};
use crate::asks::Ask;
use crate::faults::{Answer, Fault};

/// What the shop writes besides, by the resource that is written: resource and field, `*` for
/// every field.
const BESIDES: &[(&str, &str, &str)] = &[
    ("products", "products", "unit_price_ratio"),
    ("stock_availables", "stock_availables", "quantity"),
    ("order_histories", "orders", "*"),
    ("order_histories", "order_histories", "*"),
    ("order_histories", "order_details", "id_order_invoice"),
    ("order_histories", "order_invoices", "*"),
    ("order_histories", "order_payments", "*"),
    ("order_histories", "stock_availables", "quantity"),
    ("categories", "categories", "categories"),
];

pub fn check(judge: &mut Judge<'_>) {
    // A module that puts a whole record back changes what it likes.
    let is_module = |fault: &Fault| matches!(fault.answer, Answer::Module(_));
    // So does a proxy that sends again what was put together long ago.
    let is_copied = judge.facts.processes.iter().any(|process| process.is_copy);
    if is_copied || judge.plan.class.writes.iter().any(is_module) {
        return;
    }
    for (at, change) in judge.journal.all() {
        let Some(number) = judge.journal.call_of(at) else {
            continue;
        };
        let call = &judge.facts.calls[number];
        let is_new = judge.journal.is_made_by(&change.record, number);
        let is_seen = !is_moment(&change.field) && !is_hidden(change);
        if is_new || !is_seen || is_meant(judge.ask(call), change) {
            continue;
        }
        // The shop gives a product to a shop that was deleted from it meanwhile, and as a new one.
        let is_gone = judge.journal.is_gone(&change.record, at);
        if !is_gone && !puts_back(judge, number, at, change) {
            judge.find(
                Rule::Meant,
                Some(number),
                format!("also stored {change:?} ({at})"),
            );
        }
    }
}

fn is_meant(ask: &Ask, change: &Change) -> bool {
    let (of, _) = change.record.split_once('/').unwrap_or_default();
    let is_record = |resource: &str, id: u32| change.record == format!("{resource}/{id}");
    let written = match ask {
        Ask::Update {
            resource,
            id,
            cells,
            ..
        } => {
            if is_record(resource, *id) && cells.iter().any(|cell| cell.field == change.field) {
                return true;
            }
            resource
        }
        Ask::Status { .. } => "order_histories",
        Ask::Create { resource, .. } => resource,
        Ask::Delete { resource, id } => {
            if is_record(resource, *id) {
                return true;
            }
            resource
        }
    };
    BESIDES.iter().any(|(resource, other, field)| {
        *resource == written && *other == of && (*field == "*" || *field == change.field)
    })
}

/// Whether a value was another one's, and is again what it was when this call looked: what a
/// PUT cannot prevent. Whether it is told is another rule's.
fn puts_back(judge: &Judge<'_>, number: usize, at: usize, change: &Change) -> bool {
    let from = judge.facts.calls[number].began.1;
    let after = change.after.as_deref().unwrap_or("");
    judge.journal.all().any(|(earlier, one)| {
        (from..at).contains(&earlier)
            && one.record == change.record
            && one.field == change.field
            && one.shop == change.shop
            && judge.journal.call_of(earlier) != Some(number)
            && is_same(one.before.as_deref().unwrap_or(""), after)
    })
}
