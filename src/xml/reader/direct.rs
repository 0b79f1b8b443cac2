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
        let (end, closing) = loop {
            at = either(bytes, at, [b']', other])?;
            if let Some(closing) = behind(bytes, at, CDATA_END.as_bytes()) {
                break (at, closing);
            }
            if bytes.get(at) == Some(&b'\r') {
                return None;
            }
            at = at.checked_add(1)?;
        };
        let closed = behind(bytes, closing, b"</")?;
        let closed = behind(bytes, closed, name.as_bytes())?;
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
        let rest = self.source.get(inside..)?;
        let (tag, _) = rest.split_at_checked(memchr(b'>', rest.as_bytes())?)?;
        if tag.len() > self.limits.tag {
            return None;
        }
        let end = inside.checked_add(tag.len())?.checked_add(1)?;
        // No attribute may hold a `<`, so the tag really ends where one follows.
        if let Some(start) = behind(self.source.as_bytes(), end, CDATA.as_bytes()) {
            let mut element = Element::new(tag, Body::Open);
            let (text, end) = self.section(start, element.name(), false)?;
            element.body = Body::Read(text);
            self.at = end;
            return Some(element);
        }
        // The first element is left to the events, which may find a byte order mark.
        if self.at == 0 || !is_whole(tag) {
            return None;
        }
        let element = match tag.strip_suffix('/') {
            Some(tag) => Element::new(tag, Body::Empty),
            None => Element::new(tag, Body::Open),
        };
        if !element.name().bytes().all(is_of_name) {
            return None;
        }
        if matches!(element.body, Body::Open) {
            self.open.push(element.name());
        }
        self.at = end;
        Some(element)
    }
}

/// Whether no quote is left open, in which a `>` would not end the tag. The events do not count a
/// form feed among blanks.
fn is_whole(tag: &str) -> bool {
    let mut open = None;
    for byte in tag.bytes() {
        match open {
            _ if byte == b'\x0C' => return false,
            None if matches!(byte, b'"' | b'\'') => open = Some(byte),
            Some(quote) if byte == quote => open = None,
            _ => {}
        }
    }
    open.is_none()
}

fn is_of_name(byte: u8) -> bool {
    byte == b'_' || byte.is_ascii_alphanumeric()
}

#[inline]
fn past_blanks(bytes: &[u8], mut at: usize) -> usize {
    while bytes.get(at).is_some_and(u8::is_ascii_whitespace) {
        at = at.saturating_add(1);
    }
    at
}
