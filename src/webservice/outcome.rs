//! What is known of a write that failed.

/// What became of the data of a call that failed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Saved {
    /// Nothing was saved, and nothing will be.
    #[default]
    No,
    /// It may be saved, now or in a while.
    Unknown,
    /// The shop saved all or some of it.
    Yes,
}

/// How the request of a write ended, by what that alone proves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// It was stopped or refused before its first byte.
    NotSent,
    /// The Webservice refused it, before it saved anything.
    Refused,
    /// PHP has finished: whatever the record holds now is what came of it.
    Finished,
    /// Only the answer is lost. PHP may go on, so the old values prove nothing.
    MayGoOn,
}

impl Saved {
    /// The word for it.
    pub const fn name(self) -> &'static str {
        match self {
            Saved::No => "no",
            Saved::Unknown => "unknown",
            Saved::Yes => "yes",
        }
    }
}

impl End {
    /// What it says of the data before anybody has looked at the record.
    pub const fn saved(self) -> Saved {
        match self {
            End::NotSent | End::Refused => Saved::No,
            End::Finished | End::MayGoOn => Saved::Unknown,
        }
    }
}
