//! One record as the shop sent it, kept whole, so that it can be changed in one place and
//! sent back with everything else as it was.

mod body;
mod compare;
mod edit;
mod fingerprint;
mod languages;
mod links;
mod markup;
mod new_record;
mod sameness;
mod texts;
mod value;

use std::fmt;

use resources::json_rows::JsonRows;
use resources::node::is_secret;
use resources::reader::{RecordReader, Unchecked};
use resources::{ANY, Field, Kind, Resource, Write, find};
use xml::{Inside, Reader, Tree, Writer, XmlError};

use super::error::{Error, ErrorKind, Result};
use super::number::number;

pub use body::Unwritable;
pub use compare::{Arrival, Comparison, Difference, arrival, compare};
pub use edit::{Change, Edited, edit};
pub use fingerprint::{check as check_token, is_token, joined as joined_token};
pub use languages::KnownLanguages;
pub(super) use links::check_whole;
pub use new_record::new_record;
pub use sameness::Reason;
pub(super) use value::check_readable;

/// The element that holds the links to other records.
pub(super) const ASSOCIATIONS: &str = "associations";

/// One record of one resource. Its debug form shows no value: some are secret.
#[derive(Clone)]
pub struct Document {
    name: String,
    declared: Option<&'static Resource>,
    record: Tree,
}

/// One value of a record: a field, or one language of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Cell<'d> {
    field: &'d str,
    language: Option<u32>,
    text: &'d str,
}

impl Document {
    /// Around the element of a record that was read.
    pub fn new(name: &str, record: Tree) -> Self {
        Document {
            name: name.to_owned(),
            declared: find(name),
            record,
        }
    }

    /// The resource's own name.
    pub fn resource(&self) -> &str {
        &self.name
    }

    /// The id of the record.
    pub fn id(&self) -> Option<u32> {
        number(self.record.child("id")?.value().trim())
    }

    /// The text of a field; `None` where the record has none of that name.
    pub fn text(&self, field: &str) -> Option<&str> {
        self.record.child(field).map(Tree::value)
    }

    /// The text of a field in one language.
    pub fn text_in(&self, field: &str, language: u32) -> Option<&str> {
        let texts = self.record.child(field)?.children();
        let text = texts.iter().find(|one| language_of(one) == Some(language));
        text.map(Tree::value)
    }

    /// Whether the record holds texts by language.
    pub fn is_multilingual(&self) -> bool {
        self.fields().any(|field| self.holds_languages(field))
    }

    /// The ids of the languages its texts came in, each once, in order.
    pub fn languages(&self) -> Vec<u32> {
        let texts = self.fields().flat_map(Tree::children);
        let mut ids: Vec<u32> = texts.filter_map(language_of).collect();
        ids.sort_unstable();
        ids.dedup();
        ids
    }

    /// A field that has no text in one of `languages`, not even an empty one, and that language.
    pub fn lacking(&self, languages: &[u32]) -> Option<(String, u32)> {
        self.fields().find_map(|field| {
            let mut held: Vec<u32> = field.children().iter().filter_map(language_of).collect();
            held.sort_unstable();
            // Without any it holds no texts, or shops of one language write it without them.
            let has = |id: &u32| held.is_empty() || held.binary_search(id).is_ok();
            let missing = languages.iter().find(|id| !has(id));
            missing.map(|id| (field.name.clone(), *id))
        })
    }

    /// The record as the package hands it out: typed where the resource is declared, and
    /// without secrets.
    ///
    /// # Errors
    /// `MalformedResponse` where a change made it unreadable, which no checked change does.
    pub fn to_json(&self) -> Result<String> {
        let resource = self.declared.unwrap_or(&ANY);
        let mut rows = JsonRows::new(resource.is_typed(), 0);
        read_again(&self.record, resource, &mut rows).map_err(|error| {
            Error::new(
                ErrorKind::MalformedResponse,
                format!("The record cannot be read again: {error}."),
            )
        })?;
        Ok(rows.into_string())
    }

    /// The elements of its fields: all but the associations.
    fn fields(&self) -> impl Iterator<Item = &Tree> {
        let all = self.record.children().iter();
        all.filter(|field| field.name != ASSOCIATIONS)
    }

    fn declared_field(&self, name: &str) -> Option<&'static Field> {
        self.declared?.field(name)
    }

    /// What is known of a field, of a resource that is not declared as well.
    fn known_field(&self, name: &str) -> Option<&'static Field> {
        resources::of(&self.name).known_field(name)
    }

    fn holds_languages(&self, field: &Tree) -> bool {
        let is_declared = self
            .declared_field(&field.name)
            .is_some_and(|field| field.kind == Kind::Multilingual);
        is_declared
            || field
                .children()
                .iter()
                .any(|one| language_of(one).is_some())
    }

    /// Every value that is the record's own: not what the shop computes.
    fn cells(&self) -> Vec<Cell<'_>> {
        let mut cells = Vec::new();
        for field in self.fields().filter(|field| !self.is_computed(&field.name)) {
            match &field.inside {
                Inside::Text(text) => cells.push(Cell {
                    field: &field.name,
                    language: None,
                    text,
                }),
                Inside::Elements(children) => cells.extend(children.iter().map(|one| Cell {
                    field: &field.name,
                    language: language_of(one),
                    text: one.value(),
                })),
            }
        }
        cells
    }

    /// Whether the shop makes a value itself: such fields may change without anyone's doing.
    fn is_computed(&self, field: &str) -> bool {
        match self.declared_field(field) {
            Some(field) => {
                field.automatic || matches!(field.write, Write::Refused | Write::Stripped)
            }
            None => field == "date_upd",
        }
    }

    /// Whether the shop computes a value anew along with others, so that it changes by nobody's
    /// doing: positions and the tree of categories, and what it marks as computed.
    fn is_recomputed(&self, field: &str) -> bool {
        let element = self.record.child(field);
        let is_marked = element.and_then(|one| one.attribute("notFilterable")) == Some("true");
        is_marked
            || self
                .known_field(field)
                .is_some_and(|field| field.recomputed)
    }

    /// Whether shops store 0 for the empty text of a field, and nothing where a PUT lacks it.
    fn is_left_out_empty(&self, field: &str) -> bool {
        self.known_field(field)
            .is_some_and(|one| one.is_left_out_empty)
    }

    fn is_secret(&self, field: &str) -> bool {
        is_secret(field) || self.declared_field(field).is_some_and(|field| field.secret)
    }
}

impl fmt::Debug for Document {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Document")
            .field("resource", &self.name)
            .field("id", &self.id())
            .finish_non_exhaustive()
    }
}

fn language_of(element: &Tree) -> Option<u32> {
    match element.name.as_str() {
        "language" => number(element.attribute("id")?.trim()),
        _ => None,
    }
}

fn document_of(record: &Tree) -> String {
    let mut writer = Writer::new();
    record.write(&mut writer);
    writer.finish()
}

fn read_again(record: &Tree, resource: &Resource, rows: &mut JsonRows) -> Result<(), XmlError> {
    let mut reader = Reader::of_tree(record);
    if let Some(record) = reader.next_child()? {
        RecordReader::new(&reader, resource, &Unchecked, rows).record(&mut reader, &record)?;
    }
    Ok(())
}
