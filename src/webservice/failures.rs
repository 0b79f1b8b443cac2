//! The errors of answers that are no Webservice document, or none that can be read. Their status
//! is put in where all of them come together.

use xml::{Reason, XmlError, find};

use super::endpoint::Endpoint;
use super::error::{Error, ErrorKind};
use super::http::Response;
use super::response::excerpt;
use super::{codes, error_document, hosts};

const NOT_A_SHOP: &str = "Check the shop's address: it must lead to the folder that holds /api, on the domain set in the shop, and the host must hand /api on to PrestaShop (friendly URLs on, no firewall page).";

/// The hint where an answer is whole and not what was asked for.
pub(crate) const CHANGED: &str = "Something between here and the shop changes requests or answers; compare with the address opened in a browser.";

/// The hint where an answer is more than is read.
pub(super) const FEWER_ROWS: &str =
    "Ask for fewer records or fields, or set a higher maxAnswerBytes.";

const HOST_ANSWERED: &str = "The shop's host answered instead of the Webservice";

/// A redirect: the shop sends requests for another domain, an unknown or inactive shop,
/// or a shop's secondary address elsewhere.
pub fn redirected(response: &Response) -> Error {
    if response.status == 304 {
        return malformed("The shop answered \"not modified\", without a body.")
            .with_hint("Send the request without Local-Content-Sha1, or use the answer you have.");
    }
    if let Some(blocked) = hosts::blocked(response, &[]) {
        return blocked;
    }
    let target = response.header("Location").unwrap_or("");
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    // A path in the query leads out of the Webservice, wherever the rest leads.
    let leads_in = path.split('/').any(|one| one == "api") && !query.contains("url=");
    let hint = match Endpoint::parse(path) {
        Ok(shop) if leads_in => format!("Use {shop} as the shop's address."),
        _ => "Use the shop's own domain, exactly as it stands in Shop Parameters > Traffic & SEO; in a multistore, check that the shop exists and is active.".to_owned(),
    };
    let mut message = "The address does not answer itself but redirects".to_owned();
    if !path.is_empty() {
        message.push_str(" to ");
        message.push_str(path);
    }
    message.push('.');
    Error::new(ErrorKind::WrongAddress, message).with_hint(hint)
}

/// The Webservice's JSON format: it leaves out fields that are 0 or empty, so nothing is read from it.
pub fn json_refused(response: &Response, json: &[u8]) -> Error {
    const HINT: &str = "The shop answered in its JSON format, which leaves out fields. Ask for XML: no output_format or io_format in the address, no Output-Format or Io-Format header.";
    let errors = error_document::json_errors(json);
    let error = match response.status {
        _ if !errors.is_empty() => with_retry(codes::error(response.status, errors), response),
        200..=299 => return malformed("The answer is JSON, not XML.").with_hint(HINT),
        status
            if status != 401
                && let Some(blocked) = hosts::blocked(response, json) =>
        {
            return blocked;
        }
        status if says_enough(status) => by_status(response, HOST_ANSWERED),
        _ => wrong_address("The answer is JSON, but not that of the Webservice."),
    };
    let hint = format!("{} {HINT}", error.hint());
    error.with_hint(hint)
}

/// No body where one is due.
pub fn empty(response: &Response) -> Error {
    match response.status {
        _ if !is_of_the_shop(response)
            && let Some(blocked) = hosts::blocked(response, &[]) =>
        {
            blocked
        }
        404 => {
            let (kind, hint) = codes::of_status(404);
            Error::new(kind, "The shop has no such record.").with_hint(hint)
        }
        200..=299 => malformed("The answer is empty.").with_hint(
            "The answer was cut, or something between here and the shop removed it: try again.",
        ),
        401 if let Some(locked) = hosts::locked(response, &[]) => locked,
        _ => by_status(response, "The answer is empty"),
    }
}

/// Plain text or a page of the shop, its host or a firewall.
pub fn not_a_document(response: &Response, text: &[u8]) -> Error {
    if text.starts_with(b"\x1f\x8b") {
        return malformed("The answer is compressed.")
            .with_hint("Hand over the body as the HTTP client decompressed it.");
    }
    if response
        .header("Content-Type")
        .is_some_and(|kind| kind.starts_with("application/json"))
    {
        return json_refused(response, text);
    }
    if is_fatal(text) {
        return Error::new(
            ErrorKind::Server,
            "The shop's PHP stopped with a fatal error.",
        )
        .with_hint("Ask the shop's host to look into the PHP error log.");
    }
    // Behind a fatal error it can have changed stock before; alone it has changed nothing.
    if has(text, "Invalid new order status") {
        return Error::new(
            ErrorKind::Validation,
            "The shop has no such order state, or no such order.",
        )
        .with_field("id_order_state")
        .with_hint("Take the state's id from order_states and the order's from orders.");
    }
    if let Some(blocked) = hosts::blocked(response, text) {
        return blocked;
    }
    match response.status {
        401 if let Some(locked) = hosts::locked(response, text) => locked,
        status if says_enough(status) => by_status(response, HOST_ANSWERED),
        404 if is_output_of_the_shop(response, text) => empty(response),
        200..=299 if is_utf16(text) => unreadable(&Reason::Utf8.at(0), None),
        200..=299 if let Some(other) = other_document(text) => other,
        _ => wrong_address("The answer is a web page or text, not the Webservice."),
    }
}

