//! A pretend shop that speaks the PrestaShop Webservice.
//!
//! [`respond`] is the whole of it: a [`Store`] and a [`Request`] give a [`Response`],
//! without a clock, without I/O, the same every time. The binary puts a server
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

mod catalogue;
mod changes;
mod collation;
mod cors;
pub mod faults;
#[cfg(any(feature = "wasm", test))]
mod flat_json;
mod http;
pub mod keys;
mod options;
mod pages;
mod query;
mod resources;
mod sha1;
mod store;
mod tables;
mod target;
#[cfg(feature = "wasm")]
mod wasm;
mod webservice;

pub use changes::Change;
pub use http::{Request, Response};
pub use options::{Options, ShopVersion};
pub use store::{Mail, Store};

use target::{Place, Target};

/// Answers one request.
pub fn respond(store: &mut Store, request: &Request) -> Response {
    let cors = store.options.cors;
    if let Some(response) = cors::preflight(request).filter(|_| cors) {
        return response;
    }
    let mut response = route(store, request);
    if cors {
        cors::allow(&mut response);
    }
    response
}

fn route(store: &mut Store, request: &Request) -> Response {
    let target = Target::of(request);
    match (&target.place, &target.fault) {
        (Place::Webservice(path), None) => {
            webservice::answer(store, request, &target, path, webservice::Mood::default())
        }
        (Place::Webservice(path), Some(fault)) if faults::exists(fault) => {
            faults::answer(store, request, &target, path, fault)
        }
        (Place::Home, None) => pages::home(),
        _ => pages::nowhere(),
    }
}
