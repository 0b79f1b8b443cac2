//! Reads the records of an answer, once it is clear that they are those asked for.

use resources::Resource;
use resources::reader::{Notes, Recheck, RecordReader};
use resources::sink::Sink;
use xml::{Content, Element, Reader, Reason, XmlError};

use crate::webservice::error::Result;
use crate::webservice::failures::{unexpected, unreadable};

use super::answer::{Expected, excerpt};
use super::past::Past;

/// What the answer has to look like.
struct Shape<'r> {
    resource: &'r Resource,
    list: bool,
    id: Option<u32>,
}

impl<'r> Shape<'r> {
    /// Of an answer that should hold records.
    fn of(expected: Expected<'r>) -> Option<Shape<'r>> {
        let (resource, list, id) = match expected {
            Expected::Record(resource, id) | Expected::Document(resource, id) => {
                (resource, false, id)
            }
            Expected::Listed(resource, id) => (resource, true, Some(id)),
            Expected::List(resource) => (resource, true, None),
            Expected::Permissions
            | Expected::Schema
            | Expected::Ids
            | Expected::Image
            | Expected::File
            | Expected::Nothing => return None,
        };
        Some(Shape { resource, list, id })
    }

    /// What a message calls the records.
    fn place<'a>(&self, name: &'a str) -> &'a str
    where
        'r: 'a,
    {
        if self.resource.name.is_empty() {
            name
        } else {
            self.resource.name
        }
    }
}

/// Whether an element of that name is not what was asked for. An undeclared resource may have any
/// names: the list of `order_slip` is `<order_slips>`, its records are `<order_slip>`.
pub(super) fn misses(resource: &Resource, asked: &str, name: &str) -> bool {
    resource.is_typed() && name != asked
}

/// Reads the records of an answer into a sink; nothing where none were asked for.
pub(super) fn records<'a>(
    xml: &mut Reader<'a>,
    first: &Element<'a>,
    expected: Expected<'_>,
    past: &mut Past,
    sink: &mut dyn Sink,
    recheck: &dyn Recheck,
) -> Result<Notes> {
    let Some(shape) = Shape::of(expected) else {
        return Ok(Notes::default());
    };
    let resource = shape.resource;
    let name = first.name();
    let asked = if shape.list {
        resource.list
    } else {
        resource.item
    };
    if misses(resource, asked, name) {
        let what = format!(
            "<{}> where <{asked}> was asked for",
            excerpt(name.as_bytes())
        );
        return Err(unexpected(&what));
    }
    let mut reader = RecordReader::new(xml, resource, recheck, sink);
    let read = if shape.list {
        rows(xml, first, past, resource, &mut reader)
    } else {
        reader.record(xml, first)
    };
    let read = read.and_then(|()| ends_once(xml));
    let notes = reader.notes;
    let place = Some((shape.place(name), notes.last_id));
    read.map_err(|error| unreadable(&error, place))?;
    if let (Some(asked), Some(found)) = (shape.id, notes.last_id)
        && asked != found
    {
        let name = excerpt(name.as_bytes());
        let what = format!("{name} {found} where {name} {asked} was asked for");
        return Err(unexpected(&what));
    }
    Ok(notes)
}

/// A bare end of section in a value could end the whole document, and leave out what follows.
fn ends_once(xml: &Reader<'_>) -> Result<(), XmlError> {
    let rest = xml.rest();
    let ends_again = rest.split("</prestashop").nth(2).is_some();
    match ends_again && !rest.contains("<prestashop") {
        true => Err(xml.error(Reason::AmbiguousCdata)),
        false => Ok(()),
    }
}

fn rows<'a>(
    xml: &mut Reader<'a>,
    wrapper: &Element<'a>,
    past: &mut Past,
    resource: &Resource,
    reader: &mut RecordReader<'_>,
) -> Result<(), XmlError> {
    // Once records were read, there are elements, whatever is left of them.
    if past.goes_on(xml, reader) || xml.content(wrapper)? == Content::Elements {
        while next_record(xml, resource, reader)? {}
    }
    Ok(())
}

/// Reads the next record of a list, if there is one.
pub(super) fn next_record(
    xml: &mut Reader<'_>,
    resource: &Resource,
    reader: &mut RecordReader<'_>,
) -> Result<bool, XmlError> {
    let Some(element) = xml.next_child()? else {
        return Ok(false);
    };
    if resource.is_typed() && element.name() != resource.item {
        return Err(xml.error(Reason::Unexpected(element.name().to_owned())));
    }
    reader.record(xml, &element)?;
    Ok(true)
}