/// A document without the Webservice's root; `None` for a page and for what is no XML.
fn other_document(text: &[u8]) -> Option<Error> {
    let mut rest = text.get(find(text, b"<?xml")?..)?;
    for (start, end) in [(&b"<?"[..], &b"?>"[..]), (b"<!--", b"-->")] {
        while rest.starts_with(start) {
            let end = find(rest, end).map(|at| at.saturating_add(end.len()));
            rest = rest.get(end.unwrap_or(rest.len())..)?.trim_ascii_start();
        }
    }
    let tag = rest.strip_prefix(b"<").unwrap_or_default();
    let is_end = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>');
    let root = tag.split(is_end).next()?;
    if root.starts_with(b"!") || root.eq_ignore_ascii_case(b"html") {
        return None;
    }
    let is_whole = find(rest, &[b"</", root, b">"].concat()).is_some()
        || rest.trim_ascii_end().ends_with(b"/>");
    Some(match is_whole {
        true => another_root(&excerpt(root)),
        false => malformed("The answer is no whole Webservice document.")
            .with_hint("The answer was cut: try again."),
    })
}

fn another_root(root: &str) -> Error {
    let message = "The answer is a whole XML document, but its root is <";
    malformed([message, root, ">, not <prestashop>."].concat())
        .with_hint("Another program than PrestaShop answers here, such as thirty bees, or another path of the shop. Trying again changes nothing.")
}

/// Whether a byte order mark says that two bytes make a letter.
fn is_utf16(text: &[u8]) -> bool {
    matches!(text, [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..])
}

/// Whether a status means the same whoever sent it.
fn says_enough(status: u16) -> bool {
    matches!(status, 401 | 413 | 414 | 429 | 500..)
}

/// Whether headers show that the Webservice itself has answered. Browsers hide most of them.
fn is_of_the_shop(response: &Response) -> bool {
    let has = |name, value| {
        let found = response.header(name);
        found.is_some_and(|found| found.starts_with(value))
    };
    has("PSWS-Version", "")
        || has("Execution-Time", "")
        || has("X-Powered-By", "PrestaShop")
        || has("Content-Type", "text/xml")
}

/// What PHP or a module prints comes before every answer, also before the empty one of a
/// record that does not exist; a host's own 404 page has neither mark.
pub fn is_output_of_the_shop(response: &Response, text: &[u8]) -> bool {
    let is_warning = text.starts_with(b"<br />") && has(text, " on line ");
    (is_warning || response.version().is_some()) && !is_fatal(text)
}

fn is_fatal(text: &[u8]) -> bool {
    has(text, "Fatal error") || has(text, "Parse error")
}

fn has(text: &[u8], needle: &str) -> bool {
    find(text, needle.as_bytes()).is_some()
}

fn wrong_address(message: &str) -> Error {
    Error::new(ErrorKind::WrongAddress, message).with_hint(NOT_A_SHOP)
}

/// A status that says all there is to say.
pub fn by_status(response: &Response, what: &str) -> Error {
    let (kind, hint) = codes::of_status(response.status);
    let message = format!("{what}, with status {}.", response.status);
    with_retry(Error::new(kind, message).with_hint(hint), response)
}

/// Marks what may go well a moment later.
pub fn with_retry(error: Error, response: &Response) -> Error {
    let transient = (response.status == 429 || codes::is_gateway(response.status))
        && matches!(error.kind(), ErrorKind::Server | ErrorKind::RateLimited);
    error
        .with_retryable(transient)
        .with_retry_after_ms(response.retry_after_ms())
}

/// A document that cannot be read, with the record it breaks in.
pub fn unreadable(error: &XmlError, record: Option<(&str, Option<u32>)>) -> Error {
    let place = match record {
        Some((resource, Some(id))) => format!(" in {resource} {id}"),
        Some((resource, None)) => format!(" in {resource}"),
        None => String::new(),
    };
    let hint = match error.reason {
        Reason::Utf8 => {
            "A text is stored or sent in another encoding, such as Latin-1: save it again in the back office, or look for the module or import that wrote it. Trying again changes nothing."
        }
        Reason::Encoding(_) => {
            "The Webservice answers in UTF-8: look for the module or the host's setting that changes it. Trying again changes nothing."
        }
        Reason::Limit(_) => FEWER_ROWS,
        _ => {
            "If it is one record that breaks it, look for control characters or \"]]>\" in its texts; otherwise the answer was cut: try again."
        }
    };
    malformed(format!("The answer cannot be read{place}: {error}."))
        .with_hint(hint)
        .with_record(record.and_then(|(_, id)| id))
}

/// A readable document that is not what was asked for.
pub fn unexpected(what: &str) -> Error {
    malformed(format!("The answer holds {what}.")).with_hint(CHANGED)
}

/// An answer that cannot be used.
pub fn malformed(message: impl Into<String>) -> Error {
    Error::new(ErrorKind::MalformedResponse, message)
}
