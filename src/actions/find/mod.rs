//! Finding records: small rows in a stable order, a page at a time.

pub mod amounts;
pub mod audit;
pub mod audited;
pub mod buyer;
pub mod cursor;
pub mod customers;
pub mod findings;
pub mod ids;
pub mod meant;
pub mod meant_orders;
pub mod newest;
pub mod order;
pub mod order_row;
pub mod orders;
pub mod page;
pub mod period;
pub mod products;
pub mod states;
pub mod tracked;
pub mod words;
