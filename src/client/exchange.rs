//! What an observer sees of each request and response: everything but the secrets.

use crate::webservice::request::Request;
use crate::webservice::response::Response;

use super::secrets::Secrets;

/// One attempt at one request.
#[derive(Clone, Debug)]
pub struct Exchange {
    /// The HTTP method.
    pub method: &'static str,
    /// The address, without the key.
    pub url: String,
    /// The body sent, without secrets.
    pub request_body: Option<String>,
    /// The status; `None` where no answer came.
    pub status: Option<u16>,
    /// The response's headers.
    pub response_headers: Vec<(String, String)>,
    /// The body received, without secrets; not UTF-8 where it was not.
    pub response_body: Option<String>,
    /// How long it took, in milliseconds.
    pub duration_ms: f64,
    /// 1 for the first try.
    pub attempt: u32,
    /// 1, 2, … for a look at the shop after the answer to a write was lost.
    pub look: Option<u32>,
    /// Why it failed, in a sentence.
    pub error: Option<String>,
    /// What was noticed about the answer.
    pub warnings: Vec<String>,
}

impl Exchange {
    /// What an observer may see of a request and its response.
    pub fn redacted(secrets: &Secrets, request: &Request, response: Option<&Response>) -> Self {
        let text = |bytes: &[u8]| secrets.masked(&String::from_utf8_lossy(bytes));
        Exchange {
            method: request.method.name(),
            url: request.summary().url,
            request_body: request
                .body
                .as_deref()
                .map(|body| match request.sends_file() {
                    true => size_of(body),
                    false => text(body),
                }),
            status: response.map(|response| response.status),
            response_headers: response.map_or(Vec::new(), |response| {
                response
                    .headers
                    .iter()
                    .filter(|(name, _)| !name.eq_ignore_ascii_case("set-cookie"))
                    .map(|(name, value)| (secrets.masked(name), secrets.masked(value)))
                    .collect()
            }),
            response_body: response.map(|response| match holds_file(response) {
                true => size_of(&response.body),
                false => text(&response.body),
            }),
            duration_ms: 0.0,
            attempt: 1,
            look: None,
            error: None,
            warnings: Vec::new(),
        }
    }
}

/// What is shown in the place of a file.
fn size_of(file: &[u8]) -> String {
    ["(a file of ", &file.len().to_string(), " bytes)"].concat()
}

fn holds_file(response: &Response) -> bool {
    let is_named = response.header("Content-Disposition").is_some();
    let kind = response.header("Content-Type").unwrap_or_default();
    is_named || kind.starts_with("image/")
}
