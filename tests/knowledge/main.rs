//! What a client remembers of its shop, what it hands on, and for how long either counts.
#![forbid(unsafe_code)]

mod handed_on;
mod hostile;
mod line;
mod refusals;
#[allow(dead_code)] // Shared with other tests, which use more of it.
#[path = "../support/mod.rs"]
mod support;
