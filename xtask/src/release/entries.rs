//! What package.json leads to must be in the package.

use serde_json::Value;

/// Whoever reads only these must get what the exports say: older tools, and `require`.
const SAME: [(&str, &str); 2] = [
    ("main", "/exports/./node/require"),
    ("types", "/exports/./types/default"),
];

/// What every published package says of itself.
const SAYS: [&str; 6] = [
    "name",
    "version",
    "description",
    "license",
    "engines",
    "files",
];

/// Everything that is wrong with it, for the files of its package.
pub fn faults(manifest: &Value, files: &[&str]) -> Vec<String> {
    let mut found: Vec<String> = SAYS
        .into_iter()
        .filter(|word| manifest[word].is_null())
        .map(|word| format!("package.json has no {word}"))
        .collect();
    for word in ["main", "module", "types", "bin", "exports", "sideEffects"] {
        let mut paths = Vec::new();
        collect(&manifest[word], &mut paths);
        for path in paths {
            let bare = path.strip_prefix("./").unwrap_or(path);
            if !files.contains(&bare) {
                found.push(format!("{word} names {path}, which is not in the package"));
            }
        }
    }
    // Only who can be imported by its name has one of them.
    if !manifest["exports"]["."].is_null() {
        for (word, place) in SAME {
            if manifest[word].is_null() || Some(&manifest[word]) != manifest.pointer(place) {
                found.push(format!("{word} is not what {place} is"));
            }
        }
    }
    found
}

/// The texts in a value, at any depth.
fn collect<'a>(value: &'a Value, into: &mut Vec<&'a str>) {
    match value {
        Value::String(text) => into.push(text),
        Value::Array(items) => items.iter().for_each(|item| collect(item, into)),
        Value::Object(members) => members.values().for_each(|member| collect(member, into)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn manifest() -> Value {
        json!({
            "name": "a", "version": "1.0.0", "description": "b", "license": "MIT",
            "engines": { "node": ">=20" }, "files": ["dist"],
            "main": "./dist/node.cjs", "types": "./dist/index.d.ts",
            "bin": { "a": "./dist/main.js" },
            "sideEffects": ["./dist/node.js"],
            "exports": {
                ".": {
                    "types": { "require": "./dist/index.d.cts", "default": "./dist/index.d.ts" },
                    "node": { "require": "./dist/node.cjs", "default": "./dist/node.js" },
                },
            },
        })
    }

    const FILES: [&str; 5] = [
        "dist/index.d.cts",
        "dist/index.d.ts",
        "dist/main.js",
        "dist/node.cjs",
        "dist/node.js",
    ];

    #[test]
    fn given_a_manifest_that_leads_nowhere_then_each_fault_is_named() {
        assert_eq!(faults(&manifest(), &FILES), [""; 0]);
        let without = |word: &str| {
            let mut damaged = manifest();
            damaged[word] = Value::Null;
            damaged
        };
        let with = |word: &str, value: &str| {
            let mut damaged = manifest();
            damaged[word] = json!(value);
            damaged
        };
        let cases = [
            (without("main"), "main is not"),
            (without("types"), "types is not"),
            (without("license"), "has no license"),
            (without("engines"), "has no engines"),
            (with("main", "./dist/node.js"), "main is not"),
            (
                with("main", "./dist/gone.cjs"),
                "main names ./dist/gone.cjs",
            ),
            (with("module", "./dist/gone.js"), "module names"),
            (with("bin", "./gone.js"), "bin names"),
        ];
        for (damaged, expected) in &cases {
            let found = faults(damaged, &FILES);
            assert!(
                found.iter().any(|fault| fault.contains(expected)),
                "{expected}: {found:?}"
            );
        }
        for file in FILES {
            let rest: Vec<&str> = FILES.into_iter().filter(|one| *one != file).collect();
            assert!(!faults(&manifest(), &rest).is_empty(), "{file}");
        }
        println!("{} faults", cases.len() + FILES.len());
    }
}
