//! From an HTTP response to a value or an error.

mod answer;
mod arriving;
mod file;
mod ids;
mod past;
mod records;
mod root;

pub(super) use answer::excerpt;
pub use answer::{Answer, Expected, Found, Warning};
pub use arriving::Arriving;
pub(crate) use file::image_type;
pub use past::Past;
use records::records;
use root::{broken, first_element};

use resources::json_rows::{Form, JsonRows};
use resources::reader::{Notes, Recheck};
use resources::sink::Sink;
use xml::envelope::{self, Document, Envelope};
use xml::{Content, Element, Inside, Limits, Reader, Tree};

use super::error::{Error, Result};
use super::failures::{
    FEWER_ROWS, by_status, empty, is_output_of_the_shop, json_refused, malformed, not_a_document,
    redirected, unexpected, with_retry,
};
use super::hosts::blocked;
pub use super::http::Response;
use super::permissions::Permissions;
use super::schema::SchemaDocument;
use super::{codes, error_document};

/// Reads a response; its records go into `sink`.
pub fn read(
    response: &Response,
    expected: Expected<'_>,
    sink: &mut dyn Sink,
    recheck: &dyn Recheck,
    limits: Limits,
) -> Result<Answer> {
    let past = &mut Past::default();
    read_on(response, past, expected, sink, recheck, limits)
}

/// Reads what is left of a response of which records were read while it arrived.
pub fn read_on(
    response: &Response,
    past: &mut Past,
    expected: Expected<'_>,
    sink: &mut dyn Sink,
    recheck: &dyn Recheck,
    limits: Limits,
) -> Result<Answer> {
    let read = read_body(response, past, expected, sink, recheck, limits);
    read.map_err(|error| match response.status {
        // Browsers hide that of a redirect.
        0 => error,
        status => error.with_status(status),
    })
}

fn read_body(
    response: &Response,
    past: &mut Past,
    expected: Expected<'_>,
    sink: &mut dyn Sink,
    recheck: &dyn Recheck,
    limits: Limits,
) -> Result<Answer> {
    let mut answer = Answer {
        found: Found::Nothing,
        warnings: Vec::new(),
        version: response.version(),
        time: response.time(),
        notes: Notes::default(),
    };
    if matches!(response.status, 0 | 300..=399) {
        return Err(redirected(response));
    }
    if response.body.len() > limits.bytes {
        let message = format!(
            "The answer has {} bytes, more than are read.",
            response.body.len()
        );
        return Err(malformed(message).with_hint(FEWER_ROWS));
    }
    if response.is_good()
        && let Some((kind, bytes)) = file::read_file(response, expected)
    {
        answer.found = Found::File(kind, bytes);
        return Ok(answer);
    }
    let may_be_empty = response.is_good()
        && matches!(expected, Expected::Nothing)
        && blocked(response, &[]).is_none();
    let envelope = envelope::locate(&response.body).map_err(broken)?;
    let document = match envelope {
        Envelope::Document(document) => document,
        Envelope::Json(json) => return Err(json_refused(response, json)),
        Envelope::Empty | Envelope::Other(b"200 OK") if may_be_empty => return Ok(answer),
        Envelope::Other(text) if may_be_empty && is_output_of_the_shop(response, text) => {
            answer.warnings.push(Warning::Noise(excerpt(text)));
            return Ok(answer);
        }
        Envelope::Empty => return Err(empty(response)),
        Envelope::Other(text) => return Err(not_a_document(response, text)),
    };
    let mut xml = Reader::new(document.source, limits);
    if document.cut {
        xml = xml.of_cut_source();
    }
    let first = first_element(&mut xml)?;
    if first.name() == "errors" {
        return Err(shop_error(&mut xml, &first, response, &document));
    }
    if !response.is_good() {
        return Err(by_status(response, "The shop answered with an error"));
    }
    (answer.found, answer.notes) = content(&mut xml, &first, expected, past, sink, recheck)?;
    // Of several lists all elements are read.
    let is_read = matches!(expected, Expected::Ids);
    if !is_read && let Some(second) = xml.next_child().map_err(broken)? {
        let what = format!("a second element <{}>", excerpt(second.name().as_bytes()));
        return Err(unexpected(&what));
    }
    note(&mut answer, &document, &xml, recheck)?;
    Ok(answer)
}

/// Reads a response into the JSON text of its value: an array for a list, an object for one
/// record, the rights or a schema, `null` for nothing.
pub fn read_json(
    response: &Response,
    expected: Expected<'_>,
    recheck: &dyn Recheck,
    limits: Limits,
) -> Result<(String, Answer)> {
    read_as(Form::Objects, response, expected, recheck, limits)
}

