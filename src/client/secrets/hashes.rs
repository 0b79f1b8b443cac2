//! Hashes of passwords and keys, which are secrets under any name.

use super::name::is_of_word;
use super::value::Span;

/// How hashes of `crypt` begin: bcrypt, Argon2, phpass, SHA.
const CRYPT: [&[u8]; 9] = [
    b"2y", b"2a", b"2b", b"2x", b"argon2", b"P", b"H", b"5", b"6",
];
/// Fewer characters are a price or a placeholder.
const SHORTEST_HASH: usize = 8;
/// Digits of an MD5, which `secure_key` is, of a SHA-1 and a SHA-256.
const DIGITS: [usize; 3] = [32, 40, 64];
/// What was cut is taken for a hash by fewer.
const CUT: usize = 16;

/// The first hash in the text.
pub(super) fn hash(text: &[u8]) -> Option<Span> {
    let mut at = 0;
    let mut before = b' ';
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let is_inside = is_of_word(before) || before == b'-';
        let digits = match is_inside {
            true => 0,
            false => count(rest, |byte| byte.is_ascii_hexdigit()),
        };
        let length = match rest.get(digits) {
            None if digits >= CUT => digits,
            Some(next) if DIGITS.contains(&digits) && !is_of_word(*next) => digits,
            _ => crypt(rest),
        };
        if length > 0 {
            return Some((at, at.saturating_add(length)));
        }
        let passed = digits.max(1);
        before = rest.get(passed.saturating_sub(1)).copied().unwrap_or(b' ');
        at = at.saturating_add(passed);
    }
    None
}

/// How long the hash of `crypt` is that begins here; 0 for none.
fn crypt(text: &[u8]) -> usize {
    let sign = |text: &[u8]| {
        [&b"$"[..], b"\\$", b"%24"]
            .into_iter()
            .find(|one| text.starts_with(one))
            .map(<[u8]>::len)
    };
    let Some(rest) = sign(text).and_then(|length| text.get(length..)) else {
        return 0;
    };
    let Some(kind) = CRYPT.iter().find(|kind| rest.starts_with(kind)) else {
        return 0;
    };
    let behind = rest.get(kind.len()..).unwrap_or_default();
    let is_signed = *kind == b"argon2" || sign(behind).is_some();
    let length = count(text, |byte| {
        byte.is_ascii_alphanumeric() || b"$./+=,%\\_-".contains(byte)
    });
    let is_long = length >= SHORTEST_HASH || length == text.len();
    if is_signed && is_long { length } else { 0 }
}

fn count(text: &[u8], is_one: impl Fn(&u8) -> bool) -> usize {
    text.iter().take_while(|byte| is_one(byte)).count()
}
