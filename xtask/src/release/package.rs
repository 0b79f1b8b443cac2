//! What is published: the package, whose `package.json` has the version, and the worker, which has the same.

use std::fs;

use anyhow::{Context, Result};
use serde_json::Value;

use crate::repo::Repo;

/// Their folders; the first says the version.
const FOLDERS: [&str; 2] = ["pkg", "www/edge"];

pub struct Package {
    /// Below the root of the repository.
    pub folder: &'static str,
    pub name: String,
    pub version: String,
    /// Where its sources are; npm holds it against the workflow that publishes.
    pub repository: Option<String>,
}

impl Package {
    /// The package itself, and those that are published with it.
    pub fn read_all(repo: &Repo) -> Result<[Package; FOLDERS.len()]> {
        let [package, worker] = FOLDERS.map(|folder| {
            let file = repo.path(folder).join("package.json");
            let text = fs::read_to_string(&file)
                .with_context(|| format!("cannot read {}", file.display()))?;
            Package::parse(folder, &text).with_context(|| file.display().to_string())
        });
        Ok([package?, worker?])
    }

    fn parse(folder: &'static str, text: &str) -> Result<Package> {
        let manifest: Value = serde_json::from_str(text)?;
        let word = |name: &str| manifest[name].as_str().map(str::to_owned);
        let repository = match &manifest["repository"] {
            Value::Object(parts) => parts.get("url").and_then(Value::as_str),
            other => other.as_str(),
        };
        Ok(Package {
            folder,
            name: word("name").context("it has no name")?,
            version: word("version").context("it has no version")?,
            repository: repository.map(str::to_owned),
        })
    }

    /// The tag that a release of this version has.
    pub fn tag(&self) -> String {
        format!("v{}", self.version)
    }

    /// Whether the version is one to be tried, such as 1.0.0-rc.1.
    pub fn is_prerelease(&self) -> bool {
        self.version.contains('-')
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_repository_is_named_by_itself_or_as_an_object() {
        let cases = [
            (r#"{"name":"a","version":"1.0.0"}"#, None),
            (
                r#"{"name":"a","version":"1.0.0","repository":"github:a/b"}"#,
                Some("github:a/b"),
            ),
            (
                r#"{"name":"a","version":"1.0.0","repository":{"type":"git","url":"git+https://forge.example/a/b.git"}}"#,
                Some("git+https://forge.example/a/b.git"),
            ),
        ];
        for (text, expected) in cases {
            let package = Package::parse("pkg", text).expect(text);
            assert_eq!(package.repository.as_deref(), expected, "{text}");
        }
        println!("{} manifests", cases.len());
    }

    #[test]
    fn a_manifest_without_a_version_is_refused_by_name() {
        let error = Package::parse("pkg", r#"{"name":"a"}"#)
            .err()
            .expect("an error");
        assert_eq!(error.to_string(), "it has no version");
    }
}
