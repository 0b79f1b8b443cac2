//! A client that is held to one customer. What belongs to others is not there for it: every request
//! asks for the customer's records alone, and every row is looked at again.

mod closed;
mod own;
mod owned;
mod table;
mod who;

use std::cell::Cell;

use resources::json_rows::JsonRows;
use resources::reader::{Notes, Recheck, Unchecked};
use resources::sink::Sink;

use crate::webservice::call::{Call, Method};
use crate::webservice::display::Display;
use crate::webservice::error::Result;
use crate::webservice::filter::{Condition, Filter};
use crate::webservice::query::Query;
use crate::webservice::response::{Answer, Expected, Found, Warning};
use crate::webservice::split::check_length;

use super::listing::add_fields;
use super::transport::Transport;
use super::{Boxed, Client};
use closed::closed;
use owned::Owned;
use table::{Rule, Target};

pub use who::{Hold, Who};

/// The longest path and query of a request that names the customer's records as well.
const LONGEST: usize = 7_800;

impl<T: Transport> Client<T> {
    /// Performs a call for the customer alone.
    ///
    /// # Errors
    /// `Permission` for what is closed to customers, before anything is sent; `NotFound` for a single
    /// record that is not open, as for one that does not exist.
    pub(super) fn perform_held<'c>(
        &'c self,
        hold: &'c Hold,
        call: &'c Call,
        expected: Expected<'c>,
        sink: &'c mut dyn Sink,
        recheck: &'c dyn Recheck,
    ) -> Boxed<'c, Answer> {
        Box::pin(async move {
            let rule = table::of(&call.resource).ok_or_else(|| closed("read", &call.resource))?;
            if call.method.is_write() {
                hold.check_write(call, rule)?;
                return self
                    .perform_asked(call.into(), expected, sink, recheck)
                    .await;
            }
            // What is not told must not be searched for either.
            let is_untold = |filter: &Filter| rule.untold.contains(&&*filter.field);
            if call.method != Method::Get
                || call.query.search.is_some()
                || call.query.filter.iter().any(is_untold)
            {
                return Err(closed("read", &call.resource));
            }
            let is_open = rule.links.is_empty() && rule.untold.is_empty();
            if is_open || call.query.schema.is_some() {
                return self
                    .perform_asked(call.into(), expected, sink, recheck)
                    .await;
            }
            if let Some(id) = call.id {
                self.check_open(&call.resource, id).await?;
            }
            let mut call = call.clone();
            let Some(links) = self.limit(hold, rule, &mut call).await? else {
                sink.reset(0);
                return Ok(no_rows(expected));
            };
            let fields = rule.links.iter().map(|link| link.field);
            let owned = Owned {
                recheck,
                links,
                hidden: show(&mut call, fields),
                untold: rule.untold,
                passed: Cell::default(),
            };
            let call = check_length(call, LONGEST)?;
            let asked = (&call).into();
            let mut answer = self.perform_asked(asked, expected, sink, &owned).await?;
            // How much there is of others is nobody's business.
            answer
                .warnings
                .retain(|one| !matches!(one, Warning::Dropped(_)));
            match call.id {
                Some(id) if answer.notes.rows == 0 => Err(self.not_in_shop(rule.resource, id)),
                _ => {
                    hold.add_open(rule.resource, &answer.notes.ids);
                    Ok(answer)
                }
            }
        })
    }

    /// Narrows a call down, and gives the values that decide; `None` where nothing can match.
    async fn limit(
        &self,
        hold: &Hold,
        rule: &Rule,
        call: &mut Call,
    ) -> Result<Option<Vec<(&'static str, Vec<String>)>>> {
        let mut links = Vec::new();
        for link in rule.links {
            let is_it = |filter: &&Filter| filter.field == link.field;
            let given: Vec<Filter> = call.query.filter.iter().filter(is_it).cloned().collect();
            let mut own = match link.to {
                Target::Value(value) => {
                    links.push((link.field, vec![value.to_owned()]));
                    continue;
                }
                Target::Customer => self.own_customers(hold).await?,
                // It was found just now.
                Target::Record(resource) if call.id.is_some() => hold.open_ids(resource),
                Target::Record(resource) => self.open_of(hold, resource, named(&given)).await?,
                Target::OrderReference => self.own_references(named(&given)).await?,
            };
            own.retain(|value| given.iter().all(|filter| may_match(filter, value)));
            own.sort_unstable();
            own.dedup();
            if own.is_empty() && call.id.is_none() {
                return Ok(None);
            }
            if call.id.is_none() {
                call.query
                    .filter
                    .retain(|filter| filter.field != link.field);
                let some = Condition::OneOf(own.clone());
                call.query.filter.push(Filter::new(link.field, some));
            }
            links.push((link.field, own));
        }
        Ok(Some(links))
    }

    /// Whether a held client may see a record; anybody else may.
    ///
    /// # Errors
    /// `NotFound` for one that is not open, after the same requests as for one that does not exist.
    pub(super) async fn check_open(&self, resource: &str, id: u32) -> Result<()> {
        match &self.hold {
            Some(hold) if !hold.is_open(resource, id) => {}
            _ => return Ok(()),
        }
        let query = Query::of(Display::of(&["id"]), vec![Filter::of_id("id", id)]);
        let declared = resources::of(resource);
        let call = self.in_shop(Call::list(resource.to_owned(), query));
        let mut rows = JsonRows::new(declared.is_typed(), 0);
        let expected = Expected::List(declared);
        let answer = self.perform(&call, expected, &mut rows, &Unchecked).await?;
        match answer.notes.rows {
            0 => Err(self.not_in_shop(resource, id)),
            _ => Ok(()),
        }
    }

    /// Whether a held client may write a record, before anybody who writes it too is waited for.
    ///
    /// # Errors
    /// `Permission` for what belongs to nobody, and for a field that is not the customer's to
    /// change; `NotFound` for a record of somebody else.
    pub(super) async fn check_writable<'n>(
        &self,
        resource: &str,
        id: u32,
        mut fields: impl Iterator<Item = &'n str>,
    ) -> Result<()> {
        let Some(hold) = &self.hold else {
            return Ok(());
        };
        let rule = table::of(resource).filter(|rule| rule.is_personal());
        let rule = rule.filter(|_| hold.may_write.get());
        let rule = rule.ok_or_else(|| closed("change", resource))?;
        if let Some(field) = fields.find(|field| rule.locks(field)) {
            let what = [resource, ".", field].concat();
            return Err(closed("change", &what));
        }
        self.check_open(resource, id).await
    }

    /// Adds what every open record of the resource has, so that a `limit` counts those alone.
    pub(super) fn show_open(&self, resource: &str, query: &mut Query) {
        let rule = self.hold.as_ref().and_then(|_| table::of(resource));
        for link in rule.map_or(&[][..], |rule| rule.links) {
            // Where the caller asks for a value, the second look at the rows is enough.
            let is_given = query.filter.iter().any(|one| one.field == link.field);
            if let (Target::Value(value), false) = (link.to, is_given) {
                let condition = Condition::Equals(value.to_owned());
                query.filter.push(Filter::new(link.field, condition));
            }
        }
    }

    /// The last look at what a held client sends, whatever led to it.
    pub(super) fn check_sent(&self, call: &Call) -> Result<()> {
        let Some(hold) = &self.hold else {
            return Ok(());
        };
        let rule = table::of(&call.resource).ok_or_else(|| closed("read", &call.resource))?;
        match call.method.is_write() {
            true => hold.check_write(call, rule),
            false => Ok(()),
        }
    }
}

