//! One error type: what went wrong, what the shop said, and what to do about it.

use std::fmt;

use super::outcome::{End, Saved};

/// Declares the kinds of errors: the one list that every other one follows from, or is checked
/// against by a compiler.
macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident = $name:literal,)+) => {
        /// The kind of an error; each has a class of its own in JavaScript.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum ErrorKind {
            $($(#[$doc])* $kind,)+
        }

        impl ErrorKind {
            /// Every kind.
            pub const ALL: &[ErrorKind] = &[$(ErrorKind::$kind),+];

            /// The `kind` property of the JavaScript error, which its class is named after:
            /// `not_found`, `NotFoundError`.
            pub const fn name(self) -> &'static str {
                match self {
                    $(ErrorKind::$kind => $name,)+
                }
            }
        }
    };
}

kinds! {
    /// The request is wrong: refused before sending, or by the shop's own check of it.
    InvalidRequest = "invalid_request",
    /// The key is missing, malformed, unknown or inactive.
    Authentication = "authentication",
    /// The key lacks a right on the resource, the method or the shop.
    Permission = "permission",
    /// No such record, or not in this shop.
    NotFound = "not_found",
    /// A value the shop does not accept.
    Validation = "validation",
    /// The record is no longer what was expected.
    Conflict = "conflict",
    /// The Webservice is switched off in the shop.
    WebserviceDisabled = "webservice_disabled",
    /// A redirect, an HTML page, no shop at all, or an address that leads to another shop.
    WrongAddress = "wrong_address",
    /// A firewall, a bot check, a web server or a lock refused the request in the shop's place.
    Blocked = "blocked",
    /// An answer that cannot be read without guessing.
    MalformedResponse = "malformed_response",
    /// Too many requests.
    RateLimited = "rate_limited",
    /// The shop or its host failed.
    Server = "server",
    /// No answer: refused, reset, unknown host, blocked by the browser.
    Network = "network",
    /// No answer in time.
    Timeout = "timeout",
    /// The caller stopped it.
    Aborted = "aborted",
    /// A write whose effect could not be established.
    OutcomeUnknown = "outcome_unknown",
}

/// One error of the shop's own error document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShopError {
    /// The Webservice's error code; `None` where the document carries none.
    pub code: Option<u16>,
    /// The text as the shop sent it, without the request that some repeat. PHP messages (codes 2 to 15) carry server paths.
    pub message: String,
}

/// The request an error belongs to, without its secrets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestSummary {
    /// The HTTP method.
    pub method: &'static str,
    /// The address, with the key replaced.
    pub url: String,
}

/// An error of this crate. Cheap to move: its parts stand behind one pointer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error(Box<Parts>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Parts {
    kind: ErrorKind,
    message: String,
    hint: String,
    status: Option<u16>,
    codes: Vec<ShopError>,
    field: Option<String>,
    by: Option<&'static str>,
    record: Option<u32>,
    request: Option<RequestSummary>,
    retry_after_ms: Option<u32>,
    retryable: bool,
    versions: Option<Versions>,
    saved: Saved,
    end: Option<End>,
    unsettled: Option<String>,
}

/// The two versions of a record in conflict, as JSON text, without secrets.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Versions {
    /// What was expected or sent; `None` where only its token is known.
    pub expected: Option<String>,
    /// What the shop has.
    pub found: Option<String>,
}

