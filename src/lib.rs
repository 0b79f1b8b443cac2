//! The PrestaShop Webservice for browsers and edge runtimes: shops of versions 1.6 to 9
//! as typed objects, errors that say what to do.
//!
//! This is the core of the npm package `@aismarttalk/prestashop`, and usable from Rust:
//!
//! - [`webservice`] is one exchange without I/O: a call becomes a request, a response
//!   becomes a value or an error. Bring your own HTTP.
//! - [`client`] is many exchanges over a [`Transport`](client::transport::Transport):
//!   time limits, retries of reads, lists in parts, stable pages.
//! - [`actions`] answers what a shop assistant asks, by intent.
//!
//! Below them, [`resources`] declares what each resource holds, [`xml`] reads and writes
//! the documents, and [`json`] is the text that crosses into JavaScript. These three are
//! crates of their own, compiled for speed; the rest is one crate, compiled for size.
//!
//! ```
//! use aismarttalk_prestashop::resources::reader::Unchecked;
//! use aismarttalk_prestashop::resources::record::Records;
//! use aismarttalk_prestashop::resources::{Declared, Product};
//! use aismarttalk_prestashop::webservice::call::Call;
//! use aismarttalk_prestashop::webservice::query::Query;
//! use aismarttalk_prestashop::webservice::request::Request;
//! use aismarttalk_prestashop::webservice::response::{Response, read};
//! use aismarttalk_prestashop::webservice::{Auth, Endpoint, Key};
//! use aismarttalk_prestashop::xml::Limits;
//!
//! # fn main() -> Result<(), aismarttalk_prestashop::webservice::Error> {
//! let endpoint = Endpoint::parse("shop.example/api/")?;
//! let key = Key::parse("YOUR0WEBSERVICE0KEY0GOES0HERE000")?;
//! let call = Call::get("products", 7, Query::default());
//! let request = Request::build(&endpoint, &key, Auth::Basic, &call)?;
//! assert_eq!(request.url, "https://shop.example/api/products/7");
//!
//! let response = Response {
//!     status: 200,
//!     headers: Vec::new(),
//!     body: b"<prestashop><product><id>7</id><price>12.500000</price></product></prestashop>".to_vec(),
//! };
//! let mut records = Records::default();
//! let expected = call.expected(Product::RESOURCE);
//! read(&response, expected, &mut records, &Unchecked, Limits::DEFAULT)?;
//! let products: Vec<Product> = records.into_typed();
//! assert_eq!(products.first().and_then(Product::price), Some("12.500000"));
//! # Ok(())
//! # }
//! ```
#![warn(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::print_stdout
)]

pub use json;
pub use resources;
pub use xml;

#[forbid(unsafe_code)]
pub mod actions;
#[forbid(unsafe_code)]
pub mod client;
#[forbid(unsafe_code)]
pub mod webservice;

#[cfg(not(target_arch = "wasm32"))]
#[forbid(unsafe_code)]
pub mod typescript;

#[cfg(target_arch = "wasm32")]
mod wasm;
