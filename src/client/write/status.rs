//! A new status of an order: sent once, and never again without looking.

use resources::{Declared, Order, OrderHistory, OrderState};

use crate::client::join::join;
use crate::client::transport::Transport;
use crate::client::{Boxed, Client, lacks};
use crate::webservice::call::Method;
use crate::webservice::document::{Change, Document};
use crate::webservice::error::{Error, ErrorKind, Result};
use crate::webservice::outcome::Saved;
use crate::webservice::query::Language;

use super::confirm::{explained, is_of_mail};
use super::effects;
use super::order_snapshot::{OrderSnapshot, RESOURCE, mixed, moved_on, row};
use super::outcome::written_later;
use super::queue::Turn;
use super::settle::LAG_MS;
use super::unsettled::{UnsettledWrite, record_of};
use super::written::{CAME_LATE, WriteOptions, Written};

pub use super::status_change::StatusChange;

impl<T: Transport> Client<T> {
    /// Changes the status of an order, once. Order, state and the latest rows of its history
    /// are read first; after a failure the history shows whether it happened.
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
            options.check()?;
            let (looked, state) = join(
                self.look_at_order(change.id_order, options),
                self.state(change.id_order_state),
            )
            .await;
            let (looked, state) = (looked?, state?);
            self.enter_status(looked, change, state, options).await
        })
    }

    /// Changes the status of an order that was looked at.
    ///
    /// # Errors
    /// Those of [`Client::change_status`].
    pub(crate) fn enter_status<'c>(
        &'c self,
        looked: LookedAt,
        change: &'c StatusChange,
        state: OrderState,
        options: &'c WriteOptions,
    ) -> Boxed<'c, Written> {
        Box::pin(async move {
            let record = record_of(Order::RESOURCE.name, change.id_order);
            // The turn is held until all of this has ended.
            let LookedAt { _turn, before } = looked;
            let before = match before {
                Some(before) => before,
                None => {
                    let asked = change.id_order_state.to_string();
                    let is_equal = |write: &UnsettledWrite| {
                        let mut changes = write.changes.iter();
                        write.order.is_some() && changes.any(|one| one.after == asked)
                    };
                    // The order may have moved on since: then its status is not what was asked for now.
                    let earlier = self.earlier(&record, options, &is_equal).await?;
                    if let Some((earlier, observation)) = earlier {
                        let mut written = written_later(&earlier, observation);
                        written.warnings.push(CAME_LATE.to_owned());
                        return Ok(written);
                    }
                    self.order_snapshot(change.id_order).await?
                }
            };
            let document = before.document(change.id_order);
            let token = document.token(self.settings().id_shop);
            self.check_expected(options, &document, &token)?;
            let call = self.in_shop(change.call());
            let latest = before.rows.first().map(row);
            let mut result = Written {
                is_preview: options.preview,
                token: Some(token.clone()),
                before: latest.clone(),
                warnings: warnings(change, &state),
                effects: effects::of_status(change, &state),
                ..Written::default()
            };
            if before.state == Some(change.id_order_state) {
                result.after = latest;
                result.effects = Vec::new();
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
                self.shared.writes.seen.keep(&token, &document.to_json()?);
                result.requests = vec![self.planned(&call)?];
                result.warnings.extend(self.may_still_come(&record));
                return Ok(result);
            }
            let write = UnsettledWrite {
                resource: RESOURCE.to_owned(),
                method: Method::Post,
                id: None,
                order: Some(change.id_order),
                last: before.rows.first().and_then(OrderHistory::id),
                id_shop: self.settings().id_shop,
                changes: result.changes.clone(),
                dated: before.dated.clone(),
                sent_at: self.transport().now_ms().floor(),
            };
            let under_way = self.announce(&write).await?;
            let answer = self.keep(&call, None).await;
            let written = match answer {
                Ok(answer) => {
                    let read = self.read_status(change, &before, &answer, result).await;
                    under_way.ended();
                    read
                }
                Err(failure) => {
                    under_way.ended();
                    result.warnings.push(explained(&failure));
                    result.is_mail_lost = is_of_mail(&failure);
                    let observation = self.settled(&write, &Language::All, failure).await?;
                    match observation.order {
                        Some(after) => self.status_changed(change, &before, &after, None, result),
                        None => Err(lacks("order")),
                    }
                }
            };
            // One of the rows may be its own: repeating the call must not add another.
            if matches!(&written, Err(error) if error.kind() == ErrorKind::Conflict) {
                self.shared.writes.unsettled.remember(write.clone());
                self.shared.writes.unsettled.come(&write);
            }
            written
        })
    }

    /// Waits for the earlier writes to the order and reads it, unless one of them has to be looked at
    /// before.
    ///
    /// # Errors
    /// `NotFound` for an order that is not in the shop.
    pub(crate) async fn look_at_order(&self, id: u32, options: &WriteOptions) -> Result<LookedAt> {
        let name = Order::RESOURCE.name;
        self.check_writable(name, id, [].into_iter()).await?;
        let turn = self.turn(name, id, options).await?;
        let before = match !options.preview && self.has_earlier(&record_of(name, id)) {
            true => None,
            false => Some(self.order_snapshot(id).await?),
        };
        Ok(LookedAt {
            _turn: turn,
            before,
        })
    }

    /// Reads the order again after the shop has answered.
    async fn read_status(
        &self,
        change: &StatusChange,
        before: &OrderSnapshot,
        answer: &Document,
        mut result: Written,
    ) -> Result<Written> {
        let is_untouched =
            |after: &OrderSnapshot| after.state == before.state && after.is_like(before);
        let mut read = self.order_snapshot(change.id_order).await;
        // A replica of the shop's database may lag behind.
        if read.as_ref().is_ok_and(is_untouched) {
            let _ = self.transport().sleep(LAG_MS).await;
            read = self.order_snapshot(change.id_order).await;
        }
        match read {
            Ok(after) if is_untouched(&after) => Err(status_not_changed(change)),
            Ok(after) => self.status_changed(change, before, &after, answer.id(), result),
            Err(error) => {
                result.written = true;
                result.token = None;
                result.warnings.push(format!(
                    "The shop confirmed the change, but reading the order again failed: {}",
                    error.message()
                ));
                Ok(result)
            }
        }
    }

    /// What the order and its history show of a change that was sent.
    fn status_changed(
        &self,
        change: &StatusChange,
        before: &OrderSnapshot,
        after: &OrderSnapshot,
        id: Option<u32>,
        mut result: Written,
    ) -> Result<Written> {
        let last = before.rows.first().and_then(OrderHistory::id);
        let added = after.rows_after(last);
        let is_asked = |row: &OrderHistory| row.id_order_state() == Some(change.id_order_state);
        let is_answered = |row: &OrderHistory| row.id() == id && is_asked(row);
        let is_ours = |row: &&OrderHistory| match added.iter().any(|row| is_answered(row)) {
            true => is_answered(row),
            false => is_asked(row),
        };
        match added.iter().position(is_ours) {
            // Somebody else's row comes before it, or another one of the same status after it.
            Some(at) if at > 0 || added.iter().skip(1).any(|row| is_asked(row)) => {
                let mixed = mixed(change.id_order, before, after);
                // Without its id the row may be somebody else's.
                return Err(match added.get(at).is_some_and(|row| is_answered(row)) {
                    true => mixed.with_saved(Saved::Yes),
                    false => mixed,
                });
            }
            Some(at) => {
                result.after = added.get(at).map(|ours| row(ours));
                if after.state != Some(change.id_order_state) {
                    let asked = change.id_order_state.to_string();
                    let (difference, warning) = moved_on(&asked, after);
                    result.differences.push(difference);
                    result.warnings.push(warning);
                }
            }
            None if after.state == Some(change.id_order_state) => {
                result.warnings.push(NO_ROW.to_owned());
            }
            None => return Err(mixed(change.id_order, before, after)),
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

/// An order whose status is about to be changed; nobody else of this client writes it meanwhile.
#[derive(Debug)]
pub(crate) struct LookedAt {
    _turn: Turn,
    /// `None` where earlier writes to it have to be looked at before.
    before: Option<OrderSnapshot>,
}

/// The warning if the shop stopped before it had done everything for a new status.
const NO_ROW: &str = "The order has the new status, but its history has no row of it: the shop stopped in between. Invoice, payment, stock and the e-mail may be missing; look at the order in the back office.";

fn warnings(change: &StatusChange, state: &OrderState) -> Vec<String> {
    let sends = state.send_email() == Some(true);
    match change.send_email && !sends {
        true => vec!["This state has no e-mail: none is sent.".to_owned()],
        false => Vec::new(),
    }
}

fn status_not_changed(change: &StatusChange) -> Error {
    let message = format!(
        "The shop answered as if it had changed the status of order {}, but nothing was changed: status and history are as before.",
        change.id_order
    );
    Error::new(ErrorKind::Server, message)
        .with_hint("Something between here and the shop answers in its place. Use the shop's own address, exactly as it stands in its settings.")
}
