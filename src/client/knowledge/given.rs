//! What a client is given to begin with, read and checked.

use std::rc::Rc;

use json::{Map, Value as Json};
use resources::node::Node;
use resources::record::{Languages, Record, Value};
use resources::{Declared, Field, Kind, Language, OrderState};

use crate::client::Client;
use crate::client::asked_once::MOST_KEPT;
use crate::client::refusals::{MOST_REFUSALS, Reach, Refusal};
use crate::client::transport::Transport;
use crate::webservice::call::Method;
use crate::webservice::codes;
use crate::webservice::error::{Error, ErrorKind, Result, ShopError};
use crate::webservice::permissions::{Permissions, Rights};
use crate::webservice::version::Version;

use super::lasting::{FORMAT, MOST_BYTES, is_lasting};

const HINT: &str = "Give what knowledge() of an earlier client gave, or leave it out.";

/// Lets the client begin with it, unless it is of something else, for which it gives the reason.
pub(super) fn learn<T: Transport>(client: &Client<T>, all: &Json) -> Result<Option<&'static str>> {
    let given = Given {
        all,
        now: client.transport().now_ms(),
    };
    if given.number("format")? != FORMAT {
        return Ok(Some("It is of another version of this package."));
    }
    if all.to_string().len() > MOST_BYTES {
        return Err(Error::about(
            "knowledge",
            &["is larger than a megabyte"],
            HINT,
        ));
    }
    let settings = client.settings();
    let ignored = match () {
        () if given.text("url")? != Some(settings.endpoint.base()) => {
            "It is of a shop at another address."
        }
        () if given.optional("shopId")? != settings.id_shop.map(i64::from) => {
            "It is of another shopId."
        }
        () if given.number("keyCheck")? != i64::from(settings.key.check(settings.auth)) => {
            "It is of another key, or another auth."
        }
        () if !is_lasting(given.number("at")? as f64, given.now) => {
            "It is older than ten minutes, or from the future."
        }
        () => {
            given.learn(client)?;
            return Ok(None);
        }
    };
    Ok(Some(ignored))
}

/// The error for a part that no client has told.
fn unreadable(part: &str) -> Error {
    let path = ["knowledge.", part].concat();
    Error::about(&path, &["is not what a client tells"], HINT).with_field("knowledge")
}

struct Given<'g> {
    all: &'g Json,
    now: f64,
}

impl<'g> Given<'g> {
    fn member(&self, name: &str) -> Result<&'g Json> {
        self.all.get(name).ok_or_else(|| unreadable(name))
    }

    fn optional(&self, name: &str) -> Result<Option<i64>> {
        match self.member(name)? {
            Json::Null => Ok(None),
            _ => self.number(name).map(Some),
        }
    }

    fn number(&self, name: &str) -> Result<i64> {
        let number = self.member(name)?.as_whole();
        number.ok_or_else(|| unreadable(name))
    }

    fn text(&self, name: &str) -> Result<Option<&'g str>> {
        match self.member(name)? {
            Json::Null => Ok(None),
            Json::String(text) => Ok(Some(text)),
            _ => Err(unreadable(name)),
        }
    }

    /// A part with its time, unless it is too old; what it holds is read by `learn`.
    fn part(&self, name: &str, learn: &mut dyn FnMut(&Json, f64) -> Option<()>) -> Result<()> {
        let part = self.member(name)?;
        if *part == Json::Null {
            return Ok(());
        }
        let read = || {
            let at = part.get("at")?.as_whole()? as f64;
            let value = part.get("value")?;
            match is_lasting(at, self.now) {
                true => learn(value, at.min(self.now)),
                false => Some(()),
            }
        };
        let mut read = read;
        read().ok_or_else(|| unreadable(name))
    }

    fn learn<T: Transport>(&self, client: &Client<T>) -> Result<()> {
        let lookups = client.lookups();
        if let Some(text) = self.text("version")? {
            let told = Version::told(text).ok_or_else(|| unreadable("version"))?;
            client.shared.version.set(Version::parse(told));
            client.shared.version_text.replace(Some(told.to_owned()));
        }
        self.part("rights", &mut |value, at| {
            lookups.rights.replace(Some(Rc::new(rights(value)?)));
            lookups.rights_at.set(at);
            Some(())
        })?;
        self.part("languages", &mut |value, at| {
            let rows = records(Some(Language::RESOURCE.fields), value)?;
            let rows = rows.into_iter().map(Language::from_record).collect();
            lookups.languages.set(Rc::new(rows), at);
            Some(())
        })?;
        self.part("orderStates", &mut |value, at| {
            let rows = records(Some(OrderState::RESOURCE.fields), value)?;
            let rows = rows.into_iter().map(OrderState::from_record).collect();
            lookups.order_states.set(Rc::new(rows), at);
            Some(())
        })?;
        self.part("currencies", &mut |value, at| {
            lookups.currencies.set(Rc::new(records(None, value)?), at);
            Some(())
        })?;
        self.part("ownShops", &mut |value, at| {
            for (shop, is_own) in members(value)?.iter() {
                lookups
                    .own_shops
                    .add((shop.to_owned(), is_own.as_bool()?), at);
            }
            Some(())
        })?;
        let refusals = self.member("refusals")?.as_array();
        let refusals = refusals.filter(|all| all.len() <= MOST_REFUSALS);
        for one in refusals.ok_or_else(|| unreadable("refusals"))? {
            let one = refusal(one, self.now).ok_or_else(|| unreadable("refusals"))?;
            lookups.refusals.add(one);
        }
        Ok(())
    }
}

