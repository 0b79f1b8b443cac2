//! SHA-1, for `Content-Sha1`: a fingerprint of an answer, not a protection of anything.

/// The hash as 40 hexadecimal digits.
pub(crate) fn hex(data: &[u8]) -> String {
    let mut state: [u32; 5] = [
        0x6745_2301,
        0xEFCD_AB89,
        0x98BA_DCFE,
        0x1032_5476,
        0xC3D2_E1F0,
    ];
    let (blocks, rest) = data.as_chunks::<64>();
    for block in blocks {
        absorb(&mut state, block);
    }
    // The end: a 1 bit, zeros, and the length in bits.
    let mut tail = rest.to_vec();
    tail.push(0x80);
    while tail.len() % 64 != 56 {
        tail.push(0);
    }
    tail.extend_from_slice(&(data.len() as u64).wrapping_mul(8).to_be_bytes());
    for block in tail.as_chunks::<64>().0 {
        absorb(&mut state, block);
    }
    state.iter().map(|word| format!("{word:08x}")).collect()
}

fn absorb(state: &mut [u32; 5], block: &[u8; 64]) {
    let mut words = [0_u32; 16];
    for (word, bytes) in words.iter_mut().zip(block.as_chunks::<4>().0) {
        *word = u32::from_be_bytes(*bytes);
    }
    let [mut a, mut b, mut c, mut d, mut e] = *state;
    for round in 0..80_usize {
        // Only the last sixteen words are ever needed.
        let at = |back: usize| (round + 16 - back) % 16;
        let word = if round < 16 {
            read(&words, round)
        } else {
            let mixed = read(&words, at(3))
                ^ read(&words, at(8))
                ^ read(&words, at(14))
                ^ read(&words, at(16));
            mixed.rotate_left(1)
        };
        if let Some(slot) = words.get_mut(round % 16) {
            *slot = word;
        }
        let (mix, constant) = match round / 20 {
            0 => ((b & c) | (!b & d), 0x5A82_7999),
            1 => (b ^ c ^ d, 0x6ED9_EBA1),
            2 => ((b & c) | (b & d) | (c & d), 0x8F1B_BCDC),
            _ => (b ^ c ^ d, 0xCA62_C1D6),
        };
        let next = a
            .rotate_left(5)
            .wrapping_add(mix)
            .wrapping_add(e)
            .wrapping_add(constant)
            .wrapping_add(word);
        (e, d, c, b, a) = (d, c, b.rotate_left(30), a, next);
    }
    for (held, new) in state.iter_mut().zip([a, b, c, d, e]) {
        *held = held.wrapping_add(new);
    }
}

fn read(words: &[u32; 16], at: usize) -> u32 {
    words.get(at % 16).copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_that_of_the_standard() {
        let cases = [
            ("", "da39a3ee5e6b4b0d3255bfef95601890afd80709"),
            ("abc", "a9993e364706816aba3e25717850c26c9cd0d89d"),
            (
                "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
                "84983e441c3bd26ebaae4aa1f95129e5e54670f1",
            ),
        ];
        for (text, expected) in cases {
            assert_eq!(hex(text.as_bytes()), expected);
        }
        println!("{} hashes", cases.len());
    }
}
