//! What came in the body: XML, whatever its wrapping.

use roxmltree::{Document, Node, ParsingOptions};

use crate::options::{Options, ShopVersion};
use crate::webservice::errors::Refusal;

/// An element of the body, apart from it, so that a write under way can keep it.
#[derive(Debug, Clone, Default)]
pub(super) struct Element {
    pub(super) name: String,
    /// The attribute `id`.
    pub(super) id: Option<String>,
    /// Without that of the elements inside.
    pub(super) text: String,
    pub(super) children: Vec<Element>,
}

/// Record, associations, association, item, field: nothing deeper means anything.
const DEPTH: usize = 6;

impl Element {
    fn of(node: Node<'_, '_>, depth: usize) -> Element {
        let inside = node
            .children()
            .filter(|child| child.is_element() && depth > 0);
        Element {
            name: node.tag_name().name().to_owned(),
            id: node.attribute("id").map(str::to_owned),
            text: text(node),
            children: inside.map(|child| Element::of(child, depth - 1)).collect(),
        }
    }

    /// The first child of that name.
    pub(super) fn child(&self, name: &str) -> Option<&Element> {
        self.children.iter().find(|child| child.name == name)
    }
}

/// The body as text: without a byte order mark and without `xml=` in front.
pub(super) fn decode(body: &[u8]) -> String {
    let text = match std::str::from_utf8(body) {
        Ok(text) => text.to_owned(),
        // Every byte is a character in ISO-8859-1; anything else was no text anyway.
        Err(_) if declares_latin(body) => body.iter().map(|byte| char::from(*byte)).collect(),
        Err(_) => String::from_utf8_lossy(body).replace(char::REPLACEMENT_CHARACTER, "\u{1}"),
    };
    let text = text.trim_start_matches('\u{FEFF}');
    text.strip_prefix("xml=").unwrap_or(text).to_owned()
}

fn declares_latin(body: &[u8]) -> bool {
    let head: Vec<u8> = body.iter().take(80).map(u8::to_ascii_lowercase).collect();
    head.windows(10).any(|window| window == b"iso-8859-1")
}

/// The records of the body, whatever they and the root are called, or the refusal that
/// echoes what came.
pub(super) fn records(text: &str, options: &Options) -> Result<Vec<Element>, Refusal> {
    match parse(text) {
        Ok(records) => Ok(records),
        Err(roxmltree::Error::UnknownNamespace(prefix, place)) => {
            if warns(options) {
                return Err(unknown_prefix(&prefix, place.row));
            }
            // Without its warning PHP does not mind.
            let declared = format!("<prestashop xmlns:{prefix}=\"http://www.w3.org/1999/xlink\"");
            parse(&text.replacen("<prestashop", &declared, 1))
                .map_err(|error| broken(text, options, &error))
        }
        Err(error) => Err(broken(text, options, &error)),
    }
}

fn parse(text: &str) -> Result<Vec<Element>, roxmltree::Error> {
    let parsing = ParsingOptions {
        allow_dtd: true,
        ..ParsingOptions::default()
    };
    let document = Document::parse_with_options(text, parsing)?;
    let inside = document.root_element().children();
    Ok(inside
        .filter(Node::is_element)
        .map(|node| Element::of(node, DEPTH))
        .collect())
}

/// Whether PHP's warnings become entries of the answer.
fn warns(options: &Options) -> bool {
    options.php_warnings && options.version > ShopVersion::V1_6
}

const PLACE: &str = "(/var/www/shop/classes/webservice/WebserviceRequest.php, line 1544)";

fn unknown_prefix(prefix: &str, row: u32) -> Refusal {
    let message = format!(
        "[PHP Warning #2] SimpleXMLElement::__construct(): Entity: line {row}: namespace error : Namespace prefix {prefix} is not defined {PLACE}"
    );
    Refusal::one(500, 3, message)
}

fn broken(text: &str, options: &Options, error: &roxmltree::Error) -> Refusal {
    let message = format!(
        "XML error : String could not be parsed as XML\nXML length : {}\nOriginal XML : {text}",
        text.len()
    );
    let mut refusal = Refusal::one(500, 127, message);
    if warns(options) && !text.trim().is_empty() {
        for warning in warnings(text, error).into_iter().rev() {
            let warning =
                format!("[PHP Warning #2] SimpleXMLElement::__construct(): {warning} {PLACE}");
            refusal = refusal.behind(3, warning);
        }
    }
    refusal
}

/// What PHP's parser complains of after a character XML has no place for: the section
/// does not end, then none of the elements around it does.
const AFTER_A_CHARACTER: [&str; 8] = [
    "PCDATA invalid Char value",
    "CData section not finished",
    "Sequence ']]>' not allowed in content",
    "internal error: detected an error in element content",
    "Opening and ending tag mismatch: language",
    "Opening and ending tag mismatch: record",
    "Premature end of data in tag prestashop",
    "Extra content at the end of the document",
];

/// Each complaint takes three entries: itself, the line it is about, and a mark below.
fn warnings(text: &str, error: &roxmltree::Error) -> Vec<String> {
    let row = error.pos().row;
    let at = usize::try_from(row).unwrap_or(1).saturating_sub(1);
    let (complaints, line): (Vec<String>, &str) = match error {
        roxmltree::Error::NonXmlChar(..) => (
            AFTER_A_CHARACTER.map(str::to_owned).to_vec(),
            text.lines().nth(at).unwrap_or(""),
        ),
        _ => (vec![error.to_string()], text.lines().next().unwrap_or("")),
    };
    complaints
        .into_iter()
        .flat_map(|complaint| {
            [
                format!("Entity: line {row}: parser error : {complaint}"),
                line.to_owned(),
                "                ^".to_owned(),
            ]
        })
        .collect()
}

/// The text of a node, without that of its elements.
fn text(node: Node<'_, '_>) -> String {
    node.children()
        .filter(Node::is_text)
        .filter_map(|part| part.text())
        .collect()
}
