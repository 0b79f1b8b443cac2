//! `filter[field]=...`, with everything it silently does.

use std::cmp::Ordering;

use super::cells::Cells;
use super::errors::{Refusal, did_you_mean};
use crate::collation;
use crate::options::ShopVersion;
use crate::query::Query;
use crate::resources::Resource;
use crate::resources::field::{Field, Kind};
use crate::tables::Row;

/// What a value has to be.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Condition {
    /// Nothing: a prefix the shop does not know adds no condition.
    Anything,
    Like(String),
    OneOf(Vec<String>),
    NoneOf(Vec<String>),
    Between(String, String),
    Greater(String),
    Less(String),
}

/// One condition on one field; no column stands for the id.
#[derive(Debug, Clone)]
struct Filter {
    field: Option<(u8, &'static Field)>,
    /// `filter[name][1]` looks into one language only.
    language: Option<u32>,
    condition: Condition,
}

/// The conditions of a list.
#[derive(Debug, Clone, Default)]
pub(crate) struct Filters {
    filters: Vec<Filter>,
    /// Whether the database will refuse the question.
    pub(crate) sql_error: bool,
}

impl Filters {
    pub(crate) fn parse(
        query: &Query,
        resource: &Resource,
        version: ShopVersion,
    ) -> Result<Filters, Refusal> {
        let mut filters = Filters::default();
        let available = available(query, resource, version);
        let mut in_texts = 0;
        for (name, deeper, text) in query.array("filter") {
            let field = resource.field(name, version);
            let is_texts = field.is_some_and(|(_, field)| field.kind == Kind::Texts);
            if is_texts && !text.is_empty() {
                in_texts += 1;
                filters.filters.push(Filter {
                    field,
                    language: deeper.first().and_then(|key| key.parse().ok()),
                    condition: condition(text),
                });
                continue;
            }
            // Before 8 an empty name counts as the first field there is.
            if name.is_empty() && version < ShopVersion::V8_2 {
                continue;
            }
            if !available.contains(&name) {
                return Err(if deeper.is_empty() {
                    let message = did_you_mean("This filter does not exist", name, &available);
                    Refusal::one(400, 32, message)
                } else {
                    let message = "There is no existing linked table for this resource";
                    Refusal::one(400, 31, message)
                });
            }
            if text.is_empty() {
                let message = format!("The filter \"{name}\" is malformed.");
                return Err(Refusal::one(400, 33, message));
            }
            if field.is_some_and(|(_, field)| field.dynamic) {
                return Err(Refusal::one(
                    400,
                    34,
                    format!(
                        "The field \"{name}\" is dynamic. It is not possible to filter GET query with this field."
                    ),
                ));
            }
            filters.sql_error |= field.is_some_and(|(_, field)| !field.column);
            filters.filters.push(Filter {
                field,
                language: None,
                condition: condition(text),
            });
        }
        // Two joins of the same name.
        filters.sql_error |= in_texts > 1;
        Ok(filters)
    }

    /// Whether a record fulfils all conditions.
    pub(crate) fn accept(&self, row: &Row, cells: &Cells<'_>) -> bool {
        self.filters.iter().all(|filter| filter.accepts(row, cells))
    }
}

/// The fields one may filter and sort by, texts in several languages apart.
pub(crate) fn available(
    query: &Query,
    resource: &Resource,
    version: ShopVersion,
) -> Vec<&'static str> {
    let with_dates = query
        .get("date")
        .is_some_and(|text| !matches!(text, "" | "0"));
    std::iter::once("id")
        .chain(
            resource
                .fields(version)
                .filter(|(_, field)| field.kind != Kind::Texts)
                .filter(|(_, field)| with_dates || !field.needs_date())
                .map(|(_, field)| field.name),
        )
        .collect()
}

