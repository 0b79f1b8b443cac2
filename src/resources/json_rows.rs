//! Records as JSON text, written while they are read.
//!
//! JavaScript's own `JSON.parse` makes objects faster than calls across the
//! WebAssembly border do: see `bench/`, which measures both for 1, 19 and 1,000 products. Rows
//! without names halve that again: constructors made from the declarations put the names back,
//! see `typescript/rows.rs`.

mod names;
mod outlet;

use super::declaration::Resource;
use super::field::{Association, Field};
use super::node::{Node, is_secret};
use super::sink::{Held, Sink};
use super::value::Scalar;
use crate::find;
use json::JsonText;
use names::{EXTRA, Names};
use outlet::Outlet;
pub use outlet::Taker;

/// How rows are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Form {
    /// As objects.
    #[default]
    Objects,
    /// As arrays of values, behind a text with their names wherever those change; objects where
    /// the resource is not declared. A record that is not in a list stands behind a `.`.
    Arrays,
}

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
    /// Where each value stands without its name.
    names: Option<Names>,
    /// Where the item begins that is read.
    item: usize,
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
            names: None,
            item: 0,
            outlet: None,
        }
    }

    /// For the rows of a resource, in a form.
    pub fn of(resource: &Resource, form: Form, capacity: usize) -> Self {
        let declared = match form {
            Form::Arrays => find(resource.name),
            Form::Objects => None,
        };
        JsonRows {
            names: declared.map(Names::of),
            ..JsonRows::new(resource.is_typed(), capacity)
        }
    }

    /// The same for rows that are handed on in parts: each as an array, with the number of rows
    /// before it. Where that is less than were handed on, the others do not count.
    pub fn handed_to(resource: &Resource, form: Form, taker: Taker) -> Self {
        JsonRows {
            outlet: Some(Outlet::to(taker)),
            ..JsonRows::of(resource, form, 0)
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

    /// One of the rows, counted from 0, behind the names that it tells; nothing where there are
    /// not as many.
    pub fn row(&self, place: usize) -> &str {
        let end = self.starts.get(place.saturating_add(1)).copied();
        let end = end.unwrap_or(self.json.len());
        let start = self.starts.get(place).copied().unwrap_or(end);
        self.json.part(start..end).trim_start_matches(',')
    }

    /// Those rows as one array, in that order; each place counts from 0.
    pub fn into_array_of(self, places: &[usize]) -> String {
        let mut rows = Vec::with_capacity(self.starts.len());
        let mut names = "";
        for place in 0..self.starts.len() {
            let (told, row) = names_and_row(self.row(place));
            if !told.is_empty() {
                names = told;
            }
            rows.push((names, row));
        }
        let mut array = String::with_capacity(self.json.len().saturating_add(1));
        array.push('[');
        let mut last = "";
        for (names, row) in places.iter().filter_map(|place| rows.get(*place)) {
            if array.len() > 1 {
                array.push(',');
            }
            if *names != last {
                array.push_str(names);
                array.push(',');
                last = names;
            }
            array.push_str(row);
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
        let open = self.json.part(end..self.json.len());
        rows.raw(open.trim_start_matches(','));
        let moved = self.json.len().saturating_sub(rows.len());
        self.item = self.item.saturating_sub(moved);
        std::mem::swap(&mut self.json, &mut rows);
        rows.truncate(end);
        rows.end_array();
        self.start = 1;
        self.starts.clear();
        self.kept = self.kept.min(1);
        if let Some(names) = &mut self.names {
            names.forget();
        }
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
        if self.names.is_some() {
            let last: Vec<usize> = self.starts.len().checked_sub(1).into_iter().collect();
            let mut text = self.into_array_of(&last);
            text.insert_str(1, "\".\",");
            return text;
        }
        let mut text = self.json.into_string();
        text.drain(..self.start);
        text
    }

    fn extra(&mut self, extra: &[(String, Node)]) {
        if !self.typed {
            write_fields(&mut self.json, extra);
        } else if has_shown(extra) {
            self.name(EXTRA);
            self.json.begin_object();
            write_fields(&mut self.json, extra);
            self.json.end_object();
        }
    }

    /// Names the value that comes next.
    fn name(&mut self, name: &'static str) {
        match &mut self.names {
            Some(names) => {
                names.name(name);
                self.json.comma();
            }
            None => self.json.key(name),
        }
    }

    /// Puts a text in front of what was written since `start`.
    #[inline(never)]
    fn put_before(&mut self, start: usize, text: &str) {
        let written = self.json.part(start..self.json.len());
        let written = [text, written.strip_prefix(',').unwrap_or(written)].concat();
        self.json.truncate(start);
        self.json.comma();
        self.json.raw(&written);
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
            names: self.names.take(),
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
        match &mut self.names {
            Some(names) => {
                names.begin_row(self.start);
                self.json.begin_array();
            }
            None => self.json.begin_object(),
        }
    }

    fn scalar(&mut self, field: &'static Field, value: Scalar<'_>) {
        if field.secret {
            return;
        }
        self.name(field.name);
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
            self.name(field.name);
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
        match &mut self.names {
            Some(names) => names.begin_lists(),
            None => {
                self.json.key("associations");
                self.json.begin_object();
            }
        }
    }

    fn begin_association(&mut self, association: &'static Association) {
        match &mut self.names {
            Some(names) => {
                names.begin_list(association.name);
                self.json.comma();
            }
            None => self.json.key(association.name),
        }
        self.json.begin_array();
    }

    fn begin_item(&mut self) {
        self.item = self.json.len();
        match &mut self.names {
            Some(names) => names.begin_item(),
            None => self.json.begin_object(),
        }
    }

    fn end_item(&mut self, extra: Vec<(String, Node)>) {
        self.extra(&extra);
        let Some(names) = &mut self.names else {
            return self.json.end_object();
        };
        if let Some(own) = names.end_item(!has_shown(&extra)) {
            self.put_before(self.item, &own);
            self.json.raw("]}");
        }
    }

    fn end_association(&mut self) {
        if let Some(names) = &mut self.names {
            names.end_list();
        }
        self.json.end_array();
    }

    fn end_associations(&mut self) {
        if self.names.is_none() {
            self.json.end_object();
        }
    }

    fn end_record(&mut self, extra: Vec<(String, Node)>, keep: bool) {
        self.is_open = false;
        if !keep {
            return self.json.truncate(self.start);
        }
        self.extra(&extra);
        match &mut self.names {
            Some(names) => {
                self.json.end_array();
                if let Some(names) = names.end_row(self.start) {
                    self.put_before(self.start, &["\"", &names, "\","].concat());
                }
            }
            None => self.json.end_object(),
        }
        self.starts.push(self.start);
        if self.json.len() >= PART {
            self.hand_over();
        }
    }
}

/// The names that are told before a row, in their quotes, and the row.
fn names_and_row(told: &str) -> (&str, &str) {
    let end = told.strip_prefix('"').and_then(|names| names.find('"'));
    let split = end.and_then(|end| told.split_at_checked(end.saturating_add(2)));
    let (names, row) = split.unwrap_or(("", told));
    (names, row.trim_start_matches(','))
}

/// Whether anything of it is no secret.
fn has_shown(extra: &[(String, Node)]) -> bool {
    extra.iter().any(|(name, _)| !is_secret(name))
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
