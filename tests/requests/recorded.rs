//! Real requests, asked again through the typed query: the shop must read the same.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

use aismarttalk_prestashop::webservice::call::{Call, Method};
use aismarttalk_prestashop::webservice::display::Display;
use aismarttalk_prestashop::webservice::filter::{Condition, Filter};
use aismarttalk_prestashop::webservice::key::Auth;
use aismarttalk_prestashop::webservice::query::{Language, Limit, Query, Schema, ShopId, Sort};
use aismarttalk_prestashop::webservice::request::Request;

use crate::{key, shop};

pub(crate) type Parameters = BTreeMap<String, String>;

/// The paths of all recorded reads.
fn recorded_paths() -> Option<BTreeSet<String>> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/recorded");
    let mut paths = BTreeSet::new();
    for version in fs::read_dir(folder).ok()? {
        let Ok(files) = fs::read_dir(version.ok()?.path()) else {
            continue;
        };
        for file in files.flatten().map(|file| file.path()) {
            if file.extension().is_some_and(|ending| ending == "request") {
                let bytes = fs::read(&file).unwrap();
                let text = String::from_utf8_lossy(&bytes);
                let line = text.lines().next().unwrap_or_default();
                let path = line
                    .strip_prefix("GET ")
                    .and_then(|line| line.rsplit_once(" HTTP/"));
                paths.extend(path.map(|(path, _)| path.to_string()));
            }
        }
    }
    Some(paths)
}

fn decode(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        let hex = match tail {
            [high, low, ..] if *first == b'%' => std::str::from_utf8(&[*high, *low])
                .ok()
                .and_then(|hex| u8::from_str_radix(hex, 16).ok()),
            _ => None,
        };
        bytes.push(hex.unwrap_or(if *first == b'+' { b' ' } else { *first }));
        rest = if hex.is_some() { &tail[2..] } else { tail };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// What the shop sees of a path: `None` where a name comes twice.
pub(crate) fn seen(path: &str) -> Option<(String, Parameters)> {
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let (_, place) = path
        .split_once("/api")
        .filter(|(folder, _)| folder.is_empty())?;
    let mut parameters = Parameters::new();
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        let (name, value) = pair.split_once('=')?;
        let name = decode(name).replace("id_group_shop", "id_shop_group");
        if name == "ws_key" || name == "output_format" {
            continue;
        }
        if parameters.insert(name, decode(value)).is_some() {
            return None;
        }
    }
    Some((place.trim_matches('/').to_string(), parameters))
}

/// Forms that a shop reads alike, written alike.
fn canonical(mut parameters: Parameters) -> Parameters {
    // Sent by itself where it matters, and without effect elsewhere.
    parameters.remove("date");
    if parameters.contains_key("limit") {
        // The order in which ids come anyway, said aloud.
        parameters.retain(|name, value| name != "sort" || value != "[id_ASC]");
    }
    for (name, value) in &mut parameters {
        let is_bare = !value.contains('[') && !value.starts_with(['%', '>', '<', '!']);
        if is_bare && (name.starts_with("filter") || name == "sort") {
            *value = format!("[{value}]");
        }
        match name.as_str() {
            "display" => *value = value.replace(' ', ""),
            "language" if value.split('|').count() == 1 => *value = value.replace(['[', ']'], ""),
            "limit" => *value = value.strip_prefix("0,").unwrap_or(value).to_string(),
            "sort" => *value = value.to_uppercase(),
            // A shop compares `true` as 0; here it becomes what was meant.
            _ if value == "[true]" => *value = "[1]".to_string(),
            _ => *value = value.replace(", ", ",").replace(" 00:00:00", ""),
        }
    }
    parameters
}

fn inside(value: &str) -> Option<&str> {
    let inner = value.strip_prefix('[')?.strip_suffix(']')?;
    (!inner.contains(['[', ']'])).then_some(inner)
}

fn condition(value: &str) -> Option<Condition> {
    let list = |text: &str| text.split('|').map(str::to_string).collect::<Vec<_>>();
    if let Some(rest) = value.strip_prefix('>') {
        return inside(rest).map(|value| Condition::Greater(value.to_string()));
    }
    if let Some(rest) = value.strip_prefix('<') {
        return inside(rest).map(|value| Condition::Less(value.to_string()));
    }
    if let Some(rest) = value.strip_prefix('!') {
        return inside(rest).map(|values| Condition::Not(list(values)));
    }
    let (after, before) = (value.strip_prefix('%'), value.strip_suffix('%'));
    match (after, before, after.and_then(|rest| rest.strip_suffix('%'))) {
        (_, _, Some(both)) => {
            return inside(both).map(|part| Condition::Contains(part.to_string()));
        }
        (Some(rest), ..) => return inside(rest).map(|part| Condition::Ends(part.to_string())),
        (_, Some(rest), _) if rest.ends_with(']') => {
            return inside(rest).map(|part| Condition::Begins(part.to_string()));
        }
        _ => {}
    }
    let Some(inner) = inside(value) else {
        return (!value.contains('[')).then(|| Condition::Equals(value.to_string()));
    };
    Some(match inner.split_once(',') {
        Some((from, to)) if !inner.contains('|') => Condition::Between(from.into(), to.into()),
        _ if inner.contains('|') => Condition::OneOf(list(inner)),
        _ => Condition::Equals(inner.to_string()),
    })
}

