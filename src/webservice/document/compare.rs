//! What became of a write: the record as it was sent, against the shop's answer and the record
//! read again.

use resources::{Field, Kind};
use xml::Tree;

use super::links::{self, contents};
use super::sameness::{Reason, is_same, reason};
use super::{Cell, Change, Document, Edited};

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
    /// Changed values in whose place the old ones still are.
    pub kept: Vec<Difference>,
    /// Changed values in whose place stand others that the shop does not make of them.
    pub replaced: Vec<Difference>,
    /// Values nobody asked to change, which are neither as before nor the shop's own doing.
    pub beside: Vec<Difference>,
    /// Whether the shop's own date of the last change has moved.
    pub is_saved: bool,
}

/// What became of one changed value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fate {
    /// It is there, as it was sent or as the shop writes it.
    Arrived(Option<Reason>),
    /// The old value is.
    Kept,
    /// Another value is.
    Replaced,
}

/// How much of a write a record holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Arrival {
    /// Changed values that are there.
    pub arrived: usize,
    /// The fields of those in whose place the old ones are.
    pub kept: Vec<String>,
    /// The fields of those in whose place others are.
    pub replaced: Vec<String>,
}

/// How much of `changes` a record holds. Secrets that were changed cannot be told.
pub fn arrival(changes: &[Change], stored: &Document) -> Arrival {
    let mut found = Arrival::default();
    let now = Cells::of(Some(stored));
    for change in changes.iter().filter(|one| !stored.is_secret(&one.field)) {
        let fate = match now.text(&change.field, change.language) {
            Some(text) => fate(stored.kind_of(&change.field), change, text),
            None if now.lack(change.language) => Fate::Arrived(Some(Reason::Other)),
            None if is_linked(stored, &change.field) => fate_of_links(change, stored),
            None => fate(stored.kind_of(&change.field), change, ""),
        };
        match fate {
            Fate::Arrived(_) => found.arrived = found.arrived.saturating_add(1),
            Fate::Kept => found.kept.push(change.field.clone()),
            Fate::Replaced => found.replaced.push(change.field.clone()),
        }
    }
    found
}

/// Compares a record that was read again with what was sent, and with the shop's answer: that
/// shows what this very request stored, so what it holds beyond what was asked is the shop's doing.
pub fn compare(
    before: &Document,
    sent: &Edited,
    answer: Option<&Document>,
    stored: &Document,
) -> Comparison {
    let moved = |field| before.text(field) != stored.text(field);
    let mut found = Comparison {
        is_saved: stored.text("date_upd").is_some() && moved("date_upd"),
        ..Comparison::default()
    };
    let now = Cells::of(Some(stored));
    let answered = Cells::of(answer);
    let changes = sent.changes.iter();
    let changes = Places::of(
        changes
            .map(|one| (one.field.as_str(), one.language))
            .collect(),
    );
    for cell in sent.after.cells() {
        let changed = changes.find((cell.field, cell.language));
        let changed = changed.and_then(|at| sent.changes.get(at));
        let text = now.text(cell.field, cell.language).unwrap_or_default();
        let is_hidden = stored.is_secret(cell.field);
        // A password that was given is stored as its hash, whatever it was.
        if is_hidden && changed.is_some() {
            continue;
        }
        let kind = stored.kind_of(cell.field);
        let difference = |reason| Difference {
            field: cell.field.to_owned(),
            language: cell.language,
            asked: masked(is_hidden, cell.text),
            stored: masked(is_hidden, text),
            reason,
        };
        let answer = answered.text(cell.field, cell.language);
        let is_answered = answer.is_some_and(|answer| is_same(kind, answer, text));
        if now.lack(cell.language) {
            let difference = difference(Reason::Other);
            match changed {
                Some(_) => found.arrive(Some(difference)),
                None => found.differences.push(difference),
            }
            continue;
        }
        match changed.map(|change| fate(kind, change, text)) {
            Some(Fate::Arrived(made)) => found.arrive(made.map(difference)),
            Some(Fate::Kept) => found.kept.push(difference(Reason::Kept)),
            Some(Fate::Replaced) if is_answered => found.arrive(Some(difference(Reason::Other))),
            Some(Fate::Replaced) => found.replaced.push(difference(Reason::SomebodyElse)),
            None => match reason(kind, cell.text, text) {
                Some(made) if made.is_harmless() || made == Reason::Dropped => {
                    found.differences.push(difference(made));
                }
                Some(_) if is_answered || stored.is_recomputed(cell.field) => {
                    found.differences.push(difference(Reason::Recomputed));
                }
                Some(_) => found.beside.push(difference(Reason::SomebodyElse)),
                None => {}
            },
        }
    }
    compare_links(before, sent, stored, &mut found);
    found
}

