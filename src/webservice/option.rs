//! What is wrong with an option or a filter of a call.

use super::error::Error;

/// The error for an option whose value does not work, with the problem in parts.
pub(super) fn option(name: &str, problem: &[&str], hint: &str) -> Error {
    Error::about(name, problem, hint)
}

/// The error for a condition that does not work.
pub(super) fn unfit_filter(field: &str, problem: &[&str], hint: &str) -> Error {
    let path = ["filter.", field].concat();
    Error::about(&path, problem, hint).with_field(field)
}
