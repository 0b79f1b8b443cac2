//! Misbehaviour on request: everything behind `/~NAME/api/` goes wrong in one way.
//!
//! | name | what happens |
//! |---|---|
//! | `bom` | three bytes of a byte order mark in front of every body |
//! | `newline` | two empty lines in front |
//! | `echo` | a line of somebody's debugging in front |
//! | `notice` | PHP's warning as HTML in front |
//! | `html-503` | the host's maintenance page |
//! | `html-200` | the shop's home page |
//! | `fatal-200` | PHP's fatal error with status 200 |
//! | `empty-500` | status 500 and no body |
//! | `redirect` | 302 to `/?url=...`, out of the Webservice |
//! | `disabled` | the Webservice is switched off: 503, code 22 |
//! | `no-authorization` | the host drops `Authorization`; `ws_key` still works |
//! | `truncated` | the last third of the body is missing |
//! | `slow-down` | 429 with `Retry-After: 1` for the first request of each URL |
//! | `flaky` | 503 for the first request of each URL |
//! | `control-characters` | raw control characters inside the values |
//! | `huge` | blanks before the end of the document, up to 64 MB |
//! | `reset`, `hang` | the connection is closed without an answer, or left hanging; nothing is done |
//! | `mail-fails` | a status change is saved, then its mail fails: 500, code 46 |
//! | `lost-answer` | a write is saved, then the answer is an empty 500 |
//! | `json` | JSON although nobody asked for it |
//! | `write-as-read` | a write is turned into a `GET` of its address: 200, nothing is done |
//! | `post-ignored` | a `POST` is answered 201 with a record, nothing is done |
//! | `module-keeps` | `PUT` and `PATCH` are saved, then a module puts the old values back; the date has moved, the answer shows what was sent |
//! | `moves-on` | after a status change a module gives the order its next status: a second history row |
//! | `blocked-before` | a firewall stops writes: its page with 403, nothing is done |
//! | `blocked-after` | a firewall stops the answers to writes: its page with 403, all is done |
//! | `killed` | PHP ends in the middle of a write: empty 500. The common row is saved and the row of each shop, no texts and no associations; a status change moves the order's status alone |
//! | `late-500`, `-502`, `-503`, `-504`, `-524` | a write is answered with that page of a proxy at once, and carried out 3 seconds later |
//! | `late-reset` | the same, and the connection is closed without an answer |
//! | `late-hang` | the same, and the connection is left hanging |
//!
//! `late-504-250` is late by 250 milliseconds. The server lets time pass by itself;
//! without one, [`Store::pass`] does. [`crate::Running::failing`] does the same whatever the address is. Reads go through all faults of the second half.

mod fault;
mod spoil;

use crate::http::{Connection, Request, Response};
use crate::pages;
use crate::store::Store;
use crate::target::Target;
use crate::webservice::{self, Mood, Trouble};
use fault::Ending;
pub(crate) use fault::Fault;
pub use fault::NAMES;
pub use spoil::HUGE;

/// What the host and the shop's modules do to the request.
pub(crate) fn mood(fault: Fault) -> Mood {
    Mood {
        disabled: fault == Fault::Disabled,
        drops_authorization: fault == Fault::NoAuthorization,
        json: fault == Fault::Json,
        mail_fails: fault == Fault::MailFails,
        trouble: match fault {
            Fault::Killed => Trouble::Killed,
            Fault::ModuleKeeps => Trouble::Kept,
            Fault::MovesOn => Trouble::MovedOn,
            _ => Trouble::None,
        },
    }
}

/// What the host answers in the shop's place, if it does not let the request through.
pub(crate) fn instead(
    store: &mut Store,
    request: &Request,
    target: &Target,
    path: &str,
    fault: Fault,
) -> Option<Response> {
    match fault {
        Fault::Html503 => Some(pages::maintenance()),
        Fault::Html200 => Some(pages::home()),
        Fault::Fatal200 => Some(pages::fatal()),
        Fault::Empty500 => Some(Response::html(500, "")),
        Fault::Redirect => {
            let moved = webservice::moved_query(path, &target.raw_query);
            let mut response = Response::html(302, "");
            response.set_header("Location", &format!("{}/{moved}", target.origin));
            Some(response)
        }
        Fault::SlowDown | Fault::Flaky => {
            let first = store
                .seen
                .insert(format!("{} {}", request.method, request.url));
            first.then(|| match fault {
                Fault::Flaky => pages::maintenance(),
                _ => pages::slow_down(),
            })
        }
        Fault::Reset => Some(ended(Ending::Reset)),
        Fault::Hang => Some(ended(Ending::Hang)),
        Fault::BlockedBefore if is_write(request) => Some(pages::blocked()),
        Fault::Late(late) if is_write(request) => {
            store
                .waiting
                .put_off(sound(request, target), late.milliseconds);
            Some(ended(late.ending))
        }
        _ => None,
    }
}

/// What is left of a request that something between here and the shop has rewritten.
pub(crate) fn rewritten(request: &Request) -> Request {
    Request {
        method: "GET".to_owned(),
        body: Vec::new(),
        ..request.clone()
    }
}

/// The same request to the same shop without its fault.
pub(crate) fn sound(request: &Request, target: &Target) -> Request {
    let fault = target.fault.as_deref().unwrap_or_default();
    Request {
        url: request.url.replacen(&format!("/~{fault}"), "", 1),
        ..request.clone()
    }
}

fn ended(ending: Ending) -> Response {
    let connection = match ending {
        Ending::Page(status) => return pages::gateway(status),
        Ending::Reset => Connection::Reset,
        Ending::Hang => Connection::Hanging,
    };
    Response {
        connection,
        ..Response::default()
    }
}

/// What the host makes of the shop's answer.
pub(crate) fn behind(request: &Request, fault: Fault, mut response: Response) -> Response {
    match fault {
        Fault::LostAnswer if is_write(request) => return Response::html(500, ""),
        Fault::BlockedAfter if is_write(request) => return pages::blocked(),
        _ => {}
    }
    if request.method != "HEAD" {
        spoil::spoil(&mut response.body, fault);
    }
    response
}

pub(crate) fn is_write(request: &Request) -> bool {
    !matches!(request.method.as_str(), "GET" | "HEAD" | "OPTIONS")
}
