//! Whole numbers as text.

/// The number that digits, and nothing else, stand for.
pub(crate) fn number(digits: &str) -> Option<u32> {
    let is_number = digits.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| digits.parse().ok())?
}
