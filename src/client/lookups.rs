//! What makes answers readable and seldom changes, kept for a client's life.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use resources::record::Record;
use resources::{Language, OrderState};

use crate::webservice::error::Error;
use crate::webservice::permissions::Permissions;
use crate::webservice::schema::SchemaDocument;

/// The lists kept.
#[derive(Debug, Default)]
pub struct Lookups {
    pub(super) languages: Kept<Language>,
    pub(super) order_states: Kept<OrderState>,
    pub(super) currencies: Kept<Record>,
    pub(super) rights: RefCell<Option<Rc<Permissions>>>,
    /// When they were read, by the clock of the transport.
    pub(super) rights_at: Cell<f64>,
    /// When they could not be read, though anything else may.
    pub(super) rights_failed_at: Cell<Option<f64>>,
    pub(super) schemas: RefCell<Vec<(String, Rc<SchemaDocument>)>>,
    /// What the key may not read, with the shop's refusal and when it came.
    refused: RefCell<Vec<(String, Error, f64)>>,
}

/// Milliseconds for which a refusal is remembered: the owner may tick the box meanwhile.
pub(super) const REMEMBERED_MS: f64 = 600_000.0;

pub(super) type Kept<R> = RefCell<Option<Rc<Vec<R>>>>;

impl Lookups {
    /// The shop's currencies, if they have been read.
    pub fn known_currencies(&self) -> Option<Rc<Vec<Record>>> {
        self.currencies.borrow().clone()
    }

    /// The states of orders, if they have been read.
    pub fn known_order_states(&self) -> Option<Rc<Vec<OrderState>>> {
        self.order_states.borrow().clone()
    }

    /// Forgets the states of orders, of which one is no longer as it was.
    pub(crate) fn forget_order_states(&self) {
        self.order_states.replace(None);
    }

    /// What the shop says of the fields of a resource, if it has been read.
    pub(super) fn known_schema(&self, resource: &str) -> Option<Rc<SchemaDocument>> {
        let schemas = self.schemas.borrow();
        let found = schemas.iter().find(|(name, _)| name == resource);
        found.map(|(_, schema)| Rc::clone(schema))
    }

    /// The shop's languages, if they have been read.
    pub fn known_languages(&self) -> Option<Rc<Vec<Language>>> {
        self.languages.borrow().clone()
    }

    /// Whether the key's rights have been read.
    pub(crate) fn knows_rights(&self) -> bool {
        self.rights.borrow().is_some()
    }

    /// Forgets the key's rights, which its owner can change at any time.
    pub(super) fn forget_rights(&self) {
        self.rights.replace(None);
    }

    /// The shop's refusal to read a resource, unless it is too long ago.
    pub(super) fn refusal(&self, resource: &str, now_ms: f64) -> Option<Error> {
        let refused = self.refused.borrow();
        let is_it = |one: &&(String, Error, f64)| one.0 == resource;
        let (_, refusal, at) = refused.iter().find(is_it)?;
        (now_ms - at < REMEMBERED_MS).then(|| refusal.clone())
    }

    /// Remembers a refusal to read a resource, or that there is none.
    pub(super) fn remember_refusal(&self, resource: &str, refusal: Option<(&Error, f64)>) {
        let mut refused = self.refused.borrow_mut();
        refused.retain(|one| one.0 != resource);
        if let Some((error, at)) = refusal {
            refused.push((resource.to_owned(), error.clone(), at));
        }
    }

    /// Forgets what the key may not read.
    pub(super) fn forget_refusals(&self) {
        self.rights_failed_at.set(None);
        self.refused.borrow_mut().clear();
    }

    /// Forgets everything.
    pub(super) fn forget(&self) {
        self.forget_refusals();
        self.languages.replace(None);
        self.order_states.replace(None);
        self.currencies.replace(None);
        self.rights.replace(None);
        self.schemas.borrow_mut().clear();
    }
}
