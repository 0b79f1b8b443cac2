//! A record on its way into the store, and the parts in which it goes there.

use super::asking::Asking;
use super::body::Element;
use crate::resources::field::Field;
use crate::store::Store;
use crate::tables::Row;
use crate::webservice::errors::Refusal;

/// A record as the answer shows it: what was sent, not what was stored.
#[derive(Debug, Clone)]
pub(crate) struct Saved {
    pub(crate) row: Row,
    /// Columns the body did not name: the answer shows them empty.
    pub(crate) unsaid: Vec<u8>,
}

/// A record that is about to be stored.
#[derive(Debug)]
pub(super) struct Composed {
    /// 0 until a new record is stored.
    pub(super) id: u32,
    pub(super) is_new: bool,
    /// What was stored when the write began.
    pub(super) before: Option<Row>,
    /// The values, all of them as common ones.
    pub(super) row: Row,
    /// The columns that are stored, changed or not.
    pub(super) columns: Vec<(u8, &'static Field)>,
    pub(super) associations: Vec<Element>,
    pub(super) state_change: Option<StateChange>,
    pub(super) placing: Option<Placing>,
    /// What the answer shows.
    pub(super) echo: Row,
    pub(super) unsaid: Vec<u8>,
}

impl Composed {
    /// The answer's record, with what hangs on it by now.
    pub(super) fn into_saved(self, store: &Store, asking: Asking) -> Saved {
        let mut row = self.echo;
        row.id = self.id;
        if let Some(stored) = store.row(asking.resource, self.id) {
            row.take_links(stored);
        }
        Saved {
            row,
            unsaid: self.unsaid,
        }
    }
}

/// One part of storing a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Part {
    /// The row common to all shops.
    Base,
    /// The row of one shop.
    Shop(u32),
    /// The texts in one language, in every shop that is written to.
    Language(u32),
    /// The stock row of a new product.
    Shelf,
    /// The mail about a parcel.
    Transit,
    /// The place of a category in its tree.
    Tree(Placing),
    /// The association at that place of the body.
    Association(usize),
    /// The stock row of the whole product.
    Total,
    /// What the new step of an order brings about.
    Effect(Effect),
    /// A module puts the record back that was there before.
    Former,
    /// Nothing but the shop's end.
    Fail(Refusal),
}

/// One thing that happens. Another request may do its own in between.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Effect {
    /// Units leave the shelf or come back.
    Units,
    /// The row of the order with its step, its invoice and its delivery slip.
    Order,
    /// What is left of the invoices is paid.
    Payment,
    /// A row of the history, when the order itself was written.
    History,
    /// The order is read again and told its step.
    Step,
    Mail,
    /// The mail nobody has asked for; when it fails, nobody hears of it.
    UnaskedMail,
    /// A module gives the order its next step.
    NextStep,
}

/// What a write says about the place of a category.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Placing {
    /// Its parent before the write; `None` for a new category.
    pub(super) from: Option<u32>,
    /// Whether the body names its position.
    pub(super) positioned: bool,
}

/// A change from one step to another, with the order as it was at the start.
#[derive(Debug)]
pub(super) struct StateChange {
    pub(super) order: u32,
    pub(super) loaded: Option<Row>,
    pub(super) from: u32,
    pub(super) to: u32,
    pub(super) now: i64,
}
