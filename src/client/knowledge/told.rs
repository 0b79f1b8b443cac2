//! What a client knows, written as JSON text.

use json::{Map, Value as Json};
use resources::Record;
use resources::node::Node;
use resources::record::Value;

use crate::client::Client;
use crate::client::lookups::Lookups;
use crate::client::refusals::{Reach, Refusal};
use crate::client::transport::Transport;
use crate::webservice::permissions::Permissions;

use super::lasting::{FORMAT, MOST_BYTES, is_lasting};

pub(super) fn write<T: Transport>(client: &Client<T>) -> String {
    let (settings, now) = (client.settings(), client.transport().now_ms());
    let mut all = Map::new();
    let mut tell = |name: &str, value: Json| all.insert(name.to_owned(), value);
    tell("format", FORMAT.into());
    tell("at", time(now));
    tell("url", settings.endpoint.base().into());
    tell("shopId", settings.id_shop.into());
    tell("keyCheck", settings.key.check(settings.auth).into());
    tell("version", client.version_text().into());
    let mut parts = parts(client.lookups(), now);
    if parts.to_string().len() > MOST_BYTES / 2 {
        parts = self::parts(&Lookups::default(), now);
    }
    if let Json::Object(parts) = parts {
        for (name, part) in parts {
            all.insert(name, part);
        }
    }
    Json::Object(all).to_string()
}

fn parts(lookups: &Lookups, now: f64) -> Json {
    let mut parts = Map::new();
    let mut tell = |name: &str, at: f64, value: Option<Json>| {
        let value = value.filter(|_| is_lasting(at, now));
        let part = value.map(|value| object([("at", time(at)), ("value", value)]));
        parts.insert(name.to_owned(), part.into());
    };
    let known = lookups.rights.borrow();
    let rights = known.as_ref().map(|known| rights_json(known));
    tell("rights", lookups.rights_at.get(), rights);
    let kept = &lookups.languages;
    let rows = kept
        .get()
        .map(|rows| list(rows.iter().map(|one| one.record())));
    tell("languages", kept.at(), rows);
    let kept = &lookups.order_states;
    let rows = kept
        .get()
        .map(|rows| list(rows.iter().map(|one| one.record())));
    tell("orderStates", kept.at(), rows);
    let kept = &lookups.currencies;
    tell(
        "currencies",
        kept.at(),
        kept.get().map(|rows| list(rows.iter())),
    );
    let kept = &lookups.own_shops;
    let shops = kept.get().map(|shops| {
        let mut all = Map::new();
        for (shop, is_own) in shops.iter() {
            all.insert(shop.clone(), (*is_own).into());
        }
        Json::Object(all)
    });
    tell("ownShops", kept.at(), shops);
    let mut refusals = Vec::new();
    lookups
        .refusals
        .each(now, |one| refusals.extend(refusal_json(one)));
    parts.insert("refusals".to_owned(), Json::Array(refusals));
    Json::Object(parts)
}

fn time(at: f64) -> Json {
    (at as i64).into()
}

fn object<const N: usize>(members: [(&str, Json); N]) -> Json {
    let mut all = Map::new();
    for (name, value) in members {
        all.insert(name.to_owned(), value);
    }
    Json::Object(all)
}

/// `{"products":"get put"}`
fn rights_json(known: &Permissions) -> Json {
    let mut all = Map::new();
    for (resource, rights) in &known.resources {
        let mut names = String::new();
        for (name, granted) in rights.named() {
            if granted {
                names.push_str(if names.is_empty() { "" } else { " " });
                names.push_str(name);
            }
        }
        all.insert(resource.clone(), names.into());
    }
    Json::Object(all)
}

fn refusal_json(one: &Refusal) -> Option<Json> {
    let (resource, method) = match &one.reach {
        Reach::Key => (None, None),
        Reach::Resource(resource) => (Some(&**resource), None),
        Reach::Method(resource, method) => (Some(&**resource), Some(method.name())),
        Reach::Request(..) => return None,
    };
    let code = one.error.codes().first().and_then(|first| first.code);
    Some(object([
        ("at", time(one.at)),
        ("resource", resource.into()),
        ("method", method.into()),
        ("code", code.map(u32::from).into()),
        ("message", one.error.message().into()),
    ]))
}

fn list<'r>(records: impl Iterator<Item = &'r Record>) -> Json {
    let mut all = Vec::new();
    for record in records {
        all.push(fields(record));
    }
    Json::Array(all)
}

/// The declared fields of a record, which has no items here, or the texts of an undeclared one.
fn fields(record: &Record) -> Json {
    let mut all = Map::new();
    for (name, value) in record.values() {
        let value = match value {
            Value::None | Value::Items(_) => Json::Null,
            Value::Number(number) => (*number).into(),
            Value::Boolean(value) => (*value).into(),
            Value::Text(text) => text.as_str().into(),
            Value::Languages(of) => texts_json(&mut of.iter()),
        };
        all.insert(name.to_owned(), value);
    }
    if !all.is_empty() {
        return Json::Object(all);
    }
    for (name, node) in &record.extra {
        let value = match node {
            Node::Text(text) => text.as_str().into(),
            Node::Languages(of) => {
                texts_json(&mut of.iter().map(|(id, text)| (*id, text.as_str())))
            }
            Node::Items(_) | Node::Fields(_) => continue,
        };
        all.insert(name.clone(), value);
    }
    Json::Object(all)
}

/// `[1,"…",2,"…"]`: an object would lose their order.
fn texts_json(of: &mut dyn Iterator<Item = (u32, &str)>) -> Json {
    let mut all: Vec<Json> = Vec::new();
    for (id, text) in of {
        all.push(id.into());
        all.push(text.into());
    }
    Json::Array(all)
}