impl Filter {
    fn accepts(&self, row: &Row, cells: &Cells<'_>) -> bool {
        let Some((column, field)) = self.field else {
            return self.condition.holds(Kind::Integer, &row.id.to_string());
        };
        if field.kind == Kind::Texts {
            // The join finds the texts of any shop, in the languages of the answer.
            let one = self.language.map(|language| [language]);
            let languages = one.as_ref().map_or(cells.languages, |one| &one[..]);
            return cells.any_text(row, column, languages, |text| {
                self.condition.holds(Kind::Text, text)
            });
        }
        // The base row: values of the shop that was saved last, not those displayed.
        cells
            .base(row, column, field)
            .is_some_and(|text| self.condition.holds(field.kind, &text))
    }
}

fn condition(text: &str) -> Condition {
    let bracketed = text.rfind('[').and_then(|open| {
        let before = text.get(..open)?;
        let behind = text.get(open + 1..)?;
        let close = behind.rfind(']')?;
        Some((before, behind.get(..close)?, behind.get(close + 1..)?))
    });
    let Some((before, inside, behind)) = bracketed else {
        return Condition::OneOf(vec![text.to_owned()]);
    };
    let values = || inside.split('|').map(str::to_owned).collect();
    match (before, behind) {
        ("%", _) | (_, "%") => Condition::Like(format!("{before}{inside}{behind}")),
        ("", "") if inside.find('|').is_some_and(|at| at > 0) => Condition::OneOf(values()),
        ("", "") => interval(inside).unwrap_or_else(|| Condition::OneOf(vec![inside.to_owned()])),
        (">", _) => Condition::Greater(inside.to_owned()),
        ("<", _) => Condition::Less(inside.to_owned()),
        ("!", _) => Condition::NoneOf(values()),
        _ => Condition::Anything,
    }
}

/// Two bounds, in either order, of digits and `. : -` and blanks only.
fn interval(inside: &str) -> Option<Condition> {
    let (from, to) = inside.rsplit_once(',')?;
    let fits = |bound: &str| {
        !bound.is_empty()
            && bound.chars().all(|letter| {
                letter.is_ascii_digit() || ".:-".contains(letter) || letter.is_whitespace()
            })
    };
    if !fits(from) || !fits(to) {
        return None;
    }
    let (from, to) = (from.to_owned(), to.to_owned());
    let numbers = from
        .trim()
        .parse::<f64>()
        .ok()
        .zip(to.trim().parse::<f64>().ok());
    let swapped = match numbers {
        Some((low, high)) => low > high,
        None => from > to,
    };
    Some(if swapped {
        Condition::Between(to, from)
    } else {
        Condition::Between(from, to)
    })
}

impl Condition {
    fn holds(&self, kind: Kind, value: &str) -> bool {
        let against = |text: &str| compare(kind, value, text);
        let equals = |text: &String| against(text) == Some(Ordering::Equal);
        match self {
            Condition::Anything => true,
            Condition::Like(pattern) => collation::like(value, pattern),
            Condition::OneOf(texts) => texts.iter().any(equals),
            Condition::NoneOf(texts) => !texts.iter().any(equals),
            Condition::Greater(text) => against(text) == Some(Ordering::Greater),
            Condition::Less(text) => against(text) == Some(Ordering::Less),
            Condition::Between(from, to) => {
                against(from).is_some_and(Ordering::is_ge)
                    && against(to).is_some_and(Ordering::is_le)
            }
        }
    }
}

/// How the database compares a column with a text.
pub(crate) fn compare(kind: Kind, value: &str, text: &str) -> Option<Ordering> {
    match kind {
        Kind::Integer | Kind::Boolean | Kind::Decimal(_) => {
            number(value).partial_cmp(&number(text))
        }
        Kind::Text | Kind::Texts => Some(collation::compare(value, text)),
        Kind::Date | Kind::DateTime => Some(date_time(value)?.cmp(&date_time(text)?)),
    }
}

