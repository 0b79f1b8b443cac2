//! Why a document could not be read.

use std::fmt;

use quick_xml::errors::{Error as EventError, SyntaxError};

/// What is wrong, and at which byte of the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct XmlError {
    /// What is wrong.
    pub reason: Reason,
    /// Where, counted in bytes from the start of the XML.
    pub offset: usize,
}

/// What is wrong with a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// It ends too early.
    Truncated,
    /// Not well-formed; the parser's words.
    Syntax(String),
    /// A document type declaration, which could define entities.
    Doctype,
    /// Declared in an encoding other than UTF-8.
    Encoding(String),
    /// Bytes that are not UTF-8.
    Utf8,
    /// An entity that XML does not define by itself.
    Entity(String),
    /// A value holds `]]>` in a way that allows two readings.
    AmbiguousCdata,
    /// Text and elements side by side.
    MixedContent,
    /// An element where another was due.
    Unexpected(String),
    /// The same element twice.
    Repeated(String),
    /// More of something than is read; says what.
    Limit(&'static str),
}

/// The result of reading.
pub type Result<T, E = XmlError> = std::result::Result<T, E>;

impl Reason {
    /// The error at a place.
    pub fn at(self, offset: usize) -> XmlError {
        XmlError {
            reason: self,
            offset,
        }
    }
}

impl From<EventError> for Reason {
    fn from(error: EventError) -> Reason {
        match error {
            EventError::Syntax(
                SyntaxError::UnclosedTag
                | SyntaxError::UnclosedCData
                | SyntaxError::UnclosedComment
                | SyntaxError::UnclosedSingleQuotedAttributeValue
                | SyntaxError::UnclosedDoubleQuotedAttributeValue,
            ) => Reason::Truncated,
            EventError::Syntax(error) => Reason::Syntax(error.to_string()),
            EventError::IllFormed(error) => Reason::Syntax(excerpt(&error.to_string())),
            // Errors of what is not used here: files, encodings, namespaces.
            _ => Reason::Syntax("it cannot be read".to_owned()),
        }
    }
}

/// As much of the document's own words as a message can carry.
pub(super) fn excerpt(text: &str) -> String {
    const LONGEST: usize = 80;
    let mut shown: String = text.chars().take(LONGEST).collect();
    if text.chars().nth(LONGEST).is_some() {
        shown.push('…');
    }
    shown
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Reason::Truncated => f.write_str("the document ends too early"),
            Reason::Syntax(text) => write!(f, "the XML is not well-formed: {text}"),
            Reason::Doctype => f.write_str("the document has a DOCTYPE, which is not accepted"),
            Reason::Encoding(name) => write!(f, "the document is declared as {name}, not UTF-8"),
            Reason::Utf8 => f.write_str("the document holds bytes that are not UTF-8"),
            Reason::Entity(name) => write!(f, "the entity &{name}; is not known"),
            Reason::AmbiguousCdata => {
                f.write_str("a value holds \"]]>\" in a way that allows two readings")
            }
            Reason::MixedContent => f.write_str("text and elements are mixed"),
            Reason::Unexpected(name) => {
                write!(f, "the element <{}> is out of place", excerpt(name))
            }
            Reason::Repeated(name) => write!(f, "the element <{}> occurs twice", excerpt(name)),
            Reason::Limit(what) => write!(f, "too many or too large: {what}"),
        }
    }
}

impl fmt::Display for XmlError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} (at byte {})", self.reason, self.offset)
    }
}

impl std::error::Error for XmlError {}
