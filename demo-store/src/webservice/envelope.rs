//! The headers around an answer.

use super::credentials::CHALLENGE;
use super::document::Format;
use super::errors::{self, Refusal};
use crate::http::{Request, Response};
use crate::options::ShopVersion;
use crate::sha1;

/// What the headers depend on.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Envelope {
    pub(crate) version: ShopVersion,
    /// The version as the shop writes it.
    pub(crate) number: &'static str,
    /// The shop's present, in seconds since 1970.
    pub(crate) now: i64,
    pub(crate) authenticated: bool,
    pub(crate) format: Format,
}

impl Envelope {
    /// A good answer, or 304 for who has it already.
    pub(crate) fn document(&self, status: u16, body: String, request: &Request) -> Response {
        let hash = sha1::hex(body.as_bytes());
        let held = request.header_value("Local-Content-Sha1") == Some(hash.as_str());
        let mut response = if held && status == 200 && self.version >= ShopVersion::V8_2 {
            self.bare(304)
        } else {
            let mut response = self.bare(status);
            response.body = body.into_bytes();
            response
        };
        response.set_header("Content-Sha1", &hash);
        if response.status != 304 {
            response.set_header("Content-Type", self.content_type());
        }
        response
    }

    /// What is stored, as it is read: 1.6 keeps its texts in a character set without emoji.
    pub(crate) fn stored(&self, body: String) -> String {
        if self.version > ShopVersion::V1_6 || body.is_ascii() {
            return body;
        }
        let mut out = String::with_capacity(body.len());
        for letter in body.chars() {
            if letter.len_utf8() < 4 {
                out.push(letter);
            } else {
                out.push_str("????");
            }
        }
        out
    }

    pub(crate) fn refusal(&self, refusal: &Refusal) -> Response {
        match refusal {
            Refusal::Fatal => {
                let mut response = Response::html(500, "");
                self.vary(&mut response);
                response
            }
            Refusal::Text(status, text) => Response::html(*status, text),
            Refusal::Missing => self.bare(404),
            Refusal::Errors { status, entries } => {
                let mut response = self.bare(*status);
                if !self.authenticated && *status == 401 {
                    response
                        .headers
                        .insert(0, (CHALLENGE.0.to_owned(), CHALLENGE.1.to_owned()));
                }
                response.set_header("Content-Type", self.content_type());
                response.body = match self.format {
                    Format::Xml => errors::xml(entries),
                    Format::Json => errors::json(entries),
                }
                .into_bytes();
                response
            }
        }
    }

    fn content_type(&self) -> &'static str {
        match self.format {
            Format::Xml => "text/xml;charset=utf-8",
            Format::Json => "application/json",
        }
    }

    fn bare(&self, status: u16) -> Response {
        // Before it knows who asks, 8 keeps its version to itself.
        let number = if self.authenticated || self.version < ShopVersion::V8_2 {
            self.number
        } else {
            "0"
        };
        let mut response = Response {
            status,
            ..Response::default()
        };
        self.vary(&mut response);
        response.set_header("Access-Time", &self.now.to_string());
        response.set_header("X-Powered-By", "PrestaShop Webservice");
        response.set_header("PSWS-Version", number);
        response.set_header(
            "Execution-Time",
            if self.authenticated { "0.003" } else { "0" },
        );
        response
    }

    fn vary(&self, response: &mut Response) {
        if self.version >= ShopVersion::V9_0 {
            response.set_header("Vary", "Authorization");
        }
    }
}
