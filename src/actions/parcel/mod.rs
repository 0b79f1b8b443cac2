//! The parcels of orders: where they are, and their tracking numbers.

mod both;
pub mod delivery;
mod link;
mod mailing;
pub mod shapes;
mod target;
pub mod tracking;
