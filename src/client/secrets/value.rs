//! Where the value behind a name begins and ends, in XML, JSON, SQL, an address, a form, or what
//! PHP prints of a variable.

use super::name::{Name, Tag, around, characters, is_of_word};
use super::sign::{Sign, sign};

/// Bytes of a tag behind its name; without an end everything behind it could be the secret.
const TAG: usize = 4_096;

/// From where to where.
pub(super) type Span = (usize, usize);

/// Where the value of a name stands. `later` are the names behind it, in order.
pub(super) fn value(text: &[u8], name: &Name, later: &[Name]) -> Option<Span> {
    if name.is_call {
        return Some(container(text, name.end));
    }
    match name.tag {
        Some(Tag::End(_)) => None,
        Some(Tag::Start) => element(text, name, later),
        None => {
            let (by, from) = sign(text, name.end)?;
            given(text, by, from, later)
        }
    }
}

/// The rows of `INSERT INTO … (id, passwd) VALUES (…), (…)`, whose values have no names.
#[derive(Debug, Default)]
pub(super) struct Rows {
    /// Where the next ones begin, as far as that was looked for; `None` in it where there are none.
    next: Option<Option<usize>>,
    /// Where the ones begin that were found before.
    found: usize,
}

impl Rows {
    /// Those behind a name that stands in a list of columns.
    pub(super) fn behind(&mut self, text: &[u8], name: &Name) -> Option<Span> {
        const VALUES: &[u8] = b"values";
        let is_closing = |meant: u8| matches!(meant, b'`' | b'"' | b' ' | b'\n');
        let mut closing = around(text, name.end).skip_while(|(meant, ..)| is_closing(*meant));
        if !closing
            .next()
            .is_some_and(|(meant, ..)| matches!(meant, b',' | b')'))
        {
            return None;
        }
        let from = name.end;
        if self
            .next
            .is_none_or(|next| next.is_some_and(|at| at < from))
        {
            let mut words = text.get(from..)?.windows(VALUES.len());
            let at = words.position(|word| word.eq_ignore_ascii_case(VALUES));
            self.next = Some(at.map(|at| at.saturating_add(from).saturating_add(VALUES.len())));
        }
        let start = self.next.flatten().filter(|start| *start > self.found)?;
        self.found = start;
        let mut end = start;
        let mut is_due = true;
        for (meant, open, _) in characters(text, start) {
            match meant {
                _ if open < end => {}
                b' ' | b'\n' => {}
                b',' if !is_due => is_due = true,
                b'(' if is_due => {
                    end = container(text, open).1;
                    is_due = false;
                }
                _ => break,
            }
        }
        (end > start).then_some((start, end))
    }
}

/// The content of an element: up to its end tag, or else all that follows.
fn element(text: &[u8], name: &Name, later: &[Name]) -> Option<Span> {
    let limit = name.end.saturating_add(TAG).min(text.len());
    let mut is_closed = false;
    let mut start = name.end;
    for (meant, _, end) in characters(text.get(..limit)?, name.end) {
        if meant == b'>' {
            if is_closed {
                return None;
            }
            start = end;
            break;
        }
        is_closed = meant == b'/';
    }
    let length = |one: &Name| one.end.saturating_sub(one.start);
    let end = later.iter().find_map(|one| match one.tag {
        Some(Tag::End(bracket)) if length(one) == length(name) => Some(bracket),
        _ => None,
    });
    Some((start, end.unwrap_or(text.len())))
}

/// The value behind a sign. A bare one ends where the next name with a value begins.
fn given(text: &[u8], by: Sign, from: usize, later: &[Name]) -> Option<Span> {
    let rest = text.get(from..)?;
    let is_line = by == Sign::Line;
    let blanks = rest.iter().take_while(|byte| match is_line {
        true => matches!(byte, b' ' | b'\t'),
        false => byte.is_ascii_whitespace(),
    });
    let start = from.saturating_add(blanks.count());
    let (typed, length) = typed(text, start);
    let word = around(text, typed).take_while(|(meant, ..)| is_of_word(*meant));
    let word = word.count();
    let behind = typed.saturating_add(word);
    let (meant, open, inside) = characters(text, behind).next()?;
    let rest = text.get(typed..)?;
    let end = match meant {
        // `'…'`, `b'…'`
        b'"' | b'\'' | b'`' if !is_line && word <= 1 => quoted(text, open, inside, length),
        b'{' | b'[' if word == 0 => container(text, open).1,
        // `(…)`, `MD5(…)`
        b'(' => container(text, open).1,
        b'<' if rest.starts_with(b"<![CDATA[") => xml::find(rest, b"]]>")
            .map_or(text.len(), |at| typed.saturating_add(at).saturating_add(3)),
        _ => {
            let has_value =
                |one: &&Name| one.is_call || one.tag.is_some() || sign(text, one.end).is_some();
            let next = later.iter().find(has_value);
            bare(text, by, typed, next.map_or(text.len(), |next| next.start))
        }
    };
    Some((start, end))
}

