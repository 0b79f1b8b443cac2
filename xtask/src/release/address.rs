//! Where the sources are: `repository` in the package.json of the repository itself, and nowhere else.
//! What is published names it in the forms that npm reads.

use std::fs;

use anyhow::{Context, Result};
use serde_json::{Value, json};

use crate::repo::Repo;

/// How whoever publishes sets it.
const HOW: &str = "`npm pkg set repository=https://FORGE/OWNER/NAME`, without .git";

/// The address of the repository on its forge, such as `https://forge.example/owner/name`.
#[derive(Debug, Clone, PartialEq)]
pub struct Address(String);

/// The address, or why there is none yet.
pub type Setting = std::result::Result<Address, String>;

impl Address {
    /// The one setting.
    pub fn read(repo: &Repo) -> Result<Setting> {
        let file = "package.json";
        let text =
            fs::read_to_string(repo.path(file)).with_context(|| format!("cannot read {file}"))?;
        let manifest: Value = serde_json::from_str(&text).context(file)?;
        Ok(match &manifest["repository"] {
            Value::Null => Err(format!("it is not set: {HOW}")),
            Value::String(text) => Address::parse(text),
            other => Err(format!("{other} is no text: {HOW}")),
        })
    }

    /// One form only, so that everything that names it can be made of it.
    fn parse(text: &str) -> Setting {
        let wrong = || Err(format!("{text:?} is no address of a repository: {HOW}"));
        let Some(rest) = text.strip_prefix("https://") else {
            return wrong();
        };
        let parts: Vec<&str> = rest.split('/').collect();
        let is_part = |part: &&str| {
            let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
            part.chars().all(is_plain) && part.chars().any(|c| c.is_ascii_alphanumeric())
        };
        let host = parts.first().copied().unwrap_or_default();
        if parts.len() < 3
            || !parts.iter().all(is_part)
            || !host.contains('.')
            || text.ends_with(".git")
        {
            return wrong();
        }
        Ok(Address(text.to_owned()))
    }

    /// One that nobody has.
    #[cfg(test)]
    pub fn for_tests() -> Address {
        Address("https://forge.example/owner/name".to_owned())
    }

    /// The members of package.json that lead there, from a package in that folder.
    pub fn members(&self, folder: &str) -> [(&'static str, Value); 3] {
        let Address(address) = self;
        let url = format!("git+{address}.git");
        [
            (
                "repository",
                json!({ "type": "git", "url": url, "directory": folder }),
            ),
            ("homepage", json!(format!("{address}#readme"))),
            ("bugs", json!({ "url": format!("{address}/issues") })),
        ]
    }

    /// Whether it is the repository that a build server of this name builds.
    pub fn is(&self, server: &str, owner_and_name: &str) -> bool {
        self.0 == format!("{server}/{owner_and_name}")
    }
}

impl std::fmt::Display for Address {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn given_anything_but_the_one_form_then_it_is_refused_with_how_to_set_it() {
        let cases = [
            ("https://forge.example/owner/name", true),
            ("https://forge.example/group/room/na-me.js", true),
            ("", false),
            ("owner/name", false),
            ("github:owner/name", false),
            ("http://forge.example/owner/name", false),
            ("git+https://forge.example/owner/name", false),
            ("https://forge.example/owner/name.git", false),
            ("https://forge.example/owner/name/", false),
            ("https://forge.example/owner//name", false),
            ("https://forge.example/owner", false),
            ("https://forge.example/owner/..", false),
            ("https://forge.example/owner/na me", false),
            ("https://forge.example/owner/name#readme", false),
            ("https://forge.example/owner/name?tab=a", false),
            ("https://token@forge.example/owner/name", false),
            ("https://localhost/owner/name", false),
        ];
        for (text, expected) in cases {
            let found = Address::parse(text);
            assert_eq!(found.is_ok(), expected, "{text}");
            if let Err(why) = found {
                assert!(why.contains("npm pkg set repository="), "{why}");
            }
        }
        println!("{} addresses", cases.len());
    }

    #[test]
    fn given_an_address_then_repository_homepage_and_bugs_are_made_of_it() {
        let address = Address::for_tests();
        let members: serde_json::Map<String, Value> = address
            .members("pkg")
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value))
            .collect();
        let expected = json!({
            "repository": {
                "type": "git",
                "url": "git+https://forge.example/owner/name.git",
                "directory": "pkg",
            },
            "homepage": "https://forge.example/owner/name#readme",
            "bugs": { "url": "https://forge.example/owner/name/issues" },
        });
        assert_eq!(Value::Object(members), expected);
        assert!(address.is("https://forge.example", "owner/name"));
        assert!(!address.is("https://forge.example", "owner/nam"));
        assert!(!address.is("https://other.example", "owner/name"));
    }
}
