//! Where the names of secrets stand in a text.

use resources::node::SECRETS;

use super::notation::{first, last};

/// Before a name and behind it more than this belongs to no notation.
const AROUND: usize = 64;
/// Functions that are given passwords, as they stand in the stack traces of PHP.
const CALLS: [&str; 3] = ["getByEmail", "encrypt", "__construct"];

/// One name in a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Name {
    /// Where the word begins that ends with it: `new_passwd`.
    pub start: usize,
    /// What follows it.
    pub end: usize,
    /// Whether it is the name of an element, `<passwd` or `</passwd`, and where its bracket stands.
    pub tag: Option<Tag>,
    /// Whether only a call of it has a secret.
    pub is_call: bool,
}

/// Which tag a name stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tag {
    Start,
    /// Where its bracket stands.
    End(usize),
}

/// Every name that is a word's end, in order.
pub(super) fn names(text: &[u8]) -> Vec<Name> {
    let mut names = Vec::new();
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        match name_at(rest) {
            Some((length, is_call)) => {
                let end = at.saturating_add(length);
                names.extend(name(text, at, end, is_call));
                at = end;
            }
            None => at = at.saturating_add(1),
        }
    }
    names
}

/// How long the name is that stands here, the longest first.
fn name_at(text: &[u8]) -> Option<(usize, bool)> {
    // Most letters begin none.
    if !matches!(
        text.first()?.to_ascii_lowercase(),
        b'p' | b's' | b'r' | b'g' | b'e' | b'_'
    ) {
        return None;
    }
    let is_here = |name: &&&str| {
        let here = text.get(..name.len());
        here.is_some_and(|here| here.eq_ignore_ascii_case(name.as_bytes()))
    };
    let secret = SECRETS.iter().filter(is_here).map(|name| name.len()).max();
    let call = || CALLS.iter().find(is_here).map(|name| (name.len(), true));
    secret.map(|length| (length, false)).or_else(call)
}

fn name(text: &[u8], at: usize, end: usize, is_call: bool) -> Option<Name> {
    let before = text.get(..at)?;
    // An escaped character ends with letters or digits of its own.
    let is_escaped = last(before).is_some_and(|(_, from)| at.saturating_sub(from) > 1);
    let prefix = match is_escaped {
        true => 0,
        false => {
            let part = before.iter().rev().take(AROUND);
            part.take_while(|byte| is_of_word(**byte)).count()
        }
    };
    let start = at.saturating_sub(prefix);
    let rest = text.get(end..)?;
    let suffix = rest
        .iter()
        .take(AROUND)
        .take_while(|byte| is_of_word(**byte));
    let suffix = suffix.count();
    let behind = rest.get(suffix..).unwrap_or_default();
    // `password_verify(`; and `_DB_PASSWD_` is the name of one, `last_passwd_gen` of a date.
    let is_called = behind.first() == Some(&b'(');
    let is_end = rest.iter().take(suffix).all(|byte| *byte == b'_');
    let is_word = is_end && !is_call;
    (is_called || is_word).then(|| Name {
        start,
        end: end.saturating_add(suffix),
        tag: tag(text.get(..start).unwrap_or_default()),
        is_call: is_called,
    })
}

fn tag(before: &[u8]) -> Option<Tag> {
    match last(before)? {
        (b'<', _) => Some(Tag::Start),
        (b'/', slash) => match last(before.get(..slash)?)? {
            (b'<', bracket) => Some(Tag::End(bracket)),
            _ => None,
        },
        _ => None,
    }
}

/// Whether a word goes on with it.
pub(super) fn is_of_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

/// The characters that follow, each with where it begins and ends, counted from the start of `text`.
pub(super) fn characters(text: &[u8], from: usize) -> impl Iterator<Item = (u8, usize, usize)> {
    let mut at = from;
    std::iter::from_fn(move || {
        let (meant, length) = first(text.get(at..)?)?;
        let start = at;
        at = at.saturating_add(length);
        Some((meant, start, at))
    })
}

/// The same, not further than what belongs to a name.
pub(super) fn around(text: &[u8], from: usize) -> impl Iterator<Item = (u8, usize, usize)> {
    let end = from.saturating_add(AROUND).min(text.len());
    characters(text.get(..end).unwrap_or_default(), from)
}
