//! Reads records by their declaration and hands them on field by field.

mod associations;
mod languages;
mod notes;
mod recheck;
mod seen;
#[cfg(test)]
mod tests;

use std::fmt;

use xml::{Content, Element, Reader, Reason, XmlError};

use super::declaration::Resource;
use super::field::{Field, Kind};
use super::lexical::whole;
use super::node::{Allowance, LanguageIds, Node, repeated};
use super::sink::{Held, Sink};
use super::value::scalar;

use notes::Before;
pub use notes::Notes;
use recheck::any;
pub use recheck::{Recheck, Unchecked, Verdict};
use seen::{ASSOCIATIONS, ID, Places, Seen};

/// Reads the records of one resource.
pub struct RecordReader<'c> {
    resource: &'c Resource,
    recheck: &'c dyn Recheck,
    sink: &'c mut dyn Sink,
    /// What was noticed so far.
    pub notes: Notes,
    keep: bool,
    /// Whether a record has begun that has not ended.
    is_begun: bool,
    /// The fields that the second look concerns.
    watched: Places,
    /// The field that was found behind each one last, and the first of all before them: a shop
    /// writes the fields of all records in one order.
    sequel: Vec<usize>,
    allowance: Allowance,
    languages: LanguageIds,
}

/// A place between two records.
#[derive(Clone, Copy, Debug)]
pub struct Mark {
    sink: Held,
    notes: Before,
}

impl fmt::Debug for RecordReader<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RecordReader")
            .field("resource", &self.resource.name)
            .field("notes", &self.notes)
            .finish_non_exhaustive()
    }
}

impl<'c> RecordReader<'c> {
    /// A reader that hands records of `resource` to `sink`.
    pub fn new(
        xml: &Reader<'_>,
        resource: &'c Resource,
        recheck: &'c dyn Recheck,
        sink: &'c mut dyn Sink,
    ) -> Self {
        let mut watched = Places::default();
        for (field, at) in resource.fields.iter().zip(0..) {
            if recheck.concerns(field.name) {
                watched.add(at);
            }
        }
        RecordReader {
            resource,
            recheck,
            sink,
            notes: Notes::default(),
            keep: true,
            is_begun: false,
            watched,
            sequel: (0..=resource.fields.len()).collect(),
            allowance: Allowance::of(xml),
            languages: LanguageIds::default(),
        }
    }

    /// The place reached, between two records.
    pub fn mark(&self) -> Mark {
        Mark {
            sink: self.sink.held(),
            notes: self.notes.before(),
        }
    }

    /// Forgets the record that could not be read to its end, so that it can be read again.
    pub fn take_back(&mut self, mark: Mark) {
        self.notes.back_to(mark.notes);
        if std::mem::take(&mut self.is_begun) {
            self.sink.back_to(mark.sink);
            self.recheck.takes_back();
        }
    }

