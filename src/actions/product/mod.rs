//! What a customer sees of a product: its prices, in which currency, its combinations and its page.

pub mod combinations;
pub mod currency;
pub mod pages;
pub mod prices;
mod undeclared;
