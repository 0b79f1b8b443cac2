//! Records as JSON text, written while they are read.

use super::declaration::{Association, Field};
use super::json::JsonText;
use super::node::{Node, is_secret};
use super::sink::Sink;
use super::value::Scalar;

/// Writes the records of an answer as a JSON array.
#[derive(Debug)]
pub struct JsonRows {
    json: JsonText,
    start: usize,
    typed: bool,
    hidden: bool,
}

impl JsonRows {
    /// For a typed resource undeclared fields go under `extra`; for another they are all
    /// there is. `capacity` is what the rows probably need: half of their XML.
    pub fn new(typed: bool, capacity: usize) -> Self {
        let mut json = JsonText::with_capacity(capacity);
        json.0.push(b'[');
        JsonRows {
            json,
            start: 0,
            typed,
            hidden: false,
        }
    }

    /// The rows as one array.
    pub fn into_array(mut self) -> String {
        self.json.0.push(b']');
        self.json.into_string()
    }

    /// The one row.
    pub fn into_string(mut self) -> String {
        self.json.0.remove(0);
        self.json.into_string()
    }

    fn extra(&mut self, extra: &[(String, Node)]) {
        if self.typed && extra.iter().any(|(name, _)| !is_secret(name)) {
            self.json.key("extra");
            self.json.0.push(b'{');
            self.json.fields(extra);
            self.json.0.push(b'}');
        } else {
            self.json.fields(extra);
        }
    }
}

impl Sink for JsonRows {
    fn reset(&mut self, bytes: usize) {
        // Typed JSON has about half the size of its XML; growing a large buffer copies it.
        *self = JsonRows::new(self.typed, bytes / 2);
    }

    fn begin_record(&mut self) {
        self.start = self.json.0.len();
        self.json.comma();
        self.json.0.push(b'{');
    }

    fn scalar(&mut self, field: &'static Field, value: Scalar<'_>) {
        if field.secret {
            return;
        }
        self.json.key(field.name);
        match value {
            Scalar::None => self.json.push("null"),
            Scalar::Number(number) => self.json.number(number),
            Scalar::Boolean(true) => self.json.push("true"),
            Scalar::Boolean(false) => self.json.push("false"),
            Scalar::Text(text) => self.json.string(text),
        }
    }

    fn begin_languages(&mut self, field: &'static Field) {
        self.hidden = field.secret;
        if !self.hidden {
            self.json.key(field.name);
            self.json.0.push(b'{');
        }
    }

    fn language(&mut self, id: u32, text: &str) {
        if !self.hidden {
            self.json.language_key(id);
            self.json.string(text);
        }
    }

    fn end_languages(&mut self) {
        if !self.hidden {
            self.json.0.push(b'}');
        }
    }

    fn begin_associations(&mut self) {
        self.json.key("associations");
        self.json.0.push(b'{');
    }

    fn begin_association(&mut self, association: &'static Association) {
        self.json.key(association.name);
        self.json.0.push(b'[');
    }

    fn begin_item(&mut self) {
        self.json.comma();
        self.json.0.push(b'{');
    }

    fn end_item(&mut self, extra: Vec<(String, Node)>) {
        self.extra(&extra);
        self.json.0.push(b'}');
    }

    fn end_association(&mut self) {
        self.json.0.push(b']');
    }

    fn end_associations(&mut self) {
        self.json.0.push(b'}');
    }

    fn end_record(&mut self, extra: Vec<(String, Node)>, keep: bool) {
        if keep {
            self.extra(&extra);
            self.json.0.push(b'}');
        } else {
            self.json.0.truncate(self.start);
        }
    }
}
