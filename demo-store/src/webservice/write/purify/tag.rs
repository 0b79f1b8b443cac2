//! Reads tags the way browsers do: whatever stands there.

use super::characters::decode;

/// Names and values.
pub(super) type Attributes = Vec<(String, String)>;

/// What stands between `<` and `>`.
pub(super) enum Tag {
    /// Comments and declarations leave no trace.
    Comment,
    Start(String, Attributes),
    End(String),
}

impl Tag {
    /// The tag a text starts with and what follows it; `None` for a bare `<`.
    pub(super) fn read(text: &str) -> Option<(Tag, &str)> {
        let inside = text.strip_prefix('<')?;
        if let Some(comment) = inside.strip_prefix("!--") {
            let after = comment.split_once("-->").map_or("", |(_, after)| after);
            return Some((Tag::Comment, after));
        }
        if inside.starts_with(['!', '?']) {
            let after = inside.split_once('>').map_or("", |(_, after)| after);
            return Some((Tag::Comment, after));
        }
        let (is_end, named) = match inside.strip_prefix('/') {
            Some(named) => (true, named),
            None => (false, inside),
        };
        let length = named
            .find(|letter: char| !letter.is_ascii_alphanumeric())
            .unwrap_or(named.len());
        let (name, rest) = named.split_at_checked(length)?;
        if !name.starts_with(|letter: char| letter.is_ascii_alphabetic()) {
            return None;
        }
        let name = name.to_ascii_lowercase();
        let (attributes, after) = attributes(rest);
        let tag = if is_end {
            Tag::End(name)
        } else {
            Tag::Start(name, attributes)
        };
        Some((tag, after))
    }
}

/// Names and values up to the end of the tag, and what follows it.
fn attributes(text: &str) -> (Attributes, &str) {
    let mut found = Attributes::new();
    let mut rest = text;
    loop {
        rest = rest.trim_start_matches(|letter: char| letter.is_whitespace() || letter == '/');
        if let Some(after) = rest.strip_prefix('>') {
            return (found, after);
        }
        if rest.is_empty() {
            return (found, rest);
        }
        let length = rest
            .find(|letter: char| letter.is_whitespace() || matches!(letter, '=' | '>' | '/'))
            .unwrap_or(rest.len());
        // A `=` without a name in front is skipped.
        let length = length.max(usize::from(rest.starts_with('=')));
        let (name, after) = rest.split_at_checked(length).unwrap_or((rest, ""));
        let (value, after) = match after.trim_start().strip_prefix('=') {
            Some(after) => attribute_value(after.trim_start()),
            None => ("", after),
        };
        found.push((name.to_ascii_lowercase(), decode(value)));
        rest = after;
    }
}

fn attribute_value(text: &str) -> (&str, &str) {
    for quote in ['"', '\''] {
        if let Some(inside) = text.strip_prefix(quote) {
            return inside.split_once(quote).unwrap_or((inside, ""));
        }
    }
    let end = text
        .find(|letter: char| letter.is_whitespace() || letter == '>')
        .unwrap_or(text.len());
    text.split_at_checked(end).unwrap_or((text, ""))
}
