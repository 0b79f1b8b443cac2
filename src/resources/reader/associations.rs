//! Reads the associations of a record: lists of linked records.

use crate::field::Association;
use crate::node::Node;
use xml::{Content, Element, Reader, Reason, XmlError, same};

use super::{RecordReader, Seen, declared, first_inside, has_elements, once_each};

impl RecordReader<'_> {
    pub(super) fn associations<'a>(
        &mut self,
        xml: &mut Reader<'a>,
        element: &Element<'a>,
        extra: &mut Vec<(String, Node)>,
    ) -> Result<(), XmlError> {
        self.sink.begin_associations();
        if has_elements(xml, element)? {
            let mut seen = Seen::default();
            while let Some(child) = xml.next_child()? {
                let declared = self
                    .resource
                    .associations
                    .iter()
                    .enumerate()
                    .find(|(_, one)| same(one.name.as_bytes(), child.name().as_bytes()));
                match declared {
                    None => self.undeclared(xml, &child, extra)?,
                    Some((at, association)) => {
                        seen.once(xml, at, association.name)?;
                        self.association(xml, &child, association)?;
                    }
                }
            }
        }
        self.sink.end_associations();
        Ok(())
    }

    fn association<'a>(
        &mut self,
        xml: &mut Reader<'a>,
        element: &Element<'a>,
        association: &'static Association,
    ) -> Result<(), XmlError> {
        self.sink.begin_association(association);
        if has_elements(xml, element)? {
            while let Some(item) = xml.next_child()? {
                if !same(item.name().as_bytes(), association.item.as_bytes()) {
                    return Err(xml.error(Reason::Unexpected(item.name().to_owned())));
                }
                self.item(xml, &item, association)?;
            }
        }
        self.sink.end_association();
        Ok(())
    }

    fn item<'a>(
        &mut self,
        xml: &mut Reader<'a>,
        element: &Element<'a>,
        association: &'static Association,
    ) -> Result<(), XmlError> {
        self.sink.begin_item();
        let mut extra = Vec::new();
        if has_elements(xml, element)? {
            let mut seen = Seen::default();
            let mut next = 0;
            loop {
                if let Some(field) = association.fields.get(next)
                    && let Some(text) = xml.section_of(field.name)
                {
                    seen.once(xml, next, field.name)?;
                    next = next.saturating_add(1);
                    self.hand_on(field, text, &mut extra);
                    continue;
                }
                let Some(child) = xml.next_child()? else {
                    break;
                };
                let Some((at, field)) = declared(association.fields, next, child.name()) else {
                    self.undeclared(xml, &child, &mut extra)?;
                    continue;
                };
                next = at.saturating_add(1);
                seen.once(xml, at, field.name)?;
                let Content::Text(text) = xml.content(&child)? else {
                    return Err(xml.error(Reason::Unexpected(first_inside(field.name))));
                };
                self.hand_on(field, &text, &mut extra);
            }
        }
        once_each(xml, &extra)?;
        self.sink.end_item(extra);
        self.check_size(xml)
    }
}
