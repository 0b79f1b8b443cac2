//! Checks a body that a caller wrote himself: whatever a shop would ignore, misread or lose
//! data with is refused. What only the shop knows, such as its languages, the caller states.

use resources::node::is_secret;
use resources::{Field, Kind, Write};
use xml::envelope::{Envelope, locate};
use xml::{Limits, Reader, Tree, can_hold};

use super::call::{Call, Method};
use super::document::{ASSOCIATIONS, check_readable, check_whole};
use super::error::{Error, Result};
use super::names::quoted;
use super::number::number;
use super::option::option;
use super::query::Language;

/// What a check looks at.
struct Body<'c> {
    call: &'c Call,
    record: Tree,
    /// The languages that any field has a text in.
    languages: Vec<u32>,
}

/// Whether the body of a POST, PUT or PATCH does what it says, and nothing else.
///
/// # Errors
/// `InvalidRequest` naming the field, or `body` where the document itself is wrong.
pub(super) fn check_body(call: &Call) -> Result<()> {
    let Some(text) = &call.body else {
        return Ok(());
    };
    let record = record(text)?;
    let fields = record.children().iter();
    let own = fields.filter(|element| element.name != ASSOCIATIONS);
    let languages = sorted(own.filter_map(language_ids).flatten().collect());
    let body = Body {
        call,
        record,
        languages,
    };
    body.check_name()?;
    body.check_id()?;
    body.check_repeated()?;
    for element in body.fields() {
        body.check_field(element)?;
    }
    for element in body.record.children() {
        check_texts_of(element, &mut vec![&element.name])?;
    }
    body.check_associations()?;
    match call.method {
        Method::Post => body.check_needed(),
        Method::Put => body.check_complete(),
        _ => Ok(()),
    }
}

/// The one record of a document.
fn record(text: &str) -> Result<Tree> {
    let unreadable = |reason: String| {
        let hint = "Give a well-formed document in UTF-8 without DOCTYPE: <prestashop><product>…</product></prestashop>";
        option("body", &["is no document: ", &reason], hint)
    };
    let text = text.trim_start_matches('\u{feff}');
    // Declared as another encoding, UTF-8 would be stored as something else.
    match locate(text.as_bytes()).map_err(|error| unreadable(error.to_string()))? {
        Envelope::Document(document) if document.noise.is_empty() => {}
        _ => return Err(unreadable("this is none of the Webservice".to_owned())),
    }
    let mut xml = Reader::new(text, Limits::DEFAULT);
    let read = xml.next_child().and_then(|root| match root {
        Some(root) => xml.tree(&root).map(Some),
        None => Ok(None),
    });
    let root = read.map_err(|error| unreadable(error.to_string()))?;
    // A bare "]]>" has its meaning in answers only: a shop reads it as XML does.
    if xml.repaired() > 0 || !xml.rest().trim_ascii().is_empty() || !can_hold(text) {
        return Err(unreadable("it is not well-formed".to_owned()));
    }
    let Some(root) = root.filter(|root| root.name == "prestashop") else {
        return Err(unreadable("its root is not <prestashop>".to_owned()));
    };
    match root.children() {
        [record] => Ok(record.clone()),
        records => Err(option(
            "body",
            &["holds ", &records.len().to_string(), " records"],
            "Give exactly one inside <prestashop>: shops write each of several, and answer to none as if all were well",
        )),
    }
}

