//! The text of an element: one section, or parts put together.

use std::borrow::Cow;

use quick_xml::events::{BytesRef, Event};

use crate::cdata::{CDATA, CDATA_END, SPLIT, Sequel, closes, find_from, sequel};
use crate::error::{Reason, Result, excerpt};
use crate::lines::normalised_cow;

use super::Reader;

impl<'a> Reader<'a> {
    /// The fast way for `<f><![CDATA[value]]></f>`, and the right one for values that
    /// hold `]]>`: shops write them as they are, so the value ends where `]]></f>` stands.
    ///
    /// `None` leaves the section to the event reader.
    pub(super) fn cdata(&mut self, name: &str) -> Result<Option<&'a str>> {
        let rest = self.rest().get(CDATA.len()..).unwrap_or("");
        let mut from = 0;
        let mut first = None;
        let length = loop {
            let Some(found) = find_from(rest, from, CDATA_END) else {
                return Err(self.error(self.end.clone()));
            };
            let behind = rest
                .get(found.saturating_add(CDATA_END.len())..)
                .unwrap_or("");
            if closes(behind, name) {
                break found;
            }
            let split =
                behind.starts_with(SPLIT) && rest.get(..found).is_some_and(|s| s.ends_with("]]"));
            let sequel = if split {
                Sequel::Xml
            } else {
                sequel(behind, name)
            };
            match sequel {
                Sequel::Xml if from == 0 => return Ok(None),
                Sequel::Value => {}
                Sequel::Xml | Sequel::Either => {
                    return Err(self.error(Reason::AmbiguousCdata));
                }
            }
            first.get_or_insert(found);
            from = found.saturating_add(1);
        };
        if let Some(first) = first {
            // Another section behind the bare end: perhaps another element's.
            if find_from(rest.get(..length).unwrap_or(""), first, CDATA).is_some() {
                return Err(self.error(Reason::AmbiguousCdata));
            }
            self.repaired = self.repaired.saturating_add(1);
        }
        let consumed = length
            .saturating_add(CDATA.len())
            .saturating_add(CDATA_END.len());
        self.at = self.at.saturating_add(consumed);
        match self.next_event()? {
            Event::End(_) => Ok(Some(rest.get(..length).unwrap_or(""))),
            _ => Err(self.error(Reason::MixedContent)),
        }
    }

    /// Text, references and several sections put together, up to the end tag.
    pub(super) fn text(&mut self) -> Result<Cow<'a, str>> {
        let mut text: Cow<'a, str> = Cow::Borrowed("");
        loop {
            match self.next_event()? {
                Event::Text(part) => append(&mut text, normalised_cow(part.into_inner())),
                Event::CData(part) => append(&mut text, normalised_cow(part.into_inner())),
                Event::GeneralRef(reference) => {
                    text.to_mut().push_str(&self.resolve(&reference)?);
                }
                Event::Comment(_) | Event::PI(_) => {}
                Event::End(_) => return Ok(text),
                Event::Eof => return Err(self.error(self.end.clone())),
                Event::DocType(_) => return Err(self.error(Reason::Doctype)),
                Event::Start(_) | Event::Empty(_) | Event::Decl(_) => {
                    return Err(self.error(Reason::MixedContent));
                }
            }
        }
    }

    fn resolve(&self, reference: &BytesRef<'_>) -> Result<String> {
        let unknown = || self.error(Reason::Entity(excerpt(reference)));
        if reference.is_char_ref() {
            let character = reference.resolve_char_ref().ok().flatten();
            return character.map(String::from).ok_or_else(unknown);
        }
        let text = match &**reference {
            "lt" => "<",
            "gt" => ">",
            "amp" => "&",
            "apos" => "'",
            "quot" => "\"",
            _ => return Err(unknown()),
        };
        Ok(text.to_owned())
    }
}

fn append<'a>(text: &mut Cow<'a, str>, part: Cow<'a, str>) {
    if text.is_empty() {
        *text = part;
    } else {
        text.to_mut().push_str(&part);
    }
}
