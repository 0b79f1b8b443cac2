//! The options of a request: which records, which of their fields, in which languages and shop.

use resources::{Kind, Resource};

use super::address::Address;
use super::display::Display;
use super::error::Result;
use super::filter::{Filter, comparable};
use super::price::ComputedPrice;

use super::option::option;

/// Shops count with 31 bits.
const LARGEST: u32 = i32::MAX.unsigned_abs();

/// More fields than any order needs; each is compared with those before.
const MOST_SORTED: usize = 64;

/// From small to great, or the other way round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Small first.
    Ascending,
    /// Great first.
    Descending,
}

/// One field by which a list is ordered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sort {
    /// The field's own Webservice name.
    pub field: String,
    /// Which end comes first.
    pub direction: Direction,
}

/// A part of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limit {
    /// How many records are skipped.
    pub offset: u32,
    /// How many follow at most; at least 1.
    pub count: u32,
}

/// In which languages texts come.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// Every active one. Inactive languages come only when they are named.
    #[default]
    All,
    /// These ids.
    Ids(Vec<u32>),
    /// These ids and ISO codes. Shops know ids alone: a client looks the codes up.
    Named(Vec<String>),
}

/// Which shop of several behind one address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShopId {
    /// This one.
    One(u32),
    /// All, for reading only.
    All,
}

/// A description of the resource instead of its records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Schema {
    /// An empty record.
    Blank,
    /// Required fields, sizes and formats.
    Synopsis,
}

/// The options of one request. The default asks for nothing in particular.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// Which fields.
    pub display: Display,
    /// Conditions that must all hold, at most one for each field.
    pub filter: Vec<Filter>,
    /// The order of a list. Without it a part of a list is ordered by id, and a whole one as
    /// the shop's database pleases.
    pub sort: Vec<Sort>,
    /// A part of a list; without it all of it.
    pub limit: Option<Limit>,
    /// Which languages.
    pub language: Language,
    /// Which shop; `None` for the one of the address.
    pub id_shop: Option<ShopId>,
    /// Which group of shops, for reading only.
    pub id_shop_group: Option<u32>,
    /// The schema instead of records.
    pub schema: Option<Schema>,
    /// Sends the customer the e-mail of a new order status, or of a parcel in transit.
    pub send_email: bool,
    /// Prices that the shop computes for the answer.
    pub price: Vec<ComputedPrice>,
    /// The words that a search looks for.
    pub search: Option<String>,
    /// The declaration that its rows are read with, where it came with the call.
    pub declared: Option<&'static Resource>,
}

impl Sort {
    /// Small values first.
    pub fn ascending(field: impl Into<String>) -> Sort {
        Sort {
            field: field.into(),
            direction: Direction::Ascending,
        }
    }

    /// Great values first.
    pub fn descending(field: impl Into<String>) -> Sort {
        Sort {
            field: field.into(),
            direction: Direction::Descending,
        }
    }
}

impl Query {
    /// For what `display` names of all records for which the conditions hold.
    pub fn of(display: Display, filter: Vec<Filter>) -> Query {
        Query {
            display,
            filter,
            ..Query::default()
        }
    }

    /// The same for the first of them in an order.
    pub fn first(mut self, count: u32, sort: Vec<Sort>) -> Query {
        self.sort = sort;
        self.limit = Some(Limit { offset: 0, count });
        self
    }

    /// The same with texts in that language.
    pub fn in_language(mut self, language: Language) -> Query {
        self.language = language;
        self
    }