/// The database's cast: what stands in front counts.
fn number(text: &str) -> f64 {
    let text = text.trim_start();
    let mut end = 0;
    for (position, letter) in text.char_indices() {
        let fits = letter.is_ascii_digit()
            || matches!(letter, '.')
            || (position == 0 && matches!(letter, '-' | '+'));
        if !fits {
            break;
        }
        end = position + letter.len_utf8();
    }
    let mut front = text.get(..end).unwrap_or("");
    // `10.5.2` counts as 10.5.
    if let Some(second) = front.match_indices('.').nth(1) {
        front = front.get(..second.0).unwrap_or("");
    }
    front.parse().unwrap_or(0.0)
}

/// `YYYY-MM-DD HH:MM:SS`; a date alone is its midnight, anything else no date at all.
fn date_time(text: &str) -> Option<String> {
    let text = text.trim().replace('T', " ");
    let (date, time) = text.split_once(' ').unwrap_or((text.as_str(), "00:00:00"));
    let parts = |text: &str, separator: char| {
        text.split(separator).count() == 3
            && text
                .split(separator)
                .all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
    };
    (parts(date, '-') && parts(time, ':')).then(|| format!("{date} {time}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_filter_means_what_the_shop_makes_of_it() {
        let one = |texts: &[&str]| {
            Condition::OneOf(texts.iter().map(|text| (*text).to_owned()).collect())
        };
        let cases = [
            ("5", one(&["5"])),
            ("[5]", one(&["5"])),
            ("[1|3|5]", one(&["1", "3", "5"])),
            ("[1|2|]", one(&["1", "2", ""])),
            ("[|1|2]", one(&["|1|2"])),
            ("[1|3,5]", one(&["1", "3,5"])),
            ("[1,2,3]", one(&["1,2,3"])),
            ("1|2", one(&["1|2"])),
            ("[demo_1,demo_3]", one(&["demo_1,demo_3"])),
            ("[10-12]", one(&["10-12"])),
            ("[2020-01-01,]", one(&["2020-01-01,"])),
            ("demo%", one(&["demo%"])),
            ("[d%]", one(&["d%"])),
            ("[a]b]", one(&["a]b"])),
            ("[1,10]", Condition::Between("1".into(), "10".into())),
            ("[10,9]", Condition::Between("9".into(), "10".into())),
            ("%[x]%", Condition::Like("%x%".into())),
            ("[x]%", Condition::Like("x%".into())),
            ("%[]%", Condition::Like("%%".into())),
            (">[5]", Condition::Greater("5".into())),
            ("<[5]", Condition::Less("5".into())),
            ("![1|2]", Condition::NoneOf(vec!["1".into(), "2".into()])),
            (">=[5]", Condition::Anything),
            ("<>[5]", Condition::Anything),
        ];
        for (text, expected) in &cases {
            assert_eq!(&condition(text), expected, "{text}");
        }
        println!("{} filters", cases.len());
    }

    #[test]
    fn numbers_and_dates_are_cast() {
        let cases = [
            (Kind::Integer, "1", "1,2,3", Some(Ordering::Equal)),
            (Kind::Integer, "1", "abc", Some(Ordering::Greater)),
            (Kind::Boolean, "0", "true", Some(Ordering::Equal)),
            (Kind::Decimal(6), "23.900000", "23.9", Some(Ordering::Equal)),
            (
                Kind::DateTime,
                "2026-01-01 00:00:00",
                "2026-01-01",
                Some(Ordering::Equal),
            ),
            (Kind::DateTime, "2026-01-01 00:00:00", "2026-01-01,", None),
            (
                Kind::DateTime,
                "2026-01-02 00:00:00",
                "2026-01-01T10:00:00",
                Some(Ordering::Greater),
            ),
        ];
        for (kind, value, text, expected) in cases {
            assert_eq!(compare(kind, value, text), expected, "{value} {text}");
        }
        println!("{} casts", cases.len());
    }
}
