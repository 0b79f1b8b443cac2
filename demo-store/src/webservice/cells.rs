//! Reads the cells of a record as texts, for one request.

use crate::catalogue::shops::{self, Shops};
use crate::catalogue::texts;
use crate::resources::field::{Field, Kind};
use crate::resources::{Place, Resource};
use crate::tables::value::Value;
use crate::tables::{BASE, Row};

/// How the cells of a request are read.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Cells<'a> {
    pub(crate) resource: &'static Resource,
    /// The shop whose values are displayed.
    pub(crate) shop: u32,
    /// The shops asked for: that one, or several at once.
    pub(crate) shops: Shops,
    /// Languages of the answer.
    pub(crate) languages: &'a [u32],
    /// Columns a written body did not name: the answer shows them empty.
    pub(crate) unsaid: &'a [u8],
}

impl Cells<'_> {
    /// What the base row holds; `None` for NULL.
    pub(crate) fn base(&self, row: &Row, column: u8, field: &Field) -> Option<String> {
        let value = row.value(BASE, column, field);
        if *value == Value::Null {
            return None;
        }
        let mut out = String::new();
        value.write(field.kind, &mut out);
        Some(out)
    }

    /// Whether a shop without the record is asked: its own values are empty then.
    fn is_absent(&self, row: &Row, field: &Field) -> bool {
        field.per_shop && !row.in_shop(self.shop)
    }

    /// Appends what the shop displays.
    pub(crate) fn write(&self, row: &Row, column: u8, field: &Field, out: &mut String) {
        if !self.is_absent(row, field) && !self.unsaid.contains(&column) {
            row.value(self.shop, column, field).write(field.kind, out);
        }
    }

    /// Whether the shop displays NULL.
    pub(crate) fn is_null(&self, row: &Row, column: u8, field: &Field) -> bool {
        *row.value(self.shop, column, field) == Value::Null
    }

    /// Appends the text in a language.
    pub(crate) fn write_text(&self, row: &Row, column: u8, language: u32, out: &mut String) {
        if self.resource.place != Place::Products || row.in_shop(self.shop) {
            self.text_of(self.shop, row, column, language, out);
        }
    }

    fn text_of(&self, shop: u32, row: &Row, column: u8, language: u32, out: &mut String) -> bool {
        texts::stored(self.resource.place, row, shop, column, language, out)
    }

    /// Whether a text of any shop, in one of the languages, fulfils a condition.
    pub(crate) fn any_text(
        &self,
        row: &Row,
        column: u8,
        languages: &[u32],
        holds: impl Fn(&str) -> bool,
    ) -> bool {
        let mut out = String::new();
        shops::ids(row.shops).any(|shop| {
            languages.iter().any(|language| {
                out.clear();
                self.text_of(shop, row, column, *language, &mut out) && holds(&out)
            })
        })
    }

    /// What sorting compares: the shop's own value, texts in the first language.
    pub(crate) fn sort_key(&self, row: &Row, column: u8, field: &Field) -> String {
        let mut out = String::new();
        match (field.kind, self.languages.first()) {
            (Kind::Texts, Some(language)) => self.write_text(row, column, *language, &mut out),
            _ => self.write(row, column, field, &mut out),
        }
        out
    }
}