    /// The declaration of the resource that it is asked of; one without fields where there is none.
    pub fn declaration(&self, resource: &str) -> &'static Resource {
        self.declared.unwrap_or_else(|| resources::of(resource))
    }

    /// Writes the parameters in their fixed order.
    ///
    /// # Errors
    /// `InvalidRequest` for whatever a shop would ignore, misread or answer with a failure.
    pub(super) fn write(&self, resource: &Resource, address: &mut Address) -> Result<()> {
        self.display.write(resource, &self.price, address)?;
        self.write_filters(resource, address)?;
        if self.compares_change_dates() {
            address.parameter(&["date"]);
            address.write("1");
        }
        self.write_sort(resource, address)?;
        self.write_limit(address)?;
        self.write_language(address)?;
        self.write_shop(address)?;
        if let Some(schema) = self.schema {
            address.parameter(&["schema"]);
            address.write(schema.name());
        }
        if self.send_email {
            address.parameter(&["sendemail"]);
            address.write("1");
        }
        for price in &self.price {
            price.write(resource.name, address)?;
        }
        if let Some(words) = &self.search {
            address.parameter(&["query"]);
            address.write(words.trim());
        }
        Ok(())
    }

    /// The names of the options, and whether they are set.
    pub(super) fn options(&self) -> [(&'static str, bool); 11] {
        [
            ("display", !matches!(self.display, Display::Default)),
            ("filter", !self.filter.is_empty()),
            ("sort", !self.sort.is_empty()),
            ("limit", self.limit.is_some()),
            ("language", !matches!(self.language, Language::All)),
            ("id_shop", self.id_shop.is_some()),
            ("id_shop_group", self.id_shop_group.is_some()),
            ("schema", self.schema.is_some()),
            ("sendemail", self.send_email),
            ("price", !self.price.is_empty()),
            ("query", self.search.is_some()),
        ]
    }

    /// Whether the answer depends on more than one shop.
    pub(crate) fn spans_shops(&self) -> bool {
        self.id_shop == Some(ShopId::All) || self.id_shop_group.is_some()
    }

    /// Shops compare these two fields only when `date=1` is sent along.
    fn compares_change_dates(&self) -> bool {
        let is_change = |field: &str| matches!(field, "date_add" | "date_upd");
        self.filter.iter().any(|filter| is_change(&filter.field))
            || self.sort.iter().any(|sort| is_change(&sort.field))
    }

    fn write_filters(&self, resource: &Resource, address: &mut Address) -> Result<()> {
        let mut multilingual = None;
        for (at, filter) in self.filter.iter().enumerate() {
            let field = filter.field.as_str();
            let kind = comparable(resource, field, "filtered")?;
            let mut before = self.filter.iter().take(at);
            if before.any(|other| other.field == field) {
                return Err(option(
                    "filter",
                    &[
                        "has two conditions on ",
                        field,
                        ", and shops keep only the last",
                    ],
                    "Give one condition for each field",
                ));
            }
            if matches!(kind, Some(Kind::Multilingual))
                && let Some(first) = multilingual.replace(field)
            {
                return Err(option(
                    "filter",
                    &[
                        "names ",
                        first,
                        " and ",
                        field,
                        ", which both have a text for each language: shops fail on two of them",
                    ],
                    "Filter by one of them, and look at the other in the answer",
                ));
            }
            address.parameter(&["filter[", field, "]"]);
            filter.condition.write(kind, field, address)?;
        }
        Ok(())
    }

    fn write_sort(&self, resource: &Resource, address: &mut Address) -> Result<()> {
        if self.sort.is_empty() {
            // Without an order the parts of a list may overlap and leave records out.
            if self.limit.is_some() {
                address.parameter(&["sort"]);
                address.write("[id_ASC]");
            }
            return Ok(());
        }
        address.parameter(&["sort"]);
        address.write("[");
        for (at, sort) in self.sort.iter().enumerate() {
            let field = sort.field.as_str();
            comparable(resource, field, "sorted by")?;
            let mut before = self.sort.iter().take(at);
            if at >= MOST_SORTED {
                let hint = "Name those that tell rows apart";
                return Err(option("sort", &["names too many fields"], hint));
            }
            if before.any(|other| other.field == field) {
                let reason = ["names ", field, " twice"];
                return Err(option("sort", &reason, "Name each field once"));
            }
            address.item(',');
            address.write(field);
            address.write(match sort.direction {
                Direction::Ascending => "_ASC",
                Direction::Descending => "_DESC",
            });
        }
        address.write("]");
        Ok(())
    }

    fn write_limit(&self, address: &mut Address) -> Result<()> {
        let Some(Limit { offset, count }) = self.limit else {
            return Ok(());
        };
        let reason = match offset.max(count) {
            _ if count == 0 => "must be at least 1",
            number if number > LARGEST => "is too large",
            _ => {
                address.parameter(&["limit"]);
                if offset > 0 {
                    address.number(offset);
                    address.write(",");
                }
                address.number(count);
                return Ok(());
            }
        };
        Err(option("limit", &[reason], "Leave it out for all records"))
    }

    fn write_language(&self, address: &mut Address) -> Result<()> {
        let ids = match &self.language {
            Language::All => return Ok(()),
            Language::Ids(ids) => ids,
            // Before such a call is sent, ids stand in their place.
            Language::Named(named) => {
                address.parameter(&["language"]);
                named.iter().for_each(|one| address.write(one));
                return Ok(());
            }
        };
        if ids.is_empty() || ids.contains(&0) {
            return Err(option(
                "language",
                &["must be ids of languages, from 1 on"],
                "Leave it out for all active languages",
            ));
        }
        address.parameter(&["language"]);
        // Shops read only the last digit of a single id between brackets.
        if let [id] = ids.as_slice() {
            address.number(*id);
            return Ok(());
        }
        address.write("[");
        for id in ids {
            address.item('|');
            address.number(*id);
        }
        address.write("]");
        Ok(())
    }

    fn write_shop(&self, address: &mut Address) -> Result<()> {
        let (name, reason, hint) = match (self.id_shop, self.id_shop_group) {
            (None, None) => return Ok(()),
            (Some(ShopId::One(0)), _) => (
                "id_shop",
                "must be at least 1",
                "Give the id of a shop, or leave it out",
            ),
            (_, Some(0)) => (
                "id_shop_group",
                "must be at least 1: 0 means every shop",
                "Give the id of a group",
            ),
            (Some(_), Some(_)) => (
                "id_shop_group",
                "cannot go with `id_shop`: shops take the rights from one and the values from the other",
                "Give one of the two",
            ),
            (Some(ShopId::All), None) => {
                address.parameter(&["id_shop"]);
                address.write("all");
                return Ok(());
            }
            (Some(ShopId::One(id)), None) => {
                address.parameter(&["id_shop"]);
                address.number(id);
                return Ok(());
            }
            (None, Some(id)) => {
                address.parameter(&["id_shop_group"]);
                address.number(id);
                return Ok(());
            }
        };
        Err(option(name, &[reason], hint))
    }
}

impl Schema {
    /// The Webservice's own name.
    pub const fn name(self) -> &'static str {
        match self {
            Schema::Blank => "blank",
            Schema::Synopsis => "synopsis",
        }
    }
}
