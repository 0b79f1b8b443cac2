//! The JavaScript form of a call. Whatever it does not know is refused by name: a shop
//! would skip it and answer with the whole list.

use std::slice;

use json::Value;

use super::call::{Call, Method};
use super::checked::Checked;
use super::display::Display;
use super::error::{Error, Result};
use super::filter_json::set_filters;
use super::names::{shown_value, unknown};
use super::number::number;
use super::option::option;
use super::price::ComputedPrice;
use super::query::{Direction, Language, Limit, Query, Schema, ShopId, Sort};
use super::raw_body::check_body;

const CALL: &[&str] = &["resource", "method", "id", "query", "body"];
const QUERY: &[&str] = &[
    "price",
    "query",
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

/// As long as `zh-hans-cn`.
const LONGEST_CODE: usize = 12;

impl Call {
    /// Reads `{ resource, method?, id?, query?, body? }` and checks it.
    ///
    /// # Errors
    /// `InvalidRequest` naming the option that is unknown or does not work, and for a body
    /// that a shop would ignore, misread or lose data with.
    pub fn from_json(value: &Value) -> Result<Checked> {
        let mut call = Call::default();
        let mut has_resource = false;
        for (name, value) in members(value, "call", CALL)? {
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
                    return Err(option(name, &["is no text"], "Give the document as XML"));
                }
                _ => return Err(unknown("a call", "member", name, CALL)),
            }
        }
        if !has_resource {
            return Err(option(
                "resource",
                &["is no text"],
                "Name it, like \"products\"; \"\" is the root",
            ));
        }
        let call = call.checked()?;
        check_body(&call)?;
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
        for (name, value) in members(value, "query", QUERY)? {
            match name {
                "limit" => count = Some(whole(name, value)?),
                "offset" => offset = Some(whole(name, value)?),
                _ => query.set(name, value)?,
            }
        }
        query.limit = limit(count, offset)?;
        Ok(query)
    }

    /// Sets any option but the two that go together.
    fn set(&mut self, name: &str, value: &Value) -> Result<()> {
        match name {
            "display" => self.display = display(value)?,
            "filter" => set_filters(value, &mut self.filter)?,
            "sort" => {
                for one in one_or_many(value) {
                    self.sort.push(sort(text(name, one)?));
                }
            }
            "language" => {
                self.language = languages(value)?;
            }
            "id_shop" if value.as_str() == Some("all") => self.id_shop = Some(ShopId::All),
            "id_shop" => self.id_shop = Some(ShopId::One(whole(name, value)?)),
            "id_shop_group" => self.id_shop_group = Some(whole(name, value)?),
            "schema" => self.schema = Some(schema(value)?),
            "sendemail" => self.send_email = send_email(value)?,
            "price" => self.price = ComputedPrice::all(value)?,
            "query" => {
                let refuse = || misfit(name, value, "is no text", "Give the words to look for");
                self.search = Some(value.as_str().ok_or_else(refuse)?.to_owned());
            }
            _ => return Err(unknown("a query", "option", name, QUERY)),
        }
        Ok(())
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
        _ => {
            let hint = ["It takes: ", &known.join(", ")].concat();
            Err(Error::about(owner, &["is no object"], &hint))
        }
    }
}

/// Ids, or ids and ISO codes such as `fr` and `en-us`.
fn languages(value: &Value) -> Result<Language> {
    let is_code = |text: &str| {
        let is_letter = |one: u8| one.is_ascii_alphabetic() || matches!(one, b'-' | b'_');
        (2..=LONGEST_CODE).contains(&text.len()) && text.bytes().all(is_letter)
    };
    let (mut ids, mut named, mut has_code) = (Vec::new(), Vec::new(), false);
    for one in one_or_many(value) {
        match one.as_str().map(str::trim).filter(|text| is_code(text)) {
            Some(code) => {
                named.push(code.to_owned());
                has_code = true;
            }
            None => {
                let id = whole("language", one)?;
                ids.push(id);
                named.push(id.to_string());
            }
        }
    }
    Ok(match has_code {
        true => Language::Named(named),
        false => Language::Ids(ids),
    })
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
    let names = match value {
        Value::String(text) if text == "full" => return Ok(Display::Full),
        Value::String(text) if text == "minimum" => return Ok(Display::Minimum),
        Value::Array(names) => names,
        _ => {
            let hint = "Give \"full\", \"minimum\" or a list of fields";
            return Err(misfit("display", value, "is none", hint));
        }
    };
    let mut fields = Vec::new();
    for name in names {
        fields.push(text("display", name)?.to_owned());
    }
    Ok(Display::Fields(fields))
}

/// The items of a list, or the one value that stands without.
fn one_or_many(value: &Value) -> &[Value] {
    value.as_array().unwrap_or(slice::from_ref(value))
}

fn text<'a>(name: &str, value: &'a Value) -> Result<&'a str> {
    let refuse = || misfit(name, value, "is no name of a field", "Give names as texts");
    value.as_str().ok_or_else(refuse)
}

/// `price`, `price_ASC` or `price_DESC`.
fn sort(text: &str) -> Sort {
    const ENDS: [(&str, Direction); 2] = [
        ("_ASC", Direction::Ascending),
        ("_DESC", Direction::Descending),
    ];
    for (end, direction) in ENDS {
        let at = text.len().checked_sub(end.len());
        if let Some((field, found)) = at.and_then(|at| text.split_at_checked(at))
            && found.eq_ignore_ascii_case(end)
        {
            return Sort {
                field: field.to_owned(),
                direction,
            };
        }
    }
    Sort::ascending(text)
}

fn limit(count: Option<u32>, offset: Option<u32>) -> Result<Option<Limit>> {
    match (count, offset) {
        (None, None) => Ok(None),
        (None, Some(_)) => Err(option(
            "offset",
            &["needs a limit"],
            "Say how many records follow",
        )),
        (Some(count), offset) => Ok(Some(Limit {
            offset: offset.unwrap_or_default(),
            count,
        })),
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
    option(name, &[reason, ": ", &shown_value(value)], hint)
}
