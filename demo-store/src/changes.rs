//! What a write has really changed, field by field.

use crate::resources::{Place, RESOURCES, Resource};
use crate::tables::value::Value;
use crate::tables::{BASE, Row};

/// One stored value before and after a write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// `products/1`.
    pub record: String,
    /// Name of the field; `name[2]` for one language, the association's name for its ids,
    /// empty when the whole record came or went.
    pub field: String,
    /// The shop whose own value it is; 0 for the common one.
    pub shop: u32,
    /// As stored; `None` when nothing was.
    pub before: Option<String>,
    /// As stored; `None` when nothing is.
    pub after: Option<String>,
}

/// The differences between two states of a record.
pub(crate) fn between(place: Place, before: Option<&Row>, after: Option<&Row>) -> Vec<Change> {
    let Some(resource) = RESOURCES.iter().find(|resource| resource.place == place) else {
        return Vec::new();
    };
    let id = before.or(after).map_or(0, |row| row.id);
    let record = format!("{}/{id}", resource.name);
    let mut found = Vec::new();
    if before.is_none() || after.is_none() {
        let there = |row: Option<&Row>| row.map(|_| "record".to_owned());
        found.push(change(&record, "", BASE, there(before), there(after)));
    }
    if let Some(after) = after {
        compare(resource, &record, before, after, &mut found);
    }
    found
}

fn compare(
    resource: &Resource,
    record: &str,
    before: Option<&Row>,
    after: &Row,
    found: &mut Vec<Change>,
) {
    for (column, field) in (0_u8..).zip(resource.fields) {
        for shop in [BASE, 1, 2] {
            let old = before.and_then(|row| row.own(shop, column));
            let new = after.own(shop, column);
            if old == new {
                continue;
            }
            for (language, old, new) in by_language(old, new) {
                let write = |value: Option<&Value>| {
                    value.map(|value| {
                        let mut out = String::new();
                        value.write(field.kind, &mut out);
                        out
                    })
                };
                match language {
                    None => found.push(change(record, field.name, shop, write(old), write(new))),
                    Some(language) => {
                        let (old, new) = (text(old, language), text(new, language));
                        if old != new {
                            let name = format!("{}[{language}]", field.name);
                            found.push(change(record, &name, shop, old, new));
                        }
                    }
                }
            }
        }
    }
    for (position, association) in (0_u8..).zip(resource.associations) {
        let old = before.map_or(&[][..], |row| row.linked(position));
        let new = after.linked(position);
        if old != new {
            let write = |ids: &[u32]| Some(format!("{ids:?}"));
            found.push(change(
                record,
                association.name,
                BASE,
                write(old),
                write(new),
            ));
        }
    }
}

type Pair<'a> = (Option<u32>, Option<&'a Value>, Option<&'a Value>);

fn by_language<'a>(old: Option<&'a Value>, new: Option<&'a Value>) -> Vec<Pair<'a>> {
    let has_texts = [old, new]
        .into_iter()
        .any(|value| matches!(value, Some(Value::Texts(_))));
    if has_texts {
        crate::catalogue::LANGUAGES
            .map(|language| (Some(language), old, new))
            .to_vec()
    } else {
        vec![(None, old, new)]
    }
}

fn text(value: Option<&Value>, language: u32) -> Option<String> {
    match value {
        Some(Value::Texts(texts)) => texts
            .iter()
            .find(|(id, _)| *id == language)
            .map(|(_, text)| text.to_string()),
        _ => None,
    }
}

fn change(
    record: &str,
    field: &str,
    shop: u32,
    before: Option<String>,
    after: Option<String>,
) -> Change {
    Change {
        record: record.to_owned(),
        field: field.to_owned(),
        shop,
        before,
        after,
    }
}
