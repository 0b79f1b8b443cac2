//! The PrestaShop Webservice for browsers and edge runtimes.
#![warn(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::print_stdout
)]

pub use json;
pub use resources;
pub use xml;

#[forbid(unsafe_code)]
pub mod actions;
#[forbid(unsafe_code)]
pub mod client;
#[forbid(unsafe_code)]
pub mod webservice;

#[cfg(not(target_arch = "wasm32"))]
#[forbid(unsafe_code)]
pub mod typescript;

#[cfg(target_arch = "wasm32")]
mod wasm;