    /// Reads one record, given its start tag.
    pub fn record<'a>(
        &mut self,
        xml: &mut Reader<'a>,
        element: &Element<'a>,
    ) -> Result<(), XmlError> {
        self.is_begun = false;
        if self.notes.rows.saturating_add(self.notes.dropped) >= xml.limits().records {
            return Err(xml.error(Reason::Limit("records")));
        }
        self.keep = true;
        let doubts = self.notes.doubts.len();
        let before = self.notes.last_id;
        self.allowance = Allowance::of(xml);
        self.notes.last_id = None;
        self.is_begun = true;
        self.sink.begin_record();
        self.recheck.begins();
        let mut extra = Vec::new();
        let mut seen = Seen::default();
        if let Some(id) = element.attribute("id") {
            if !id.bytes().all(|byte| byte.is_ascii_digit()) {
                return Err(xml.error(Reason::Unexpected(element.name().to_owned())));
            }
            self.attribute_id(&id, &mut extra);
            seen.once(xml, ID, "id")?;
        }
        match has_elements(xml, element)? {
            true => self.fields(xml, &mut seen, &mut extra)?,
            // Shops name each record at least, unless nothing of it is asked for.
            false if self.notes.last_id.is_none() && !self.recheck.may_be_empty() => {
                return Err(xml.error(Reason::Unexpected(element.name().to_owned())));
            }
            false => {}
        }
        once_each(xml, &extra)?;
        self.keep &= self.recheck.is_whole();
        if let (Some(before), Some(id)) = (before, self.notes.last_id) {
            self.notes.falls |= id <= before;
            self.notes.rises |= id >= before;
        }
        self.sink.end_record(extra, self.keep);
        let count = if self.keep {
            self.notes.ids.extend(self.notes.last_id);
            &mut self.notes.rows
        } else {
            self.notes.doubts.truncate(doubts);
            &mut self.notes.dropped
        };
        *count = count.saturating_add(1);
        self.check_size(xml)?;
        self.is_begun = false;
        Ok(())
    }

    /// What is read must not need many times the memory that came.
    fn check_size(&self, xml: &Reader<'_>) -> Result<(), XmlError> {
        match self.sink.size() > xml.limits().bytes {
            true => Err(xml.error(Reason::Limit("bytes that the records need"))),
            false => Ok(()),
        }
    }

    /// `display=minimum` writes a record as one element with its id as an attribute.
    fn attribute_id(&mut self, id: &str, extra: &mut Vec<(String, Node)>) {
        self.notes.last_id = whole(id);
        self.notes.is_minimal = true;
        match self.resource.fields.first() {
            Some(field) => self.scalar(field, id, extra),
            None => {
                extra.push(("id".to_owned(), Node::Text(id.to_owned())));
                self.look_again(extra);
            }
        }
    }

    fn fields(
        &mut self,
        xml: &mut Reader<'_>,
        seen: &mut Seen,
        extra: &mut Vec<(String, Node)>,
    ) -> Result<(), XmlError> {
        let fields = self.resource.fields;
        // The place behind the field read last.
        let mut next = 0;
        loop {
            let sequel = self.sequel.get(next).copied().unwrap_or(next);
            if let Some(field) = fields.get(sequel)
                && field.kind != Kind::Multilingual
                && let Some(text) = xml.section_of(field.name)
            {
                next = sequel.saturating_add(1);
                seen.once(xml, sequel, field.name)?;
                self.value(sequel, field, text, extra);
                continue;
            }
            let Some(child) = xml.next_child()? else {
                return Ok(());
            };
            let name = child.name();
            if name == "associations" && self.resource.is_typed() {
                seen.once(xml, ASSOCIATIONS, name)?;
                self.associations(xml, &child, extra)?;
                continue;
            }
            let Some((at, field)) = declared(fields, next, name) else {
                if child.attribute("id").is_some() {
                    // A record in the place of a field: this is a list.
                    return Err(xml.error(Reason::Unexpected(name.to_owned())));
                }
                self.undeclared(xml, &child, extra)?;
                if !self.resource.is_typed() {
                    self.look_again(extra);
                }
                continue;
            };
            if let Some(sequel) = self.sequel.get_mut(next) {
                *sequel = at;
            }
            next = at.saturating_add(1);
            seen.once(xml, at, name)?;
            self.field(xml, &child, at, field, extra)?;
        }
    }

    fn field<'a>(
        &mut self,
        xml: &mut Reader<'a>,
        element: &Element<'a>,
        at: usize,
        field: &'static Field,
        extra: &mut Vec<(String, Node)>,
    ) -> Result<(), XmlError> {
        if field.kind == Kind::Multilingual {
            return self.languages(xml, element, field, extra);
        }
        match xml.content(element)? {
            Content::Text(text) => {
                self.value(at, field, &text, extra);
                Ok(())
            }
            Content::Elements => Err(xml.error(Reason::Unexpected(first_inside(field.name)))),
        }
    }

    #[inline]
    fn value(
        &mut self,
        at: usize,
        field: &'static Field,
        text: &str,
        extra: &mut Vec<(String, Node)>,
    ) {
        if at == ID && field.name == "id" {
            self.notes.last_id = whole(text);
        }
        match self.watched.has(at) {
            true => self.scalar(field, text, extra),
            false => self.hand_on(field, text, extra),
        }
    }

    fn scalar(&mut self, field: &'static Field, text: &str, extra: &mut Vec<(String, Node)>) {
        let verdict = self.recheck.judge(field.name, Some(field.kind), text);
        self.heed(field.name, verdict);
        if self.recheck.hides(field.name) {
            return;
        }
        self.hand_on(field, text, extra);
    }

    #[inline]
    fn hand_on(&mut self, field: &'static Field, text: &str, extra: &mut Vec<(String, Node)>) {
        match scalar(field.kind, text) {
            Some(value) => self.sink.scalar(field, value),
            None => self.set_aside(field, text, extra),
        }
    }

    #[cold]
    fn set_aside(&mut self, field: &Field, text: &str, extra: &mut Vec<(String, Node)>) {
        self.note_unfit(field, text);
        extra.push((field.name.to_owned(), Node::Text(text.to_owned())));
    }

    fn heed(&mut self, name: &str, verdict: Option<Verdict>) {
        match verdict {
            Some(Verdict::No) => self.keep = false,
            Some(Verdict::Unknown) if self.recheck.tells_doubt(name) => self.notes.doubt(name),
            _ => {}
        }
    }

    /// Of an undeclared resource: the field read last, of which only the id has a kind.
    fn look_again(&mut self, extra: &mut Vec<(String, Node)>) {
        let Some((name, node)) = extra.last() else {
            return;
        };
        let kind = (name == "id").then_some(Kind::Id);
        let judge = |text: &str| self.recheck.judge(name, kind, text);
        let verdict = match node {
            Node::Text(text) => judge(text),
            Node::Languages(texts) => texts.iter().map(|(_, text)| judge(text)).fold(None, any),
            _ => None,
        };
        if let (Some(_), Node::Text(text)) = (kind, node) {
            self.notes.last_id = whole(text);
        }
        self.heed(name, verdict);
        if self.recheck.hides(name) {
            extra.pop();
        }
    }

    fn undeclared<'a>(
        &mut self,
        xml: &mut Reader<'a>,
        element: &Element<'a>,
        extra: &mut Vec<(String, Node)>,
    ) -> Result<(), XmlError> {
        let node = Node::read(xml, element, &mut self.allowance)?;
        extra.push((element.name().to_owned(), node));
        Ok(())
    }

    fn note_unfit(&mut self, field: &Field, text: &str) {
        self.notes.unfit(self.resource.name, field, text);
    }
}

