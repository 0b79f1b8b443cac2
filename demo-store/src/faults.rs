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
//! | `mail-fails` | a status change is saved, then its mail fails: 500, code 46 |
//! | `lost-answer` | a write is saved, then the answer is an empty 500 |
//! | `json` | JSON although nobody asked for it |

use crate::http::{Request, Response};
use crate::pages;
use crate::store::Store;
use crate::target::Target;
use crate::webservice::{self, Mood};

/// How long a `huge` answer is, in bytes.
pub const HUGE: usize = 64 * 1024 * 1024;

/// What the host does to the request.
pub(crate) fn mood(fault: &str) -> Mood {
    Mood {
        disabled: fault == "disabled",
        drops_authorization: fault == "no-authorization",
        json: fault == "json",
        mail_fails: fault == "mail-fails",
    }
}

/// What the host answers in the shop's place, if it does not let the request through.
pub(crate) fn instead(
    store: &mut Store,
    request: &Request,
    target: &Target,
    path: &str,
    fault: &str,
) -> Option<Response> {
    match fault {
        "html-503" => Some(pages::maintenance()),
        "html-200" => Some(pages::home()),
        "fatal-200" => Some(pages::fatal()),
        "empty-500" => Some(Response::html(500, "")),
        "redirect" => {
            let moved = webservice::moved_query(path, &target.raw_query);
            let mut response = Response::html(302, "");
            response.set_header("Location", &format!("{}/{moved}", target.origin));
            Some(response)
        }
        "slow-down" | "flaky" => {
            let first = store
                .seen
                .insert(format!("{} {}", request.method, request.url));
            first.then(|| match fault {
                "flaky" => pages::maintenance(),
                _ => pages::slow_down(),
            })
        }
        _ => None,
    }
}

/// What the host makes of the shop's answer.
pub(crate) fn behind(request: &Request, fault: &str, mut response: Response) -> Response {
    if fault == "lost-answer" && !matches!(request.method.as_str(), "GET" | "HEAD") {
        return Response::html(500, "");
    }
    if request.method != "HEAD" {
        spoil(&mut response.body, fault);
    }
    response
}

/// Whether there is such a fault.
pub(crate) fn exists(fault: &str) -> bool {
    NAMES.contains(&fault)
}

/// The names of all faults.
pub const NAMES: [&str; 19] = [
    "bom",
    "newline",
    "echo",
    "notice",
    "html-503",
    "html-200",
    "fatal-200",
    "empty-500",
    "redirect",
    "disabled",
    "no-authorization",
    "truncated",
    "slow-down",
    "flaky",
    "control-characters",
    "huge",
    "mail-fails",
    "lost-answer",
    "json",
];

fn spoil(body: &mut Vec<u8>, fault: &str) {
    let in_front: &[u8] = match fault {
        "bom" => b"\xEF\xBB\xBF",
        "newline" => b"\n\n",
        "echo" => b"debug: before the answer\n",
        "notice" => b"<br />\n<b>Warning</b>:  Undefined variable $shipping in <b>/var/www/shop/modules/demo/demo.php</b> on line <b>7</b><br />\n",
        _ => b"",
    };
    if !in_front.is_empty() {
        body.splice(0..0, in_front.iter().copied());
    }
    match fault {
        "truncated" => body.truncate(body.len() / 3 * 2),
        "control-characters" => dirty(body),
        "huge" => pad(body),
        _ => {}
    }
}

/// Puts characters XML does not know into the first values.
fn dirty(body: &mut Vec<u8>) {
    let marker = b"]]>";
    let mut out = Vec::with_capacity(body.len() + 64);
    let mut rest = body.as_slice();
    let mut left = 8;
    while let Some(at) = rest
        .windows(marker.len())
        .position(|window| window == marker)
    {
        let (value, after) = rest.split_at_checked(at).unwrap_or((rest, &[]));
        out.extend_from_slice(value);
        // Ids stay what they are, so that a client can name the record.
        if left > 0 && value.last().is_some_and(u8::is_ascii_alphabetic) {
            out.extend_from_slice(b"\x01\x0B\xEF\xBF\xBE");
            left -= 1;
        }
        out.extend_from_slice(marker);
        rest = after.get(marker.len()..).unwrap_or(&[]);
    }
    out.extend_from_slice(rest);
    *body = out;
}

fn pad(body: &mut Vec<u8>) {
    let end = b"</prestashop>";
    let Some(at) = body.windows(end.len()).rposition(|window| window == end) else {
        return;
    };
    let tail = body.split_off(at);
    body.resize(HUGE.saturating_sub(tail.len()).max(body.len()), b' ');
    body.extend_from_slice(&tail);
}
