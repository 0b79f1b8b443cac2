//! Where a record goes while it is read: into JSON text or into a [`Record`](super::record::Record).

use super::field::{Association, Field};
use super::node::Node;
use super::value::Scalar;

/// How much a sink held.
#[derive(Clone, Copy, Debug)]
pub struct Held {
    /// How many rows.
    pub(crate) rows: usize,
    /// What they needed, in the sink's own measure.
    pub(crate) size: usize,
}

/// Takes a record field by field, in the document's order.
pub trait Sink {
    /// Starts over, for an answer of about `bytes` bytes.
    fn reset(&mut self, bytes: usize);
    /// Keeps what has come so far when the next answer starts: more of the list follows.
    fn keep(&mut self);
    /// About how many bytes of memory all that it holds needs, earlier answers included.
    fn size(&self) -> usize;
    /// How much it holds, between two records.
    fn held(&self) -> Held;
    /// Takes back what came since it held that much.
    fn back_to(&mut self, held: Held);
    /// A record begins.
    fn begin_record(&mut self);
    /// A field with one value.
    fn scalar(&mut self, field: &'static Field, value: Scalar<'_>);
    /// A multilingual field begins.
    fn begin_languages(&mut self, field: &'static Field);
    /// One language's text.
    fn language(&mut self, id: u32, text: &str);
    /// The multilingual field ends.
    fn end_languages(&mut self);
    /// The associations begin.
    fn begin_associations(&mut self);
    /// One association begins.
    fn begin_association(&mut self, association: &'static Association);
    /// One item begins; it is filled like a record.
    fn begin_item(&mut self);
    /// The item ends, with what its association does not declare.
    fn end_item(&mut self, extra: Vec<(String, Node)>);
    /// The association ends.
    fn end_association(&mut self);
    /// The associations end.
    fn end_associations(&mut self);
    /// The record ends, with what its resource does not declare. `keep` is false for a
    /// record that certainly does not match the filter it was asked for with.
    fn end_record(&mut self, extra: Vec<(String, Node)>, keep: bool);
}
