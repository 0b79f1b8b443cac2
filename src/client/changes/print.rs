//! Fingerprints.

/// Goes on with a fingerprint (FNV-1a).
pub(super) fn print(before: u32, text: &str) -> u32 {
    let step = |hash: u32, byte| (hash ^ u32::from(byte)).wrapping_mul(16_777_619);
    text.bytes().fold(before ^ 2_166_136_261, step)
}
