//! What is asked of the shop, and what goes wrong meanwhile.

use crate::resources::Resource;
use crate::webservice::context::Context;

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
