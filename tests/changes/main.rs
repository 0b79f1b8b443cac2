//! What has changed in a shop: 100,000 writes in virtual time, with everything that goes wrong on
//! the way, and what a look is asked for.
#![forbid(unsafe_code)]

mod account;
mod asked;
mod bulk;
mod calendar;
mod line;
mod shop;
#[allow(dead_code)] // Shared with other tests, which use more of it.
#[path = "../support/mod.rs"]
mod support;
mod worlds;
