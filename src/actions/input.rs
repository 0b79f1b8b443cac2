//! Reads the input of an action by its declaration, and reports every problem at once.

use json::{Map, Value};

use super::catalogue::Declaration;
use super::parameter::{
    Kind, MAX_EMAIL, MAX_LABEL, MAX_LANGUAGE, MAX_LIMIT, MAX_REFERENCE, MAX_TEXT, Parameter,
    Parameters, TOKEN_LENGTH,
};
use super::problem::Problem;
use crate::webservice::document::is_token;
use crate::webservice::error::{Error, ErrorKind, Result};
use crate::webservice::names::shown;
use crate::webservice::rules::is_email;

/// A checked input.
#[derive(Clone, Debug, Default)]
pub struct Input {
    arguments: Vec<(&'static str, Argument)>,
    /// The catalogue it was given to, for an action that is about the others.
    pub catalogue: &'static [Declaration],
}

/// One checked value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Argument {
    /// An id or a count.
    Number(u32),
    /// A text, trimmed if spaces around it mean nothing.
    Text(String),
    /// `true` or `false`.
    Flag(bool),
    /// Texts with their languages; a single text may have none.
    Texts(Vec<(Option<String>, String)>),
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

fn choice(parameters: &Parameters, given: &Map) -> Option<Problem> {
    let (one, other) = parameters.either?;
    let message = match (given.contains_key(one), given.contains_key(other)) {
        (true, true) => format!("Give either `{one}` or `{other}`, not both"),
        (false, false) => format!("`{one}` or `{other}` is missing"),
        _ => return None,
    };
    Some(Problem::of(one, &message))
}

fn nothing(parameters: &Parameters, given: &Map) -> Option<Problem> {
    let field = parameters.some.first()?;
    let has_some = parameters.some.iter().any(|name| given.contains_key(name));
    (!has_some).then(|| {
        let message = format!("Give at least one of `{}`", parameters.some.join("`, `"));
        Problem::of(field, &message)
    })
}

fn argument(
    parameter: &Parameter,
    value: Option<&Value>,
) -> Result<Option<Argument>, Vec<Problem>> {
    let name = parameter.name;
    let Some(value) = value else {
        return match (parameter.kind, parameter.required) {
            (Kind::Limit(usual), _) => Ok(Some(Argument::Number(usual))),
            (_, true) => Err(vec![Problem::of(name, &format!("`{name}` is missing"))]),
            (_, false) => Ok(None),
        };
    };
    let read = match parameter.kind {
        Kind::Id => integer(name, value, u32::MAX),
        Kind::Limit(_) => integer(name, value, MAX_LIMIT),
        Kind::Reference => text(name, value, MAX_REFERENCE),
        Kind::Email => email(name, value),
        Kind::Language => language_name(name, value),
        Kind::Flag => flag(name, value),
        Kind::Line => free_text(name, value).map(|text| Argument::Text(text.to_owned())),
        Kind::Texts => return texts(name, value).map(Some),
        Kind::State if matches!(value, Value::Number(_)) => integer(name, value, u32::MAX),
        Kind::State => text(name, value, MAX_LABEL),
        Kind::Token => token(name, value),
    };
    read.map(Some)
        .map_err(|message| vec![Problem::of(name, &message)])
}

/// A whole number from 1 on. JSON knows no difference between `5` and `5.0`.
fn integer(name: &str, value: &Value, most: u32) -> Result<Argument, String> {
    let Value::Number(number) = value else {
        return Err(format!("`{name}` must be a number, not {}", kind_of(value)));
    };
    let range = match most {
        u32::MAX => "a whole number from 1 on".to_owned(),
        most => format!("a whole number from 1 to {most}"),
    };
    match number.whole().and_then(|number| u32::try_from(number).ok()) {
        Some(number) if (1..=most).contains(&number) => Ok(Argument::Number(number)),
        _ => Err(format!("`{name}` must be {range}, not {value}")),
    }
}

fn text(name: &str, value: &Value, most: usize) -> Result<Argument, String> {
    let Some(text) = value.as_str() else {
        return Err(format!("`{name}` must be a text, not {}", kind_of(value)));
    };
    let text = text.trim();
    if text.is_empty() {
        return Err(format!("`{name}` is empty"));
    }
    if text.chars().count() > most {
        return Err(format!("`{name}` has more than {most} characters"));
    }
    if text.chars().any(char::is_control) {
        return Err(format!("`{name}` has a control character"));
    }
    Ok(Argument::Text(text.to_owned()))
}

fn flag(name: &str, value: &Value) -> Result<Argument, String> {
    match value {
        Value::Bool(value) => Ok(Argument::Flag(*value)),
        other => Err(format!(
            "`{name}` must be true or false, not {}",
            kind_of(other)
        )),
    }
}

/// A text as it is: spaces and line ends may be intended.
fn free_text<'v>(name: &str, value: &'v Value) -> Result<&'v str, String> {
    match value.as_str() {
        None => Err(format!("`{name}` must be a text, not {}", kind_of(value))),
        Some(text) if text.len() > MAX_TEXT as usize => Err(format!("`{name}` is too long")),
        Some(text) => Ok(text),
    }
}

fn texts(name: &str, value: &Value) -> Result<Argument, Vec<Problem>> {
    let one = |message: String| vec![Problem::of(name, &message)];
    let Value::Object(by_language) = value else {
        let expected = |message: String| format!("{message}, or an object of texts by language");
        let text = free_text(name, value).map_err(|message| one(expected(message)))?;
        return Ok(Argument::Texts(vec![(None, text.to_owned())]));
    };
    if by_language.is_empty() {
        return Err(one(format!("`{name}` has no language")));
    }
    let mut texts = Vec::new();
    let mut problems = Vec::new();
    for (language, value) in by_language.iter() {
        match free_text(&format!("{name}.{}", shown(language)), value) {
            Ok(text) => texts.push((Some(language.to_owned()), text.to_owned())),
            Err(message) => problems.push(Problem::of_language(name, language, &message)),
        }
    }
    match problems.is_empty() {
        true => Ok(Argument::Texts(texts)),
        false => Err(problems),
    }
}

fn email(name: &str, value: &Value) -> Result<Argument, String> {
    let read = text(name, value, MAX_EMAIL)?;
    match &read {
        Argument::Text(text) if is_email(text) => Ok(read),
        _ => Err(format!("`{name}` is no e-mail address")),
    }
}

fn token(name: &str, value: &Value) -> Result<Argument, String> {
    let read = text(name, value, TOKEN_LENGTH)?;
    match &read {
        Argument::Text(text) if is_token(text) => Ok(read),
        _ => Err(format!("`{name}` is no token of a preview")),
    }
}

fn language_name(name: &str, value: &Value) -> Result<Argument, String> {
    if matches!(value, Value::Number(_)) {
        return integer(name, value, u32::MAX);
    }
    if value.as_str().is_none() {
        return Err(format!(
            "`{name}` must be an id or an ISO code, not {}",
            kind_of(value)
        ));
    }
    text(name, value, MAX_LANGUAGE)
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

fn kind_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}
