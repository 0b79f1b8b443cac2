//! What an answer lacks because the key may not read it.

use json::Value;

use super::catalogue::Need;
use crate::webservice::error::{ErrorKind, Result};

/// Sentences for the one who asked.
#[derive(Debug, Default)]
pub struct Warnings(Vec<String>);

impl Warnings {
    /// What an optional read gave; `None`, with a warning, where the key may not do it.
    ///
    /// # Errors
    /// Every other error: a shop that fails is no shop without data.
    pub fn allow<T>(&mut self, read: Result<T>, need: &Need) -> Result<Option<T>> {
        match read {
            Ok(value) => Ok(Some(value)),
            Err(error) if error.kind() == ErrorKind::Permission => {
                self.0.push(match error.status() {
                    Some(_) => advice(need),
                    // The key may; a call that is held to a customer may not.
                    None => error.message().to_owned(),
                });
                Ok(None)
            }
            Err(error) => Err(error),
        }
    }
}

impl Warnings {
    /// Adds a sentence.
    pub fn say(&mut self, sentence: String) {
        self.0.push(sentence);
    }
}

impl From<Warnings> for Value {
    fn from(warnings: Warnings) -> Value {
        Value::from(warnings.0)
    }
}

/// What is lacking, and which box to tick.
pub fn advice(need: &Need) -> String {
    format!(
        "Without the right {method} on {resource}, {without}. To add it, edit the key under Advanced Parameters > Webservice and tick {method} in the line {resource}.",
        method = need.method.name(),
        resource = need.resource,
        without = need.without.unwrap_or("this does not work"),
    )
}
