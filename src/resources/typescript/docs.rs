//! What the types say of a field: its own words, the form of its value, the versions that have it.

use crate::field::{Association, Field, Kind};

/// Of a value that is answered.
pub fn answered(field: &Field, docs: &str) -> String {
    sentences(&[docs.trim(), form(field.kind), null(field, docs)], field)
}

/// Of a value that is given in a change.
pub fn asked(field: &Field, docs: &str) -> String {
    let form = match field.kind {
        Kind::Multilingual => "By ISO code or language id.",
        kind => form(kind),
    };
    sentences(&[docs.trim(), form, emptied(field.kind)], field)
}

/// Of a condition.
pub fn filtered(field: &Field, docs: &str) -> String {
    sentences(&[docs.trim()], field)
}

/// Of an association.
pub fn linked(association: &Association, docs: &str) -> String {
    let added = association.since.map_or(String::new(), since);
    format!("{}{added}", docs.trim())
}

fn sentences(parts: &[&str], field: &Field) -> String {
    let said: Vec<&str> = parts
        .iter()
        .copied()
        .filter(|part| !part.is_empty())
        .collect();
    let since = field.since.map_or(String::new(), since);
    let until = field.until.map_or(String::new(), until);
    format!("{}{since}{until}", said.join(" "))
}

/// What the TypeScript type does not say.
fn form(kind: Kind) -> &'static str {
    match kind {
        Kind::Decimal => "A decimal number, as text.",
        Kind::Date => "As `YYYY-MM-DD`, or with the time behind it: `YYYY-MM-DD HH:MM:SS`.",
        Kind::Multilingual => "By language id.",
        Kind::Id
        | Kind::Link
        | Kind::Integer
        | Kind::Boolean
        | Kind::Text
        | Kind::Enumeration(_) => "",
    }
}

/// What `null` means, where the field's own words do not say it.
fn null(field: &Field, docs: &str) -> &'static str {
    match field.kind {
        _ if docs.contains("`null`") => "",
        Kind::Link | Kind::Date => "`null` for none.",
        Kind::Integer | Kind::Boolean | Kind::Decimal => "`null` where the shop has no value.",
        Kind::Id | Kind::Text | Kind::Enumeration(_) | Kind::Multilingual => "",
    }
}

/// What `null` does, where a change may hold it.
fn emptied(kind: Kind) -> &'static str {
    match kind {
        Kind::Link | Kind::Integer | Kind::Date => "`null` empties it.",
        _ => "",
    }
}

fn since((major, minor): (u16, u16)) -> String {
    format!(" From PrestaShop {major}.{minor} on.")
}

fn until((major, minor): (u16, u16)) -> String {
    format!(" Gone in PrestaShop {major}.{minor}.")
}
