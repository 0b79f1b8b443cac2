//! What came in the body: XML, whatever its wrapping.

use roxmltree::{Document, Node, ParsingOptions};

use crate::options::{Options, ShopVersion};
use crate::webservice::errors::Refusal;

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

/// The document, or the refusal that echoes what came.
pub(super) fn parse<'a>(text: &'a str, options: &Options) -> Result<Document<'a>, Refusal> {
    let parsing = ParsingOptions {
        allow_dtd: true,
        ..ParsingOptions::default()
    };
    Document::parse_with_options(text, parsing).map_err(|error| broken(text, options, &error))
}

fn broken(text: &str, options: &Options, error: &roxmltree::Error) -> Refusal {
    let message = format!(
        "XML error : String could not be parsed as XML\nXML length : {}\nOriginal XML : {text}",
        text.len()
    );
    let mut refusal = Refusal::one(500, 127, message);
    let warns = options.php_warnings && options.version > ShopVersion::V1_6;
    if warns && !text.trim().is_empty() {
        let place = "(/var/www/shop/classes/webservice/WebserviceRequest.php, line 1544)";
        let line = format!("Entity: line {}: parser error : {error}", error.pos().row);
        for part in [
            "                ^".to_owned(),
            text.lines().next().unwrap_or("").to_owned(),
            line,
        ] {
            let warning =
                format!("[PHP Warning #2] SimpleXMLElement::__construct(): {part} {place}");
            refusal = refusal.behind(3, warning);
        }
    }
    refusal
}

/// The records of a document: whatever stands inside the root, whatever it is called.
pub(super) fn records<'a, 'input>(document: &'a Document<'input>) -> Vec<Node<'a, 'input>> {
    document
        .root_element()
        .children()
        .filter(Node::is_element)
        .collect()
}

/// The first child of that name.
pub(super) fn child<'a, 'input>(node: Node<'a, 'input>, name: &str) -> Option<Node<'a, 'input>> {
    node.children().find(|child| child.has_tag_name(name))
}

/// The text of a node, without that of its elements.
pub(super) fn text(node: Node<'_, '_>) -> String {
    node.children()
        .filter(Node::is_text)
        .filter_map(|part| part.text())
        .collect()
}
