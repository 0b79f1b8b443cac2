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
    /// The document in UTF-8.
    pub body: Option<Vec<u8>>,
    summary: RequestSummary,
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
        let mut url = [endpoint.base(), &asked.path()?].concat();
        let mut headers = Vec::new();
        match auth {
            Auth::Basic => headers.push(("Authorization", key.basic_authorization())),
            Auth::Query => {
                url.push(if url.contains('?') { '&' } else { '?' });
                url.push_str("ws_key=");
                url.push_str(key.expose());
            }
        }
        if call.body.is_some() {
            headers.push(("Content-Type", "text/xml; charset=utf-8".to_string()));
        }
        let summary = RequestSummary {
            method: call.method.name(),
            url: key.redact(&url),
        };
        Ok(Request {
            method: call.method,
            url,
            headers,
            body: call.body.as_ref().map(|body| body.clone().into_bytes()),
            summary,
        })
    }

    /// What may be shown of it: the key is replaced.
    pub fn summary(&self) -> RequestSummary {
        self.summary.clone()
    }
}

impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<&str> = self.headers.iter().map(|(name, _)| *name).collect();
        f.debug_struct("Request")
            .field("method", &self.summary.method)
            .field("url", &self.summary.url)
            .field("headers", &names)
            .field("body_bytes", &self.body.as_ref().map(Vec::len))
            .finish()
    }
}
