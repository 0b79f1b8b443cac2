//! ONE exchange: a call becomes a request, a response becomes a value or an error. No I/O.

pub mod error;
