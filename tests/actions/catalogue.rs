//! The catalogue as data: for agents as JSON, for compilers as TypeScript.

use std::collections::BTreeMap;

use aismarttalk_prestashop::actions::catalogue::Declaration;
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
            schema::problems(&entry["inputSchema"], example),
            [""; 0],
            "{}",
            action.name
        );
        assert_eq!(entry["annotations"], annotations(action), "{}", action.name);
        for top in ["oneOf", "anyOf", "allOf"] {
            assert!(
                entry["inputSchema"].get(top).is_none(),
                "agents refuse {top}: {}",
                action.name
            );
        }
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

/// What must be said of every reading and of every writing action.
const READS: &[&str] = &["Changes nothing.", "Example input: {"];
const WRITES: &[&str] = &[
    "preview first",
    "confirm with expect",
    "mail",
    "undo",
    "Rights of the key: ",
    "Example input: {",
];
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
const LONGEST: usize = 1_000;

#[test]
fn given_a_description_then_it_says_what_becomes_of_the_shop_and_whether_it_can_be_undone() {
    for action in CATALOGUE {
        let text = action.full_description();
        let is_read = annotations(action)["readOnlyHint"] == true;
        for part in if is_read { READS } else { WRITES } {
            assert!(text.contains(part), "{} lacks \"{part}\"", action.name);
        }
        let effects = EFFECTS.iter().find(|(name, _)| *name == action.name);
        assert_eq!(effects.is_none(), is_read, "{}", action.name);
        for part in effects.map_or(&[][..], |(_, parts)| parts) {
            assert!(text.contains(part), "{} lacks \"{part}\"", action.name);
        }
        for need in action.needs {
            let right = format!("{} {}", need.method.name(), need.resource);
            assert!(text.contains(&right), "{} lacks {right}", action.name);
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
        .map(|one| one.full_description().len())
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
