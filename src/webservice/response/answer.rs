//! What an answer should hold, and what it held.

use std::fmt;

use resources::Resource;
use resources::reader::Notes;
use xml::Tree;

use crate::webservice::permissions::Permissions;
use crate::webservice::schema::SchemaDocument;
use crate::webservice::version::Version;

/// What an answer should hold.
#[derive(Clone, Copy, Debug)]
pub enum Expected<'r> {
    /// The rights of the key.
    Permissions,
    /// One record, with that id where it is known beforehand.
    Record(&'r Resource, Option<u32>),
    /// One record, kept whole so that it can be written again.
    Document(&'r Resource, Option<u32>),
    /// The same record out of a list that holds at most this one.
    Listed(&'r Resource, u32),
    /// Any number of records.
    List(&'r Resource),
    /// A schema.
    Schema,
    /// Lists of ids under several elements: a search, and those of images.
    Ids,
    /// An image, told by its first bytes.
    Image,
    /// Any other file.
    File,
    /// No body: HEAD, OPTIONS, DELETE.
    Nothing,
}

impl<'r> Expected<'r> {
    pub(crate) fn resource(self) -> Option<&'r Resource> {
        match self {
            Expected::Record(resource, _)
            | Expected::Document(resource, _)
            | Expected::Listed(resource, _)
            | Expected::List(resource) => Some(resource),
            _ => None,
        }
    }
}

/// What an answer held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// The rights of the key.
    Permissions(Permissions),
    /// A schema.
    Schema(SchemaDocument),
    /// Records; they went into the sink.
    Records,
    /// One record; it went into the sink too.
    Document(Tree),
    /// Lists of ids by the elements that hold them.
    Ids(Vec<(String, Vec<u32>)>),
    /// A file, and its media type.
    File(String, Vec<u8>),
    /// Nothing, as expected.
    Nothing,
}

/// Something that is no error and should not be hidden either.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Warning {
    /// Something stood before or behind the document: what, at most 200 characters of it.
    Noise(String),
    /// A value is not of its field's kind; it is under `extra` as text.
    Unfit(String),
    /// Values held a bare `]]>`.
    Repaired(usize),
    /// Rows were left out because they do not match the filter, or are of another shop.
    Dropped(usize),
    /// How the filters of the list were looked at, in a sentence.
    Compared(String),
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Warning::Noise(text) => write!(f, "The shop's answer has output around it: {text}"),
            Warning::Unfit(what) => write!(f, "A value is not of its field's kind: {what}"),
            Warning::Repaired(count) => {
                write!(
                    f,
                    "{count} value(s) with a bare \"]]>\" were read to their end"
                )
            }
            Warning::Compared(how) => f.write_str(how),
            Warning::Dropped(count) => {
                write!(
                    f,
                    "{count} row(s) that do not match the filter, or are of another shop, were left out"
                )
            }
        }
    }
}

/// A good answer.
#[derive(Clone, Debug)]
pub struct Answer {
    /// What it held.
    pub found: Found,
    /// What was noticed.
    pub warnings: Vec<Warning>,
    /// The shop's version.
    pub version: Option<Version>,
    /// Seconds of the shop's clock, where the answer tells them.
    pub time: Option<i64>,
    /// Rows handed on and left out, and the id of the last one.
    pub notes: Notes,
}

/// The beginning of something for a message.
pub(crate) fn excerpt(bytes: &[u8]) -> String {
    let start = bytes.get(..800).unwrap_or(bytes);
    String::from_utf8_lossy(start).chars().take(200).collect()
}
