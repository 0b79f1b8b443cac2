//! Reads the input of an action by its declaration, and reports every problem at once.

use json::{Map, Value};

use super::argument::{argument, kind_of};
use super::catalogue::Declaration;
use super::parameter::Parameters;
use super::problem::Problem;
use crate::webservice::error::{Error, ErrorKind, Result};
use crate::webservice::names::shown;

pub use super::argument::Argument;

/// A checked input.
#[derive(Clone, Debug, Default)]
pub struct Input {
    arguments: Vec<(&'static str, Argument)>,
    /// The catalogue it was given to, for an action that is about the others.
    pub catalogue: &'static [Declaration],
}

/// How an input names a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sought<'a> {
    /// Its id.
    Id(u32),
    /// A text that several records may share.
    Text(&'a str),
}

impl Input {
    /// Reads an input; `null` is one without anything.
    ///
    /// # Errors
    /// One `InvalidRequest` with every problem; its field is the first one's.
    pub fn read(declaration: &Declaration, input: &Value) -> Result<Input> {
        Input::check(&declaration.input, input).map_err(|problems| {
            let all: Vec<&str> = problems.iter().map(|one| one.message.as_str()).collect();
            let error = Error::new(ErrorKind::InvalidRequest, all.join(" "))
                .with_hint(takes(&declaration.input));
            match problems.first().and_then(Problem::field) {
                Some(field) => error.with_field(field),
                None => error,
            }
        })
    }

    /// The same, with each problem in its place.
    ///
    /// # Errors
    /// Every problem; there is at least one.
    pub fn check(parameters: &Parameters, input: &Value) -> Result<Input, Vec<Problem>> {
        let empty = Map::new();
        let given = match input {
            Value::Object(given) => given,
            Value::Null => &empty,
            other => {
                let message = format!("`input` must be an object, not {}", kind_of(other));
                return Err(vec![Problem::of_all(&message)]);
            }
        };
        let mut problems = unknown_parameters(parameters, given);
        let mut arguments = Vec::new();
        for parameter in parameters.all {
            match argument(parameter, given.get(parameter.name)) {
                Ok(argument) => arguments.extend(argument.map(|one| (parameter.name, one))),
                Err(found) => problems.extend(found),
            }
        }
        problems.extend(choice(parameters, given));
        problems.extend(nothing(parameters, given));
        match problems.is_empty() {
            true => Ok(Input {
                arguments,
                catalogue: &[],
            }),
            false => Err(problems),
        }
    }

    /// All that was given, or has a value when it is not given.
    pub fn given(&self) -> impl Iterator<Item = (&'static str, &Argument)> {
        self.arguments.iter().map(|(name, value)| (*name, value))
    }

    /// The value of a parameter; `None` where it was left out.
    pub fn get(&self, name: &str) -> Option<&Argument> {
        self.arguments
            .iter()
            .find(|(one, _)| *one == name)
            .map(|(_, argument)| argument)
    }

    /// A number.
    pub fn number(&self, name: &str) -> Option<u32> {
        match self.get(name) {
            Some(Argument::Number(number)) => Some(*number),
            _ => None,
        }
    }

    /// A text; empty where it was left out.
    pub fn text(&self, name: &str) -> &str {
        match self.get(name) {
            Some(Argument::Text(text)) => text,
            _ => "",
        }
    }

    /// Whether a flag is set.
    pub fn flag(&self, name: &str) -> bool {
        matches!(self.get(name), Some(Argument::Flag(true)))
    }

    /// A flag that means something else when it is not given.
    pub fn yes_or_no(&self, name: &str) -> Option<bool> {
        match self.get(name) {
            Some(Argument::Flag(flag)) => Some(*flag),
            _ => None,
        }
    }

    /// A text; `None` where it was left out.
    pub fn given_text(&self, name: &str) -> Option<&str> {
        match self.get(name) {
            Some(Argument::Text(text)) => Some(text),
            _ => None,
        }
    }

    /// Some of the words of the parameter; none where it was left out.
    pub fn words(&self, name: &str) -> &[&'static str] {
        match self.get(name) {
            Some(Argument::Words(words)) => words,
            _ => &[],
        }
    }

    /// Texts by language; none where the parameter was left out.
    pub fn texts(&self, name: &str) -> Option<&[(Option<String>, String)]> {
        match self.get(name) {
            Some(Argument::Texts(texts)) => Some(texts),
            _ => None,
        }
    }

    /// The `id`, else the text `other`.
    pub fn sought(&self, other: &str) -> Sought<'_> {
        match self.number("id") {
            Some(id) => Sought::Id(id),
            None => Sought::Text(self.text(other)),
        }
    }
}

fn unknown_parameters(parameters: &Parameters, given: &Map) -> Vec<Problem> {
    given
        .keys()
        .filter(|name| parameters.find(name).is_none())
        .map(|name| {
            let message = format!("`{}` is no property of the input", shown(name));
            Problem::of(name, &message)
        })
        .collect()
}

fn is_given(given: &Map, name: &str) -> bool {
    given.get(name).is_some_and(|value| *value != Value::Null)
}

fn choice(parameters: &Parameters, given: &Map) -> Option<Problem> {
    let (one, other) = parameters.either?;
    let message = match (is_given(given, one), is_given(given, other)) {
        (true, true) => format!("Give either `{one}` or `{other}`, not both"),
        (false, false) => format!("`{one}` or `{other}` is missing"),
        _ => return None,
    };
    Some(Problem::of(one, &message))
}

fn nothing(parameters: &Parameters, given: &Map) -> Option<Problem> {
    let field = parameters.some.first()?;
    let has_some = parameters.some.iter().any(|name| is_given(given, name));
    (!has_some).then(|| {
        let message = format!("Give at least one of `{}`", parameters.some.join("`, `"));
        Problem::of(field, &message)
    })
}

fn takes(parameters: &Parameters) -> String {
    let is_choice = |name| {
        parameters
            .either
            .is_some_and(|(one, other)| name == one || name == other)
    };
    let others = parameters
        .all
        .iter()
        .filter(|one| !is_choice(one.name))
        .map(|one| match one.required {
            true => one.name.to_owned(),
            false => format!("{} (optional)", one.name),
        });
    let either = parameters
        .either
        .map(|(one, other)| format!("either {one} or {other}"));
    let all: Vec<String> = either.into_iter().chain(others).collect();
    match all.is_empty() {
        true => "It takes no input.".to_owned(),
        false => format!("It takes: {}.", all.join(", ")),
    }
}
