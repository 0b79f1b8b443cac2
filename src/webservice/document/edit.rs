//! Changes put into a record: each into its own element, nothing else touched.

use json::{Map, Value};
use resources::{Field, Write};
use xml::{Inside, Tree};

use super::links::{check_association, contents, items, listed};
use super::sameness::is_same;
use super::value::{EXPECTED_TEXTS, no_field, text, unfit, untyped, wire};
use super::{ASSOCIATIONS, Document, KnownLanguages, language_of};
use crate::webservice::error::{Error, Result};
use crate::webservice::rules;
use crate::webservice::version::Version;

/// One value that a write changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The field, or the association.
    pub field: String,
    /// The language of a text.
    pub language: Option<u32>,
    /// As the shop has it.
    pub before: String,
    /// As it is asked for.
    pub after: String,
}

/// A record with its changes made.
#[derive(Clone, Debug)]
pub struct Edited {
    /// The record as it should be.
    pub after: Document,
    /// What differs from the record as it was.
    pub changes: Vec<Change>,
}

/// Makes changes, given by field; what is asked for and stands there already is no change.
///
/// # Errors
/// `InvalidRequest` for a field the record does not have or that is not to be changed, a
/// value of another kind, a language the shop does not have; `Validation` for a value that
/// the shop would refuse.
pub fn edit(
    before: &Document,
    given: &Map,
    languages: &KnownLanguages,
    version: Option<Version>,
) -> Result<Edited> {
    let mut edited = Edited {
        after: before.clone(),
        changes: Vec::new(),
    };
    for (name, value) in given.iter() {
        match (name, value) {
            ("extra", Value::Object(more)) => {
                for (name, value) in more.iter() {
                    edited.set(name, value, languages, version)?;
                }
            }
            (ASSOCIATIONS, Value::Object(lists)) => {
                for (name, value) in lists.iter() {
                    edited.link(name, value)?;
                }
            }
            _ => edited.set(name, value, languages, version)?,
        }
    }
    Ok(edited)
}

impl Edited {
    /// The fields that are changed, each once.
    pub fn fields(&self) -> Vec<&str> {
        let mut fields: Vec<&str> = Vec::new();
        for change in &self.changes {
            if !fields.contains(&change.field.as_str()) {
                fields.push(&change.field);
            }
        }
        fields
    }

    fn set(
        &mut self,
        name: &str,
        value: &Value,
        languages: &KnownLanguages,
        version: Option<Version>,
    ) -> Result<()> {
        self.after.check_changeable(name)?;
        let declared = self.after.declared_field(name);
        let Some(element) = self.after.record.child(name) else {
            return Err(no_field(name, declared.is_some()));
        };
        if self.after.holds_languages(element) {
            return self.set_texts(name, value, languages, version);
        }
        let asked = match declared.map(|field| field.kind) {
            Some(kind) => wire(kind, name, value)?,
            None => untyped(name, value)?,
        };
        let kind = declared.map(Field::compared_as);
        if let Some(rule) = declared.and_then(|field| field.rule) {
            rules::check(name, rule, &asked, version)?;
        }
        let Some(element) = self.after.record.child_mut(name) else {
            return Ok(());
        };
        // What nothing declares may be a code, of which every character counts.
        let is_so = |held: &str| held == asked || (kind.is_some() && is_same(kind, held, &asked));
        match &mut element.inside {
            Inside::Text(held) if is_so(held) => {}
            Inside::Text(held) => self.changes.push(Change {
                field: name.to_owned(),
                language: None,
                before: std::mem::replace(held, asked.clone()),
                after: asked,
            }),
            Inside::Elements(_) => return Err(unfit(name, "a field with one value")),
        }
        Ok(())
    }

