//! Reads and writes Webservice XML; knows no resource.
#![forbid(unsafe_code)]
#![warn(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::print_stdout
)]

mod cdata;
#[cfg(feature = "count")]
pub mod count;
pub mod element;
pub mod envelope;
pub mod error;
mod find;
mod kept;
pub mod limits;
mod lines;
mod raw;
pub mod reader;
mod tree;
mod words;
pub mod writer;

pub use element::Element;
pub use error::{Reason, XmlError};
pub use find::find;
pub use limits::Limits;
pub use raw::reads_back;
pub use reader::{Content, Reader};
pub use tree::{Inside, Tree};
pub use words::same;
pub use writer::{Writer, can_hold, holdable};
