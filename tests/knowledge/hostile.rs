//! Knowledge that no client has told: a clear error, and no answer made of it.

use aismarttalk_prestashop::actions;
use aismarttalk_prestashop::json::{Map, Value};
use aismarttalk_prestashop::webservice::ErrorKind;
use demo_store::ShopVersion;
use demo_store::keys::PRODUCTS_ONLY;

use crate::handed_on::taken_out;
use crate::line::Line;
use crate::support::block_on;
use crate::support::random::Random;

/// Knowledge with every part in it.
fn whole(line: &Line) -> Value {
    let rights = line.client(PRODUCTS_ONLY);
    // A refusal, and then a list of rights that does not know of it.
    let client = line.client(PRODUCTS_ONLY);
    for action in ["list_languages", "list_order_states", "get_product"] {
        let input = match action {
            "get_product" => r#"{"id":5}"#,
            _ => "{}",
        };
        line.grant(demo_store::keys::EVERYTHING);
        block_on(actions::run(&client, action, &Value::parse(input).unwrap())).unwrap();
    }
    block_on(client.permissions()).unwrap();
    line.grant(PRODUCTS_ONLY);
    let call = r#"{"id":24}"#;
    block_on(actions::run(
        &client,
        "get_order",
        &Value::parse(call).unwrap(),
    ))
    .unwrap_err();
    drop(rights);
    taken_out(&client)
}

/// The places of a value, as ways of names and numbers.
fn places(value: &Value, way: &mut Vec<String>, all: &mut Vec<Vec<String>>) {
    all.push(way.clone());
    let mut inside = |name: String, value: &Value| {
        way.push(name);
        places(value, way, all);
        way.pop();
    };
    match value {
        Value::Array(items) => {
            for (at, item) in items.iter().enumerate().take(2) {
                inside(at.to_string(), item);
            }
        }
        Value::Object(members) => {
            for (name, member) in members.iter().take(12) {
                inside(name.to_owned(), member);
            }
        }
        _ => {}
    }
}

/// The value with another one in a place; `None` takes it out.
fn with(value: &Value, way: &[String], put: Option<&Value>) -> Option<Value> {
    let Some((name, rest)) = way.split_first() else {
        return put.cloned();
    };
    let inside = |one: &str, value: &Value| match one == name {
        true => with(value, rest, put),
        false => Some(value.clone()),
    };
    Some(match value {
        Value::Array(items) => {
            let items = items.iter().enumerate();
            Value::Array(
                items
                    .filter_map(|(at, one)| inside(&at.to_string(), one))
                    .collect(),
            )
        }
        Value::Object(members) => {
            let members = members.iter();
            let members =
                members.filter_map(|(name, one)| Some((name.to_owned(), inside(name, one)?)));
            Value::Object(members.collect::<Map>())
        }
        other => other.clone(),
    })
}

#[test]
fn given_a_wrong_value_in_any_place_then_it_is_refused_by_name_or_means_what_it_says() {
    let line = Line::to(ShopVersion::V8_2);
    let whole = whole(&line);
    for part in ["rights", "languages", "orderStates", "currencies"] {
        assert!(
            whole.get(part).is_some_and(|part| *part != Value::Null),
            "{part} {whole}"
        );
    }
    assert!(
        whole
            .get("refusals")
            .and_then(Value::as_array)
            .is_some_and(|all| !all.is_empty())
    );
    let wrong: Vec<Value> = [
        "null",
        "true",
        "-1",
        "0",
        "1.5",
        "1e300",
        "4294967296",
        "\"\"",
        "\"x\"",
        "[]",
        "{}",
        "[[1]]",
        "[[\"1\",2]]",
        "{\"at\":1}",
        "{\"__proto__\":{\"get\":true}}",
    ]
    .iter()
    .map(|text| Value::parse(text).unwrap())
    .collect();
    let mut all = Vec::new();
    places(&whole, &mut Vec::new(), &mut all);
    let (mut refused, mut taken) = (0, 0);
    for way in &all {
        for put in wrong.iter().map(Some).chain([None]) {
            let Some(given) = with(&whole, way, put) else {
                continue;
            };
            match line.client(PRODUCTS_ONLY).knowing(&given) {
                Ok(_) => taken += 1,
                Err(error) => {
                    refused += 1;
                    assert_eq!(error.kind(), ErrorKind::InvalidRequest, "{way:?} {put:?}");
                    assert_eq!(error.field(), Some("knowledge"), "{way:?} {put:?}");
                    assert!(error.message().contains("knowledge."), "{error}");
                    assert!(error.hint().contains("knowledge()"), "{error}");
                }
            }
        }
    }
    println!("{} places: {refused} refused, {taken} taken", all.len());
    assert!(
        refused > 10 * taken / 10,
        "{refused} refused, {taken} taken"
    );
}

