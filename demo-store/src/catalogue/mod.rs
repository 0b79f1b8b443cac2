//! The shop's own catalogue, always the same: small tables and a seeded generator.

pub(crate) mod belongings;
mod branches;
pub(crate) mod customers;
pub(crate) mod dates;
pub(crate) mod delivery;
mod dice;
pub(crate) mod filled;
pub(crate) mod fixed;
pub(crate) mod labels;
pub(crate) mod makers;
pub(crate) mod money;
mod odd;
pub(crate) mod orders;
pub(crate) mod parcels;
pub(crate) mod products;
mod sentences;
pub(crate) mod shops;
pub(crate) mod staff;
pub(crate) mod states;
pub(crate) mod texts;
mod words;

pub(crate) use fixed::{ACTIVE_LANGUAGES, LANGUAGES};
