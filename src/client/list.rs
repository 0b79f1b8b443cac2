//! Lists: in one order, in parts where the address would be too long, and each row
//! looked at a second time where the shop's filters cannot be trusted.

use json::Value;

use crate::resources::json_rows::JsonRows;
use crate::resources::reader::{Recheck, Verdict};
use crate::resources::record::{Record, Records};
use crate::resources::sink::Sink;
use crate::resources::{Declared, Kind, Resource, UNTYPED, find};
use crate::webservice::call::Call;
use crate::webservice::display::Display;
use crate::webservice::error::Result;
use crate::webservice::filter::Filter;
use crate::webservice::query::{Direction, Query, Sort};
use crate::webservice::response::{Answer, Expected};
use crate::webservice::split::{MAX_URL_BYTES, split};

use super::transport::Transport;
use super::{Boxed, Client, lacks};

/// The filters of a list, looked at again on each row.
#[derive(Debug)]
pub struct Conditions<'q> {
    /// The filters.
    pub filters: &'q [Filter],
    /// The fields that are only asked for to be looked at.
    pub hidden: Vec<String>,
}

impl Recheck for Conditions<'_> {
    fn judge(&self, name: &str, kind: Option<Kind>, text: &str) -> Option<Verdict> {
        let filter = self.filters.iter().find(|filter| filter.field == name)?;
        Some(filter.condition.judge(kind, text))
    }

    fn hides(&self, name: &str) -> bool {
        self.hidden.iter().any(|one| one == name)
    }
}

impl<T: Transport> Client<T> {
    /// Every record that matches, as values of their type.
    pub async fn list<R: Declared>(&self, query: Query) -> Result<Vec<R>> {
        let records = self.records(R::RESOURCE, query).await?;
        Ok(records.into_iter().map(R::from_record).collect())
    }

    /// Boxed and without a type, so that its states are compiled once and not for every
    /// type and caller.
    fn records(&self, resource: &'static Resource, query: Query) -> Boxed<'_, Vec<Record>> {
        Box::pin(async move {
            let (name, descending) = (resource.name, is_descending(&query));
            let parts = self.parts(name, resource, query, Records::default).await?;
            let rows = parts
                .into_iter()
                .map(|(records, answer)| (records.into_rows(), answer));
            in_order(rows.collect(), descending)
        })
    }

    /// Every record of a resource that matches, as the JSON text of an array; typed where the
    /// resource is declared.
    pub async fn list_json(&self, name: &str, query: Query) -> Result<String> {
        let resource = find(name).unwrap_or(&UNTYPED);
        let new = || JsonRows::new(resource.is_typed(), 0);
        let descending = is_descending(&query);
        let mut parts = self.parts(name, resource, query, new).await?;
        if parts.len() <= 1 {
            let whole = parts.pop().map(|(rows, _)| rows.into_array());
            return Ok(whole.unwrap_or_else(|| "[]".to_owned()));
        }
        let rows = parts.into_iter().map(|(rows, answer)| {
            let rows = match Value::parse(&rows.into_array()) {
                Ok(Value::Array(rows)) => rows,
                _ => Vec::new(),
            };
            (rows, answer)
        });
        Ok(Value::Array(in_order(rows.collect(), descending)?).to_string())
    }

    /// The answers of the one or several requests a list takes.
    pub(crate) async fn parts<S: Sink>(
        &self,
        name: &str,
        resource: &Resource,
        mut query: Query,
        sink: impl Fn() -> S,
    ) -> Result<Vec<(S, Answer)>> {
        let mut hidden = prepare(resource, &mut query);
        let mut call = self.in_shop(Call::list(name.to_owned(), query));
        let mut parts = split(&call, MAX_URL_BYTES)?;
        if parts.len() > 1 {
            // By their ids the rows are put in order.
            hidden.extend(add_fields(&mut call.query.display, ["id"].into_iter()));
            parts = split(&call, MAX_URL_BYTES)?;
        }
        let mut answers = Vec::new();
        for part in parts {
            let conditions = Conditions {
                filters: &part.query.filter,
                hidden: hidden.clone(),
            };
            let expected = Expected::List(resource);
            let mut rows = sink();
            let answer = self
                .perform(&part, expected, &mut rows, &conditions)
                .await?;
            answers.push((rows, answer));
        }
        Ok(answers)
    }
}

/// Without `sort` a shop answers in any order. Gives the fields that are only asked for
/// so that rows can be looked at again.
fn prepare(resource: &Resource, query: &mut Query) -> Vec<String> {
    if query.sort.is_empty() {
        query.sort.push(Sort::ascending("id"));
    }
    if query.display == Display::Default {
        query.display = Display::Full;
    }
    show_filtered(resource, query)
}

/// Adds the filtered fields to `display` where it does not hold them, and gives those it
/// added. Where nothing is declared only those that can be judged.
pub(super) fn show_filtered(resource: &Resource, query: &mut Query) -> Vec<String> {
    let is_id = |filter: &Filter| filter.field == "id";
    if query.display == Display::Minimum && !query.filter.iter().all(is_id) {
        query.display = Display::Fields(vec!["id".to_owned()]);
    }
    let can_be_judged = |filter: &&Filter| match resource.is_typed() {
        true => resource.field(&filter.field).is_some(),
        false => is_id(filter) || filter.condition.has_wildcard(),
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

fn is_descending(query: &Query) -> bool {
    let first = query.sort.first();
    first.is_some_and(|sort| sort.direction == Direction::Descending)
}

/// The rows of several answers in the order of one: by id, each of them once.
fn in_order<R>(parts: Vec<(Vec<R>, Answer)>, descending: bool) -> Result<Vec<R>> {
    let is_whole = parts.len() <= 1;
    let (mut all, mut ids) = (Vec::new(), Vec::new());
    for (rows, answer) in parts {
        if is_whole {
            return Ok(rows);
        }
        all.extend(rows.into_iter().map(Some));
        ids.extend(answer.notes.ids);
    }
    if ids.len() != all.len() {
        return Err(lacks("id to put rows in order by"));
    }
    let row = |at: usize| all.get_mut(at)?.take();
    let places = places(ids, descending).into_iter();
    Ok(places.filter_map(row).collect())
}

/// Where each id stands first, by id.
fn places(ids: Vec<u32>, descending: bool) -> Vec<usize> {
    let mut places: Vec<(u32, usize)> = ids.into_iter().zip(0..).collect();
    places.sort_unstable();
    places.dedup_by_key(|(id, _)| *id);
    if descending {
        places.reverse();
    }
    places.into_iter().map(|(_, at)| at).collect()
}
