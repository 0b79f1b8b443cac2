//! Runs that are held to one customer: how a caller asks for one, and what it may do.

use json::{Map, Value};

use super::answer;
use super::catalogue::Declaration;
use super::doc::Doc;
use super::shape::{Object, Property, Shape};
use crate::client::transport::Transport;
use crate::client::{Client, Hold, Who};
use crate::webservice::error::{Error, ErrorKind, Result};
use crate::webservice::names::shown;
use crate::webservice::number::number;

const ONLY_CUSTOMER: &str = "onlyCustomer";
const WRITES: &str = "writes";
const NO_CUSTOMER: &str = "Give { id } of a customer, or { email }.";

static HELD_ACCESS: Object = Object {
    name: Doc::new("HeldAccess"),
    description: Doc::new("What a call that is held to a customer may do."),
    properties: &[
        Property::new(
            "reads",
            Shape::List(&Shape::Text),
            "Actions that read: the customer's own records, and what the shop shows to everybody.",
        ),
        Property::new(
            "writes",
            Shape::List(&Shape::Text),
            "Actions that change the customer's own records; none unless the caller lists them.",
        ),
    ],
};

/// What a held call may do, for the answer about the key.
pub const ONLY_CUSTOMER_PROPERTY: Property = Property::new(
    "only_customer",
    Shape::Object(&HELD_ACCESS),
    "What this call may do, where it is held to a customer; `resources` and `optional` are empty then. Else null.",
)
.or_null();

/// Reads `{ onlyCustomer?: { id } | { email }, writes?: [action] }`; `None` where it holds nobody.
///
/// # Errors
/// `InvalidRequest` for anything else: what is ignored here would open the records of all customers.
pub fn read(options: &Value, catalogue: &[Declaration]) -> Result<Option<Hold>> {
    let empty = Map::new();
    let given = match options {
        Value::Object(given) => given,
        Value::Null => &empty,
        _ => {
            return Err(Error::about(
                "options",
                &["is no object"],
                "Give { signal } or such.",
            ));
        }
    };
    for name in given.keys() {
        if !matches!(name, ONLY_CUSTOMER | WRITES) {
            let hint = "Options of a run are onlyCustomer, writes and signal.";
            return Err(Error::about(&shown(name), &["is no option"], hint));
        }
    }
    let writes = writes(given.get(WRITES), catalogue)?;
    match given.get(ONLY_CUSTOMER) {
        Some(customer) => Ok(Some(Hold::new(who(customer)?, writes))),
        None if given.contains_key(WRITES) => {
            let hint = "It lists what a run may write that is held to a customer by onlyCustomer.";
            Err(Error::about(
                WRITES,
                &["has no effect without onlyCustomer"],
                hint,
            ))
        }
        None => Ok(None),
    }
}

fn who(given: &Value) -> Result<Who> {
    let Value::Object(members) = given else {
        return Err(Error::about(ONLY_CUSTOMER, &["is no object"], NO_CUSTOMER));
    };
    let mut members = members.iter();
    match (members.next(), members.next()) {
        (Some(("id", id)), None) => customer_id(id),
        (Some(("email", email)), None) => customer_email(email),
        _ => Err(Error::about(
            ONLY_CUSTOMER,
            &["must hold either id or email, and nothing else"],
            NO_CUSTOMER,
        )),
    }
}

fn customer_id(given: &Value) -> Result<Who> {
    let id = match given {
        Value::String(text) => number(text),
        _ => given.as_whole().and_then(|id| u32::try_from(id).ok()),
    };
    id.filter(|id| *id > 0).map(Who::Id).ok_or_else(|| {
        let hint = "Give a whole number from 1 on.";
        Error::about("onlyCustomer.id", &["is no id"], hint)
    })
}

fn customer_email(given: &Value) -> Result<Who> {
    let email = given.as_str().unwrap_or_default().trim();
    let is_address = |(before, after): (&str, &str)| !before.is_empty() && !after.is_empty();
    let is_odd = |one: char| one.is_whitespace() || one.is_control();
    match email.split_once('@').is_some_and(is_address) && !email.contains(is_odd) {
        true => Ok(Who::Email(email.to_owned())),
        false => {
            let hint = "Give the whole address, such as customer@example.com.";
            Err(Error::about(
                "onlyCustomer.email",
                &["is no e-mail address"],
                hint,
            ))
        }
    }
}

fn writes(given: Option<&Value>, catalogue: &[Declaration]) -> Result<Vec<String>> {
    let Some(given) = given else {
        return Ok(Vec::new());
    };
    let all = names(catalogue, true);
    let hint = ["Give a list of: ", &all.join(", ")].concat();
    let given = given.as_array();
    let given = given.ok_or_else(|| Error::about(WRITES, &["is no list"], &hint))?;
    let mut known = Vec::new();
    for name in given {
        match name.as_str().filter(|name| all.contains(name)) {
            Some(name) => known.push(name.to_owned()),
            None => {
                let name = shown(name.as_str().unwrap_or_default());
                let problem = ["names no action that writes: \"", &name, "\""];
                return Err(Error::about(WRITES, &problem, &hint));
            }
        }
    }
    Ok(known)
}

/// The names of the actions that write, or of those that read.
fn names(catalogue: &[Declaration], writes: bool) -> Vec<&'static str> {
    let are_meant = |one: &&Declaration| one.effect.writes().is_some() == writes;
    catalogue
        .iter()
        .filter(are_meant)
        .map(|one| one.name)
        .collect()
}

/// Lets an action run that a held client may run.
///
/// # Errors
/// `Permission` for one that writes, unless it is listed; nothing was sent.
pub async fn permit<T: Transport>(client: &Client<T>, action: &Declaration) -> Result<()> {
    let Some(hold) = client.hold() else {
        return Ok(());
    };
    let is_listed = hold.writes.iter().any(|name| name == action.name);
    let is_write = action.effect.writes().is_some();
    hold.may_write.set(is_write && is_listed);
    match is_write && !is_listed {
        false => {
            let resources = action.needs.iter().map(|need| need.resource);
            client.know_customer(resources).await
        }
        true => {
            let message = [
                "A call that is held to a customer may not run ",
                action.name,
                ".",
            ];
            Err(Error::new(ErrorKind::Permission, message.concat())
                .with_hint("Nothing was sent. To allow it, the caller lists it under `writes`.")
                .with_field(WRITES))
        }
    }
}

/// The error as it may be told: the versions of a record hold the merchant's own fields.
pub fn told<T>(client: &Client<T>, error: Error) -> Error {
    match client.hold() {
        Some(_) => error.without_versions(),
        None => error,
    }
}

/// What a held client may do, in the answer about the key, whose rights are the merchant's affair.
pub fn tell<T>(client: &Client<T>, output: &mut answer::Answer, catalogue: &[Declaration]) {
    let Some(hold) = client.hold() else {
        return;
    };
    let reads = names(catalogue, false).into_iter().map(Value::from);
    let writes = hold.writes.iter().map(|name| Value::from(name.as_str()));
    let mut may = answer::blank(&HELD_ACCESS);
    answer::set(&mut may, "reads", reads.collect::<Vec<Value>>());
    answer::set(&mut may, "writes", writes.collect::<Vec<Value>>());
    answer::set(output, "only_customer", Value::Object(may));
    for list in ["resources", "optional"] {
        answer::set(output, list, Vec::<Value>::new());
    }
    let summary = "This call is held to one customer: it reads that customer's records, and what the shop shows to everybody.";
    answer::set(output, "summary", summary);
}
