//! Writes that lose nothing: read whole, compare, write, read again.

mod confirm;
mod create;
mod delete;
mod method;
mod queue;
mod report;
mod seen;
mod shop;
mod standing;
pub mod status;
mod update;
mod whole;

use crate::webservice::call::Method;
use crate::webservice::document::{Change, Difference, Document, KnownLanguages};
use queue::Queue;
use seen::Seen;

pub use status::StatusChange;

/// How a write is made.
#[derive(Clone, Debug, Default)]
pub struct WriteOptions {
    /// Writes nothing and says what would be written.
    pub preview: bool,
    /// The token of a preview: writes only if the record is still what was shown.
    pub expect: Option<String>,
    /// Checks the changes by the shop's own schema too, which costs a request the first time.
    pub synopsis: bool,
}

/// What a write did, or would do.
#[derive(Clone, Debug, Default)]
pub struct Written {
    /// Whether it was a preview.
    pub is_preview: bool,
    /// Whether the shop was changed.
    pub written: bool,
    /// How; `None` where there was nothing to change.
    pub method: Option<Method>,
    /// The record before; `None` for a new one.
    pub before: Option<Document>,
    /// The record afterwards; `None` for a deleted one.
    pub after: Option<Document>,
    /// What was asked for and was not so before.
    pub changes: Vec<Change>,
    /// What the shop made of values by itself.
    pub differences: Vec<Difference>,
    /// What else is worth knowing.
    pub warnings: Vec<String>,
    /// The languages the record was read in.
    pub languages: KnownLanguages,
    /// The requests of a preview.
    pub requests: Vec<Planned>,
    /// The mark of the record as it is now, to be handed in as `expect`.
    pub token: Option<String>,
}

/// A request that would be sent, without secrets.
#[derive(Clone, Debug)]
pub struct Planned {
    /// The HTTP method.
    pub method: &'static str,
    /// The address.
    pub url: String,
    /// The body.
    pub body: Option<String>,
}

/// What the writes of a client share.
#[derive(Debug, Default)]
pub(super) struct Writes {
    queue: Queue,
    seen: Seen,
}
