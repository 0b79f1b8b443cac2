//! The resources a shop offers, each declared once in a file of its own.

pub mod address;
mod all;
pub mod association;
pub mod carrier;
pub mod cart;
pub mod category;
pub mod combination;
pub mod country;
pub mod currency;
pub mod customer;
pub mod employee;
pub mod field;
pub mod language;
pub mod manufacturer;
mod names;
pub mod order;
pub mod order_carrier;
pub mod order_detail;
pub mod order_history;
pub mod order_payment;
pub mod order_state;
pub mod product;
pub mod product_option;
pub mod product_option_value;
mod resource;
pub mod shop;
pub mod specific_price;
pub mod stock_available;
pub mod supplier;

pub(crate) use all::{RESOURCES, find};
pub(crate) use names::names;
pub(crate) use resource::{Place, Resource, Scope};
