//! The JavaScript side: the only room that names wasm_bindgen, js_sys, web_sys and gloo_net.
//!
//! Values cross as JSON text in both directions, because JavaScript's own `JSON.parse`
//! makes objects faster than calls across the border do. Measured on lists of full
//! products, medians on Node 20: for 1 product both ways are alike (0.11 ms against
//! 0.13 ms with serde-wasm-bindgen), for 19 it is 1.3 ms against 1.9 ms, for 1,000
//! 60 ms against 122 ms; `npm run bench` measures both anew. Errors cross as JSON text
//! too; the package's own code makes classes of them.

mod body;
mod causes;
mod check;
mod errors;
mod exchange;
mod fetch;
mod functions;
mod given;
mod settings;
mod shop;
mod stop;
