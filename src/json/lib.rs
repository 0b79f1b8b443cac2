//! JSON in both directions: values that are read, and text that is written.
//!
//! Small on purpose, because it is downloaded: the platform reads, numbers stay the text they
//! came as, and an object is a list.
#![forbid(unsafe_code)]
#![warn(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::print_stdout
)]

mod escapes;
mod grown;
#[cfg(target_arch = "wasm32")]
pub mod javascript;
mod map;
mod number;
mod parse;
mod text;
#[cfg(any(target_arch = "wasm32", test))]
mod told;
mod value;

pub use number::Number;
pub use parse::NotJson;
pub use text::JsonText;
pub use value::{Map, Value};
