//! What of others is in a package, as a document of CycloneDX: the npm packages that npm knows by the
//! lock file, and the crates that cargo compiles into the modules.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

use super::crates::{Compiled, Tree};
use super::package::Package;
use super::packed::{self, Packed};
use crate::process;
use crate::repo::Repo;
use crate::setup::NPM;
use crate::wasm::{CLIENT, DEMO_STORE, EXCHANGE, Module};

/// The modules that a package may hold.
const MODULES: [&Module; 3] = [&CLIENT, &EXCHANGE, &DEMO_STORE];

/// The npm packages that a build bundled, beside what it made of them.
const BUNDLED: &str = "dist/bundled.json";

/// A document, and how much it names.
pub struct Sbom {
    pub file: PathBuf,
    pub npm: usize,
    pub crates: usize,
}

/// Writes the document of a packed package beside it. `first` is in all others.
pub fn write(repo: &Repo, package: &Package, packed: &Packed, first: &Package) -> Result<Sbom> {
    let known = npm_sbom(repo, first, package)?;
    let mut bundled = bundled(&known, packed)?;
    if package.name != first.name {
        bundled.push(component(first));
    }
    let mut tree = Tree::default();
    for module in modules(packed)? {
        tree.add(repo, module)?;
    }
    let std = match tree.crates.is_empty() {
        true => Vec::new(),
        false => vec![standard_library(repo)?],
    };
    let document = document(known, subject(package, packed), &bundled, &tree, &std);
    let lost = lost_references(&document);
    ensure!(lost.is_empty(), "the SBOM lacks {}", lost.join(", "));
    let file = packed.tarball.with_extension("cdx.json");
    let text = format!("{}\n", serde_json::to_string_pretty(&document)?);
    fs::write(&file, text).with_context(|| format!("cannot write {}", file.display()))?;
    Ok(Sbom {
        file,
        npm: bundled.len(),
        crates: tree.crates.len(),
    })
}

/// What npm says of all that a workspace installs. It wants a version of the repository itself, which
/// has none: it gets copies of the manifests.
fn npm_sbom(repo: &Repo, first: &Package, package: &Package) -> Result<Value> {
    let folder = packed::folder(repo).join("tree");
    let _ = fs::remove_dir_all(&folder);
    let manifest = |inside: &str| -> Result<Value> {
        let path = repo.path(inside);
        let text =
            fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
        Ok(serde_json::from_str(&text)?)
    };
    let mut root = manifest("package.json")?;
    let workspaces = root["workspaces"].as_array().cloned().unwrap_or_default();
    root["version"] = json!(first.version);
    let mut lock = manifest("package-lock.json")?;
    lock["packages"][""]["version"] = json!(first.version);
    let mut copies = vec![
        ("package.json".to_owned(), root),
        ("package-lock.json".to_owned(), lock),
    ];
    for workspace in workspaces.iter().filter_map(Value::as_str) {
        let file = format!("{workspace}/package.json");
        let content = manifest(&file)?;
        copies.push((file, content));
    }
    for (file, content) in copies {
        let path = folder.join(file);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(path, content.to_string())?;
    }
    let words = ["sbom", "--sbom-format", "cyclonedx", "--package-lock-only"];
    let mut npm = repo.program(NPM, &words);
    npm.args(["--workspace", package.folder])
        .current_dir(&folder);
    Ok(serde_json::from_str(&process::read(&mut npm)?)?)
}

/// The components of what was bundled, as npm knows them.
fn bundled(known: &Value, packed: &Packed) -> Result<Vec<Value>> {
    let file = packed.folder.join(BUNDLED);
    if !file.exists() {
        return Ok(Vec::new());
    }
    let listed: Value = serde_json::from_str(&fs::read_to_string(&file)?)?;
    let listed = listed.as_array().context("bundled.json is no list")?;
    let components = known["components"].as_array();
    let components = components.context("npm sbom names no components")?;
    listed
        .iter()
        .map(|one| {
            let word = |name: &str| one[name].as_str().unwrap_or_default();
            let id = format!("{}@{}", word("name"), word("version"));
            let found = components.iter().find(|known| known["bom-ref"] == *id);
            let mut found = found
                .with_context(|| format!("npm sbom does not know {id}, which is bundled"))?
                .clone();
            // To npm all of them are tools of the build: here they are part of what is published.
            found["scope"] = json!("required");
            found["properties"] = json!([]);
            Ok(found)
        })
        .collect()
}

/// The modules whose files are in the package; a file of nobody would be left out unseen.
fn modules(packed: &Packed) -> Result<Vec<&'static Module>> {
    let mut found = Vec::new();
    for file in packed.files().filter(|file| file.path.ends_with(".wasm")) {
        let module = MODULES
            .into_iter()
            .find(|module| file.path.ends_with(&format!("/{}_bg.wasm", module.name)));
        found.push(module.with_context(|| format!("of which crate is {}?", file.path))?);
    }
    Ok(found)
}

/// A package of ours.
fn component(package: &Package) -> Value {
    let Package { name, version, .. } = package;
    json!({
        "bom-ref": format!("{name}@{version}"),
        "type": "library",
        "name": name,
        "version": version,
        "scope": "required",
        "purl": format!("pkg:npm/{}@{version}", name.replace('@', "%40")),
        "licenses": [{ "expression": package.manifest["license"] }],
    })
}

