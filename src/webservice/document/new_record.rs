//! A record that does not exist yet, filled in by the shop's own schema.

use json::{Map, Value};
use resources::{Resource, Rule, Write, find};
use xml::Tree;

use super::compare::masked;
use super::edit::put_text;
use super::links::{self, check_association, items};
use super::value::{EXPECTED_TEXTS, no_field, text, unfit, untyped, wire};
use super::{ASSOCIATIONS, Change, Document, Edited, KnownLanguages};
use crate::webservice::error::{Error, Result};
use crate::webservice::rules;
use crate::webservice::schema::{SchemaDocument, SchemaField};
use crate::webservice::version::Version;

/// What a new record is made with.
struct Making<'m> {
    declared: Option<&'static Resource>,
    schema: &'m SchemaDocument,
    languages: &'m KnownLanguages,
    version: Option<Version>,
    edited: Edited,
    fields: Vec<Tree>,
}

/// The record to be created from fields given by name. Texts go into every language of the
/// shop; those not given are empty.
///
/// # Errors
/// `InvalidRequest` for a field the schema does not have or that the shop sets itself;
/// `Validation` for a value the shop would refuse and for a required field that is missing.
pub fn new_record(
    name: &str,
    given: &Map,
    schema: &SchemaDocument,
    languages: &KnownLanguages,
    version: Option<Version>,
) -> Result<Edited> {
    let declared = find(name);
    let item = declared.map_or("record", |resource| resource.item);
    let mut making = Making {
        declared,
        schema,
        languages,
        version,
        edited: Edited {
            after: Document::new(name, Tree::of(item, Vec::new())),
            changes: Vec::new(),
        },
        fields: Vec::new(),
    };
    for (name, value) in given.iter() {
        match (name, value) {
            (ASSOCIATIONS, Value::Object(lists)) => making.link(lists)?,
            _ => making.set(name, value)?,
        }
    }
    making.check_required(given)?;
    making.set_initial(given);
    making.edited.after.record = Tree::of(item, making.fields);
    Ok(making.edited)
}

impl Making<'_> {
    fn set(&mut self, name: &str, value: &Value) -> Result<()> {
        let declared = self.declared.and_then(|resource| resource.field(name));
        let is_refused = declared.is_some_and(|field| {
            field.automatic || matches!(field.write, Write::Refused | Write::Stripped)
        });
        if name == "id" || is_refused {
            let hint = "The shop sets it itself: leave it out.";
            return Err(Error::about(name, &["cannot be given"], hint));
        }
        let Some(field) = self.schema.fields.iter().find(|one| one.name == name) else {
            return Err(no_field(name, declared.is_some()));
        };
        if is_marked(field, "read_only") {
            let hint = "The shop sets it itself: leave it out.";
            return Err(Error::about(name, &["cannot be given"], hint));
        }
        let rule = declared.and_then(|field| field.rule);
        if field.multilingual {
            return self.set_texts(name, value, rule);
        }
        let asked = match declared.map(|field| field.kind) {
            Some(kind) => wire(kind, name, value)?,
            None => untyped(name, value)?,
        };
        if let Some(rule) = rule {
            rules::check(name, rule, &asked, self.version)?;
        }
        self.fields.push(Tree::text(name, &asked));
        self.change(name, None, &asked);
        Ok(())
    }

    fn set_texts(&mut self, name: &str, value: &Value, rule: Option<&Rule>) -> Result<()> {
        let Value::Object(texts) = value else {
            return Err(unfit(name, EXPECTED_TEXTS));
        };
        let mut field = Tree::of(name, Vec::new());
        for id in self.languages.ids() {
            put_text(&mut field, id, "");
        }
        for (language, value) in texts.iter() {
            let id = self.languages.find(language, name)?;
            let asked = text(name, value)?;
            if let Some(rule) = rule {
                rules::check(name, rule, asked, self.version)?;
            }
            put_text(&mut field, id, asked);
            self.change(name, Some(id), asked);
        }
        self.fields.push(field);
        Ok(())
    }

    fn link(&mut self, lists: &Map) -> Result<()> {
        let mut all = Vec::new();
        for (name, value) in lists.iter() {
            let declared = self.declared.and_then(|one| one.association(name));
            check_association(name, declared)?;
            let known = self.schema.associations.iter().find(|one| one.name == name);
            let item = known.and_then(|known| {
                let mut attributes = known.attributes.iter();
                attributes.find(|(name, _)| name == "nodeType")
            });
            let Some((_, item)) = item else {
                return Err(no_field(name, declared.is_some()));
            };
            let items = items(name, item, declared, value)?;
            self.change(name, None, &links::listed(&items));
            all.push(Tree::of(name, items));
        }
        self.fields.push(Tree::of(ASSOCIATIONS, all));
        Ok(())
    }

    /// What shops would hide the record without; where their version has the field.
    fn set_initial(&mut self, given: &Map) {
        for field in self.declared.map_or(&[][..], |one| one.fields) {
            let is_known = |one: &SchemaField| one.name == field.name;
            if let Some(value) = field.initial
                && !given.contains_key(field.name)
                && self.schema.fields.iter().any(is_known)
            {
                self.fields.push(Tree::text(field.name, value));
            }
        }
    }

    fn change(&mut self, field: &str, language: Option<u32>, after: &str) {
        let is_hidden = self.edited.after.is_secret(field);
        self.edited.changes.push(Change {
            field: field.to_owned(),
            language,
            before: String::new(),
            after: masked(is_hidden, after),
        });
    }

    /// A shop's settings can require more fields than its version does; its schema has them all.
    fn check_required(&self, given: &Map) -> Result<()> {
        let missing = self
            .schema
            .fields
            .iter()
            .find(|field| is_marked(field, "required") && !given.contains_key(&field.name));
        match missing {
            None => Ok(()),
            Some(field) => Err(Error::unfit(
                &field.name,
                &["is missing"],
                "This shop requires it. Nothing was sent.",
            )),
        }
    }
}

fn is_marked(field: &SchemaField, mark: &str) -> bool {
    let mut attributes = field.attributes.iter();
    attributes.any(|(name, value)| name == mark && value == "true")
}

impl Edited {
    /// The body of a POST.
    pub fn post_body(&self) -> String {
        super::document_of(&self.after.record)
    }
}
