//! What can go wrong with one request.

/// One way in which a request fails.
pub struct Fault {
    pub name: &'static str,
    /// Whether the shop does what it was asked to, although its answer does not come through.
    pub reaches: bool,
    pub answer: Answer,
    /// How often in a row it happens.
    pub times: &'static [usize],
}

/// What the client gets in the place of the shop's answer.
#[derive(PartialEq)]
pub enum Answer {
    /// No connection was made.
    Refused,
    Reset,
    TimedOut,
    /// Of three parts of the body, these.
    Cut(usize),
    Page(u16, Option<(&'static str, &'static str)>, &'static str),
    /// The shop's own, whose mail server takes nothing.
    MailFails,
    /// The caller gave up; so fails everything afterwards.
    Stopped,
    /// The connection breaks, and the caller gives up while the client waits.
    ResetThenStopped,
}

const HOME: &str = "<!DOCTYPE html><html><body>Welcome to the shop</body></html>";
const BUSY: &str = "<html><body>Back in a minute</body></html>";
const FATAL: &str = "<br />\n<b>Fatal error</b>:  Uncaught Error: Call to a member function on null in /var/www/shop/modules/demo/demo.php:7";

/// Once, twice (which the second try or the look afterwards meets), and for good.
const OFTEN: &[usize] = &[1, 2, usize::MAX];
const ONCE: &[usize] = &[1];

const fn fault(name: &'static str, reaches: bool, answer: Answer) -> Fault {
    Fault {
        name,
        reaches,
        answer,
        times: OFTEN,
    }
}

const fn last(name: &'static str, reaches: bool, answer: Answer) -> Fault {
    Fault {
        name,
        reaches,
        answer,
        times: ONCE,
    }
}

impl Fault {
    /// Whether the shop may still be at work behind such an end, so that old values say nothing.
    pub fn leaves_open(&self) -> bool {
        match &self.answer {
            Answer::Refused | Answer::MailFails | Answer::Page(302 | 403 | 429, ..) => false,
            Answer::Page(_, _, body) => *body != FATAL,
            _ => true,
        }
    }
}

pub static FAULTS: [Fault; 24] = [
    fault("refused before it went out", false, Answer::Refused),
    fault("reset before it arrived", false, Answer::Reset),
    fault("reset after it went out", true, Answer::Reset),
    fault("time-out, nothing done", false, Answer::TimedOut),
    fault("time-out, but done", true, Answer::TimedOut),
    fault("nothing of the answer", true, Answer::Cut(0)),
    fault("a third of the answer", true, Answer::Cut(1)),
    fault("two thirds of the answer", true, Answer::Cut(2)),
    fault(
        "empty 500, nothing done",
        false,
        Answer::Page(500, None, ""),
    ),
    fault("empty 500, but done", true, Answer::Page(500, None, "")),
    fault(
        "page with 200, nothing done",
        false,
        Answer::Page(200, None, HOME),
    ),
    fault(
        "page with 200, but done",
        true,
        Answer::Page(200, None, HOME),
    ),
    fault(
        "page with 403, nothing done",
        false,
        Answer::Page(403, None, BUSY),
    ),
    fault(
        "page with 503, nothing done",
        false,
        Answer::Page(503, None, BUSY),
    ),
    fault(
        "page with 504, but done",
        true,
        Answer::Page(504, None, BUSY),
    ),
    fault(
        "429",
        false,
        Answer::Page(429, Some(("Retry-After", "1")), ""),
    ),
    fault(
        "redirect",
        false,
        Answer::Page(302, Some(("Location", "/?url=products")), ""),
    ),
    fault(
        "fatal error with 200, nothing done",
        false,
        Answer::Page(200, None, FATAL),
    ),
    fault(
        "fatal error with 200, but done",
        true,
        Answer::Page(200, None, FATAL),
    ),
    fault("mail fails", true, Answer::MailFails),
    last("stopped, nothing done", false, Answer::Stopped),
    last("stopped, but done", true, Answer::Stopped),
    last(
        "reset, nothing done, then stopped",
        false,
        Answer::ResetThenStopped,
    ),
    last(
        "reset, but done, then stopped",
        true,
        Answer::ResetThenStopped,
    ),
];
