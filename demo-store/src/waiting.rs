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

    /// The moment that many milliseconds from now.
    pub(crate) fn after(&self, milliseconds: u64) -> u64 {
        self.now.saturating_add(milliseconds)
    }

    /// Moves the clock to the earliest that is due by `end`, and gives it; of several, the one that
    /// came first. Where none is left, to `end`.
    pub(crate) fn next(&mut self, end: u64) -> Option<Request> {
        let due = self.requests.iter().enumerate();
        let due = due.filter(|(_, (moment, _))| *moment <= end);
        let Some((at, _)) = due.min_by_key(|(_, (moment, _))| *moment) else {
            self.now = end;
            return None;
        };
        let (moment, request) = self.requests.remove(at);
        self.now = self.now.max(moment);
        Some(request)
    }

    /// Whole seconds since the start.
    pub(crate) fn seconds(&self) -> i64 {
        i64::try_from(self.now / 1_000).unwrap_or(i64::MAX)
    }

    pub(crate) fn count(&self) -> usize {
        self.requests.len()
    }
}
