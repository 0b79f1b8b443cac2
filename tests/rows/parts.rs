//! A sink that hands out the finished rows now and then.

use aismarttalk_prestashop::resources::json_rows::JsonRows;
use aismarttalk_prestashop::resources::node::Node;
use aismarttalk_prestashop::resources::sink::{Held, Sink};
use aismarttalk_prestashop::resources::value::Scalar;
use aismarttalk_prestashop::resources::{Association, Field};

use crate::random::Random;

pub struct Parts<'r> {
    rows: JsonRows,
    parts: Vec<String>,
    random: &'r mut Random,
}

impl<'r> Parts<'r> {
    pub fn of(rows: JsonRows, random: &'r mut Random) -> Self {
        Parts {
            rows,
            parts: Vec::new(),
            random,
        }
    }

    pub fn finish(mut self) -> Vec<String> {
        self.parts.push(self.rows.into_array());
        self.parts
    }

    /// Takes the rows, in the midst of one as well.
    fn perhaps(&mut self) -> &mut JsonRows {
        if self.random.below(200) == 0 {
            self.parts.push(self.rows.take_rows());
        }
        &mut self.rows
    }
}

impl Sink for Parts<'_> {
    fn reset(&mut self, bytes: usize) {
        self.rows.reset(bytes);
    }

    fn keep(&mut self) {
        self.rows.keep();
    }

    fn size(&self) -> usize {
        self.rows.size()
    }

    fn held(&self) -> Held {
        self.rows.held()
    }

    fn back_to(&mut self, held: Held) {
        self.rows.back_to(held);
    }

    fn begin_record(&mut self) {
        self.perhaps().begin_record();
    }

    fn scalar(&mut self, field: &'static Field, value: Scalar<'_>) {
        self.perhaps().scalar(field, value);
    }

    fn begin_languages(&mut self, field: &'static Field) {
        self.perhaps().begin_languages(field);
    }

    fn language(&mut self, id: u32, text: &str) {
        self.perhaps().language(id, text);
    }

    fn end_languages(&mut self) {
        self.perhaps().end_languages();
    }

    fn begin_associations(&mut self) {
        self.perhaps().begin_associations();
    }

    fn begin_association(&mut self, association: &'static Association) {
        self.perhaps().begin_association(association);
    }

    fn begin_item(&mut self) {
        self.perhaps().begin_item();
    }

    fn end_item(&mut self, extra: Vec<(String, Node)>) {
        self.perhaps().end_item(extra);
    }

    fn end_association(&mut self) {
        self.perhaps().end_association();
    }

    fn end_associations(&mut self) {
        self.perhaps().end_associations();
    }

    fn end_record(&mut self, extra: Vec<(String, Node)>, keep: bool) {
        self.perhaps().end_record(extra, keep);
    }
}
