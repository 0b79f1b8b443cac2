//! Problems of an input, each with its place, so that forms can show it beside the field.

use crate::webservice::names::shown;

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where: a parameter, and within it the language of a text. Empty for the whole input.
    pub path: Vec<String>,
    /// What, in a sentence that names the place.
    pub message: String,
}

impl Problem {
    /// A problem with the whole input. The sentence is given without its full stop, here as below.
    pub fn of_all(message: &str) -> Problem {
        Problem::at(&[], message)
    }

    /// A problem with a parameter.
    pub fn of(name: &str, message: &str) -> Problem {
        Problem::at(&[name], message)
    }

    /// A problem with the text of a language.
    pub fn of_language(name: &str, language: &str, message: &str) -> Problem {
        Problem::at(&[name, language], message)
    }

    fn at(path: &[&str], message: &str) -> Problem {
        Problem {
            path: path.iter().map(|name| (*name).to_owned()).collect(),
            message: [message, "."].concat(),
        }
    }

    /// The parameter as an error may repeat it.
    pub fn field(&self) -> Option<String> {
        self.path.first().map(|name| shown(name))
    }
}
