//! Reads a field that has a text for each language.

use xml::{Content, Element, Reader, Reason, XmlError};

use crate::field::Field;
use crate::node::Node;

use super::recheck::{Verdict, any};
use super::{RecordReader, first_inside};

impl RecordReader<'_> {
    pub(super) fn languages<'a>(
        &mut self,
        xml: &mut Reader<'a>,
        element: &Element<'a>,
        field: &'static Field,
        extra: &mut Vec<(String, Node)>,
    ) -> Result<(), XmlError> {
        let hidden = self.recheck.hides(field.name);
        if let Content::Text(text) = xml.content(element)? {
            if !text.trim_ascii().is_empty() {
                self.set_aside(field, &text, extra);
            } else if !hidden {
                self.sink.begin_languages(field);
                self.sink.end_languages();
            }
            return Ok(());
        }
        if !hidden {
            self.sink.begin_languages(field);
        }
        let verdict = self.each_language(xml, field, hidden)?;
        if !hidden {
            self.sink.end_languages();
        }
        self.heed(field.name, verdict);
        Ok(())
    }

    fn each_language(
        &mut self,
        xml: &mut Reader<'_>,
        field: &'static Field,
        hidden: bool,
    ) -> Result<Option<Verdict>, XmlError> {
        self.languages.clear();
        let mut verdict = None;
        while let Some(language) = xml.next_child()? {
            let Some(id) = self.languages.add_if_language(xml, &language)? else {
                return Err(xml.error(Reason::Unexpected(language.name().to_owned())));
            };
            let Content::Text(text) = xml.content(&language)? else {
                return Err(xml.error(Reason::Unexpected(first_inside("language"))));
            };
            let judged = self.recheck.judge(field.name, Some(field.kind), &text);
            verdict = any(verdict, judged);
            if !hidden {
                self.sink.language(id, &text);
            }
        }
        Ok(verdict)
    }
}
