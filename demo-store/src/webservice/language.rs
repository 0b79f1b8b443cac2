//! Which languages the texts are written in.

use super::errors::Refusal;
use crate::catalogue::{ACTIVE_LANGUAGES, LANGUAGES};
use crate::query::{Query, is_numeric, php_int};

/// Ids of the languages to write: the active ones unless `language=` names others.
pub(crate) fn chosen(query: &Query) -> Result<Vec<u32>, Refusal> {
    let Some(text) = query.get("language") else {
        return Ok(ACTIVE_LANGUAGES.to_vec());
    };
    let wanted = wanted(text)?;
    let known: Vec<u32> = LANGUAGES
        .into_iter()
        .filter(|id| wanted.contains(&i64::from(*id)))
        .collect();
    if known.is_empty() {
        return Err(Refusal::one(400, 81, NOT_AVAILABLE));
    }
    Ok(known)
}

const NOT_AVAILABLE: &str = "language is not available";

fn wanted(text: &str) -> Result<Vec<i64>, Refusal> {
    if is_numeric(text) {
        return Ok(vec![php_int(text)]);
    }
    let Some(inner) = text
        .strip_prefix('[')
        .and_then(|inner| inner.strip_suffix(']'))
    else {
        return Err(wrong(79, "language value is wrong"));
    };
    let separator = if inner.contains('|') { '|' } else { ',' };
    let parts: Vec<&str> = inner.split(separator).collect();
    if separator == ',' && parts.len() > 2 {
        return Err(wrong(
            78,
            "A range value for a language must contains only 2 values",
        ));
    }
    if !parts.iter().all(|part| is_numeric(part)) {
        return Err(wrong(80, "Language ID must be numeric"));
    }
    let ids: Vec<i64> = parts.into_iter().map(php_int).collect();
    match (separator, ids.as_slice()) {
        (',', [from, to]) => Ok(LANGUAGES
            .into_iter()
            .map(i64::from)
            .filter(|id| (from.min(to)..=from.max(to)).contains(&id))
            .collect()),
        _ => Ok(ids),
    }
}

fn wrong(code: u32, message: &'static str) -> Refusal {
    Refusal::one(400, code, message).and(81, NOT_AVAILABLE)
}
