//! When a read is tried again, and after how long.

/// Waits between attempts: half a second, doubled each time, five seconds at the most.
const FIRST_MS: u32 = 500;
const LONGEST_MS: u32 = 5_000;
/// A server that asks for a longer wait than this is answered with its error instead.
const LONGEST_ASKED_MS: u32 = 30_000;

/// The wait before the next attempt, in milliseconds; `None` to give up.
///
/// `attempt` counts from 0, `asked_ms` is the server's own wish, `chance` is from 0 to 1:
/// it spreads clients that failed together over the second half of the wait.
pub fn delay_ms(attempt: u32, retries: u32, asked_ms: Option<u32>, chance: f64) -> Option<u32> {
    if attempt >= retries {
        return None;
    }
    if let Some(asked) = asked_ms {
        return (asked <= LONGEST_ASKED_MS).then_some(asked);
    }
    let doubled = FIRST_MS
        .saturating_mul(2_u32.saturating_pow(attempt))
        .min(LONGEST_MS);
    let spread = f64::from(doubled) * (0.5 + chance.clamp(0.0, 1.0) / 2.0);
    // Between 250 and 5,000, so the cast cuts only the fraction.
    Some(spread as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn given_an_attempt_then_the_wait_doubles_is_spread_and_obeys_the_server() {
        let cases = [
            ((0, 0, None, 0.5), None),
            ((0, 2, None, 0.0), Some(250)),
            ((0, 2, None, 1.0), Some(500)),
            ((1, 2, None, 1.0), Some(1_000)),
            ((2, 2, None, 1.0), None),
            ((9, 10, None, 1.0), Some(5_000)),
            ((0, 2, Some(2_000), 0.0), Some(2_000)),
            ((0, 2, Some(31_000), 0.0), None),
            ((40, 50, None, 1.0), Some(5_000)),
        ];
        for ((attempt, retries, asked, chance), expected) in cases {
            assert_eq!(
                delay_ms(attempt, retries, asked, chance),
                expected,
                "attempt {attempt}"
            );
        }
    }
}
