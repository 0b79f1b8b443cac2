//! What must be so before a version is published.

use std::env;
use std::fs;

use anyhow::{Context, Result};
use serde_json::Value;

use super::address::Setting;
use super::package::Package;
use super::steps::Steps;
use crate::process;
use crate::repo::{Repo, is_ci};

/// One condition, and why it does not hold.
pub struct Check {
    pub what: String,
    pub found: std::result::Result<(), String>,
}

/// All of them, each asked whatever became of the others.
pub fn all(
    repo: &Repo,
    packages: &[Package; 2],
    address: &Setting,
    steps: &Steps,
) -> Result<Vec<Check>> {
    let [package, worker] = packages;
    let version = &package.version;
    let tag = package.tag();
    let changes = process::read(&mut repo.program("git", &["status", "--porcelain"]))?;
    let tags = process::read(&mut repo.program("git", &["tag", "--points-at", "HEAD"]))?;
    let changelog = read(repo, "CHANGELOG.md")?;
    let lock = read(repo, "package-lock.json")?;
    Ok([
        ("nothing uncommitted".to_owned(), clean(&changes)),
        (format!("the tag {tag} on this commit"), tagged(&tags, &tag)),
        (
            format!("{version} on top of CHANGELOG.md"),
            told(&changelog, version),
        ),
        (
            format!("{version} in package-lock.json"),
            locked(&lock, version),
        ),
        (
            "the forge's address in package.json".to_owned(),
            named(address, &build_server()),
        ),
        (
            "no other address in what is published".to_owned(),
            only_there(packages),
        ),
        (
            format!("the same version in {}", worker.folder),
            alike(package, worker),
        ),
        (
            "every step of `npm test` on this commit".to_owned(),
            checked(steps),
        ),
        (
            format!("a build server at work for {tag}"),
            is_ci_for(&tag)
                .then_some(())
                .ok_or_else(|| "push the tag, and the workflow release.yml does it".to_owned()),
        ),
    ]
    .into_iter()
    .map(|(what, found)| Check { what, found })
    .collect())
}

type Found = std::result::Result<(), String>;

fn clean(status: &str) -> Found {
    match status.lines().count() {
        0 => Ok(()),
        count => Err(format!("{count} files differ from the commit")),
    }
}

fn tagged(tags: &str, tag: &str) -> Found {
    match tags.lines().any(|found| found == tag) {
        true => Ok(()),
        false => Err(format!("`git tag {tag}` is missing")),
    }
}

/// The newest heading of the changelog is that of the version; an empty one of what is not
/// released yet may stand above it.
fn told(changelog: &str, version: &str) -> Found {
    match newest(changelog) {
        Some((heading, _)) if heading_of(heading) == version => Ok(()),
        Some((heading, _)) => Err(format!("the newest entry is {heading}")),
        None => Err("it has no entry".to_owned()),
    }
}

/// The newest section that says something: its heading, and what is below it.
fn newest(changelog: &str) -> Option<(&str, &str)> {
    let sections = changelog.split("\n## ").skip(1);
    sections
        .map(|section| section.split_once('\n').unwrap_or((section, "")))
        .find(|(_, below)| !below.trim().is_empty())
}

/// `0.1.0` of `[0.1.0] - 2026-01-31`.
fn heading_of(heading: &str) -> &str {
    let name = heading.split(" - ").next().unwrap_or(heading);
    name.trim().trim_start_matches('[').trim_end_matches(']')
}

fn alike(package: &Package, other: &Package) -> Found {
    match other.version == package.version {
        true => Ok(()),
        false => Err(format!("its version is {}", other.version)),
    }
}

/// A second place would be forgotten one day.
fn only_there(packages: &[Package; 2]) -> Found {
    let places = packages.iter().flat_map(|package| {
        let words = ["repository", "homepage", "bugs"].into_iter();
        let named = words.filter(|word| !package.manifest[word].is_null());
        named.map(|word| format!("{}/package.json has {word}", package.folder))
    });
    let places: Vec<String> = places.collect();
    match places.is_empty() {
        true => Ok(()),
        false => Err(places.join(", ")),
    }
}

fn checked(steps: &Steps) -> Found {
    let open = steps.open();
    match open.is_empty() {
        true => Ok(()),
        false => Err(open.join(", ")),
    }
}

fn locked(lock: &str, version: &str) -> Found {
    let lock: Value = serde_json::from_str(lock).map_err(|error| error.to_string())?;
    match lock["packages"]["pkg"]["version"].as_str() {
        Some(found) if found == version => Ok(()),
        found => Err(format!(
            "it says {}: `npm install` brings it up to date",
            found.unwrap_or("nothing")
        )),
    }
}

/// The server that builds, and the repository it builds, where there is one.
fn build_server() -> Option<[String; 2]> {
    let server = env::var("GITHUB_SERVER_URL").ok()?;
    Some([server, env::var("GITHUB_REPOSITORY").ok()?])
}

/// npm accepts a provenance only if the package names the repository it was built in.
fn named(address: &Setting, built_from: &Option<[String; 2]>) -> Found {
    match (address, built_from) {
        (Err(why), _) => Err(why.clone()),
        (Ok(address), Some([server, here])) if !address.is(server, here) => {
            Err(format!("it is {address}, and this is {server}/{here}"))
        }
        _ => Ok(()),
    }
}

