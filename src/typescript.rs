//! The TypeScript of the package, made from the declarations. Native only: the build writes
//! it to files, and nothing of it is in the WebAssembly.

use crate::webservice::error::ErrorKind;

/// The kinds of errors.
pub fn errors() -> String {
    let kinds: Vec<&str> = ErrorKind::ALL.iter().map(|kind| kind.name()).collect();
    let lines = |before: &str, after: &str| -> String {
        let line = |kind: &&str| [before, "\"", kind, "\"", after].concat();
        kinds.iter().map(line).collect()
    };
    [
        "/** The class of an error in one word, for those who switch on it. */\n",
        "export type ErrorKind =",
        &lines("\n  | ", ""),
        ";\n\n/** Every kind of error, for tables that must miss none. */\n",
        "export const ERROR_KINDS: readonly ErrorKind[] = [",
        &lines("\n  ", ","),
        "\n];\n",
    ]
    .concat()
}

/// The types of the resources, their filters and their `display`.
pub fn resources() -> String {
    resources::typescript::source()
}

/// The constructors of rows that come without names.
pub fn rows() -> String {
    resources::typescript::rows()
}

/// The declarations that the package hands to the WebAssembly.
pub fn packed() -> String {
    resources::typescript::packed()
}

/// The class with a property for each declared resource.
pub fn client() -> String {
    resources::typescript::client()
}

/// The names of the actions that only read.
pub fn reading() -> String {
    crate::actions::typescript::reading()
}

/// The class with a signature of `run` for each action.
pub fn run() -> String {
    crate::actions::typescript::signatures()
}

/// The types and the catalogue of the actions.
pub fn actions() -> String {
    crate::actions::typescript::typescript()
}
