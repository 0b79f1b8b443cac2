//! A list of values too long for one address, asked for in several requests.

use super::call::Call;
use super::error::{Error, Result};
use super::filter::Condition;
use super::request::path;

/// The longest path and query that is sent. Apache takes 8,190 bytes for the whole
/// request line; the rest is left to the endpoint, the key and whatever stands before the shop.
pub const MAX_URL_BYTES: usize = 6_000;

/// The call itself when its path and query fit, else calls with a part of its longest
/// one-of list each. Every part is sorted as asked for; putting the parts in order is the
/// caller's task. A value that is there twice is asked for once.
///
/// # Errors
/// `InvalidRequest` for a call that is wrong, that has a limit (the parts would be limited,
/// not the whole), or that is too long without such a list.
pub fn split(call: &Call, max_url_bytes: usize) -> Result<Vec<Call>> {
    if path(call)?.len() <= max_url_bytes {
        return Ok(vec![call.clone()]);
    }
    let Some((at, values)) = longest_list(call) else {
        return Err(too_long("Filter by fewer or shorter values"));
    };
    if call.query.limit.is_some() {
        return Err(too_long(
            "Leave limit and offset out: they cannot hold for several requests together",
        ));
    }
    let mut parts = Vec::new();
    let mut rest = values.as_slice();
    while !rest.is_empty() {
        let (part, taken) = largest_part(call, at, rest, max_url_bytes)?;
        parts.push(part);
        rest = rest.get(taken..).unwrap_or_default();
    }
    Ok(parts)
}

fn too_long(hint: &str) -> Error {
    Error::invalid("The request's address is too long for a web server")
        .with_hint(hint)
        .with_field("filter")
}

fn longest_list(call: &Call) -> Option<(usize, Vec<String>)> {
    let lists = call.query.filter.iter().enumerate();
    let (at, values) = lists
        .filter_map(|(at, filter)| match &filter.condition {
            Condition::OneOf(values) => Some((at, values)),
            _ => None,
        })
        .max_by_key(|(_, values)| values.iter().map(String::len).sum::<usize>())?;
    Some((at, once_each(values)))
}

/// The values without those that a shop takes for one before, in their order.
fn once_each(values: &[String]) -> Vec<String> {
    let mut sorted: Vec<(String, usize)> = values
        .iter()
        .zip(0..)
        .map(|(value, place)| (value.trim().to_ascii_lowercase(), place))
        .collect();
    sorted.sort_unstable();
    sorted.dedup_by(|later, first| later.0 == first.0);
    let mut places: Vec<usize> = sorted.into_iter().map(|(_, place)| place).collect();
    places.sort_unstable();
    let once = places.into_iter().filter_map(|place| values.get(place));
    once.cloned().collect()
}

/// The call with as many of the values as fit, and how many they are; found by halving.
fn largest_part(call: &Call, at: usize, values: &[String], max: usize) -> Result<(Call, usize)> {
    // Every value takes at least itself and a bar.
    let most = values.len().min(max.div_ceil(2));
    let (mut fitting, mut above) = (0, most.saturating_add(1));
    while above.saturating_sub(fitting) > 1 {
        let middle = fitting.midpoint(above);
        if path(&with_values(call, at, values, middle))?.len() <= max {
            fitting = middle;
        } else {
            above = middle;
        }
    }
    match fitting {
        0 => Err(too_long("Filter by fewer or shorter values")),
        _ => Ok((with_values(call, at, values, fitting), fitting)),
    }
}

fn with_values(call: &Call, at: usize, values: &[String], count: usize) -> Call {
    let mut part = call.clone();
    if let Some(filter) = part.query.filter.get_mut(at) {
        filter.condition = Condition::OneOf(values.iter().take(count).cloned().collect());
    }
    part
}
