//! What makes answers readable and seldom changes, kept for a client's life.

use std::cell::RefCell;
use std::rc::Rc;

use resources::{Language, OrderState};

use crate::webservice::permissions::Permissions;
use crate::webservice::schema::SchemaDocument;

/// The lists kept.
#[derive(Debug, Default)]
pub struct Lookups {
    pub(super) languages: Kept<Language>,
    pub(super) order_states: Kept<OrderState>,
    pub(super) rights: RefCell<Option<Rc<Permissions>>>,
    pub(super) schemas: RefCell<Vec<(String, Rc<SchemaDocument>)>>,
}

pub(super) type Kept<R> = RefCell<Option<Rc<Vec<R>>>>;

impl Lookups {
    /// Whether the key's rights have been read.
    pub(super) fn knows_rights(&self) -> bool {
        self.rights.borrow().is_some()
    }

    /// Forgets the key's rights, which its owner can change at any time.
    pub(super) fn forget_rights(&self) {
        self.rights.replace(None);
    }

    /// Forgets everything.
    pub(super) fn forget(&self) {
        self.languages.replace(None);
        self.order_states.replace(None);
        self.rights.replace(None);
        self.schemas.borrow_mut().clear();
    }
}