/// Fields come in the declared order, so the search starts where the last one was found.
fn declared(fields: &'static [Field], next: usize, name: &str) -> Option<(usize, &'static Field)> {
    let (before, after) = fields.split_at_checked(next).unwrap_or((fields, &[]));
    let ahead = after
        .iter()
        .zip(next..)
        .find(|(field, _)| field.name == name);
    ahead
        .or_else(|| before.iter().zip(0..).find(|(field, _)| field.name == name))
        .map(|(field, at)| (at, field))
}

/// Whether a record, a list or an item has elements; text in their place is refused,
/// because there is no field to put it in.
fn has_elements<'a>(xml: &mut Reader<'a>, element: &Element<'a>) -> Result<bool, XmlError> {
    match xml.content(element)? {
        Content::Elements => Ok(true),
        Content::Text(text) if text.trim_ascii().is_empty() => Ok(false),
        Content::Text(_) => Err(xml.error(Reason::MixedContent)),
    }
}

/// JavaScript would silently keep the last of two properties of one name.
fn once_each(xml: &Reader<'_>, extra: &[(String, Node)]) -> Result<(), XmlError> {
    match repeated(extra) {
        Some(name) => Err(xml.error(Reason::Repeated(name.to_owned()))),
        None => Ok(()),
    }
}

fn first_inside(name: &str) -> String {
    format!("…> inside <{name}")
}
