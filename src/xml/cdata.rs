//! Where a CDATA section ends. Shops write values into sections as they are, so a `]]>`
//! may belong to the value.

use memchr::memchr;

use super::find::find;

pub(super) const CDATA: &str = "<![CDATA[";
pub(super) const CDATA_END: &str = "]]>";
/// How a writer of XML splits `]]>` in two sections: `]]` and `>`.
pub(super) const SPLIT: &str = "<![CDATA[>";

/// Whether `text` starts with the end tag of `name`.
pub(super) fn closes(text: &str, name: &str) -> bool {
    text.strip_prefix("</")
        .and_then(|tag| tag.strip_prefix(name))
        .is_some_and(|behind| behind.trim_ascii_start().starts_with('>'))
}

/// What a `]]>` means that its element's end tag does not follow.
pub(super) enum Sequel {
    /// It belongs to the value: XML allows nothing like what follows.
    Value,
    /// It ends the section, and XML can be read on.
    Xml,
    /// It can be either.
    Either,
}

/// Judges by what stands between this `]]>` and the next, so that every byte is looked
/// at once: text up to the end tag is XML, another `]]>` in text is not.
pub(super) fn sequel(behind: &str, name: &str) -> Sequel {
    let next = find_from(behind, 0, CDATA_END).unwrap_or(behind.len());
    let text = behind.get(..next).unwrap_or("");
    let Some(markup) = memchr(b'<', text.as_bytes()).and_then(|at| behind.get(at..)) else {
        return Sequel::Value;
    };
    if closes(markup, name) {
        return Sequel::Xml;
    }
    let directly = behind.starts_with("</");
    let goes_on = [CDATA, "<!--", "<?"]
        .iter()
        .any(|start| markup.starts_with(start));
    if directly || goes_on {
        Sequel::Either
    } else {
        Sequel::Value
    }
}

pub(super) fn find_from(text: &str, from: usize, needle: &str) -> Option<usize> {
    let tail = text.as_bytes().get(from..)?;
    find(tail, needle.as_bytes()).map(|at| at.saturating_add(from))
}
