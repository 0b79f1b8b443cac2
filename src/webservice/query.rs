//! The options of a request: which records, which of their fields, in which languages and shop.

use super::display::Display;
use super::error::{Error, Result};
use super::filter::{Filter, comparable};
use crate::resources::declaration::{Kind, Resource};

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
    /// Sends the customer the e-mail of a new order status.
    pub send_email: bool,
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
    /// The parameters of the address in their fixed order, not yet percent-encoded.
    ///
    /// # Errors
    /// `InvalidRequest` for whatever a shop would ignore, misread or answer with a failure.
    pub fn parameters(&self, resource: &Resource) -> Result<Vec<(String, String)>> {
        let mut all: Vec<(String, String)> = Vec::new();
        let mut push = |name: &str, value: Option<String>| {
            all.extend(value.map(|value| (name.to_string(), value)));
        };
        push("display", self.display.wire(resource)?);
        for (name, value) in filters(&self.filter, resource)? {
            push(&name, Some(value));
        }
        push(
            "date",
            self.compares_change_dates().then(|| "1".to_string()),
        );
        push(
            "sort",
            sorts(&self.sort, resource)?.or(self.order_of_parts()),
        );
        push("limit", self.limit.map(Limit::wire).transpose()?);
        push("language", self.language.wire()?);
        push("id_shop", self.id_shop.map(ShopId::wire).transpose()?);
        push("id_shop_group", self.group()?);
        push(
            "schema",
            self.schema.map(|schema| schema.name().to_string()),
        );
        push("sendemail", self.send_email.then(|| "1".to_string()));
        Ok(all)
    }

    /// The names of the options that are set.
    pub(super) fn given(&self) -> impl Iterator<Item = &'static str> {
        [
            ("display", self.display != Display::Default),
            ("filter", !self.filter.is_empty()),
            ("sort", !self.sort.is_empty()),
            ("limit", self.limit.is_some()),
            ("language", self.language != Language::All),
            ("id_shop", self.id_shop.is_some()),
            ("id_shop_group", self.id_shop_group.is_some()),
            ("schema", self.schema.is_some()),
            ("sendemail", self.send_email),
        ]
        .into_iter()
        .filter_map(|(name, is_set)| is_set.then_some(name))
    }

    /// Whether the answer depends on more than one shop.
    pub(super) fn spans_shops(&self) -> bool {
        self.id_shop == Some(ShopId::All) || self.id_shop_group.is_some()
    }

    /// Without an order the parts of a list may overlap and leave records out.
    fn order_of_parts(&self) -> Option<String> {
        self.limit.map(|_| "[id_ASC]".to_string())
    }

    /// Shops compare these two fields only when `date=1` is sent along.
    fn compares_change_dates(&self) -> bool {
        let filtered = self.filter.iter().map(|filter| &filter.field);
        let sorted = self.sort.iter().map(|sort| &sort.field);
        filtered
            .chain(sorted)
            .any(|field| matches!(field.as_str(), "date_add" | "date_upd"))
    }

    fn group(&self) -> Result<Option<String>> {
        match (self.id_shop_group, self.id_shop) {
            (None, _) => Ok(None),
            (Some(0), _) => Err(option(
                "id_shop_group",
                "0 means every shop",
                "Give the id of a group",
            )),
            (Some(_), Some(_)) => Err(option(
                "id_shop_group",
                "it cannot go with id_shop: shops take the rights from one and the values from the other",
                "Give one of the two",
            )),
            (Some(id), None) => Ok(Some(id.to_string())),
        }
    }
}

impl Limit {
    fn wire(self) -> Result<String> {
        let is_countable = |number: u32| i32::try_from(number).is_ok();
        match self {
            Limit { count: 0, .. } => Err(option(
                "limit",
                "0 asks for nothing",
                "Leave it out for all records",
            )),
            Limit { offset, count } if !is_countable(offset) || !is_countable(count) => Err(
                option("limit", "it is too large", "Leave it out for all records"),
            ),
            Limit { offset: 0, count } => Ok(count.to_string()),
            Limit { offset, count } => Ok(format!("{offset},{count}")),
        }
    }
}

impl Language {
    fn wire(&self) -> Result<Option<String>> {
        match self {
            Language::All => Ok(None),
            Language::Ids(ids) if ids.is_empty() || ids.contains(&0) => Err(option(
                "language",
                "it needs ids of languages, from 1 on",
                "Leave it out for all active languages",
            )),
            // Shops read only the last digit of a single id between brackets.
            Language::Ids(ids) => match ids.as_slice() {
                [id] => Ok(Some(id.to_string())),
                ids => {
                    let ids: Vec<String> = ids.iter().map(u32::to_string).collect();
                    Ok(Some(format!("[{}]", ids.join("|"))))
                }
            },
        }
    }
}

impl ShopId {
    fn wire(self) -> Result<String> {
        match self {
            ShopId::One(0) => Err(option(
                "id_shop",
                "0 is no shop",
                "Give the id of a shop, or leave it out",
            )),
            ShopId::One(id) => Ok(id.to_string()),
            ShopId::All => Ok("all".to_string()),
        }
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

/// The error for an option whose value does not work.
pub(super) fn option(name: &str, reason: &str, hint: &str) -> Error {
    Error::invalid(format!("Option {name}: {reason}"))
        .with_hint(hint)
        .with_field(name)
}

fn filters(filters: &[Filter], resource: &Resource) -> Result<Vec<(String, String)>> {
    let mut written: Vec<(String, String)> = Vec::new();
    let mut multilingual: Option<&str> = None;
    for filter in filters {
        let name = format!("filter[{}]", filter.field);
        let filter = filter.checked(resource)?;
        if written.iter().any(|(other, _)| *other == name) {
            return Err(option(
                "filter",
                &format!(
                    "{} has two conditions, and shops keep only the last",
                    filter.field
                ),
                "Give one condition for each field",
            ));
        }
        let is_multilingual = resource
            .field(&filter.field)
            .is_some_and(|field| field.kind == Kind::Multilingual);
        if let (true, Some(first)) = (is_multilingual, multilingual) {
            return Err(option(
                "filter",
                &format!(
                    "{first} and {} both have a text for each language, and shops fail on two of them",
                    filter.field
                ),
                "Filter by one of them, and look at the other in the answer",
            ));
        }
        if is_multilingual {
            multilingual = resource.field(&filter.field).map(|field| field.name);
        }
        written.push((name, filter.condition.wire()));
    }
    Ok(written)
}

fn sorts(sorts: &[Sort], resource: &Resource) -> Result<Option<String>> {
    let mut written: Vec<String> = Vec::new();
    for (at, sort) in sorts.iter().enumerate() {
        comparable(resource, &sort.field, "sorted by")?;
        if sorts.iter().take(at).any(|other| other.field == sort.field) {
            let twice = format!("{} stands there twice", sort.field);
            return Err(option("sort", &twice, "Name each field once"));
        }
        let direction = match sort.direction {
            Direction::Ascending => "ASC",
            Direction::Descending => "DESC",
        };
        written.push(format!("{}_{direction}", sort.field));
    }
    Ok((!written.is_empty()).then(|| format!("[{}]", written.join(","))))
}
