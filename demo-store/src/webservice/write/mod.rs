//! `PUT`, `PATCH`, `POST` and `DELETE`, with everything they silently do.
//!
//! A write is done in steps, as a shop does it: a record is put together from the body
//! and from what is stored at that moment, then stored part by part.

mod accounts;
mod associations;
mod body;
mod checks;
mod compose;
mod delete;
mod fields;
mod mail;
mod own_values;
mod parts;
mod purify;
mod state_change;
mod stock;
mod tree;
mod validators;
mod values;

use std::collections::VecDeque;

use super::context::Context;
use super::errors::Refusal;
use crate::options::ShopVersion;
use crate::query::php_int;
use crate::resources::{Place, Resource};
use crate::store::Store;
use crate::tables::Row;
use body::Element;
use compose::Composed;
use parts::Part;

pub(crate) use delete::delete;
pub(crate) use values::stored as as_stored;

/// What is asked of the shop.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Asking {
    pub(crate) resource: &'static Resource,
    pub(crate) context: Context,
    pub(crate) method: Method,
    pub(crate) mailing: Mailing,
    pub(crate) trouble: Trouble,
}

/// How records are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Method {
    /// Replaces the whole record: what is not named is reset.
    Put,
    /// Leaves alone what is not named.
    Patch,
    /// Makes new records.
    Post,
}

/// Whether a mail is asked for, and whether the mail server takes it.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Mailing {
    pub(crate) asked: bool,
    pub(crate) fails: bool,
}

/// What goes wrong while a write is stored.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Trouble {
    #[default]
    None,
    /// PHP ends in the middle.
    Killed,
    /// A module puts the old values back.
    Kept,
    /// A module gives the order its next step at once.
    MovedOn,
}

/// A record as the answer shows it: what was sent, not what was stored.
#[derive(Debug, Clone)]
pub(crate) struct Saved {
    pub(crate) row: Row,
    /// Columns the body did not name: the answer shows them empty.
    pub(crate) unsaid: Vec<u8>,
}

/// A write under way.
#[derive(Debug)]
pub(crate) struct Work {
    asking: Asking,
    /// Records of the body that wait for their turn, with their ids.
    waiting: VecDeque<(Element, u32)>,
    record: Option<Composed>,
    parts: VecDeque<Part>,
    pub(crate) saved: Vec<Saved>,
}

impl Work {
    /// Reads the body and puts its first record together; nothing is stored yet.
    pub(crate) fn begin(store: &mut Store, asking: Asking, body: &[u8]) -> Result<Work, Refusal> {
        let text = body::decode(body);
        let records = body::records(&text, &store.options)?;
        let ids = ids(&records, asking.method)?;
        let mut work = Work {
            asking,
            waiting: records.into_iter().zip(ids).collect(),
            record: None,
            parts: VecDeque::new(),
            saved: Vec::new(),
        };
        work.compose_next(store)?;
        Ok(work)
    }

    /// Whether everything is stored.
    pub(crate) fn is_done(&self) -> bool {
        self.record.is_none() && self.waiting.is_empty()
    }

    /// Stores the next part. What was stored before a refusal stays.
    pub(crate) fn step(&mut self, store: &mut Store) -> Result<(), Refusal> {
        let Some(record) = &mut self.record else {
            return self.compose_next(store);
        };
        if let Some(part) = self.parts.pop_front() {
            parts::store(part, record, store, self.asking)?;
        }
        if self.parts.is_empty()
            && let Some(record) = self.record.take()
        {
            self.saved.push(record.into_saved(store, self.asking));
        }
        Ok(())
    }

    fn compose_next(&mut self, store: &mut Store) -> Result<(), Refusal> {
        if let Some((element, id)) = self.waiting.pop_front() {
            let (record, parts) = compose::compose(store, self.asking, &element, id)?;
            self.record = Some(record);
            self.parts = parts;
        }
        Ok(())
    }
}

/// The body's ids decide; that of the URL is ignored.
fn ids(records: &[Element], method: Method) -> Result<Vec<u32>, Refusal> {
    let mut ids = Vec::new();
    for record in records {
        let text = record.child("id").map_or("", |id| id.text.as_str());
        if method == Method::Post {
            if !text.is_empty() {
                let message = "id is forbidden when adding a new resource";
                return Err(Refusal::one(400, 91, message));
            }
            ids.push(0);
            continue;
        }
        if text.is_empty() {
            let message = "id is required when modifying a resource";
            return Err(Refusal::one(400, 90, message));
        }
        let id = u32::try_from(php_int(text)).unwrap_or(0);
        if ids.contains(&id) {
            return Err(Refusal::one(400, 89, "id is duplicate in request"));
        }
        ids.push(id);
    }
    Ok(ids)
}

/// What the property is called in an error message: 8 escapes the arrow.
fn property(resource: &Resource, field: &str, version: ShopVersion) -> String {
    let arrow = if version == ShopVersion::V8_2 {
        "-&gt;"
    } else {
        "->"
    };
    format!("{}{arrow}{field}", resource.class)
}

/// Whether the resource takes new records here: those whose parts nobody could make up.
pub(crate) fn takes_new(resource: &Resource) -> bool {
    matches!(
        resource.place,
        Place::Addresses
            | Place::Carts
            | Place::Categories
            | Place::Customers
            | Place::Employees
            | Place::Manufacturers
            | Place::OrderCarriers
            | Place::OrderHistories
            | Place::OrderPayments
            | Place::OrderStates
            | Place::Products
            | Place::SpecificPrices
            | Place::Suppliers
    )
}
