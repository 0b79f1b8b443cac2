//! A list that is read while its body arrives: records that are whole are read and let go, and
//! what is left is read as the end of the same document.
//!
//! That is sound because the reader does not look ahead: the records it reads without an error are
//! the same whatever follows them. Every error is left for the end, when all of the body is there.

use resources::Resource;
use resources::reader::{Recheck, RecordReader};
use resources::sink::Sink;
use xml::envelope::{self, Envelope};
use xml::{Content, Limits, Reader};

use crate::webservice::http::{Response, SEARCHED};

use super::past::Past;
use super::records::{misses, next_record};
use super::root::first_element;

/// Bytes that are waited for before records are read: fewer are not worth the while.
const STEP: usize = 64 << 10;
/// What stands before the first record is read again each time: it must be short.
const LONGEST_HEAD: usize = 4_096;

/// More bytes than there will be.
const NEVER: usize = usize::MAX;

/// A list that is read while it arrives.
pub struct Arriving<'a> {
    resource: &'a Resource,
    sink: &'a mut dyn Sink,
    recheck: &'a dyn Recheck,
    limits: Limits,
    step: usize,
    unread: Option<Unread>,
}

impl std::fmt::Debug for Arriving<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Arriving")
            .field("resource", &self.resource.name)
            .field("unread", &self.unread)
            .finish_non_exhaustive()
    }
}

/// The body without the records that were read.
#[derive(Debug)]
struct Unread {
    body: Vec<u8>,
    /// Where its document starts.
    root: usize,
    /// At how many bytes it is worth the while to go on.
    due: usize,
    past: Past,
}

impl<'a> Arriving<'a> {
    /// The records go into `sink`, which holds nothing of this answer yet.
    pub fn new(
        resource: &'a Resource,
        sink: &'a mut dyn Sink,
        recheck: &'a dyn Recheck,
        limits: Limits,
    ) -> Self {
        Arriving {
            resource,
            sink,
            recheck,
            limits,
            step: STEP,
            unread: None,
        }
    }

    /// The same with another number of bytes that are waited for.
    pub fn in_steps(mut self, step: usize) -> Self {
        self.step = step;
        self
    }

    /// How many bytes it waits for before it reads.
    pub fn step(&self) -> usize {
        self.step
    }

    /// Takes the beginning of a response, if it is clearly that of the list; then the rest of
    /// the body goes here, too. Otherwise all of it is to be read as a whole.
    pub fn takes(&mut self, beginning: Response) -> bool {
        self.unread = Unread::of(beginning);
        self.go_on();
        self.unread.take_if(|unread| unread.due == NEVER);
        self.unread.is_some()
    }

    /// The room for the next bytes of the body; once they are in it, [`Arriving::go_on`]. `None`
    /// where memory lacks it, or nothing was taken.
    pub fn room(&mut self, length: usize) -> Option<&mut [u8]> {
        let body = &mut self.unread.as_mut()?.body;
        let start = body.len();
        body.try_reserve(length).ok()?;
        body.resize(start.checked_add(length)?, 0);
        body.get_mut(start..)
    }

    /// Reads the records that are whole, if enough has come.
    pub fn go_on(&mut self) {
        if let Some(unread) = &mut self.unread
            && unread.body.len() >= unread.due
        {
            let left = unread.read(self.resource, &mut *self.sink, self.recheck, self.limits);
            unread.due = match left {
                // A record that goes on and on is looked at again when there is twice as much of it.
                Some(left) => unread.body.len().saturating_add(self.step.max(left)),
                None => NEVER,
            };
        }
    }

    /// What was read, once all has arrived; the rest of the body goes into the response.
    pub fn leave(self, response: &mut Response) -> Past {
        let Some(unread) = self.unread else {
            return Past::default();
        };
        response.body = unread.body;
        unread.past
    }
}

impl Unread {
    fn of(beginning: Response) -> Option<Unread> {
        let Ok(Envelope::Document(document)) = envelope::locate(&beginning.body) else {
            return None;
        };
        let length = document.bytes.len();
        let answering = beginning.answering();
        let is_known = answering.is_some() || length >= SEARCHED;
        (beginning.is_good() && is_known).then(|| Unread {
            root: beginning.body.len().saturating_sub(length),
            due: 0,
            past: Past {
                answering: Some(answering),
                ..Past::default()
            },
            body: beginning.body,
        })
    }

    /// Reads records as far as they are whole. Gives how many bytes are left; `None` where this is
    /// not clearly the list.
    fn read(
        &mut self,
        resource: &Resource,
        sink: &mut dyn Sink,
        recheck: &dyn Recheck,
        limits: Limits,
    ) -> Option<usize> {
        let document = self.body.get(self.root..).unwrap_or_default();
        let document = document.get(..end(document, resource)).unwrap_or_default();
        let source = match std::str::from_utf8(document) {
            Ok(source) => source,
            // Nothing is read behind such a byte.
            Err(error) => {
                let valid = document.get(..error.valid_up_to()).unwrap_or_default();
                std::str::from_utf8(valid).unwrap_or_default()
            }
        };
        let mut xml = Reader::new(source, limits);
        let list = first_element(&mut xml).ok()?;
        let start = xml.position();
        let is_list = list.name() != "errors" && !misses(resource, resource.list, list.name());
        let mut reader = RecordReader::new(&xml, resource, recheck, sink);
        let is_open = self.past.goes_on(&mut xml, &mut reader)
            || xml.content(&list).ok() == Some(Content::Elements);
        let is_clear = is_list && is_open && start <= LONGEST_HEAD;
        let read = match is_clear {
            true => whole_records(&mut xml, resource, &mut reader, &mut self.past),
            false => start,
        };
        let gone = read.saturating_sub(start);
        let left = source.len().saturating_sub(read);
        self.past.notes = reader.notes;
        self.past.bytes = self.past.bytes.saturating_add(gone);
        let head = self.root.saturating_add(start);
        self.body.drain(head..head.saturating_add(gone));
        is_clear.then_some(left)
    }
}

/// Reads records as far as they are whole. Gives where the last one ends.
fn whole_records(
    xml: &mut Reader<'_>,
    resource: &Resource,
    reader: &mut RecordReader<'_>,
    past: &mut Past,
) -> usize {
    loop {
        let (mark, end) = (reader.mark(), xml.position());
        past.repaired = xml.repaired();
        if !matches!(next_record(xml, resource, reader), Ok(true)) {
            reader.take_back(mark);
            return end;
        }
    }
}

/// Where the last record ends, by the look of it: to read on would be in vain.
fn end(document: &[u8], resource: &Resource) -> usize {
    let tag = ["</", resource.item, ">"].concat();
    let mut places = document.windows(tag.len());
    let last = places.rposition(|here| here == tag.as_bytes());
    last.map_or(document.len(), |at| at.saturating_add(tag.len()))
}
