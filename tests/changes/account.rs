//! The account of a world.

/// What was told of what happened.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Account {
    pub written: usize,
    /// Written over before a look could see it.
    pub unseen: usize,
    pub told: usize,
    pub lost: usize,
    /// Told twice under one key.
    pub again: usize,
    /// Told though it never was so, or as new though it was not, or the other way round.
    pub wrong: usize,
}
