//! The catalogue as data: for agents as JSON, for compilers as TypeScript.

use std::collections::BTreeMap;

use aismarttalk_prestashop::actions::catalogue::Declaration;
use aismarttalk_prestashop::actions::shape::Object;
use aismarttalk_prestashop::actions::{CATALOGUE, catalogue_json, typescript};
use serde_json::{Value, json};

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
                "inputSchema",
                "outputSchema",
                "annotations",
                "needs"
            ]
        );
        assert_eq!(entry["name"], action.name);
        let example: Value = serde_json::from_str(action.example.text()).unwrap();
        assert_eq!(
            schema::problems(&entry["inputSchema"], &example),
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

/// A write replaces what was there, and the same write again changes nothing.
fn annotations(action: &Declaration) -> Value {
    let writes = action.name.starts_with("update_");
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
            "  {}: {{ input: {input}; output: {} }};",
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
