//! What a new step of an order brings about: stock, invoice, delivery, payment, a row of
//! the history, a mail.

use super::asking::{Asking, Mailing, Method};
use super::record::{Composed, Effect, Part, StateChange};
use super::rows::{has, table_row};
use super::{accounts, mail, stock};
use crate::options::ShopVersion;
use crate::resources::{Place, order, order_history, order_state};
use crate::store::Store;
use crate::tables::Row;
use crate::tables::value::Value;
use crate::webservice::errors::Refusal;
use order::Column::*;

/// The steps that mean the goods stay: «cancelled» and «payment failed».
const STOPPED: [u32; 2] = [6, 8];

/// The step a module makes of each.
const NEXT: [(u32, u32); 11] = [
    (1, 10),
    (2, 3),
    (3, 4),
    (4, 5),
    (5, 4),
    (6, 7),
    (7, 6),
    (8, 6),
    (9, 3),
    (10, 2),
    (11, 5),
];

impl StateChange {
    /// The change a record asks for; `named` says whether an order's body names its step.
    pub(super) fn of(
        store: &Store,
        asking: Asking,
        row: &Row,
        now: i64,
        named: bool,
    ) -> Option<StateChange> {
        let (order, to) = match (asking.resource.place, asking.method) {
            (Place::OrderHistories, Method::Post) => (
                row.id_in(order_history::Column::id_order),
                row.id_in(order_history::Column::id_order_state),
            ),
            (Place::Orders, Method::Put | Method::Patch) if named => {
                (row.id, row.id_in(current_state))
            }
            _ => return None,
        };
        let loaded = table_row(store, Place::Orders, order);
        let from = loaded.as_ref().map_or(0, |row| row.id_in(current_state));
        // Before 1.7.8 every step that is written is a new one.
        let written = asking.resource.place == Place::Orders;
        if written && from == to && !store.options.is_before_1_7_8() {
            return None;
        }
        Some(StateChange {
            order,
            loaded,
            from,
            to,
            now,
        })
    }

    /// What happens before an order is stored that names another step. Before 8 the
    /// customer is told, whether somebody has asked for it or not.
    pub(super) fn effects_of_an_order(&self, version: ShopVersion) -> Vec<Effect> {
        let mut effects = vec![
            Effect::Units,
            Effect::Order,
            Effect::Payment,
            Effect::History,
        ];
        if version < ShopVersion::V8_2 && self.to != 0 {
            effects.push(Effect::UnaskedMail);
        }
        effects
    }

    pub(super) fn happen(
        &mut self,
        effect: Effect,
        store: &mut Store,
        mailing: Mailing,
    ) -> Result<(), Refusal> {
        match effect {
            Effect::Units => self.move_units(store),
            Effect::Order => self.write_order(store),
            Effect::Payment => self.pay(store),
            Effect::History => self.add_history(store),
            Effect::Step => self.tell_the_order(store),
            Effect::Mail => {
                return mail::send(store, mailing, self.loaded.as_ref(), self.to);
            }
            Effect::UnaskedMail => {
                let asked = Mailing {
                    asked: true,
                    ..mailing
                };
                let _ = mail::send(store, asked, self.loaded.as_ref(), self.to);
            }
            Effect::NextStep => return self.move_on(store),
        }
        Ok(())
    }

    fn move_units(&self, store: &mut Store) {
        let sign = self.sign(store);
        if let Some(order) = self.loaded.as_ref().filter(|_| sign != 0) {
            stock::move_units(store, order, sign);
        }
    }

    /// -1 when the goods leave, 1 when they come back.
    fn sign(&self, store: &Store) -> i64 {
        if table_row(store, Place::OrderStates, self.from).is_none() {
            return 0;
        }
        let logable = |state| has(store, state, order_state::Column::logable);
        let stopped = |state| STOPPED.contains(&state);
        let again = store.options.version >= ShopVersion::V9_0;
        match (logable(self.from), logable(self.to)) {
            (false, true) if stopped(self.from) => -1,
            (true, false) if stopped(self.to) => 1,
            (false, false) if stopped(self.to) && !stopped(self.from) => 1,
            (false, false) if again && stopped(self.from) && !stopped(self.to) => -1,
            _ => 0,
        }
    }

