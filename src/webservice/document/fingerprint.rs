//! A short mark of a record as it was seen, to tell later whether it still is.

use xml::{Inside, Tree};

use super::{ASSOCIATIONS, Document};
use crate::webservice::error::{Error, Result};

/// The first letters of every token, so that another text is told apart from an old record.
const PREFIX: &str = "ps1-";
const DIGITS: usize = 32;

/// FNV-1a of 128 bits: it guards against oversight, not against forgery, for whoever can
/// hand in a token may write anyway.
struct Hash(u128);

impl Hash {
    const BASIS: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
    const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;

    fn add(&mut self, text: &str) {
        // A byte that no text holds keeps "ab", "c" and "a", "bc" apart.
        for byte in text.bytes().chain([0xff]) {
            self.0 = (self.0 ^ u128::from(byte)).wrapping_mul(Hash::PRIME);
        }
    }
}

impl Document {
    /// The mark of the record as it is: its own values, in every language, and its links.
    /// What the shop computes and what is secret do not count.
    pub fn token(&self, shop: Option<u32>) -> String {
        let mut hash = Hash(Hash::BASIS);
        hash.add(&self.name);
        hash.add(&shop.map_or(String::new(), |id| id.to_string()));
        for cell in self.cells() {
            if !self.is_secret(cell.field) {
                hash.add(cell.field);
                hash.add(&cell.language.map_or(String::new(), |id| id.to_string()));
                hash.add(cell.text);
            }
        }
        if let Some(links) = self.record.child(ASSOCIATIONS) {
            add_tree(&mut hash, links);
        }
        format!("{PREFIX}{:0DIGITS$x}", hash.0)
    }
}

/// The mark of several records, by the marks of each.
pub fn joined(tokens: &[&str]) -> String {
    let mut hash = Hash(Hash::BASIS);
    tokens.iter().for_each(|token| hash.add(token));
    format!("{PREFIX}{:0DIGITS$x}", hash.0)
}

fn add_tree(hash: &mut Hash, tree: &Tree) {
    hash.add(&tree.name);
    match &tree.inside {
        Inside::Text(text) => hash.add(text),
        Inside::Elements(children) => {
            for child in children {
                add_tree(hash, child);
            }
            hash.add("/");
        }
    }
}

/// Whether a text has the form of a token.
pub fn is_token(text: &str) -> bool {
    let digits = text.strip_prefix(PREFIX).unwrap_or("");
    digits.len() == DIGITS && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// Refuses what is no token.
///
/// # Errors
/// `InvalidRequest` for any other text.
pub fn check(token: &str) -> Result<()> {
    if is_token(token) {
        return Ok(());
    }
    Err(Error::about(
        "expect",
        &["is no token"],
        "Give the token of a preview of the same record, as it came.",
    ))
}