/// The result of everything here that can fail.
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    /// An error of a kind, with what happened in a sentence.
    pub fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Error(Box::new(Parts {
            kind,
            message: sentence(message.into()),
            hint: String::new(),
            status: None,
            codes: Vec::new(),
            field: None,
            by: None,
            record: None,
            request: None,
            retry_after_ms: None,
            retryable: matches!(
                kind,
                ErrorKind::RateLimited | ErrorKind::Network | ErrorKind::Timeout
            ),
            versions: None,
            saved: Saved::No,
            end: None,
            unsettled: None,
        }))
    }

    /// A request that must not be sent because of one field or option, which is given by its path:
    /// "`limit` must be at least 1." The problem is given in parts, without the full stop.
    pub(crate) fn about(path: &str, problem: &[&str], hint: &str) -> Self {
        Error::of_field(ErrorKind::InvalidRequest, path, problem, hint)
    }

    /// A value that no shop accepts, in the same form.
    pub(crate) fn unfit(path: &str, problem: &[&str], hint: &str) -> Self {
        Error::of_field(ErrorKind::Validation, path, problem, hint)
    }

    fn of_field(kind: ErrorKind, path: &str, problem: &[&str], hint: &str) -> Self {
        let message = ["`", path, "` ", &problem.concat()].concat();
        Error::new(kind, message).with_hint(hint).with_field(path)
    }

    /// Adds what to do about it.
    pub fn with_hint(mut self, hint: impl Into<String>) -> Self {
        self.0.hint = sentence(hint.into());
        self
    }

    /// Adds the field or option it is about.
    pub fn with_field(mut self, field: impl Into<String>) -> Self {
        self.0.field = Some(field.into());
        self
    }

    /// Adds who blocked the request; `None` where that is not known.
    pub(crate) fn with_by(mut self, by: Option<&'static str>) -> Self {
        self.0.by = by;
        self
    }

    /// Adds the id of the record that cannot be read.
    pub(crate) fn with_record(mut self, id: Option<u32>) -> Self {
        self.0.record = id;
        self
    }

    /// Adds the HTTP status of the answer.
    pub fn with_status(mut self, status: u16) -> Self {
        self.0.status = Some(status);
        self
    }

    /// Adds the errors of the shop's error document.
    pub fn with_codes(mut self, codes: Vec<ShopError>) -> Self {
        self.0.codes = codes;
        self
    }

    /// Adds the request; the summary is redacted already.
    pub fn with_request(mut self, request: RequestSummary) -> Self {
        self.0.request = Some(request);
        self
    }

    /// Adds the two versions of a record in conflict.
    pub fn with_versions(mut self, versions: Versions) -> Self {
        self.0.versions = Some(versions);
        self
    }

    /// Leaves the two versions out.
    pub(crate) fn without_versions(mut self) -> Self {
        self.0.versions = None;
        self
    }

    /// Says what became of the data.
    pub(crate) fn with_saved(mut self, saved: Saved) -> Self {
        self.0.saved = saved;
        self
    }

    /// Says how the exchange ended, and what that alone proves about the data.
    pub(crate) fn with_end(mut self, end: End) -> Self {
        self.0.saved = end.saved();
        self.0.end = Some(end);
        self
    }

    /// Adds the write whose outcome is not known, as JSON text.
    pub(crate) fn with_unsettled(mut self, write: String) -> Self {
        self.0.saved = Saved::Unknown;
        self.0.unsettled = Some(write);
        self
    }

    /// Adds a sentence to what to do about it.
    pub(crate) fn and_hint(mut self, more: &str) -> Self {
        if !self.0.hint.is_empty() {
            self.0.hint.push(' ');
        }
        self.0.hint.push_str(more);
        self
    }

    /// Says what happened in other words.
    pub(crate) fn with_message(mut self, message: String) -> Self {
        self.0.message = sentence(message);
        self
    }

    /// Adds how long the server asked to wait.
    pub fn with_retry_after_ms(mut self, milliseconds: Option<u32>) -> Self {
        self.0.retry_after_ms = milliseconds;
        self
    }

    /// Says whether the same call may succeed a moment later, if nothing was saved.
    pub fn with_retryable(mut self, retryable: bool) -> Self {
        self.0.retryable = retryable;
        self
    }

    /// The class of the error.
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// What happened, fit for an end user: no server path, no key.
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// What to do about it; empty where nothing sensible can be said.
    pub fn hint(&self) -> &str {
        &self.0.hint
    }

    /// The HTTP status; `None` where no answer came.
    pub fn status(&self) -> Option<u16> {
        self.0.status
    }

    /// The errors of the shop's error document, in its order.
    pub fn codes(&self) -> &[ShopError] {
        &self.0.codes
    }

    /// The field or option it is about.
    pub fn field(&self) -> Option<&str> {
        self.0.field.as_deref()
    }

    /// The product that blocked the request, such as `Cloudflare`; `None` where that is not known.
    pub fn by(&self) -> Option<&'static str> {
        self.0.by
    }

    /// The id of the one record in the answer that cannot be read.
    pub(crate) fn record(&self) -> Option<u32> {
        self.0.record
    }

    /// The request, without its secrets.
    pub fn request(&self) -> Option<&RequestSummary> {
        self.0.request.as_ref()
    }

    /// The two versions of a record in conflict.
    pub fn versions(&self) -> Option<&Versions> {
        self.0.versions.as_ref()
    }

    /// How long the server asked to wait, in milliseconds.
    pub fn retry_after_ms(&self) -> Option<u32> {
        self.0.retry_after_ms
    }

    /// Whether the same call may succeed a moment later: never where something was saved, or may
    /// have been.
    pub fn is_retryable(&self) -> bool {
        self.0.retryable && self.0.saved == Saved::No
    }

    /// What became of the data; `No` for reads.
    pub fn saved(&self) -> Saved {
        self.0.saved
    }

    /// How the exchange ended; `None` where none was made, or the answer was not looked at yet.
    pub(crate) fn end(&self) -> Option<End> {
        self.0.end
    }

    /// The write whose outcome is not known, as JSON text without secrets.
    pub fn unsettled(&self) -> Option<&str> {
        self.0.unsettled.as_deref()
    }

    /// Passes every text it carries through `edit`, to take a secret out.
    pub(crate) fn map_texts(mut self, edit: impl Fn(&str) -> String) -> Self {
        let parts = &mut *self.0;
        parts.message = edit(&parts.message);
        parts.hint = edit(&parts.hint);
        for one in &mut parts.codes {
            one.message = edit(&one.message);
        }
        if let Some(request) = &mut parts.request {
            request.url = edit(&request.url);
        }
        parts.field = parts.field.take().map(|field| edit(&field));
        self
    }
}

/// A text that ends with a full stop.
fn sentence(mut text: String) -> String {
    if !text.is_empty() && !text.ends_with(['.', '!', '?']) {
        text.push('.');
    }
    text
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.message)?;
        if !self.0.hint.is_empty() {
            write!(f, " ({})", self.0.hint)?;
        }
        Ok(())
    }
}

impl std::error::Error for Error {}
