//! The beginning of a document.

use xml::{Content, Element, Reader, Reason, XmlError};

use crate::webservice::error::{Error, Result};
use crate::webservice::failures::{unexpected, unreadable};

/// What stands in the root.
pub(super) fn first_element<'a>(xml: &mut Reader<'a>) -> Result<Element<'a>> {
    let Some(root) = xml.next_child().map_err(broken)? else {
        return Err(broken(Reason::Truncated.at(0)));
    };
    let first = match xml.content(&root).map_err(broken)? {
        Content::Elements => xml.next_child().map_err(broken)?,
        Content::Text(_) => None,
    };
    first.ok_or_else(|| unexpected("an empty document"))
}

/// An answer that cannot be read.
pub(super) fn broken(error: XmlError) -> Error {
    unreadable(&error, None)
}
