//! Declarations that are packed as a line of text, and handed over with a call.
//!
//! A line is words with commas between: the name in the address, the element of one record and that
//! of a list, then the fields. A list of linked records follows as its name behind a `/`, the
//! element of an item, and the fields of that. A field is the letter of its kind and its name: a
//! capital where each shop of a multistore has a value of its own, and before it a `~` where the shop
//! computes the value, or a `+` in a linked record where not every version has the field.

#[cfg(not(target_arch = "wasm32"))]
mod declarations;
#[cfg(not(target_arch = "wasm32"))]
mod pack;

use super::field::Kind;

#[cfg(not(target_arch = "wasm32"))]
pub use declarations::*;
#[cfg(not(target_arch = "wasm32"))]
pub use pack::pack;

/// What stands before a list of linked records.
pub const LIST: char = '/';
/// What stands before a field that the shop computes.
pub const COMPUTED: char = '~';
/// What stands before a field of a linked record that not every version has.
pub const NEWER: char = '+';

/// The letter of each kind. A text out of a known set is a text to those who read it.
pub const KINDS: [(u8, Kind); 8] = [
    (b'i', Kind::Id),
    (b'l', Kind::Link),
    (b'n', Kind::Integer),
    (b'b', Kind::Boolean),
    (b'd', Kind::Decimal),
    (b't', Kind::Text),
    (b'y', Kind::Date),
    (b'm', Kind::Multilingual),
];
