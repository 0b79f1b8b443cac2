//! Requests that wait for their time.

use crate::http::Request;

/// What is to be carried out later, and a clock that somebody else moves.
#[derive(Debug, Clone, Default)]
pub(crate) struct Waiting {
    /// Milliseconds since the start.
    now: u64,
    /// With the moment at which each is due, in the order in which they came.
    requests: Vec<(u64, Request)>,
}

impl Waiting {
    /// Keeps a request until its time has come.
    pub(crate) fn put_off(&mut self, request: Request, milliseconds: u64) {
        let due = self.now.saturating_add(milliseconds);
        self.requests.push((due, request));
    }

    pub(crate) fn pass(&mut self, milliseconds: u64) {
        self.now = self.now.saturating_add(milliseconds);
    }

    /// The earliest that is due; of several, the one that came first.
    pub(crate) fn next(&mut self) -> Option<Request> {
        let due = self.requests.iter().enumerate();
        let due = due.filter(|(_, (moment, _))| *moment <= self.now);
        let (at, _) = due.min_by_key(|(_, (moment, _))| *moment)?;
        Some(self.requests.remove(at).1)
    }

    pub(crate) fn count(&self) -> usize {
        self.requests.len()
    }
}
