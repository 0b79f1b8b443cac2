//! The JavaScript side: the only room that names wasm_bindgen, js_sys, web_sys and gloo_net.
//!
//! Values cross as JSON text in both directions: `JSON.parse` makes objects faster than
//! calls across the border do (`npm run bench` measures both). Errors cross as JSON
//! text too; the package's own code makes classes of them.

mod body;
mod errors;
mod exchange;
mod fetch;
mod functions;
mod settings;
mod shop;
mod stop;