/// The same with records in a form.
pub fn read_as(
    form: Form,
    response: &Response,
    expected: Expected<'_>,
    recheck: &dyn Recheck,
    limits: Limits,
) -> Result<(String, Answer)> {
    // Typed JSON has about half the size of its XML; growing a large buffer copies it.
    let capacity = response.body.len() / 2;
    let mut rows = match expected.resource() {
        Some(resource) => JsonRows::of(resource, form, capacity),
        None => JsonRows::new(true, capacity),
    };
    let answer = read(response, expected, &mut rows, recheck, limits)?;
    Ok((to_json(rows, &answer, expected), answer))
}

/// The JSON text of an answer whose records went into `rows`.
pub fn to_json(rows: JsonRows, answer: &Answer, expected: Expected<'_>) -> String {
    match (&answer.found, expected) {
        (Found::Permissions(permissions), _) => permissions.to_json(),
        (Found::Schema(schema), _) => schema.to_json(),
        (Found::Records, Expected::List(_)) => rows.into_array(),
        (Found::Records | Found::Document(_), _) => rows.into_string(),
        (Found::Ids(lists), _) => ids::lists_json(lists),
        (Found::Nothing | Found::File(..), _) => "null".to_owned(),
    }
}

/// Reads what was expected; a document is kept while its record goes into the sink.
fn content<'a>(
    xml: &mut Reader<'a>,
    first: &Element<'a>,
    expected: Expected<'_>,
    past: &mut Past,
    sink: &mut dyn Sink,
    recheck: &dyn Recheck,
) -> Result<(Found, Notes)> {
    if matches!(expected, Expected::Document(..) | Expected::Listed(..)) {
        xml.keep(first).map_err(broken)?;
    }
    let notes = records(xml, first, expected, past, sink, recheck)?;
    let found = match expected {
        Expected::Permissions => read_permissions(xml, first)?,
        Expected::Ids => Found::Ids(ids::lists(xml, first).map_err(broken)?),
        Expected::Image | Expected::File => {
            return Err(unexpected("a document where a file was asked for"));
        }
        Expected::Schema => Found::Schema(SchemaDocument::read(xml, first).map_err(broken)?),
        Expected::Nothing => {
            xml.skip(first).map_err(broken)?;
            Found::Nothing
        }
        Expected::Record(..) | Expected::List(_) => Found::Records,
        Expected::Document(..) => xml.kept().map_or(Found::Nothing, Found::Document),
        Expected::Listed(..) => match notes.rows {
            0 => Found::Nothing,
            1 => xml.kept().map_or(Found::Nothing, only),
            _ => return Err(unexpected("several records where one was asked for")),
        },
    };
    Ok((found, notes))
}

/// The record of a list of one.
fn only(list: Tree) -> Found {
    match list.inside {
        Inside::Elements(mut records) => records.pop().map_or(Found::Nothing, Found::Document),
        Inside::Text(_) => Found::Nothing,
    }
}

fn read_permissions<'a>(xml: &mut Reader<'a>, first: &Element<'a>) -> Result<Found> {
    if first.name() != "api" {
        let what = format!(
            "<{}> where the key's rights were asked for",
            excerpt(first.name().as_bytes())
        );
        return Err(unexpected(&what));
    }
    let permissions = Permissions::read(xml, first).map_err(broken)?;
    Ok(Found::Permissions(permissions))
}

fn shop_error<'a>(
    xml: &mut Reader<'a>,
    first: &Element<'a>,
    response: &Response,
    document: &Document<'_>,
) -> Error {
    let source = xml.rest();
    let read = match xml.content(first) {
        Ok(Content::Elements) => error_document::errors(xml),
        Ok(Content::Text(_)) => Ok(Vec::new()),
        Err(error) => Err(error),
    };
    let errors = match read {
        Ok(errors) => errors,
        Err(_) if document.cut => error_document::scan_bytes(document.bytes),
        Err(_) => error_document::scan(source),
    };
    // Apache refuses a large body and lets PHP complain of the empty one that is left.
    if response.status == 413 {
        return by_status(response, "The host refused the request").with_codes(errors);
    }
    with_retry(codes::error(response.status, errors), response)
}

/// What stands behind the document is noise too; a second document is a contradiction.
fn note(
    answer: &mut Answer,
    document: &Document<'_>,
    xml: &Reader<'_>,
    recheck: &dyn Recheck,
) -> Result<()> {
    let behind = xml.rest();
    if behind.contains("<prestashop") {
        return Err(unexpected("a second document"));
    }
    for noise in [document.noise, envelope::trimmed(behind.as_bytes())] {
        if !noise.is_empty() {
            answer.warnings.push(Warning::Noise(excerpt(noise)));
        }
    }
    if xml.repaired() > 0 {
        answer.warnings.push(Warning::Repaired(xml.repaired()));
    }
    if answer.notes.dropped > 0 {
        answer.warnings.push(Warning::Dropped(answer.notes.dropped));
    }
    let remark = recheck.remark(&answer.notes);
    answer.warnings.extend(remark.map(Warning::Compared));
    let unfit = std::mem::take(&mut answer.notes.unfit);
    answer
        .warnings
        .extend(unfit.into_iter().map(Warning::Unfit));
    Ok(())
}