impl Body<'_> {
    fn fields(&self) -> impl Iterator<Item = &Tree> {
        let all = self.record.children().iter();
        all.filter(|element| element.name != ASSOCIATIONS)
    }

    fn declared(&self, element: &Tree) -> Option<&'static Field> {
        self.call.declaration().field(&element.name)
    }

    /// Shops do not look at the name, and write an order's fields into a product.
    fn check_name(&self) -> Result<()> {
        let declared = self.call.declaration();
        if !declared.is_typed() || self.record.name == declared.item {
            return Ok(());
        }
        let reason = ["holds another record: ", &quoted(&self.record.name)];
        let hint = ["A record of ", declared.name, " is a <", declared.item, ">"].concat();
        Err(option("body", &reason, &hint))
    }

    /// The id in the body decides which record is written; the one in the address is ignored.
    fn check_id(&self) -> Result<()> {
        let id = self.record.child("id").map(|id| id.value().trim());
        let given = id.filter(|id| !id.is_empty());
        let (is_right, hint) = match self.call.id {
            None => (given.is_none(), "A new record has no id: leave it out"),
            Some(id) => (
                given.and_then(number) == Some(id),
                "Shops write the record that the body names: give its <id>, the same as the call's",
            ),
        };
        match is_right {
            true => Ok(()),
            false => Err(option("id", &["is not that of the body"], hint)),
        }
    }

    /// Of two elements of one name shops take one.
    fn check_repeated(&self) -> Result<()> {
        let names = self.record.children().iter().map(|one| one.name.as_str());
        let mut names: Vec<&str> = names.collect();
        names.sort_unstable();
        let mut pairs = names.iter().zip(names.iter().skip(1));
        match pairs.find(|(one, other)| one == other) {
            None => Ok(()),
            Some((name, _)) => Err(unfit_body(name, "stands there twice", "Give it once.")),
        }
    }

    fn check_field(&self, element: &Tree) -> Result<()> {
        let name = element.name.as_str();
        let field = self.declared(element);
        let write = field.map(|field| field.write);
        if matches!(write, Some(Write::Refused | Write::Stripped)) {
            let hint = "The shop computes it itself: leave it out.";
            return Err(unfit_body(name, "cannot be written", hint));
        }
        let is_secret = is_secret(name) || field.is_some_and(|field| field.secret);
        if is_secret && self.call.method == Method::Patch {
            let hint = "The shop would take any text for a new secret: leave it out, then it stays as it is.";
            return Err(unfit_body(name, "cannot be changed", hint));
        }
        if name == "passwd" && self.call.method == Method::Put && !is_hash(element.value()) {
            let hint = "The shop would take it for a new password. Give the stored text as it was read, or use update().";
            return Err(unfit_body(name, "is not as the shop stores it", hint));
        }
        let is_left_out = field.is_some_and(|field| field.is_left_out_empty);
        if is_left_out && element.value().is_empty() {
            let hint = "Shops store 0 for the empty text: leave it out of a PUT, or give a number.";
            return Err(unfit_body(name, "is empty", hint));
        }
        let holds_texts = field.map(|field| field.kind) == Some(Kind::Multilingual);
        match holds_texts || element.child("language").is_some() {
            true => self.check_texts(element),
            false => Ok(()),
        }
    }

    /// A bare text goes into every language, one without a language's id into none, and a
    /// language that is not there is blanked. Which languages the shop has the caller states
    /// in `query.language`; who states none gives texts in several, as a record is read.
    fn check_texts(&self, field: &Tree) -> Result<()> {
        let name = field.name.as_str();
        let Some(ids) = language_ids(field) else {
            let hint = "Give one <language id=\"…\"> for each language of the shop.";
            return Err(unfit_body(name, "has no text for each language", hint));
        };
        if self.call.method == Method::Post {
            return Ok(());
        }
        let is_whole = match &self.call.query.language {
            Language::Ids(stated) => ids == sorted(stated.clone()),
            Language::Named(_) => false,
            Language::All => ids.len() > 1 && ids == self.languages,
        };
        match is_whole {
            true => Ok(()),
            false => {
                let hint = "A language that is not in the body is blanked. Give each field of texts in every language of the shop, inactive ones included, and name them in query.language; or use update().";
                Err(unfit_body(name, "is not in every language", hint))
            }
        }
    }

    fn check_associations(&self) -> Result<()> {
        let declared = self.call.declaration();
        let all = self.record.child(ASSOCIATIONS);
        for list in all.into_iter().flat_map(Tree::children) {
            let name = list.name.as_str();
            let association = declared.association(name);
            if declared.is_typed() && association.is_none() {
                let hint = "Shops save the fields and then fail on it: leave it out.";
                return Err(unfit_body(name, "is no association of this resource", hint));
            }
            if association.is_some_and(|one| one.write != Write::Yes) {
                let hint = "Naming it ignores, replaces or deletes the linked records: leave it out, then it stays as it is.";
                return Err(unfit_body(name, "cannot be written", hint));
            }
            if list.children().is_empty() {
                let hint = "Named and empty, it loses all its items: leave it out, then it stays as it is.";
                return Err(unfit_body(name, "is empty", hint));
            }
            for item in list.children() {
                check_whole(name, association, item.children())?;
            }
        }
        Ok(())
    }

    fn check_needed(&self) -> Result<()> {
        // If both are missing, the order is named before its status.
        let fields = self.call.declaration().fields.iter().rev();
        for field in fields.filter(|field| field.needed) {
            let value = self.record.child(field.name).map(|one| one.value().trim());
            if value.and_then(number).is_none_or(|id| id == 0) {
                let hint = "Give the id of a record that is there.";
                return Err(unfit_body(field.name, "names no record", hint));
            }
        }
        Ok(())
    }

    /// A PUT resets every field that it does not hold.
    fn check_complete(&self) -> Result<()> {
        let fields = self.call.declaration().fields.iter();
        let missing = fields
            .filter(|field| self.record.child(field.name).is_none())
            .find(|field| self.is_reset_without(field));
        match missing {
            None => Ok(()),
            Some(field) => {
                let hint = "A PUT resets what it does not hold. Use update(), which reads the record and changes a part of it.";
                Err(unfit_body(field.name, "is missing", hint))
            }
        }
    }

    fn is_reset_without(&self, field: &Field) -> bool {
        let goes_back = matches!(field.write, Write::Yes | Write::Kept);
        // A field of the same version, or a later one, tells that the shop has it.
        let is_told = |since: (u16, u16)| {
            let mut given = self.fields().filter_map(|one| self.declared(one)?.since);
            given.any(|one| one >= since)
        };
        let is_there = field.since.is_none_or(is_told) && field.until.is_none();
        let is_computed = match field.computed_from() {
            [] => field.name == "date_upd",
            [source, ..] => self.record.child(source).is_some(),
        };
        goes_back && is_there && !field.is_left_out_empty && !is_computed
    }
}

