//! The resources of the Webservice, each declared once.
//!
//! To add a field, add a line to its resource. To add a resource, add a file like
//! `languages.rs` and a line to [`ALL`].
#![forbid(unsafe_code)]
#![warn(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::print_stdout
)]
#![recursion_limit = "256"]

pub mod customers;
pub mod declaration;
pub mod json_rows;
pub mod languages;
pub mod node;
pub mod order_details;
pub mod order_histories;
pub mod order_states;
pub mod orders;
pub mod products;
pub mod reader;
pub mod record;
pub mod rule;
pub mod sink;
pub mod stock_availables;
#[cfg(not(target_arch = "wasm32"))]
pub mod typescript;
pub mod value;

pub use customers::Customer;
pub use declaration::{Association, Declared, Field, Kind, Resource, Scope, Write};
pub use languages::Language;
pub use order_details::OrderDetail;
pub use order_histories::OrderHistory;
pub use order_states::OrderState;
pub use orders::Order;
pub use products::Product;
pub use record::{Record, Value};
pub use rule::{Format, Rule};
pub use stock_availables::StockAvailable;

/// Every declared resource.
pub static ALL: [&Resource; 8] = [
    Product::RESOURCE,
    Order::RESOURCE,
    OrderDetail::RESOURCE,
    OrderState::RESOURCE,
    OrderHistory::RESOURCE,
    Customer::RESOURCE,
    Language::RESOURCE,
    StockAvailable::RESOURCE,
];

/// Stands for every resource that is read by its shape alone.
pub static UNTYPED: Resource = Resource::untyped("");

/// The declaration of a resource, by its name in the address.
pub fn find(name: &str) -> Option<&'static Resource> {
    ALL.into_iter().find(|resource| resource.name == name)
}
