//! From an HTTP response to a value or an error.

mod answer;
mod answering;
mod http_date;
mod records;

use resources::Resource;
use resources::json_rows::JsonRows;
use resources::reader::{Notes, Recheck};
use resources::sink::Sink;
use xml::envelope::{self, Document, Envelope};
use xml::{Content, Element, Inside, Limits, Reader, Reason, Tree, XmlError};

pub use answer::{Answer, Expected, Found, Response, Warning};
use records::{Shape, records};

use super::error::{Error, Result};
use super::failures::{
    by_status, empty, is_output_of_the_shop, json_refused, malformed, not_a_document, redirected,
    unexpected, unreadable, with_retry,
};
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
    let mut answer = Answer {
        found: Found::Nothing,
        warnings: Vec::new(),
        version: response.version(),
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
        return Err(malformed(response, message).with_hint("Ask for fewer records or fields."));
    }
    let envelope =
        envelope::find(&response.body).map_err(|error| unreadable(response, &error, None))?;
    let document = match envelope {
        Envelope::Document(document) => document,
        Envelope::Json(json) => return Err(json_refused(response, json)),
        Envelope::Empty if is_good(response) && matches!(expected, Expected::Nothing) => {
            return Ok(answer);
        }
        Envelope::Other(b"200 OK")
            if is_good(response) && matches!(expected, Expected::Nothing) =>
        {
            return Ok(answer);
        }
        Envelope::Other(text)
            if is_good(response)
                && matches!(expected, Expected::Nothing)
                && is_output_of_the_shop(response, text) =>
        {
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
    let exchange = (response, &document);
    let read = read_document(&mut xml, exchange, expected, sink, recheck, &mut answer);
    answer.found = read?;
    note(&mut answer, &document, &xml, response, recheck)?;
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
    let typed = expected.resource().is_none_or(Resource::is_typed);
    // Typed JSON has about half the size of its XML; growing a large buffer copies it.
    let mut rows = JsonRows::new(typed, response.body.len() / 2);
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
        (Found::Nothing, _) => "null".to_owned(),
    }
}

fn read_document(
    xml: &mut Reader<'_>,
    (response, document): (&Response, &Document<'_>),
    expected: Expected<'_>,
    sink: &mut dyn Sink,
    recheck: &dyn Recheck,
    answer: &mut Answer,
) -> Result<Found> {
    let broken = |error: XmlError| unreadable(response, &error, None);
    let Some(root) = xml.next_child().map_err(broken)? else {
        return Err(broken(Reason::Truncated.at(0)));
    };
    let first = match xml.content(&root).map_err(broken)? {
        Content::Elements => xml.next_child().map_err(broken)?,
        Content::Text(_) => None,
    };
    let Some(first) = first else {
        return Err(unexpected(response, "an empty document"));
    };
    if first.name() == "errors" {
        return Err(shop_error(xml, &first, response, document));
    }
    if !is_good(response) {
        return Err(by_status(response, "The shop answered with an error"));
    }
    let found = match expected {
        Expected::Permissions => permissions(xml, &first, response)?,
        Expected::Schema => schema(xml, &first, response)?,
        Expected::Nothing => {
            xml.skip(&first).map_err(broken)?;
            Found::Nothing
        }
        Expected::Record(resource, id) => {
            let shape = Shape {
                resource,
                list: false,
                id,
            };
            records(xml, &first, response, shape, sink, recheck, answer)?
        }
        Expected::Document(resource, id) => {
            let shape = Shape {
                resource,
                list: false,
                id,
            };
            // Read twice: once with every check, once to be kept.
            let mut again = xml.clone();
            records(xml, &first, response, shape, sink, recheck, answer)?;
            Found::Document(Tree::read(&mut again, &first).map_err(broken)?)
        }
        Expected::Listed(resource, id) => {
            let shape = Shape {
                resource,
                list: true,
                id: Some(id),
            };
            let mut again = xml.clone();
            records(xml, &first, response, shape, sink, recheck, answer)?;
            match answer.notes.rows {
                0 => Found::Nothing,
                1 => only(Tree::read(&mut again, &first).map_err(broken)?),
                _ => {
                    return Err(unexpected(
                        response,
                        "several records where one was asked for",
                    ));
                }
            }
        }
        Expected::List(resource) => {
            let shape = Shape {
                resource,
                list: true,
                id: None,
            };
            records(xml, &first, response, shape, sink, recheck, answer)?
        }
    };
    match xml.next_child().map_err(broken)? {
        None => Ok(found),
        Some(second) => {
            let what = format!("a second element <{}>", excerpt(second.name().as_bytes()));
            Err(unexpected(response, &what))
        }
    }
}

/// The record of a list of one.
fn only(list: Tree) -> Found {
    match list.inside {
        Inside::Elements(mut records) => records.pop().map_or(Found::Nothing, Found::Document),
        Inside::Text(_) => Found::Nothing,
    }
}

fn permissions<'a>(
    xml: &mut Reader<'a>,
    first: &Element<'a>,
    response: &Response,
) -> Result<Found> {
    if first.name() != "api" {
        let what = format!(
            "<{}> where the key's rights were asked for",
            excerpt(first.name().as_bytes())
        );
        return Err(unexpected(response, &what));
    }
    let permissions =
        Permissions::read(xml, first).map_err(|error| unreadable(response, &error, None))?;
    Ok(Found::Permissions(permissions))
}

fn schema<'a>(xml: &mut Reader<'a>, first: &Element<'a>, response: &Response) -> Result<Found> {
    let schema =
        SchemaDocument::read(xml, first).map_err(|error| unreadable(response, &error, None))?;
    Ok(Found::Schema(schema))
}

fn shop_error<'a>(
    xml: &mut Reader<'a>,
    first: &Element<'a>,
    response: &Response,
    document: &Document<'_>,
) -> Error {
    let source = xml.rest();
    let read = match xml.content(first) {
        Ok(Content::Elements) => error_document::read(xml),
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
    response: &Response,
    recheck: &dyn Recheck,
) -> Result<()> {
    let behind = xml.rest();
    if behind.contains("<prestashop") {
        return Err(unexpected(response, "a second document"));
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

fn is_good(response: &Response) -> bool {
    (200..=299).contains(&response.status)
}

fn excerpt(bytes: &[u8]) -> String {
    let start = bytes.get(..800).unwrap_or(bytes);
    String::from_utf8_lossy(start).chars().take(200).collect()
}
