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
    /// Languages of one field.
    pub languages: usize,
    /// Elements of one record that its resource does not declare, of a schema, or of
    /// the list of rights. A large document may hold more: one for each 48 of its bytes,
    /// which is less than a shop needs to write one.
    pub undeclared: usize,
}

impl Limits {
    /// Far above what a shop sends: 2,000 full products are 16 MB.
    pub const DEFAULT: Limits = Limits {
        bytes: 128 << 20,
        depth: 32,
        tag: 16 << 10,
        records: 500_000,
        languages: 1_000,
        undeclared: 4_096,
    };

    /// None, for what is read a second time.
    pub(super) const NONE: Limits = Limits {
        bytes: usize::MAX,
        depth: usize::MAX,
        tag: usize::MAX,
        records: usize::MAX,
        languages: usize::MAX,
        undeclared: usize::MAX,
    };

    /// How many undeclared elements a document of that many bytes may hold in one record.
    pub fn undeclared_in(&self, bytes: usize) -> usize {
        self.undeclared.saturating_add(bytes / 48)
    }
}

impl Default for Limits {
    fn default() -> Self {
        Limits::DEFAULT
    }
}
