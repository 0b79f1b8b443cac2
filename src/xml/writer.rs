//! Writes Webservice XML: every value in CDATA, as shops do, but never one that ends early.

const NAMESPACE: &str = "http://www.w3.org/1999/xlink";

/// Writes one document.
#[derive(Debug)]
pub struct Writer {
    xml: String,
    open: Vec<String>,
}

impl Writer {
    /// A document whose root element is open.
    pub fn new() -> Self {
        Writer {
            xml: format!(
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<prestashop xmlns:xlink=\"{NAMESPACE}\">"
            ),
            open: Vec::new(),
        }
    }

    /// Opens an element.
    pub fn open(&mut self, name: &str) -> &mut Self {
        self.open_with(name, &[])
    }

    /// Opens an element with attributes.
    pub fn open_with(&mut self, name: &str, attributes: &[(&str, &str)]) -> &mut Self {
        self.tag(name, attributes);
        self.open.push(name.to_owned());
        self
    }

    /// Closes the element opened last.
    pub fn close(&mut self) -> &mut Self {
        if let Some(name) = self.open.pop() {
            self.end(&name);
        }
        self
    }

    /// An element with text.
    pub fn text(&mut self, name: &str, attributes: &[(&str, &str)], value: &str) -> &mut Self {
        self.tag(name, attributes);
        push_cdata(&mut self.xml, value);
        self.end(name);
        self
    }

    /// The document, with everything closed.
    pub fn finish(mut self) -> String {
        while !self.open.is_empty() {
            self.close();
        }
        self.end("prestashop");
        self.xml
    }

    fn tag(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.xml.push('<');
        self.xml.push_str(name);
        for (key, value) in attributes {
            self.xml.push(' ');
            self.xml.push_str(key);
            self.xml.push_str("=\"");
            push_escaped(&mut self.xml, value);
            self.xml.push('"');
        }
        self.xml.push('>');
    }

    fn end(&mut self, name: &str) {
        self.xml.push_str("</");
        self.xml.push_str(name);
        self.xml.push('>');
    }
}

impl Default for Writer {
    fn default() -> Self {
        Writer::new()
    }
}

/// Whether XML can hold a text: of the control characters it has only blanks, and no spelling
/// for the others.
pub fn can_hold(text: &str) -> bool {
    text.chars().all(is_holdable)
}

/// A text without the characters that XML cannot hold.
pub fn holdable(text: &str) -> String {
    text.chars().filter(|one| is_holdable(*one)).collect()
}

fn is_holdable(one: char) -> bool {
    !matches!(one, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
}

/// `]]>` would end the section, so it is split over two; a bare carriage return
/// would be read back as a line feed, so it stands as a reference between two.
fn push_cdata(xml: &mut String, value: &str) {
    xml.push_str("<![CDATA[");
    let split = value.replace("]]>", "]]]]><![CDATA[>");
    xml.push_str(&split.replace('\r', "]]>&#13;<![CDATA["));
    xml.push_str("]]>");
}

fn push_escaped(xml: &mut String, value: &str) {
    for character in value.chars() {
        match character {
            '&' => xml.push_str("&amp;"),
            '<' => xml.push_str("&lt;"),
            '"' => xml.push_str("&quot;"),
            other => xml.push(other),
        }
    }
}
