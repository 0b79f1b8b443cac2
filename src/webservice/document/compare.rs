//! What became of a write: the record as it was sent, against the one read again.

use super::sameness::{Reason, is_same, reason};
use super::{Cell, Document, Edited};

/// One value that is not what was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The field.
    pub field: String,
    /// The language of a text.
    pub language: Option<u32>,
    /// As it was sent.
    pub asked: String,
    /// As the shop has it.
    pub stored: String,
    /// What the shop did to it.
    pub reason: Reason,
}

/// A record read again after a write.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comparison {
    /// What the shop made of values by itself.
    pub differences: Vec<Difference>,
    /// Changed values that are there.
    pub arrived: usize,
    /// The fields of changed values that are as they were before.
    pub unchanged: Vec<String>,
    /// Values that are neither what was sent nor what shops make of it, and so are
    /// somebody else's. Changed values that are as before are not among them.
    pub foreign: Vec<Difference>,
}

/// Compares a record that was read again with what was sent.
pub fn compare(before: &Document, sent: &Edited, stored: &Document) -> Comparison {
    let mut found = Comparison::default();
    let now = stored.cells();
    for cell in sent.after.cells() {
        let changed = sent
            .changes
            .iter()
            .find(|one| one.field == cell.field && one.language == cell.language);
        let text = find(&now, &cell).map_or("", |cell| cell.text);
        let is_hidden = stored.is_secret(cell.field);
        // A password that was given is stored as its hash, whatever it was.
        if is_hidden && changed.is_some() {
            continue;
        }
        let kind = stored.declared_field(cell.field).map(|field| field.kind);
        let made = reason(kind, cell.text, text);
        let Some(made) = made else {
            found.arrived = found.arrived.saturating_add(usize::from(changed.is_some()));
            continue;
        };
        let difference = |reason| Difference {
            field: cell.field.to_owned(),
            language: cell.language,
            asked: shown(is_hidden, cell.text),
            stored: shown(is_hidden, text),
            reason,
        };
        match changed {
            // Unless the shop makes of what was sent what it had before.
            Some(change)
                if is_same(kind, &change.before, text) && !made.explains(cell.text, text) =>
            {
                found.unchanged.push(change.field.clone());
            }
            Some(_) if made.is_known() => {
                found.arrived = found.arrived.saturating_add(1);
                found.differences.push(difference(made));
            }
            None if made.is_harmless() => found.differences.push(difference(made)),
            _ => found.foreign.push(difference(made)),
        }
    }
    compare_links(before, sent, stored, &mut found);
    found
}

impl Comparison {
    /// Whether every change is there, and nothing of somebody else's.
    pub fn is_whole(&self) -> bool {
        self.unchanged.is_empty() && self.foreign.is_empty()
    }
}

/// Which changed associations arrived.
fn compare_links(before: &Document, sent: &Edited, stored: &Document, found: &mut Comparison) {
    let items = |document: &Document, name: &str| {
        let all = document.record.child(super::ASSOCIATIONS);
        let list = all.and_then(|all| all.child(name));
        let mut ids: Vec<String> = list
            .into_iter()
            .flat_map(|list| list.children())
            .filter_map(|item| Some(item.child("id")?.value().to_owned()))
            .collect();
        ids.sort_unstable();
        ids
    };
    for name in sent.fields() {
        if sent.after.record.child(name).is_some() {
            continue;
        }
        let now = items(stored, name);
        if now == items(&sent.after, name) {
            found.arrived = found.arrived.saturating_add(1);
        } else if now == items(before, name) {
            found.unchanged.push(name.to_owned());
        }
    }
}

fn find<'c, 'd>(cells: &'c [Cell<'d>], wanted: &Cell<'_>) -> Option<&'c Cell<'d>> {
    cells
        .iter()
        .find(|one| one.field == wanted.field && one.language == wanted.language)
}

pub(super) fn shown(is_hidden: bool, text: &str) -> String {
    match is_hidden {
        true => "***".to_owned(),
        false => text.to_owned(),
    }
}
