//! How a value is given to its name: by the sign between them.

use super::name::around;

/// How a value is given to its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    /// `passwd=…`, with the length of the sign's own spelling.
    Equals(usize),
    /// `"passwd":…`
    Member,
    /// `passwd: …` and `[passwd] => …`: all of the line.
    Line,
    /// `'passwd' => …`
    Entry,
    /// `name="passwd">…</`
    Content,
}

/// The sign behind a name, past whatever closes the name, and what follows the sign.
pub(super) fn sign(text: &[u8], from: usize) -> Option<(Sign, usize)> {
    let (mut is_quoted, mut is_blank, mut is_listed) = (false, false, false);
    let mut past = from;
    let mut characters = around(text, from).peekable();
    while let Some((meant, start, end)) = characters.next() {
        if start < past {
            continue;
        }
        let next = characters.peek().map(|(next, _, end)| (*next, *end));
        let sign = match meant {
            // Only a value has its first quote behind a blank: `passwd 'x'`.
            b'"' | b'\'' | b'`' if is_blank && !is_quoted => return Some((Sign::Entry, start)),
            b'"' | b'\'' | b'`' => {
                is_quoted = true;
                continue;
            }
            b']' => {
                is_listed = true;
                continue;
            }
            b' ' | b'\n' | b'\r' | b'\t' | 0 => {
                is_blank = true;
                continue;
            }
            b'=' => match next {
                Some((b'>', end)) if is_quoted => return Some((Sign::Entry, end)),
                Some((b'>', end)) => return Some((Sign::Line, end)),
                Some((b'=', _)) => continue,
                _ => Sign::Equals(end.saturating_sub(start)),
            },
            b'!' | b'<' => match next {
                Some((b'=' | b'>', end)) => return Some((Sign::Entry, end)),
                _ => return None,
            },
            b':' => match visibility(text, start).filter(|_| !is_listed) {
                Some(end) => {
                    past = end;
                    continue;
                }
                None if is_quoted => Sign::Member,
                None => Sign::Line,
            },
            // `s:6:"passwd";s:60:"…";` and `define('_DB_PASSWD_', '…')`
            b';' if is_quoted => Sign::Entry,
            b',' if is_quoted && text.get(..start).and_then(<[u8]>::last) != Some(&b'`') => {
                Sign::Entry
            }
            b'>' if is_quoted => Sign::Content,
            _ => return word(text, start, is_blank),
        };
        return Some((sign, end));
    }
    None
}

/// Past `:protected` or `:Customer:private`, where a bracket closes the name behind it.
fn visibility(text: &[u8], from: usize) -> Option<usize> {
    let mut behind = around(text, from).skip_while(|(meant, ..)| {
        meant.is_ascii_alphanumeric() || matches!(meant, b':' | b'_' | b'\\' | b'"' | b'\'')
    });
    let (_, end, _) = behind.next().filter(|(meant, ..)| *meant == b']')?;
    let named = text.get(from..end)?;
    let mut words = [&b":protected"[..], b":private"].into_iter();
    words.any(|one| named.ends_with(one)).then_some(end)
}

/// `passwd LIKE '…'`, `passwd IN (…`, `name="passwd" value="…"`.
fn word(text: &[u8], from: usize, is_blank: bool) -> Option<(Sign, usize)> {
    const WORDS: [&str; 4] = ["like", "in", "value", "content"];
    let rest = text.get(from..)?;
    let letters = rest
        .iter()
        .take(8)
        .take_while(|byte| byte.is_ascii_alphabetic());
    let (word, behind) = rest.split_at_checked(letters.count())?;
    let is_one = |one: &&str| word.eq_ignore_ascii_case(one.as_bytes());
    let found = WORDS.iter().filter(|_| is_blank).find(|one| is_one(one))?;
    let blanks = behind.iter().take_while(|byte| **byte == b' ').count();
    let sign = behind.get(blanks)?;
    let at = from.saturating_add(word.len()).saturating_add(blanks);
    match (*found, sign) {
        ("value" | "content", b'=') => Some((Sign::Entry, at.saturating_add(1))),
        ("like", b'\'' | b'"') | ("in", b'(') => Some((Sign::Entry, at)),
        _ => None,
    }
}
