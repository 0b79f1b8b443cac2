//! One list: what the shop is asked, and what stays on this side.

use resources::Resource;

use crate::webservice::call::Call;
use crate::webservice::display::Display;
use crate::webservice::error::Result;
use crate::webservice::filter::{Condition, Filter};
use crate::webservice::query::{Query, Sort};

use super::each_shop::{self, Place};

/// A list as it is asked for.
#[derive(Debug)]
pub(super) struct Listing<'l> {
    /// Of what.
    pub place: Place<'l>,
    /// All filters of the caller.
    pub given: Vec<Filter>,
    /// What the shop is asked.
    pub query: Query,
    /// The filters that it is not asked.
    pub own: Vec<Filter>,
    /// The fields that are only asked for to be looked at.
    pub hidden: Vec<String>,
    /// The one record asked for, if it is left out where the shop fails.
    pub left_out: Option<u32>,
}

impl<'l> Listing<'l> {
    /// Without `sort` a shop answers in any order.
    ///
    /// # Errors
    /// `InvalidRequest` for a filter that is not sent, and would not work.
    pub fn new(name: &'l str, resource: &'l Resource, mut query: Query) -> Result<Self> {
        if query.sort.is_empty() {
            query.sort.push(Sort::ascending("id"));
        }
        if query.display == Display::Default {
            query.display = Display::Full;
        }
        let place = (name, resource);
        let hidden = show_filtered(place, &mut query);
        let given = query.filter.clone();
        let own = each_shop::take(place, &mut query.filter);
        if !own.is_empty() {
            let mut call = Call::list(name.to_owned(), query.clone());
            call.query.filter.clone_from(&given);
            call.check()?;
        }
        Ok(Listing {
            place,
            given,
            query,
            own,
            hidden,
            left_out: None,
        })
    }

    /// Whether shops count rows that do not match.
    pub fn is_inexact(&self) -> bool {
        // Shops read `_` as any letter.
        self.given.iter().any(|filter| {
            each_shop::kind(self.place, &filter.field).is_some() || filter.condition.has_wildcard()
        })
    }

    /// Whether rows are looked at on this side of which nothing but the id may be wanted.
    pub fn is_heavy(&self) -> bool {
        !self.own.is_empty() && self.query.display == Display::Full
    }

    /// Asks for the id too, by which rows are put in order.
    pub fn show_id(&mut self) {
        let added = add_fields(&mut self.query.display, ["id"].into_iter());
        self.hidden.extend(added);
    }

    /// The same with nothing but the ids, and what rows are looked at by.
    pub fn ids_only(&self) -> Listing<'l> {
        let mut query = self.query.clone();
        query.display = Display::of(&["id"]);
        query.price.clear();
        query.filter.clone_from(&self.given);
        let hidden = show_filtered(self.place, &mut query);
        query.filter.clone_from(&self.query.filter);
        Listing {
            place: self.place,
            given: self.given.clone(),
            query,
            own: self.own.clone(),
            hidden,
            left_out: None,
        }
    }

    /// The records of these ids, as far as they still match.
    pub fn by_ids(&self, ids: &[u32]) -> Listing<'l> {
        let mut query = self.query.clone();
        let ids = ids.iter().map(u32::to_string).collect();
        query.filter = vec![Filter::new("id", Condition::OneOf(ids))];
        query.sort = vec![Sort::ascending("id")];
        query.limit = None;
        Listing {
            place: self.place,
            given: self.given.clone(),
            query,
            own: self.given.clone(),
            hidden: self.hidden.clone(),
            left_out: None,
        }
    }
}

/// Adds the filtered fields to `display` where it does not hold them, and gives those it
/// added. Where nothing is declared only those that can be judged.
fn show_filtered((name, resource): Place<'_>, query: &mut Query) -> Vec<String> {
    let is_id = |filter: &Filter| filter.field == "id";
    if query.display == Display::Minimum && !query.filter.iter().all(is_id) {
        query.display = Display::of(&["id"]);
    }
    let can_be_judged = |filter: &&Filter| match resource.is_typed() {
        true => resource.field(&filter.field).is_some(),
        false => {
            is_id(filter)
                || filter.condition.has_wildcard()
                || each_shop::kind((name, resource), &filter.field).is_some()
        }
    };
    let judged = query.filter.iter().filter(can_be_judged);
    add_fields(&mut query.display, judged.map(|filter| &*filter.field))
}

/// Adds fields to `display` where it does not hold them, and gives those it added.
pub(super) fn add_fields<'n>(
    display: &mut Display,
    names: impl Iterator<Item = &'n str>,
) -> Vec<String> {
    let Display::Fields(fields) = display else {
        return Vec::new();
    };
    let mut added = Vec::new();
    for name in names {
        if !fields.iter().any(|one| one == name) {
            fields.push(name.to_owned());
            added.push(name.to_owned());
        }
    }
    added
}
