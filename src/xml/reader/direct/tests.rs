//! Many documents, most of them broken, read directly and by events.

// Here an overflow is a failed test.
#![allow(clippy::arithmetic_side_effects)]

use super::*;
use crate::error::Result;
use crate::find::find;
use crate::limits::Limits;
use crate::reader::Content;

const DOCUMENT: &str = "<prestashop xmlns:xlink=\"http://www.w3.org/1999/xlink\">\n<orders>\n<order>\n\
    \t<id><![CDATA[5]]></id>\n\t<id_cart xlink:href='http://a/b?c=1'><![CDATA[10]]></id_cart>\n\
    \t<note><![CDATA[a ]] b ]> c\n\"é\"]]></note><gift/><reference xlink:href=\"x\"/>\n\
    \t<name><language id=\"1\" xlink:href=\"y\"><![CDATA[n]]></language></name><plain>a &amp; b</plain>\n\
    <associations>\n<rows nodeType=\"row\"><row>\n<id><![CDATA[7]]></id>\n</row></rows>\n</associations>\n\
    </order>\n<order><id><![CDATA[0123456789012345678901234567890123456789012345678901234567890123456789]]></id>\n\
    </order>\n</orders>\n</prestashop>\n";

const INSERTED: [&str; 30] = [
    "<",
    ">",
    "/",
    "\"",
    "'",
    "=",
    " ",
    "\n",
    "\r",
    "\u{c}",
    "]",
    "]]>",
    "]]></",
    "]]></id>",
    "<![CDATA[",
    "<![CDATA[>",
    "&",
    "&amp;",
    "</",
    "</id>",
    "</row>",
    "<id>",
    "<id/>",
    "<row>",
    "<a-b>",
    "<!-- x -->",
    "<?p?>",
    "<!DOCTYPE a>",
    "é",
    "\u{feff}",
];

struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % bound as u64) as usize
    }

    fn place(&mut self, text: &str) -> usize {
        let mut at = self.below(text.len() + 1);
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    }
}

fn changed(random: &mut Random) -> String {
    let mut text = DOCUMENT.to_owned();
    for _ in 0..1 + random.below(3) {
        let (one, other) = (random.place(&text), random.place(&text));
        let near = text.floor_char_boundary(one + random.below(9));
        match random.below(4) {
            0 => text.insert_str(one, INSERTED[random.below(INSERTED.len())]),
            1 => drop(text.drain(one.min(near)..near)),
            2 => text.truncate(one),
            _ => {
                let again = text[one.min(near)..near].to_owned();
                text.insert_str(other, &again);
            }
        }
    }
    text
}

/// What there was before: whole elements at once, and events for all else.
fn leaf<'a>(xml: &mut Reader<'a>) -> Option<Element<'a>> {
    let rest = xml.rest();
    let inside = rest.trim_ascii_start().strip_prefix('<')?;
    let (tag, behind) = inside.split_once('>')?;
    let value = behind.strip_prefix(CDATA)?;
    let named = tag.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
    if tag.len() > xml.limits.tag || !named {
        return None;
    }
    let (value, behind) = value.split_at_checked(find(value.as_bytes(), CDATA_END.as_bytes())?)?;
    let element = Element::new(tag, Body::Read(value));
    let behind = behind.get(CDATA_END.len()..)?.strip_prefix("</")?;
    let behind = behind.strip_prefix(element.name())?.strip_prefix('>')?;
    xml.at += rest.len() - behind.len();
    Some(element)
}

type Next = for<'a> fn(&mut Reader<'a>) -> Result<Option<(String, Content<'a>)>>;

fn with_content<'a>(
    xml: &mut Reader<'a>,
    element: Option<Element<'a>>,
) -> Result<Option<(String, Content<'a>)>> {
    let Some(element) = element else {
        return Ok(None);
    };
    let name = element.name().to_owned();
    xml.content(&element).map(|content| Some((name, content)))
}

fn by_events<'a>(xml: &mut Reader<'a>) -> Result<Option<(String, Content<'a>)>> {
    let element = match leaf(xml) {
        Some(element) => Some(element),
        None => xml.next_by_events()?,
    };
    with_content(xml, element)
}

fn directly<'a>(xml: &mut Reader<'a>) -> Result<Option<(String, Content<'a>)>> {
    let element = xml.next_child()?;
    with_content(xml, element)
}

fn by_name<'a>(xml: &mut Reader<'a>) -> Result<Option<(String, Content<'a>)>> {
    for name in ["i", "id", "id_cart", "note", "language"] {
        if let Some(text) = xml.section_of(name) {
            return Ok(Some((name.to_owned(), Content::Text(text.into()))));
        }
    }
    directly(xml)
}

/// All that is read, with the places reached, and the error at the end.
fn read(source: &str, next: Next) -> String {
    let limits = Limits {
        tag: 60,
        ..Limits::DEFAULT
    };
    let mut xml = Reader::new(source, limits);
    let mut read = Vec::new();
    let mut level = 0_usize;
    loop {
        match next(&mut xml) {
            Err(error) => break read.push(format!("{error:?}")),
            Ok(child) => {
                read.push(format!("{child:?} {}", xml.position()));
                match child {
                    None if level <= 1 => break,
                    None => level -= 1,
                    Some((_, Content::Elements)) => level += 1,
                    Some(_) if level == 0 => break,
                    Some(_) => {}
                }
            }
        }
    }
    read.join("\n")
}

#[test]
fn given_any_document_then_it_is_read_as_events_read_it() {
    let seed = std::time::UNIX_EPOCH.elapsed().unwrap().as_nanos() as u64 | 1;
    let mut random = Random(seed);
    let mut failed = 0;
    for case in 0..20_000 {
        let source = if case == 0 {
            DOCUMENT.to_owned()
        } else {
            changed(&mut random)
        };
        let expected = read(&source, by_events);
        failed += usize::from(expected.contains("XmlError"));
        assert_eq!(read(&source, directly), expected, "seed {seed}: {source}");
        assert_eq!(read(&source, by_name), expected, "seed {seed}: {source}");
    }
    assert!((2_000..19_000).contains(&failed), "{failed} of them fail");
    println!("20000 documents from seed {seed}, {failed} of them broken");
}
