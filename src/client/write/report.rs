//! What a write did, as JSON text.

use json::JsonText;

use super::effects::Effect;
use super::written::{Planned, Written};
use crate::webservice::document::{Change, Difference, Document};
use crate::webservice::error::Result;

impl Written {
    /// `{"preview":false,"written":true,"method":"PUT","before":{…},"after":{…},…}`
    ///
    /// # Errors
    /// See [`Document::to_json`].
    pub fn to_json(&self) -> Result<String> {
        let (before, after) = (record(&self.before)?, record(&self.after)?);
        let mut json = JsonText::default();
        json.object(|json| {
            json.entry("preview", |json| json.boolean(self.is_preview));
            json.entry("written", |json| json.boolean(self.written));
            json.entry("method", |json| {
                json.optional_string(self.method.map(|method| method.name()));
            });
            json.entry("before", |json| json.raw(&before));
            json.entry("after", |json| json.raw(&after));
            json.entry("changes", |json| json.array(&self.changes, change_json));
            json.entry("differences", |json| {
                json.array(&self.differences, difference_json);
            });
            json.entry("effects", |json| json.array(&self.effects, effect_json));
            json.entry("warnings", |json| {
                json.array(&self.warnings, |json, text| json.string(text));
            });
            json.entry("requests", |json| json.array(&self.requests, planned_json));
            json.entry("token", |json| json.optional_string(self.token.as_deref()));
        });
        Ok(json.into_string())
    }
}

fn record(document: &Option<Document>) -> Result<String> {
    match document {
        Some(document) => document.to_json(),
        None => Ok("null".to_owned()),
    }
}

pub(super) fn change_json(json: &mut JsonText, change: &Change) {
    json.object(|json| {
        json.entry("field", |json| json.string(&change.field));
        json.entry("language", |json| {
            json.optional_number(change.language.map(i64::from));
        });
        json.entry("before", |json| json.string(&change.before));
        json.entry("after", |json| json.string(&change.after));
    });
}

fn difference_json(json: &mut JsonText, difference: &Difference) {
    json.object(|json| {
        json.entry("field", |json| json.string(&difference.field));
        json.entry("language", |json| {
            json.optional_number(difference.language.map(i64::from));
        });
        json.entry("asked", |json| json.string(&difference.asked));
        json.entry("stored", |json| json.string(&difference.stored));
        json.entry("reason", |json| json.string(difference.reason.name()));
        json.entry("harmless", |json| {
            json.boolean(difference.reason.is_harmless());
        });
    });
}

fn effect_json(json: &mut JsonText, effect: &Effect) {
    json.object(|json| {
        json.entry("kind", |json| json.string(effect.kind.name()));
        json.entry("text", |json| json.string(&effect.text));
    });
}

fn planned_json(json: &mut JsonText, request: &Planned) {
    json.object(|json| {
        json.entry("method", |json| json.string(request.method));
        json.entry("url", |json| json.string(&request.url));
        json.entry("body", |json| json.optional_string(request.body.as_deref()));
    });
}
