//! What each error code of the Webservice means, and what to do about it.

use super::error::{Error, ErrorKind, ShopError};

struct Code {
    first: u16,
    last: u16,
    kind: ErrorKind,
    hint: &'static str,
}

const fn code(first: u16, last: u16, kind: ErrorKind, hint: &'static str) -> Code {
    Code {
        first,
        last,
        kind,
        hint,
    }
}

const KEY: &str = "Check the key in the shop's back office under Advanced Parameters > Webservice: it must exist, be 32 characters long and be switched on.";
/// The hint where the key lacks a right.
pub(crate) const RIGHTS: &str = "In the back office under Advanced Parameters > Webservice, edit the key and tick the missing box in the line of this resource.";
const VALUE: &str = "Correct the value and send the request again; nothing was saved.";
const REQUEST: &str = "Correct the request: fields and their names differ between versions of PrestaShop; the shop's message lists those it has.";
const SHOP_FAULT: &str = "The shop's PHP reported a fault. Ask its host to look into the PHP error log, or to switch off the display of warnings.";

const BUSY: &str = "The host is overloaded or in maintenance. Try again in a moment.";

const CODES: &[Code] = &[
    code(2, 15, ErrorKind::Server, SHOP_FAULT),
    code(17, 18, ErrorKind::Authentication, KEY),
    code(20, 21, ErrorKind::Authentication, KEY),
    code(
        22,
        22,
        ErrorKind::WebserviceDisabled,
        "In the back office under Advanced Parameters > Webservice, set \"Enable PrestaShop's webservice\" to Yes.",
    ),
    code(
        23,
        23,
        ErrorKind::InvalidRequest,
        "This version of PrestaShop does not know the method; PATCH exists from version 8 on.",
    ),
    code(25, 26, ErrorKind::Permission, RIGHTS),
    code(
        27,
        27,
        ErrorKind::InvalidRequest,
        "Resources are named in lower-case plural, such as products.",
    ),
    code(28, 40, ErrorKind::InvalidRequest, REQUEST),
    code(
        41,
        41,
        ErrorKind::Validation,
        "Give the field a value; nothing was saved.",
    ),
    code(
        46,
        46,
        ErrorKind::Server,
        "The shop could not finish saving. It may have saved nonetheless: read the record before trying again.",
    ),
    code(
        78,
        81,
        ErrorKind::InvalidRequest,
        "Name languages by the ids that the resource languages lists.",
    ),
    code(84, 86, ErrorKind::Validation, VALUE),
    code(
        87,
        87,
        ErrorKind::NotFound,
        "The record does not exist, or no longer.",
    ),
    code(
        88,
        88,
        ErrorKind::Server,
        "The shop could not delete the record. Read it before trying again.",
    ),
    code(89, 91, ErrorKind::InvalidRequest, VALUE),
    code(
        92,
        92,
        ErrorKind::NotFound,
        "The record does not exist, or no longer.",
    ),
    code(
        93,
        93,
        ErrorKind::Validation,
        "The shop computes this field itself: leave it out. Nothing was saved.",
    ),
    code(
        101,
        101,
        ErrorKind::InvalidRequest,
        "The Webservice does not offer this method for this resource, whatever the key.",
    ),
    code(123, 123, ErrorKind::Validation, VALUE),
    code(
        126,
        126,
        ErrorKind::Server,
        "The key belongs to a module class that the shop cannot load. Make a new key.",
    ),
    code(
        127,
        127,
        ErrorKind::InvalidRequest,
        "The shop could not read the request's XML: look for control characters in the record's texts. If it says length 0, the connection was cut.",
    ),
    code(128, 128, ErrorKind::InvalidRequest, REQUEST),
    code(
        131,
        131,
        ErrorKind::NotFound,
        "The record is not in this shop of the multistore. Give the id of a shop that has it.",
    ),
    code(
        132,
        132,
        ErrorKind::Permission,
        "The key is not associated with this shop. Edit the key under Advanced Parameters > Webservice and tick the shop, or give the id of a shop it has.",
    ),
    code(133, 135, ErrorKind::Validation, VALUE),
    code(
        141,
        141,
        ErrorKind::Validation,
        "Another customer of this shop has this e-mail address.",
    ),
    code(
        999,
        999,
        ErrorKind::InvalidRequest,
        "No shop, or no shop group, has this id in the multistore.",
    ),
];

/// The error that an error document stands for.
///
/// Its status is that of the last error set, so the code decides: the first one that
/// is no PHP message (2 to 15), which PHP adds in front and behind.
pub fn error(status: u16, mut codes: Vec<ShopError>) -> Error {
    for one in &mut codes {
        one.message.truncate(without_document(&one.message).len());
    }
    let meant = codes
        .iter()
        .find(|one| one.code.is_some_and(|code| !(2..=15).contains(&code)))
        .or(codes.first());
    let (code, text) = match meant {
        Some(one) => (one.code, one.message.as_str()),
        None => (None, ""),
    };
    let known = CODES
        .iter()
        .find(|known| code.is_some_and(|code| (known.first..=known.last).contains(&code)));
    let (kind, hint) = match known {
        Some(known) => (known.kind, known.hint),
        None => of_status(status),
    };
    let message = match code {
        Some(2..=15) => "The shop's PHP reported a fault instead of answering.".to_owned(),
        _ if text.is_empty() => format!("The shop answered with an error and status {status}."),
        _ => unescaped(text),
    };
    let mut error = Error::new(kind, message).with_hint(hint);
    if kind == ErrorKind::Validation
        && let Some(field) = field_of(code, text)
    {
        error = error.with_field(field);
    }
    error.with_codes(codes)
}

