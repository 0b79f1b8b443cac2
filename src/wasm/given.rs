//! What callers hand over: read off the JavaScript value, with the path of what cannot be.

use json::Value;
use json::javascript::{self, Reason, Step, Unreadable};
use wasm_bindgen::JsValue;

use crate::webservice::Error;

use super::errors::Failure;

/// A kind of value that callers hand over.
#[derive(Debug)]
pub struct Given {
    /// Its name in errors.
    name: &'static str,
    /// Members that only hold others: errors are about the field inside.
    holders: &'static [&'static str],
}

/// The settings of a client.
pub const SETTINGS: Given = named("options");
/// A call of the Webservice.
pub const CALL: Given = Given {
    holders: &["query", "filter"],
    ..named("call")
};
/// The query of a list.
pub const QUERY: Given = Given {
    holders: &["filter"],
    ..named("query")
};
/// The options of a write.
pub const OPTIONS: Given = named("options");
/// The options of a run, but for its signal.
pub const RUN: Given = Given {
    holders: &["onlyCustomer"],
    ..named("options")
};
/// What to look at for changes.
pub const WATCHED: Given = Given {
    holders: &["watched"],
    ..named("options")
};
/// What to change of a record.
pub const CHANGES: Given = named("changes");
/// What to make a record of.
pub const FIELDS: Given = named("fields");
/// The input of an action.
pub const INPUT: Given = named("input");
/// A write whose outcome is not known.
pub const WRITE: Given = named("write");
/// The headers of a response.
pub const HEADERS: Given = named("headers");

const fn named(name: &'static str) -> Given {
    Given { name, holders: &[] }
}

impl Given {
    /// Reads a value; one that is not there is `null`.
    pub fn read(&self, value: &JsValue) -> Result<Value, Failure> {
        self.examine(value)
            .map_err(|unreadable| self.failure(unreadable))
    }

    /// The same of what is told already.
    pub fn read_told(&self, told: &str) -> Result<Value, Failure> {
        javascript::read_told(told).map_err(|unreadable| self.failure(unreadable))
    }

    /// The same, with what is wrong in its place.
    pub fn examine(&self, value: &JsValue) -> Result<Value, Unreadable> {
        match value.is_undefined() {
            true => Ok(Value::Null),
            false => javascript::read(value),
        }
    }

    /// The error for what is no object.
    pub fn no_object(&self) -> Error {
        Error::about(self.name, &["is no object"], "Give fields by name.")
    }

    /// What is wrong, in a sentence.
    pub fn message(&self, unreadable: &Unreadable) -> String {
        let (what, _) = explained(&unreadable.reason);
        self.error(unreadable, what, "").message().to_owned()
    }

    fn failure(&self, unreadable: Unreadable) -> Failure {
        let (what, hint) = explained(&unreadable.reason);
        let error = self
            .error(&unreadable, what, hint)
            .with_field(self.field(&unreadable));
        match unreadable.reason {
            Reason::Threw(thrown) => Failure::caused(error, thrown),
            _ => error.into(),
        }
    }

    fn error(&self, unreadable: &Unreadable, what: &str, hint: &str) -> Error {
        let path = path(&unreadable.path);
        let place = match unreadable.reason {
            // Of a circle the path says nothing.
            Reason::TooDeep | Reason::TooLarge => self.name,
            _ if path.is_empty() => self.name,
            _ => &path,
        };
        Error::about(place, &[what], hint)
    }

    fn field<'u>(&'u self, unreadable: &'u Unreadable) -> &'u str {
        if let Reason::TooDeep | Reason::TooLarge = unreadable.reason {
            return self.name;
        }
        let mut field = self.name;
        for step in &unreadable.path {
            if let Step::Member(name) = step {
                field = name;
            }
            if !self.holders.contains(&field) {
                break;
            }
        }
        field
    }
}

/// `name.fr`, `filter.id[1]`.
fn path(steps: &[Step]) -> String {
    let mut path = String::new();
    for step in steps {
        match step {
            Step::Item(at) => path.push_str(&["[", &at.to_string(), "]"].concat()),
            Step::Member(name) if path.is_empty() => path.push_str(name),
            Step::Member(name) => path.push_str(&[".", name].concat()),
        }
    }
    path
}

const LEAVE_OUT: &str = "Leave it out, or give a value.";
const PLAIN: &str = "Give a text, a number, true, false, a list or a plain object.";

fn explained(reason: &Reason) -> (&'static str, &'static str) {
    match reason {
        Reason::Undefined => ("is undefined", LEAVE_OUT),
        Reason::Function => ("is a function", PLAIN),
        Reason::Symbol => ("is a symbol", PLAIN),
        Reason::NotFinite => ("is no finite number", "Give a number that JSON has."),
        Reason::HalfCharacter => (
            "holds half a character",
            "Cut texts between characters, not between UTF-16 units.",
        ),
        Reason::NoPlainObject => ("is no plain object", PLAIN),
        Reason::Nothing => (
            "stands for nothing by its `toJSON`, as an invalid date does",
            LEAVE_OUT,
        ),
        Reason::TooDeep => (
            "is nested too deeply, or goes round in a circle",
            "Give what belongs to the call alone.",
        ),
        Reason::TooLarge => (
            "has too many parts",
            "Give what belongs to the call alone, or split it.",
        ),
        Reason::Threw(_) => (
            "cannot be read: a getter, a Proxy or its `toJSON` throws",
            "What it threw is the `cause` of this error.",
        ),
    }
}
