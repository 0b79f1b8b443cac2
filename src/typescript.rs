//! The TypeScript of the package, made from the declarations. Native only: the build writes
//! it to files, and nothing of it is in the WebAssembly.

/// The types of the resources, their filters and their `display`.
pub fn resources() -> String {
    resources::typescript::source()
}

/// The class with a property for each declared resource.
pub fn client() -> String {
    resources::typescript::client()
}

/// The types and the catalogue of the actions.
pub fn actions() -> String {
    crate::actions::typescript::typescript()
}
