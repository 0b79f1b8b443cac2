//! The HTTP request of a call: method, address, headers, body.

use std::fmt;

use super::call::Method;
use super::checked::Asked;
use super::endpoint::Endpoint;
use super::error::{Error, RequestSummary, Result};
use super::key::{Auth, Key};
use super::query::Language;

/// A request, ready for any HTTP client. Its debug form shows neither key nor body.
#[derive(Clone, PartialEq, Eq)]
pub struct Request {
    /// The HTTP method.
    pub method: Method,
    /// The whole address; with [`Auth::Query`] it holds the key.
    pub url: String,
    /// `Authorization` and `Content-Type` at most: shops let browsers send no others.
    pub headers: Vec<(&'static str, String)>,
    /// The document in UTF-8, or a form with a file.
    pub body: Option<Vec<u8>>,
    key: Key,
}

impl Request {
    /// Builds the request of a call.
    ///
    /// # Errors
    /// `InvalidRequest`, see [`Call::check`](super::call::Call::check).
    pub fn build<'c>(
        endpoint: &Endpoint,
        key: &Key,
        auth: Auth,
        call: impl Into<Asked<'c>>,
    ) -> Result<Request> {
        Request::of(endpoint, key, auth, call.into())
    }

    fn of(endpoint: &Endpoint, key: &Key, auth: Auth, asked: Asked<'_>) -> Result<Request> {
        let call = asked.call();
        if let Language::Named(named) = &call.query.language {
            let problem = [
                "is named by a code, and shops know ids alone: ",
                &named.join(", "),
            ];
            let hint = "Give its id here; the methods of a client look codes up";
            return Err(Error::about("language", &problem, hint));
        }
        let url = [endpoint.base(), &asked.path()?].concat();
        let mut request = Request::authorized(key, auth, call.method, url);
        if let Some(body) = &call.body {
            let document = "text/xml; charset=utf-8".to_string();
            request.headers.push(("Content-Type", document));
            request.body = Some(body.clone().into_bytes());
        }
        Ok(request)
    }

    /// A request with the key, and without a body.
    fn authorized(key: &Key, auth: Auth, method: Method, mut url: String) -> Request {
        let mut headers = Vec::new();
        match auth {
            Auth::Basic => headers.push(("Authorization", key.basic_authorization())),
            Auth::Query => {
                url.push(if url.contains('?') { '&' } else { '?' });
                url.push_str("ws_key=");
                url.push_str(key.expose());
            }
        }
        Request {
            method,
            url,
            headers,
            body: None,
            key: key.clone(),
        }
    }

    /// Builds the request of a file at a path behind `/api`, in that shop of several; with a part it
    /// sends one.
    pub(crate) fn file(
        endpoint: &Endpoint,
        key: &Key,
        auth: Auth,
        (path, id_shop): (&str, Option<u32>),
        part: Option<FilePart>,
    ) -> Request {
        let mut url = [endpoint.base(), "/api", path].concat();
        if let Some(id) = id_shop {
            url.push_str("?id_shop=");
            url.push_str(&id.to_string());
        }
        let method = match part {
            Some(_) => Method::Post,
            None => Method::Get,
        };
        let mut request = Request::authorized(key, auth, method, url);
        if let Some(part) = part {
            let (content_type, body) = part.form();
            request.headers.push(("Content-Type", content_type));
            request.body = Some(body);
        }
        request
    }

    /// Whether its body is a file and no document.
    pub(crate) fn sends_file(&self) -> bool {
        let mut headers = self.headers.iter();
        headers.any(|(_, value)| value.starts_with(FORM))
    }

    /// What may be shown of it: the key is replaced.
    pub fn summary(&self) -> RequestSummary {
        RequestSummary {
            method: self.method.name(),
            url: self.key.redact(&self.url),
        }
    }
}

/// A file to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FilePart {
    name: &'static str,
    media_type: &'static str,
    bytes: Vec<u8>,
}

const FORM: &str = "multipart/form-data; boundary=";

impl FilePart {
    /// The file of the field `name`.
    pub(crate) fn new(name: &'static str, media_type: &'static str, bytes: Vec<u8>) -> Self {
        FilePart {
            name,
            media_type,
            bytes,
        }
    }

    /// The content type and the body of a form with nothing else in it.
    fn form(self) -> (String, Vec<u8>) {
        // What parts the form must not be in the file.
        let sum = fingerprint(&self.bytes);
        let boundary = format!("----aismarttalk-{sum:016x}");
        let format = self.media_type.rsplit('/').next().unwrap_or_default();
        let head = [
            "--",
            &boundary,
            "\r\nContent-Disposition: form-data; name=\"",
            self.name,
            "\"; filename=\"",
            self.name,
            ".",
            format,
            "\"\r\nContent-Type: ",
            self.media_type,
            "\r\n\r\n",
        ];
        let mut body = head.concat().into_bytes();
        body.extend(self.bytes);
        body.extend(["\r\n--", &boundary, "--\r\n"].concat().into_bytes());
        ([FORM, &boundary].concat(), body)
    }
}

/// A number that changes with every byte.
fn fingerprint(bytes: &[u8]) -> u64 {
    let step = |sum: u64, byte: &u8| (sum ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, step)
}

impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<&str> = self.headers.iter().map(|(name, _)| *name).collect();
        f.debug_struct("Request")
            .field("method", &self.method.name())
            .field("url", &self.summary().url)
            .field("headers", &names)
            .field("body_bytes", &self.body.as_ref().map(Vec::len))
            .finish()
    }
}
