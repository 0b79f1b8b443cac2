//! A streaming reader of Webservice XML.
//!
//! The caller owns the loop: [`Reader::next_child`] gives an element,
//! [`Reader::content`] says whether it holds text (then it is done) or elements
//! (then the loop goes one level down). Text borrows from the document.

use std::borrow::Cow;
use std::io::BufRead;

use memchr::memchr;
use quick_xml::errors::{Error as EventError, SyntaxError};
use quick_xml::events::{BytesRef, BytesStart, Event};

use super::cdata::{CDATA, CDATA_END, SPLIT, Sequel, closes, find_from, sequel};
use super::element::{Body, Element};
use super::error::{Reason, Result, XmlError, excerpt};
use super::find::find;
use super::limits::Limits;
use super::lines::{normalised, normalised_cow};

/// Reads one document. A clone goes on from the same place.
#[derive(Clone, Debug)]
pub struct Reader<'a> {
    source: &'a str,
    events: quick_xml::Reader<&'a [u8]>,
    limits: Limits,
    repaired: usize,
    /// Why there is nothing behind the source's end.
    end: Reason,
}

/// What an element holds.
#[derive(Debug, PartialEq, Eq)]
pub enum Content<'a> {
    /// Text, or nothing; its end tag has been read.
    Text(Cow<'a, str>),
    /// Elements; read them with [`Reader::next_child`] until it says `None`.
    Elements,
}

impl<'a> Reader<'a> {
    /// A reader that starts before the root element.
    pub fn new(source: &'a str, limits: Limits) -> Self {
        let events = quick_xml::Reader::from_str(source);
        Reader {
            source,
            events,
            limits,
            repaired: 0,
            end: Reason::Truncated,
        }
    }

    /// The same reader of a source that was cut at a byte that is not UTF-8.
    pub fn of_cut_source(mut self) -> Self {
        self.end = Reason::Utf8;
        self
    }

    /// The bounds that hold for this document.
    pub fn limits(&self) -> &Limits {
        &self.limits
    }

    /// How many values held a bare `]]>` and were read to their true end.
    pub fn repaired(&self) -> usize {
        self.repaired
    }

    /// How many bytes the document has.
    pub fn length(&self) -> usize {
        self.source.len()
    }

    /// The byte after the last thing read.
    pub fn position(&self) -> usize {
        usize::try_from(self.events.buffer_position()).unwrap_or(usize::MAX)
    }

