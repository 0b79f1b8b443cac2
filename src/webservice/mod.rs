//! ONE exchange: a call becomes a request, a response becomes a value or an error. No I/O.

mod address;
pub mod call;
mod call_json;
pub mod checked;
pub mod codes;
pub mod display;
pub mod document;
pub mod endpoint;
pub mod error;
pub mod error_document;
pub mod evidence;
mod expectation;
pub mod failures;
pub mod filter;
mod filter_json;
pub mod http;
pub mod key;
pub(crate) mod names;
mod number;
mod operand;
mod option;
pub mod outcome;
pub mod permissions;
pub mod query;
mod raw_body;
pub mod recheck;
pub mod request;
pub mod response;
pub mod rules;
pub mod schema;
pub mod split;
pub mod version;

pub use endpoint::Endpoint;
pub use error::{Error, ErrorKind, Result, Versions};
pub use key::{Auth, Key};
pub use outcome::{End, Saved};
