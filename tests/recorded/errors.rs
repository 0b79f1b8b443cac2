//! What an error answer has to become: its codes by a scan of our own, and its class
//! by tables.

use aismarttalk_prestashop::webservice::error::ErrorKind::{self, *};

/// One error of an error document.
#[derive(Debug, PartialEq, Eq)]
pub struct Scanned {
    pub code: Option<u16>,
    pub message: String,
}

/// The errors of an answer, XML or JSON, well-formed or not.
pub fn scan(body: &[u8]) -> Vec<Scanned> {
    let text = String::from_utf8_lossy(body);
    let xml: Vec<Scanned> = text.split("<error>").skip(1).map(scanned).collect();
    if xml.is_empty() {
        scan_json(&text)
    } else {
        xml
    }
}

fn scanned(error: &str) -> Scanned {
    let part = |name: &str| {
        let start = error.find(&format!("<{name}><![CDATA["))? + name.len() + 11;
        let length = error[start..].find(&format!("]]></{name}>"))?;
        Some(error[start..start + length].trim().to_owned())
    };
    Scanned {
        code: part("code").and_then(|code| code.parse().ok()),
        message: part("message").unwrap_or_default(),
    }
}

fn scan_json(text: &str) -> Vec<Scanned> {
    let start = text.find("{\"errors\"").unwrap_or(text.len());
    let document: serde_json::Value = serde_json::from_str(&text[start..]).unwrap_or_default();
    let errors = document["errors"].as_array().cloned().unwrap_or_default();
    let scanned = errors.iter().map(|error| Scanned {
        code: error["code"].as_u64().and_then(|code| code.try_into().ok()),
        message: error["message"]
            .as_str()
            .unwrap_or_default()
            .trim()
            .to_owned(),
    });
    scanned.collect()
}

/// The class of each code.
const CLASSES: &[(&[u16], ErrorKind)] = &[
    (&[17, 18, 20, 21], Authentication),
    (&[25, 26, 132], Permission),
    (&[22], WebserviceDisabled),
    (&[87, 92, 131], NotFound),
    (&[41, 84, 85, 86, 93, 123, 133, 134, 135, 141], Validation),
    (
        &[23, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40],
        InvalidRequest,
    ),
    (
        &[78, 79, 80, 81, 89, 90, 91, 101, 127, 128, 999],
        InvalidRequest,
    ),
    (&[46, 88, 126], Server),
];

/// The class of an error document: PHP's own messages (2 to 15) count only where
/// nothing else was said.
pub fn class_of(errors: &[Scanned]) -> ErrorKind {
    let mut codes = errors.iter().filter_map(|error| error.code);
    let Some(code) = codes.find(|code| !(2..=15).contains(code)) else {
        return Server;
    };
    let class = CLASSES.iter().find(|(codes, _)| codes.contains(&code));
    class
        .unwrap_or_else(|| panic!("the table has no code {code}"))
        .1
}

/// What the body of an answer without an error document looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    Empty,
    UnknownOrderState,
    Text,
    Page,
    Fatal,
}

impl Shape {
    pub fn of(body: &[u8]) -> Self {
        let text = String::from_utf8_lossy(body);
        let lower = text
            .trim_start_matches('\u{feff}')
            .trim()
            .to_ascii_lowercase();
        match lower.as_str() {
            "" => Shape::Empty,
            text if text.contains("fatal error") => Shape::Fatal,
            "invalid new order status" => Shape::UnknownOrderState,
            text if text.contains("<html") => Shape::Page,
            _ => Shape::Text,
        }
    }
}

/// The class of each status and shape.
const WITHOUT_CODES: &[(u16, Shape, ErrorKind)] = &[
    (200, Shape::Fatal, Server),
    (200, Shape::UnknownOrderState, Validation),
    (500, Shape::UnknownOrderState, Validation),
    (302, Shape::Empty, WrongAddress),
    (302, Shape::Page, WrongAddress),
    (304, Shape::Empty, MalformedResponse),
    (401, Shape::Text, Authentication),
    (403, Shape::Page, Blocked),
    (404, Shape::Empty, NotFound),
    (404, Shape::Text, NotFound),
    (404, Shape::Page, WrongAddress),
    (405, Shape::Empty, Permission),
    (500, Shape::Empty, Server),
    (500, Shape::Page, Server),
];

/// The class of an answer without an error document.
pub fn class_without_codes(status: u16, shape: Shape) -> Option<ErrorKind> {
    let found = WITHOUT_CODES
        .iter()
        .find(|(one, other, _)| (*one, *other) == (status, shape));
    found.map(|(_, _, class)| *class)
}
