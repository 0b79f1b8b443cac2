//! Finds the Webservice document in what a shop's host really sends: a BOM,
//! PHP warnings, echoed text or HTML may stand before it and behind it.

use super::error::{Reason, Result, excerpt};
use super::find::{find as find_in, places};

const ROOT: &[u8] = b"<prestashop";
const DECLARATION: &[u8] = b"<?xml";
const BOM: &[u8] = b"\xEF\xBB\xBF";

/// What the body of an answer holds.
#[derive(Clone, Copy, Debug)]
pub enum Envelope<'a> {
    /// A Webservice document.
    Document(Document<'a>),
    /// The Webservice's JSON format; starts at the first brace or bracket.
    Json(&'a [u8]),
    /// Nothing but blanks.
    Empty,
    /// Anything else: plain text or an HTML page.
    Other(&'a [u8]),
}

/// A Webservice document inside an answer.
#[derive(Clone, Copy, Debug)]
pub struct Document<'a> {
    /// From the root element on, as far as it is UTF-8, with whatever follows the document.
    pub source: &'a str,
    /// What stood before the document.
    pub noise: &'a [u8],
    /// The same, with all that is not UTF-8.
    pub bytes: &'a [u8],
    /// Whether `source` was cut at a byte that is not UTF-8.
    pub cut: bool,
}

/// Looks for the document. Fails only where one is there and must not be read.
pub fn locate(body: &[u8]) -> Result<Envelope<'_>> {
    let Some((start, root)) = root_of(body) else {
        return Ok(without_document(body));
    };
    let (noise, rest) = body.split_at_checked(start).unwrap_or((body, &[]));
    let prolog_length = root.saturating_sub(start);
    let (prolog, document) = rest.split_at_checked(prolog_length).unwrap_or((rest, &[]));
    check_prolog(prolog)?;
    let (source, cut) = match std::str::from_utf8(document) {
        Ok(text) => (text, false),
        Err(error) => {
            let valid = document.get(..error.valid_up_to()).unwrap_or(&[]);
            (std::str::from_utf8(valid).unwrap_or(""), true)
        }
    };
    Ok(Envelope::Document(Document {
        source,
        bytes: document,
        noise: trimmed(noise),
        cut,
    }))
}

/// Text without the blanks and byte order marks around it.
pub fn trimmed(mut bytes: &[u8]) -> &[u8] {
    loop {
        let before = bytes.len();
        bytes = bytes.trim_ascii();
        bytes = bytes.strip_prefix(BOM).unwrap_or(bytes);
        bytes = bytes.strip_suffix(BOM).unwrap_or(bytes);
        if bytes.len() == before {
            return bytes;
        }
    }
}

/// Where the document starts (its XML declaration, if it has one) and where its root element starts.
fn root_of(body: &[u8]) -> Option<(usize, usize)> {
    let root = places(body, ROOT).find(|&at| {
        let after = body.get(at.saturating_add(ROOT.len()));
        matches!(after, Some(b' ' | b'>' | b'\n' | b'\r' | b'\t' | b'/'))
    })?;
    let before = body.get(..root).unwrap_or(&[]);
    let start = places(before, DECLARATION).last().unwrap_or(root);
    Some((start, root))
}

/// Between the XML declaration and the root element nothing may stand, a DOCTYPE least of all.
fn check_prolog(prolog: &[u8]) -> Result<()> {
    if prolog.is_empty() {
        return Ok(());
    }
    let end = find_in(prolog, b"?>").ok_or_else(|| Reason::Truncated.at(0))?;
    let (declaration, rest) = prolog
        .split_at_checked(end.saturating_add(2))
        .unwrap_or((prolog, &[]));
    if find_in(rest, b"<!DOCTYPE").is_some() || find_in(rest, b"<!ENTITY").is_some() {
        return Err(Reason::Doctype.at(0));
    }
    match encoding(declaration) {
        Some(name) if !name.eq_ignore_ascii_case("utf-8") && !name.eq_ignore_ascii_case("utf8") => {
            Err(Reason::Encoding(excerpt(name)).at(0))
        }
        _ => Ok(()),
    }
}

