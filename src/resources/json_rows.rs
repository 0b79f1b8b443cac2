//! Records as JSON text, written while they are read.
//!
//! JavaScript's own `JSON.parse` makes objects faster than calls across the
//! WebAssembly border do: see `bench/`, which measures both for 1, 19 and 1,000 products.

use super::field::{Association, Field};
use super::node::{Node, is_secret};
use super::sink::{Held, Sink};
use super::value::Scalar;
use json::JsonText;

mod outlet;

use outlet::Outlet;
pub use outlet::Taker;

/// Bytes of rows that are worth a part of their own: JavaScript makes objects of them in a
/// millisecond.
const PART: usize = 64 << 10;

/// Writes the records of an answer as a JSON array.
#[derive(Debug)]
pub struct JsonRows {
    json: JsonText,
    /// Where the record begins that is read, or was read last.
    start: usize,
    /// Whether that record has not ended yet.
    is_open: bool,
    /// Where each record begins that stays, its comma included.
    starts: Vec<usize>,
    /// Bytes of earlier answers.
    kept: usize,
    typed: bool,
    hidden: bool,
    /// To whom rows are handed on before all are there.
    outlet: Option<Outlet>,
}

impl JsonRows {
    /// For a typed resource undeclared fields go under `extra`; for another they are all
    /// there is. `capacity` is what the rows probably need: half of their XML.
    pub fn new(typed: bool, capacity: usize) -> Self {
        let mut json = JsonText::with_capacity(capacity);
        json.begin_array();
        JsonRows {
            json,
            start: 0,
            is_open: false,
            starts: Vec::new(),
            kept: 0,
            typed,
            hidden: false,
            outlet: None,
        }
    }

    /// The same for rows that are handed on in parts: each as an array, with the number of rows
    /// before it. Where that is less than were handed on, the others do not count.
    pub fn handed_to(typed: bool, taker: Taker) -> Self {
        JsonRows {
            outlet: Some(Outlet::to(taker)),
            ..JsonRows::new(typed, 0)
        }
    }

    /// The rows as one array.
    pub fn into_array(mut self) -> String {
        self.json.end_array();
        self.json.into_string()
    }

    /// How many rows there are, those handed on among them.
    pub fn len(&self) -> usize {
        let handed = self.outlet.as_ref().map_or(0, Outlet::rows);
        self.starts.len().saturating_add(handed)
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// One of the rows, counted from 0; nothing where there are not as many.
    pub fn row(&self, place: usize) -> &str {
        let end = self.starts.get(place.saturating_add(1)).copied();
        let start = self.starts.get(place).copied();
        let text = self.json.as_str();
        let row = start.and_then(|start| text.get(start..end.unwrap_or(text.len())));
        row.unwrap_or_default().trim_start_matches(',')
    }

    /// Those rows as one array, in that order; each place counts from 0.
    pub fn into_array_of(self, places: &[usize]) -> String {
        let mut array = String::with_capacity(self.json.len().saturating_add(1));
        for place in places {
            array.push(if array.is_empty() { '[' } else { ',' });
            array.push_str(self.row(*place));
        }
        if array.is_empty() {
            array.push('[');
        }
        array.push(']');
        array
    }

    /// Takes the rows that are finished out, as an array; one that is being read stays.
    pub fn take_rows(&mut self) -> String {
        let end = match self.is_open {
            true => self.start,
            false => self.json.len(),
        };
        let mut rows = JsonText::default();
        rows.begin_array();
        let open = self.json.as_str().get(end..).unwrap_or_default();
        rows.raw(open.trim_start_matches(','));
        std::mem::swap(&mut self.json, &mut rows);
        rows.truncate(end);
        rows.end_array();
        self.start = 1;
        self.starts.clear();
        self.kept = self.kept.min(1);
        rows.into_string()
    }

    /// Hands on the rows that are there, if there is somebody to hand them to.
    pub fn hand_over(&mut self) {
        let (rows, size) = (self.starts.len(), self.json.len());
        if let Some(mut outlet) = self.outlet.take() {
            outlet.hand_on(self.take_rows(), rows, size);
            self.outlet = Some(outlet);
        }
    }

    /// The one row.
    pub fn into_string(self) -> String {
        let mut text = self.json.into_string();
        text.drain(..self.start);
        text
    }

    fn extra(&mut self, extra: &[(String, Node)]) {
        if self.typed && extra.iter().any(|(name, _)| !is_secret(name)) {
            self.json.key("extra");
            self.json.begin_object();
            write_fields(&mut self.json, extra);
            self.json.end_object();
        } else {
            write_fields(&mut self.json, extra);
        }
    }
}

impl Sink for JsonRows {
    fn reset(&mut self, bytes: usize) {
        self.is_open = false;
        let mut outlet = self.outlet.take();
        let are_some_kept = outlet.as_mut().is_none_or(Outlet::reset);
        if are_some_kept && self.kept > 0 {
            self.json.truncate(self.kept);
            let kept = self.starts.partition_point(|start| *start < self.kept);
            self.starts.truncate(kept);
            self.outlet = outlet;
            return;
        }
        // Typed JSON has about half the size of its XML; growing a large buffer copies it.
        let capacity = if outlet.is_some() { 0 } else { bytes / 2 };
        *self = JsonRows {
            outlet,
            ..JsonRows::new(self.typed, capacity)
        };
    }

