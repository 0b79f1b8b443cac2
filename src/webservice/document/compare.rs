//! What became of a write: the record as it was sent, against the one read again.

use super::links::{self, contents};
use super::sameness::{Reason, is_same, reason};
use super::{Cell, Document, Edited};
use crate::resources::Field;
use crate::xml::Tree;

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
    // A new record was nothing before.
    let is_new = sent.after.id().is_none();
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
        let kind = stored.declared_field(cell.field).map(Field::compared_as);
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
                if !is_new
                    && is_same(kind, &change.before, text)
                    && !made.explains(cell.text, text) =>
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
    let asked = sent.changes.iter().filter(|change| {
        let field = &change.field;
        sent.after.record.child(field).is_none()
    });
    for change in asked {
        let name = change.field.as_str();
        let like = items(&sent.after, name);
        let of = |document| contents(items(document, name), like);
        let (now, asked) = (of(stored), contents(like, like));
        if now == asked {
            found.arrived = found.arrived.saturating_add(1);
        } else if now == of(before) {
            found.unchanged.push(name.to_owned());
        } else {
            let is_part = now.iter().all(|item| asked.contains(item));
            let difference = |reason| Difference {
                field: name.to_owned(),
                language: None,
                asked: change.after.clone(),
                stored: links::shown(items(stored, name)),
                reason,
            };
            match is_part {
                true => {
                    found.arrived = found.arrived.saturating_add(1);
                    found.differences.push(difference(Reason::Cut));
                }
                false => found.foreign.push(difference(Reason::Other)),
            }
        }
    }
}

/// The items of an association.
fn items<'d>(document: &'d Document, name: &str) -> &'d [Tree] {
    let all = document.record.child(super::ASSOCIATIONS);
    all.and_then(|all| all.child(name))
        .map_or(&[], Tree::children)
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
