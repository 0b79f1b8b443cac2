//! A sample shop that speaks the PrestaShop Webservice.
//!
//! [`respond`] is the whole of it: a [`Store`] and a [`Request`] give a [`Response`],
//! without a clock, without I/O, the same every time. [`Running`] does the same in steps,
//! for requests that meet in the middle. The binary puts a server
//! around it, the feature `wasm` a JavaScript class.
//!
//! The catalogue is the crate's own; [`keys`] open it, [`Options`] choose version and
//! size, [`faults`] lists the ways in which it misbehaves when asked to.
#![cfg_attr(not(feature = "wasm"), forbid(unsafe_code))]
#![cfg_attr(feature = "wasm", deny(unsafe_code))]
#![warn(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]
// Tests say how many cases they ran.
#![cfg_attr(not(test), warn(clippy::print_stdout))]

mod behind;
mod catalogue;
mod changes;
mod collation;
mod cors;
pub mod faults;
#[cfg(any(feature = "wasm", test))]
mod flat_json;
mod http;
#[cfg(any(feature = "wasm", test))]
mod journal;
pub mod keys;
mod ledger;
mod options;
mod pages;
mod pass;
mod pricing;
mod query;
mod resources;
mod running;
mod sha1;
mod store;
mod tables;
mod target;
mod waiting;
#[cfg(feature = "wasm")]
mod wasm;
mod webservice;

pub use changes::Change;
pub use http::{Connection, Request, Response};
pub use options::{Options, ShopVersion};
pub use running::Running;
pub use store::{Mail, Store};

/// Answers one request: all steps of [`Running`] at once.
pub fn respond(store: &mut Store, request: &Request) -> Response {
    Running::new(request.clone()).into_response(store)
}
