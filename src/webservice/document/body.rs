//! What of a record goes back to the shop.

use resources::{Field, Write};
use xml::{Inside, Tree};

use super::{ASSOCIATIONS, Change, Edited, document_of};
use crate::webservice::schema::SchemaDocument;

/// Fields that a shop's own schema marks as never to be sent (`read_only`).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unwritable(Vec<String>);

impl Unwritable {
    /// Those of a schema.
    pub fn of(schema: &SchemaDocument) -> Self {
        let is_marked = |(name, value): &(String, String)| name == "read_only" && value == "true";
        let marked = schema
            .fields
            .iter()
            .filter(|field| field.attributes.iter().any(is_marked));
        let mut names: Vec<String> = marked.map(|field| field.name.clone()).collect();
        names.sort_unstable();
        Unwritable(names)
    }

    /// Whether a field is one of them.
    pub fn contains(&self, field: &str) -> bool {
        self.0
            .binary_search_by(|one| one.as_str().cmp(field))
            .is_ok()
    }
}

impl Edited {
    /// The body of a PUT: the whole record but for what must not go back.
    ///
    /// A PUT replaces the record, so every field goes. Associations are left out, because
    /// shops keep those that are not named and can fail on those that are; so are fields
    /// the shop computes, of which it refuses some and misreads others.
    pub fn put_body(&self, unwritable: &Unwritable) -> String {
        let goes = |field: &&Tree| self.goes_back(field, unwritable);
        let fields = self.after.fields().filter(goes).cloned();
        self.body(fields.collect())
    }

    /// The body of a PATCH: the changed fields, each with all its languages, because a
    /// language that is not in the body is blanked.
    pub fn patch_body(&self) -> String {
        let changed = self.fields();
        let is_changed = |field: &&Tree| changed.contains(&field.name.as_str());
        let fields = self.after.fields().filter(is_changed).cloned();
        self.body(fields.collect())
    }

    /// Whether a change takes a value away that shops take away only where a PUT lacks it.
    pub fn needs_put(&self) -> bool {
        self.changes
            .iter()
            .any(|change| change.after.is_empty() && self.after.is_left_out_empty(&change.field))
    }

    /// The body's id decides which record is written, so it is put there from the record.
    fn body(&self, mut fields: Vec<Tree>) -> String {
        fields.retain(|field| field.name != "id");
        if let Some(id) = self.after.record.child("id") {
            fields.insert(0, id.clone());
        }
        let links = self.changed_links();
        if !links.is_empty() {
            fields.push(Tree::of(ASSOCIATIONS, links));
        }
        let record = &self.after.record;
        document_of(&Tree {
            name: record.name.clone(),
            attributes: Vec::new(),
            inside: Inside::Elements(fields),
        })
    }

    fn goes_back(&self, element: &Tree, unwritable: &Unwritable) -> bool {
        let name = element.name.as_str();
        let write = self.after.declared_field(name).map(|field| field.write);
        let stays = matches!(write, Some(Write::Refused | Write::Stripped))
            || (element.value().is_empty() && self.after.is_left_out_empty(name));
        !stays && !unwritable.contains(name) && !self.is_outdated(name)
    }

    /// Shops compute a value from others, unless a body holds one: the old one would belong to
    /// the old values.
    fn is_outdated(&self, field: &str) -> bool {
        let declared = self.after.declared_field(field);
        let sources = declared.map_or(&[][..], Field::computed_from);
        let is_source = |change: &Change| sources.contains(&change.field.as_str());
        sources
            .first()
            .is_some_and(|source| self.after.record.child(source).is_some())
            && self.changes.iter().any(is_source)
    }

    fn changed_links(&self) -> Vec<Tree> {
        let changed = self.fields();
        let all = self.after.record.child(ASSOCIATIONS);
        let lists = all.into_iter().flat_map(Tree::children);
        lists
            .filter(|list| changed.contains(&list.name.as_str()))
            .cloned()
            .collect()
    }
}
