//! What must be so before a version is published.

use std::env;
use std::fs;

use anyhow::{Context, Result};
use serde_json::Value;

use super::package::Package;
use crate::process;
use crate::repo::{Repo, is_ci};

/// One condition, and why it does not hold.
pub struct Check {
    pub what: String,
    pub found: std::result::Result<(), String>,
}

/// All of them, each asked whatever became of the others.
pub fn all(repo: &Repo, packages: &[Package; 2]) -> Result<Vec<Check>> {
    let [package, worker] = packages;
    let version = &package.version;
    let tag = package.tag();
    let changes = process::read(&mut repo.program("git", &["status", "--porcelain"]))?;
    let tags = process::read(&mut repo.program("git", &["tag", "--points-at", "HEAD"]))?;
    let changelog = read(repo, "CHANGELOG.md")?;
    let lock = read(repo, "package-lock.json")?;
    let built_from = env::var("GITHUB_REPOSITORY").ok();
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
            "the repository in pkg/package.json".to_owned(),
            named(package.repository.as_deref(), built_from.as_deref()),
        ),
        (
            format!("the same version and repository in {}", worker.folder),
            alike(package, worker),
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
    if other.version != package.version {
        return Err(format!("its version is {}", other.version));
    }
    match other.repository == package.repository {
        true => Ok(()),
        false => Err("it names another repository, or none".to_owned()),
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

/// npm accepts a provenance only if the package names the repository it was built in.
fn named(repository: Option<&str>, built_from: Option<&str>) -> Found {
    match (repository, built_from) {
        (None, _) => Err("npm takes a provenance only from the repository named there".to_owned()),
        (Some(named), Some(here)) if !is_same(named, here) => {
            Err(format!("it names {named}, and this is {here}"))
        }
        _ => Ok(()),
    }
}

fn is_same(named: &str, owner_and_name: &str) -> bool {
    let named = named.strip_suffix(".git").unwrap_or(named);
    let end = named.len().checked_sub(owner_and_name.len());
    let is_end = end.and_then(|at| named.get(at..)) == Some(owner_and_name);
    let before = end.and_then(|at| named.get(..at)).unwrap_or_default();
    is_end && (before.is_empty() || before.ends_with(['/', ':']))
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
    fn the_repository_is_the_one_that_publishes() {
        let here = Some("a/b");
        let cases = [
            (None, here, false),
            (None, None, false),
            (Some("github:a/b"), None, true),
            (Some("github:a/b"), here, true),
            (Some("git+https://forge.example/a/b.git"), here, true),
            (Some("https://forge.example/aa/b"), Some("a/b"), false),
            (Some("https://forge.example/a/c"), here, false),
            (Some("b"), here, false),
        ];
        for (repository, built_from, expected) in cases {
            let found = named(repository, built_from);
            assert_eq!(found.is_ok(), expected, "{repository:?} {built_from:?}");
        }
        println!("{} repositories", cases.len());
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
