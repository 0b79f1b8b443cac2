//! Lists: in one order, in parts where the address would be too long, and each row
//! looked at a second time where the shop's filters cannot be trusted.

use crate::resources::json_rows::JsonRows;
use crate::resources::reader::{Recheck, Verdict};
use crate::resources::record::{Record, Records};
use crate::resources::sink::Sink;
use crate::resources::{Declared, Kind, Resource, UNTYPED, find};
use crate::webservice::call::Call;
use crate::webservice::display::Display;
use crate::webservice::error::Result;
use crate::webservice::filter::Filter;
use crate::webservice::query::{Query, Sort};
use crate::webservice::response::{Answer, Expected};
use crate::webservice::split::{MAX_URL_BYTES, split};

use super::transport::Transport;
use super::{Boxed, Client};

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
            let name = resource.name;
            let parts = self.parts(name, resource, query, Records::default).await?;
            let rows = parts.into_iter().map(|(records, _)| records.into_rows());
            Ok(rows.flatten().collect())
        })
    }

    /// Every record of a resource that matches, as the JSON text of an array; typed where the
    /// resource is declared.
    pub async fn list_json(&self, name: &str, query: Query) -> Result<String> {
        let resource = find(name).unwrap_or(&UNTYPED);
        let new = || JsonRows::new(resource.is_typed(), 0);
        let parts = self.parts(name, resource, query, new).await?;
        let mut arrays = parts.into_iter().map(|(rows, _)| rows.into_array());
        let first = arrays.next().unwrap_or_else(|| "[]".to_owned());
        Ok(arrays.fold(first, joined))
    }

    /// The answers of the one or several requests a list takes.
    pub(crate) async fn parts<S: Sink>(
        &self,
        name: &str,
        resource: &Resource,
        mut query: Query,
        sink: impl Fn() -> S,
    ) -> Result<Vec<(S, Answer)>> {
        let hidden = prepare(resource, &mut query);
        let call = self.in_shop(Call::list(name.to_owned(), query));
        let mut answers = Vec::new();
        for part in split(&call, MAX_URL_BYTES)? {
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

/// Two JSON arrays as one.
fn joined(one: String, other: String) -> String {
    let more = other.strip_prefix('[').unwrap_or(&other);
    match one.strip_suffix(']') {
        Some("[") => other,
        Some(start) if more != "]" => format!("{start},{more}"),
        _ => one,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn given_arrays_then_they_are_joined_whether_empty_or_not() {
        for (one, other, expected) in [
            ("[]", "[]", "[]"),
            ("[1]", "[]", "[1]"),
            ("[]", "[2]", "[2]"),
            ("[1]", "[2,3]", "[1,2,3]"),
        ] {
            assert_eq!(joined(one.into(), other.into()), expected);
        }
    }
}
