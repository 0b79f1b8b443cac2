//! The shop: its tables and what hangs together.

use std::collections::BTreeSet;

use crate::catalogue::{customers, fixed, orders, products, states};
use crate::options::Options;
use crate::resources::{Place, Resource};
use crate::tables::{Row, Table};

/// A shop with everything in it.
#[derive(Debug)]
pub struct Store {
    pub(crate) options: Options,
    tables: Vec<(Place, Table)>,
    /// URLs that have been asked for, for faults that pass after the first time.
    pub(crate) seen: BTreeSet<String>,
}

impl Store {
    /// Builds the shop; the same options give the same shop.
    pub fn new(options: Options) -> Store {
        let goods = products::goods(options.products);
        let people = customers::customers(options.customers);
        let sales = orders::sales(&options, &goods, &people);
        let tables = vec![
            (Place::Categories, fixed::categories()),
            (Place::Combinations, goods.combinations),
            (Place::Customers, people),
            (Place::Languages, fixed::languages()),
            (Place::OrderDetails, sales.details),
            (Place::OrderHistories, sales.histories),
            (Place::OrderStates, states::states()),
            (Place::Orders, sales.orders),
            (Place::Products, goods.products),
            (Place::Shops, fixed::shops()),
            (Place::StockAvailables, goods.stock),
        ];
        Store {
            options,
            tables,
            seen: BTreeSet::new(),
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
            .map(|(_, table)| table)
    }

    pub(crate) fn row(&self, resource: &Resource, id: u32) -> Option<&Row> {
        self.table(resource.place)?.get(id)
    }
}
