//! What a client knows, written as JSON text.

use json::JsonText;
use resources::node::Node;
use resources::record::{Record, Value};

use crate::client::Client;
use crate::client::lookups::Kept;
use crate::client::refusals::{Reach, Refusal};
use crate::client::transport::Transport;

use super::lasting::is_lasting;

/// Of what is written and read here.
pub(super) const FORMAT: i64 = 1;
/// Of all of it, as JSON text; a usual shop needs some ten kilobytes.
pub(super) const MOST_BYTES: usize = 1 << 20;
/// Of one part of it; larger ones are left out.
const MOST_PART_BYTES: usize = MOST_BYTES >> 3;

pub(super) fn write<T: Transport>(client: &Client<T>) -> String {
    let (settings, lookups) = (client.settings(), client.lookups());
    let now = client.transport().now_ms();
    let mut json = JsonText::default();
    json.object(|json| {
        json.entry("format", |json| json.number(FORMAT));
        json.entry("at", |json| json.number(now as i64));
        json.entry("url", |json| json.string(settings.endpoint.base()));
        json.entry("shopId", |json| {
            json.optional_number(settings.id_shop.map(i64::from));
        });
        json.entry("keyCheck", |json| {
            json.number(i64::from(settings.key.check(settings.auth)))
        });
        json.entry("version", |json| {
            json.optional_string(client.version_text().as_deref());
        });
        let rights = lookups.rights.borrow();
        let rights = rights.as_ref().map(|rights| rights.to_json());
        write_part(json, "rights", (lookups.rights_at.get(), now), rights);
        json.entry("refusals", |json| {
            json.array(&lookups.refusals.lasting(now), write_refusal);
        });
        list(json, "languages", &lookups.languages, now, |json, one| {
            write_values(json, one.record());
        });
        list(
            json,
            "orderStates",
            &lookups.order_states,
            now,
            |json, one| {
                write_values(json, one.record());
            },
        );
        list(json, "currencies", &lookups.currencies, now, write_extra);
        list(json, "ownShops", &lookups.own_shops, now, |json, one| {
            json.begin_array();
            json.string(&one.0);
            json.comma();
            json.boolean(one.1);
            json.end_array();
        });
    });
    json.into_string()
}

/// `{"at":…,"value":…}`, or `null` for what is not known, too old or too large.
fn write_part(json: &mut JsonText, name: &str, (at, now): (f64, f64), value: Option<String>) {
    let value = value.filter(|value| is_lasting(at, now) && value.len() <= MOST_PART_BYTES);
    json.entry(name, |json| match value {
        None => json.null(),
        Some(value) => json.object(|json| {
            json.entry("at", |json| json.number(at as i64));
            json.entry("value", |json| json.raw(&value));
        }),
    });
}

fn list<R>(
    json: &mut JsonText,
    name: &str,
    kept: &Kept<R>,
    now: f64,
    each: impl FnMut(&mut JsonText, &R),
) {
    let rows = kept.get().map(|rows| {
        let mut json = JsonText::default();
        json.array(&rows, each);
        json.into_string()
    });
    write_part(json, name, (kept.at(), now), rows);
}

fn write_refusal(json: &mut JsonText, refusal: &Refusal) {
    let (resource, method) = match &refusal.reach {
        Reach::Resource(resource) => (Some(resource), None),
        Reach::Method(resource, method) => (Some(resource), Some(method.name())),
        Reach::Key | Reach::Request(..) => (None, None),
    };
    let error = &refusal.error;
    let number = |number: Option<u16>| number.map(i64::from);
    json.object(|json| {
        json.entry("at", |json| json.number(refusal.at as i64));
        json.entry("resource", |json| {
            json.optional_string(resource.map(String::as_str));
        });
        json.entry("method", |json| json.optional_string(method));
        json.entry("status", |json| {
            json.optional_number(number(error.status()))
        });
        let code = error.codes().first().and_then(|one| one.code);
        json.entry("code", |json| json.optional_number(number(code)));
        json.entry("message", |json| json.string(error.message()));
    });
}

/// The fields of a declared resource; it has no items.
fn write_values(json: &mut JsonText, record: &Record) {
    json.object(|json| {
        for (name, value) in record.values() {
            json.entry(name, |json| match value {
                Value::None | Value::Items(_) => json.null(),
                Value::Number(number) => json.number(*number),
                Value::Boolean(value) => json.boolean(*value),
                Value::Text(text) => json.string(text),
                Value::Languages(texts) => write_texts(json, texts.iter()),
            });
        }
    });
}

/// The texts of another one.
fn write_extra(json: &mut JsonText, record: &Record) {
    json.object(|json| {
        for (name, node) in &record.extra {
            match node {
                Node::Text(text) => json.entry(name, |json| json.string(text)),
                Node::Languages(texts) => json.entry(name, |json| {
                    write_texts(json, texts.iter().map(|(id, text)| (*id, text.as_str())));
                }),
                Node::Items(_) | Node::Fields(_) => {}
            }
        }
    });
}

/// `[[1,"…"],[2,"…"]]`: an object would lose their order.
fn write_texts<'t>(json: &mut JsonText, texts: impl Iterator<Item = (u32, &'t str)>) {
    json.begin_array();
    for (id, text) in texts {
        json.begin_array();
        json.number(i64::from(id));
        json.comma();
        json.string(text);
        json.end_array();
    }
    json.end_array();
}