/// Asks for the fields that decide, and gives those that nobody else asked for.
fn show<'n>(call: &mut Call, fields: impl Iterator<Item = &'n str>) -> Vec<String> {
    let display = &mut call.query.display;
    let is_bare = call.id.is_none() && *display == Display::Default;
    if is_bare || *display == Display::Minimum {
        *display = Display::of(&["id"]);
    }
    add_fields(display, fields)
}

/// The values that a filter names one by one.
fn named(given: &[Filter]) -> Option<Vec<String>> {
    given.iter().find_map(|filter| match &filter.condition {
        Condition::Equals(value) => Some(vec![value.clone()]),
        Condition::OneOf(values) => Some(values.clone()),
        _ => None,
    })
}

/// What is not certain is looked at again in the rows.
fn may_match(filter: &Filter, value: &str) -> bool {
    use resources::Kind;
    use resources::reader::Verdict;
    let kind = match filter.field.as_str() {
        "order_reference" => Kind::Text,
        _ => Kind::Id,
    };
    filter.condition.judge(Some(kind), value) != Verdict::No
}

fn no_rows(expected: Expected<'_>) -> Answer {
    Answer {
        time: None,
        found: match expected {
            Expected::List(_) => Found::Records,
            _ => Found::Nothing,
        },
        warnings: Vec::new(),
        version: None,
        notes: Notes::default(),
    }
}
