//! Where a text stands in bytes.

/// The first place of `needle`, which best begins with a byte that is rare in them.
pub fn find(bytes: &[u8], needle: &[u8]) -> Option<usize> {
    places(bytes, needle).next()
}

/// Every place of `needle`, overlapping ones too.
pub fn places(bytes: &[u8], needle: &[u8]) -> impl Iterator<Item = usize> {
    let first = needle.first().copied().unwrap_or_default();
    memchr::memchr_iter(first, bytes).filter(move |at| {
        let rest = bytes.get(*at..);
        rest.is_some_and(|rest| rest.starts_with(needle))
    })
}
