//! What becomes of HTML that is saved: a small part of what HTML Purifier does.

mod characters;
mod tag;

use characters::decode;
use tag::{Attributes, Tag};

use crate::options::ShopVersion;

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

/// The text as it is stored.
pub(super) fn purify(html: &str, version: ShopVersion) -> String {
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
                start(&name, attributes, version, &mut open, &mut out);
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

fn start(
    name: &str,
    mut attributes: Attributes,
    version: ShopVersion,
    open: &mut Vec<String>,
    out: &mut String,
) {
    if !ELEMENTS.contains(&name) {
        return;
    }
    attributes.retain(|(name, value)| {
        ATTRIBUTES.contains(&name.as_str()) && !value.trim_start().starts_with("data:")
    });
    // The purifier of 1.6 is an older one.
    let is_old = version < ShopVersion::V1_7;
    attributes.retain(|(name, _)| !is_old || name != "controls");
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
    if name == "a" && value(&attributes, "target").as_deref() == Some("_blank") && !is_old {
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
            assert_eq!(purify(sent, ShopVersion::V8_2), expected, "{sent}");
            assert_eq!(
                purify(expected, ShopVersion::V8_2),
                expected,
                "again: {expected}"
            );
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
                    texts::write(
                        &crate::tables::Row::new(id),
                        column.into(),
                        language,
                        &mut text,
                    );
                    assert_eq!(purify(&text, ShopVersion::V8_2), text, "product {id}");
                    texts_seen += 1;
                }
            }
        }
        println!("{texts_seen} texts");
    }
}