fn sort(value: &str) -> Option<Vec<Sort>> {
    let inner = inside(value).unwrap_or(value);
    inner
        .split(',')
        .map(|one| match one.rsplit_once('_') {
            Some((field, "ASC" | "asc")) => Some(Sort::ascending(field)),
            Some((field, "DESC" | "desc")) => Some(Sort::descending(field)),
            _ => None,
        })
        .collect()
}

fn display(value: &str) -> Option<Display> {
    match value {
        "full" => return Some(Display::Full),
        "minimum" => return Some(Display::Minimum),
        _ => {}
    }
    let inner = value.strip_prefix('[')?.strip_suffix(']')?;
    let (mut fields, mut field, mut depth) = (Vec::new(), String::new(), 0);
    for one in inner.chars() {
        depth += i32::from(one == '[') - i32::from(one == ']');
        match one {
            ',' if depth == 0 => fields.push(std::mem::take(&mut field)),
            _ => field.push(one),
        }
    }
    fields.push(field);
    Some(Display::Fields(fields))
}

/// To a shop a day is its first second, unless the column has days alone; here it is the whole day.
fn with_times(field: &str, value: &str) -> String {
    let is_day = |text: &str| text.len() == 10 && text.split('-').map(str::len).eq([4, 2, 2]);
    if matches!(field, "birthday" | "available_date") || value.contains('%') {
        return value.to_owned();
    }
    let mut timed = String::new();
    for part in value.split_inclusive(['[', ']', '|', ',']) {
        let text = part.trim_end_matches(['[', ']', '|', ',']);
        let is_set = is_day(text) && !text.starts_with("0000");
        timed.push_str(text);
        timed.push_str(if is_set { " 00:00:00" } else { "" });
        timed.push_str(&part[text.len()..]);
    }
    timed
}

/// The query, where the typed form has words for it.
pub(crate) fn typed(parameters: &Parameters) -> Option<Query> {
    let mut query = Query::default();
    for (name, value) in parameters {
        if let Some(field) = name.strip_prefix("filter[") {
            let field = field.strip_suffix(']')?;
            let value = with_times(field, value);
            query.filter.push(Filter::new(field, condition(&value)?));
            continue;
        }
        match name.as_str() {
            "display" => query.display = display(value)?,
            "sort" => query.sort = sort(value)?,
            "limit" => {
                let (offset, count) = value.split_once(',').unwrap_or(("0", value));
                let (offset, count) = (offset.parse().ok()?, count.parse().ok()?);
                query.limit = Some(Limit { offset, count });
            }
            "language" => {
                let ids = inside(value)
                    .unwrap_or(value)
                    .split('|')
                    .map(|id| id.parse().ok());
                query.language = Language::Ids(ids.collect::<Option<_>>()?);
            }
            "id_shop" if value == "all" => query.id_shop = Some(ShopId::All),
            "id_shop" => query.id_shop = Some(ShopId::One(value.parse().ok()?)),
            "id_shop_group" => query.id_shop_group = Some(value.parse().ok()?),
            "schema" if value == "blank" => query.schema = Some(Schema::Blank),
            "schema" if value == "synopsis" => query.schema = Some(Schema::Synopsis),
            "date" if value == "1" => {}
            _ => return None,
        }
    }
    Some(query)
}

fn names_an_association(call: &Call) -> bool {
    match &call.query.display {
        Display::Fields(names) => names
            .iter()
            .any(|name| call.declaration().association(name.trim()).is_some()),
        _ => false,
    }
}

#[test]
fn given_recorded_reads_when_built_again_then_the_shop_sees_the_same() {
    let Some(paths) = recorded_paths() else {
        println!("skipped: the recorded exchanges are not beside this repository");
        return;
    };
    let (mut built, mut unsaid, mut refused) = (0, 0, BTreeMap::new());
    for path in &paths {
        let Some((place, parameters)) = seen(path) else {
            unsaid += 1;
            continue;
        };
        let (resource, id) = place.split_once('/').unwrap_or((&place, ""));
        let id = Some(id).filter(|id| !id.is_empty()).map(str::parse);
        let (Some(query), Ok(id)) = (typed(&parameters), id.transpose()) else {
            unsaid += 1;
            continue;
        };
        let call = Call {
            id,
            query,
            ..Call::new(Method::Get, resource.to_string())
        };
        if names_an_association(&call) {
            // To a shop its bare name is an error; here it stands for its fields.
            unsaid += 1;
            continue;
        }
        match Request::build(&shop(), &key(), Auth::Basic, &call) {
            Ok(request) => {
                let url = request.url.strip_prefix("https://shop.example").unwrap();
                let (again, sent) = seen(url).unwrap();
                assert_eq!(again, place, "{path} became {url}");
                assert_eq!(
                    canonical(sent),
                    canonical(parameters),
                    "{path} became {url}"
                );
                built += 1;
            }
            Err(error) => {
                refused.insert(path, error.to_string());
            }
        }
    }
    assert!(built * 2 > paths.len(), "only {built} could be built");
    for (path, error) in &refused {
        println!("refused: {path:.90}: {error}");
    }
    println!(
        "{built} of {} recorded reads built alike, {} refused, {unsaid} without words for them",
        paths.len(),
        refused.len(),
    );
}