/// Whether each text can be read again once a shop has stored it.
fn check_texts_of<'t>(element: &'t Tree, path: &mut Vec<&'t str>) -> Result<()> {
    let field = path.first().copied().unwrap_or_default();
    let read = check_readable(&["body.", field].concat(), path, element.value());
    read.map_err(|error| error.with_field(field))?;
    for child in element.children() {
        path.push(&child.name);
        check_texts_of(child, path)?;
        path.pop();
    }
    Ok(())
}

/// The languages of a field of texts, each once; `None` where it holds anything else.
fn language_ids(field: &Tree) -> Option<Vec<u32>> {
    let mut ids = Vec::new();
    for text in field.children() {
        let id = number(text.attribute("id")?).filter(|id| *id > 0)?;
        if text.name != "language" {
            return None;
        }
        ids.push(id);
    }
    let count = ids.len();
    let ids = sorted(ids);
    (count > 0 && ids.len() == count).then_some(ids)
}

fn sorted(mut ids: Vec<u32>) -> Vec<u32> {
    ids.sort_unstable();
    ids.dedup();
    ids
}

/// `$2y$10$…` or the 32 digits of older shops.
fn is_hash(text: &str) -> bool {
    let is_old = text.len() == 32 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_old || (text.starts_with("$2y$") && text.len() == 60)
}

fn unfit_body(field: &str, reason: &str, hint: &str) -> Error {
    let hint = [hint, " Nothing was sent."].concat();
    let path = ["body.", field].concat();
    Error::about(&path, &[reason], &hint).with_field(field)
}