fn members(value: &Json) -> Option<&Map> {
    match value {
        Json::Object(members) => Some(members),
        _ => None,
    }
}

fn id(value: &Json) -> Option<u32> {
    u32::try_from(value.as_whole()?).ok()
}

fn rights(value: &Json) -> Option<Permissions> {
    let mut known = Permissions::default();
    for (resource, names) in members(value)?.iter() {
        let names = names.as_str()?;
        let has = |right| names.split(' ').any(|name| name == right);
        let rights = Rights {
            get: has("get"),
            put: has("put"),
            post: has("post"),
            patch: has("patch"),
            delete: has("delete"),
            head: has("head"),
        };
        known.resources.push((resource.to_owned(), rights));
    }
    Some(known)
}

fn refusal(value: &Json, now: f64) -> Option<Refusal> {
    let text = |name| match value.get(name)? {
        Json::Null => Some(None),
        text => text.as_str().map(Some),
    };
    let method = text("method")?;
    let reach = match (text("resource")?, method) {
        (None, _) => Reach::Key,
        (Some(resource), None) => Reach::Resource(resource.to_owned()),
        (Some(resource), Some(name)) => {
            let mut all = Method::ALL.into_iter();
            Reach::Method(resource.to_owned(), all.find(|one| one.name() == name)?)
        }
    };
    let message = text("message")??;
    let code = match value.get("code")? {
        Json::Null => None,
        code => Some(u16::try_from(code.as_whole()?).ok()?),
    };
    let told = code.map(|code| ShopError {
        code: Some(code),
        message: message.to_owned(),
    });
    let (kind, status) = match &reach {
        Reach::Key => (ErrorKind::Authentication, 401),
        Reach::Method(..) => (ErrorKind::Permission, 405),
        _ => (ErrorKind::Permission, 401),
    };
    let error = codes::error(status, told.into_iter().collect());
    let error = error.with_message(message.to_owned()).with_status(status);
    let at = (value.get("at")?.as_whole()? as f64).min(now);
    (error.kind() == kind).then_some(Refusal { reach, error, at })
}

/// Records of declared fields, each with an id of its own; without a declaration, of texts.
fn records(fields: Option<&'static [Field]>, value: &Json) -> Option<Vec<Record>> {
    let (mut records, mut ids) = (Vec::new(), Vec::new());
    for row in value.as_array().filter(|all| all.len() <= MOST_KEPT)? {
        let (mut values, mut extra) = (Vec::new(), Vec::new());
        for (name, value) in members(row)?.iter() {
            let Some(fields) = fields else {
                let node = match value {
                    Json::String(text) => Node::Text(text.clone()),
                    all => Node::Languages(texts(all)?),
                };
                extra.push((name.to_owned(), node));
                continue;
            };
            let field = fields.iter().find(|field| field.name == name)?;
            values.push((field.name, of_kind(field.kind, value)?));
        }
        let record = Record::of(values, extra);
        if fields.is_some() {
            ids.push(record.number_id("id")?);
        }
        records.push(record);
    }
    let count = ids.len();
    ids.sort_unstable();
    ids.dedup();
    (ids.len() == count).then_some(records)
}

/// A value of a kind that languages and states have.
fn of_kind(kind: Kind, value: &Json) -> Option<Value> {
    Some(match (kind, value) {
        (Kind::Id, of) => Value::Number(i64::from(id(of)?)),
        (Kind::Boolean, Json::Null) => Value::None,
        (Kind::Boolean, Json::Bool(value)) => Value::Boolean(*value),
        (Kind::Text, Json::String(text)) => Value::Text(text.clone()),
        (Kind::Multilingual, all) => Value::Languages(Languages::of(texts(all)?)),
        _ => return None,
    })
}

fn texts(all: &Json) -> Option<Vec<(u32, String)>> {
    let mut texts = Vec::new();
    for pair in all.as_array()?.chunks(2) {
        let [of, text] = pair else {
            return None;
        };
        texts.push((id(of)?, text.as_str()?.to_owned()));
    }
    Some(texts)
}