fn read(repo: &Repo, file: &str) -> Result<String> {
    fs::read_to_string(repo.path(file)).with_context(|| format!("cannot read {file}"))
}

/// Whether this is a build server at work for the tag of that name.
pub(super) fn is_ci_for(tag: &str) -> bool {
    is_ci()
        && env::var("GITHUB_REF_TYPE").is_ok_and(|kind| kind == "tag")
        && env::var("GITHUB_REF_NAME").is_ok_and(|name| name == tag)
}

#[cfg(test)]
mod tests {
    use super::super::address::Address;
    use super::*;
    use crate::repo::files;

    #[test]
    fn the_newest_entry_of_the_changelog_is_the_version_or_nothing_is_published() {
        let cases = [
            ("# Changelog\n\n## [1.2.0] - 2026-01-31\n\n- New.\n", true),
            (
                "# Changelog\n\n## [Unreleased]\n\n## [1.2.0] - 2026-01-31\n\n- New.\n",
                true,
            ),
            ("# Changelog\n\n## 1.2.0\n\n- New.\n", true),
            (
                "# Changelog\n\n## [Unreleased]\n\n- Newer.\n\n## [1.2.0] - 2026-01-31\n\n- New.\n",
                false,
            ),
            ("# Changelog\n\n## [1.1.0] - 2026-01-01\n\n- Old.\n", false),
            ("# Changelog\n\n## [1.2.0] - 2026-01-31\n", false),
            ("# Changelog\n", false),
        ];
        for (changelog, expected) in cases {
            assert_eq!(told(changelog, "1.2.0").is_ok(), expected, "{changelog}");
        }
        println!("{} changelogs", cases.len());
    }

    #[test]
    fn a_change_or_a_missing_tag_stands_against_a_release() {
        assert!(clean("").is_ok());
        assert!(clean(" M README.md\n?? new.rs\n").is_err());
        assert!(tagged("v1.2.0\nlatest\n", "v1.2.0").is_ok());
        assert!(tagged("v1.2.0-rc.1\n", "v1.2.0").is_err());
        assert!(tagged("", "v1.2.0").is_err());
    }

    #[test]
    fn the_address_is_set_and_that_of_the_repository_that_publishes() {
        let here = |server: &str, name: &str| Some([server.to_owned(), name.to_owned()]);
        let unset: Setting = Err("it is not set".to_owned());
        let set: Setting = Ok(Address::for_tests());
        let cases = [
            (&unset, None, false),
            (&unset, here("https://forge.example", "owner/name"), false),
            (&set, None, true),
            (&set, here("https://forge.example", "owner/name"), true),
            (&set, here("https://forge.example", "owner/fork"), false),
            (&set, here("https://other.example", "owner/name"), false),
        ];
        for (address, built_from, expected) in &cases {
            let found = named(address, built_from);
            assert_eq!(found.is_ok(), *expected, "{address:?} {built_from:?}");
        }
        println!("{} addresses", cases.len());
    }

    #[test]
    fn a_package_with_an_address_of_its_own_stands_against_a_release() {
        let packages = |text: &str| {
            let own = format!(r#"{{"name":"a","version":"1.0.0"{text}}}"#);
            let plain = r#"{"name":"b","version":"1.0.0"}"#;
            ["pkg", "www/edge"].map(|folder| {
                let text = if folder == "pkg" { &own } else { plain };
                Package::parse(folder, text).expect("a manifest")
            })
        };
        assert_eq!(only_there(&packages("")), Ok(()));
        for word in ["repository", "homepage", "bugs"] {
            let found = only_there(&packages(&format!(r#","{word}":"https://a.example/b""#)));
            assert!(found.is_err_and(|why| why.contains(word)), "{word}");
        }
    }

    /// Whatever else names a version would be wrong one day.
    #[test]
    fn the_version_stands_where_packages_are_published_and_nowhere_else() {
        let repo = Repo::find().expect("the repository");
        let [package, worker] = Package::read_all(&repo).expect("their package.json");
        assert_eq!(alike(&package, &worker), Ok(()));
        let lock = read(&repo, "package-lock.json").expect("package-lock.json");
        assert_eq!(locked(&lock, &package.version), Ok(()));

        let changelog = read(&repo, "CHANGELOG.md").expect("CHANGELOG.md");
        let (heading, _) = newest(&changelog).expect("an entry");
        let known = ["Unreleased", &package.version];
        assert!(known.contains(&heading_of(heading)), "{heading}");

        let published = [&package, &worker].map(|one| repo.path(one.folder).join("package.json"));
        let mut looked_at = 0;
        for file in files(&repo.root).expect("the files") {
            let name = file.file_name().unwrap_or_default().to_string_lossy();
            let key = match name.as_ref() {
                "Cargo.toml" => "\nversion",
                "package.json" if !published.contains(&file) => "\n  \"version\"",
                _ => continue,
            };
            let text = fs::read_to_string(&file).expect("a text");
            assert!(!text.contains(key), "{} has a version", file.display());
            looked_at += 1;
        }
        println!("{looked_at} manifests without a version");
        assert!(looked_at > 5);
    }
}
