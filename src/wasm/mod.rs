//! The JavaScript side: what callers hand over, what they get, and `fetch`.
//!
//! Each way has the form that was the best of those measured:
//!
//! - Lists, records, answers of actions and results of writes go out as JSON text, written while
//!   the XML is read: JavaScript's own `JSON.parse` makes objects faster than calls across the
//!   border do. Medians on Node 20, against the same values by serde-wasm-bindgen: 0.07 to 0.09 ms
//!   for 1 full product, 1.0 to 1.7 ms for 19, 75 to 173 ms for 1,000; `npm run bench` measures
//!   both anew. An action's answer of 100 orders would take half as long again. Rows of declared
//!   resources leave their names behind, which constructors of the package put back: from text to
//!   objects 3.6 in place of 6.4 ms for 1,000 products, 1.7 in place of 3.0 ms for 1,000 orders.
//! - Exchanges are small and have a fixed shape: they go out as `Serialize` types by
//!   serde-wasm-bindgen. Errors go out as JSON text with their cause beside it: each of their members
//!   that crosses by itself costs a third of a microsecond.
//! - Inputs are read on the other side and come in as one text, see `pkg/src/given.ts`: members that
//!   cross one by one take half of a small call. By serde-wasm-bindgen a mistyped option would be
//!   ignored, half a character become another one, `undefined` be `null`, and a getter that throws
//!   leave the module's stack where it was: some 900 of them ended the module.
//! - One path leads to `fetch`, the runtime's own or the caller's, with an address and an init. Of
//!   gloo-net it takes the reading of headers: the signal of its `Request` is forgotten by Node, and
//!   its `Response` ends the module where one is of another realm or made by hand.

// Without the feature `client` the module is `functions` with what they need.
#[cfg(feature = "client")]
mod body;
#[cfg(feature = "client")]
mod causes;
#[cfg(feature = "client")]
mod check;
#[cfg_attr(not(feature = "client"), expect(dead_code))]
mod errors;
#[cfg(feature = "client")]
mod exchange;
#[cfg(feature = "client")]
mod fetch;
mod functions;
#[cfg_attr(not(feature = "client"), expect(dead_code))]
mod given;
mod settings;
#[cfg(feature = "client")]
mod shop;
#[cfg(feature = "client")]
mod stop;
#[cfg(feature = "client")]
mod stream;
