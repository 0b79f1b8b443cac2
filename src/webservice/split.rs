//! A list of values too long for one address, asked for in several requests.

use super::call::Call;
use super::checked::Checked;
use super::error::{Error, Result};
use super::filter::Condition;

/// The longest path and query that is sent. Apache takes 8,190 bytes for the whole
/// request line; the rest is left to the endpoint, the key and whatever stands before the shop.
pub const MAX_URL_BYTES: usize = 6_000;

/// The call itself when its path and query fit, else calls with a part of its longest
/// one-of list each. Every part is sorted by id; putting the parts in order is the
/// caller's task. A value that is there twice is asked for once.
///
/// # Errors
/// `InvalidRequest` for a call that is wrong, that has a limit (the parts would be limited,
/// not the whole) or an order by anything but the id (only the shop knows its own), or that is
/// too long without such a list.
pub fn split(call: &Call, max_url_bytes: usize) -> Result<Vec<Checked>> {
    let whole = call.clone().checked()?;
    if whole.length() <= max_url_bytes {
        return Ok(vec![whole]);
    }
    let Some((at, values)) = longest_list(call) else {
        return Err(too_long(FEWER));
    };
    if call.query.limit.is_some() {
        return Err(too_long(
            "Leave limit and offset out: they cannot hold for several requests together",
        ));
    }
    if call.query.sort.iter().any(|sort| sort.field != "id") {
        return Err(too_long(
            "Leave sort out, or sort by id: no other order can hold for several requests together",
        ));
    }
    let values = once_each(values);
    // Copied for each part, without what it is filled with.
    let mut call = call.clone();
    if let Some(filter) = call.query.filter.get_mut(at) {
        filter.condition = Condition::OneOf(Vec::new());
    }
    let mut rest = values.as_slice();
    let mut parts = Vec::new();
    while !rest.is_empty() {
        let (part, taken) = fill(&call, at, rest, max_url_bytes)?;
        parts.push(part);
        rest = rest.get(taken..).unwrap_or_default();
    }
    Ok(parts)
}

/// Lets a call through whose path and query fit as they are.
///
/// # Errors
/// `InvalidRequest` for a call that is wrong, or too long.
pub fn check_length(call: Call, max_url_bytes: usize) -> Result<Checked> {
    let call = call.checked()?;
    match call.length() <= max_url_bytes {
        true => Ok(call),
        false => Err(too_long(FEWER)),
    }
}

const FEWER: &str = "Filter by fewer or shorter values";

fn too_long(hint: &str) -> Error {
    Error::about(
        "filter",
        &["makes the address too long for a web server"],
        hint,
    )
}

/// Its place among the filters, and its values.
fn longest_list(call: &Call) -> Option<(usize, &[String])> {
    let mut longest = None;
    let mut most = 0;
    for (at, filter) in call.query.filter.iter().enumerate() {
        if let Condition::OneOf(values) = &filter.condition {
            let bytes: usize = values.iter().map(String::len).sum();
            if bytes >= most {
                longest = Some((at, values.as_slice()));
                most = bytes;
            }
        }
    }
    longest
}

/// The values without those that a shop takes for one before, in their order.
fn once_each(values: &[String]) -> Vec<String> {
    let compared = |value: &String| value.trim().to_ascii_lowercase();
    let compared: Vec<String> = values.iter().map(compared).collect();
    let mut sorted: Vec<(&str, usize)> = compared.iter().map(String::as_str).zip(0..).collect();
    sorted.sort_unstable();
    let mut once: Vec<Option<&String>> = values.iter().map(Some).collect();
    for (one, other) in sorted.iter().zip(sorted.iter().skip(1)) {
        if one.0 == other.0
            && let Some(value) = once.get_mut(other.1)
        {
            *value = None;
        }
    }
    once.into_iter().flatten().cloned().collect()
}

/// The call with as many of the values as fit, and how many they are.
fn fill(call: &Call, at: usize, values: &[String], max: usize) -> Result<(Checked, usize)> {
    // Each takes its letters, at least, and a sign before them.
    let mut bytes = 0_usize;
    let fits = |value: &&String| {
        bytes = bytes.saturating_add(value.len()).saturating_add(1);
        bytes <= max
    };
    let mut count = values.iter().take_while(fits).count().max(1);
    while count > 0 {
        let mut part = call.clone();
        if let Some(filter) = part.query.filter.get_mut(at) {
            filter.condition = Condition::OneOf(values.iter().take(count).cloned().collect());
        }
        let part = part.checked()?;
        let length = part.length();
        if length <= max {
            return Ok((part, count));
        }
        // As many as fit if all were of one length, and one less at least.
        let fitting = count.saturating_mul(max).checked_div(length);
        count = fitting.unwrap_or(0).min(count.saturating_sub(1));
    }
    Err(too_long(FEWER))
}