impl Comparison {
    /// Whether every change is there.
    pub fn is_whole(&self) -> bool {
        self.kept.is_empty() && self.replaced.is_empty()
    }

    fn arrive(&mut self, made: Option<Difference>) {
        self.arrived = self.arrived.saturating_add(1);
        self.differences.extend(made);
    }
}

impl Document {
    fn kind_of(&self, field: &str) -> Option<Kind> {
        self.declared_field(field).map(Field::compared_as)
    }
}

fn fate(kind: Option<Kind>, change: &Change, stored: &str) -> Fate {
    let Some(made) = reason(kind, &change.after, stored) else {
        return Fate::Arrived(None);
    };
    // Unless the shop makes of what was sent what it had before.
    if is_same(kind, &change.before, stored) && !made.explains(&change.after, stored) {
        return Fate::Kept;
    }
    match made.is_known() {
        true => Fate::Arrived(Some(made)),
        false => Fate::Replaced,
    }
}

/// Which changed associations arrived.
fn compare_links(before: &Document, sent: &Edited, stored: &Document, found: &mut Comparison) {
    let asked = sent
        .changes
        .iter()
        .filter(|change| is_linked(&sent.after, &change.field));
    for change in asked {
        let name = change.field.as_str();
        let like = items_of(&sent.after, name);
        let of = |document| contents(items_of(document, name), like);
        let (now, asked) = (of(stored), contents(like, like));
        let difference = |reason| Difference {
            field: name.to_owned(),
            language: None,
            asked: change.after.clone(),
            stored: links::listed(items_of(stored, name)),
            reason,
        };
        if now == asked {
            found.arrive(None);
        } else if now == of(before) {
            found.kept.push(difference(Reason::Kept));
        } else if now.iter().all(|item| asked.binary_search(item).is_ok()) {
            found.arrive(Some(difference(Reason::Cut)));
        } else {
            found.replaced.push(difference(Reason::SomebodyElse));
        }
    }
}

/// The same from the texts of a change alone.
fn fate_of_links(change: &Change, stored: &Document) -> Fate {
    let sorted = |text: &str| {
        let mut items: Vec<String> = text.split(", ").map(str::to_owned).collect();
        items.sort_unstable();
        items.dedup();
        items
    };
    let now = sorted(&links::listed(items_of(stored, &change.field)));
    if now == sorted(&change.after) {
        Fate::Arrived(None)
    } else if now == sorted(&change.before) {
        Fate::Kept
    } else {
        Fate::Replaced
    }
}

fn is_linked(document: &Document, field: &str) -> bool {
    let all = document.record.child(super::ASSOCIATIONS);
    document.record.child(field).is_none() && all.is_some_and(|all| all.child(field).is_some())
}

/// The items of an association.
fn items_of<'d>(document: &'d Document, name: &str) -> &'d [Tree] {
    let all = document.record.child(super::ASSOCIATIONS);
    all.and_then(|all| all.child(name))
        .map_or(&[], Tree::children)
}

/// A field, and the language of a text.
type Place<'d> = (&'d str, Option<u32>);

/// Places, each with where it stood, in order.
struct Places<'d>(Vec<(Place<'d>, usize)>);

impl<'d> Places<'d> {
    fn of(places: Vec<Place<'d>>) -> Self {
        let mut sorted: Vec<_> = places.into_iter().zip(0..).collect();
        sorted.sort_unstable();
        Places(sorted)
    }

    /// Where a place stood first.
    fn find(&self, place: Place<'_>) -> Option<usize> {
        let at = self.0.partition_point(|(one, _)| *one < place);
        let (found, at) = self.0.get(at)?;
        (*found == place).then_some(*at)
    }
}

/// The values of a record, to be looked up.
struct Cells<'d> {
    cells: Vec<Cell<'d>>,
    places: Places<'d>,
    languages: Vec<u32>,
}

impl<'d> Cells<'d> {
    fn of(document: Option<&'d Document>) -> Self {
        let cells = document.map(Document::cells).unwrap_or_default();
        let places = cells.iter().map(|cell| (cell.field, cell.language));
        Cells {
            places: Places::of(places.collect()),
            cells,
            languages: document.map(Document::languages).unwrap_or_default(),
        }
    }

    fn text(&self, field: &str, language: Option<u32>) -> Option<&'d str> {
        let at = self.places.find((field, language))?;
        self.cells.get(at).map(|cell| cell.text)
    }

    /// Whether a language was removed from the shop: no text of the record is in it any more.
    fn lack(&self, language: Option<u32>) -> bool {
        let is_there = |id: &u32| self.languages.binary_search(id).is_ok();
        !self.languages.is_empty() && language.is_some_and(|id| !is_there(&id))
    }
}

pub(super) fn masked(is_hidden: bool, text: &str) -> String {
    match is_hidden {
        true => "***".to_owned(),
        false => text.to_owned(),
    }
}
