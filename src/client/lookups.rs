//! What makes answers readable and seldom changes, kept for a client's life.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use resources::record::Record;
use resources::{Language, OrderState};

use crate::webservice::permissions::Permissions;
use crate::webservice::schema::SchemaDocument;

use super::refusals::Refusals;

/// The lists kept.
#[derive(Debug, Default)]
pub struct Lookups {
    pub(super) languages: Kept<Language>,
    pub(super) order_states: Kept<OrderState>,
    pub(super) currencies: Kept<Record>,
    /// Which ids of shops and groups are those of the shop that answers, by resource.
    pub(super) own_shops: Kept<(String, bool)>,
    pub(super) rights: RefCell<Option<Rc<Permissions>>>,
    /// When they were read, by the clock of the transport.
    pub(super) rights_at: Cell<f64>,
    /// When they could not be read, though anything else may.
    pub(super) rights_failed_at: Cell<Option<f64>>,
    pub(super) schemas: RefCell<Vec<(String, Rc<SchemaDocument>)>>,
    pub(super) refusals: Refusals,
}

/// A list of the shop's, and when it was asked for.
#[derive(Debug)]
pub(super) struct Kept<R> {
    rows: RefCell<Option<Rc<Vec<R>>>>,
    at: Cell<f64>,
}

impl<R> Default for Kept<R> {
    fn default() -> Self {
        Kept {
            rows: RefCell::default(),
            at: Cell::default(),
        }
    }
}

impl<R> Kept<R> {
    pub(super) fn get(&self) -> Option<Rc<Vec<R>>> {
        self.rows.borrow().clone()
    }

    /// When it was asked for, by the clock of the transport.
    pub(super) fn at(&self) -> f64 {
        self.at.get()
    }

    pub(super) fn set(&self, rows: Rc<Vec<R>>, at: f64) {
        self.rows.replace(Some(rows));
        self.at.set(at);
    }

    /// Adds a row; all of them count for as old as the first.
    pub(super) fn add(&self, row: R, at: f64)
    where
        R: Clone,
    {
        let mut rows = self.rows.borrow_mut();
        let known = rows.get_or_insert_with(|| {
            self.at.set(at);
            Rc::default()
        });
        Rc::make_mut(known).push(row);
    }

    pub(super) fn forget(&self) {
        self.rows.replace(None);
    }
}

impl Lookups {
    /// The shop's currencies, if they have been read.
    pub fn known_currencies(&self) -> Option<Rc<Vec<Record>>> {
        self.currencies.get()
    }

    /// The states of orders, if they have been read.
    pub fn known_order_states(&self) -> Option<Rc<Vec<OrderState>>> {
        self.order_states.get()
    }

    /// Forgets the states of orders, of which one is no longer as it was.
    pub(crate) fn forget_order_states(&self) {
        self.order_states.forget();
    }

    /// What the shop says of the fields of a resource, if it has been read.
    pub(super) fn known_schema(&self, resource: &str) -> Option<Rc<SchemaDocument>> {
        let schemas = self.schemas.borrow();
        let found = schemas.iter().find(|(name, _)| name == resource);
        found.map(|(_, schema)| Rc::clone(schema))
    }

    /// What the key may do, if it has been read.
    pub(super) fn known_rights(&self) -> Option<Rc<Permissions>> {
        self.rights.borrow().clone()
    }

    /// The shop's languages, if they have been read.
    pub fn known_languages(&self) -> Option<Rc<Vec<Language>>> {
        self.languages.get()
    }

    /// Whether the key's rights have been read.
    pub(crate) fn knows_rights(&self) -> bool {
        self.rights.borrow().is_some()
    }

    /// Forgets the key's rights, which its owner can change at any time.
    pub(super) fn forget_rights(&self) {
        self.rights.replace(None);
    }

    /// Whether a shop is the one that answers, if that was looked at.
    pub(super) fn is_own(&self, shop: &str) -> Option<bool> {
        // There are as many as requests were made.
        let known = self.own_shops.get()?;
        let (_, is_own) = known.iter().find(|(one, _)| one == shop)?;
        Some(*is_own)
    }

    /// Forgets everything.
    pub(super) fn forget(&self) {
        self.rights_failed_at.set(None);
        self.refusals.forget();
        self.languages.forget();
        self.order_states.forget();
        self.currencies.forget();
        self.rights.replace(None);
        self.schemas.borrow_mut().clear();
    }
}
