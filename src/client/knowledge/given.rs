//! What a client is given to begin with, read and checked.

use json::{Map, Value as Json};
use resources::node::Node;
use resources::record::{Languages, Record, Value};
use resources::{Declared, Field, Kind, Language, OrderState};

use crate::client::asked_once::MOST_KEPT;
use crate::client::refusals::{MOST_REFUSALS, Reach, Refusal};
use crate::webservice::call::Method;
use crate::webservice::codes;
use crate::webservice::error::{Error, ErrorKind, Result, ShopError};
use crate::webservice::permissions::{Permissions, Rights};
use crate::webservice::version::Version;

use super::lasting::Part;

pub(super) const HINT: &str = "Give what knowledge() of an earlier client gave, or leave it out.";

/// What a client is given, each part in the form that it has in a client.
pub(super) struct Given {
    pub at: f64,
    pub url: String,
    pub shop: Option<u32>,
    pub key_check: u32,
    pub version: Option<String>,
    pub rights: Part<Permissions>,
    pub refusals: Vec<Refusal>,
    pub languages: Part<Vec<Language>>,
    pub order_states: Part<Vec<OrderState>>,
    pub currencies: Part<Vec<Record>>,
    pub own_shops: Part<Vec<(String, bool)>>,
}

impl Given {
    pub(super) fn read(all: &Json) -> Result<Given> {
        let one = |name| (name, all.get(name).unwrap_or(&Json::Null));
        Ok(Given {
            at: must(one("at"), time)?,
            url: must(one("url"), |url| Some(url.as_str()?.to_owned()))?,
            shop: must(one("shopId"), |id| may(id, number))?,
            key_check: must(one("keyCheck"), number)?,
            version: must(one("version"), |text| {
                may(text, |text| Some(Version::told(text.as_str()?)?.to_owned()))
            })?,
            rights: part(one("rights"), rights)?,
            refusals: must(one("refusals"), |all| rows(all, MOST_REFUSALS, refusal))?,
            languages: part(one("languages"), typed)?,
            order_states: part(one("orderStates"), typed)?,
            currencies: part(one("currencies"), |all| rows(all, MOST_KEPT, untyped))?,
            own_shops: part(one("ownShops"), |all| rows(all, MOST_KEPT, own_shop))?,
        })
    }
}

fn must<V>((name, value): (&str, &Json), read: impl FnOnce(&Json) -> Option<V>) -> Result<V> {
    read(value).ok_or_else(|| unreadable(name))
}

fn part<V>((name, value): (&str, &Json), read: impl FnOnce(&Json) -> Option<V>) -> Result<Part<V>> {
    let part = |part: &Json| Some((time(part.get("at")?)?, read(part.get("value")?)?));
    must((name, value), |value| may(value, part))
}

/// `null`, or a value.
fn may<V>(value: &Json, read: impl FnOnce(&Json) -> Option<V>) -> Option<Option<V>> {
    match value {
        Json::Null => Some(None),
        value => read(value).map(Some),
    }
}

fn time(value: &Json) -> Option<f64> {
    Some(value.as_whole()? as f64)
}

fn number(value: &Json) -> Option<u32> {
    u32::try_from(value.as_whole()?).ok()
}

fn rows<V>(all: &Json, most: usize, read: impl FnMut(&Json) -> Option<V>) -> Option<Vec<V>> {
    let all = all.as_array().filter(|all| all.len() <= most)?;
    all.iter().map(read).collect()
}

fn members(value: &Json) -> Option<&Map> {
    match value {
        Json::Object(members) => Some(members),
        _ => None,
    }
}

fn rights(access: &Json) -> Option<Permissions> {
    let resources = members(access.get("resources")?)?.iter();
    let resources = resources.map(|(name, of)| {
        let flag = |right| of.get(right)?.as_bool();
        let rights = Rights {
            get: flag("get")?,
            put: flag("put")?,
            post: flag("post")?,
            patch: flag("patch")?,
            delete: flag("delete")?,
            head: flag("head")?,
        };
        Some((name.to_owned(), rights))
    });
    Some(Permissions {
        shop_name: access.get("shop_name")?.as_str()?.to_owned(),
        folder: None,
        resources: resources.collect::<Option<_>>()?,
    })
}

