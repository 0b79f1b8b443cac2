//! The catalogue as data: for agents as JSON, for compilers as TypeScript.

use std::collections::BTreeMap;

use aismarttalk_prestashop::actions::catalogue::{Declaration, Need};
use aismarttalk_prestashop::actions::shape::Object;
use aismarttalk_prestashop::actions::{CATALOGUE, catalogue_json, typescript};
use serde_json::{Value, json};

use crate::declared_writes::is_write;
use crate::schema;

#[test]
fn given_the_catalogue_then_every_entry_is_whole_and_its_example_fits_its_schema() {
    let entries: Vec<Value> = serde_json::from_str(&catalogue_json()).unwrap();
    assert_eq!(entries.len(), CATALOGUE.len());
    for (entry, action) in entries.iter().zip(CATALOGUE) {
        let keys: Vec<&String> = entry.as_object().unwrap().keys().collect();
        assert_eq!(
            keys,
            [
                "name",
                "title",
                "description",
                "example",
                "inputSchema",
                "outputSchema",
                "choices",
                "annotations",
                "needs",
                "writes"
            ]
        );
        assert_eq!(entry["name"], action.name);
        let example = &entry["example"];
        assert_eq!(
            example,
            &serde_json::from_str::<Value>(action.example.text()).unwrap()
        );
        assert_eq!(
            schema::input_problems(entry, example),
            [""; 0],
            "{}",
            action.name
        );
        assert_eq!(entry["annotations"], annotations(action), "{}", action.name);
        let top: Vec<&String> = entry["inputSchema"].as_object().unwrap().keys().collect();
        assert_eq!(top, TOP, "agents refuse anything else: {}", action.name);
        let booleans = booleans(&entry["inputSchema"]);
        assert_eq!(booleans, ["/additionalProperties"], "{}", action.name);
        let choices = json!({
            "either": action.input.either.map_or(vec![], |(one, other)| vec![one, other]),
            "some": action.input.some,
        });
        assert_eq!(entry["choices"], choices, "{}", action.name);
        let needs: Vec<Value> = action.needs.iter().map(need).collect();
        assert_eq!(entry["needs"], json!(needs), "{}", action.name);
    }
    let mut names: Vec<&str> = CATALOGUE.iter().map(|one| one.name).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), CATALOGUE.len(), "two actions have one name");
    println!(
        "{} actions, {} bytes of catalogue",
        entries.len(),
        catalogue_json().len()
    );
}

/// The whole top of the schema of an input.
const TOP: [&str; 5] = [
    "$schema",
    "type",
    "properties",
    "required",
    "additionalProperties",
];

/// Where a schema has `true` or `false` in the place of a schema.
fn booleans(schema: &Value) -> Vec<String> {
    let Value::Object(members) = schema else {
        return Vec::new();
    };
    let is_schema = |name: &str| !["default", "enum"].contains(&name);
    let inside = members.iter().filter(|(name, _)| is_schema(name));
    inside
        .flat_map(|(name, value)| match value {
            Value::Bool(_) => vec![format!("/{name}")],
            value => booleans(value)
                .into_iter()
                .map(|rest| format!("/{name}{rest}"))
                .collect(),
        })
        .collect()
}

fn need(need: &Need) -> Value {
    json!({
        "resource": need.resource,
        "method": need.method.name(),
        "required": need.without.is_none(),
        "without": need.without,
    })
}

/// What must be said of every reading and of every writing action.
const READS: &[&str] = &["Changes nothing."];
const WRITES: &[&str] = &["preview first", "confirm with expect", "mail", "undo"];
/// What an action sets going besides.
const EFFECTS: &[(&str, &[&str])] = &[
    (
        "update_order_status",
        &["invoice", "delivery slip", "payment", "stock", "history"],
    ),
    ("update_product_content", &["stock", "on sale"]),
    ("update_product_seo", &["stock", "links"]),
    ("update_customer", &["sign in", "Password"]),
    ("set_tracking_number", &["invoice", "stock", "history"]),
];
/// A model reads all of them before it does anything.
const LONGEST: usize = 400;

#[test]
fn given_a_description_then_it_says_what_becomes_of_the_shop_and_whether_it_can_be_undone() {
    for action in CATALOGUE {
        let text = action.description.text();
        let is_read = annotations(action)["readOnlyHint"] == true;
        for part in if is_read { READS } else { WRITES } {
            assert!(text.contains(part), "{} lacks \"{part}\"", action.name);
        }
        let effects = EFFECTS.iter().find(|(name, _)| *name == action.name);
        assert_eq!(effects.is_none(), is_read, "{}", action.name);
        for part in effects.map_or(&[][..], |(_, parts)| parts) {
            assert!(text.contains(part), "{} lacks \"{part}\"", action.name);
        }
        assert!(
            text.len() <= LONGEST,
            "{}: {} bytes",
            action.name,
            text.len()
        );
    }
    let all: usize = CATALOGUE
        .iter()
        .map(|one| one.description.text().len())
        .sum();
    println!("{} descriptions, {all} bytes", CATALOGUE.len());
}

/// A write replaces what was there, and the same write again changes nothing.
fn annotations(action: &Declaration) -> Value {
    let writes = is_write(action.name);
    json!({
        "title": action.title.text(),
        "readOnlyHint": !writes,
        "destructiveHint": writes,
        "idempotentHint": true,
        "openWorldHint": false,
    })
}

#[test]
fn given_the_typescript_then_each_interface_stands_there_once() {
    let source = typescript();
    let mut shapes: BTreeMap<&str, *const Object> = BTreeMap::new();
    for action in CATALOGUE {
        collect(action.output, &mut shapes);
        let input = format!(
            "{}Input",
            action.output.name.text().strip_suffix("Output").unwrap()
        );
        let entry = format!(
            "  {}: ActionSignature<{input}, {}>;",
            action.name,
            action.output.name.text()
        );
        assert!(source.contains(&entry), "ActionMap lacks {entry}");
        let declared = [
            format!("export interface {input} "),
            format!("export type {input} "),
        ];
        assert!(
            declared.iter().any(|one| source.contains(one)),
            "{input} is not declared"
        );
    }
    for name in shapes.keys() {
        assert_eq!(
            source.matches(&format!("export interface {name} ")).count(),
            1,
            "{name}"
        );
    }
    println!("{} interfaces in {} bytes", shapes.len(), source.len());
}

/// Two objects of one name would share one interface.
fn collect(object: &'static Object, shapes: &mut BTreeMap<&'static str, *const Object>) {
    let before = shapes.insert(object.name.text(), object);
    assert!(
        before.is_none_or(|before| std::ptr::eq(before, object)),
        "two objects are named {}",
        object.name.text()
    );
    for property in object.properties {
        if let Some(inner) = property.shape.object() {
            collect(inner, shapes);
        }
    }
}
