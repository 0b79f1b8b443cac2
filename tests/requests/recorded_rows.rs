//! Real filters and their real answers: the second look must never contradict the database.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use aismarttalk_prestashop::resources::{Kind, find};
use aismarttalk_prestashop::webservice::call::Call;
use aismarttalk_prestashop::webservice::query::{Language, Query};
use aismarttalk_prestashop::webservice::recheck::Verdict;
use serde_json::Value;

use crate::recorded::{seen, typed};

const VERSIONS: [&str; 4] = ["1.6.1.24", "1.7.8.11", "8.2.1", "9.0.2"];

struct Exchange {
    path: String,
    status: String,
    body: String,
}

/// The reads of a version by their name, `q-eq`; the numbers in front differ.
fn exchanges(folder: &Path) -> Option<BTreeMap<String, Exchange>> {
    let mut all = BTreeMap::new();
    for file in fs::read_dir(folder).ok()?.flatten().map(|file| file.path()) {
        if file.extension().is_none_or(|ending| ending != "request") {
            continue;
        }
        let text = |path: &Path| String::from_utf8_lossy(&fs::read(path).unwrap()).into_owned();
        let (request, response) = (text(&file), text(&file.with_extension("response")));
        let path = request
            .strip_prefix("GET ")
            .and_then(|rest| rest.split_once(" HTTP/"))
            .map(|(path, _)| path.to_string());
        let name = file.file_stem()?.to_str()?.split_once('-')?.1.to_string();
        let (head, body) = response.split_once("\r\n\r\n").unwrap_or((&response, ""));
        let status = head.split(' ').nth(1).unwrap_or_default().to_string();
        if let Some(path) = path {
            let body = body.to_string();
            all.insert(name, Exchange { path, status, body });
        }
    }
    Some(all)
}

/// The rows of a whole list, as recorded in JSON.
fn rows(exchanges: &BTreeMap<String, Exchange>, resource: &str) -> Vec<Value> {
    let Some(full) = exchanges.get(&format!("{resource}-list-full-json")) else {
        return Vec::new();
    };
    let document: Value = serde_json::from_str(&full.body).unwrap();
    document[resource].as_array().cloned().unwrap_or_default()
}

fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        other => panic!("{other} is no scalar"),
    }
}

/// The texts of a field: one for each language that the query asks for.
fn texts(value: &Value, language: &Language) -> Vec<String> {
    let Value::Array(languages) = value else {
        return vec![text(value)];
    };
    let is_asked = |id: &Value| match language {
        Language::All | Language::Named(_) => true,
        Language::Ids(ids) => ids.iter().any(|one| one.to_string() == text(id)),
    };
    languages
        .iter()
        .filter(|one| is_asked(&one["id"]))
        .map(|one| text(&one["value"]))
        .collect()
}

fn verdict(query: &Query, resource: &str, row: &Value) -> Verdict {
    let declaration = find(resource).unwrap();
    let mut all = Verdict::Yes;
    for filter in &query.filter {
        let kind = declaration
            .field(&filter.field)
            .map_or(Kind::Id, |field| field.kind);
        let texts = texts(&row[&filter.field], &query.language);
        match filter
            .condition
            .matches_any(kind, texts.iter().map(String::as_str))
        {
            Verdict::No => return Verdict::No,
            Verdict::Unknown => all = Verdict::Unknown,
            Verdict::Yes => {}
        }
    }
    all
}

/// The ids in a list of ids.
fn ids(body: &str) -> BTreeSet<String> {
    let item = |part: &str| part.split('"').next().map(str::to_string);
    body.split(" id=\"").skip(1).filter_map(item).collect()
}

#[test]
fn given_recorded_answers_when_rows_are_looked_at_again_then_the_database_agrees() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/recorded");
    let (mut filters, mut counts) = (0, [0, 0, 0]);
    for version in VERSIONS {
        let Some(exchanges) = exchanges(&folder.join(version)) else {
            println!("skipped: the recorded exchanges of {version} are not beside this repository");
            continue;
        };
        let asked = exchanges
            .iter()
            .filter(|(name, one)| name.starts_with("q-") && one.status == "200");
        for (name, exchange) in asked {
            let Some((resource, parameters)) = seen(&exchange.path) else {
                continue;
            };
            let is_plain = parameters
                .keys()
                .all(|name| name.starts_with("filter[") || name == "date" || name == "language");
            let query = typed(&parameters).filter(|query| is_plain && !query.filter.is_empty());
            let Some(query) = query else { continue };
            // What is refused is never sent, so its answers are not looked at either.
            if Call::list(resource.clone(), query.clone()).check().is_err() {
                continue;
            }
            let rows = rows(&exchanges, &resource);
            let found = ids(&exchange.body);
            // A shop compares `true` as 0; sent is what was meant.
            if rows.is_empty() || exchange.path.ends_with("=true") {
                continue;
            }
            filters += 1;
            for row in &rows {
                let id = text(&row["id"]);
                let is_found = found.contains(&id);
                let verdict = verdict(&query, &resource, row);
                let agrees = match verdict {
                    Verdict::Yes => is_found,
                    Verdict::No => !is_found,
                    Verdict::Unknown => true,
                };
                assert!(
                    agrees,
                    "{version} {name}: {} {id}: {verdict:?}",
                    exchange.path
                );
                counts[verdict as usize] += 1;
            }
        }
    }
    let [yes, no, unknown] = counts;
    println!("{filters} recorded filters: {yes} rows match, {no} do not, {unknown} cannot be told");
    let is_recorded = folder.is_dir();
    assert!(!is_recorded || (yes > 0 && no > 0), "nothing was looked at");
}
