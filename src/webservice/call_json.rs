//! The JavaScript form of a call. Whatever it does not know is refused by name: a shop
//! would skip it and answer with the whole list.

use json::{Map, Value};

use super::call::{Call, Method};
use super::display::Display;
use super::error::{Error, Result};
use super::filter_json::filters;
use super::names::{quoted, unknown};
use super::query::{Direction, Language, Limit, Query, Schema, ShopId, Sort, option};

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
        let call = members(value, "A call", "member", CALL)?;
        let resource = match call.get("resource") {
            Some(Value::String(name)) => name.clone(),
            _ => {
                return Err(option(
                    "resource",
                    "it is no text",
                    "Name it, like \"products\"; \"\" is the root",
                ));
            }
        };
        let call = Call {
            resource: resource.into(),
            method: call
                .get("method")
                .map(method)
                .transpose()?
                .unwrap_or_default(),
            id: call.get("id").map(|id| number("id", id)).transpose()?,
            query: call
                .get("query")
                .map(Query::from_json)
                .transpose()?
                .unwrap_or_default(),
            body: call.get("body").map(body).transpose()?,
        };
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
        let query = members(value, "A query", "option", QUERY)?;
        Ok(Query {
            display: query
                .get("display")
                .map(display)
                .transpose()?
                .unwrap_or_default(),
            filter: query
                .get("filter")
                .map(filters)
                .transpose()?
                .unwrap_or_default(),
            sort: query
                .get("sort")
                .map(sorts)
                .transpose()?
                .unwrap_or_default(),
            limit: limit(query.get("limit"), query.get("offset"))?,
            language: query
                .get("language")
                .map(language)
                .transpose()?
                .unwrap_or_default(),
            id_shop: query.get("id_shop").map(id_shop).transpose()?,
            id_shop_group: query
                .get("id_shop_group")
                .map(|id| number("id_shop_group", id))
                .transpose()?,
            schema: query.get("schema").map(schema).transpose()?,
            send_email: query
                .get("sendemail")
                .map(send_email)
                .transpose()?
                .unwrap_or_default(),
        })
    }
}

/// The members of an object, all of them known.
fn members<'a>(value: &'a Value, owner: &str, what: &str, known: &[&str]) -> Result<&'a Map> {
    let Value::Object(members) = value else {
        return Err(Error::invalid(format!("{owner} is an object"))
            .with_hint(format!("It takes: {}", known.join(", "))));
    };
    match members.keys().find(|name| !known.contains(name)) {
        None => Ok(members),
        Some(name) => Err(unknown(owner, what, name, known)),
    }
}

fn method(value: &Value) -> Result<Method> {
    let name = value.as_str().unwrap_or_default();
    let known = Method::ALL.map(Method::name);
    Method::ALL
        .into_iter()
        .find(|method| method.name().eq_ignore_ascii_case(name))
        .ok_or_else(|| {
            option(
                "method",
                &format!("{} is none", shown(value)),
                &known.join(", "),
            )
        })
}

fn body(value: &Value) -> Result<String> {
    match value {
        Value::String(text) => Ok(text.clone()),
        _ => Err(option("body", "it is no text", "Give the document as XML")),
    }
}

fn display(value: &Value) -> Result<Display> {
    match value {
        Value::String(text) if text == "full" => Ok(Display::Full),
        Value::String(text) if text == "minimum" => Ok(Display::Minimum),
        Value::Array(_) => Ok(Display::Fields(texts("display", value)?)),
        _ => Err(option(
            "display",
            &format!("{} is none", shown(value)),
            "Give \"full\", \"minimum\" or a list of fields",
        )),
    }
}

fn sorts(value: &Value) -> Result<Vec<Sort>> {
    match value {
        Value::String(text) => Ok(vec![sort(text)]),
        _ => Ok(texts("sort", value)?
            .iter()
            .map(|text| sort(text))
            .collect()),
    }
}

/// `price`, `price_ASC` or `price_DESC`.
fn sort(text: &str) -> Sort {
    match text.rsplit_once('_') {
        Some((field, end)) if end.eq_ignore_ascii_case("asc") => Sort::ascending(field),
        Some((field, end)) if end.eq_ignore_ascii_case("desc") => Sort {
            field: field.to_string(),
            direction: Direction::Descending,
        },
        _ => Sort::ascending(text),
    }
}

fn limit(count: Option<&Value>, offset: Option<&Value>) -> Result<Option<Limit>> {
    let offset = offset.map(|offset| number("offset", offset)).transpose()?;
    let count = count.map(|count| number("limit", count)).transpose()?;
    match (count, offset) {
        (None, None) => Ok(None),
        (None, Some(_)) => Err(option(
            "offset",
            "it needs a limit",
            "Say how many records follow",
        )),
        (Some(count), offset) => Ok(Some(Limit {
            offset: offset.unwrap_or_default(),
            count,
        })),
    }
}

fn language(value: &Value) -> Result<Language> {
    let ids = match value {
        Value::Array(ids) => ids
            .iter()
            .map(|id| number("language", id))
            .collect::<Result<_>>()?,
        _ => vec![number("language", value)?],
    };
    Ok(Language::Ids(ids))
}

fn id_shop(value: &Value) -> Result<ShopId> {
    match value {
        Value::String(text) if text == "all" => Ok(ShopId::All),
        _ => number("id_shop", value).map(ShopId::One),
    }
}

fn schema(value: &Value) -> Result<Schema> {
    match value.as_str() {
        Some("blank") => Ok(Schema::Blank),
        Some("synopsis") => Ok(Schema::Synopsis),
        _ => Err(option(
            "schema",
            &format!("{} is none", shown(value)),
            "Give \"blank\" or \"synopsis\"",
        )),
    }
}

fn send_email(value: &Value) -> Result<bool> {
    // A shop takes the text "false" for yes.
    value.as_bool().ok_or_else(|| {
        option(
            "sendemail",
            &format!("{} is neither yes nor no", shown(value)),
            "Give true or false",
        )
    })
}

fn texts(name: &str, value: &Value) -> Result<Vec<String>> {
    let refuse = || {
        option(
            name,
            &format!("{} is no list of names", shown(value)),
            "Give names between brackets",
        )
    };
    let names = value.as_array().ok_or_else(refuse)?;
    names
        .iter()
        .map(|name| name.as_str().map(str::to_string).ok_or_else(refuse))
        .collect()
}

/// A whole number, or its digits as text; shops read `1abc` and `1.5` as 1.
fn number(name: &str, value: &Value) -> Result<u32> {
    let found = match value {
        Value::String(text) if text.bytes().all(|byte| byte.is_ascii_digit()) => text.parse().ok(),
        _ => value
            .as_whole()
            .and_then(|number| u32::try_from(number).ok()),
    };
    found.ok_or_else(|| {
        option(
            name,
            &format!("{} is no whole number", shown(value)),
            "Give digits only",
        )
    })
}

pub(super) fn shown(value: &Value) -> String {
    match value {
        Value::String(text) => quoted(text),
        Value::Array(_) => "a list".to_string(),
        Value::Object(_) => "an object".to_string(),
        _ => value.to_string(),
    }
}
