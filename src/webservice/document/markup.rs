//! Whether HTML that a shop has cleaned reads as it did before.

/// Whether two texts show a reader the same: tags, blanks and the spelling of characters aside.
pub(super) fn reads_alike(asked: &str, stored: &str) -> bool {
    is_alike(&visible(asked), &visible(stored))
}

/// What a reader of HTML sees: no tags, single blanks, and no references but named ones.
fn visible(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, behind)) = rest.split_once('<') {
        text.push_str(before);
        let is_tag = behind.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/' || c == '!');
        match behind.split_once('>') {
            Some((_, after)) if is_tag => rest = after,
            _ => {
                text.push('<');
                rest = behind;
            }
        }
    }
    text.push_str(rest);
    let text = REFERENCES
        .iter()
        .fold(numbers_resolved(&text), |text, (name, meant)| {
            text.replace(name, meant)
        });
    text.split_whitespace().collect::<Vec<&str>>().join(" ")
}

/// The ampersand comes last, or `&amp;lt;` would be read twice.
const REFERENCES: [(&str, &str); 7] = [
    ("&nbsp;", " "),
    ("\u{a0}", " "),
    ("&lt;", "<"),
    ("&gt;", ">"),
    ("&quot;", "\""),
    ("&apos;", "'"),
    ("&amp;", "&"),
];

/// `&#8364;` and `&#x20AC;` as the character they stand for.
fn numbers_resolved(text: &str) -> String {
    let mut resolved = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once("&#") {
        resolved.push_str(before);
        let found = behind.split_once(';').and_then(|(digits, after)| {
            let number = match digits.strip_prefix(['x', 'X']) {
                Some(digits) => u32::from_str_radix(digits, 16),
                None => digits.parse(),
            };
            Some((char::from_u32(number.ok()?)?, after))
        });
        rest = match found {
            Some((character, after)) => {
                resolved.push(character);
                after
            }
            None => {
                resolved.push_str("&#");
                behind
            }
        };
    }
    resolved.push_str(rest);
    resolved
}

/// Shops store the character of a named reference. There are hundreds of names, and none of
/// those left here means a character of ASCII.
fn is_alike(mut asked: &str, mut stored: &str) -> bool {
    loop {
        let mut characters = stored.chars();
        let Some(held) = characters.next() else {
            return asked.is_empty();
        };
        asked = match asked.strip_prefix(held) {
            Some(rest) => rest,
            None if held.is_ascii() => return false,
            None => match behind_name(asked) {
                Some(rest) => rest,
                None => return false,
            },
        };
        stored = characters.as_str();
    }
}

/// What stands behind a named reference.
fn behind_name(text: &str) -> Option<&str> {
    let (name, rest) = text.strip_prefix('&')?.split_once(';')?;
    let is_name = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric());
    is_name.then_some(rest)
}
