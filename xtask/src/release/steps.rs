//! What became of the steps of `npm test`: the files that it leaves.

use std::fs;
use std::path::Path;
use std::time::{Duration, SystemTime};

use anyhow::{Context, Result};
use serde_json::Value;

use crate::process;
use crate::repo::Repo;
use crate::test;

/// Of every step what it left, in their order.
pub struct Steps(Vec<Trace>);

/// What a step left.
pub struct Trace {
    pub name: &'static str,
    /// `None` where it has not run since the commit was made.
    pub result: Option<Tally>,
    /// What it printed.
    pub printed: String,
}

/// The result of a step, as it wrote it down.
#[derive(Debug, PartialEq)]
pub struct Tally {
    pub verdict: String,
    pub passed: u64,
    pub failed: u64,
    pub skipped: u64,
    pub left_out: Vec<String>,
}

impl Steps {
    /// Those of this commit: what is older says nothing of it.
    pub fn read(repo: &Repo) -> Result<Steps> {
        let printed = process::read(&mut repo.program("git", &["log", "-1", "--format=%ct"]))?;
        let seconds = printed.trim().parse().context("git names no time")?;
        let since = SystemTime::UNIX_EPOCH + Duration::from_secs(seconds);
        let folder = test::folder(repo);
        Ok(Steps::read_since(&folder, since, &test::names()))
    }

    fn read_since(folder: &Path, since: SystemTime, names: &[&'static str]) -> Steps {
        let trace = |name: &&'static str| {
            let file = |extension: &str| folder.join(format!("{name}.{extension}"));
            let is_new = fs::metadata(file("json"))
                .and_then(|found| found.modified())
                .is_ok_and(|modified| modified >= since);
            let read = |extension| fs::read_to_string(file(extension)).ok();
            let of_commit = |extension| is_new.then(|| read(extension)).flatten();
            Trace {
                name,
                result: of_commit("json").as_deref().and_then(Tally::parse),
                printed: of_commit("txt").unwrap_or_default(),
            }
        };
        Steps(names.iter().map(trace).collect())
    }

    pub fn all(&self) -> &[Trace] {
        let Steps(all) = self;
        all
    }

    /// What the step of that name printed.
    pub fn printed(&self, name: &str) -> &str {
        let step = self.all().iter().find(|one| one.name == name);
        step.map_or("", |one| &one.printed)
    }

    /// Those that have not passed, each with its reason.
    pub fn open(&self) -> Vec<String> {
        let open = self.all().iter().filter_map(|one| match &one.result {
            None => Some(format!("{} has not run", one.name)),
            Some(result) if result.verdict == "passed" => None,
            Some(result) => Some(format!("{} {}", one.name, result.verdict)),
        });
        open.collect()
    }
}

impl Tally {
    fn parse(text: &str) -> Option<Tally> {
        let value: Value = serde_json::from_str(text).ok()?;
        let number = |name: &str| value[name].as_u64();
        let texts = value["left_out"].as_array()?.iter();
        Some(Tally {
            verdict: value["verdict"].as_str()?.to_owned(),
            passed: number("passed")?,
            failed: number("failed")?,
            skipped: number("skipped")?,
            left_out: texts
                .filter_map(|text| text.as_str().map(str::to_owned))
                .collect(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn given_steps_that_failed_or_are_older_or_torn_then_none_of_them_has_passed() {
        let folder = std::env::temp_dir().join(format!("release-steps-{}", std::process::id()));
        fs::create_dir_all(&folder).expect("a folder");
        let verdict = |word: &str| {
            format!(
                r#"{{"verdict":"{word}","passed":3,"failed":0,"skipped":1,"left_out":["no browser"]}}"#
            )
        };
        let files = [
            ("good.json", verdict("passed")),
            ("good.txt", "all is well".to_owned()),
            ("bad.json", verdict("FAILED")),
            ("left.json", verdict("left out")),
            ("torn.json", "{\"verdict\": \"passed\"".to_owned()),
        ];
        for (name, text) in &files {
            fs::write(folder.join(name), text).expect("a file");
        }
        let names = ["good", "bad", "left", "torn", "none"];
        let hour = Duration::from_secs(3_600);
        let steps = Steps::read_since(&folder, SystemTime::now() - hour, &names);
        assert_eq!(
            steps.open(),
            [
                "bad FAILED",
                "left left out",
                "torn has not run",
                "none has not run"
            ]
        );
        assert_eq!(steps.printed("good"), "all is well");
        let older = Steps::read_since(&folder, SystemTime::now() + hour, &names);
        assert_eq!(older.open().len(), names.len(), "a later commit is another");
        assert_eq!(older.printed("good"), "");
        fs::remove_dir_all(&folder).expect("to remove it");
    }
}
