//! What becomes of HTML that is saved: a small part of what HTML Purifier does.

/// Elements that stay.
const ELEMENTS: &[&str] = &[
    "a",
    "abbr",
    "address",
    "article",
    "aside",
    "audio",
    "b",
    "big",
    "blockquote",
    "br",
    "caption",
    "cite",
    "code",
    "col",
    "colgroup",
    "dd",
    "del",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "i",
    "img",
    "ins",
    "li",
    "main",
    "mark",
    "nav",
    "ol",
    "p",
    "pre",
    "q",
    "s",
    "section",
    "small",
    "source",
    "span",
    "strike",
    "strong",
    "sub",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "tt",
    "u",
    "ul",
    "video",
];

/// Elements without an end.
const VOID: &[&str] = &["br", "col", "hr", "img", "source"];

/// Elements that end a paragraph that is still open.
const BLOCKS: &[&str] = &[
    "address",
    "blockquote",
    "div",
    "dl",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "ol",
    "p",
    "pre",
    "table",
    "ul",
];

const ATTRIBUTES: &[&str] = &[
    "align", "alt", "border", "class", "colspan", "controls", "dir", "height", "href", "id",
    "lang", "name", "poster", "rowspan", "src", "start", "style", "target", "title", "type",
    "width",
];

/// The named characters authors use most; others keep their ampersand, escaped.
const ENTITIES: &[(&str, &str)] = &[
    ("amp", "&"),
    ("lt", "<"),
    ("gt", ">"),
    ("quot", "\""),
    ("apos", "'"),
    ("nbsp", "\u{a0}"),
    ("agrave", "à"),
    ("ccedil", "ç"),
    ("egrave", "è"),
    ("eacute", "é"),
    ("ecirc", "ê"),
    ("auml", "ä"),
    ("ouml", "ö"),
    ("uuml", "ü"),
    ("szlig", "ß"),
    ("euro", "€"),
    ("copy", "©"),
    ("reg", "®"),
    ("trade", "™"),
    ("laquo", "«"),
    ("raquo", "»"),
    ("hellip", "…"),
    ("ndash", "–"),
    ("mdash", "—"),
    ("lsquo", "‘"),
    ("rsquo", "’"),
    ("ldquo", "“"),
    ("rdquo", "”"),
    ("deg", "°"),
    ("times", "×"),
];

/// The text as it is stored.
pub(super) fn purify(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut open: Vec<String> = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let (text, tag) = rest.split_at_checked(at).unwrap_or((rest, ""));
        escape(text, false, &mut out);
        rest = match Tag::read(tag) {
            Some((Tag::Comment, after)) => after,
            Some((Tag::End(name), after)) => {
                end(&name, &mut open, &mut out);
                after
            }
            Some((Tag::Start(name, attributes), after)) => {
                start(&name, attributes, &mut open, &mut out);
                after
            }
            None => {
                out.push_str("&lt;");
                tag.get(1..).unwrap_or("")
            }
        };
    }
    escape(rest, false, &mut out);
    while let Some(name) = open.pop() {
        close(&name, &mut out);
    }
    out
}

type Attributes = Vec<(String, String)>;

enum Tag {
    /// Comments and declarations leave no trace.
    Comment,
    Start(String, Attributes),
    End(String),
}

impl Tag {
    /// The tag a text starts with and what follows it; `None` for a bare `<`.
    fn read(text: &str) -> Option<(Tag, &str)> {
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

fn start(name: &str, mut attributes: Attributes, open: &mut Vec<String>, out: &mut String) {
    if !ELEMENTS.contains(&name) {
        return;
    }
    attributes.retain(|(name, value)| {
        ATTRIBUTES.contains(&name.as_str()) && !value.trim_start().starts_with("data:")
    });
    let value = |attributes: &Attributes, wanted: &str| {
        let found = attributes.iter().find(|(name, _)| name == wanted);
        found.map(|(_, value)| value.clone())
    };
    if name == "img" {
        let Some(source) = value(&attributes, "src") else {
            return;
        };
        if value(&attributes, "alt").is_none() {
            let file = source.rsplit('/').next().unwrap_or("").to_owned();
            attributes.push(("alt".to_owned(), file));
        }
    }
    if name == "a" && value(&attributes, "target").as_deref() == Some("_blank") {
        attributes.push(("rel".to_owned(), "noreferrer noopener".to_owned()));
    }
    let same = |open: &[String], name: &str| open.last().is_some_and(|last| last == name);
    if BLOCKS.contains(&name) && same(open, "p") {
        end("p", open, out);
    }
    if name == "li" && same(open, "li") {
        end("li", open, out);
    }
    out.push('<');
    out.push_str(name);
    for (name, value) in &attributes {
        out.push(' ');
        out.push_str(name);
        out.push_str("=\"");
        escape(value, true, out);
        out.push('"');
    }
    if VOID.contains(&name) {
        out.push_str(" />");
    } else {
        out.push('>');
        open.push(name.to_owned());
    }
}

/// Ends an element and those left open inside; an end of nothing is dropped.
fn end(name: &str, open: &mut Vec<String>, out: &mut String) {
    if !open.iter().any(|held| held == name) {
        return;
    }
    while let Some(last) = open.pop() {
        close(&last, out);
        if last == name {
            return;
        }
    }
}

fn close(name: &str, out: &mut String) {
    out.push_str("</");
    out.push_str(name);
    out.push('>');
}

fn escape(text: &str, in_attribute: bool, out: &mut String) {
    let text = if in_attribute {
        text.to_owned()
    } else {
        decode(text)
    };
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' if in_attribute => out.push_str("&quot;"),
            other => out.push(other),
        }
    }
}

