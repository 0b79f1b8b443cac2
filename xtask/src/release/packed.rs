//! A package as it is published: its files with the manifest of a release, packed by npm.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use super::address::Address;
use super::entries;
use super::package::Package;
use crate::process;
use crate::repo::Repo;
use crate::setup::NPM;

/// The packed package, and what npm says of it.
pub struct Packed {
    /// What was packed, as it lies in the package.
    pub folder: PathBuf,
    pub tarball: PathBuf,
    report: Value,
}

/// A file of a package.
pub struct PackedFile<'a> {
    pub path: &'a str,
    pub bytes: u64,
}

/// Where everything of a release is made.
pub fn folder(repo: &Repo) -> PathBuf {
    repo.target.join("xtask/release")
}

impl Packed {
    /// Copies what npm would publish, and packs the copy with its manifest.
    pub fn make(repo: &Repo, package: &Package, address: Option<&Address>) -> Result<Packed> {
        let out = folder(repo);
        let copy = out.join(package.folder.replace('/', "-"));
        let _ = fs::remove_dir_all(&copy);
        let source = repo.path(package.folder);
        let mut listing = repo.program(NPM, &["pack", "--json", "--dry-run"]);
        let listed = report_of(&process::read(listing.current_dir(&source))?)?;
        for file in files_of(&listed) {
            let (from, to) = (source.join(file.path), copy.join(file.path));
            if let Some(folder) = to.parent() {
                fs::create_dir_all(folder)?;
            }
            fs::copy(&from, &to).with_context(|| format!("cannot copy {}", from.display()))?;
        }
        let manifest = package.published(address);
        let text = format!("{}\n", serde_json::to_string_pretty(&manifest)?);
        fs::write(copy.join("package.json"), text)?;

        let mut pack = repo.program(NPM, &["pack", "--json", "--pack-destination"]);
        let report = report_of(&process::read(pack.arg(&out).current_dir(&copy))?)?;
        let name = report["filename"]
            .as_str()
            .context("npm pack names no file")?;
        let packed = Packed {
            folder: copy,
            tarball: out.join(name),
            report,
        };
        let names: Vec<&str> = packed.files().map(|file| file.path).collect();
        let faults = entries::faults(&manifest, &names);
        ensure!(
            faults.is_empty(),
            "{} cannot be published: {}",
            package.name,
            faults.join("; ")
        );
        Ok(packed)
    }

    pub fn files(&self) -> impl Iterator<Item = PackedFile<'_>> {
        files_of(&self.report)
    }

    /// What npm says of it: `filename`, `integrity`, `shasum`, …
    pub fn word(&self, name: &str) -> &str {
        self.report[name].as_str().unwrap_or("?")
    }

    /// Bytes: `size` packed, `unpackedSize` unpacked.
    pub fn bytes(&self, name: &str) -> u64 {
        self.report[name].as_u64().unwrap_or(0)
    }

    /// The files, as one would read them before agreeing.
    pub fn print(&self) {
        println!();
        for PackedFile { path, bytes } in self.files() {
            println!("{bytes:>9}  {path}");
        }
        println!(
            "\n{} files, {} bytes unpacked, {} bytes packed\n{}\nintegrity {}",
            self.files().count(),
            self.bytes("unpackedSize"),
            self.bytes("size"),
            self.tarball.display(),
            self.word("integrity")
        );
    }
}

/// npm has told one package as a list and by its name.
fn report_of(printed: &str) -> Result<Value> {
    let printed: Value = serde_json::from_str(printed)?;
    let report = match &printed {
        Value::Array(list) => list.first(),
        Value::Object(by_name) => by_name.values().next(),
        _ => None,
    };
    Ok(report.context("npm pack tells nothing")?.clone())
}

fn files_of(report: &Value) -> impl Iterator<Item = PackedFile<'_>> {
    let files = report["files"].as_array().map_or(&[][..], Vec::as_slice);
    files.iter().filter_map(|file| {
        Some(PackedFile {
            path: file["path"].as_str()?,
            bytes: file["size"].as_u64()?,
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const MANIFEST: &str = r#"{
        "name": "@invented/package", "version": "1.0.0", "description": "A", "license": "MIT",
        "engines": { "node": ">=20" }, "files": ["dist"], "main": "./dist/a.cjs",
        "types": "./dist/a.d.ts",
        "exports": { ".": { "types": { "default": "./dist/a.d.ts" }, "node": { "require": "./dist/a.cjs" } } }
    }"#;

    #[test]
    fn given_the_setting_then_the_tarball_leads_there_and_the_sources_stay_as_they_are() {
        let root = std::env::temp_dir().join(format!("release-packed-{}", std::process::id()));
        let dist = root.join("pkg/dist");
        fs::create_dir_all(&dist).expect("a folder");
        fs::write(root.join("pkg/package.json"), MANIFEST).expect("a manifest");
        fs::write(root.join("pkg/notes.txt"), "not to be published").expect("a file");
        for file in ["a.cjs", "a.d.ts"] {
            fs::write(dist.join(file), "").expect("a file");
        }
        let repo = Repo {
            root: root.clone(),
            target: root.join("target"),
        };
        let package = Package::parse("pkg", MANIFEST).expect("a manifest");
        let address = Address::for_tests();

        let packed = Packed::make(&repo, &package, Some(&address)).expect("a tarball");
        let files: Vec<&str> = packed.files().map(|file| file.path).collect();
        assert_eq!(files, ["dist/a.cjs", "dist/a.d.ts", "package.json"]);
        let mut tar = repo.program("tar", &["-xzOf"]);
        tar.arg(&packed.tarball).arg("package/package.json");
        let told = process::read(&mut tar).expect("the manifest in the tarball");
        let told: Value = serde_json::from_str(&told).expect("JSON");
        for (name, value) in address.members("pkg") {
            assert_eq!(told[name], value, "{name}");
        }
        let source = fs::read_to_string(root.join("pkg/package.json")).expect("a manifest");
        assert_eq!(source, MANIFEST);

        fs::remove_file(dist.join("a.cjs")).expect("to remove it");
        let refused = Packed::make(&repo, &package, Some(&address)).err();
        let why = refused.expect("a refusal").to_string();
        assert!(why.contains("main names ./dist/a.cjs"), "{why}");
        fs::remove_dir_all(&root).expect("to remove it");
    }
}