    /// What stands behind the last thing read.
    pub fn rest(&self) -> &'a str {
        self.source.get(self.position()..).unwrap_or("")
    }

    /// An error at the place reached.
    pub fn error(&self, reason: Reason) -> XmlError {
        reason.at(self.position())
    }

    /// The next element on this level; `None` when the level's end tag was read.
    pub fn next_child(&mut self) -> Result<Option<Element<'a>>> {
        if let Some(leaf) = self.leaf() {
            return Ok(Some(leaf));
        }
        loop {
            match self.next_event()? {
                Event::Start(tag) => return self.element(&tag, ">", Body::Open).map(Some),
                Event::Empty(tag) => return self.element(&tag, "/>", Body::Empty).map(Some),
                Event::End(_) => return Ok(None),
                Event::Text(text) if is_blank(&text) => {}
                Event::Comment(_) | Event::PI(_) | Event::Decl(_) => {}
                Event::Eof => return Err(self.error(self.end.clone())),
                Event::DocType(_) => return Err(self.error(Reason::Doctype)),
                Event::Text(_) | Event::CData(_) | Event::GeneralRef(_) => {
                    return Err(self.error(Reason::MixedContent));
                }
            }
        }
    }

    /// What an element holds.
    pub fn content(&mut self, element: &Element<'a>) -> Result<Content<'a>> {
        match element.body {
            Body::Empty => return Ok(Content::Text(Cow::Borrowed(""))),
            Body::Read(text) => return Ok(Content::Text(normalised(text))),
            Body::Open => {}
        }
        let rest = self.rest();
        if rest.starts_with(CDATA) {
            if let Some(text) = self.cdata(element.name())? {
                return Ok(Content::Text(normalised(text)));
            }
        } else if starts_with_element(rest) {
            return Ok(Content::Elements);
        }
        self.text().map(Content::Text)
    }

    /// Passes over an element with all it holds.
    pub fn skip(&mut self, element: &Element<'a>) -> Result<()> {
        let mut open = match self.content(element)? {
            Content::Text(_) => return Ok(()),
            Content::Elements => 1_usize,
        };
        while open > 0 {
            match self.next_child()? {
                None => open = open.saturating_sub(1),
                Some(child) => {
                    if self.content(&child)? == Content::Elements {
                        open = open.saturating_add(1);
                        if open > self.limits.depth {
                            return Err(self.error(Reason::Limit("nested elements")));
                        }
                    }
                }
            }
        }
        Ok(())
    }

    fn element(&self, tag: &BytesStart<'_>, end: &str, body: Body<'a>) -> Result<Element<'a>> {
        if tag.len() > self.limits.tag {
            return Err(self.error(Reason::Limit("bytes of a tag")));
        }
        // The event borrows for itself; the document is borrowed for longer.
        let to = self.position().saturating_sub(end.len());
        let tag = self.source.get(to.saturating_sub(tag.len())..to);
        Ok(Element::new(tag.unwrap_or(""), body))
    }

    /// Reads `<f …><![CDATA[value]]></f>` in one go, as shops write nearly every element:
    /// of a list's time, events for it would take two thirds. Anything else, a value with
    /// a bare `]]>` too, is left to the events.
    fn leaf(&mut self) -> Option<Element<'a>> {
        let rest = self.rest();
        let inside = rest.trim_ascii_start().strip_prefix('<')?;
        let (tag, behind) = inside.split_at_checked(memchr(b'>', inside.as_bytes())?)?;
        // No attribute may hold a `<`, so the tag really ends where one follows.
        let value = behind.get(1..)?.strip_prefix(CDATA)?;
        let named = tag.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
        if tag.len() > self.limits.tag || !named {
            return None;
        }
        let (value, behind) =
            value.split_at_checked(find(value.as_bytes(), CDATA_END.as_bytes())?)?;
        let element = Element::new(tag, Body::Read(value));
        let behind = behind.get(CDATA_END.len()..)?.strip_prefix("</")?;
        let behind = behind.strip_prefix(element.name())?.strip_prefix('>')?;
        self.events
            .stream()
            .consume(rest.len().saturating_sub(behind.len()));
        Some(element)
    }

    fn next_event(&mut self) -> Result<Event<'a>> {
        self.events.read_event().map_err(|error| {
            let offset = usize::try_from(self.events.error_position()).unwrap_or(usize::MAX);
            match reason(error) {
                Reason::Truncated => self.end.clone().at(offset),
                other => other.at(offset),
            }
        })
    }

    /// The fast way for `<f><![CDATA[value]]></f>`, and the right one for values that
    /// hold `]]>`: shops write them as they are, so the value ends where `]]></f>` stands.
    ///
    /// `None` leaves the section to the event reader.
    fn cdata(&mut self, name: &str) -> Result<Option<&'a str>> {
        let rest = self.rest().get(CDATA.len()..).unwrap_or("");
        let mut from = 0;
        let mut first = None;
        let length = loop {
            let Some(found) = find_from(rest, from, CDATA_END) else {
                return Err(self.error(self.end.clone()));
            };
            let behind = rest
                .get(found.saturating_add(CDATA_END.len())..)
                .unwrap_or("");
            if closes(behind, name) {
                break found;
            }
            let split =
                behind.starts_with(SPLIT) && rest.get(..found).is_some_and(|s| s.ends_with("]]"));
            let sequel = if split {
                Sequel::Xml
            } else {
                sequel(behind, name)
            };
            match sequel {
                Sequel::Xml if from == 0 => return Ok(None),
                Sequel::Value => {}
                Sequel::Xml | Sequel::Either => {
                    return Err(self.error(Reason::AmbiguousCdata));
                }
            }
            first.get_or_insert(found);
            from = found.saturating_add(1);
        };
        if let Some(first) = first {
            // Another section behind the bare end: perhaps another element's.
            if find_from(rest.get(..length).unwrap_or(""), first, CDATA).is_some() {
                return Err(self.error(Reason::AmbiguousCdata));
            }
            self.repaired = self.repaired.saturating_add(1);
        }
        let consumed = length
            .saturating_add(CDATA.len())
            .saturating_add(CDATA_END.len());
        self.events.stream().consume(consumed);
        match self.next_event()? {
            Event::End(_) => Ok(Some(rest.get(..length).unwrap_or(""))),
            _ => Err(self.error(Reason::MixedContent)),
        }
    }

    /// Text, references and several sections put together, up to the end tag.
    fn text(&mut self) -> Result<Cow<'a, str>> {
        let mut text: Cow<'a, str> = Cow::Borrowed("");
        loop {
            match self.next_event()? {
                Event::Text(part) => append(&mut text, normalised_cow(part.into_inner())),
                Event::CData(part) => append(&mut text, normalised_cow(part.into_inner())),
                Event::GeneralRef(reference) => {
                    text.to_mut().push_str(&self.resolve(&reference)?);
                }
                Event::Comment(_) | Event::PI(_) => {}
                Event::End(_) => return Ok(text),
                Event::Eof => return Err(self.error(self.end.clone())),
                Event::DocType(_) => return Err(self.error(Reason::Doctype)),
                Event::Start(_) | Event::Empty(_) | Event::Decl(_) => {
                    return Err(self.error(Reason::MixedContent));
                }
            }
        }
    }

    fn resolve(&self, reference: &BytesRef<'_>) -> Result<String> {
        let unknown = || self.error(Reason::Entity(excerpt(reference)));
        if reference.is_char_ref() {
            let character = reference.resolve_char_ref().ok().flatten();
            return character.map(String::from).ok_or_else(unknown);
        }
        let text = match &**reference {
            "lt" => "<",
            "gt" => ">",
            "amp" => "&",
            "apos" => "'",
            "quot" => "\"",
            _ => return Err(unknown()),
        };
        Ok(text.to_owned())
    }
}

fn reason(error: EventError) -> Reason {
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

fn is_blank(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_whitespace())
}

/// Whether an element comes next, past blanks and comments.
fn starts_with_element(mut rest: &str) -> bool {
    loop {
        rest = rest.trim_ascii_start();
        let Some(comment) = rest.strip_prefix("<!--") else {
            break;
        };
        match comment.split_once("-->") {
            Some((_, behind)) => rest = behind,
            None => return false,
        }
    }
    let mut bytes = rest.bytes();
    bytes.next() == Some(b'<') && !matches!(bytes.next(), None | Some(b'/' | b'!' | b'?'))
}

fn append<'a>(text: &mut Cow<'a, str>, part: Cow<'a, str>) {
    if text.is_empty() {
        *text = part;
    } else {
        text.to_mut().push_str(&part);
    }
}
