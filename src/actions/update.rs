//! Changes to one record, by what the action's declaration says it writes.

use json::{Map, Value};

use super::catalogue::Declaration;
use super::effect::Writes;
use super::input::{Argument, Input};
use super::{answer, texts, writes};
use crate::client::Client;
use crate::client::transport::Transport;
use crate::webservice::error::Result;

/// Writes the fields that the input names into the record of that id, and says what changed.
///
/// # Errors
/// Those of the write.
pub async fn update<T: Transport>(
    client: &Client<T>,
    input: &Input,
    declaration: &Declaration,
    id: u32,
) -> Result<Value> {
    let mut output = answer::blank(declaration.output);
    answer::set(&mut output, "id", id);
    if let Some(declared) = declaration.effect.writes() {
        let usual = texts::usual(client, input);
        let mut given = changes(input, declared, usual.as_deref().unwrap_or_default());
        let options = writes::options(input);
        let resource = declared.resource.name;
        let prepared = client.prepare(resource, id, &given, &options).await?;
        if let (None, Some(lowest)) = (usual, prepared.lowest_language()) {
            given = changes(input, declared, &lowest.to_string());
        }
        let written = client.update_prepared(&prepared, &given, &options).await?;
        writes::fill(&mut output, written);
    }
    Ok(Value::Object(output))
}

/// The fields to change, by their names; a text without a language goes into the `usual` one.
fn changes(input: &Input, declared: &Writes, usual: &str) -> Map {
    let mut changes = Map::new();
    for written in declared.fields {
        let value = match input.get(written.parameter) {
            None | Some(Argument::Words(_)) => continue,
            Some(Argument::Number(number)) => Value::from(*number),
            Some(Argument::Flag(flag)) => Value::from(*flag),
            Some(Argument::Text(text)) => Value::from(text.as_str()),
            Some(Argument::Texts(texts)) => by_language(texts, usual),
        };
        changes.insert(written.field.to_owned(), value);
    }
    changes
}

fn by_language(texts: &[(Option<String>, String)], usual: &str) -> Value {
    let mut given = Map::new();
    for (language, text) in texts {
        let language = language.as_deref().unwrap_or(usual);
        given.insert(language.to_owned(), Value::from(text.as_str()));
    }
    Value::Object(given)
}
