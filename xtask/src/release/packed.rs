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
        let listed = told(&process::read(listing.current_dir(&source))?)?;
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
        let report = told(&process::read(pack.arg(&out).current_dir(&copy))?)?;
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
fn told(printed: &str) -> Result<Value> {
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
