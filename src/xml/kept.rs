//! An element that is kept as a tree while it is read, and a tree that is read like a document.

use std::slice;

use super::element::Element;
use super::error::{Reason, Result};
use super::limits::Limits;
use super::tree::{Inside, Tree};

/// Shops write ten.
const MOST_ATTRIBUTES: usize = 64;

/// What a reader does besides reading text.
#[derive(Debug)]
pub(super) enum Beside<'a> {
    /// It keeps what it reads.
    Keeping(Keeper),
    /// It reads a tree instead: of each level the elements that are left.
    Playing(Vec<slice::Iter<'a, Tree>>),
}

/// Puts an element together out of what is read of it.
#[derive(Debug)]
pub(super) struct Keeper {
    /// The elements whose end was not read yet.
    open: Vec<Tree>,
    whole: Option<Tree>,
    /// How many more elements it may have.
    left: usize,
    depth: usize,
}

impl Keeper {
    /// Of a document of that many bytes.
    pub(super) fn new(limits: &Limits, bytes: usize) -> Keeper {
        Keeper {
            open: Vec::new(),
            whole: None,
            left: limits.undeclared_in(bytes),
            depth: limits.depth,
        }
    }

    pub(super) fn begin(&mut self, element: &Element<'_>) -> Result<(), Reason> {
        if self.open.len() > self.depth {
            return Err(Reason::Limit("nested elements"));
        }
        let left = self.left.checked_sub(1);
        self.left = left.ok_or(Reason::Limit("elements of a record"))?;
        if element.attributes().nth(MOST_ATTRIBUTES).is_some() {
            return Err(Reason::Limit("attributes of an element"));
        }
        let attributes = element.attributes();
        self.open.push(Tree {
            name: element.name().to_owned(),
            attributes: attributes
                .map(|(name, value)| (name.to_owned(), value.into_owned()))
                .collect(),
            inside: Inside::Elements(Vec::new()),
        });
        Ok(())
    }

    /// The element begun last holds text, and has ended.
    pub(super) fn text(&mut self, text: &str) {
        if let Some(last) = self.open.last_mut() {
            last.inside = Inside::Text(text.to_owned());
        }
        self.end();
    }

    /// The element begun last has ended.
    pub(super) fn end(&mut self) {
        let Some(ended) = self.open.pop() else {
            return;
        };
        match self.open.last_mut().map(|above| &mut above.inside) {
            Some(Inside::Elements(children)) => children.push(ended),
            _ => self.whole = Some(ended),
        }
    }

    /// Whether its end was read.
    pub(super) fn is_whole(&self) -> bool {
        self.whole.is_some()
    }

    pub(super) fn into_tree(self) -> Option<Tree> {
        self.whole
    }
}
