//! What an observer sees of each request and response: everything but the secrets.

use crate::resources::node::SECRETS;
use crate::webservice::Key;
use crate::webservice::request::Request;
use crate::webservice::response::Response;

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
    /// Why it failed, in a sentence.
    pub error: Option<String>,
    /// What was noticed about the answer.
    pub warnings: Vec<String>,
}

impl Exchange {
    /// What an observer may see of a request and its response.
    pub fn redacted(key: &Key, request: &Request, response: Option<&Response>) -> Self {
        let text = |bytes: &[u8]| redact_document(&key.redact(&String::from_utf8_lossy(bytes)));
        Exchange {
            method: request.method.name(),
            url: request.summary().url,
            request_body: request.body.as_deref().map(text),
            status: response.map(|response| response.status),
            response_headers: response.map_or(Vec::new(), |response| {
                response
                    .headers
                    .iter()
                    .filter(|(name, _)| !name.eq_ignore_ascii_case("set-cookie"))
                    .map(|(name, value)| (name.clone(), key.redact(value)))
                    .collect()
            }),
            response_body: response.map(|response| text(&response.body)),
            duration_ms: 0.0,
            attempt: 1,
            error: None,
            warnings: Vec::new(),
        }
    }
}

/// Replaces what the elements of secret fields hold. Works on text, because what is
/// shown must be safe even where it is not well-formed.
fn redact_document(document: &str) -> String {
    let mut text = document.to_owned();
    for name in SECRETS {
        text = redact_element(&text, name);
    }
    text
}

fn redact_element(text: &str, name: &str) -> String {
    let (open, close) = (format!("<{name}"), format!("</{name}>"));
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once(&open) {
        out.push_str(before);
        out.push_str(&open);
        let named = behind.starts_with(['>', ' ', '/', '\n', '\t', '\r']);
        let inside = behind
            .split_once('>')
            .filter(|(tag, _)| named && !tag.ends_with('/'));
        let Some((tag, inside)) = inside else {
            rest = behind;
            continue;
        };
        out.push_str(tag);
        out.push_str(">***");
        // Without an end tag everything behind it could be the secret.
        rest = inside
            .find(&close)
            .and_then(|at| inside.get(at..))
            .unwrap_or("");
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn given_a_document_with_secrets_then_only_their_content_is_replaced() {
        let cases = [
            (
                "<passwd><![CDATA[$2y$10]]></passwd><a>1</a>",
                "<passwd>***</passwd><a>1</a>",
            ),
            (
                "<secure_key read_only=\"true\">x</secure_key>",
                "<secure_key read_only=\"true\">***</secure_key>",
            ),
            ("<passwd/><a/>", "<passwd/><a/>"),
            ("<passwd>cut", "<passwd>***"),
            (
                "<passwd_hint>x</passwd_hint>",
                "<passwd_hint>x</passwd_hint>",
            ),
            (
                "<passwd>a</passwd><passwd>b</passwd>",
                "<passwd>***</passwd><passwd>***</passwd>",
            ),
        ];
        for (document, expected) in cases {
            assert_eq!(redact_document(document), expected);
        }
    }
}
