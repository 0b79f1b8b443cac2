//! The shop: its tables and what hangs together.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use crate::catalogue::{
    belongings, dates, delivery, filled, fixed, labels, makers, money, orders, parcels, shops,
    staff, states,
};
use crate::changes::{self, Change};
use crate::ledger::Ledger;
use crate::options::Options;
use crate::resources::{Place, Resource, order, order_carrier};
use crate::tables::moment::NOW;
use crate::tables::value::Value;
use crate::tables::{BASE, Row, Table};
use crate::waiting::Waiting;

/// A mail the shop has sent to a customer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mail {
    /// The customer's address.
    pub to: String,
    /// Name of the template of the step; `in_transit` for that of a parcel.
    pub template: String,
    /// The order it is about.
    pub id_order: u32,
    /// The step of the order the mail tells about; of a parcel, that of its order.
    pub id_order_state: u32,
    /// Name of the order's shop, whatever address the request had.
    pub shop: String,
}

/// A shop with everything in it. A clone shares the tables until one of the two writes them:
/// whoever needs many shops of one kind builds one.
#[derive(Debug, Clone)]
pub struct Store {
    pub(crate) options: Options,
    tables: Vec<(Place, Rc<Table>)>,
    /// URLs that have been asked for, for faults that pass after the first time.
    pub(crate) seen: BTreeSet<String>,
    pub(crate) mails: Vec<Mail>,
    /// The images that were uploaded, by id.
    pub(crate) images: BTreeMap<u32, Vec<u8>>,
    changes: Vec<Change>,
    pub(crate) ledger: Ledger,
    pub(crate) waiting: Waiting,
    /// Writes since the start: the clock of a shop whose options have none.
    writes: i64,
}

impl Store {
    /// Builds the shop; the same options give the same shop.
    pub fn new(options: Options) -> Store {
        let goods = filled::goods(&options);
        let people = filled::customers(&options);
        let sales = orders::sales(&options, &goods, &people);
        let ledger = ledger(&sales.orders);
        let mut tables = if options.further_shops {
            vec![
                (Place::Carts, belongings::carts(&sales.orders)),
                (Place::SpecificPrices, belongings::specific_prices()),
            ]
        } else {
            vec![(Place::SpecificPrices, money::deals(&goods.products))]
        };
        tables.extend([
            (Place::Addresses, belongings::addresses(&people)),
            (Place::Carriers, delivery::couriers()),
            (Place::Categories, fixed::categories(&options)),
            (Place::Combinations, goods.combinations),
            (Place::Countries, delivery::countries()),
            (Place::Currencies, money::currencies()),
            (Place::Customers, people),
            (Place::Employees, staff::employees(options.version)),
            (Place::Languages, fixed::languages()),
            (Place::Manufacturers, makers::manufacturers(&options)),
            (Place::OrderCarriers, parcels::carriers(&sales.orders)),
            (Place::OrderDetails, sales.details),
            (Place::OrderHistories, sales.histories),
            (Place::OrderPayments, parcels::payments(&sales.orders)),
            (Place::OrderStates, states::states()),
            (Place::Orders, sales.orders),
            (Place::ProductOptionValues, labels::option_values()),
            (Place::ProductOptions, labels::options()),
            (Place::Products, goods.products),
            (Place::Shops, shops::shops(&options)),
            (Place::StockAvailables, goods.stock),
            (Place::Suppliers, makers::suppliers()),
        ]);
        for (place, table) in &mut tables {
            dates::move_to(options.now.unwrap_or(NOW), *place, table);
        }
        let tables = tables.into_iter();
        Store {
            options,
            tables: tables
                .map(|(place, table)| (place, Rc::new(table)))
                .collect(),
            seen: BTreeSet::new(),
            mails: Vec::new(),
            images: BTreeMap::new(),
            changes: Vec::new(),
            ledger,
            waiting: Waiting::default(),
            writes: 0,
        }
    }

    /// The shop's options.
    pub fn options(&self) -> &Options {
        &self.options
    }

    pub(crate) fn table(&self, place: Place) -> Option<&Table> {
        self.tables
            .iter()
            .find(|(held, _)| *held == place)
            .map(|(_, table)| &**table)
    }

    /// Whether there are records of that kind at all.
    pub(crate) fn serves(&self, resource: &Resource) -> bool {
        self.table(resource.place).is_some()
    }

    pub(crate) fn row(&self, resource: &Resource, id: u32) -> Option<&Row> {
        self.table(resource.place)?.get(id)
    }

