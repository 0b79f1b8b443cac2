//! The refusal of what a held client may not do.

use crate::webservice::error::{Error, ErrorKind};

/// The refusal of what is closed to customers.
pub(super) fn closed(what: &str, resource: &str) -> Error {
    let words = [
        "A call that is held to a customer may not ",
        what,
        " ",
        resource,
        ".",
    ];
    Error::new(ErrorKind::Permission, words.concat())
        .with_field("onlyCustomer")
        .with_hint("Nothing was sent. It may read the customer's own records, and what the shop shows to everybody.")
}
