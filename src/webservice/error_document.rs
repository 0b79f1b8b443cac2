//! Reads the shop's error documents, also those that are not well-formed: they
//! repeat the XML that was sent, and a `]]>` in it ends their own CDATA too early.

use json::Value;
use xml::{Content, Reader, XmlError};

use super::error::ShopError;
use super::number::number;

/// Far more than one request gives rise to. PHP reports the same fault again for each
/// element that was sent, about 200 of them, before the error that counts.
const ERRORS_READ: usize = 10_000;
/// The codes stand before the repeated request, or it is far smaller than this.
const BYTES_SCANNED: usize = 1 << 20;
/// A longer JSON document is no list of errors but one of records.
const JSON_READ: usize = 64 << 10;

/// The errors, read from behind the start tag of `<errors>`.
pub fn errors(xml: &mut Reader<'_>) -> Result<Vec<ShopError>, XmlError> {
    let mut errors = Vec::new();
    while let Some(element) = xml.next_child()? {
        if xml.content(&element)? != Content::Elements || errors.len() >= ERRORS_READ {
            continue;
        }
        let mut error = ShopError {
            code: None,
            message: String::new(),
        };
        while let Some(child) = xml.next_child()? {
            let name = child.name().to_owned();
            let Content::Text(text) = xml.content(&child)? else {
                continue;
            };
            match name.as_str() {
                "code" => error.code = code_of(text.trim()),
                "message" => error.message = text.trim().to_owned(),
                _ => {}
            }
        }
        errors.push(error);
    }
    Ok(errors)
}

/// The errors of a document that repeats bytes of the request which are no UTF-8.
pub fn scan_bytes(document: &[u8]) -> Vec<ShopError> {
    let start = document.get(..BYTES_SCANNED).unwrap_or(document);
    scan(&String::from_utf8_lossy(start))
}

/// The errors of a document that no XML reader accepts.
pub fn scan(document: &str) -> Vec<ShopError> {
    document
        .split("<error>")
        .skip(1)
        .take(ERRORS_READ)
        .map(|error| ShopError {
            // Of a number that was cut nothing is left to trust.
            code: inside(error, "<code>", "</code>")
                .filter(|_| error.contains("</code>"))
                .and_then(code_of),
            message: inside(error, "<message>", "</message>")
                .unwrap_or("")
                .to_owned(),
        })
        .collect()
}

/// The errors of a document in the shop's JSON format: `{"errors":[{"code":20,"message":"…"}]}`.
pub fn json_errors(document: &[u8]) -> Vec<ShopError> {
    if document.len() > JSON_READ {
        return Vec::new();
    }
    let text = std::str::from_utf8(document).unwrap_or("");
    let json = Value::parse(text).unwrap_or_default();
    let errors = json.get("errors").and_then(|errors| errors.as_array());
    let read = |error: &Value| {
        let code = error.get("code");
        let number = code.and_then(|code| match code {
            Value::String(text) => number(text).map(i64::from),
            other => other.as_whole(),
        });
        ShopError {
            code: number.and_then(|number| u16::try_from(number).ok()),
            message: error
                .get("message")
                .and_then(|message| message.as_str())
                .unwrap_or("")
                .to_owned(),
        }
    };
    errors
        .into_iter()
        .flatten()
        .take(ERRORS_READ)
        .map(read)
        .collect()
}

/// A code has digits and nothing else.
fn code_of(text: &str) -> Option<u16> {
    number(text).and_then(|code| u16::try_from(code).ok())
}

fn inside<'a>(text: &'a str, start: &str, end: &str) -> Option<&'a str> {
    let (_, rest) = text.split_once(start)?;
    let text = rest.split_once(end).map_or(rest, |(text, _)| text).trim();
    let text = text.strip_prefix("<![CDATA[").unwrap_or(text);
    Some(text.strip_suffix("]]>").unwrap_or(text).trim())
}