/// What the document is about.
fn subject(package: &Package, packed: &Packed) -> Value {
    let mut subject = component(package);
    let word = |name: &str| json!({ "name": format!("npm:{name}"), "value": packed.word(name) });
    subject["properties"] = json!([word("filename"), word("integrity")]);
    subject
}

/// It is compiled into each module.
fn standard_library(repo: &Repo) -> Result<Value> {
    let printed = process::read(&mut repo.program("rustc", &["--version"]))?;
    let version = printed.split(' ').nth(1).context("rustc has no version")?;
    Ok(json!({
        "bom-ref": format!("rust-std@{version}"),
        "type": "library",
        "name": "rust-std",
        "version": version,
        "scope": "required",
        "purl": format!("pkg:generic/rust-std@{version}"),
        "licenses": [{ "expression": "MIT OR Apache-2.0" }],
    }))
}

fn crate_component(id: &str, found: &Compiled) -> Value {
    let Compiled { name, version, .. } = found;
    let mut component = json!({
        "bom-ref": format!("cargo:{id}"),
        "type": "library",
        "name": name,
        "version": version,
        "scope": "required",
        "purl": format!("pkg:cargo/{name}@{version}"),
        "licenses": [{ "expression": found.licence }],
    });
    if let Some(checksum) = &found.checksum {
        component["hashes"] = json!([{ "alg": "SHA-256", "content": checksum }]);
    }
    component
}

fn document(
    mut known: Value,
    subject: Value,
    bundled: &[Value],
    tree: &Tree,
    std: &[Value],
) -> Value {
    let reference = |component: &Value| component["bom-ref"].clone();
    let cargo = |id: &String| json!(format!("cargo:{id}"));
    let plain = [bundled, std].concat();
    let mut direct: Vec<Value> = plain.iter().map(reference).collect();
    direct.extend(tree.direct.iter().map(cargo));
    let mut dependencies = vec![json!({ "ref": subject["bom-ref"], "dependsOn": direct })];
    dependencies.extend(
        plain
            .iter()
            .map(|one| json!({ "ref": reference(one), "dependsOn": [] })),
    );
    dependencies.extend(tree.crates.iter().map(|(id, one)| {
        let needs: Vec<Value> = one.needs.iter().map(cargo).collect();
        json!({ "ref": cargo(id), "dependsOn": needs })
    }));
    let crates = tree.crates.iter().map(|(id, one)| crate_component(id, one));
    let components: Vec<Value> = plain.into_iter().chain(crates).collect();
    known["metadata"]["component"] = subject;
    known["metadata"]["lifecycles"] = json!([{ "phase": "build" }]);
    known["components"] = json!(components);
    known["dependencies"] = json!(dependencies);
    known
}

/// References to nothing: every one must be to a component.
fn lost_references(document: &Value) -> Vec<String> {
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let mut known: Vec<Value> = list(&document["components"])
        .iter()
        .map(|one| one["bom-ref"].clone())
        .collect();
    known.push(document["metadata"]["component"]["bom-ref"].clone());
    let named = list(&document["dependencies"])
        .into_iter()
        .flat_map(|one| [vec![one["ref"].clone()], list(&one["dependsOn"])].concat());
    let lost = named.filter(|one| !known.contains(one));
    lost.map(|one| one.to_string()).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn given_a_package_with_modules_then_the_document_names_each_crate_once_and_whole() {
        let package = Package::parse(
            "pkg",
            r#"{"name":"@a/b","version":"1.0.0","license":"MIT"}"#,
        )
        .expect("a manifest");
        let one = Compiled {
            name: "one".to_owned(),
            version: "1.2.3".to_owned(),
            licence: "MIT".to_owned(),
            checksum: Some("abc".to_owned()),
            needs: BTreeSet::from(["two@2.0.0".to_owned()]),
        };
        let two = Compiled {
            name: "two".to_owned(),
            version: "2.0.0".to_owned(),
            needs: BTreeSet::new(),
            ..one.clone()
        };
        let mut tree = Tree::default();
        tree.direct.insert("one@1.2.3".to_owned());
        tree.crates.insert("one@1.2.3".to_owned(), one);
        let known = json!({ "bomFormat": "CycloneDX", "specVersion": "1.5", "metadata": {} });
        let made = |tree: &Tree| document(known.clone(), component(&package), &[], tree, &[]);
        assert_eq!(lost_references(&made(&tree)), ["\"cargo:two@2.0.0\""]);
        tree.crates.insert("two@2.0.0".to_owned(), two);
        let whole = made(&tree);
        assert_eq!(lost_references(&whole), [""; 0]);
        assert_eq!(whole["bomFormat"], "CycloneDX");
        assert_eq!(
            whole["metadata"]["component"]["purl"],
            "pkg:npm/%40a/b@1.0.0"
        );
        assert_eq!(whole["components"][0]["purl"], "pkg:cargo/one@1.2.3");
        assert_eq!(whole["components"][0]["hashes"][0]["content"], "abc");
    }
}
