//! Files that a shop hands out: images, told by their first bytes, and attachments, by the headers.

use super::{Expected, Response};

/// How the formats begin that shops take and hand out.
const FORMATS: [(&str, usize, &[u8]); 5] = [
    ("image/jpeg", 0, b"\xff\xd8\xff"),
    ("image/png", 0, b"\x89PNG\r\n\x1a\n"),
    ("image/gif", 0, b"GIF8"),
    ("image/webp", 8, b"WEBP"),
    ("image/avif", 4, b"ftypavi"),
];

/// The media type of an image, by its first bytes.
pub(crate) fn image_type(bytes: &[u8]) -> Option<&'static str> {
    let mut formats = FORMATS.into_iter();
    let begins =
        |at: usize, mark: &[u8]| bytes.get(at..).is_some_and(|rest| rest.starts_with(mark));
    formats
        .find(|(_, at, mark)| begins(*at, mark))
        .map(|(name, ..)| name)
}

/// The file in a good answer, and its media type, where one is expected and there.
pub(super) fn read_file(response: &Response, expected: Expected<'_>) -> Option<(String, Vec<u8>)> {
    let kind = match expected {
        Expected::Image => image_type(&response.body)?,
        // Shops say of a file what it is called, and of a document never; browsers may hide that.
        Expected::File => {
            let is_named = response.header("Content-Disposition").is_some();
            let kind = response.header("Content-Type").unwrap_or_default();
            let kind = kind.split(';').next().unwrap_or_default().trim();
            let may_be_document = kind.is_empty()
                || ["text/", "application/json", "application/xml"]
                    .iter()
                    .any(|start| kind.starts_with(start));
            if !is_named && may_be_document {
                return None;
            }
            kind
        }
        _ => return None,
    };
    let kind = if kind.is_empty() {
        "application/octet-stream"
    } else {
        kind
    };
    Some((kind.to_owned(), response.body.clone()))
}
