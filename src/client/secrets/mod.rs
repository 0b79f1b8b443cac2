//! What may be shown of a shop's text: all but the values of secret fields, by their names in any
//! notation, by the form of a hash, and by the values that were read or sent in the same call.
//!
//! Works without a parser, because what is shown must be safe even where it is not well-formed.
//! Every byte is looked at a bounded number of times.

mod hashes;
mod name;
mod notation;
mod sign;
mod value;

use hashes::hash;
use name::names;
use notation::last;
use resources::lexical::date_parts;
use value::{Rows, Span, value};

use crate::webservice::Key;

const MASK: &str = "***";
/// Values kept to be looked for elsewhere: those that are no hashes, of which there are few.
const MOST_VALUES: usize = 32;
/// Bytes of a message: shops list all fields they have, or repeat what they were sent.
const LONGEST: usize = 16 << 10;
/// Shorter ones stand in any text.
const SHORTEST: usize = 5;

/// The secrets of one call.
#[derive(Clone, Debug, Default)]
pub struct Secrets {
    key: Option<Key>,
    values: Vec<String>,
}

impl Secrets {
    /// Those of a client with this key.
    pub fn of(key: &Key) -> Self {
        Secrets {
            key: Some(key.clone()),
            values: Vec::new(),
        }
    }

    /// The same, with the values of secret fields in what was sent or received.
    pub fn and_of(mut self, body: &[u8]) -> Self {
        let text = String::from_utf8_lossy(body);
        for (start, end) in named(text.as_bytes()) {
            let text = text.get(start..end).unwrap_or_default();
            let value = inside(text);
            let is_new = value.len() >= SHORTEST && !self.values.iter().any(|one| one == value);
            // A date is a secret in its place alone, and a hash is found by its form.
            let is_hash = hash(value.as_bytes()).is_some();
            if is_new && date_parts(value).is_none() && !is_hash {
                // Of two values the longer one may hold the other.
                let is_longer = |one: &String| one.len() > value.len();
                let at = self.values.iter().take_while(|one| is_longer(one)).count();
                self.values.insert(at, value.to_owned());
            }
            if self.values.len() >= MOST_VALUES {
                break;
            }
        }
        self
    }

    /// The same of the beginning of a text, of which nobody reads more in an error or a warning.
    pub fn shown(&self, text: &str) -> String {
        match text.get(..text.floor_char_boundary(LONGEST)) {
            Some(start) if start.len() < text.len() => [&self.masked(start), "…"].concat(),
            _ => self.masked(text),
        }
    }

    /// The text with `***` for the key and for the values of secret fields.
    pub fn masked(&self, text: &str) -> String {
        let without_key = self.key.as_ref().map(|key| key.redact(text));
        let mut text = without_secrets(without_key.as_deref().unwrap_or(text));
        for value in self.values.iter() {
            if text.contains(value) {
                text = text.replace(value, MASK);
            }
        }
        text
    }
}

/// The text with `***` for the values of secret fields, and for hashes.
pub fn without_secrets(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for (start, end) in named(bytes) {
        push_without_hashes(&mut out, text.get(from..start).unwrap_or_default());
        if end > start {
            out.push_str(MASK);
        }
        from = end;
    }
    push_without_hashes(&mut out, text.get(from..).unwrap_or_default());
    out
}

fn push_without_hashes(out: &mut String, mut text: &str) {
    while let Some((start, end)) = hash(text.as_bytes()) {
        out.push_str(text.get(..start).unwrap_or_default());
        out.push_str(MASK);
        text = text.get(end..).unwrap_or_default();
    }
    out.push_str(text);
}

/// A value without its quotes or section.
fn inside(text: &str) -> &str {
    let text = text.trim();
    if let Some(section) = text.strip_prefix("<![CDATA[") {
        return section.strip_suffix("]]>").unwrap_or(section).trim();
    }
    let quote = match last(text.as_bytes()) {
        Some((b'"' | b'\'' | b'`', start)) => text.get(start..).unwrap_or_default(),
        _ => return text,
    };
    let opened = text.split_once(quote).map_or(text, |(_, inside)| inside);
    opened.strip_suffix(quote).unwrap_or(text)
}

/// Where the values of names stand, in order and each outside of the others.
fn named(text: &[u8]) -> Vec<Span> {
    let names = names(text);
    let mut spans = Vec::new();
    let mut past = 0;
    let mut rest = names.as_slice();
    let mut rows = Rows::default();
    // Rows stand behind other names of their columns, and perhaps behind other values.
    let mut pending: Option<Span> = None;
    while let Some((name, later)) = rest.split_first() {
        rest = later;
        if let Some((start, end)) = pending.filter(|(start, _)| *start <= name.start) {
            spans.push((start.max(past), end.max(past)));
            past = end.max(past);
            pending = None;
        }
        if name.start < past {
            continue;
        }
        match value(text, name, later) {
            Some(span) => {
                past = span.1;
                spans.push(span);
            }
            None => pending = pending.or_else(|| rows.behind(text, name)),
        }
    }
    let last = pending.map(|(start, end)| (start.max(past), end.max(past)));
    spans.extend(last);
    spans
}

#[cfg(test)]
mod tests;
