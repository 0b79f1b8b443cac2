//! Which ids a page asks for: the caller's own condition and the place reached, as one.

use crate::webservice::error::{Error, Result};
use crate::webservice::filter::Condition;
use crate::webservice::number::number;

use super::paging::Paging;

/// The largest id a shop can give.
const MAX_ID: u32 = u32::MAX;
/// Ids of one address: 300 of ten digits leave a third of it to the other filters.
const VALUES_OF_A_PAGE: u32 = 300;

/// What the shop is asked for next, by id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// Nothing is left.
    Stop,
    /// Ids from one to another, both included.
    Range(u32, u32),
    /// These ids, and where the next page starts.
    Values { ids: Vec<u32>, next: Option<u32> },
    /// The caller's own condition, which is no range.
    Own(Condition),
}

impl Step {
    /// Every id.
    pub(super) const ALL: Step = Step::Range(1, MAX_ID);

    pub(super) fn condition(&self) -> Option<Condition> {
        match self {
            Step::Stop | Step::Range(0..=1, u32::MAX) => None,
            Step::Range(from, u32::MAX) => {
                Some(Condition::Greater(from.saturating_sub(1).to_string()))
            }
            Step::Range(0..=1, to) => Some(Condition::Less(to.saturating_add(1).to_string())),
            Step::Range(from, to) if from == to => Some(Condition::Equals(from.to_string())),
            Step::Range(from, to) => Some(Condition::Between(from.to_string(), to.to_string())),
            Step::Values { ids, .. } => {
                Some(Condition::OneOf(ids.iter().map(u32::to_string).collect()))
            }
            Step::Own(condition) => Some(condition.clone()),
        }
    }
}

/// Puts the caller's condition on the id and the place reached into one condition: a shop
/// takes one per field. What cannot be joined is left to the second look at each row.
pub(super) fn step(own: Option<&Condition>, after: Option<u32>, paging: &Paging) -> Result<Step> {
    let descending = paging.descending();
    let (mut from, mut to) = (1, MAX_ID);
    match own {
        None => {}
        Some(Condition::Greater(value)) => from = id(value)?.saturating_add(1),
        Some(Condition::Less(value)) => to = id(value)?.saturating_sub(1),
        Some(Condition::AtLeast(value)) => from = id(value)?,
        Some(Condition::AtMost(value)) => to = id(value)?,
        Some(Condition::Between(one, other)) => {
            let (one, other) = (id(one)?, id(other)?);
            (from, to) = (one.min(other), one.max(other));
        }
        Some(Condition::Equals(value)) => {
            return values(std::slice::from_ref(value), after, paging);
        }
        Some(Condition::OneOf(list)) => return values(list, after, paging),
        Some(other) if after.is_none() => return Ok(Step::Own(other.clone())),
        Some(_) => {}
    }
    match after {
        Some(after) if descending => to = to.min(after.saturating_sub(1)),
        Some(after) => from = from.max(after.saturating_add(1)),
        None => {}
    }
    let exhausted = after == Some(MAX_ID) && !descending;
    Ok(if from > to || exhausted {
        Step::Stop
    } else {
        Step::Range(from, to)
    })
}

fn values(list: &[String], after: Option<u32>, paging: &Paging) -> Result<Step> {
    let mut ids = list
        .iter()
        .map(|value| id(value))
        .collect::<Result<Vec<u32>>>()?;
    ids.sort_unstable();
    ids.dedup();
    if paging.descending() {
        ids.reverse();
    }
    ids.retain(|id| paging.is_behind(*id, after));
    let size = usize::try_from(paging.size.min(VALUES_OF_A_PAGE)).unwrap_or(usize::MAX);
    let more = ids.len() > size;
    ids.truncate(size);
    let next = ids.last().copied().filter(|_| more);
    Ok(if ids.is_empty() {
        Step::Stop
    } else {
        Step::Values { ids, next }
    })
}

fn id(text: &str) -> Result<u32> {
    number(text.trim())
        .ok_or_else(|| Error::about("id", &["is none: ", text], "Give whole numbers from 1 on."))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::webservice::query::{Direction, Query, Sort};

    fn paging(order: Direction) -> Paging {
        let sort = Sort {
            field: "id".to_owned(),
            direction: order,
        };
        Paging::new(
            Query {
                sort: vec![sort],
                ..Query::default()
            },
            2,
        )
        .unwrap()
    }

    #[test]
    fn given_a_filter_and_a_place_then_one_condition_says_both() {
        use Condition::{Between, Equals, Greater, Less, Not, OneOf};
        use Direction::{Ascending, Descending};
        let text = str::to_owned;
        let list = |ids: &[u32]| OneOf(ids.iter().map(u32::to_string).collect());
        let cases = [
            (None, None, Ascending, None),
            (None, Some(7), Ascending, Some(Greater(text("7")))),
            (None, Some(7), Descending, Some(Less(text("7")))),
            (
                Some(Greater(text("9"))),
                Some(7),
                Ascending,
                Some(Greater(text("9"))),
            ),
            (
                Some(Less(text("9"))),
                Some(7),
                Ascending,
                Some(Equals(text("8"))),
            ),
            (
                Some(Less(text("12"))),
                Some(7),
                Ascending,
                Some(Between(text("8"), text("11"))),
            ),
            (Some(Less(text("8"))), Some(7), Ascending, None),
            (
                Some(Between(text("20"), text("3"))),
                Some(7),
                Descending,
                Some(Between(text("3"), text("6"))),
            ),
            (
                Some(list(&[5, 1, 9, 3])),
                None,
                Ascending,
                Some(list(&[1, 3])),
            ),
            (
                Some(list(&[5, 1, 9, 3])),
                Some(3),
                Ascending,
                Some(list(&[5, 9])),
            ),
            (
                Some(list(&[5, 1, 9, 3])),
                Some(3),
                Descending,
                Some(list(&[1])),
            ),
            (
                Some(Not(vec![text("4")])),
                None,
                Ascending,
                Some(Not(vec![text("4")])),
            ),
            (
                Some(Not(vec![text("4")])),
                Some(2),
                Ascending,
                Some(Greater(text("2"))),
            ),
            (None, Some(u32::MAX), Ascending, None),
            (None, Some(1), Descending, None),
        ];
        for (own, after, order, expected) in &cases {
            let step = step(own.as_ref(), *after, &paging(*order)).unwrap();
            assert_eq!(
                step.condition(),
                *expected,
                "{own:?} after {after:?} {order:?}"
            );
        }
        println!("{} steps", cases.len());
    }
}
