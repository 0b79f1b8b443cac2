//! The crates of others that are compiled into a wasm module.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use anyhow::{Context, Result};

use crate::process;
use crate::repo::Repo;
use crate::setup::WASM_TARGET;
use crate::wasm::Module;

/// A crate of others, and what of it is known without asking anybody.
#[derive(Debug, Clone, PartialEq)]
pub struct Compiled {
    pub name: String,
    pub version: String,
    /// An SPDX expression.
    pub licence: String,
    /// SHA-256 of its package, in hexadecimal.
    pub checksum: Option<String>,
    /// `name@version` of the crates that it needs.
    pub needs: BTreeSet<String>,
}

/// The crates of a module: those of others by `name@version`, and which of them our own need.
#[derive(Debug, Default)]
pub struct Tree {
    pub crates: BTreeMap<String, Compiled>,
    pub direct: BTreeSet<String>,
}

impl Tree {
    /// Asks cargo for what a module is compiled from; what only runs while compiling is not in it.
    pub fn add(&mut self, repo: &Repo, module: &Module) -> Result<()> {
        let mut cargo = repo.cargo(&["tree", "--locked", "--package", module.package]);
        cargo
            .args(module.features)
            .args(["--target", WASM_TARGET])
            .args(["--edges", "normal,no-proc-macro"])
            .args(["--prefix", "depth", "--format", "{p}|{l}"]);
        let printed = process::read(&mut cargo)?;
        let lock = fs::read_to_string(repo.path("Cargo.lock")).context("cannot read Cargo.lock")?;
        self.read(&printed, &checksums(&lock))
    }

    /// Lines such as `2serde v1.0.0|MIT (*)`: a depth, a crate, its licence; ours have a path.
    fn read(&mut self, printed: &str, checksums: &BTreeMap<String, String>) -> Result<()> {
        // Who is above a line: the id of a crate of others, `None` for one of ours.
        let mut above: Vec<Option<String>> = Vec::new();
        for line in printed.lines().filter(|line| !line.is_empty()) {
            let found = Line::parse(line).with_context(|| format!("cargo tree says {line:?}"))?;
            above.truncate(found.depth);
            if found.is_own {
                above.push(None);
                continue;
            }
            let id = format!("{}@{}", found.name, found.version);
            let checksum = checksums.get(&id).cloned();
            self.crates.entry(id.clone()).or_insert_with(|| Compiled {
                name: found.name.to_owned(),
                version: found.version.to_owned(),
                licence: found.licence.replace('/', " OR "),
                checksum,
                needs: BTreeSet::new(),
            });
            match above.last() {
                Some(Some(parent)) => {
                    if let Some(one) = self.crates.get_mut(parent) {
                        one.needs.insert(id.clone());
                    }
                }
                _ => drop(self.direct.insert(id.clone())),
            }
            above.push(Some(id));
        }
        Ok(())
    }
}

struct Line<'a> {
    depth: usize,
    name: &'a str,
    version: &'a str,
    licence: &'a str,
    is_own: bool,
}

impl Line<'_> {
    fn parse(line: &str) -> Option<Line<'_>> {
        let digits = line.find(|c: char| !c.is_ascii_digit())?;
        let (depth, rest) = line.split_at(digits);
        let (package, licence) = rest.split_once('|')?;
        let (name, behind) = package.split_once(" v")?;
        let version = behind.split(' ').next()?;
        Some(Line {
            depth: depth.parse().ok()?,
            name,
            version,
            licence: licence.trim_end_matches(" (*)"),
            is_own: behind.contains(" ("),
        })
    }
}

/// The checksums of Cargo.lock by `name@version`.
fn checksums(lock: &str) -> BTreeMap<String, String> {
    let packages = lock.split("[[package]]").skip(1);
    let value = |package: &str, name: &str| {
        let start = format!("{name} = \"");
        let line = package.lines().find_map(|line| line.strip_prefix(&start))?;
        Some(line.strip_suffix('"')?.to_owned())
    };
    let known = packages.filter_map(|package| {
        let id = format!("{}@{}", value(package, "name")?, value(package, "version")?);
        Some((id, value(package, "checksum")?))
    });
    known.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn given_a_tree_of_cargo_then_own_crates_pass_on_what_they_need() {
        let printed = "\
0ours v0.0.0 (/somewhere/else)|MIT
1inner v0.0.0 (/somewhere/else/inner)|MIT
2one v1.2.3|MIT/Apache-2.0
3two v0.1.0+build|Unlicense OR MIT
2three v3.0.0|(MIT OR Apache-2.0) AND Unicode-3.0
1one v1.2.3|MIT/Apache-2.0 (*)
1two v0.1.0+build|Unlicense OR MIT
";
        let lock = "version = 4\n\n[[package]]\nname = \"one\"\nversion = \"1.2.3\"\nsource = \"a\"\nchecksum = \"abc\"\n";
        let mut tree = Tree::default();
        tree.read(printed, &checksums(lock)).expect("a tree");
        let ids: Vec<&String> = tree.crates.keys().collect();
        assert_eq!(ids, ["one@1.2.3", "three@3.0.0", "two@0.1.0+build"]);
        let direct: Vec<&String> = tree.direct.iter().collect();
        assert_eq!(direct, ["one@1.2.3", "three@3.0.0", "two@0.1.0+build"]);
        let one = &tree.crates["one@1.2.3"];
        assert_eq!(one.licence, "MIT OR Apache-2.0");
        assert_eq!(one.checksum.as_deref(), Some("abc"));
        assert!(one.needs.contains("two@0.1.0+build"));
        assert_eq!(
            tree.crates["three@3.0.0"].licence,
            "(MIT OR Apache-2.0) AND Unicode-3.0"
        );
    }

    #[test]
    fn given_what_cargo_never_prints_then_it_is_an_error_and_no_shorter_list() {
        for line in ["serde", "0serde 1.0|MIT", "xserde v1.0|MIT", "0serde v1.0"] {
            let mut tree = Tree::default();
            assert!(tree.read(line, &BTreeMap::new()).is_err(), "{line}");
        }
    }
}
