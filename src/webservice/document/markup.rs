//! Whether HTML that a shop has cleaned reads as it did before.

/// How a comment begins behind its bracket.
const COMMENT: &str = "!--";

/// Whether two texts show a reader the same: tags, blanks and the spelling of characters aside.
pub(super) fn reads_alike(asked: &str, stored: &str) -> bool {
    is_alike(&visible(asked), &visible(stored))
}

/// What a page shows that is no text.
const MEDIA: [&str; 8] = [
    "img", "picture", "svg", "video", "audio", "iframe", "object", "embed",
];

/// Whether two texts read alike, but pictures or films of the first are not in the second.
pub(super) fn has_lost_media(asked: &str, stored: &str) -> bool {
    let (asked_media, _) = media(asked);
    let (stored_media, _) = media(stored);
    stored_media < asked_media && reads_alike(asked, stored)
}

/// The text without the tags of pictures and films.
pub(super) fn without_media(html: &str) -> String {
    media(html).1
}

/// How many pictures and films a text has, and the text without them.
fn media(html: &str) -> (usize, String) {
    let mut count = 0_usize;
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    let mut tags = Tags::default();
    while let Some((before, behind)) = rest.split_once('<') {
        text.push_str(before);
        let (tag, after) = tags.first(behind).unwrap_or(("", behind));
        let name = tag.trim_start_matches('/');
        let end = name.find(|one: char| !one.is_ascii_alphanumeric());
        let name = name.get(..end.unwrap_or(name.len())).unwrap_or(name);
        if MEDIA.iter().any(|one| name.eq_ignore_ascii_case(one)) {
            count = count.saturating_add(usize::from(!tag.starts_with('/')));
        } else {
            text.push('<');
            let length = behind.len().saturating_sub(after.len());
            text.push_str(behind.get(..length).unwrap_or_default());
        }
        rest = after;
    }
    text.push_str(rest);
    (count, text)
}

/// Whether cleaning one text gives the other: the same tags and words, however they are
/// spelled, and no attributes that shops drop. Tags left open at the end count as closed.
pub(super) fn is_cleaned(asked: &str, stored: &str) -> bool {
    tidied(asked) == tidied(stored)
}

/// A text with its tags in one spelling.
fn tidied(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    let mut tags = Tags::default();
    while let Some((before, behind)) = rest.split_once('<') {
        text.push_str(&words(before));
        match tags.first(behind) {
            Some((tag, after)) => {
                if !tag.starts_with(COMMENT) {
                    text.push('<');
                    text.push_str(&tidied_tag(tag));
                    text.push('>');
                }
                rest = after;
            }
            None => {
                text.push('<');
                rest = behind;
            }
        }
    }
    text.push_str(&words(rest));
    while let Some((before, closed)) = text.rsplit_once("</") {
        if !closed.ends_with('>') || closed.trim_end_matches('>').contains(['<', '>']) {
            break;
        }
        text.truncate(before.len());
    }
    text
}

/// Text without its blanks: where they stand is compared by what a reader sees.
fn words(text: &str) -> String {
    visible(text).replace(' ', "")
}

/// The name in lower case, and the attributes that shops keep, in order.
fn tidied_tag(tag: &str) -> String {
    let tag = tag.trim_end_matches('/').trim();
    let (name, mut rest) = tag
        .split_once(|c: char| c.is_ascii_whitespace())
        .unwrap_or((tag, ""));
    let mut kept: Vec<String> = Vec::new();
    loop {
        rest = rest.trim_start();
        let end = rest
            .find(|c: char| c == '=' || c.is_ascii_whitespace())
            .unwrap_or(rest.len());
        let Some((attribute, behind)) = rest.split_at_checked(end).filter(|_| end > 0) else {
            break;
        };
        let attribute = attribute.to_ascii_lowercase();
        let (value, behind) = attribute_value(behind.trim_start());
        if !attribute.starts_with("data-") && attribute != "rel" {
            kept.push([&attribute, "=", value].concat());
        }
        rest = behind;
    }
    kept.sort_unstable();
    let mut tidied = name.to_ascii_lowercase();
    for attribute in kept {
        tidied.push(' ');
        tidied.push_str(&attribute);
    }
    tidied
}

