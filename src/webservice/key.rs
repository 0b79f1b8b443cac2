//! The Webservice key: checked once, sent to the shop, and shown to nobody.

use std::fmt;

use super::error::{Error, Result};

/// What stands where the key stood.
const MASK: &str = "***";
/// The length of every key a shop makes.
const LENGTH: usize = 32;
/// The characters of the Base64 text that the key alone decides; the next one
/// depends on whether `:` and a password follow.
const BASE64_PREFIX: usize = 42;
const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// A Webservice key. It prints as `Key(***)`.
#[derive(Clone, PartialEq, Eq)]
pub struct Key(String);

/// How the key travels.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Auth {
    /// In the `Authorization` header.
    #[default]
    Basic,
    /// As `ws_key` in the address, for hosts that drop the header. It ends up in server logs.
    Query,
}

impl Key {
    /// Reads a key as pasted: blanks around it are dropped.
    ///
    /// # Errors
    /// `InvalidRequest` unless it has 32 letters and digits. The error never holds the text.
    pub fn parse(text: &str) -> Result<Key> {
        let text = text.trim();
        let length = text.chars().count();
        let counted = length.to_string();
        let problem = if text.is_empty() {
            ["is empty", ""]
        } else if length != LENGTH {
            ["must have 32 characters, not ", &counted]
        } else if !text.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            ["must have only letters and digits", ""]
        } else {
            return Ok(Key(text.to_string()));
        };
        let hint = "Copy the key from Advanced Parameters > Webservice of the shop's back office";
        Err(Error::about("key", &problem, hint))
    }

    /// The value of the `Authorization` header: the key as user name, no password.
    pub fn basic_authorization(&self) -> String {
        ["Basic ", &self.base64()].concat()
    }

    /// 32 bits of a hash of the key and how it travels: enough to see that a key is another one, and
    /// less than a fifth of what would be needed to find it out. Without a salt, because each salt would
    /// give away as many bits more; for the same reason it needs no strong hash.
    pub(crate) fn check(&self, auth: Auth) -> u32 {
        // FNV-1a.
        let mix = |hash: u32, byte: u8| (hash ^ u32::from(byte)).wrapping_mul(16_777_619);
        let bytes = self.0.bytes().chain([u8::from(auth == Auth::Query)]);
        bytes.fold(2_166_136_261, mix)
    }

    /// The key itself, for the address.
    pub(super) fn expose(&self) -> &str {
        &self.0
    }

    /// The text with `***` for every occurrence of the key: in any letter case,
    /// in Basic form, and percent-encoded in part or in whole, once or more often.
    pub fn redact(&self, text: &str) -> String {
        let base64 = self.base64();
        let basic = base64.as_bytes().get(..BASE64_PREFIX).unwrap_or_default();
        let mut kept = Vec::with_capacity(text.len());
        let mut rest = text.as_bytes();
        loop {
            let (before, from) = before_match(rest, [basic, self.0.as_bytes()]);
            kept.extend_from_slice(before);
            rest = from;
            let [first, tail @ ..] = rest else {
                break;
            };
            if let Some(after) = after_match(rest, basic) {
                kept.extend_from_slice(MASK.as_bytes());
                rest = after_base64(after);
            } else if let Some(after) = after_match(rest, self.0.as_bytes()) {
                kept.extend_from_slice(MASK.as_bytes());
                rest = after;
            } else {
                kept.push(*first);
                rest = tail;
            }
        }
        // Only ASCII is ever taken out.
        String::from_utf8(kept).unwrap_or_default()
    }

    /// `key:` is 33 bytes, so the Base64 text has no padding.
    fn base64(&self) -> String {
        let bytes = [self.0.as_bytes(), b":"].concat();
        let mut text = Vec::with_capacity(44);
        for block in bytes.as_chunks::<3>().0 {
            let [a, b, c] = *block;
            let indices = [
                a >> 2,
                (a & 3) << 4 | b >> 4,
                (b & 15) << 2 | c >> 6,
                c & 63,
            ];
            let letter = |index| ALPHABET.get(usize::from(index)).copied();
            text.extend_from_slice(&indices.map(|index: u8| letter(index).unwrap_or_default()));
        }
        String::from_utf8(text).unwrap_or_default()
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Key(***)")
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Key(***)")
    }
}

/// What no secret begins in, and the rest.
fn before_match<'a>(text: &'a [u8], secrets: [&[u8]; 2]) -> (&'a [u8], &'a [u8]) {
    let begins = |byte: &u8| {
        let mut firsts = secrets.iter().filter_map(|secret| secret.first());
        *byte == b'%' || firsts.any(|first| first.eq_ignore_ascii_case(byte))
    };
    let end = text.iter().position(begins);
    end.and_then(|end| text.split_at_checked(end))
        .unwrap_or((text, &[]))
}

/// What follows `secret`, when the text starts with it in any spelling.
fn after_match<'a>(text: &'a [u8], secret: &[u8]) -> Option<&'a [u8]> {
    secret.iter().try_fold(text, |rest, wanted| {
        let (found, after) = decoded(rest)?;
        found.eq_ignore_ascii_case(wanted).then_some(after)
    })
}

fn after_base64(text: &[u8]) -> &[u8] {
    let mut rest = text;
    while let Some((found, after)) = decoded(rest) {
        if !(found.is_ascii_alphanumeric() || matches!(found, b'+' | b'/' | b'=')) {
            break;
        }
        rest = after;
    }
    rest
}

/// The next character and what follows; `%41` and `%2541` are read as `A`.
fn decoded(text: &[u8]) -> Option<(u8, &[u8])> {
    let [first, after @ ..] = text else {
        return None;
    };
    if *first != b'%' {
        return Some((*first, after));
    }
    let mut rest = after;
    while let [b'2', b'5', more @ ..] = rest {
        rest = more;
    }
    match rest {
        [high, low, more @ ..] => match (hex(*high), hex(*low)) {
            (Some(high), Some(low)) => Some((high << 4 | low, more)),
            _ => Some((b'%', after)),
        },
        _ => Some((b'%', after)),
    }
}

fn hex(byte: u8) -> Option<u8> {
    char::from(byte)
        .to_digit(16)
        .and_then(|digit| u8::try_from(digit).ok())
}
