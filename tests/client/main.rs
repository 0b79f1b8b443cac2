//! The client against the demo store, and against hosts that do what they should not.
#![forbid(unsafe_code)]

#[allow(dead_code)] // Shared with the tests of the recordings, which use more of it.
#[path = "../recorded/exchange.rs"]
mod exchange;
mod files;
mod hosts;
mod reading;
#[allow(dead_code)] // Shared with other tests, which use more of it.
#[path = "../support/mod.rs"]
mod support;
