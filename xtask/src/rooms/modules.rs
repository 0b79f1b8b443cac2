//! The crates of the workspace, each as the tree of its modules.

use std::collections::{BTreeSet, HashMap};
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde_json::Value;

use super::source::{self, Import};
use crate::process;
use crate::repo::Repo;

/// One crate: a library, a program or a test.
#[derive(Debug, Default)]
pub struct Crate {
    /// The root comes first.
    pub modules: Vec<Node>,
    /// Where each macro is defined: they are called without a path, or as `crate::name!`.
    pub macros: HashMap<String, usize>,
    /// Crates of the workspace by the name they have here, as the index of their library.
    pub dependencies: HashMap<String, usize>,
}

/// A module in its crate.
#[derive(Debug)]
pub struct Node {
    pub file: PathBuf,
    pub parent: Option<usize>,
    /// Whether no `mod` line names it: then a macro of its parent does.
    pub by_macro: bool,
    pub children: HashMap<String, usize>,
    pub defined: Vec<String>,
    pub imports: Vec<Import>,
    pub mentioned: Vec<Vec<String>>,
}

/// The crates of all packages, as `cargo metadata` lists them.
pub fn workspace(repo: &Repo) -> Result<Vec<Crate>> {
    let mut metadata = repo.cargo(&["metadata", "--no-deps", "--format-version", "1"]);
    let metadata: Value = serde_json::from_str(&process::read(&mut metadata)?)?;
    let packages = metadata["packages"].as_array().context("no packages")?;

    let mut crates: Vec<Crate> = Vec::new();
    let mut libraries: HashMap<&str, usize> = HashMap::new();
    let mut packaged = Vec::new();
    for package in packages {
        for target in package["targets"].as_array().into_iter().flatten() {
            let root = target["src_path"].as_str().context("no src_path")?;
            if target["kind"]
                .as_array()
                .into_iter()
                .flatten()
                .any(is_library)
                && let Some(name) = package["name"].as_str()
            {
                libraries.insert(name, crates.len());
            }
            packaged.push(package);
            crates.push(tree(Path::new(root))?);
        }
    }
    let known: BTreeSet<PathBuf> = crates
        .iter()
        .flat_map(|krate| krate.modules.iter().map(|module| module.file.clone()))
        .collect();
    for krate in &mut crates {
        add_unnamed(krate, &known)?;
    }
    for (krate, package) in crates.iter_mut().zip(packaged) {
        krate.dependencies = dependencies(package, &libraries);
    }
    Ok(crates)
}

fn is_library(kind: &Value) -> bool {
    matches!(kind.as_str(), Some("lib" | "rlib" | "cdylib"))
}

/// Those of the workspace; a package's own library is one of its programs and tests.
fn dependencies(package: &Value, libraries: &HashMap<&str, usize>) -> HashMap<String, usize> {
    let declared = package["dependencies"].as_array().into_iter().flatten();
    let named = declared.filter_map(|each| {
        let name = each["name"].as_str()?;
        Some((each["rename"].as_str().unwrap_or(name), name))
    });
    let own = package["name"].as_str().map(|name| (name, name));
    named
        .chain(own)
        .filter_map(|(here, name)| Some((here.replace('-', "_"), *libraries.get(name)?)))
        .collect()
}

/// Follows `mod name;` from the root of a crate.
pub(super) fn tree(root: &Path) -> Result<Crate> {
    let mut krate = Crate::default();
    let folder = root.parent().unwrap_or(root);
    add_file(&mut krate, root, folder, None)?;
    Ok(krate)
}

/// Adds the files beside a `lib.rs` that no `mod` line of any crate names: a macro does.
pub(super) fn add_unnamed(krate: &mut Crate, known: &BTreeSet<PathBuf>) -> Result<()> {
    let root = krate.modules.first().map(|root| root.file.clone());
    let Some(root) = root.filter(|root| root.ends_with("lib.rs")) else {
        return Ok(());
    };
    let folder = root.parent().unwrap_or(&root);
    let entries = fs::read_dir(folder).with_context(|| folder.display().to_string())?;
    let mut files: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    files.sort();
    for file in files {
        let is_source = file.extension().is_some_and(|kind| kind == "rs");
        let is_unnamed = is_source && !known.contains(&file);
        if let Some(name) = file.file_stem().filter(|_| is_unnamed) {
            let child = add_file(krate, &file, &folder.join(name), Some(0))?;
            krate.modules[child].by_macro = true;
            let name = name.to_string_lossy().into_owned();
            krate.modules[0].children.insert(name, child);
        }
    }
    Ok(())
}

/// A file's modules; `folder` is where the files of its `mod` lines are. The index of the file.
fn add_file(krate: &mut Crate, file: &Path, folder: &Path, parent: Option<usize>) -> Result<usize> {
    let mut modules = source::read(file)?;
    modules.sort_by_key(|module| module.name.len());
    let mut places: HashMap<Vec<String>, usize> = HashMap::new();
    let mut first = None;
    for module in modules {
        let here = krate.modules.len();
        let above = match module.name.split_last() {
            Some((_, before)) => places.get(before).copied(),
            None => parent,
        };
        krate.modules.push(Node {
            file: file.to_owned(),
            parent: above,
            by_macro: false,
            children: HashMap::new(),
            defined: module.defined,
            imports: module.imports,
            mentioned: module.mentioned,
        });
        if let (Some(name), Some(above)) = (module.name.last(), above) {
            krate.modules[above].children.insert(name.clone(), here);
        }
        for name in module.macros {
            krate.macros.insert(name, here);
        }
        let folder = module
            .name
            .iter()
            .fold(folder.to_owned(), |at, name| at.join(name));
        for (name, path) in module.files {
            let (file, inner) = find(file, &folder, &name, path.as_deref());
            let child = add_file(krate, &file, &inner, Some(here))?;
            krate.modules[here].children.insert(name, child);
        }
        first.get_or_insert(here);
        places.insert(module.name, here);
    }
    first.context("a file is at least one module")
}

/// The file of `mod name;`, and the folder of its own modules.
fn find(from: &Path, folder: &Path, name: &str, path: Option<&Path>) -> (PathBuf, PathBuf) {
    let beside = from.parent().unwrap_or(from);
    let file = match path {
        Some(path) => plain(&beside.join(path)),
        None if folder.join(name).join("mod.rs").exists() => folder.join(name).join("mod.rs"),
        None => folder.join(format!("{name}.rs")),
    };
    let within = match file.file_stem() {
        Some(stem) if stem != "mod" => file.with_file_name(stem),
        _ => file.parent().unwrap_or(&file).to_owned(),
    };
    (file, within)
}

/// Without `..`, so that one file has one name.
fn plain(path: &Path) -> PathBuf {
    let mut found = PathBuf::new();
    for part in path.components() {
        if part.as_os_str() == ".." {
            found.pop();
        } else {
            found.push(part);
        }
    }
    found
}
