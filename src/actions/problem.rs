//! Problems of an input, each with its place, so that forms can show it beside the field.

use crate::webservice::names::shown;

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where: a parameter, and within it the language of a text. Empty for the whole input.
    pub path: Vec<String>,
    /// What, in words that name the place.
    pub message: String,
}

impl Problem {
    /// A problem with the whole input.
    pub fn of_all(message: String) -> Problem {
        let path = Vec::new();
        Problem { path, message }
    }

    /// A problem with a parameter.
    pub fn of(name: &str, message: String) -> Problem {
        let path = vec![name.to_owned()];
        Problem { path, message }
    }

    /// The parameter as an error may repeat it.
    pub fn field(&self) -> Option<String> {
        self.path.first().map(|name| shown(name))
    }
}
