//! What really happened, beside what anybody was told.

use std::ops::Range;

use aismarttalk_prestashop::client::write::Written;
use aismarttalk_prestashop::webservice::Result;

/// A request of PHP: of a client's write, or of somebody else.
#[derive(Debug)]
pub struct Process {
    /// The write it works on; `None` for programs that are no clients of this crate.
    pub send: Option<usize>,
    /// Whether a proxy made it of its own.
    pub is_copy: bool,
    /// When it was over: done or killed.
    pub over: Option<u64>,
}

/// Part of the store's journal, and whose work it is.
#[derive(Debug)]
pub struct Step {
    pub process: usize,
    pub changes: Range<usize>,
    pub mails: Range<usize>,
}

/// A write that a client sent.
#[derive(Debug)]
pub struct Send {
    pub call: usize,
    /// Time and length of the journal.
    pub at: (u64, usize),
    pub processes: Vec<usize>,
    /// Earlier writes of the same client to the same record, which were still running.
    pub overlaps: Vec<usize>,
}

/// What kind of call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    Preview,
    Write,
    LookAgain,
}

/// One call of a client, by a caller.
#[derive(Debug)]
pub struct Call {
    pub purpose: Purpose,
    pub caller: usize,
    /// The client, which stays the same when its process is restarted and told what was unknown.
    pub client: usize,
    /// Which of the caller's wishes.
    pub wish: usize,
    /// Time and length of the journal.
    pub began: (u64, usize),
    /// Since when the record must be as it was expected: the length of the journal.
    pub shown: Option<usize>,
    /// How much of the journal his preview had seen of the record.
    pub seen: Option<usize>,
    pub ended: Option<(u64, usize)>,
    /// `None` while it runs, and for callers who are gone.
    pub told: Option<Result<Written>>,
    pub requests: usize,
    /// How many of them came before its write.
    pub before: Option<usize>,
    pub read: Option<usize>,
    /// For [`Purpose::LookAgain`], the call whose outcome was unknown.
    pub about: Option<usize>,
    /// The write it announced before it sent it, as JSON text.
    pub intent: Option<String>,
}

/// Everything.
#[derive(Debug, Default)]
pub struct Facts {
    pub processes: Vec<Process>,
    pub steps: Vec<Step>,
    pub sends: Vec<Send>,
    pub calls: Vec<Call>,
    /// Texts handed out, where they are looked through.
    pub texts: Vec<String>,
}

impl Facts {
    /// The writes of a call.
    pub fn sends_of(&self, call: usize) -> impl Iterator<Item = &Send> {
        self.sends.iter().filter(move |send| send.call == call)
    }

    /// The call whose work a process does.
    pub fn call_of(&self, process: usize) -> Option<usize> {
        let send = self.processes.get(process)?.send?;
        Some(self.sends.get(send)?.call)
    }
}