/// The value behind an attribute's name, and what follows it.
fn attribute_value(text: &str) -> (&str, &str) {
    let Some(value) = text.strip_prefix('=').map(str::trim_start) else {
        return ("", text);
    };
    for quote in ['"', '\''] {
        if let Some(inside) = value.strip_prefix(quote) {
            return inside.split_once(quote).unwrap_or((inside, ""));
        }
    }
    let end = value
        .find(|c: char| c.is_ascii_whitespace())
        .unwrap_or(value.len());
    value.split_at_checked(end).unwrap_or((value, ""))
}

/// The tags of a text from its start to its end.
#[derive(Default)]
struct Tags {
    /// Whether the rest has no closing bracket, so that none is looked for again.
    are_over: bool,
}

impl Tags {
    /// A tag or comment without its brackets, and what follows it.
    fn first<'t>(&mut self, behind: &'t str) -> Option<(&'t str, &'t str)> {
        let starts = |c: char| c.is_ascii_alphabetic() || c == '/' || c == '!';
        if behind.starts_with(COMMENT) {
            // Word leaves markup of its own in them.
            return Some(behind.split_once("-->").unwrap_or((behind, "")));
        }
        if self.are_over || !behind.starts_with(starts) {
            return None;
        }
        let tag = behind.split_once('>');
        self.are_over = tag.is_none();
        tag
    }
}

/// What a reader of HTML sees: no tags, single blanks, and no references but named ones.
fn visible(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    let mut tags = Tags::default();
    while let Some((before, behind)) = rest.split_once('<') {
        text.push_str(before);
        match tags.first(behind) {
            Some((_, after)) => rest = after,
            None => {
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

/// The longest number of a character, with room for zeros.
const LONGEST: usize = 12;

/// `&#8364;` and `&#x20AC;` as the character they stand for.
fn numbers_resolved(text: &str) -> String {
    let mut resolved = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once("&#") {
        resolved.push_str(before);
        let length = behind.bytes().take(LONGEST).position(|one| one == b';');
        let number = length.and_then(|length| behind.split_at_checked(length));
        let found = number.and_then(|(digits, after)| {
            let number = match digits.strip_prefix(['x', 'X']) {
                Some(digits) => u32::from_str_radix(digits, 16),
                None => digits.parse(),
            };
            Some((char::from_u32(number.ok()?)?, after.strip_prefix(';')?))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn given_what_a_shop_makes_of_html_then_it_counts_as_cleaned_and_another_text_does_not() {
        let cases = [
            ("<p>a<br>b</p>", "<p>a<br />b</p>", true),
            ("<p data-x=\"1\">a</p>", "<p>a</p>", true),
            (
                "<P class='b' id=c>a</P>",
                "<p id=\"c\" class=\"b\">a</p>",
                true,
            ),
            ("<p>un<b>closed", "<p>un<b>closed</b></p>", true),
            (
                "<a href=\"/x\" target=_blank>a</a>",
                "<a href=\"/x\" target=\"_blank\" rel=\"noopener\">a</a>",
                true,
            ),
            ("<p>a &amp; b</p>", "<p>a & b</p>", true),
            ("<p>a < b</p>", "<p>a &lt; b</p>", true),
            ("<!-- a > b --><p>a</p>", "<p>a</p>", true),
            (
                "<p>a<!--[if mso]><b>c</b><![endif]--></p>",
                "<p>a</p>",
                true,
            ),
            ("<p>a</p><!-- b", "<p>a</p>", true),
            ("<!-- a --><p>b</p>", "<p>a</p>", false),
            ("<p><b>a</b></p>", "<p>a</p>", false),
            ("<p class=\"b\">a</p>", "<p>a</p>", false),
            ("<p>a</p>", "<p>b</p>", false),
            ("<p>a</p><p>b</p>", "<p>a b</p>", false),
        ];
        for (asked, stored, expected) in cases {
            assert_eq!(is_cleaned(asked, stored), expected, "{asked} {stored}");
        }
        println!("{} texts", cases.len());
    }
}
