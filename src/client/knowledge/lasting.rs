//! What knowledge is written by: its form, its bounds, and how long it counts.

use crate::client::refusals::is_within;

/// Of what is written and read here.
pub(super) const FORMAT: i64 = 1;
/// Of all of it, as JSON text; a usual shop needs some ten kilobytes.
pub(super) const MOST_BYTES: usize = 1 << 20;
/// Milliseconds after which the shop is asked again: what is handed on and on would else never be, and
/// every ten minutes costs next to nothing.
const LASTS_MS: f64 = 600_000.0;
/// Milliseconds by which the clock of another machine may be ahead.
const SKEW_MS: f64 = 60_000.0;

/// Whether what was known then still counts.
pub(super) fn is_lasting(at: f64, now: f64) -> bool {
    is_within(at, now + SKEW_MS, LASTS_MS + SKEW_MS)
}