    fn keep(&mut self) {
        self.kept = self.json.len();
        if let Some(outlet) = &mut self.outlet {
            outlet.keep(self.starts.len(), self.json.len());
        }
    }

    fn size(&self) -> usize {
        let handed = self.outlet.as_ref().map_or(0, Outlet::size);
        self.json.len().saturating_add(handed)
    }

    fn held(&self) -> Held {
        Held {
            rows: self.starts.len(),
            size: self.json.len(),
        }
    }

    fn back_to(&mut self, held: Held) {
        self.is_open = false;
        self.json.truncate(held.size);
        self.starts.truncate(held.rows);
    }

    fn begin_record(&mut self) {
        self.start = self.json.len();
        self.is_open = true;
        self.json.begin_object();
    }

    fn scalar(&mut self, field: &'static Field, value: Scalar<'_>) {
        if field.secret {
            return;
        }
        self.json.key(field.name);
        match value {
            Scalar::None => self.json.null(),
            Scalar::Number(number) => self.json.number(number),
            Scalar::Boolean(value) => self.json.boolean(value),
            Scalar::Text(text) => self.json.string(text),
        }
    }

    fn begin_languages(&mut self, field: &'static Field) {
        self.hidden = field.secret;
        if !self.hidden {
            self.json.key(field.name);
            self.json.begin_object();
        }
    }

    fn language(&mut self, id: u32, text: &str) {
        if !self.hidden {
            self.json.number_key(id);
            self.json.string(text);
        }
    }

    fn end_languages(&mut self) {
        if !self.hidden {
            self.json.end_object();
        }
    }

    fn begin_associations(&mut self) {
        self.json.key("associations");
        self.json.begin_object();
    }

    fn begin_association(&mut self, association: &'static Association) {
        self.json.key(association.name);
        self.json.begin_array();
    }

    fn begin_item(&mut self) {
        self.json.begin_object();
    }

    fn end_item(&mut self, extra: Vec<(String, Node)>) {
        self.extra(&extra);
        self.json.end_object();
    }

    fn end_association(&mut self) {
        self.json.end_array();
    }

    fn end_associations(&mut self) {
        self.json.end_object();
    }

    fn end_record(&mut self, extra: Vec<(String, Node)>, keep: bool) {
        self.is_open = false;
        if keep {
            self.extra(&extra);
            self.json.end_object();
            self.starts.push(self.start);
            if self.json.len() >= PART {
                self.hand_over();
            }
        } else {
            self.json.truncate(self.start);
        }
    }
}

fn write_node(json: &mut JsonText, node: &Node) {
    match node {
        Node::Text(text) => json.string(text),
        Node::Languages(texts) => {
            json.begin_object();
            for (id, text) in texts {
                json.number_key(*id);
                json.string(text);
            }
            json.end_object();
        }
        Node::Items(items) => json.array(items, write_node),
        Node::Fields(fields) => {
            json.begin_object();
            write_fields(json, fields);
            json.end_object();
        }
    }
}

fn write_fields(json: &mut JsonText, fields: &[(String, Node)]) {
    for (name, node) in fields.iter().filter(|(name, _)| !is_secret(name)) {
        json.entry(name, |json| match id_of(name, node) {
            Some(id) => json.number(i64::from(id)),
            None => write_node(json, node),
        });
    }
}

/// Ids are numbers everywhere, where the resource is not declared as well.
fn id_of(name: &str, node: &Node) -> Option<u32> {
    match node {
        Node::Text(text) if name == "id" && !text.starts_with(['0', '+']) => text.parse().ok(),
        _ => None,
    }
}