/// Values of a type that a place never has, drawn from a seed.
#[test]
fn given_several_wrong_values_at_once_then_nothing_breaks() {
    let seed = std::env::var("KNOWLEDGE_SEED")
        .ok()
        .and_then(|seed| seed.parse().ok());
    let seed = seed.unwrap_or_else(|| {
        let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
        now.unwrap().as_millis() as u64
    });
    println!("KNOWLEDGE_SEED={seed}");
    let mut random = Random::new(seed);
    let line = Line::to(ShopVersion::V9_0);
    let whole = whole(&line);
    let mut all = Vec::new();
    places(&whole, &mut Vec::new(), &mut all);
    let mut refused = 0;
    for round in 0..2_000 {
        let mut given = whole.clone();
        for _ in 0..=random.below(4) {
            let (to, from) = (random.pick(&all), random.pick(&all));
            let mut put = &whole;
            for name in from {
                put = match put {
                    Value::Array(items) => &items[name.parse::<usize>().unwrap()],
                    other => other.get(name).unwrap(),
                };
            }
            given = with(&given, to, Some(put)).unwrap_or_default();
        }
        match line.client(PRODUCTS_ONLY).knowing(&given) {
            Err(error) => {
                let case = format!("seed {seed}, round {round}: {given}");
                assert_eq!(error.field(), Some("knowledge"), "{case}");
                refused += 1;
            }
            // What was taken is what would be taken again.
            Ok((client, _)) => {
                let known = Value::parse(&client.knowledge()).unwrap();
                let again = line.client(PRODUCTS_ONLY).knowing(&known);
                assert!(again.is_ok(), "seed {seed}, round {round}: {known}");
            }
        }
    }
    println!("{refused} of 2000 refused");
    assert!(refused > 1_000);
}

#[test]
fn given_too_much_then_it_is_refused_as_a_whole() {
    let line = Line::to(ShopVersion::V8_2);
    let whole = whole(&line);
    let way = |names: &[&str]| {
        names
            .iter()
            .map(|one| (*one).to_owned())
            .collect::<Vec<_>>()
    };
    let language = |id: u32| Value::parse(&format!("{{\"id\":{id},\"name\":\"x\"}}")).unwrap();
    let many = |count| Value::Array((1..=count).map(language).collect());
    let long = Value::String("x".repeat(10 << 20));
    let twice = Value::Array(vec![language(1), language(1)]);
    let cases = [
        (
            "10,000 languages",
            way(&["languages", "value"]),
            many(10_000),
        ),
        (
            "a text of 10 MB",
            way(&["languages", "value", "0", "name"]),
            long.clone(),
        ),
        ("an address of 10 MB", way(&["url"]), long),
        ("a language twice", way(&["languages", "value"]), twice),
        (
            "101 refusals",
            way(&["refusals"]),
            Value::Array(vec![
                whole.get("refusals").unwrap().as_array().unwrap()[0]
                    .clone();
                101
            ]),
        ),
    ];
    for (name, way, put) in &cases {
        let given = with(&whole, way, Some(put)).unwrap();
        let error = line.client(PRODUCTS_ONLY).knowing(&given).expect_err(name);
        assert_eq!(error.field(), Some("knowledge"), "{name}");
        assert!(error.message().len() < 200, "{name}");
    }
    let most = with(&whole, &way(&["languages", "value"]), Some(&many(1_000))).unwrap();
    let (_, ignored) = line.client(PRODUCTS_ONLY).knowing(&most).unwrap();
    assert_eq!(ignored, None);
    println!("{} refused", cases.len());
}
