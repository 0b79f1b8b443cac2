//! What a write is asked for with, and what it did.

use super::effects::Effect;
use crate::webservice::call::Method;
use crate::webservice::document::{Change, Difference, Document, KnownLanguages, check_token};
use crate::webservice::error::Result;

/// How a write is made.
#[derive(Clone, Debug, Default)]
pub struct WriteOptions {
    /// Writes nothing and says what would be written.
    pub preview: bool,
    /// The token of a preview: writes only if the record is still what was shown.
    pub expect: Option<String>,
    /// Checks the changes by the shop's own schema too, which costs a request the first time.
    pub synopsis: bool,
    /// Sends the customer the e-mail of a new status, or of a parcel that is in transit.
    pub send_email: bool,
}

impl WriteOptions {
    /// Refuses what cannot be, before anything is asked.
    ///
    /// # Errors
    /// `InvalidRequest` for what is no token.
    pub(super) fn check(&self) -> Result<()> {
        self.expect.as_deref().map_or(Ok(()), check_token)
    }
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
    /// What it does, or would do, beyond its fields.
    pub effects: Vec<Effect>,
    /// Whether the shop could not send the e-mail that was asked for.
    pub is_mail_lost: bool,
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

/// The warning of a write that an earlier, equal one has made.
pub(super) const CAME_LATE: &str =
    "An earlier call did it, whose answer was lost: nothing was sent this time.";

/// A record that was deleted.
pub(super) fn deleted(before: Option<Document>, warnings: Vec<String>) -> Written {
    Written {
        written: true,
        method: Some(Method::Delete),
        before,
        warnings,
        ..Written::default()
    }
}
