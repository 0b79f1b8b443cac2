//! A snapshot of an order: its status and the latest rows of its history.

use resources::{Declared, Order, OrderHistory, OrderState};
use xml::Tree;

use crate::client::Client;
use crate::client::join::join;
use crate::client::transport::Transport;
use crate::webservice::display::Display;
use crate::webservice::document::{Difference, Document, Reason};
use crate::webservice::error::{Error, ErrorKind, Result, Versions};
use crate::webservice::filter::Filter;
use crate::webservice::outcome::Saved;
use crate::webservice::query::{Query, Sort};

use super::full_record::{every_language, has_no_language};

/// The resource of status changes.
pub(super) const RESOURCE: &str = OrderHistory::RESOURCE.name;
/// How many rows are read after a change; no shop adds more at the same time.
const ROWS_READ: u32 = 20;

/// An order, read before and after a change of its status.
#[derive(Debug)]
pub(super) struct OrderSnapshot {
    /// The shop's own date of the order's last change.
    pub(super) dated: Option<String>,
    pub(super) state: Option<u32>,
    pub(super) rows: Vec<OrderHistory>,
}

impl<T: Transport> Client<T> {
    /// The state an order is to enter.
    ///
    /// # Errors
    /// `Validation` for one that is not there, or was deleted.
    pub(crate) async fn state(&self, id: u32) -> Result<OrderState> {
        let query = Query::of(Display::Default, vec![Filter::of_id("id", id)]);
        let found = self.list::<OrderState>(query).await?.into_iter().next();
        enterable(id, found)
    }

    /// The states of orders with their labels in every language up to a number, and in those of `more`:
    /// labels in inactive ones come only if these are named.
    pub(crate) async fn order_states_everywhere(&self, more: &[u32]) -> Result<Vec<OrderState>> {
        let query = Query::default().in_language(every_language(more));
        match self.list::<OrderState>(query).await {
            // It has none of these languages.
            Err(error) if has_no_language(&error) => Ok(Vec::new()),
            states => states,
        }
    }

    /// Reads the order from the list, which holds only the shop's own; a single order is returned to
    /// any shop.
    pub(super) async fn order_snapshot(&self, id: u32) -> Result<OrderSnapshot> {
        let orders = Query::of(
            Display::Fields(
                ["id", "current_state", "date_upd"]
                    .map(str::to_owned)
                    .to_vec(),
            ),
            vec![Filter::of_id("id", id)],
        );
        let rows = Query::of(Display::Default, vec![Filter::of_id("id_order", id)]);
        let rows = rows.first(ROWS_READ, vec![Sort::descending("id")]);
        let histories = self.knowing_ties();
        let (found, rows) = join(
            self.list::<Order>(orders.clone()),
            histories.list::<OrderHistory>(rows),
        )
        .await;
        let (mut found, rows) = (found?, rows?);
        // Somebody may have changed the status between the two reads. A shop updates the order before
        // it adds the row, so an order read after the row is at least as new.
        let last = rows.first().and_then(OrderHistory::id_order_state);
        if found
            .first()
            .is_some_and(|order| order.current_state() != last)
        {
            found = self.list::<Order>(orders).await?;
        }
        let Some(order) = found.into_iter().next() else {
            let shop = self.settings().id_shop;
            let place = shop.map_or("The shop".to_owned(), |id| format!("Shop {id}"));
            return Err(
                Error::new(ErrorKind::NotFound, format!("{place} has no order {id}."))
                    .with_hint("Check the id; in a multistore, give the shopId of the order's shop. Nothing was written.")
                    .with_field("id_order"),
            );
        };
        Ok(OrderSnapshot {
            state: order.current_state(),
            dated: order.date_upd().map(str::to_owned),
            rows,
        })
    }
}

impl OrderSnapshot {
    /// Whether the newest row is the same.
    pub(super) fn is_like(&self, other: &OrderSnapshot) -> bool {
        let newest = |snapshot: &OrderSnapshot| snapshot.rows.first().and_then(OrderHistory::id);
        newest(self) == newest(other)
    }

    /// The rows of its history behind one, the oldest first.
    pub(super) fn rows_after(&self, last: Option<u32>) -> Vec<&OrderHistory> {
        let is_new = |row: &&OrderHistory| row.id() > Some(last.unwrap_or(0));
        self.rows.iter().rev().filter(is_new).collect()
    }

    /// What the token of a status change covers: the order, its status, its last row.
    pub(super) fn document(&self, order: u32) -> Document {
        let last = self.rows.first().and_then(OrderHistory::id);
        let text = |number: Option<u32>| number.map_or(String::new(), |one| one.to_string());
        let fields = [
            ("id", text(last)),
            ("id_order", order.to_string()),
            ("id_order_state", text(self.state)),
        ];
        let fields = fields.map(|(name, value)| Tree::text(name, &value));
        Document::new(
            RESOURCE,
            Tree::of(OrderHistory::RESOURCE.item, fields.to_vec()),
        )
    }
}

/// A row of the history as a document.
pub(super) fn row(row: &OrderHistory) -> Document {
    let text = |number: Option<u32>| number.map_or("0".to_owned(), |one| one.to_string());
    let fields = [
        ("id", text(row.id())),
        ("id_employee", text(row.id_employee())),
        ("id_order_state", text(row.id_order_state())),
        ("id_order", text(row.id_order())),
        ("date_add", row.date_add().unwrap_or_default().to_owned()),
    ];
    let fields = fields.map(|(name, value)| Tree::text(name, &value));
    Document::new(
        RESOURCE,
        Tree::of(OrderHistory::RESOURCE.item, fields.to_vec()),
    )
}

/// The state that an order is to enter, as it was found.
///
/// # Errors
/// `Validation` for one that is not there, or was deleted.
pub(crate) fn enterable(id: u32, found: Option<OrderState>) -> Result<OrderState> {
    match found {
        Some(state) if state.deleted() != Some(true) => Ok(state),
        Some(_) => Err(no_state(format!("The order state {id} was deleted."))),
        None => Err(no_state(format!("The shop has no order state {id}."))),
    }
}

fn no_state(message: String) -> Error {
    Error::new(ErrorKind::Validation, message)
        .with_hint("Take an id from order_states. Nothing was sent.")
        .with_field("id_order_state")
}

/// The order left the new status again: a module does so at once, or somebody else did.
pub(super) fn moved_on(asked: &str, after: &OrderSnapshot) -> (Difference, String) {
    let state = after.state.map_or(String::new(), |id| id.to_string());
    let warning = format!(
        "The status was changed, and the order has moved on since: it is in state {state} now, by a module or by somebody else."
    );
    let difference = Difference {
        field: "id_order_state".to_owned(),
        language: None,
        asked: asked.to_owned(),
        stored: state,
        reason: Reason::MovedOn,
    };
    (difference, warning)
}

/// Somebody else changed the status at the same time.
pub(super) fn mixed(order: u32, before: &OrderSnapshot, after: &OrderSnapshot) -> Error {
    let json = |snapshot: &OrderSnapshot| snapshot.document(order).to_json().ok();
    let message =
        format!("orders {order}: its status was changed by somebody else at the same time.");
    Error::new(ErrorKind::Conflict, message)
        .with_hint("Look at the order's history before anything else: invoices and stock may have been booked twice.")
        .with_versions(Versions {
            expected: json(before),
            found: json(after),
        })
        // If it has no row, it may never have been saved.
        .with_saved(Saved::Unknown)
}