    /// The mails sent since the start, oldest first.
    pub fn mails(&self) -> &[Mail] {
        &self.mails
    }

    /// Every stored value that has changed since the start, oldest first.
    pub fn changes(&self) -> &[Change] {
        &self.changes
    }

    /// Writes down what was added to a table that is no resource.
    pub(crate) fn note(&mut self, record: &str, fields: &[(&str, String)]) {
        let came = std::iter::once(("", "record".to_owned()));
        let fields = came.chain(fields.iter().map(|(name, value)| (*name, value.clone())));
        let noted =
            fields.map(|(name, value)| changes::change(record, name, BASE, None, Some(value)));
        self.changes.extend(noted);
    }

    /// The present, in seconds since 1970 and in the shop's own time; of a shop whose options have
    /// none, that of its catalogue.
    pub fn now(&self) -> i64 {
        match self.options.now {
            Some(now) => now.saturating_add(self.waiting.seconds()),
            None => NOW,
        }
    }

    /// The moment of a write.
    pub(crate) fn tick(&mut self) -> i64 {
        self.writes = self.writes.saturating_add(1);
        match self.options.now {
            Some(_) => self.now(),
            None => NOW.saturating_add(self.writes.saturating_mul(60)),
        }
    }

    pub(crate) fn save(&mut self, resource: &Resource, row: Row) {
        self.save_at(resource.place, row);
    }

    pub(crate) fn save_at(&mut self, place: Place, row: Row) {
        let before = self.table(place).and_then(|table| table.get(row.id));
        let mut found = changes::between(place, before, Some(&row));
        self.changes.append(&mut found);
        let parcel = (place == Place::OrderCarriers).then(|| row.clone());
        if let Some(table) = self.table_mut(place) {
            table.set(row);
        }
        if let Some(parcel) = parcel {
            self.follow(&parcel);
        }
    }

    /// The number of an order is that of its first parcel: no table has it a second time.
    fn follow(&mut self, parcel: &Row) {
        let order = parcel.id_in(order_carrier::Column::id_order);
        let of_order = |row: &&Row| row.id_in(order_carrier::Column::id_order) == order;
        let parcels = self.table(Place::OrderCarriers);
        let first = parcels.and_then(|table| table.iter().find(of_order));
        let is_first = first.is_some_and(|first| first.id == parcel.id);
        let number = parcel.stored(BASE, order_carrier::Column::tracking_number.into());
        let number = number.cloned().unwrap_or(Value::word(""));
        if let Some(row) = self.table_mut(Place::Orders)
            && let Some(row) = row.get_mut(order)
            && is_first
        {
            row.set(order::Column::shipping_number, number);
        }
    }

    pub(crate) fn remove(&mut self, resource: &Resource, id: u32) {
        self.remove_at(resource.place, id);
    }

    pub(crate) fn remove_at(&mut self, place: Place, id: u32) {
        let before = self.table(place).and_then(|table| table.get(id));
        let mut found = changes::between(place, before, None);
        self.changes.append(&mut found);
        if let Some(table) = self.table_mut(place) {
            table.remove(id);
        }
    }

    /// Replaces the ids of an association.
    pub(crate) fn link(&mut self, resource: &Resource, id: u32, association: u8, ids: Vec<u32>) {
        self.link_at(resource.place, id, association, ids);
    }

    pub(crate) fn link_at(&mut self, place: Place, id: u32, association: u8, ids: Vec<u32>) {
        let row = self.table(place).and_then(|table| table.get(id)).cloned();
        if let Some(mut row) = row {
            row.link(association, ids);
            self.save_at(place, row);
        }
    }

    fn table_mut(&mut self, place: Place) -> Option<&mut Table> {
        self.tables
            .iter_mut()
            .find(|(held, _)| *held == place)
            .map(|(_, table)| Rc::make_mut(table))
    }
}

/// The invoices and payments behind the orders of the catalogue.
fn ledger(orders: &Table) -> Ledger {
    use order::Column::*;
    let mut ledger = Ledger::default();
    for row in orders.iter() {
        let number =
            |column: order::Column| row.stored(BASE, column.into()).map_or(0, Value::number);
        let money =
            |column: order::Column| row.stored(BASE, column.into()).map_or(0, Value::millionths);
        ledger.remember(
            row.id,
            (number(invoice_number), number(delivery_number)),
            money(total_paid_tax_incl),
            money(total_paid_real),
        );
    }
    ledger
}
