//! Whom a client is held to, and what it has found out about that so far.

use std::cell::{Cell, RefCell};

use crate::webservice::call::{Call, Method};
use crate::webservice::error::Result;

use super::closed::closed;
use super::table::Rule;

/// The customer that a client is held to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Who {
    /// One customer, by id.
    Id(u32),
    /// Everybody with an e-mail address, registered, guest or deleted; letter case does not count.
    Email(String),
}

/// What a client is held to, for one run of an action.
#[derive(Debug)]
pub struct Hold {
    /// The customer.
    pub who: Who,
    /// The actions that may write.
    pub writes: Vec<String>,
    /// Whether the one that runs may.
    pub may_write: Cell<bool>,
    /// The ids of the customers with the e-mail address, once they are known.
    pub(super) customers: RefCell<Option<Vec<String>>>,
    /// Records that were found to be open, by resource.
    open: RefCell<Vec<(String, Vec<u32>)>>,
}

impl Hold {
    /// To a customer; `writes` are the names of the actions that may write.
    pub fn new(who: Who, writes: Vec<String>) -> Self {
        Hold {
            who,
            writes,
            may_write: Cell::default(),
            customers: RefCell::default(),
            open: RefCell::default(),
        }
    }

    pub(super) fn add_open(&self, resource: &str, ids: &[u32]) {
        let mut open = self.open.borrow_mut();
        match open.iter_mut().find(|(name, _)| name == resource) {
            Some((_, known)) => {
                known.extend(ids);
                known.sort_unstable();
                known.dedup();
            }
            None => {
                let mut known = ids.to_vec();
                known.sort_unstable();
                open.push((resource.to_owned(), known));
            }
        }
    }

    pub(super) fn is_open(&self, resource: &str, id: u32) -> bool {
        let open = self.open.borrow();
        let mut all = open.iter();
        all.any(|(name, known)| name == resource && known.binary_search(&id).is_ok())
    }

    pub(super) fn open_ids(&self, resource: &str) -> Vec<String> {
        let open = self.open.borrow();
        let known = open.iter().find(|(name, _)| name == resource);
        let ids = known.map_or(&[][..], |(_, ids)| ids);
        ids.iter().map(u32::to_string).collect()
    }

    /// Lets a write through that is about a record of the customer.
    pub(super) fn check_write(&self, call: &Call, rule: &Rule) -> Result<()> {
        let is_own = match (call.method, call.id) {
            (Method::Put | Method::Patch, Some(id)) => self.is_open(rule.resource, id),
            // A new status is of an order.
            (Method::Post, _) if rule.resource == "order_histories" => {
                let body = call.body.as_deref().unwrap_or_default();
                order_of(body).is_some_and(|id| self.is_open("orders", id))
            }
            _ => false,
        };
        match is_own && self.may_write.get() && rule.is_personal() {
            true => Ok(()),
            false => Err(closed("change", rule.resource)),
        }
    }
}

/// The order that a new status is for.
fn order_of(body: &str) -> Option<u32> {
    let (_, rest) = body.split_once("<id_order>")?;
    let (value, rest) = rest.split_once("</id_order>")?;
    let value = value
        .trim_start_matches("<![CDATA[")
        .trim_end_matches("]]>");
    let is_only = !rest.contains("<id_order>");
    value.trim().parse().ok().filter(|_| is_only)
}
