//! The catalogue as JSON, which agents read. It is made while the package is built, so none of it
//! is in the wasm module.

use serde_json::{Map, Value, json};

use resources::{Format, Kind};

use super::catalogue::{Declaration, Effect, Need};
use super::effect::{NamedBy, Writes, WrittenField};
use super::parameter::Parameters;
use super::{prose, schema};

impl Declaration {
    /// The example as a value; `null` if it is not JSON, which the tests rule out.
    fn example_value(&self) -> Value {
        serde_json::from_str(self.example.text()).unwrap_or(Value::Null)
    }

    /// Name, title, description, example, schemas, choices, annotations, needs and what it writes.
    pub fn to_value(&self) -> Value {
        json!({
            "name": self.name,
            "title": self.title.text(),
            "description": self.description.text(),
            "example": self.example_value(),
            "inputSchema": schema::input(self),
            "outputSchema": schema::output(self.output),
            "choices": self.input.choices(),
            "annotations": self.effect.annotations(self.title.text()),
            "needs": self.needs.iter().map(|need| need.to_value()).collect::<Vec<Value>>(),
            "writes": self.effect.writes().map(|one| one.to_value()),
        })
    }
}

impl Parameters {
    /// What the input schema does not say: the two of which exactly one is given, and those of which
    /// at least one is; empty lists where there is no such choice.
    fn choices(&self) -> Value {
        let either = self.either.map(|(one, other)| vec![one, other]);
        json!({ "either": either.unwrap_or_default(), "some": self.some })
    }
}

impl Effect {
    /// The annotations of the Model Context Protocol. A shop is a closed world.
    fn annotations(self, title: &str) -> Value {
        let writes = self.writes().is_some();
        json!({
            "title": title,
            "readOnlyHint": !writes,
            "destructiveHint": writes,
            "idempotentHint": true,
            "openWorldHint": false,
        })
    }
}

impl Writes {
    fn to_value(self) -> Value {
        let fields = self.fields.iter();
        let fields: Map<String, Value> = fields
            .map(|one| (one.parameter.to_owned(), self.field(one)))
            .collect();
        json!({
            "resource": self.resource.name,
            "through": self.through(),
            "named_by": self.named_by.iter().map(|one| one.to_value()).collect::<Vec<Value>>(),
            "fields": fields,
            "also": self.also.map(|one| {
                json!({ "parameter": one.parameter, "action": one.action })
            }),
        })
    }

    fn field(&self, written: &WrittenField) -> Value {
        let field = self.declared(written);
        let format = field.and_then(|field| field.rule).map(|rule| rule.format);
        json!({
            "field": written.field,
            "multilingual": field.is_some_and(|field| field.kind == Kind::Multilingual),
            "max_length": field.and_then(prose::max_length),
            "shown_length": written.shown_length.get(),
            "html": format == Some(Format::CleanHtml),
            "lasting": written.lasting.get(),
        })
    }
}

impl NamedBy {
    fn to_value(self) -> Value {
        json!({
            "parameter": self.parameter,
            "field": self.field,
            "ignores_case": self.ignores_case,
            "looked_up": self.looked_up.map(|(resource, field)| {
                json!({ "resource": resource, "field": field })
            }),
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
