//! What is wrong with an option of a call.

use super::error::Error;

/// The error for an option whose value does not work, with the reason in parts.
pub(super) fn option(name: &str, reason: &[&str], hint: &str) -> Error {
    Error::refused(&["Option ", name, ": ", &reason.concat()], hint, name)
}
