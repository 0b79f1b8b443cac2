//! The catalogue as JSON: what agents are told, with the schemas. It is made while the
//! package is built, so none of it is part of the wasm module.

use serde_json::{Value, json};

use super::catalogue::{Declaration, Effect, Need};
use super::schema;

impl Declaration {
    /// The whole description: what it does, what it needs, and an example.
    pub fn full_description(&self) -> String {
        let mut text = self.description.text().to_owned();
        if !self.needs.is_empty() {
            let rights: Vec<String> = self
                .needs
                .iter()
                .map(|need| {
                    let optional = if need.without.is_some() {
                        " (optional)"
                    } else {
                        ""
                    };
                    format!("{} {}{optional}", need.method.name(), need.resource)
                })
                .collect();
            text.push_str(&format!(" Rights of the key: {}.", rights.join(", ")));
        }
        text.push_str(&format!(" Example input: {}", self.example.text()));
        text
    }

    /// The example as what it stands for; `null` where it is no JSON, which the tests rule out.
    fn example_value(&self) -> Value {
        serde_json::from_str(self.example.text()).unwrap_or(Value::Null)
    }

    /// Name, title, description, example, schemas, annotations and needs.
    pub fn to_value(&self) -> Value {
        json!({
            "name": self.name,
            "title": self.title.text(),
            "description": self.full_description(),
            "example": self.example_value(),
            "inputSchema": schema::input(&self.input),
            "outputSchema": schema::output(self.output),
            "annotations": self.effect.annotations(self.title.text()),
            "needs": self.needs.iter().map(|need| need.to_value()).collect::<Vec<Value>>(),
        })
    }
}

impl Effect {
    /// The annotations of the Model Context Protocol. A shop is a closed world.
    fn annotations(self, title: &str) -> Value {
        let writes = self == Effect::Writes;
        json!({
            "title": title,
            "readOnlyHint": !writes,
            "destructiveHint": writes,
            "idempotentHint": true,
            "openWorldHint": false,
        })
    }
}

impl Need {
    fn to_value(self) -> Value {
        json!({
            "resource": self.resource,
            "method": self.method.name(),
            "required": self.without.is_none(),
            "without": self.without,
        })
    }
}

/// The whole catalogue, as the JSON text of an array.
pub fn catalogue_json() -> String {
    let all: Vec<Value> = super::CATALOGUE.iter().map(Declaration::to_value).collect();
    Value::Array(all).to_string()
}