fn encoding(declaration: &[u8]) -> Option<&str> {
    let text = std::str::from_utf8(declaration).ok()?;
    let word = b"encoding";
    let behind = find_in(declaration, word)?.saturating_add(word.len());
    let value = text
        .get(behind..)?
        .trim_ascii_start()
        .strip_prefix('=')?
        .trim_ascii_start();
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    value.split(quote).nth(1)
}

/// PHP prints its warnings as HTML in front of an answer; JSON then mostly starts on a line of its own.
fn without_document(body: &[u8]) -> Envelope<'_> {
    let text = trimmed(body);
    if text.is_empty() {
        return Envelope::Empty;
    }
    if is_json(text) {
        return Envelope::Json(text);
    }
    let on_its_line = memchr::memchr_iter(b'\n', text)
        .filter_map(|at| text.get(at.saturating_add(1)..))
        .find(|line| is_json(line));
    // What a module echoes need not end its line.
    let behind = || {
        text.get(find_in(text, b"{\"")?..)
            .filter(|json| is_json(json))
    };
    match on_its_line.or_else(behind) {
        Some(json) => Envelope::Json(json),
        None => Envelope::Other(text),
    }
}

/// A whole JSON object or array, judged by its ends: cheap, and HTML or prose never looks so.
fn is_json(text: &[u8]) -> bool {
    matches!(
        (text.first(), text.last()),
        (Some(b'{'), Some(b'}')) | (Some(b'['), Some(b']'))
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn noise_of(body: &[u8]) -> Option<&[u8]> {
        match locate(body) {
            Ok(Envelope::Document(document)) => Some(document.noise),
            _ => None,
        }
    }

    #[test]
    fn given_noise_before_the_document_then_it_is_reported_and_the_document_found() {
        let document = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<prestashop><a/></prestashop>";
        for (name, before, noise) in [
            ("nothing", "", ""),
            ("a byte order mark", "\u{feff}", ""),
            ("blank lines", "\n\r\n", ""),
            ("echoed text", "debug: here\n", "debug: here"),
            (
                "a PHP warning",
                "<br />\n<b>Warning</b>: x\n",
                "<br />\n<b>Warning</b>: x",
            ),
            ("another element", "<prestashopper>", "<prestashopper>"),
        ] {
            let body = format!("{before}{document}");
            assert_eq!(noise_of(body.as_bytes()), Some(noise.as_bytes()), "{name}");
        }
    }

    #[test]
    fn given_a_doctype_or_another_encoding_then_the_document_is_refused() {
        for (prolog, reason) in [
            (
                "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b \"c\">]>",
                Reason::Doctype,
            ),
            (
                "<?xml version=\"1.0\" encoding='ISO-8859-1'?>",
                Reason::Encoding("ISO-8859-1".into()),
            ),
            (
                "<?xml version=\"1.0\" encoding = \"windows-1252\" ?>",
                Reason::Encoding("windows-1252".into()),
            ),
            (
                "<?xml version=\"1.0\"\n encoding\t=\n'latin1'?>",
                Reason::Encoding("latin1".into()),
            ),
        ] {
            let body = format!("{prolog}<prestashop/>");
            assert_eq!(locate(body.as_bytes()).unwrap_err().reason, reason);
        }
    }

    #[test]
    fn given_no_document_then_json_text_and_emptiness_are_told_apart() {
        assert!(matches!(locate(b" \n"), Ok(Envelope::Empty)));
        assert!(matches!(locate(b"\xEF\xBB\xBF"), Ok(Envelope::Empty)));
        assert!(matches!(
            locate(b"{\"products\":[]}"),
            Ok(Envelope::Json(_))
        ));
        assert!(matches!(locate(b"<b>x</b>\n[]"), Ok(Envelope::Json(b"[]"))));
        assert!(matches!(
            locate(b"here{\"a\":[]}"),
            Ok(Envelope::Json(b"{\"a\":[]}"))
        ));
        assert!(matches!(
            locate(b"401 Unauthorized"),
            Ok(Envelope::Other(_))
        ));
    }
}
