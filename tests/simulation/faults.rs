//! What a host does to a request.

/// What becomes of a write in the shop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Landing {
    /// It is done before the answer goes out.
    Whole,
    /// The shop never sees it.
    Never,
    /// The answer goes out without it: the shop is done 0.1 to 120 seconds later.
    Late,
    /// PHP ends between two steps, before the answer goes out.
    Part,
    /// The same, after the answer.
    LatePart,
    /// A proxy sends it a second time, at once or some seconds later.
    Twice,
}

/// What the client gets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// What the shop says.
    Own,
    /// Nothing, until the client's time is over.
    Hang,
    /// No connection.
    Refused,
    /// The connection breaks.
    Reset,
    /// A page of the host, with this status.
    Page(u16),
    /// PHP's own words that it stopped, with status 200.
    Fatal,
    /// Of three parts of the body, these, with or without the shop's headers.
    Cut(usize, bool),
    /// The shop's own, whose mail server takes nothing.
    NoMail,
    /// The shop's own, which has a module: by the name that the demo store has for it.
    Module(&'static str),
    /// The request arrives as a GET.
    Read,
    /// What the shop would say, and nothing is stored.
    Pretended,
}

/// One thing that happens to a request.
#[derive(Clone, Copy, Debug)]
pub struct Fault {
    pub landing: Landing,
    pub answer: Answer,
}

/// What else goes on in the schedules of a class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scene {
    Plain,
    /// The key loses rights, and perhaps gets them back.
    Rights,
    /// A language comes or goes.
    Languages,
    /// A language is listed and lacks in documents.
    HiddenLanguage,
    /// Callers stop waiting, or are gone.
    Stops,
    /// Programs that are not clients of this crate write the same records.
    Others,
    /// All callers show first what they write, and expect it.
    Expecting,
    /// The process of a caller ends; the next one is given what the first did not learn.
    Restarts,
}

/// A kind of trouble, which the report has a line for.
#[derive(Debug)]
pub struct Class {
    pub name: &'static str,
    pub scene: Scene,
    /// What happens to writes.
    pub writes: &'static [Fault],
    /// How many of a hundred writes it happens to.
    pub often: usize,
    /// How many of a hundred reads fail.
    pub reads: usize,
    /// Whether the host lies: then only what the client says must hold.
    pub lies: bool,
}
