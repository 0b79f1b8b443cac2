//! `PUT`, `PATCH`, `POST` and `DELETE`, with everything they silently do.
//!
//! A write is done in steps, as a shop does it: a record is put together from the body
//! and from what is stored at that moment, then stored part by part.

mod accounts;
mod asking;
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
mod record;
mod rows;
mod state_change;
mod stock;
mod tree;
mod validators;
mod values;

use std::collections::VecDeque;

use super::errors::Refusal;
use crate::query::php_int;
use crate::resources::{Place, Resource};
use crate::store::Store;
use body::Element;
use record::{Composed, Part};

pub(crate) use asking::{Asking, Mailing, Method, Trouble};
pub(crate) use delete::delete;
pub(crate) use record::Saved;
pub(crate) use values::stored as as_stored;

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
