//! The JavaScript form of a call. Whatever it does not know is refused by name: a shop
//! would skip it and answer with the whole list.

use std::slice;

use json::Value;

use super::call::{Call, Method};
use super::display::Display;
use super::error::{Error, Result};
use super::filter_json::filters;
use super::names::{quoted, unknown};
use super::number::number;
use super::query::{Language, Limit, Query, Schema, ShopId, Sort, option};

const CALL: &[&str] = &["resource", "method", "id", "query", "body"];
const QUERY: &[&str] = &[
    "display",
    "filter",
    "sort",
    "limit",
    "offset",
    "language",
    "id_shop",
    "id_shop_group",
    "schema",
    "sendemail",
];

impl Call {
    /// Reads `{ resource, method?, id?, query?, body? }` and checks it.
    ///
    /// # Errors
    /// `InvalidRequest` naming the option that is unknown or does not work.
    pub fn from_json(value: &Value) -> Result<Call> {
        let mut call = Call::default();
        let mut has_resource = false;
        for (name, value) in members(value, "A call", CALL)? {
            match (name, value) {
                ("resource", Value::String(resource)) => {
                    call.resource = resource.clone().into();
                    has_resource = true;
                }
                ("resource", _) => {}
                ("method", _) => call.method = method(value)?,
                ("id", _) => call.id = Some(whole(name, value)?),
                ("query", _) => call.query = Query::from_json(value)?,
                ("body", Value::String(body)) => call.body = Some(body.clone()),
                ("body", _) => {
                    return Err(option(name, &["it is no text"], "Give the document as XML"));
                }
                _ => return Err(unknown("A call", "member", name, CALL)),
            }
        }
        if !has_resource {
            return Err(option(
                "resource",
                &["it is no text"],
                "Name it, like \"products\"; \"\" is the root",
            ));
        }
        call.check()?;
        Ok(call)
    }
}

impl Query {
    /// Reads `{ display?, filter?, sort?, limit?, … }`; what the fields of the resource
    /// allow is checked with the call.
    ///
    /// # Errors
    /// `InvalidRequest` naming the option that is unknown or of the wrong type.
    pub fn from_json(value: &Value) -> Result<Query> {
        let mut query = Query::default();
        let (mut count, mut offset) = (None, None);
        for (name, value) in members(value, "A query", QUERY)? {
            match name {
                "display" => query.display = display(value)?,
                "filter" => query.filter = filters(value)?,
                "sort" => query.sort = sorts(value)?,
                "limit" => count = Some(whole(name, value)?),
                "offset" => offset = Some(whole(name, value)?),
                "language" => query.language = language(value)?,
                "id_shop" => query.id_shop = Some(id_shop(value)?),
                "id_shop_group" => query.id_shop_group = Some(whole(name, value)?),
                "schema" => query.schema = Some(schema(value)?),
                "sendemail" => query.send_email = send_email(value)?,
                _ => return Err(unknown("A query", "option", name, QUERY)),
            }
        }
        query.limit = limit(count, offset)?;
        Ok(query)
    }
}

/// The members of what must be an object.
fn members<'a>(
    value: &'a Value,
    owner: &str,
    known: &[&str],
) -> Result<impl Iterator<Item = (&'a str, &'a Value)>> {
    match value {
        Value::Object(members) => Ok(members.iter()),
        _ => Err(Error::invalid([owner, " is an object"].concat())
            .with_hint(["It takes: ", &known.join(", ")].concat())),
    }
}

fn method(value: &Value) -> Result<Method> {
    let name = value.as_str().unwrap_or_default();
    let mut all = Method::ALL.into_iter();
    all.find(|method| method.name().eq_ignore_ascii_case(name))
        .ok_or_else(|| {
            let hint = "GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE";
            misfit("method", value, "is none", hint)
        })
}

fn display(value: &Value) -> Result<Display> {
    match value.as_str() {
        Some("full") => Ok(Display::Full),
        Some("minimum") => Ok(Display::Minimum),
        None if value.as_array().is_some() => Ok(Display::Fields(texts("display", value)?)),
        _ => Err(misfit(
            "display",
            value,
            "is none",
            "Give \"full\", \"minimum\" or a list of fields",
        )),
    }
}

fn sorts(value: &Value) -> Result<Vec<Sort>> {
    match value {
        Value::String(text) => Ok(vec![sort(text)]),
        _ => {
            let texts = texts("sort", value)?;
            Ok(texts.iter().map(|text| sort(text)).collect())
        }
    }
}

/// `price`, `price_ASC` or `price_DESC`.
fn sort(text: &str) -> Sort {
    match text.rsplit_once('_') {
        Some((field, end)) if end.eq_ignore_ascii_case("asc") => Sort::ascending(field),
        Some((field, end)) if end.eq_ignore_ascii_case("desc") => Sort::descending(field),
        _ => Sort::ascending(text),
    }
}

fn limit(count: Option<u32>, offset: Option<u32>) -> Result<Option<Limit>> {
    match (count, offset) {
        (None, None) => Ok(None),
        (None, Some(_)) => Err(option(
            "offset",
            &["it needs a limit"],
            "Say how many records follow",
        )),
        (Some(count), offset) => Ok(Some(Limit {
            offset: offset.unwrap_or_default(),
            count,
        })),
    }
}

fn language(value: &Value) -> Result<Language> {
    let mut ids = Vec::new();
    for id in value.as_array().unwrap_or(slice::from_ref(value)) {
        ids.push(whole("language", id)?);
    }
    Ok(Language::Ids(ids))
}

fn id_shop(value: &Value) -> Result<ShopId> {
    match value.as_str() {
        Some("all") => Ok(ShopId::All),
        _ => whole("id_shop", value).map(ShopId::One),
    }
}

fn schema(value: &Value) -> Result<Schema> {
    match value.as_str() {
        Some("blank") => Ok(Schema::Blank),
        Some("synopsis") => Ok(Schema::Synopsis),
        _ => Err(misfit(
            "schema",
            value,
            "is none",
            "Give \"blank\" or \"synopsis\"",
        )),
    }
}

fn send_email(value: &Value) -> Result<bool> {
    // A shop takes the text "false" for yes.
    let refuse = || {
        misfit(
            "sendemail",
            value,
            "is neither yes nor no",
            "Give true or false",
        )
    };
    value.as_bool().ok_or_else(refuse)
}

fn texts(name: &str, value: &Value) -> Result<Vec<String>> {
    let texts = value.as_array().and_then(|names| {
        let text = |one: &Value| one.as_str().map(str::to_owned);
        names.iter().map(text).collect()
    });
    let hint = "Give names between brackets";
    texts.ok_or_else(|| misfit(name, value, "is no list of names", hint))
}

/// A whole number, or its digits as text; shops read `1abc` and `1.5` as 1.
fn whole(name: &str, value: &Value) -> Result<u32> {
    let found = match value {
        Value::String(text) => number(text),
        _ => value
            .as_whole()
            .and_then(|number| u32::try_from(number).ok()),
    };
    found.ok_or_else(|| misfit(name, value, "is no whole number", "Give digits only"))
}

fn misfit(name: &str, value: &Value, reason: &str, hint: &str) -> Error {
    option(name, &[&shown(value), " ", reason], hint)
}

pub(super) fn shown(value: &Value) -> String {
    let shown = match value {
        Value::String(text) => return quoted(text),
        Value::Number(number) => number.as_str(),
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
        Value::Null => "null",
        Value::Bool(true) => "true",
        Value::Bool(false) => "false",
    };
    shown.to_owned()
}