/// Past the type that PHP prints in front of a value, and the length that it tells: `s:60:`,
/// `string(60) `.
fn typed(text: &[u8], start: usize) -> (usize, Option<usize>) {
    let rest = text.get(start..).unwrap_or_default();
    let word = [
        &b"string"[..],
        b"s:",
        b"array",
        b"Array",
        b"object",
        b"a:",
        b"O:",
    ];
    let Some(word) = word.iter().find(|one| rest.starts_with(one)) else {
        return (start, None);
    };
    let mut length = None;
    for (meant, at, behind) in around(text, start.saturating_add(word.len())) {
        // `array(1) {`
        let is_counted = text.get(behind).is_some_and(u8::is_ascii_digit);
        match meant {
            b'0'..=b'9' => {
                let digit = usize::from(meant.saturating_sub(b'0'));
                let so_far = length.unwrap_or(0_usize).saturating_mul(10);
                length = Some(so_far.saturating_add(digit));
            }
            b'"' | b'\'' if word.starts_with(b"s") => return (at, length),
            // Of an array or object, what stands before its bracket says nothing.
            b'{' => return (at, None),
            b'(' if matches!(*word, b"array" | b"Array") && !is_counted => return (at, None),
            b'\n' if word.starts_with(b"s") => break,
            _ => {}
        }
    }
    (start, None)
}

/// Where a text in quotes ends, its closing quote included; a cut one goes on to the end.
fn quoted(text: &[u8], start: usize, inside: usize, length: Option<usize>) -> usize {
    let quote = text.get(start..inside).unwrap_or_default();
    if let Some(end) = length.and_then(|length| inside.checked_add(length))
        && text.get(end..).is_some_and(|rest| rest.starts_with(quote))
    {
        return end.saturating_add(quote.len());
    }
    let mut characters = characters(text, inside).peekable();
    while let Some((_, from, to)) = characters.next() {
        if text.get(from..to) != Some(quote) {
            continue;
        }
        // SQL doubles a quote that is part of a text.
        let next = characters.peek().map(|(_, from, to)| (*from, *to));
        match next.and_then(|(from, to)| text.get(from..to)) {
            Some(next) if next == quote => {
                characters.next();
            }
            _ => return to,
        }
    }
    text.len()
}

/// Where a list, an object or the arguments of a call begin and end.
fn container(text: &[u8], start: usize) -> Span {
    let mut depth = 0_usize;
    let mut past = start;
    for (meant, from, to) in characters(text, start) {
        if from < past {
            continue;
        }
        match meant {
            b'{' | b'[' | b'(' => depth = depth.saturating_add(1),
            b'}' | b']' | b')' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return (start, to);
                }
            }
            b'"' | b'\'' => past = quoted(text, from, to, None),
            _ => {}
        }
    }
    (start, text.len())
}

fn bare(text: &[u8], sign: Sign, start: usize, next: usize) -> usize {
    let text = text.get(..next).unwrap_or_default();
    for (meant, from, to) in characters(text, start) {
        let length = to.saturating_sub(from);
        // Escaped for an address, a sign belongs to the value, unless the equals sign was escaped too.
        let is_sign = |equals| length == equals || text.get(from) != Some(&b'%');
        let ends = match sign {
            Sign::Line if meant == b'\n' => {
                // An array, or an object, which begins on a line of its own.
                let behind = characters(text, to).find(|(meant, ..)| *meant != b' ');
                return match behind {
                    Some((b'(', open, _)) => container(text, open).1,
                    _ => from,
                };
            }
            Sign::Line => false,
            Sign::Equals(equals) => {
                is_sign(equals) && matches!(meant, b'&' | b';' | b'"' | b'\'' | b'<' | b'\n')
            }
            Sign::Content => meant == b'<' && from > start,
            _ => matches!(meant, b',' | b'}' | b']' | b')' | b';' | b'\n'),
        };
        if ends {
            return from;
        }
    }
    next
}
