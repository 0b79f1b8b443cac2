//! How numbers and dates are written, by shops and by callers.

/// The day that shops store for "no date".
pub const ZERO_DAY: &str = "0000-00-00";
/// A day, its first and its last eight characters: a digit wherever there is a 0.
const DAY: [&[u8; 8]; 2] = [b"0000-00-", b"00-00-00"];
/// A time of the day.
const TIME: &[u8; 8] = b"00:00:00";

/// Whether a text is one digit or more.
pub fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The number that digits, and nothing else, stand for: no sign and no blanks.
pub fn whole(text: &str) -> Option<u32> {
    let mut number = text.bytes().next().map(|_| 0_u32)?;
    for byte in text.bytes() {
        let digit = byte.wrapping_sub(b'0');
        if digit > 9 {
            return None;
        }
        number = number.checked_mul(10)?.checked_add(u32::from(digit))?;
    }
    Some(number)
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
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let Some(mut rest) = behind_digits(unsigned.as_bytes()) else {
        return false;
    };
    if let [b'.', fraction @ ..] = rest {
        match behind_digits(fraction) {
            Some(behind) => rest = behind,
            None => return false,
        }
    }
    if let [b'e' | b'E', b'+' | b'-', exponent @ ..] | [b'e' | b'E', exponent @ ..] = rest {
        return behind_digits(exponent).is_some_and(<[u8]>::is_empty);
    }
    rest.is_empty()
}

/// What stands behind one digit or more.
fn behind_digits(text: &[u8]) -> Option<&[u8]> {
    let end = text.iter().position(|byte| !byte.is_ascii_digit());
    match end.unwrap_or(text.len()) {
        0 => None,
        end => text.get(end..),
    }
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
    let [start, end] = DAY;
    let bytes = text.as_bytes();
    bytes.len() == ZERO_DAY.len()
        && bytes.first_chunk().is_some_and(|bytes| fits(bytes, start))
        && bytes.last_chunk().is_some_and(|bytes| fits(bytes, end))
}

/// Whether a text looks like a time of the day: `10:00:00`.
pub fn is_time(text: &str) -> bool {
    text.len() == TIME.len()
        && (text.as_bytes().first_chunk()).is_some_and(|bytes| fits(bytes, TIME))
}

/// The day, the character between and the time of `2026-01-31 10:00:00`; only the day of
/// `2026-01-31`.
pub fn date_parts(text: &str) -> Option<[&str; 3]> {
    let (day, rest) = text.split_at_checked(ZERO_DAY.len())?;
    let (between, time) = rest.split_at_checked(rest.len().min(1))?;
    let is_date = is_day(day) && (rest.is_empty() || is_time(time));
    is_date.then_some([day, between, time])
}

/// Whether shops store a text for "no date".
pub fn is_zero_date(text: &str) -> bool {
    text.is_empty() || text.starts_with(ZERO_DAY)
}

/// Whether it has a digit wherever the pattern has a 0, and the pattern's character elsewhere: all
/// of them at once. What a character adds to the pattern's is at the most 9, or nothing.
#[inline]
fn fits(text: &[u8; 8], pattern: &[u8; 8]) -> bool {
    const HIGH: u64 = u64::from_le_bytes([0x80; 8]);
    let beyond = pattern.map(|byte| if byte == b'0' { 0x7f - 9 } else { 0x7f });
    let added = u64::from_le_bytes(*text) ^ u64::from_le_bytes(*pattern);
    let overflown = (added & !HIGH).wrapping_add(u64::from_le_bytes(beyond));
    (added | overflown) & HIGH == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The same, character by character.
    fn is_like(text: &[u8], pattern: &str) -> bool {
        text.len() == pattern.len()
            && (text.iter().zip(pattern.bytes())).all(|(byte, wanted)| match wanted {
                b'0' => byte.is_ascii_digit(),
                _ => *byte == wanted,
            })
    }

    #[test]
    fn given_any_character_at_any_place_of_a_date_then_it_is_one_only_if_it_looks_so() {
        let mut cases = 0;
        for (date, pattern, is) in [
            ("2026-03-19", "0000-00-00", is_day as fn(&str) -> bool),
            ("23:59:07", "00:00:00", is_time),
        ] {
            for at in 0..date.len() {
                for byte in 0..0x80 {
                    let mut bytes = date.as_bytes().to_vec();
                    bytes[at] = byte;
                    let text = String::from_utf8(bytes).unwrap();
                    assert_eq!(is(&text), is_like(text.as_bytes(), pattern), "{text:?}");
                    cases += 1;
                }
            }
            for other in [
                &date[1..],
                "",
                "é26-03-1",
                &format!("{date}0"),
                &date.replace('3', "é"),
            ] {
                assert!(!is(other), "{other}");
                cases += 1;
            }
        }
        println!("{cases} dates");
    }

    #[test]
    fn given_a_number_as_php_prints_it_then_it_is_decimal_and_nothing_else_is() {
        let cases = [
            ("0", true),
            ("-0", true),
            ("12.500000", true),
            ("-5", true),
            ("1.0E-6", true),
            ("1e5", true),
            ("1E+5", true),
            ("-1.5e-12", true),
            ("007.10", true),
            ("", false),
            ("-", false),
            ("--1", false),
            ("+1", false),
            (".5", false),
            ("5.", false),
            ("1.e5", false),
            ("1e", false),
            ("1e+", false),
            ("1e+-5", false),
            ("1e5.0", false),
            ("1.2.3", false),
            ("1,5", false),
            (" 1", false),
            ("1 ", false),
            ("1é", false),
            ("e5", false),
            ("-e5", false),
            ("1ee5", false),
            ("0x1", false),
            ("1.5f", false),
        ];
        for (text, is_decimal) in cases {
            assert_eq!(is_printed_decimal(text), is_decimal, "{text:?}");
        }
        println!("{} numbers", cases.len());
    }

    #[test]
    fn given_digits_then_they_are_a_number_as_long_as_it_fits() {
        let cases = [
            ("0", Some(0)),
            ("007", Some(7)),
            ("4294967295", Some(u32::MAX)),
            ("4294967296", None),
            ("42949672950", None),
            ("00000000000000000001", Some(1)),
            ("", None),
            ("-1", None),
            ("+1", None),
            ("1 ", None),
            ("1a", None),
            ("٣", None),
        ];
        for (text, number) in cases {
            assert_eq!(whole(text), number, "{text:?}");
        }
        println!("{} numbers", cases.len());
    }
}
