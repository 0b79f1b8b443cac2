//! Filters on fields of which each shop has its own value. Shops compare them with the row that
//! all shops have in common, which holds the values of whichever shop was saved last: what matches
//! would be missing from the list. Nothing tells a single shop from one of several, so they stay
//! on this side.

use resources::{Kind, Resource};

use crate::webservice::filter::{Condition, Filter};

/// A resource by its name, and its declaration.
pub(super) type Place<'r> = (&'r str, &'r Resource);

/// The kind of a field of which each shop has its own value.
pub(super) fn kind((_, resource): Place<'_>, field: &str) -> Option<Kind> {
    let known = resource.known_field(field)?;
    let is_text = known.kind == Kind::Multilingual && resource.has_shop_rows();
    (known.each_shop || is_text).then_some(known.kind)
}

/// Whether shops miss what matches. Of texts they find those of any shop: none is missing, and
/// some are too many.
pub(super) fn misses(place: Place<'_>, field: &str) -> bool {
    kind(place, field).is_some_and(|kind| kind != Kind::Multilingual)
}

/// Takes the filters out that make rows miss, and leaves what they imply.
pub(super) fn take(place: Place<'_>, filters: &mut Vec<Filter>) -> Vec<Filter> {
    let mut taken = Vec::new();
    for filter in std::mem::take(filters) {
        if !misses(place, &filter.field) {
            filters.push(filter);
            continue;
        }
        if let Some(weaker) = implied(&filter) {
            filters.push(Filter::new("date_upd", weaker));
        }
        taken.push(filter);
    }
    taken
}

/// What holds of the common row wherever the filter holds of the shop's own: each save dates the
/// common row as well, so it is never older, but for clocks that go back and zones that differ.
fn implied(filter: &Filter) -> Option<Condition> {
    let from = match &filter.condition {
        _ if filter.field != "date_upd" => return None,
        Condition::Greater(from) | Condition::AtLeast(from) | Condition::Equals(from) => {
            from.trim()
        }
        Condition::Between(one, other) => one.trim().min(other.trim()),
        _ => return None,
    };
    two_days_before(from).map(Condition::Greater)
}

/// The beginning of a day at least two days earlier.
fn two_days_before(date: &str) -> Option<String> {
    let part = |from: usize, to: usize| date.get(from..to)?.parse::<u32>().ok();
    let (year, month, day) = (part(0, 4)?, part(5, 7)?, part(8, 10)?);
    let (year, month, day) = match (month, day) {
        (_, 3..) => (year, month, day.checked_sub(2)?),
        // Every month has days behind its 26th.
        (2.., _) => (year, month.checked_sub(1)?, 26),
        _ => (year.checked_sub(1)?, 12, 26),
    };
    Some(format!("{year:04}-{month:02}-{day:02} 00:00:00"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn given_a_condition_on_the_last_change_then_a_weaker_one_goes_to_the_shop() {
        use Condition::{AtLeast, AtMost, Between, Equals, Greater, Less, Not};
        let text = str::to_owned;
        let cases = [
            (Greater(text("2026-03-31 10:00:00")), Some("2026-03-29")),
            (Greater(text("2026-03-02")), Some("2026-02-26")),
            (Greater(text("2026-01-01T00:00:00")), Some("2025-12-26")),
            (Equals(text("2026-10-03 00:00:00")), Some("2026-10-01")),
            (
                Between(text("2026-05-20"), text("2026-05-10")),
                Some("2026-05-08"),
            ),
            (Greater(text("0000-00-00")), None),
            (AtLeast(text("2026-05-20")), Some("2026-05-18")),
            (AtMost(text("2026-05-20")), None),
            (Less(text("2026-05-20")), None),
            (Not(vec![text("2026-05-20")]), None),
        ];
        for (given, from) in &cases {
            let filter = Filter::new("date_upd", given.clone());
            let expected = from.map(|from| Greater([from, " 00:00:00"].concat()));
            assert_eq!(implied(&filter), expected, "{given:?}");
            assert_eq!(implied(&Filter::new("date_add", given.clone())), None);
        }
        println!("{} conditions", cases.len());
    }
}
