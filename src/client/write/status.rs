//! A new status of an order: posted once, and never again without looking.

use json::{Map, Value};

use crate::client::join::join;
use crate::client::transport::Transport;
use crate::client::{Boxed, Client};
use crate::resources::{OrderHistory, OrderState};
use crate::webservice::call::{Call, Method};
use crate::webservice::document::Change;
use crate::webservice::error::{Error, ErrorKind, Result, Versions};
use crate::webservice::query::Query;
use crate::xml::Writer;

use super::confirm::{is_refusal, saved_anyway, unknown};
use super::standing::{RESOURCE, Standing, row};
use super::{WriteOptions, Written};

/// A status change that is asked for.
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
                    return Err(Error::refused(&[name, " cannot be given."], hint, name));
                }
            }
        }
        for (name, given) in [
            ("id_order", change.id_order),
            ("id_order_state", change.id_order_state),
        ] {
            if given == 0 {
                let hint = "Give id_order and id_order_state.";
                return Err(Error::refused(&[name, " is missing."], hint, name));
            }
        }
        Ok(change)
    }

    /// Without an id: shops refuse one. `sendemail` travels in the query, where alone it works.
    fn call(&self) -> Call {
        let mut body = Writer::new();
        body.open("order_history");
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
            ..Call::new(Method::Post, RESOURCE)
        }
    }
}

impl<T: Transport> Client<T> {
    /// Changes the status of an order, once. Order, state and the latest rows of its history
    /// are read first; after a failure the history tells whether it happened.
    ///
    /// # Errors
    /// `NotFound` for an order that is not in the shop; `Validation` for a state that is not
    /// there; `Conflict` where the order is not what was expected, or somebody else changed
    /// its status at the same time; `OutcomeUnknown` where the history cannot be read.
    pub fn change_status<'c>(
        &'c self,
        change: &'c StatusChange,
        options: &'c WriteOptions,
    ) -> Boxed<'c, Written> {
        Box::pin(async move {
            let _turn = self.turn("orders", change.id_order, options).await?;
            let (state, before) = join(
                self.state(change.id_order_state),
                self.standing(change.id_order),
            )
            .await;
            let (before, state) = (before?, state?);
            let shown = before.document(change.id_order);
            let token = shown.token(self.settings().id_shop);
            self.check_expected(options, &shown, &token)?;
            let call = self.in_shop(change.call());
            let latest = before.rows.first().map(row);
            let mut result = Written {
                is_preview: options.preview,
                token: Some(token.clone()),
                before: latest.clone(),
                warnings: warnings(change, &state),
                ..Written::default()
            };
            if before.state == Some(change.id_order_state) {
                result.after = latest;
                result.warnings = vec!["The order already has this status: nothing was written, and no e-mail was sent.".to_owned()];
                return Ok(result);
            }
            result.changes = vec![Change {
                field: "id_order_state".to_owned(),
                language: None,
                before: before.state.map_or(String::new(), |id| id.to_string()),
                after: change.id_order_state.to_string(),
            }];
            result.method = Some(Method::Post);
            if options.preview {
                self.shared.writes.seen.keep(&token, &shown.to_json()?);
                result.requests = vec![self.planned(&call)?];
                return Ok(result);
            }
            self.check_wanted().await?;
            let failure = match self.keep(&call, None).await {
                Ok(_) => None,
                Err(error) if is_refusal(&error) => return Err(error),
                Err(error) if error.kind() == ErrorKind::Aborted => {
                    return Err(unknown(&error, None));
                }
                Err(error) => Some(error),
            };
            self.posted(change, &before, failure, result).await
        })
    }

    /// What the history says of a change that was posted.
    async fn posted(
        &self,
        change: &StatusChange,
        before: &Standing,
        failure: Option<Error>,
        mut result: Written,
    ) -> Result<Written> {
        if let Some(failure) = &failure {
            self.let_finish(failure).await?;
        }
        let after = match (self.standing(change.id_order).await, &failure) {
            (Ok(after), _) => after,
            (Err(error), Some(failure)) => return Err(unknown(failure, Some(&error))),
            (Err(error), None) => {
                result.written = true;
                result.token = None;
                result.warnings.push(format!(
                    "The shop confirmed the change, but reading the order again failed: {}",
                    error.message()
                ));
                return Ok(result);
            }
        };
        let last = before.rows.first().and_then(OrderHistory::id).unwrap_or(0);
        let added: Vec<&OrderHistory> = after
            .rows
            .iter()
            .filter(|row| row.id().is_some_and(|id| id > last))
            .collect();
        let is_ours = |row: &&&OrderHistory| row.id_order_state() == Some(change.id_order_state);
        let ours = added.iter().find(is_ours).map(|ours| row(ours));
        let has_changed = after.state == Some(change.id_order_state);
        if added.len() > 1 {
            return Err(mixed(change, before, &after));
        }
        match (failure, ours) {
            (failure, Some(row)) => {
                if !has_changed {
                    return Err(mixed(change, before, &after));
                }
                result.warnings.extend(failure.as_ref().map(explained));
                result.after = Some(row);
            }
            (Some(failure), None) if has_changed => {
                result.warnings.push(explained(&failure));
                result
                    .warnings
                    .push("The history has no row of it.".to_owned());
            }
            (Some(failure), None) if after.state == before.state && added.is_empty() => {
                return Err(failure.and_hint(
                    "The order was read again and has its old status: nothing was changed, and it was not tried a second time.",
                ));
            }
            _ => return Err(mixed(change, before, &after)),
        }
        result.token = Some(
            after
                .document(change.id_order)
                .token(self.settings().id_shop),
        );
        result.written = true;
        Ok(result)
    }
}

fn warnings(change: &StatusChange, state: &OrderState) -> Vec<String> {
    let sends = state.send_email() == Some(true);
    match change.send_email && !sends {
        true => vec!["This state has no e-mail: none is sent.".to_owned()],
        false => Vec::new(),
    }
}

fn explained(failure: &Error) -> String {
    let is_mail = failure.codes().iter().any(|one| one.code == Some(46));
    let mut text = saved_anyway(failure);
    if is_mail {
        text.push_str(" Probably the e-mail to the customer could not be sent.");
    }
    text
}

fn mixed(change: &StatusChange, before: &Standing, after: &Standing) -> Error {
    let json = |standing: &Standing| standing.document(change.id_order).to_json().ok();
    let message = format!(
        "orders {}: its status was changed by somebody else at the same time.",
        change.id_order
    );
    Error::new(ErrorKind::Conflict, message)
        .with_hint("Look at the order's history before anything else: invoices and stock may have been booked twice.")
        .with_versions(Versions {
            expected: json(before),
            found: json(after),
        })
}

fn id(name: &str, value: &Value) -> Result<u32> {
    let whole = value.as_whole().and_then(|id| u32::try_from(id).ok());
    whole.filter(|id| *id > 0).ok_or_else(|| {
        let hint = "Give a whole number from 1 on.";
        Error::refused(&[name, " is no id."], hint, name)
    })
}
