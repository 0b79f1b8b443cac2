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
    let mut rest = words(block).into_iter();
    let mut held = *state;
    turn(&mut held, &mut rest, 0x5A82_7999, |b, c, d| {
        (b & c) | (!b & d)
    });
    turn(&mut held, &mut rest, 0x6ED9_EBA1, |b, c, d| b ^ c ^ d);
    turn(&mut held, &mut rest, 0x8F1B_BCDC, |b, c, d| {
        (b & c) | (b & d) | (c & d)
    });
    turn(&mut held, &mut rest, 0xCA62_C1D6, |b, c, d| b ^ c ^ d);
    for (held, new) in state.iter_mut().zip(held) {
        *held = held.wrapping_add(new);
    }
}

/// The words of a block, and those made of them.
fn words(block: &[u8; 64]) -> [u32; 80] {
    let mut words = [0_u32; 80];
    for (word, bytes) in words.iter_mut().zip(block.as_chunks::<4>().0) {
        *word = u32::from_be_bytes(*bytes);
    }
    for round in 16..80_usize {
        let back = |by: usize| words.get(round - by).copied().unwrap_or(0);
        let mixed = back(3) ^ back(8) ^ back(14) ^ back(16);
        if let Some(word) = words.get_mut(round) {
            *word = mixed.rotate_left(1);
        }
    }
    words
}

/// Twenty rounds, which differ in how they mix.
#[inline(always)]
fn turn(
    state: &mut [u32; 5],
    words: &mut impl Iterator<Item = u32>,
    constant: u32,
    mix: impl Fn(u32, u32, u32) -> u32,
) {
    let [mut a, mut b, mut c, mut d, mut e] = *state;
    for word in words.take(20) {
        let next = a
            .rotate_left(5)
            .wrapping_add(mix(b, c, d))
            .wrapping_add(e)
            .wrapping_add(constant)
            .wrapping_add(word);
        (e, d, c, b, a) = (d, c, b.rotate_left(30), a, next);
    }
    *state = [a, b, c, d, e];
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
