//! Numbers that look random and are always the same.

/// A splitmix64 generator.
#[derive(Debug)]
pub(crate) struct Dice(u64);

impl Dice {
    /// Dice for one record: neighbours differ, and nothing depends on what was thrown before.
    /// Each seed has a catalogue of its own.
    pub(crate) fn for_record(kind: u64, seed: u32, id: u32) -> Dice {
        Dice(
            kind.wrapping_mul(0x9E37_79B9_7F4A_7C15)
                ^ u64::from(seed).wrapping_mul(0xA24B_AED4_963E_E407)
                ^ u64::from(id).wrapping_mul(0xD1B5_4A32),
        )
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number below `bound`; 0 when there is none.
    pub(crate) fn below(&mut self, bound: u32) -> u32 {
        (self.next() % u64::from(bound.max(1))) as u32
    }

    /// True once in `bound` throws.
    pub(crate) fn one_in(&mut self, bound: u32) -> bool {
        self.below(bound) == 0
    }

    /// One of several things.
    pub(crate) fn pick<'a, T>(&mut self, things: &'a [T]) -> Option<&'a T> {
        things.get(self.below(u32::try_from(things.len()).unwrap_or(0)) as usize)
    }

    /// `length` hexadecimal digits: a hash of nothing.
    pub(crate) fn hex(&mut self, length: usize) -> String {
        self.letters(length, b"0123456789abcdef")
    }

    /// `length` characters out of an alphabet.
    pub(crate) fn letters(&mut self, length: usize, alphabet: &[u8]) -> String {
        (0..length)
            .filter_map(|_| self.pick(alphabet).map(|letter| char::from(*letter)))
            .collect()
    }
}
