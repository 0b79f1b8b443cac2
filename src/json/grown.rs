//! Text that grows by many short pieces.

use std::ops::Range;

/// A text. In WebAssembly each piece that a `String` takes is a call that copies bytes, which for
/// short ones takes longer than all else that is done to them.
#[derive(Debug, Default)]
pub(super) struct Grown(Vec<u8>);

/// From here on one call copies faster.
const LONG: usize = 128;

impl Grown {
    pub(super) fn with_capacity(bytes: usize) -> Self {
        Grown(Vec::with_capacity(bytes))
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    pub(super) fn last(&self) -> Option<u8> {
        self.0.last().copied()
    }

    /// How many bytes fit in without moving the text.
    pub(super) fn spare(&self) -> usize {
        self.0.capacity().saturating_sub(self.0.len())
    }

    pub(super) fn reserve(&mut self, bytes: usize) {
        self.0.reserve(bytes);
    }

    pub(super) fn reserve_exact(&mut self, bytes: usize) {
        self.0.reserve_exact(bytes);
    }

    /// Takes back what came since the text had that length, which it had.
    pub(super) fn truncate(&mut self, length: usize) {
        const CONTINUED: u8 = 0b1100_0000;
        let behind = self.0.get(length);
        if behind.is_some_and(|byte| byte & CONTINUED != 0b1000_0000) {
            self.0.truncate(length);
        }
    }

    /// Adds a letter of ASCII.
    #[inline]
    pub(super) fn letter(&mut self, letter: u8) {
        self.0.push(letter & 0x7f);
    }

    #[inline]
    pub(super) fn push(&mut self, piece: &str) {
        let bytes = piece.as_bytes();
        if bytes.len() >= LONG {
            return self.0.extend_from_slice(bytes);
        }
        let (chunks, rest) = bytes.as_chunks::<16>();
        for chunk in chunks {
            self.0.extend_from_slice(chunk);
        }
        // What is left is copied together with some that was.
        match rest.len() {
            0 => {}
            left @ 1.. if let Some(last) = bytes.last_chunk::<16>() => self.overlap(last, left),
            left @ 8.. => {
                self.0
                    .extend_from_slice(rest.first_chunk::<8>().unwrap_or(&[0; 8]));
                self.overlap(
                    rest.last_chunk::<8>().unwrap_or(&[0; 8]),
                    left.saturating_sub(8),
                );
            }
            left @ 4.. => {
                self.0
                    .extend_from_slice(rest.first_chunk::<4>().unwrap_or(&[0; 4]));
                self.overlap(
                    rest.last_chunk::<4>().unwrap_or(&[0; 4]),
                    left.saturating_sub(4),
                );
            }
            _ => rest.iter().for_each(|byte| self.0.push(*byte)),
        }
    }

    /// Adds the last bytes of a piece, of which all but so many are there.
    #[inline]
    fn overlap<const N: usize>(&mut self, last: &[u8; N], left: usize) {
        let again = N.saturating_sub(left);
        self.0.truncate(self.0.len().saturating_sub(again));
        self.0.extend_from_slice(last);
    }

    /// What stands in a range of whole characters.
    pub(super) fn part(&self, range: Range<usize>) -> &str {
        let bytes = self.0.get(range).unwrap_or_default();
        str::from_utf8(bytes).unwrap_or_default()
    }

    pub(super) fn into_string(self) -> String {
        // Whole texts and letters of ASCII were added, and only whole characters taken back.
        String::from_utf8(self.0).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn given_pieces_of_each_length_when_added_then_the_text_is_that_of_a_string() {
        let source: String = "aé€😀0123456789\n".chars().cycle().take(400).collect();
        let mut cases = 0;
        let is_whole = |at: &usize| source.is_char_boundary(*at);
        for from in (0..40).filter(is_whole) {
            let mut whole = (Grown::default(), String::new());
            for piece in (from..300)
                .filter(is_whole)
                .filter_map(|to| source.get(from..to))
            {
                let mut grown = Grown::default();
                grown.letter(b'[');
                grown.push(piece);
                grown.letter(b',');
                assert_eq!(grown.into_string(), format!("[{piece},"));
                whole.0.push(piece);
                whole.1.push_str(piece);
                cases += 1;
            }
            assert_eq!(whole.0.into_string(), whole.1);
        }
        println!("{cases} pieces");
    }

    #[test]
    fn given_a_length_inside_a_character_when_taken_back_then_nothing_is() {
        let mut grown = Grown::default();
        grown.push("é");
        for length in [1, 2, 3] {
            grown.truncate(length);
            assert_eq!(grown.part(0..grown.len()), "é");
            assert_eq!(grown.part(1..2), "");
        }
        grown.truncate(0);
        assert_eq!(grown.into_string(), "");
    }
}
