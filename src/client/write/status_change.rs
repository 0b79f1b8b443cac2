//! A new status as the caller gives it, and as it is sent.

use json::{Map, Value};
use resources::{Declared, OrderHistory};
use xml::Writer;

use crate::webservice::call::{Call, Method};
use crate::webservice::error::{Error, Result};
use crate::webservice::query::Query;

/// A new status of an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatusChange {
    /// The order.
    pub id_order: u32,
    /// The state it should enter.
    pub id_order_state: u32,
    /// The employee in whose name; `None` for nobody.
    pub id_employee: Option<u32>,
    /// Whether the customer gets the state's e-mail.
    pub send_email: bool,
}

impl StatusChange {
    /// Reads `{ id_order, id_order_state, id_employee? }`.
    ///
    /// # Errors
    /// `InvalidRequest` for anything else: a shop would ignore it.
    pub fn read(fields: &Map, send_email: bool) -> Result<Self> {
        let mut change = StatusChange {
            id_order: 0,
            id_order_state: 0,
            id_employee: None,
            send_email,
        };
        for (name, value) in fields.iter() {
            match name {
                "id_order" => change.id_order = id(name, value)?,
                "id_order_state" => change.id_order_state = id(name, value)?,
                "id_employee" if *value == Value::Null => {}
                "id_employee" => change.id_employee = Some(id(name, value)?),
                _ => {
                    let hint = "Give id_order, id_order_state and perhaps id_employee.";
                    return Err(Error::about(name, &["cannot be given"], hint));
                }
            }
        }
        for (name, given) in [
            ("id_order", change.id_order),
            ("id_order_state", change.id_order_state),
        ] {
            if given == 0 {
                let hint = "Give id_order and id_order_state.";
                return Err(Error::about(name, &["is missing"], hint));
            }
        }
        Ok(change)
    }

    /// Without an id, which shops refuse. `sendemail` works in the query only.
    pub(super) fn call(&self) -> Call {
        let mut body = Writer::new();
        body.open(OrderHistory::RESOURCE.item);
        let employee = self.id_employee.map(|id| id.to_string());
        for (name, value) in [
            ("id_order", Some(self.id_order.to_string())),
            ("id_order_state", Some(self.id_order_state.to_string())),
            ("id_employee", employee),
        ] {
            if let Some(value) = value {
                body.text(name, &[], &value);
            }
        }
        Call {
            query: Query {
                send_email: self.send_email,
                ..Query::default()
            },
            body: Some(body.finish()),
            ..Call::new(Method::Post, OrderHistory::RESOURCE.name)
        }
    }
}

fn id(name: &str, value: &Value) -> Result<u32> {
    let number = match value {
        Value::String(text) => text.parse().ok(),
        _ => value.as_whole().and_then(|id| u32::try_from(id).ok()),
    };
    number.filter(|id| *id > 0).ok_or_else(|| {
        let hint = "Give a whole number from 1 on.";
        Error::about(name, &["is no id"], hint)
    })
}
