//! Bytes compared and searched eight at once. In WebAssembly a comparison of texts whose length is
//! not fixed is a call of a loop over bytes.

/// So many bytes are searched here; vectors do it faster in longer texts.
const SHORT: usize = 64;

/// Whether two texts are the same.
#[inline]
pub fn same(one: &[u8], other: &[u8]) -> bool {
    if one.len() != other.len() {
        return false;
    }
    let pairs = one.as_chunks::<8>().0.iter().zip(other.as_chunks::<8>().0);
    if !pairs.into_iter().all(|(one, other)| one == other) {
        return false;
    }
    // What is left is looked at together with some that was.
    if let (Some(one), Some(other)) = (one.last_chunk::<8>(), other.last_chunk()) {
        return one == other;
    }
    match (one.first_chunk::<4>(), other.first_chunk()) {
        (Some(start), Some(of_other)) => {
            start == of_other && one.last_chunk::<4>() == other.last_chunk()
        }
        _ => one.iter().zip(other).all(|(one, other)| one == other),
    }
}

/// The place behind `word`, if that stands at a place.
#[inline]
pub(super) fn behind(bytes: &[u8], at: usize, word: &[u8]) -> Option<usize> {
    let end = at.checked_add(word.len())?;
    same(bytes.get(at..end)?, word).then_some(end)
}

/// Marks in each byte of a word that is zero: the lowest mark is right, and above a right one some
/// may be wrong.
const fn zeros(word: u64) -> u64 {
    const ONES: u64 = u64::from_le_bytes([0x01; 8]);
    const HIGH: u64 = u64::from_le_bytes([0x80; 8]);
    word.wrapping_sub(ONES) & !word & HIGH
}

/// The first place of either byte, from a place on.
#[inline]
pub(super) fn either(bytes: &[u8], from: usize, [one, other]: [u8; 2]) -> Option<usize> {
    let masks = [u64::from_le_bytes([one; 8]), u64::from_le_bytes([other; 8])];
    let rest = bytes.get(from..)?;
    let words = rest.as_chunks::<8>().0;
    let mut at = from;
    for word in words.iter().take(SHORT / 8) {
        let word = u64::from_le_bytes(*word);
        let marks = zeros(word ^ masks[0]) | zeros(word ^ masks[1]);
        if marks != 0 {
            // At the most 7.
            return at.checked_add(usize::try_from(marks.trailing_zeros() / 8).unwrap_or(0));
        }
        at = at.saturating_add(8);
    }
    memchr::memchr2(one, other, bytes.get(at..)?).map(|found| found.saturating_add(at))
}
