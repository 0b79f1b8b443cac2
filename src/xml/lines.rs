//! Line ends.

use std::borrow::Cow;

use memchr::memchr;

/// XML reads every line end as a line feed (XML 1.0, 2.11).
pub(super) fn normalised(text: &str) -> Cow<'_, str> {
    if memchr(b'\r', text.as_bytes()).is_none() {
        return Cow::Borrowed(text);
    }
    let mut lines = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((line, behind)) = rest.split_once('\r') {
        lines.push_str(line);
        lines.push('\n');
        rest = behind.strip_prefix('\n').unwrap_or(behind);
    }
    lines.push_str(rest);
    Cow::Owned(lines)
}

pub(super) fn normalised_cow(text: Cow<'_, str>) -> Cow<'_, str> {
    match text {
        Cow::Borrowed(text) => normalised(text),
        Cow::Owned(text) => Cow::Owned(normalised(&text).into_owned()),
    }
}
