//! What JavaScript threw while a call was under way, to be the `cause` of the error that it ends with.

use std::cell::Cell;
use std::rc::Rc;

use wasm_bindgen::JsValue;
use web_sys::AbortSignal;

use crate::webservice::Error;
use crate::webservice::error::ErrorKind;

use super::body::{get, words};
use super::stop::is_aborted;

/// What was thrown during one call. Clones share it.
#[derive(Clone, Default)]
pub struct Causes(Rc<Cell<Vec<Thrown>>>);

struct Thrown {
    words: String,
    /// Whether a write was under way.
    by_write: bool,
    value: JsValue,
}

impl std::fmt::Debug for Causes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Causes")
    }
}

impl Causes {
    /// Keeps what was thrown, and gives its words.
    pub fn keep(&self, value: JsValue, by_write: bool) -> String {
        let words = words(&value);
        let mut all = self.0.take();
        all.push(Thrown {
            words: words.clone(),
            by_write,
            value,
        });
        self.0.set(all);
        words
    }

    /// The cause of an error; `undefined` where nothing was thrown.
    pub fn of(&self, error: &Error, signal: Option<&AbortSignal>) -> JsValue {
        let all = self.0.take();
        // Requests of one call may fail side by side; the error has the words of its own cause.
        let told = |one: &&Thrown| error.message().contains(&one.words);
        let mut last = all.iter().rev();
        let cause = match error.kind() {
            ErrorKind::Network | ErrorKind::Aborted => last.find(told),
            ErrorKind::OutcomeUnknown => last.find(|one| one.by_write),
            _ => None,
        };
        match (cause, error.kind(), signal) {
            (Some(cause), ..) => cause.value.clone(),
            (None, ErrorKind::Aborted, Some(signal)) if is_aborted(signal) => get(signal, "reason"),
            _ => JsValue::UNDEFINED,
        }
    }
}
