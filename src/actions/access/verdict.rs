//! The result of `check_access` in a word.

/// Whether a key fits what is done with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// It has every documented right, and no other that nothing here uses.
    Ready,
    /// It can do more than it needs.
    ReadyButTooMuch,
    /// It lacks a documented right.
    NotReady,
}

impl Verdict {
    /// The word for each.
    pub(super) const NAMES: [&str; 3] = ["ready", "ready_but_too_much", "not_ready"];

    pub(super) fn name(self) -> &'static str {
        match self {
            Verdict::Ready => "ready",
            Verdict::ReadyButTooMuch => "ready_but_too_much",
            Verdict::NotReady => "not_ready",
        }
    }
}
