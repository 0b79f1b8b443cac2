//! The records of a list that were read while it arrived.

use resources::reader::{Notes, RecordReader};
use xml::Reader;

use crate::webservice::endpoint::Endpoint;
use crate::webservice::http::Response;

/// The records of an answer that were read, and are no longer in its body.
#[derive(Clone, Debug, Default)]
pub struct Past {
    /// The bytes that they had.
    pub(super) bytes: usize,
    pub(super) repaired: usize,
    pub(super) notes: Notes,
    /// The shop that has answered, where the body is not what it was.
    pub(super) answering: Option<Option<Endpoint>>,
}

impl Past {
    /// Goes on behind them; false where there are none.
    pub(super) fn goes_on(&mut self, xml: &mut Reader<'_>, reader: &mut RecordReader<'_>) -> bool {
        xml.pass_over(self.bytes, self.repaired);
        reader.notes = std::mem::take(&mut self.notes);
        self.bytes > 0
    }

    /// Whether the body is still whole.
    pub fn is_whole(&self) -> bool {
        self.answering.is_none()
    }

    /// See [`Response::answering`]; of the whole body.
    pub fn answering(self, response: &Response) -> Option<Endpoint> {
        self.answering.unwrap_or_else(|| response.answering())
    }
}
