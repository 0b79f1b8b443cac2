//! What shops write nearly always, read without events, of which each would take longer than a value.
//! Anything else is left to the events, and nothing is read otherwise than they read it.

use memchr::memchr;

use crate::cdata::{CDATA, CDATA_END};
use crate::element::{Body, Element};
use crate::words::{behind, either};

use super::Reader;

impl<'a> Reader<'a> {
    /// The text of the next child where that is `<name …><![CDATA[text]]></name>`; else nothing is
    /// read, and [`Reader::next_child`] goes on.
    #[inline]
    pub fn section_of(&mut self, name: &str) -> Option<&'a str> {
        if self.beside.is_some() {
            return None;
        }
        let bytes = self.source.as_bytes();
        let inside = behind(bytes, past_blanks(bytes, self.at), b"<")?;
        let named = behind(bytes, inside, name.as_bytes())?;
        let end = match bytes.get(named)? {
            b'>' => named,
            b' ' => memchr(b'>', bytes.get(named..)?)?.checked_add(named)?,
            _ => return None,
        };
        if end.saturating_sub(inside) > self.limits.tag {
            return None;
        }
        let start = behind(bytes, end.checked_add(1)?, CDATA.as_bytes())?;
        let (text, end) = self.section(start, name, true)?;
        self.at = end;
        Some(text)
    }

    /// The text of a section from where it starts, and the place behind the end tag that follows it.
    #[inline]
    fn section(&self, start: usize, name: &str, is_line: bool) -> Option<(&'a str, usize)> {
        let bytes = self.source.as_bytes();
        // A line end may have to become another.
        let other = if is_line { b'\r' } else { b']' };
        let mut at = start;
        let (end, named) = loop {
            at = either(bytes, at, [b']', other])?;
            if let Some(named) = behind(bytes, at, b"]]></") {
                break (at, named);
            }
            let is_line_end = bytes.get(at) == Some(&b'\r');
            if is_line_end || behind(bytes, at, CDATA_END.as_bytes()).is_some() {
                return None;
            }
            at = at.checked_add(1)?;
        };
        let closed = behind(bytes, named, name.as_bytes())?;
        let closed = behind(bytes, closed, b">")?;
        Some((self.source.get(start..end)?, closed))
    }

    /// The next child, or the end of its level.
    pub(super) fn direct(&mut self) -> Option<Option<Element<'a>>> {
        let bytes = self.source.as_bytes();
        let inside = behind(bytes, past_blanks(bytes, self.at), b"<")?;
        match *bytes.get(inside)? {
            b'/' => {
                let name = self.open.last()?;
                let named = behind(bytes, inside.checked_add(1)?, name.as_bytes())?;
                self.at = behind(bytes, named, b">")?;
                self.open.pop();
                Some(None)
            }
            b'_' | b'a'..=b'z' | b'A'..=b'Z' => self.direct_start(inside).map(Some),
            _ => None,
        }
    }

    /// An element from its name on: whole, where it holds one section.
    fn direct_start(&mut self, inside: usize) -> Option<Element<'a>> {
        let bytes = self.source.as_bytes();
        let (named, is_plain) = past_name(bytes, inside);
        let end = memchr(b'>', bytes.get(named..)?)?.checked_add(named)?;
        if end.saturating_sub(inside) > self.limits.tag {
            return None;
        }
        let name = self.source.get(inside..named)?;
        let attributes = self.source.get(named..end)?;
        let behind_tag = end.checked_add(1)?;
        // No attribute may hold a `<`, so the tag really ends where one follows.
        if let Some(start) = behind(bytes, behind_tag, CDATA.as_bytes()) {
            let (text, end) = self.section(start, name, false)?;
            self.at = end;
            return Some(Element::of(name, attributes, Body::Read(text)));
        }
        // The first element is left to the events, which may find a byte order mark.
        if self.at == 0 || !is_plain || !is_whole(attributes) {
            return None;
        }
        self.at = behind_tag;
        if let Some(attributes) = attributes.strip_suffix('/') {
            return Some(Element::of(name, attributes, Body::Empty));
        }
        if let Some(name) = name.strip_suffix('/') {
            return Some(Element::of(name, attributes, Body::Empty));
        }
        self.open.push(name);
        Some(Element::of(name, attributes, Body::Open))
    }
}

/// The place behind a name, and whether it has only letters, digits and `_`.
#[inline]
fn past_name(bytes: &[u8], mut at: usize) -> (usize, bool) {
    let mut is_plain = true;
    while let Some(byte) = bytes.get(at) {
        if *byte == b'>' || byte.is_ascii_whitespace() {
            break;
        }
        at = at.saturating_add(1);
        // Of an element that ends itself the slash is taken off later.
        is_plain &= byte.is_ascii_alphanumeric()
            || *byte == b'_'
            || *byte == b'/' && bytes.get(at) == Some(&b'>');
    }
    (at, is_plain)
}

/// Whether no quote is left open, in which a `>` would not end the tag. The events do not count a
/// form feed among blanks.
fn is_whole(attributes: &str) -> bool {
    let bytes = attributes.as_bytes();
    let mut at = 0;
    while let Some(start) = either(bytes, at, [b'"', b'\'']) {
        let quote = bytes.get(start).copied().unwrap_or_default();
        let Some(end) = either(bytes, start.saturating_add(1), [quote; 2]) else {
            return false;
        };
        at = end.saturating_add(1);
    }
    bytes.first() != Some(&b'\x0C')
}

#[inline]
fn past_blanks(bytes: &[u8], mut at: usize) -> usize {
    while bytes.get(at).is_some_and(u8::is_ascii_whitespace) {
        at = at.saturating_add(1);
    }
    at
}

#[cfg(test)]
mod tests;
