//! Which fields of a record came, by their places in the declaration.

use xml::{Reader, Reason, XmlError};

/// Places in a declaration, a bit each. In WebAssembly two words are faster than one of 128 bits.
#[derive(Default)]
pub(super) struct Places([u64; 2]);

/// The place of `id` in every declaration.
pub(super) const ID: usize = 0;
/// A place that no declaration reaches.
pub(super) const ASSOCIATIONS: usize = 127;

impl Places {
    /// Adds a place; whether it was not there.
    pub(super) fn add(&mut self, at: usize) -> bool {
        let Some(word) = self.0.get_mut(at / 64) else {
            return true;
        };
        let before = *word;
        *word |= bit(at);
        *word != before
    }

    pub(super) fn has(&self, at: usize) -> bool {
        self.0.get(at / 64).is_some_and(|word| word & bit(at) != 0)
    }
}

const fn bit(at: usize) -> u64 {
    1 << (at % 64)
}

/// Each declared field occurs once. A second one is text that broke out of its value.
#[derive(Default)]
pub(super) struct Seen(Places);

impl Seen {
    #[inline]
    pub(super) fn once(&mut self, xml: &Reader<'_>, at: usize, name: &str) -> Result<(), XmlError> {
        match self.0.add(at) {
            true => Ok(()),
            false => Err(xml.error(Reason::Repeated(name.to_owned()))),
        }
    }
}
