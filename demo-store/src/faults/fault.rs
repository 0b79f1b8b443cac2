//! The faults by their names.

/// One way in which everything goes wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    Bom,
    Newline,
    Echo,
    Notice,
    Html503,
    Html200,
    Fatal200,
    Empty500,
    Redirect,
    Disabled,
    NoAuthorization,
    Truncated,
    SlowDown,
    Flaky,
    ControlCharacters,
    Huge,
    Reset,
    Hang,
    MailFails,
    LostAnswer,
    Json,
    WriteAsRead,
    PostIgnored,
    ModuleKeeps,
    MovesOn,
    BlockedBefore,
    BlockedAfter,
    Killed,
    Late(Late),
}

/// A write that is answered at once and carried out later.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Late {
    pub(crate) ending: Ending,
    /// How long after its answer it is carried out.
    pub(crate) milliseconds: u64,
}

/// How a request ends that the shop has not answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ending {
    /// A page of a proxy with that status.
    Page(u16),
    /// The connection is closed.
    Reset,
    /// Nothing comes, and the connection stays open.
    Hang,
}

/// When nobody says otherwise.
const LATENESS: u64 = 3_000;

const fn late(ending: Ending) -> Fault {
    Fault::Late(Late {
        ending,
        milliseconds: LATENESS,
    })
}

macro_rules! faults {
    ($($name:literal => $fault:expr,)*) => {
        /// The names of all faults.
        pub const NAMES: &[&str] = &[$($name),*];

        fn by_name(name: &str) -> Option<Fault> {
            match name {
                $($name => Some($fault),)*
                _ => None,
            }
        }
    };
}

faults! {
    "bom" => Fault::Bom,
    "newline" => Fault::Newline,
    "echo" => Fault::Echo,
    "notice" => Fault::Notice,
    "html-503" => Fault::Html503,
    "html-200" => Fault::Html200,
    "fatal-200" => Fault::Fatal200,
    "empty-500" => Fault::Empty500,
    "redirect" => Fault::Redirect,
    "disabled" => Fault::Disabled,
    "no-authorization" => Fault::NoAuthorization,
    "truncated" => Fault::Truncated,
    "slow-down" => Fault::SlowDown,
    "flaky" => Fault::Flaky,
    "control-characters" => Fault::ControlCharacters,
    "huge" => Fault::Huge,
    "reset" => Fault::Reset,
    "hang" => Fault::Hang,
    "mail-fails" => Fault::MailFails,
    "lost-answer" => Fault::LostAnswer,
    "json" => Fault::Json,
    "write-as-read" => Fault::WriteAsRead,
    "post-ignored" => Fault::PostIgnored,
    "module-keeps" => Fault::ModuleKeeps,
    "moves-on" => Fault::MovesOn,
    "blocked-before" => Fault::BlockedBefore,
    "blocked-after" => Fault::BlockedAfter,
    "killed" => Fault::Killed,
    "late-500" => late(Ending::Page(500)),
    "late-502" => late(Ending::Page(502)),
    "late-503" => late(Ending::Page(503)),
    "late-504" => late(Ending::Page(504)),
    "late-524" => late(Ending::Page(524)),
    "late-reset" => late(Ending::Reset),
    "late-hang" => late(Ending::Hang),
}

impl Fault {
    /// The fault of that name; `late-504-250` is 250 milliseconds late.
    pub(crate) fn named(name: &str) -> Option<Fault> {
        by_name(name).or_else(|| {
            let (kind, time) = name.rsplit_once('-')?;
            match by_name(kind)? {
                Fault::Late(late) => Some(Fault::Late(Late {
                    milliseconds: time.parse().ok()?,
                    ..late
                })),
                _ => None,
            }
        })
    }
}
