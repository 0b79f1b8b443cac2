//! Every recorded exchange: each good answer is compared with a second, independent
//! reading of the same bytes, each error with a scan of its own.
#![forbid(unsafe_code)]

#[path = "recorded/answering.rs"]
mod answering;
#[path = "recorded/asked.rs"]
mod asked;
#[path = "recorded/changed.rs"]
mod changed;
#[path = "recorded/checks.rs"]
mod checks;
#[path = "recorded/declared.rs"]
mod declared;
#[path = "recorded/errors.rs"]
mod errors;
#[path = "recorded/exchange.rs"]
mod exchange;
#[path = "recorded/fields.rs"]
mod fields;
#[path = "recorded/illformed.rs"]
mod illformed;
#[path = "recorded/json.rs"]
mod json;
#[path = "recorded/reading.rs"]
mod reading;
#[path = "recorded/synopsis.rs"]
mod synopsis;

#[path = "support/random.rs"]
mod random;

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use aismarttalk_prestashop::resources::packed;
use checks::{Checked, check};

#[test]
fn given_every_recorded_answer_then_its_answer_is_the_right_value_or_the_right_error() {
    let Some(folder) = exchange::folder() else {
        println!("skipped: the recorded exchanges are not beside the crate");
        return;
    };
    let recordings = exchange::all(&folder);
    let mut counts: BTreeMap<String, BTreeMap<Checked, usize>> = BTreeMap::new();
    let mut wrong = Vec::new();
    for recording in &recordings {
        for exchange in &recording.exchanges {
            let checked = match check(recording, exchange) {
                Ok(checked) => checked,
                Err(what) => {
                    wrong.push(format!("{}/{}: {what}", recording.folder, recording.name));
                    continue;
                }
            };
            let folder = counts.entry(recording.folder.clone()).or_default();
            *folder.entry(checked).or_default() += 1;
        }
    }
    let checked = report(&counts);
    let shown: Vec<&String> = wrong.iter().take(40).collect();
    assert!(
        wrong.is_empty(),
        "{} wrong answers: {shown:#?}",
        wrong.len()
    );
    let pipelined: usize = recordings.iter().map(|one| one.exchanges.len() - 1).sum();
    assert_eq!(
        checked,
        indexed(&folder) + pipelined,
        "every line of the indexes is checked"
    );
}

#[test]
fn given_values_that_break_xml_then_the_shops_json_agrees_on_what_they_are() {
    let Some(folder) = exchange::folder() else {
        println!("skipped: the recorded exchanges are not beside the crate");
        return;
    };
    let mut answers = HashMap::new();
    for mut recording in exchange::all(&folder) {
        let response = recording
            .exchanges
            .pop()
            .and_then(|exchange| exchange.response);
        let body = response.map(|response| response.body).unwrap_or_default();
        answers.insert(format!("{}/{}", recording.folder, recording.name), body);
    }
    let compared = illformed::check_against_json(&answers);
    println!("{compared} values compared with the shop's JSON");
    assert_ne!(compared, 0);
}

#[test]
fn given_a_whole_record_of_each_version_then_it_has_just_the_fields_declared_for_it() {
    let Some(folder) = exchange::folder() else {
        println!("skipped: the recorded exchanges are not beside the crate");
        return;
    };
    let mut compared = 0;
    for recording in exchange::all(&folder) {
        let exchanges = recording.exchanges.iter();
        for (target, fields) in exchanges.filter_map(declared::of_whole_record) {
            let name = format!("{}/{} {target}", recording.folder, recording.name);
            assert_eq!(fields.in_the_answer, fields.declared, "{name}");
            compared += 1;
        }
    }
    println!("{compared} whole records have the fields declared for their version");
    assert_ne!(compared, 0);
}

#[test]
fn given_the_fields_of_each_version_written_down_then_those_declared_for_it_are_the_same() {
    let mut compared = 0;
    for (version, resources) in synopsis::written_down() {
        for (resource, words) in resources {
            let declared = synopsis::declared(resource, version);
            assert_eq!(declared, words, "{} of {version}", resource.name);
            compared += 1;
        }
    }
    let packed = packed::ALL.len();
    assert_eq!(compared, 4 * packed, "each resource in each version");
    println!("{packed} resources in 4 versions have the fields written down for them");
}

#[test]
fn given_a_recorded_synopsis_then_its_fields_are_those_declared_for_its_version() {
    let Some(folder) = exchange::folder() else {
        println!("skipped: the recorded exchanges are not beside the crate");
        return;
    };
    let mut compared: BTreeMap<&str, usize> = BTreeMap::new();
    for recording in exchange::all(&folder) {
        for (resource, version, schema) in recording.exchanges.iter().filter_map(synopsis::of) {
            let name = format!("{}/{}", recording.folder, recording.name);
            let declared = synopsis::declared(resource, version);
            assert_eq!(synopsis::told(&schema), declared, "{name}");
            for field in &schema.fields {
                let unfit = resource.field(&field.name);
                let unfit = unfit.filter(|declared| !synopsis::fits(field, declared));
                assert!(unfit.is_none(), "{name}: {field:?} is {unfit:?}");
            }
            *compared.entry(resource.name).or_default() += 1;
        }
    }
    println!("synopses that are as declared: {compared:?}");
    assert!(!compared.is_empty());
}

#[test]
fn given_recorded_answers_changed_at_random_then_both_readers_agree_or_one_refuses() {
    let Some(folder) = exchange::folder() else {
        println!("skipped: the recorded exchanges are not beside the crate");
        return;
    };
    let mut random = random::Random::new(4);
    let (mut agreed, mut wrong) = (0, Vec::new());
    for recording in exchange::all(&folder) {
        for exchange in recording.exchanges {
            let asked = asked::Asked::from_request(&exchange.method, &exchange.target);
            let Some(response) = exchange.response.filter(|one| one.body.len() < 20_000) else {
                continue;
            };
            for _ in 0..40 {
                match changed::compare(&response, asked, &mut random) {
                    Some(Ok(())) => agreed += 1,
                    Some(Err(what)) => wrong.push(format!("{}: {what}", recording.name)),
                    None => {}
                }
            }
        }
    }
    println!("{agreed} changed answers read alike");
    assert!(
        wrong.is_empty(),
        "{} read otherwise: {}",
        wrong.len(),
        wrong.join("\n")
    );
}

/// How many exchanges the folders' own indexes list.
fn indexed(folder: &Path) -> usize {
    let indexes = std::fs::read_dir(folder)
        .expect("a readable folder")
        .flatten();
    let count = |text: String| text.lines().count() - 1;
    indexes
        .filter_map(|entry| std::fs::read_to_string(entry.path().join("INDEX.tsv")).ok())
        .map(count)
        .sum()
}

fn report(counts: &BTreeMap<String, BTreeMap<Checked, usize>>) -> usize {
    let mut total = 0;
    for (folder, checked) in counts {
        let found: usize = checked.values().sum();
        let listed: Vec<String> = checked
            .iter()
            .map(|(how, count)| format!("{how:?} {count}"))
            .collect();
        println!("{folder}: {found} exchanges: {}", listed.join(", "));
        total += found;
    }
    println!("{total} exchanges checked");
    total
}