fn refusal(value: &Json) -> Option<Refusal> {
    let text = |name| may(value.get(name)?, |text| Some(text.as_str()?.to_owned()));
    let small = |name| may(value.get(name)?, |one| u16::try_from(one.as_whole()?).ok());
    let method = may(value.get("method")?, |name| {
        let mut all = Method::ALL.into_iter();
        all.find(|one| Some(one.name()) == name.as_str())
    })?;
    let (reach, kind) = match (text("resource")?, method) {
        (None, _) => (Reach::Key, ErrorKind::Authentication),
        (Some(resource), None) => (Reach::Resource(resource), ErrorKind::Permission),
        (Some(resource), Some(method)) => (Reach::Method(resource, method), ErrorKind::Permission),
    };
    let (status, message) = (small("status")??, text("message")??);
    let code = small("code")?.map(|code| ShopError {
        code: Some(code),
        message: message.clone(),
    });
    let error = codes::error(status, code.into_iter().collect());
    let error = error.with_message(message).with_status(status);
    let at = time(value.get("at")?)?;
    (error.kind() == kind).then_some(Refusal { reach, error, at })
}

fn own_shop(value: &Json) -> Option<(String, bool)> {
    match value.as_array()? {
        [name, is_own] => Some((name.as_str()?.to_owned(), is_own.as_bool()?)),
        _ => None,
    }
}

/// Records of a declared resource, each with an id of its own.
fn typed<R: Declared>(all: &Json) -> Option<Vec<R>> {
    let records = rows(all, MOST_KEPT, |row| record(R::RESOURCE.fields, row))?;
    let ids: Option<Vec<u32>> = records.iter().map(|one| one.number_id("id")).collect();
    let mut ids = ids?;
    ids.sort_unstable();
    ids.dedup();
    (ids.len() == records.len()).then(|| records.into_iter().map(R::from_record).collect())
}

fn record(fields: &'static [Field], row: &Json) -> Option<Record> {
    let mut values = Vec::new();
    for (name, value) in members(row)?.iter() {
        let field = fields.iter().find(|field| field.name == name)?;
        values.push((field.name, of_kind(field.kind, value)?));
    }
    Some(Record::of(values, Vec::new()))
}

/// A value of a kind that languages and states have.
fn of_kind(kind: Kind, value: &Json) -> Option<Value> {
    Some(match (kind, value) {
        (Kind::Id, id) => Value::Number(i64::from(number(id)?)),
        (Kind::Boolean, Json::Null) => Value::None,
        (Kind::Boolean, Json::Bool(value)) => Value::Boolean(*value),
        (Kind::Text, Json::String(text)) => Value::Text(text.clone()),
        (Kind::Multilingual, all) => Value::Languages(Languages::of(texts(all)?)),
        _ => return None,
    })
}

fn untyped(row: &Json) -> Option<Record> {
    let fields = members(row)?.iter().map(|(name, value)| {
        let node = match value {
            Json::String(text) => Node::Text(text.clone()),
            all => Node::Languages(texts(all)?),
        };
        Some((name.to_owned(), node))
    });
    Some(Record::of(Vec::new(), fields.collect::<Option<_>>()?))
}

fn texts(all: &Json) -> Option<Vec<(u32, String)>> {
    rows(all, MOST_KEPT, |one| match one.as_array()? {
        [id, text] => Some((number(id)?, text.as_str()?.to_owned())),
        _ => None,
    })
}

/// The error for a part that no client has told.
pub(super) fn unreadable(part: &str) -> Error {
    let path = ["knowledge.", part].concat();
    Error::about(&path, &["is not what a client tells"], HINT).with_field("knowledge")
}
