//! Words about a declaration.

/// A text for those who read schemas, types and the catalogue. These are made natively:
/// in the wasm module nobody reads it, so it is not there.
#[derive(Clone, Copy, Debug)]
pub struct Doc(#[cfg(not(target_arch = "wasm32"))] &'static str);

impl Doc {
    /// The text.
    pub const fn new(text: &'static str) -> Self {
        #[cfg(target_arch = "wasm32")]
        let _ = text;
        Doc(
            #[cfg(not(target_arch = "wasm32"))]
            text,
        )
    }

    /// The text.
    #[cfg(not(target_arch = "wasm32"))]
    pub const fn text(self) -> &'static str {
        self.0
    }
}
