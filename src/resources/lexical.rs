//! How numbers and dates are written, by shops and by callers.

/// The day that shops store for "no date".
pub const ZERO_DAY: &str = "0000-00-00";
/// A day: a digit wherever there is a 0.
const DAY: &str = "0000-00-00";
/// A time of the day.
const TIME: &str = "00:00:00";

/// Whether a text is one digit or more.
pub fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The number that digits, and nothing else, stand for: no sign and no blanks.
pub fn whole(text: &str) -> Option<u32> {
    is_digits(text).then(|| text.parse().ok())?
}

/// Whether a text is a decimal number, as callers write it: `12.50`, `-5`.
pub fn is_decimal(text: &str) -> bool {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    match unsigned.split_once('.') {
        Some((integer, fraction)) => is_digits(integer) && is_digits(fraction),
        None => is_digits(unsigned),
    }
}

/// Whether a text is a decimal number, as PHP prints them: also `1.0E-6`.
pub fn is_printed_decimal(text: &str) -> bool {
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (text, None),
    };
    let is_exponent = |text: &str| is_digits(text.strip_prefix(['+', '-']).unwrap_or(text));
    is_decimal(mantissa) && exponent.is_none_or(is_exponent)
}

/// Whether it is negative, its integer part without leading zeros, its fraction without trailing
/// ones; either part may be missing.
pub fn decimal_parts(text: &str) -> Option<(bool, &str, &str)> {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let (integer, fraction) = unsigned.split_once('.').unwrap_or((unsigned, ""));
    let is_part = |part: &str| part.is_empty() || is_digits(part);
    if unsigned.is_empty() || !is_part(integer) || !is_part(fraction) {
        return None;
    }
    let (integer, fraction) = (
        integer.trim_start_matches('0'),
        fraction.trim_end_matches('0'),
    );
    let is_zero = integer.is_empty() && fraction.is_empty();
    Some((text.starts_with('-') && !is_zero, integer, fraction))
}

/// The part of a decimal number before the point.
pub fn integer_part(text: &str) -> &str {
    text.split_once('.').map_or(text, |(integer, _)| integer)
}

/// Whether a text looks like a day: `2026-01-31`.
pub fn is_day(text: &str) -> bool {
    fits(text, DAY)
}

/// Whether a text looks like a time of the day: `10:00:00`.
pub fn is_time(text: &str) -> bool {
    fits(text, TIME)
}

/// The day, the character between and the time of `2026-01-31 10:00:00`; only the day of
/// `2026-01-31`.
pub fn date_parts(text: &str) -> Option<[&str; 3]> {
    let (day, rest) = text.split_at_checked(DAY.len())?;
    let (between, time) = rest.split_at_checked(rest.len().min(1))?;
    let is_date = is_day(day) && (rest.is_empty() || is_time(time));
    is_date.then_some([day, between, time])
}

/// Whether shops store a text for "no date".
pub fn is_zero_date(text: &str) -> bool {
    text.is_empty() || text.starts_with(ZERO_DAY)
}

/// Whether it has a digit wherever the pattern has a 0, and the pattern's character elsewhere.
fn fits(text: &str, pattern: &str) -> bool {
    text.len() == pattern.len()
        && text
            .bytes()
            .zip(pattern.bytes())
            .all(|(byte, wanted)| match wanted {
                b'0' => byte.is_ascii_digit(),
                _ => byte == wanted,
            })
}
