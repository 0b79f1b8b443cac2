//! Numbers as text, in base 36.

/// How many digits there are.
pub(super) const RADIX: u32 = 36;

/// Writes numbers, each with a full stop behind it.
#[derive(Debug, Default)]
pub(super) struct Body(pub String);

impl Body {
    /// A whole number.
    pub fn number(&mut self, mut number: u64) {
        let end = self.0.len();
        loop {
            let digit = number.checked_rem(RADIX.into()).unwrap_or_default();
            let digit = char::from_digit(digit as u32, RADIX).unwrap_or_default();
            self.0.insert(end, digit);
            number = number.checked_div(RADIX.into()).unwrap_or_default();
            if number == 0 {
                break;
            }
        }
        self.0.push('.');
    }

    /// How many follow.
    pub fn count(&mut self, count: usize) {
        self.number(u64::try_from(count).unwrap_or_default());
    }

    /// Small numbers below 0 stay short.
    pub fn signed(&mut self, number: i64) {
        self.number(((number << 1) ^ (number >> 63)).cast_unsigned());
    }
}

/// Reads them.
#[derive(Debug)]
pub(super) struct Numbers<'t>(pub &'t str);

impl Numbers<'_> {
    /// The next one.
    pub fn next(&mut self) -> Option<u64> {
        let (number, rest) = self.0.split_once('.')?;
        self.0 = rest;
        u64::from_str_radix(number, RADIX).ok()
    }

    /// One that may be below 0.
    pub fn signed(&mut self) -> Option<i64> {
        let number = self.next()?;
        Some((number >> 1).cast_signed() ^ (number & 1).cast_signed().wrapping_neg())
    }

    /// An id, or a fingerprint.
    pub fn id(&mut self) -> Option<u32> {
        self.next()?.try_into().ok()
    }
}
