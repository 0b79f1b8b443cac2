//! A list that is read while it arrives: whatever its pieces are, what comes of it is what comes
//! of the whole.
#![forbid(unsafe_code)]

#[path = "../recorded/asked.rs"]
mod asked;
mod documents;
#[path = "../recorded/exchange.rs"]
#[allow(dead_code)] // Shared with the tests of the recordings, which use more of it.
mod exchange;
mod lists;
mod pieces;
mod splits;
#[path = "../support/mod.rs"]
#[allow(dead_code)] // Shared with other tests, which use more of it.
mod support;