    fn write_order(&mut self, store: &mut Store) {
        let Some(row) = &mut self.loaded else {
            return;
        };
        let now = Value::Moment(Some(self.now));
        let flag = |flag| has(store, self.to, flag);
        let (invoiced, delivered) = (
            flag(order_state::Column::invoice),
            flag(order_state::Column::delivery),
        );
        let is_valid = flag(order_state::Column::logable);
        row.set(current_state, Value::Number(i64::from(self.to)))
            .set(valid, Value::Number(i64::from(is_valid)))
            .set(date_upd, now.clone());
        if invoiced && row.id_in(invoice_number) == 0 {
            accounts::invoice(store, row, self.now);
        }
        if delivered && row.id_in(delivery_number) == 0 {
            let number = store.ledger.next_delivery_number();
            row.set(delivery_number, Value::Number(number))
                .set(delivery_date, now);
        }
        store.save_at(Place::Orders, row.clone());
    }

    fn pay(&mut self, store: &mut Store) {
        if !has(store, self.to, order_state::Column::paid) {
            return;
        }
        if let Some(row) = self.loaded.as_mut()
            && accounts::pay(store, row, self.now)
        {
            // The order as it was loaded, with the new sum: whatever came between is undone.
            store.save_at(Place::Orders, row.clone());
        }
    }

    fn add_history(&self, store: &mut Store) {
        use order_history::Column::*;
        let table = store.table(Place::OrderHistories);
        let last = table.map_or(0, |table| table.last_id());
        let mut row = Row::new(last.saturating_add(1));
        row.set(id_order, Value::Number(i64::from(self.order)))
            .set(id_order_state, Value::Number(i64::from(self.to)))
            .set(date_add, Value::Moment(Some(self.now)));
        store.save_at(Place::OrderHistories, row);
    }

    /// What the module does is a change of its own, without a mail.
    fn move_on(&self, store: &mut Store) -> Result<(), Refusal> {
        let Some((_, to)) = NEXT.iter().find(|(from, _)| *from == self.to) else {
            return Ok(());
        };
        let mut next = StateChange {
            order: self.order,
            loaded: table_row(store, Place::Orders, self.order),
            from: self.to,
            to: *to,
            now: self.now,
        };
        for effect in next.effects_of_an_order(ShopVersion::V9_0) {
            next.happen(effect, store, Mailing::default())?;
        }
        Ok(())
    }

    fn tell_the_order(&self, store: &mut Store) {
        if let Some(mut row) = table_row(store, Place::Orders, self.order) {
            row.set(current_state, Value::Number(i64::from(self.to)))
                .set(date_upd, Value::Moment(Some(self.now)));
            store.save_at(Place::Orders, row);
        }
    }
}

/// The parts of a new row of the history, whose order and step may not exist: each
/// version ends in its own way then.
pub(super) fn parts_of_a_history(composed: &Composed, store: &Store) -> Vec<Part> {
    let Some(change) = &composed.state_change else {
        return Vec::new();
    };
    // Nobody's order: the row is written before its order is missed.
    if change.order == 0 {
        return vec![Part::Base, Part::Fail(Refusal::Fatal)];
    }
    let ending = Part::Fail(match store.options.version {
        ShopVersion::V1_6 => Refusal::Text(200, "Invalid new order status"),
        ShopVersion::V1_7 => Refusal::Text(500, "Invalid new order status"),
        _ => Refusal::Fatal,
    });
    if change.loaded.is_none() {
        return vec![ending];
    }
    if change.to == 0 {
        return vec![Part::Base, Part::Effect(Effect::Step)];
    }
    if table_row(store, Place::OrderStates, change.to).is_none() {
        // 9 has moved the goods before it misses the step.
        return vec![Part::Effect(Effect::Units), ending];
    }
    vec![
        Part::Effect(Effect::Units),
        Part::Effect(Effect::Order),
        Part::Effect(Effect::Payment),
        Part::Base,
        Part::Effect(Effect::Step),
        Part::Effect(Effect::Mail),
    ]
}
