//! Writes that lose nothing: read the full record, compare, write, read again.

mod confirm;
mod create;
mod delete;
pub mod effects;
mod full_record;
mod guard;
mod look;
mod method;
mod order_snapshot;
mod outcome;
mod prepare;
mod queue;
mod report;
mod seen;
mod settle;
mod shop;
pub mod status;
mod status_change;
pub mod unsettled;
mod update;
mod written;

use queue::Queue;
use seen::Seen;
use unsettled::Unsettled;

pub(crate) use full_record::ASKED;
pub(crate) use order_snapshot::enterable;
pub(crate) use prepare::Prepared;
pub use status::StatusChange;
pub use unsettled::UnsettledWrite;
pub use written::{Planned, WriteOptions, Written};

/// What the writes of a client share.
#[derive(Debug, Default)]
pub(super) struct Writes {
    queue: Queue,
    seen: Seen,
    unsettled: Unsettled,
}
