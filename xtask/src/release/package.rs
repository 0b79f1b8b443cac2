//! What is published: the package, whose `package.json` has the version, and the worker, which has the same.

use std::fs;

use anyhow::{Context, Result};
use serde_json::Value;

use super::address::Address;
use crate::repo::Repo;

/// Their folders; the first says the version.
const FOLDERS: [&str; 2] = ["pkg", "www/edge"];

pub struct Package {
    /// Below the root of the repository.
    pub folder: &'static str,
    pub name: String,
    pub version: String,
    /// Its package.json, as it is in the repository.
    pub manifest: Value,
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

    pub fn parse(folder: &'static str, text: &str) -> Result<Package> {
        let manifest: Value = serde_json::from_str(text)?;
        let word = |name: &str| manifest[name].as_str().map(str::to_owned);
        Ok(Package {
            folder,
            name: word("name").context("it has no name")?,
            version: word("version").context("it has no version")?,
            manifest,
        })
    }

    /// Its package.json as it is published: with where the sources are, once that is set.
    pub fn published(&self, address: Option<&Address>) -> Value {
        let mut manifest = self.manifest.clone();
        if let (Value::Object(members), Some(address)) = (&mut manifest, address) {
            for (name, value) in address.members(self.folder) {
                members.insert(name.to_owned(), value);
            }
        }
        manifest
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
    fn given_an_address_then_all_that_was_there_is_published_in_its_order_and_the_address() {
        let text =
            r#"{"name":"a","version":"1.0.0","exports":{".":{"types":"./b","default":"./a"}}}"#;
        let package = Package::parse("pkg", text).expect("a manifest");
        let words = |value: &Value| -> Vec<String> {
            let members = value.as_object().expect("an object");
            members.keys().cloned().collect()
        };
        assert_eq!(
            package.published(None).to_string(),
            text,
            "nothing is added before it is set"
        );
        let address = Address::for_tests();
        let published = package.published(Some(&address));
        assert_eq!(
            words(&published),
            [
                "name",
                "version",
                "exports",
                "repository",
                "homepage",
                "bugs"
            ]
        );
        assert_eq!(words(&published["exports"]["."]), ["types", "default"]);
        assert_eq!(published["repository"]["directory"], "pkg");
    }

    #[test]
    fn a_manifest_without_a_version_is_refused_by_name() {
        let error = Package::parse("pkg", r#"{"name":"a"}"#)
            .err()
            .expect("an error");
        assert_eq!(error.to_string(), "it has no version");
    }
}
