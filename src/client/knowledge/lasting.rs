//! How long what was known counts.

use crate::client::refusals::is_within;

/// Milliseconds after which the shop is asked again: what is handed on and on would else never be, and
/// every ten minutes costs next to nothing.
const LASTS_MS: f64 = 600_000.0;
/// Milliseconds by which the clock of another machine may be ahead.
const SKEW_MS: f64 = 60_000.0;

/// A part that was known, and since when.
pub(super) type Part<V> = Option<(f64, V)>;

/// Whether what was known then still counts.
pub(super) fn is_lasting(at: f64, now: f64) -> bool {
    is_within(at, now + SKEW_MS, LASTS_MS + SKEW_MS)
}

/// A part with a time that is not in the future, unless it is too old.
pub(super) fn lasting<V>(part: Part<V>, now: f64) -> Part<V> {
    let (at, value) = part?;
    is_lasting(at, now).then(|| (at.min(now), value))
}
