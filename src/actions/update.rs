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
/// Those of the languages, where a text needs one, and of the write.
pub async fn update<T: Transport>(
    client: &Client<T>,
    input: &Input,
    declaration: &Declaration,
    id: u32,
) -> Result<Value> {
    let mut output = answer::blank(declaration.output);
    answer::set(&mut output, "id", id);
    if let Some(declared) = declaration.effect.writes() {
        let changes = changes(client, input, declared).await?;
        let options = writes::options(input);
        let resource = declared.resource.name;
        let written = client.update(resource, id, &changes, &options).await?;
        writes::fill(&mut output, written);
    }
    Ok(Value::Object(output))
}

/// The fields to change, by their names.
async fn changes<T: Transport>(
    client: &Client<T>,
    input: &Input,
    declared: &Writes,
) -> Result<Map> {
    let mut changes = Map::new();
    for written in declared.fields {
        let value = match input.get(written.parameter) {
            None | Some(Argument::Words(_)) => continue,
            Some(Argument::Number(number)) => Value::from(*number),
            Some(Argument::Flag(flag)) => Value::from(*flag),
            Some(Argument::Text(text)) => Value::from(text.as_str()),
            Some(Argument::Texts(texts)) => by_language(client, input, texts).await?,
        };
        changes.insert(written.field.to_owned(), value);
    }
    Ok(changes)
}

/// Texts by language; one without a language goes into the one the input or the client names.
async fn by_language<T: Transport>(
    client: &Client<T>,
    input: &Input,
    texts: &[(Option<String>, String)],
) -> Result<Value> {
    let mut given = Map::new();
    for (language, text) in texts {
        let language = match language {
            Some(language) => language.clone(),
            None => texts::usual(client, input).await?,
        };
        given.insert(language, Value::from(text.as_str()));
    }
    Ok(Value::Object(given))
}
