//! What is said of an action, once: to the checks, to agents, to the type checker and
//! to the owner who ticks the rights of the key.

use serde_json::{Value, json};

use super::parameter::Parameters;
use super::schema;
use super::shape::Object;
use crate::webservice::call::Method;

/// One action.
#[derive(Clone, Copy, Debug)]
pub struct Declaration {
    /// Its name, `get_product`.
    pub name: &'static str,
    /// Its name for people, `Get Product`.
    pub title: &'static str,
    /// What it does and does not do, in words an agent can act on.
    pub description: &'static str,
    /// An input that shows how it is used, as JSON.
    pub example: &'static str,
    /// What it takes.
    pub input: Parameters,
    /// What it answers.
    pub output: &'static Object,
    /// What it does to the shop.
    pub effect: Effect,
    /// The rights of the key it uses.
    pub needs: &'static [Need],
}

/// What an action does to the shop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// It reads.
    Reads,
}

/// One right of the key.
#[derive(Clone, Copy, Debug)]
pub struct Need {
    /// The resource.
    pub resource: &'static str,
    /// What may be done with it.
    pub method: Method,
    /// What the answer lacks without the right; `None` where nothing works without it.
    pub without: Option<&'static str>,
}

impl Need {
    /// Reading a resource.
    pub const fn get(resource: &'static str) -> Self {
        Need {
            resource,
            method: Method::Get,
            without: None,
        }
    }

    /// Reading a resource, where the action can do without.
    pub const fn get_or(resource: &'static str, without: &'static str) -> Self {
        Need {
            resource,
            method: Method::Get,
            without: Some(without),
        }
    }
}

impl Declaration {
    /// The whole description: what it does, what it needs, and an example.
    pub fn full_description(&self) -> String {
        let mut text = self.description.to_owned();
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
        text.push_str(&format!(" Example input: {}", self.example));
        text
    }

    /// Name, title, description, schemas, annotations and needs.
    pub fn to_value(&self) -> Value {
        json!({
            "name": self.name,
            "title": self.title,
            "description": self.full_description(),
            "inputSchema": schema::input(&self.input),
            "outputSchema": schema::output(self.output),
            "annotations": self.effect.annotations(self.title),
            "needs": self.needs.iter().map(|need| need.to_value()).collect::<Vec<Value>>(),
        })
    }
}

impl Effect {
    /// The annotations of the Model Context Protocol. A shop is a closed world.
    fn annotations(self, title: &str) -> Value {
        match self {
            Effect::Reads => json!({
                "title": title,
                "readOnlyHint": true,
                "destructiveHint": false,
                "idempotentHint": true,
                "openWorldHint": false,
            }),
        }
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
