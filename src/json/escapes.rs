//! Where a text holds what JSON escapes.

/// The first place of a quote, a backslash or a control character.
#[inline]
pub(super) fn first_to_escape(bytes: &[u8]) -> Option<usize> {
    let (words, rest) = bytes.as_chunks::<8>();
    let mut at = 0_usize;
    for word in words {
        if let Some(place) = place(u64::from_le_bytes(*word)) {
            return at.checked_add(place);
        }
        at = at.saturating_add(8);
    }
    // What is left is looked at together with some that was.
    if let Some(last) = bytes.last_chunk::<8>() {
        let place = place(u64::from_le_bytes(*last))?;
        return bytes.len().saturating_sub(8).checked_add(place);
    }
    rest.iter().position(|byte| escaped(*byte))
}

const fn escaped(byte: u8) -> bool {
    byte < 0x20 || byte == b'"' || byte == b'\\'
}

const fn each(byte: u8) -> u64 {
    u64::from_le_bytes([byte; 8])
}

/// The first of eight bytes that is escaped. Each difference borrows from the byte above only where
/// its own is marked, so the lowest mark is right.
#[inline]
fn place(word: u64) -> Option<usize> {
    let controls = word.wrapping_sub(each(0x20));
    let quotes = (word ^ each(b'"')).wrapping_sub(each(1));
    let backslashes = (word ^ each(b'\\')).wrapping_sub(each(1));
    let marks = (controls | quotes | backslashes) & !word & each(0x80);
    match marks {
        0 => None,
        marks => usize::try_from(marks.trailing_zeros() / 8).ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn given_any_two_bytes_at_any_places_then_the_first_to_escape_is_found() {
        let mut cases = 0;
        let odd = [
            0, 1, 9, 0x1f, 0x20, 0x21, b'"', b'#', b'[', b'\\', b']', 0x7f, 0x80, 0xa2, 0xdc, 0xff,
        ];
        for length in 0..26 {
            for one in 0..length {
                for (byte, other) in odd.iter().flat_map(|one| odd.map(|other| (*one, other))) {
                    let mut text = vec![b'a'; length];
                    text[one] = byte;
                    let behind = (one * 7 + 3) % length;
                    text[behind] = other;
                    let first = text.iter().position(|byte| escaped(*byte));
                    assert_eq!(first_to_escape(&text), first, "{text:?}");
                    cases += 1;
                }
            }
        }
        println!("{cases} texts");
    }
}
