//! A streaming reader of Webservice XML.
//!
//! The caller owns the loop: [`Reader::next_child`] gives an element,
//! [`Reader::content`] says whether it holds text (then it is done) or elements
//! (then the loop goes one level down). Text borrows from the document.
//!
//! What it reads out of the beginning of a document, up to its first error, it reads in the same
//! way out of the whole one: to find that more is needed is an error.

mod direct;
mod events;
mod text;

use std::borrow::Cow;
use std::slice;

use quick_xml::events::{BytesStart, Event};

use super::cdata::CDATA;
use super::element::{Body, Element, starts_with_element};
use super::error::{Reason, Result, XmlError};
use super::kept::{Beside, Keeper};
use super::limits::Limits;
use super::lines::normalised;
use super::tree::{Inside, Tree};

/// Reads one document, or a tree in the same way.
#[derive(Debug)]
pub struct Reader<'a> {
    source: &'a str,
    events: quick_xml::Reader<&'a [u8]>,
    /// The byte after the last thing read; the events may stand before it.
    at: usize,
    /// The names of the elements that were begun and not ended: no event stands for some of both.
    open: Vec<&'a str>,
    limits: Limits,
    repaired: usize,
    /// Why there is nothing behind the source's end.
    end: Reason,
    /// Bytes of the document that were read before and are no longer in the source.
    passed: usize,
    beside: Option<Beside<'a>>,
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
        #[cfg(feature = "count")]
        super::count::one_more();
        Reader::over(source, limits)
    }

    fn over(source: &'a str, limits: Limits) -> Self {
        let mut events = quick_xml::Reader::from_str(source);
        let config = events.config_mut();
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        Reader {
            source,
            events,
            at: 0,
            open: Vec::new(),
            limits,
            repaired: 0,
            end: Reason::Truncated,
            passed: 0,
            beside: None,
        }
    }

    /// A reader that starts before a tree that was kept. What is already in memory is not
    /// counted again: no limit holds for it.
    pub fn of_tree(tree: &'a Tree) -> Self {
        let mut reader = Reader::over("", Limits::NONE);
        reader.beside = Some(Beside::Playing(vec![slice::from_ref(tree).iter()]));
        reader
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

    /// Goes on behind bytes that were read before, with so many values repaired.
    pub fn pass_over(&mut self, bytes: usize, repaired: usize) {
        self.passed = bytes;
        self.repaired = repaired;
    }

    /// How many bytes it has passed over.
    pub fn passed(&self) -> usize {
        self.passed
    }

    /// How many bytes the document has.
    pub fn length(&self) -> usize {
        self.source.len().saturating_add(self.passed)
    }

    /// The byte after the last thing read.
    pub fn position(&self) -> usize {
        self.at
    }

    /// What stands behind the last thing read.
    pub fn rest(&self) -> &'a str {
        self.source.get(self.at..).unwrap_or("")
    }

    /// An error at the place reached.
    pub fn error(&self, reason: Reason) -> XmlError {
        reason.at(self.position().saturating_add(self.passed))
    }

    /// Keeps an element, given its start tag, while it is read on.
    pub fn keep(&mut self, element: &Element<'a>) -> Result<()> {
        let mut keeper = Keeper::new(&self.limits, self.length());
        let begun = keeper.begin(element);
        begun.map_err(|reason| self.error(reason))?;
        self.beside = Some(Beside::Keeping(keeper));
        Ok(())
    }

    /// The element that was kept, once it was read to its end.
    pub fn kept(&mut self) -> Option<Tree> {
        match self.beside.take() {
            Some(Beside::Keeping(keeper)) => keeper.into_tree(),
            _ => None,
        }
    }

    /// Reads an element to its end, and gives it.
    pub fn tree(&mut self, element: &Element<'a>) -> Result<Tree> {
        self.keep(element)?;
        self.skip(element)?;
        self.kept().ok_or_else(|| self.error(Reason::Truncated))
    }

    /// The next element on this level; `None` when the level's end tag was read.
    pub fn next_child(&mut self) -> Result<Option<Element<'a>>> {
        if let Some(Beside::Playing(levels)) = &mut self.beside {
            return Ok(next_played(levels));
        }
        let child = self.next_read()?;
        if let Some(Beside::Keeping(keeper)) = &mut self.beside
            && !keeper.is_whole()
        {
            match &child {
                Some(child) => {
                    let begun = keeper.begin(child);
                    begun.map_err(|reason| self.error(reason))?;
                }
                None => keeper.end(),
            }
        }
        Ok(child)
    }

    fn next_read(&mut self) -> Result<Option<Element<'a>>> {
        match self.direct() {
            Some(child) => Ok(child),
            None => self.next_by_events(),
        }
    }

    fn next_by_events(&mut self) -> Result<Option<Element<'a>>> {
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
        let content = self.content_read(element)?;
        if let Some(Beside::Keeping(keeper)) = &mut self.beside
            && !keeper.is_whole()
            && let Content::Text(text) = &content
        {
            keeper.text(text);
        }
        Ok(content)
    }

    fn content_read(&mut self, element: &Element<'a>) -> Result<Content<'a>> {
        match element.body {
            Body::Kept(tree) => return Ok(self.play(tree)),
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

    fn play(&mut self, tree: &'a Tree) -> Content<'a> {
        match &tree.inside {
            Inside::Text(text) => Content::Text(Cow::Borrowed(text)),
            // Written and read, such an element would be one without text.
            Inside::Elements(children) if children.is_empty() => Content::Text(Cow::Borrowed("")),
            Inside::Elements(children) => {
                if let Some(Beside::Playing(levels)) = &mut self.beside {
                    levels.push(children.iter());
                }
                Content::Elements
            }
        }
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
}

/// The next element of the innermost level; that level ends with it.
fn next_played<'a>(levels: &mut Vec<slice::Iter<'a, Tree>>) -> Option<Element<'a>> {
    let next = levels.last_mut()?.next();
    if next.is_none() {
        levels.pop();
    }
    next.map(Element::of_tree)
}

fn is_blank(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_whitespace())
}
