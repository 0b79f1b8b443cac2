//! TypeScript of the catalogue.

/// TypeScript of the catalogue.
pub fn typescript() -> String {
    String::new()
}
