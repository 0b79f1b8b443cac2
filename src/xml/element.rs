//! A start tag, and the text behind it where that was read along.

use std::borrow::Cow;
use std::slice;

use memchr::memchr;

use super::tree::Tree;

/// A start tag.
#[derive(Clone, Copy, Debug)]
pub struct Element<'a> {
    name: &'a str,
    attributes: &'a str,
    pub(super) body: Body<'a>,
}

/// What stands behind a start tag.
#[derive(Clone, Copy, Debug)]
pub(super) enum Body<'a> {
    /// Nothing: the tag ends its element itself.
    Empty,
    /// The text that was read along with it, end tag included.
    Read(&'a str),
    /// Whatever is read next.
    Open,
    /// All of it, as it was kept: its attributes, too.
    Kept(&'a Tree),
}

impl<'a> Element<'a> {
    /// From what stands between `<` and `>`, or `/>`.
    pub(super) fn new(tag: &'a str, body: Body<'a>) -> Self {
        let (name, attributes) = match tag.bytes().position(|byte| byte.is_ascii_whitespace()) {
            Some(at) => tag.split_at_checked(at).unwrap_or((tag, "")),
            None => (tag, ""),
        };
        Element::of(name, attributes, body)
    }

    /// The same, taken apart.
    pub(super) fn of(name: &'a str, attributes: &'a str, body: Body<'a>) -> Self {
        Element {
            name,
            attributes,
            body,
        }
    }

    /// The start of an element that was kept.
    pub(super) fn of_tree(tree: &'a Tree) -> Self {
        Element {
            name: &tree.name,
            attributes: "",
            body: Body::Kept(tree),
        }
    }

    /// The element's name.
    pub fn name(&self) -> &'a str {
        self.name
    }

    /// Its attributes as they stand in the document; `None` where it was kept without that.
    pub fn written_attributes(&self) -> Option<&'a str> {
        match self.body {
            Body::Kept(_) => None,
            _ => Some(self.attributes),
        }
    }

    /// The value of an attribute.
    pub fn attribute(&self, name: &str) -> Option<Cow<'a, str>> {
        self.attributes()
            .find(|(one, _)| *one == name)
            .map(|(_, value)| value)
    }

    /// Every attribute, in order, up to the first that is not well-formed.
    pub fn attributes(&self) -> Attributes<'a> {
        let kept: &[(String, String)] = match self.body {
            Body::Kept(tree) => &tree.attributes,
            _ => &[],
        };
        Attributes {
            kept: kept.iter(),
            rest: self.attributes,
        }
    }
}

/// The attributes of an element, see [`Element::attributes`].
#[derive(Clone, Debug)]
pub struct Attributes<'a> {
    kept: slice::Iter<'a, (String, String)>,
    rest: &'a str,
}

impl<'a> Iterator for Attributes<'a> {
    type Item = (&'a str, Cow<'a, str>);

    // A copy for each of its callers would be downloaded.
    #[inline(never)]
    fn next(&mut self) -> Option<Self::Item> {
        if let Some((name, value)) = self.kept.next() {
            return Some((name, Cow::Borrowed(value)));
        }
        let rest = std::mem::take(&mut self.rest);
        let (name, behind) = rest.split_at_checked(memchr(b'=', rest.as_bytes())?)?;
        let behind = behind.get(1..)?.trim_ascii_start();
        let quote = behind
            .bytes()
            .next()
            .filter(|byte| matches!(byte, b'"' | b'\''))?;
        let value = behind.get(1..)?;
        let end = memchr(quote, value.as_bytes())?;
        self.rest = value.get(end.saturating_add(1)..)?;
        Some((name.trim_ascii(), unescaped(value.get(..end)?)))
    }
}

/// Whether an element comes next, past blanks and comments.
pub(super) fn starts_with_element(mut rest: &str) -> bool {
    loop {
        rest = rest.trim_ascii_start();
        let Some(comment) = rest.strip_prefix("<!--") else {
            break;
        };
        match comment.split_once("-->") {
            Some((_, behind)) => rest = behind,
            None => return false,
        }
    }
    let mut bytes = rest.bytes();
    bytes.next() == Some(b'<') && !matches!(bytes.next(), None | Some(b'/' | b'!' | b'?'))
}

/// Shops escape names that a merchant chose, and leave the `&` of their links bare.
fn unescaped(value: &str) -> Cow<'_, str> {
    if memchr(b'&', value.as_bytes()).is_none() {
        return Cow::Borrowed(value);
    }
    quick_xml::escape::unescape(value).unwrap_or(Cow::Borrowed(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A tag, its name and its attributes.
    type Case = (
        &'static str,
        &'static str,
        &'static [(&'static str, &'static str)],
    );

    #[test]
    fn given_a_tag_then_its_name_and_attributes_are_told_apart() {
        let cases: &[Case] = &[
            ("a", "a", &[]),
            ("a b=\"1\"", "a", &[("b", "1")]),
            ("a\n\tb = '1'  c=\"x>y\"", "a", &[("b", "1"), ("c", "x>y")]),
            (
                "a b=\"x &amp; y\" c=\"?d=1&e=2\"",
                "a",
                &[("b", "x & y"), ("c", "?d=1&e=2")],
            ),
            ("a b", "a", &[]),
            ("a b=1", "a", &[]),
            ("a b=\"1", "a", &[]),
        ];
        for (tag, name, attributes) in cases {
            let element = Element::new(tag, Body::Open);
            let read: Vec<_> = element.attributes().collect();
            let expected: Vec<_> = attributes
                .iter()
                .map(|(n, v)| (*n, Cow::Borrowed(*v)))
                .collect();
            assert_eq!((element.name(), read), (*name, expected), "{tag}");
        }
        println!("{} tags", cases.len());
    }
}
