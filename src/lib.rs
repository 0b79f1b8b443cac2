//! The PrestaShop Webservice for browsers and edge runtimes.
#![forbid(unsafe_code)]
#![warn(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::print_stdout
)]
#![recursion_limit = "256"]

pub mod client;
pub mod resources;
pub mod webservice;
pub mod xml;
