//! What hosts do between a client and its shop, and what one bad record does to a list.
#![forbid(unsafe_code)]

#[allow(dead_code)] // Shared with the tests of the recordings, which use more of it.
#[path = "../recorded/exchange.rs"]
mod exchange;
#[allow(dead_code)] // Shared with other tests, which use more of it.
#[path = "../support/mod.rs"]
mod support;

mod answered;
mod documents;
mod failing;
mod pages;
