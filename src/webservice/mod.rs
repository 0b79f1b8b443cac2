//! ONE exchange: a call becomes a request, a response becomes a value or an error. No I/O.

pub mod error;
pub mod version;
pub mod codes;
pub mod error_document;
pub mod permissions;
pub mod schema;
pub mod failures;
pub mod response;
pub mod call;
pub mod display;
pub mod endpoint;
pub mod filter;
pub mod key;
pub mod query;
pub mod recheck;
pub mod request;
pub mod split;
mod call_json;
mod filter_json;
mod names;
mod operand;
mod expectation;

pub use endpoint::Endpoint;
pub use error::{Error, ErrorKind, Result};
pub use key::{Auth, Key};
