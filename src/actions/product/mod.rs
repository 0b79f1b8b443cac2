//! What a customer sees of a product: its prices, in which currency, its combinations and its page.

pub mod combinations;
pub mod currency;
pub mod found;
pub mod pages;
mod parts;
pub mod prices;
mod undeclared;
