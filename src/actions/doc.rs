//! What is said about a declaration.

/// A text, or a figure, for those who read schemas, types and the catalogue. These are made
/// natively: in the wasm module nobody reads it, so it is not there.
#[derive(Clone, Copy, Debug)]
pub struct Doc<T: Copy = &'static str>(
    #[cfg(not(target_arch = "wasm32"))] T,
    #[cfg(target_arch = "wasm32")] std::marker::PhantomData<T>,
);

impl<T: Copy> Doc<T> {
    /// That text or figure.
    pub const fn new(said: T) -> Self {
        #[cfg(target_arch = "wasm32")]
        let _ = said;
        Doc(
            #[cfg(not(target_arch = "wasm32"))]
            said,
            #[cfg(target_arch = "wasm32")]
            std::marker::PhantomData,
        )
    }

    /// The text or figure.
    #[cfg(not(target_arch = "wasm32"))]
    pub const fn get(self) -> T {
        self.0
    }
}

impl Doc {
    /// The text.
    #[cfg(not(target_arch = "wasm32"))]
    pub const fn text(self) -> &'static str {
        self.0
    }
}
