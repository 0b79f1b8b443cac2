//! A record as a Rust value: only the fields the answer held, so that "not asked
//! for" and "none" stay apart.

use std::fmt;

use super::field::{Association, Field};
use super::node::{Node, is_secret};
use super::sink::{Held, Sink};
use super::value::Scalar;

/// One value of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// The shop's "none".
    None,
    /// A whole number.
    Number(i64),
    /// A truth value.
    Boolean(bool),
    /// Text, a decimal number or a date, as sent.
    Text(String),
    /// One text per language.
    Languages(Languages),
    /// The items of an association.
    Items(Vec<Record>),
}

/// Texts by language id, in the shop's order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Languages(Vec<(u32, String)>);

/// One record, or one item of an association. Its debug form shows no secret.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Record {
    values: Vec<(&'static str, Value)>,
    /// What is not declared, in the shop's order.
    pub extra: Vec<(String, Node)>,
}

impl Languages {
    /// Texts by language id.
    pub fn of(texts: Vec<(u32, String)>) -> Self {
        Languages(texts)
    }

    /// The text in one language.
    pub fn get(&self, id: u32) -> Option<&str> {
        self.iter()
            .find(|(one, _)| *one == id)
            .map(|(_, text)| text)
    }

    /// Every language with its text.
    pub fn iter(&self) -> impl Iterator<Item = (u32, &str)> {
        self.0.iter().map(|(id, text)| (*id, text.as_str()))
    }
}

impl fmt::Debug for Record {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut fields = f.debug_map();
        for (name, value) in &self.values {
            match is_secret(name) {
                true => fields.entry(name, &"***"),
                false => fields.entry(name, value),
            };
        }
        let extra = self.extra.iter().filter(|(name, _)| !is_secret(name));
        fields.entries(extra.map(|(name, node)| (name, node)));
        fields.finish()
    }
}

impl Record {
    /// A record of declared values and of what is not declared.
    pub fn of(values: Vec<(&'static str, Value)>, extra: Vec<(String, Node)>) -> Self {
        Record { values, extra }
    }

    /// The value of a declared field or association; `None` where the answer held none.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.values
            .iter()
            .find(|(one, _)| *one == name)
            .map(|(_, value)| value)
    }

    /// Every value, in the document's order.
    pub fn values(&self) -> impl Iterator<Item = (&'static str, &Value)> {
        self.values.iter().map(|(name, value)| (*name, value))
    }

    /// A whole number.
    pub fn number(&self, name: &str) -> Option<i64> {
        match self.get(name) {
            Some(Value::Number(number)) => Some(*number),
            _ => None,
        }
    }

    /// An id.
    pub fn number_id(&self, name: &str) -> Option<u32> {
        self.number(name)
            .and_then(|number| u32::try_from(number).ok())
    }

    /// A truth value.
    pub fn boolean(&self, name: &str) -> Option<bool> {
        match self.get(name) {
            Some(Value::Boolean(value)) => Some(*value),
            _ => None,
        }
    }

    /// Text, a decimal number or a date.
    pub fn text(&self, name: &str) -> Option<&str> {
        match self.get(name) {
            Some(Value::Text(text)) => Some(text),
            _ => None,
        }
    }

    /// The texts of a multilingual field.
    pub fn languages(&self, name: &str) -> Option<&Languages> {
        match self.get(name) {
            Some(Value::Languages(languages)) => Some(languages),
            _ => None,
        }
    }

    /// The items of an association; none where the answer did not hold it.
    pub fn items(&self, name: &str) -> &[Record] {
        match self.get(name) {
            Some(Value::Items(items)) => items,
            _ => &[],
        }
    }
}

/// What a record, or an item of an association, needs: also what an action makes of it.
const RECORD_BYTES: usize = 512;
/// What a value needs besides its text.
const VALUE_BYTES: usize = 64;

/// Collects the records of an answer.
#[derive(Debug, Default)]
pub struct Records {
    rows: Vec<Record>,
    /// Rows of earlier answers.
    kept: usize,
    /// Bytes that the rows need, and those that the ones of earlier answers do.
    size: usize,
    kept_size: usize,
    record: Record,
    item: Option<Record>,
    items: Vec<Record>,
    languages: (&'static str, Vec<(u32, String)>),
    association: &'static str,
}

impl Records {
    /// The records.
    pub fn into_rows(self) -> Vec<Record> {
        self.rows
    }

    fn grow(&mut self, bytes: usize) {
        self.size = self.size.saturating_add(bytes);
    }

    fn grow_by(&mut self, extra: &[(String, Node)]) {
        for (name, node) in extra {
            self.grow(name.len().saturating_add(node.size()));
        }
    }

    fn target(&mut self) -> &mut Record {
        self.item.as_mut().unwrap_or(&mut self.record)
    }
}

impl Sink for Records {
    fn reset(&mut self, _bytes: usize) {
        let kept = self.kept;
        let mut rows = std::mem::take(&mut self.rows);
        rows.truncate(kept);
        *self = Records {
            rows,
            kept,
            size: self.kept_size,
            kept_size: self.kept_size,
            ..Records::default()
        };
    }

    fn keep(&mut self) {
        self.kept = self.rows.len();
        self.kept_size = self.size;
    }

    fn size(&self) -> usize {
        self.size
    }

    fn held(&self) -> Held {
        Held {
            rows: self.rows.len(),
            size: self.size,
        }
    }

    fn back_to(&mut self, held: Held) {
        self.rows.truncate(held.rows);
        self.size = held.size;
        self.item = None;
    }

    fn begin_record(&mut self) {
        self.grow(RECORD_BYTES);
        self.record = Record::default();
    }

    fn scalar(&mut self, field: &'static Field, value: Scalar<'_>) {
        let value = match value {
            Scalar::None => Value::None,
            Scalar::Number(number) => Value::Number(number),
            Scalar::Boolean(value) => Value::Boolean(value),
            Scalar::Text(text) => Value::Text(text.to_owned()),
        };
        if let Value::Text(text) = &value {
            self.grow(text.len());
        }
        self.grow(VALUE_BYTES);
        self.target().values.push((field.name, value));
    }

    fn begin_languages(&mut self, field: &'static Field) {
        self.languages = (field.name, Vec::new());
    }

    fn language(&mut self, id: u32, text: &str) {
        self.grow(VALUE_BYTES.saturating_add(text.len()));
        self.languages.1.push((id, text.to_owned()));
    }

    fn end_languages(&mut self) {
        let (name, texts) = std::mem::take(&mut self.languages);
        self.target()
            .values
            .push((name, Value::Languages(Languages(texts))));
    }

    fn begin_associations(&mut self) {}

    fn begin_association(&mut self, association: &'static Association) {
        self.association = association.name;
        self.items = Vec::new();
    }

    fn begin_item(&mut self) {
        self.grow(RECORD_BYTES);
        self.item = Some(Record::default());
    }

    fn end_item(&mut self, extra: Vec<(String, Node)>) {
        self.grow_by(&extra);
        if let Some(mut item) = self.item.take() {
            item.extra = extra;
            self.items.push(item);
        }
    }

    fn end_association(&mut self) {
        let items = std::mem::take(&mut self.items);
        self.record
            .values
            .push((self.association, Value::Items(items)));
    }

    fn end_associations(&mut self) {}

    fn end_record(&mut self, extra: Vec<(String, Node)>, keep: bool) {
        self.grow_by(&extra);
        let mut record = std::mem::take(&mut self.record);
        record.extra = extra;
        if keep {
            self.rows.push(record);
        }
    }
}
