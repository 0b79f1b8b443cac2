//! Writes against the demo store, which is as cruel as real shops are.

#[allow(dead_code)] // Shared with other tests, which use more of it.
#[path = "../support/mod.rs"]
mod support;

mod altered;
mod cleaned;
mod destructive;
mod faults;
mod interleaving;
mod late;
mod links;
mod new_and_gone;
mod raw_bodies;
mod recorded;
mod recorded_bodies;
mod recordings;
mod refused;
mod replay;
mod round_trip;
mod secrets;
mod shops;
mod snapshot;
mod stored;
mod update;
mod values;
