//! Rows that come without names are those that come with them: drawn rows of each resource are
//! written in both forms, and the names put back as `pkg/src/rows.ts` does.
#![forbid(unsafe_code)]

#[path = "rows/named.rs"]
mod named;
#[path = "rows/parts.rs"]
mod parts;
#[path = "support/random.rs"]
mod random;
#[path = "rows/xml.rs"]
mod xml;

use aismarttalk_prestashop::resources::field::{VERSIONS, Version};
use aismarttalk_prestashop::resources::json_rows::{Form, JsonRows};
use aismarttalk_prestashop::resources::reader::Unchecked;
use aismarttalk_prestashop::resources::sink::Sink;
use aismarttalk_prestashop::resources::{ALL, Resource};
use aismarttalk_prestashop::webservice::response::{Expected, Response, read, read_as};
use aismarttalk_prestashop::xml::Limits;
use named::named;
use parts::Parts;
use random::Random;
use serde_json::Value;

/// Lists of each resource.
const LISTS: usize = 60;

#[test]
fn given_drawn_rows_then_both_forms_have_the_same_values_and_names_in_the_same_order() {
    let (seed, mut random) = seeded();
    let mut count = 0;
    for resource in ALL {
        for _ in 0..LISTS {
            let list = xml::list(resource, &mut random);
            let objects = read_list(resource, Form::Objects, &list);
            let arrays = read_as_text(resource, Form::Arrays, &list);
            let named = named(&arrays).to_string();
            assert_eq!(named, objects.to_string(), "seed {seed}\n{list}\n{arrays}");
            count += objects.as_array().map_or(0, Vec::len);
        }
    }
    println!("{count} rows, seed {seed}");
}

#[test]
fn given_all_fields_of_a_version_then_its_name_stands_for_theirs() {
    let mut count = 0;
    for resource in ALL {
        for (_, version) in VERSIONS {
            let rows = [true, false].map(|has_items| xml::whole(resource, version, has_items));
            // Several versions may have the same fields.
            let is_it = |&&(_, one): &&(_, Version)| xml::whole(resource, one, true) == rows[0];
            let (name, _) = VERSIONS.iter().find(is_it).expect("this one");
            let told = format!("\"{} {name}", resource.name);
            for row in &rows {
                for (module, more) in [("", ""), ("<by_module>1</by_module>", "+")] {
                    let row = xml::record(resource, &[row, module].concat());
                    let list = xml::document(resource, &row);
                    let list = read_as_text(resource, Form::Arrays, &list);
                    assert!(list.starts_with(&format!("[{told}{more}\",[")), "{list}");
                    count += 1;
                }
            }
            // Of lists with items and without in turn the names are told once.
            let turns = [0, 1, 0, 1].map(|at| xml::record(resource, &rows[at]));
            let list = xml::document(resource, &turns.concat());
            let list = read_as_text(resource, Form::Arrays, &list);
            assert_eq!(list.matches(&told).count(), 1, "{list}");
        }
    }
    println!("{count} rows with all fields");
}

#[test]
fn given_a_field_that_came_or_went_then_its_version_is_one_that_rows_are_told_by() {
    let mut count = 0;
    for resource in ALL {
        let lists = resource.associations.iter();
        let fields = lists.clone().flat_map(|list| list.fields);
        let changes = fields
            .chain(resource.fields)
            .flat_map(|field| field.since.into_iter().chain(field.until))
            .chain(lists.filter_map(|list| list.since));
        for change in changes {
            let is_known = VERSIONS.iter().any(|(_, version)| *version == change);
            assert!(is_known, "{}: {change:?}", resource.name);
            count += 1;
        }
    }
    println!("{count} fields and lists");
}

#[test]
fn given_one_record_then_it_is_the_same_in_both_forms() {
    let (seed, mut random) = seeded();
    let mut count = 0;
    for resource in ALL {
        for _ in 0..LISTS {
            let record = xml::drawn(resource, &mut random);
            let document = ["<prestashop>", &record, "</prestashop>"].concat();
            let of = |form| {
                let expected = Expected::Record(resource, None);
                let read = read_as(
                    form,
                    &response(&document),
                    expected,
                    &Unchecked,
                    Limits::DEFAULT,
                );
                read.unwrap_or_else(|error| panic!("seed {seed}: {error}\n{document}"))
                    .0
            };
            let (objects, arrays) = (of(Form::Objects), of(Form::Arrays));
            let object: Value = serde_json::from_str(&objects).unwrap();
            assert_eq!(
                named(&arrays).to_string(),
                object.to_string(),
                "seed {seed}\n{arrays}"
            );
            assert!(arrays.starts_with("[\".\",\""), "{arrays}");
            count += 1;
        }
    }
    println!("{count} records, seed {seed}");
}

