//! Changes behind the Webservice's back, as by an import, a module or somebody at the
//! database.

use crate::catalogue::{LANGUAGES, shops, texts};
use crate::resources::field::{Field, Kind};
use crate::resources::{self, Resource};
use crate::store::Store;
use crate::tables::value::Value;
use crate::tables::{BASE, Row};
use crate::webservice;

impl Store {
    /// Stores a value in every shop that has the record, without a check, a cleaning or
    /// a new date: control characters stay what they are. `record` is `products/2`,
    /// `field` the Webservice's own name, or `name[2]` for one language; a text without
    /// a language is that of all of them. [`Store::changes`] tells of it too.
    ///
    /// Answers whether there are such a record and such a field.
    pub fn overwrite(&mut self, record: &str, field: &str, value: &str) -> bool {
        let Some((resource, mut row)) = self.named(record) else {
            return false;
        };
        let (name, language) = match field.split_once('[') {
            Some((name, rest)) => (name, rest.trim_end_matches(']').parse::<u32>().ok()),
            None => (field, None),
        };
        let Some((column, field)) = resource.field(name, self.options.version) else {
            return false;
        };
        let per_shop = resource.is_per_shop(field);
        let own = shops::ids(row.shops).filter(|_| per_shop);
        for shop in std::iter::once(BASE).chain(own).collect::<Vec<_>>() {
            let stored = match field.kind {
                Kind::Texts => said(resource, &row, shop, column, language, value),
                _ => one(field, value, self),
            };
            row.set_in(shop, column, stored);
        }
        self.save(resource, row);
        true
    }

    /// Adds a record that is like another one, in every shop that has that one, under an id of its
    /// own: whoever writes past the Webservice need not add them in order.
    ///
    /// Answers whether there is such a record, and none of that id.
    pub fn insert(&mut self, like: &str, id: u32) -> bool {
        let Some((resource, mut row)) = self.named(like) else {
            return false;
        };
        if self.row(resource, id).is_some() {
            return false;
        }
        row.id = id;
        self.save(resource, row);
        true
    }

    fn named(&self, record: &str) -> Option<(&'static Resource, Row)> {
        let (name, id) = record.split_once('/')?;
        let resource = resources::find(name)?;
        let row = self.row(resource, id.parse().ok()?)?;
        Some((resource, row.clone()))
    }
}

fn one(field: &Field, value: &str, store: &Store) -> Value {
    match field.kind {
        Kind::Text => Value::text(value.to_owned()),
        _ => webservice::as_stored(value, field, store.options.version),
    }
}

/// The texts of a shop with another one in a language, or in all of them.
fn said(
    resource: &Resource,
    row: &Row,
    shop: u32,
    column: u8,
    language: Option<u32>,
    value: &str,
) -> Value {
    let texts = LANGUAGES.map(|other| {
        let mut out = String::new();
        if language.is_none_or(|language| language == other) {
            out.push_str(value);
        } else {
            texts::stored(resource.place, row, shop, column, other, &mut out);
        }
        (other, out.into())
    });
    Value::Texts(texts.into())
}
