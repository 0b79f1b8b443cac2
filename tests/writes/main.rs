//! Writes against the demo store, which is as cruel as real shops are.

#[allow(dead_code)] // Shared with other tests, which use more of it.
#[path = "../support/mod.rs"]
mod support;

mod altered;
mod broken_root;
mod cleaned;
mod destructive;
mod evidence;
mod faults;
mod interleaving;
mod killed;
mod languages;
mod late;
mod lateness;
mod links;
mod new_and_gone;
mod parsed_once;
mod raw_bodies;
mod recorded;
mod recorded_bodies;
mod recordings;
mod refused;
mod replay;
mod round_trip;
mod round_trips;
mod secrets;
mod shops;
mod side_effects;
mod snapshot;
mod stored;
mod update;
mod values;
