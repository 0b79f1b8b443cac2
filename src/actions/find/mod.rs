//! Finding records: small rows in a stable order, a page at a time.

pub mod cursor;
pub mod customers;
pub mod ids;
pub mod page;
pub mod period;
pub mod products;
pub mod words;