/// Whether the host, or what stands before it, gave up on the shop or turned it away; the shop
/// may go on. From 520 on it is Cloudflare that says so, but for 529, which overloaded hosts say.
pub fn is_gateway(status: u16) -> bool {
    matches!(status, 408 | 502..=504 | 508 | 509 | 520..=524 | 529)
}

/// What a status means where no code says more.
pub fn of_status(status: u16) -> (ErrorKind, &'static str) {
    match status {
        401 => (
            ErrorKind::Authentication,
            "The shop saw no key. Check it; if it is right, the host drops the Authorization header: set auth to \"query\", or switch on \"CGI mode\" for PHP under Advanced Parameters > Webservice.",
        ),
        403 | 405 => (ErrorKind::Permission, RIGHTS),
        404 => (
            ErrorKind::NotFound,
            "The record does not exist, or no longer.",
        ),
        413 => (
            ErrorKind::InvalidRequest,
            "The request is larger than the host accepts.",
        ),
        414 => (
            ErrorKind::InvalidRequest,
            "The address is longer than the host accepts; ask for fewer values at once.",
        ),
        429 => (
            ErrorKind::RateLimited,
            "The host limits how often it is asked. Wait, then try again.",
        ),
        508 => (
            ErrorKind::Server,
            "The hosting account has reached its limit of processes or memory. Try again in a moment, with fewer requests at once, or ask the host for a higher limit.",
        ),
        509 => (
            ErrorKind::Server,
            "The hosting account has used up its bandwidth. Try again later, or ask the host for more.",
        ),
        408 => (ErrorKind::Server, BUSY),
        400..=499 => (ErrorKind::InvalidRequest, REQUEST),
        _ if is_gateway(status) => (ErrorKind::Server, BUSY),
        501 | 505 => (
            ErrorKind::Server,
            "The web server, or a firewall such as ModSecurity, does not let this method through: ask the host to allow PUT, PATCH and DELETE for /api.",
        ),
        507 => (
            ErrorKind::Server,
            "The disk of the host is full: ask the host for space.",
        ),
        525 | 526 => (
            ErrorKind::Server,
            "Cloudflare cannot make a secure connection with the shop's server: renew its certificate, or choose another mode under SSL/TLS in Cloudflare's dashboard.",
        ),
        530 => (
            ErrorKind::Server,
            "Cloudflare does not find the shop's server: check its DNS records or its tunnel in Cloudflare's dashboard.",
        ),
        500 => (
            ErrorKind::Server,
            "The shop failed without saying why. Its PHP error log does.",
        ),
        _ => (
            ErrorKind::Server,
            "The host, or a proxy in front of it, failed, and not the shop's PHP: ask the host.",
        ),
    }
}

/// A message up to where it repeats the request: that holds whatever the record does.
fn without_document(message: &str) -> &str {
    if let Some((before, _)) = message.split_once("Original XML") {
        return before.trim_end();
    }
    // PHP prints the line in which it stumbled, from anywhere in it, between two that name the
    // fault and point at it.
    let Some((_, line)) = message.split_once("::__construct(): ") else {
        return message;
    };
    let names = line.starts_with("Entity: ") || line.trim_start().starts_with('^');
    match names {
        true => message,
        false => message
            .get(..message.len().saturating_sub(line.len()))
            .unwrap_or("")
            .trim_end(),
    }
}

/// 8.x escapes its messages for HTML (`Product-&gt;price`).
fn unescaped(text: &str) -> String {
    text.replace("&gt;", ">")
        .replace("&lt;", "<")
        .replace("&quot;", "\"")
        .replace("&#039;", "'")
        .replace("&amp;", "&")
}

/// The field a validation message is about: `Property Product->price is …`,
/// `parameter "price" required`, `property X is currently …`.
fn field_of(code: Option<u16>, text: &str) -> Option<String> {
    if code == Some(141) {
        return Some("email".to_owned());
    }
    if matches!(code, Some(134 | 135)) {
        return Some("position_in_category".to_owned());
    }
    let text = unescaped(text);
    [
        "->",
        "parameter \"",
        "setting the ",
        "association \"",
        "property ",
    ]
    .iter()
    .find_map(|before| text.split_once(before))
    .map(|(_, rest)| {
        rest.chars()
            .take_while(|c| c.is_ascii_alphanumeric() || *c == '_')
            .collect::<String>()
    })
    .filter(|field| !field.is_empty())
}
