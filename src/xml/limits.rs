//! Bounds on what an answer may hold, so that no answer can exhaust its reader.

/// What is read at the most; past it an answer is refused, never cut.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Bytes of one answer.
    pub bytes: usize,
    /// Elements inside elements.
    pub depth: usize,
    /// Bytes of an element's name and attributes together.
    pub tag: usize,
    /// Records of one list.
    pub records: usize,
    /// Elements of one record that its resource does not declare.
    pub undeclared: usize,
}

impl Limits {
    /// Far above what a shop sends: 2,000 full products are 16 MB.
    pub const DEFAULT: Limits = Limits {
        bytes: 128 << 20,
        depth: 32,
        tag: 16 << 10,
        records: 500_000,
        undeclared: 4_096,
    };
}

impl Default for Limits {
    fn default() -> Self {
        Limits::DEFAULT
    }
}
