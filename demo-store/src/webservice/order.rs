//! `sort` and `limit`.

use std::cmp::Ordering;

use super::cells::Cells;
use super::errors::Refusal;
use super::filter::{self, compare};
use crate::options::ShopVersion;
use crate::query::{Query, php_int};
use crate::resources::Resource;
use crate::resources::field::{Field, Kind};
use crate::tables::Row;

/// One step of an order; no field stands for the id.
#[derive(Debug, Clone)]
struct Step {
    field: Option<(u8, &'static Field)>,
    descending: bool,
}

/// The order of a list.
#[derive(Debug, Clone, Default)]
pub(crate) struct Sort {
    steps: Vec<Step>,
    /// Whether the database will refuse the question.
    pub(crate) sql_error: bool,
}

impl Sort {
    pub(crate) fn parse(
        query: &Query,
        resource: &Resource,
        version: ShopVersion,
    ) -> Result<Sort, Refusal> {
        let mut sort = Sort::default();
        let Some(text) = query.get("sort") else {
            return Ok(sort);
        };
        let inner = text
            .strip_prefix('[')
            .and_then(|inner| inner.strip_suffix(']'));
        // Without brackets there is only one field.
        let parts: Vec<&str> = inner.map_or_else(|| vec![text], |inner| inner.split(',').collect());
        for part in parts {
            let (name, descending) = direction(part).ok_or_else(malformed)?;
            let field = resource.field(name, version);
            let is_texts = field.is_some_and(|(_, field)| field.kind == Kind::Texts);
            if !is_texts && !filter::available(query, resource, version).contains(&name) {
                return Err(no_sort_field(query, resource, version));
            }
            sort.sql_error |= field.is_some_and(|(_, field)| !field.column);
            sort.steps.push(Step { field, descending });
        }
        Ok(sort)
    }

    /// Sorts records that were found in any order.
    pub(crate) fn apply<'a>(&self, rows: Vec<&'a Row>, cells: &Cells<'_>) -> Vec<&'a Row> {
        if self.steps.is_empty() {
            return rows;
        }
        let mut keyed: Vec<(Vec<String>, &Row)> = rows
            .into_iter()
            .map(|row| {
                let keys = self
                    .steps
                    .iter()
                    .filter_map(|step| step.field)
                    .map(|(column, field)| cells.sort_key(row, column, field))
                    .collect();
                (keys, row)
            })
            .collect();
        keyed.sort_by(|left, right| self.compare(left, right));
        keyed.into_iter().map(|(_, row)| row).collect()
    }

    fn compare(&self, left: &(Vec<String>, &Row), right: &(Vec<String>, &Row)) -> Ordering {
        let mut keys = left.0.iter().zip(&right.0);
        for step in &self.steps {
            let ordering = match step.field {
                None => left.1.id.cmp(&right.1.id),
                Some((_, field)) => keys
                    .next()
                    .and_then(|(left, right)| compare(field.kind, left, right))
                    .unwrap_or(Ordering::Equal),
            };
            let ordering = if step.descending {
                ordering.reverse()
            } else {
                ordering
            };
            if ordering != Ordering::Equal {
                return ordering;
            }
        }
        Ordering::Equal
    }
}

fn direction(part: &str) -> Option<(&str, bool)> {
    let (name, direction) = part.rsplit_once('_')?;
    match direction.to_ascii_uppercase().as_str() {
        "ASC" => Some((name, false)),
        "DESC" => Some((name, true)),
        _ => None,
    }
}

fn malformed() -> Refusal {
    Refusal::one(
        400,
        37,
        "The \"sort\" value has to be formed as this example: \"field_ASC\" or '[field_1_DESC,field_2_ASC,field_3_ASC,...]' (\"field\" has to be an available field)",
    )
}

fn no_sort_field(query: &Query, resource: &Resource, version: ShopVersion) -> Refusal {
    let texts: Vec<&str> = resource
        .fields(version)
        .filter(|(_, field)| field.kind == Kind::Texts)
        .map(|(_, field)| field.name)
        .collect();
    Refusal::one(
        400,
        38,
        format!(
            "Unable to filter by this field. However, these are available: {}, for i18n fields:{}",
            filter::available(query, resource, version).join(", "),
            texts.join(", ")
        ),
    )
}

/// Which part of a list is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Limit {
    offset: i64,
    count: i64,
}

impl Limit {
    /// `10` or `5,10`; everything is cast to a number.
    pub(crate) fn parse(query: &Query) -> Result<Limit, Refusal> {
        let Some(text) = query.get("limit") else {
            return Ok(Limit {
                offset: 0,
                count: i64::MAX,
            });
        };
        let parts: Vec<i64> = text.split(',').map(php_int).collect();
        match parts.as_slice() {
            [count] => Ok(Limit {
                offset: 0,
                count: *count,
            }),
            [offset, count] => Ok(Limit {
                offset: *offset,
                count: *count,
            }),
            _ => Err(Refusal::one(
                400,
                39,
                "The \"limit\" value has to be formed as this example: \"5,25\" or \"10\"",
            )),
        }
    }

    /// Whether the database will refuse it.
    pub(crate) fn sql_error(self) -> bool {
        self.offset < 0 || self.count < 0
    }

    pub(crate) fn apply<T>(self, rows: Vec<T>) -> Vec<T> {
        // Where a usize has 32 bits, "all" is larger than it.
        let size = |number: i64| usize::try_from(number.max(0)).unwrap_or(usize::MAX);
        rows.into_iter()
            .skip(size(self.offset))
            .take(size(self.count))
            .collect()
    }
}