/// References become the characters they stand for.
fn decode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        let reference = after
            .split_once(';')
            .filter(|(name, _)| name.len() <= 10)
            .and_then(|(name, after)| Some((character(name)?, after)));
        rest = match reference {
            Some((letter, after)) => {
                out.push_str(&letter);
                after
            }
            None => {
                out.push('&');
                after
            }
        };
    }
    out.push_str(rest);
    out
}

fn character(name: &str) -> Option<String> {
    let Some(number) = name.strip_prefix('#') else {
        let found = ENTITIES.iter().find(|(known, _)| *known == name);
        return found.map(|(_, letter)| (*letter).to_owned());
    };
    let code = match number.strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16),
        None => number.parse(),
    };
    char::from_u32(code.ok()?).map(String::from)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::texts;
    use crate::resources::product::Column;

    #[test]
    fn html_is_stored_as_the_purifier_leaves_it() {
        let cases = [
            ("<p>one<b>two", "<p>one<b>two</b></p>"),
            ("<p>1 < 2</p>", "<p>1 &lt; 2</p>"),
            ("<p>1 > 2 & 3</p>", "<p>1 &gt; 2 &amp; 3</p>"),
            ("<p data-x=\"1\" class=\"a\">x</p>", "<p class=\"a\">x</p>"),
            (
                "<a href=\"/x\" target=\"_blank\" rel=\"noopener\">x</a>",
                "<a href=\"/x\" target=\"_blank\" rel=\"noreferrer noopener\">x</a>",
            ),
            (
                "<p><img src=\"data:image/png;base64,AA==\" alt=\"x\" /></p>",
                "<p></p>",
            ),
            (
                "<img src=\"/cup.jpg\">",
                "<img src=\"/cup.jpg\" alt=\"cup.jpg\" />",
            ),
            (
                "a&nbsp;b &eacute; &#8364; &lt;b&gt;",
                "a\u{a0}b é € &lt;b&gt;",
            ),
            ("a &unknown; b", "a &amp;unknown; b"),
            ("<p>x<!-- no --></p></div>", "<p>x</p>"),
            ("<blink>x</blink>", "x"),
            ("<p>a<p>b", "<p>a</p><p>b</p>"),
            ("<br>", "<br />"),
            ("<p>a[b[0]]> 1.</p>", "<p>a[b[0]]&gt; 1.</p>"),
            (
                "<video src='a.mp4' controls></video>",
                "<video src=\"a.mp4\" controls=\"\"></video>",
            ),
            ("<", "&lt;"),
            ("<p =x", "<p></p>"),
            ("", ""),
        ];
        for (sent, expected) in cases {
            assert_eq!(purify(sent), expected, "{sent}");
            assert_eq!(purify(expected), expected, "again: {expected}");
        }
        println!("{} texts", cases.len());
    }

    #[test]
    fn what_the_catalogue_says_is_clean_already() {
        let mut texts_seen = 0;
        for id in 1..=200 {
            for language in crate::catalogue::LANGUAGES {
                for column in [Column::description, Column::description_short] {
                    let mut text = String::new();
                    texts::write(id, column.into(), language, &mut text);
                    assert_eq!(purify(&text), text, "product {id}");
                    texts_seen += 1;
                }
            }
        }
        println!("{texts_seen} texts");
    }
}