    fn set_texts(
        &mut self,
        name: &str,
        value: &Value,
        languages: &KnownLanguages,
        version: Option<Version>,
    ) -> Result<()> {
        // A bare text would go into every language.
        let Value::Object(texts) = value else {
            return Err(unfit(name, EXPECTED_TEXTS));
        };
        let rule = self.after.declared_field(name).and_then(|field| field.rule);
        let mut named = Vec::new();
        for (language, value) in texts.iter() {
            let id = languages.find(language, name)?;
            if named.contains(&id) {
                let problem = ["names the language ", language, " twice"];
                return Err(Error::about(name, &problem, "Name each language once."));
            }
            named.push(id);
            let asked = text(name, value)?;
            // What stands there already may be older than the rule.
            if self.set_text(name, id, asked)
                && let Some(rule) = rule
            {
                rules::check(name, rule, asked, version)?;
            }
        }
        Ok(())
    }

    /// Sets a text, and says whether it is another than before.
    fn set_text(&mut self, name: &str, language: u32, asked: &str) -> bool {
        let Some(field) = self.after.record.child_mut(name) else {
            return false;
        };
        let before = put_text(field, language, asked);
        let is_changed = before != asked;
        if is_changed {
            self.changes.push(Change {
                field: name.to_owned(),
                language: Some(language),
                before,
                after: asked.to_owned(),
            });
        }
        is_changed
    }

    /// Replaces the items of an association.
    fn link(&mut self, name: &str, value: &Value) -> Result<()> {
        let declared = self
            .after
            .declared
            .and_then(|resource| resource.association(name));
        check_association(name, declared)?;
        let Some(held) = self
            .after
            .record
            .child_mut(ASSOCIATIONS)
            .and_then(|all| all.child_mut(name))
        else {
            return Err(no_field(name, declared.is_some()));
        };
        let item = match (declared, held.attribute("nodeType")) {
            (Some(association), _) => association.item.to_owned(),
            (None, Some(item)) => item.to_owned(),
            (None, None) => return Err(no_field(name, false)),
        };
        let items = items(name, &item, declared, value)?;
        let is_so = contents(held.children(), held.children()) == contents(&items, &items);
        let before = listed(held.children());
        let after = listed(&items);
        held.inside = Inside::Elements(items);
        if !is_so {
            self.changes.push(Change {
                field: name.to_owned(),
                language: None,
                before,
                after,
            });
        }
        Ok(())
    }
}

impl Document {
    fn check_changeable(&self, name: &str) -> Result<()> {
        let field = self.declared_field(name);
        let write = field.map(|field| field.write);
        let hint = match write {
            _ if name == "id" => "A record keeps its id; name another record by its own.",
            _ if self.is_secret(name) => {
                "The shop would take any text for a new secret. It is left as it is."
            }
            Some(Write::Refused | Write::Stripped) => "The shop computes it itself: leave it out.",
            Some(Write::Kept) if field.is_some_and(|field| field.changed_by().is_some()) => {
                "Create an order history instead: it changes the state once, and can send the e-mail."
            }
            Some(Write::Kept) => {
                "The shop sets it itself, or a change would do harm: leave it out."
            }
            Some(Write::Yes) | None => return Ok(()),
        };
        Err(Error::about(name, &["cannot be changed"], hint))
    }
}

/// Puts a text into its language, and gives the one it replaces.
pub(super) fn put_text(field: &mut Tree, language: u32, asked: &str) -> String {
    if let Inside::Text(_) = field.inside {
        field.inside = Inside::Elements(Vec::new());
    }
    let Inside::Elements(texts) = &mut field.inside else {
        return String::new();
    };
    let found = texts
        .iter_mut()
        .find(|one| language_of(one) == Some(language));
    match found {
        Some(one) => {
            let before = one.value().to_owned();
            one.inside = Inside::Text(asked.to_owned());
            before
        }
        None => {
            let mut added = Tree::text("language", asked);
            let id = ("id".to_owned(), language.to_string());
            added.attributes.push(id);
            texts.push(added);
            String::new()
        }
    }
}