#[test]
fn given_rows_that_are_taken_out_at_any_time_then_the_parts_are_all_of_them() {
    let (seed, mut random) = seeded();
    let (mut count, mut taken) = (0, 0);
    for resource in ALL {
        for form in [Form::Objects, Form::Arrays] {
            for _ in 0..LISTS {
                let list = xml::list(resource, &mut random);
                let whole = read_list(resource, Form::Objects, &list);
                let rows = JsonRows::of(resource, form, 0);
                let mut parts = Parts::of(rows, &mut random);
                read_into(resource, &list, &mut parts);
                let parts = parts.finish();
                taken += parts.len();
                let rows = parts.iter().flat_map(|part| match named(part) {
                    Value::Array(rows) => rows,
                    other => panic!("no array: {other}"),
                });
                let joined = Value::Array(rows.collect());
                assert_eq!(
                    joined.to_string(),
                    whole.to_string(),
                    "seed {seed}\n{parts:?}"
                );
                count += 1;
            }
        }
    }
    println!("{count} lists in {taken} parts, seed {seed}");
}

#[test]
fn given_rows_in_another_order_and_answers_that_were_lost_then_each_has_its_names() {
    let (seed, mut random) = seeded();
    let mut count = 0;
    for resource in ALL {
        for _ in 0..LISTS {
            let lists = [0, 1, 2].map(|_| xml::list(resource, &mut random));
            let of = |form| {
                let mut rows = JsonRows::of(resource, form, 0);
                read_into(resource, &lists[0], &mut rows);
                rows.keep();
                // An answer that breaks off is asked for again.
                let cut = lists[1].len() / 2;
                let cut = (0..=cut).rfind(|at| lists[1].is_char_boundary(*at));
                let _ = read(
                    &response(&lists[1][..cut.unwrap_or(0)]),
                    Expected::List(resource),
                    &mut rows,
                    &Unchecked,
                    Limits::DEFAULT,
                );
                read_into(resource, &lists[2], &mut rows);
                rows
            };
            let rows = of(Form::Objects).len();
            let places: Vec<usize> = (0..rows).map(|_| random.below(rows)).collect();
            let objects = of(Form::Objects).into_array_of(&places);
            let arrays = of(Form::Arrays).into_array_of(&places);
            let wanted: Value = serde_json::from_str(&objects).unwrap();
            assert_eq!(
                named(&arrays).to_string(),
                wanted.to_string(),
                "seed {seed}\n{arrays}"
            );
            count += rows;
        }
    }
    println!("{count} rows, seed {seed}");
}

/// `ROWS_FROM`, or another seed in each run.
fn seeded() -> (u64, Random) {
    let given = std::env::var("ROWS_FROM")
        .ok()
        .and_then(|seed| seed.parse().ok());
    let now = || {
        std::time::UNIX_EPOCH
            .elapsed()
            .map_or(1, |since| since.subsec_nanos())
    };
    let seed = given.unwrap_or_else(|| u64::from(now()));
    println!("ROWS_FROM={seed}");
    (seed, Random::new(seed))
}

fn response(document: &str) -> Response {
    Response {
        status: 200,
        headers: Vec::new(),
        body: document.as_bytes().to_vec(),
    }
}

fn read_into(resource: &Resource, document: &str, sink: &mut dyn Sink) {
    let expected = Expected::List(resource);
    // Whoever asks starts a sink over.
    sink.reset(document.len());
    read(
        &response(document),
        expected,
        sink,
        &Unchecked,
        Limits::DEFAULT,
    )
    .unwrap_or_else(|error| panic!("{error}\n{document}"));
}

fn read_as_text(resource: &Resource, form: Form, document: &str) -> String {
    let expected = Expected::List(resource);
    read_as(
        form,
        &response(document),
        expected,
        &Unchecked,
        Limits::DEFAULT,
    )
    .unwrap_or_else(|error| panic!("{error}\n{document}"))
    .0
}

fn read_list(resource: &Resource, form: Form, document: &str) -> Value {
    let text = read_as_text(resource, form, document);
    serde_json::from_str(&text).expect("JSON")
}
