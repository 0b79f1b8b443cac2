//! `GET` and `HEAD` of a resource: one record, a list, a schema.

use super::cells::Cells;
use super::context::{Context, Reach};
use super::display::{self, Shown};
use super::document::{Format, Printing};
use super::errors::Refusal;
use super::filter::Filters;
use super::guard;
use super::order::{Limit, Sort};
use super::price;
use super::schema::{self, Drawing};
use crate::catalogue::shops;
use crate::options::ShopVersion;
use crate::query::{Query, php_int};
use crate::resources::{Place, Resource, Scope, customer, order, stock_available};
use crate::store::Store;
use crate::tables::Row;

/// A question about a resource, after key, shop and method were found good.
#[derive(Debug)]
pub(crate) struct Reading<'a> {
    pub(crate) store: &'a Store,
    pub(crate) resource: &'static Resource,
    pub(crate) context: Context,
    pub(crate) languages: &'a [u32],
    pub(crate) query: &'a Query,
    pub(crate) base: &'a str,
    pub(crate) format: Format,
}

impl Reading<'_> {
    /// The document asked for.
    pub(crate) fn answer(&self, id: Option<&str>) -> Result<String, Refusal> {
        match id {
            Some(id) => self.one(id),
            None => self.list().map_err(|refusal| match &refusal {
                Refusal::Errors { entries, .. }
                    if entries.iter().any(|entry| entry.code == 128) =>
                {
                    refusal
                }
                _ => {
                    let options = &self.store.options;
                    refusal.in_a_list(options.version, options.php_warnings)
                }
            }),
        }
    }

    fn one(&self, id: &str) -> Result<String, Refusal> {
        let computed = price::computed(self.query, self.resource, self.store)?;
        let shown = match self.query.get("display") {
            // 1.6 understands fields in lists only.
            Some(text) if self.store.options.version < ShopVersion::V1_7 && text != "full" => {
                Shown::Minimum
            }
            _ => self.shown(&computed, false)?,
        };
        let row = u32::try_from(php_int(id))
            .ok()
            .and_then(|id| self.store.row(self.resource, id))
            .ok_or(Refusal::Missing)?;
        if !self.context.several() && !self.is_of_the_shop(row) {
            return Err(Refusal::not_in_the_shop(self.resource.class, row.id));
        }
        guard::may_read(self.store, self.resource, self.context, row)?;
        Ok(self.writing(&shown, &computed).one(row, self.format))
    }

    fn list(&self) -> Result<String, Refusal> {
        let version = self.store.options.version;
        if let Some(text) = self.query.get("schema") {
            return Ok(Drawing {
                schema: schema::named(text)?,
                resource: self.resource,
                version,
                languages: self.languages,
                base: self.base,
            }
            .draw(self.format));
        }
        let computed = price::computed(self.query, self.resource, self.store)?;
        let shown = self.shown(&computed, true)?;
        let filters = Filters::parse(self.query, self.resource, version)?;
        let sort = Sort::parse(self.query, self.resource, version)?;
        let limit = Limit::parse(self.query)?;
        let writing = self.writing(&shown, &computed);
        if filters.sql_error || sort.sql_error || limit.sql_error() {
            // Before 8 the database's error is swallowed and looks like an empty list.
            return if version >= ShopVersion::V8_2 {
                Err(Refusal::Fatal)
            } else {
                Ok(writing.list(&[], self.format))
            };
        }
        let found: Vec<&Row> = self
            .store
            .table(self.resource.place)
            .into_iter()
            .flat_map(|table| table.as_found())
            .filter(|row| self.is_listed(row))
            .filter(|row| filters.accept(row, &writing.cells))
            .collect();
        let rows = limit.apply(sort.apply(found, &writing.cells));
        Ok(writing.list(&rows, self.format))
    }

    fn shown(&self, computed: &[price::Computed], list: bool) -> Result<Shown, Refusal> {
        display::shown(
            self.query.get("display"),
            self.resource,
            self.store.options.version,
            computed,
            list,
        )
    }

    fn writing<'a>(&'a self, shown: &'a Shown, computed: &'a [price::Computed]) -> Printing<'a> {
        Printing {
            store: self.store,
            cells: Cells {
                resource: self.resource,
                shop: self.context.shop,
                shops: self.context.targets,
                languages: self.languages,
                unsaid: &[],
            },
            shown,
            computed,
            base: self.base,
            version: self.store.options.version,
        }
    }

    /// Whether the shop may be asked for the single record.
    fn is_of_the_shop(&self, row: &Row) -> bool {
        let shop = self.context.shop;
        match self.resource.scope {
            Scope::OwnRecords => row.in_shop(shop),
            Scope::OwnAlone => stock_available::is_of(row, shop),
            Scope::Everything | Scope::OwnList | Scope::SharedList => true,
        }
    }

    /// Whether the shop's list has the record. Several shops at once widen only orders
    /// and customers.
    fn is_listed(&self, row: &Row) -> bool {
        let context = self.context;
        match self.resource.scope {
            Scope::Everything | Scope::OwnAlone => true,
            Scope::OwnRecords => row.in_shop(context.shop),
            Scope::OwnList => {
                debug_assert_eq!(self.resource.place, Place::Orders);
                context.reach == Reach::All
                    || context.targets & shops::only(row.id_in(order::Column::id_shop)) != 0
            }
            Scope::SharedList => {
                debug_assert_eq!(self.resource.place, Place::Customers);
                context.reach == Reach::All
                    || context.sharing() & shops::only(customer::shop(row)) != 0
            }
        }
    }
}
