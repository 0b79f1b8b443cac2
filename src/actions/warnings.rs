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
                match error.status() {
                    Some(_) => self.lack(need),
                    // The key may; a call that is held to a customer may not.
                    None => self.0.push(error.message().to_owned()),
                }
                Ok(None)
            }
            Err(error) => Err(error),
        }
    }

    /// The same for a read that nobody made if it gave `None`, because the key's rights do not have it.
    ///
    /// # Errors
    /// Every other error.
    pub fn told<T>(&mut self, read: Result<Option<T>>, need: &Need) -> Result<Option<T>> {
        let read = self.allow(read, need)?;
        if let Some(None) = read {
            self.lack(need);
        }
        Ok(read.flatten())
    }

    /// The sentences.
    pub fn into_texts(self) -> Vec<String> {
        self.0
    }

    /// Adds those of another part of the answer.
    pub fn append(&mut self, mut others: Warnings) {
        self.0.append(&mut others.0);
    }

    /// Says what is lacking without a right, once.
    pub fn lack(&mut self, need: &Need) {
        let lacking = advice(need);
        if !self.0.contains(&lacking) {
            self.0.push(lacking);
        }
    }

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
