//! The events by which everything is read that is not read directly. They start where that ended, so
//! which elements are open is known here alone.

use std::io::BufRead;

use quick_xml::errors::IllFormedError;
use quick_xml::events::Event;

use crate::error::{Reason, Result};

use super::Reader;

impl<'a> Reader<'a> {
    pub(super) fn next_event(&mut self) -> Result<Event<'a>> {
        let start = self.at;
        let ahead = start.saturating_sub(self.events_at());
        self.events.stream().consume(ahead);
        let event = self.events.read_event();
        self.at = self.events_at();
        match &event {
            Ok(Event::Start(tag)) => {
                let from = self.at.saturating_sub(tag.len()).saturating_sub(1);
                let to = from.saturating_add(tag.name().as_ref().len());
                self.open.push(self.source.get(from..to).unwrap_or(""));
            }
            Ok(Event::End(tag)) => self.close(tag.name().as_ref(), start)?,
            _ => {}
        }
        event.map_err(|error| {
            let offset = usize::try_from(self.events.error_position()).unwrap_or(usize::MAX);
            let offset = offset.saturating_add(self.passed);
            match Reason::from(error) {
                Reason::Truncated => self.end.clone().at(offset),
                other => other.at(offset),
            }
        })
    }

    fn events_at(&self) -> usize {
        usize::try_from(self.events.buffer_position()).unwrap_or(usize::MAX)
    }

    /// An end tag, which starts at a place, must be that of the element begun last.
    fn close(&mut self, name: &str, start: usize) -> Result<()> {
        let error = match self.open.pop() {
            Some(expected) if expected == name => return Ok(()),
            Some(expected) => IllFormedError::MismatchedEndTag {
                expected: expected.to_owned(),
                found: name.to_owned(),
            },
            None => IllFormedError::UnmatchedEndTag(name.to_owned()),
        };
        let offset = start.saturating_add(self.passed);
        Err(Reason::from(quick_xml::Error::IllFormed(error)).at(offset))
    }
}
