//! A write from its first step to its answer.

use super::envelope::Envelope;
use super::write::{Asking, Method, Work};
use super::written::Written;
use crate::http::{Request, Response};
use crate::store::Store;

/// A write that was found good and is being stored.
#[derive(Debug)]
pub(crate) struct Writing {
    write: Prepared,
    envelope: Envelope,
}

/// What a write needs to its end.
#[derive(Debug)]
pub(super) struct Prepared {
    pub(super) work: Work,
    pub(super) asking: Asking,
    pub(super) languages: Vec<u32>,
    /// Links of the answer start with it.
    pub(super) base: String,
}

impl Writing {
    pub(super) fn new(write: Prepared, envelope: Envelope) -> Writing {
        Writing { write, envelope }
    }

    /// Whether everything is stored.
    pub(super) fn is_done(&self) -> bool {
        self.write.work.is_done()
    }

    /// Stores the next part; the answer after the last one.
    pub(crate) fn step(&mut self, store: &mut Store, request: &Request) -> Option<Response> {
        if let Err(refusal) = self.write.work.step(store) {
            return Some(self.envelope.refusal(&refusal));
        }
        self.is_done().then(|| self.answer(store, request))
    }

    /// The answer to a write that is done.
    pub(super) fn answer(&self, store: &Store, request: &Request) -> Response {
        let written = Written {
            store,
            resource: self.write.asking.resource,
            context: self.write.asking.context,
            languages: &self.write.languages,
            base: &self.write.base,
            format: self.envelope.format,
        };
        let status = match self.write.asking.method {
            Method::Post => 201,
            Method::Put | Method::Patch => 200,
        };
        let body = written.document(&self.write.work.saved);
        let mut response = self.envelope.document(status, body, request);
        // `?ps_method=PUT` makes a write of it, which has no answer to show.
        if request.method == "HEAD" {
            response.body.clear();
        }
        response
    }
}
