//! What a request meets on its way.

use super::write::Trouble;

/// What the host does to a request before the shop sees it.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Mood {
    /// The owner has switched the Webservice off.
    pub(crate) disabled: bool,
    /// The host keeps the header `Authorization` to itself.
    pub(crate) drops_authorization: bool,
    /// The shop answers JSON to everybody.
    pub(crate) json: bool,
    /// The shop's mail server takes nothing.
    pub(crate) mail_fails: bool,
    /// What goes wrong while a write is stored.
    pub(crate) trouble: Trouble,
}
