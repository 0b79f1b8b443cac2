//! The checks that node runs.

use std::fs;
use std::io::{IsTerminal, stdout};
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

use super::adapters;
use super::browsers::{self, Browser};
use super::counts::Counts;
use super::report::Outcome;
use crate::build::TSC;
use crate::repo::{Repo, files, is_ci};
use crate::{demo_store, docs, process, setup, size};

const BIOME: &str = "@biomejs/biome/bin/biome";

/// The tests, and beside them the lock file of what they alone need: a newer Node, with SQLite in it.
const ENGINES: &str = "tests/engines";

/// Most of what tests do is waiting, for a browser or for another process.
const AT_ONCE: &str = "--test-concurrency=3";

pub fn style(repo: &Repo) -> Result<()> {
    let colors = if stdout().is_terminal() {
        "force"
    } else {
        "off"
    };
    let colors = format!("--colors={colors}");
    process::run(&mut repo.node_tool(BIOME, &["ci", &colors, "--error-on-warnings"]))
}

pub fn types(repo: &Repo) -> Result<()> {
    let mut projects = files(&repo.root)?;
    projects.retain(|file| file.ends_with("tsconfig.json"));
    ensure!(!projects.is_empty(), "there is no tsconfig.json to check");
    process::run_all(projects.iter().map(|project| {
        println!(
            "{}",
            project
                .strip_prefix(&repo.root)
                .unwrap_or(project)
                .display()
        );
        let mut tsc = repo.node_tool(TSC, &["--noEmit", "--strict", "--project"]);
        tsc.arg(project);
        tsc
    }))
}

pub fn test_js(repo: &Repo) -> Result<Outcome> {
    run_node(repo, "tests/js", |_| {}).map(Outcome::Done)
}

pub fn test_docs(repo: &Repo) -> Result<Outcome> {
    docs::make(repo)?;
    run_node(repo, "tests/docs", |_| {}).map(Outcome::Done)
}

/// What is left out for want of a browser is told by the tests themselves.
pub fn test_package(repo: &Repo) -> Result<Outcome> {
    size::check(repo)?;
    let found = FoundBrowsers::search();
    let counts = run_node(repo, "tests/package", |node| found.name_in(node))?;
    Ok(Outcome::Done(counts))
}

/// What is left out for want of a runtime is told by the tests themselves.
pub fn test_edge(repo: &Repo) -> Result<Outcome> {
    run_node(repo, "tests/edge", |_| {}).map(Outcome::Done)
}

/// What is left out for want of a database is told by the tests themselves.
pub fn test_engines(repo: &Repo) -> Result<Outcome> {
    setup::install_packages(repo, Path::new(ENGINES))?;
    run_node(repo, ENGINES, |_| {}).map(Outcome::Done)
}

/// What is left out for want of Python or a browser is told by the tests themselves.
pub fn test_adapters(repo: &Repo) -> Result<Outcome> {
    adapters::install_javascript(repo)?;
    let (variable, value) = match adapters::install_python(repo) {
        Ok(program) => ("ADAPTERS_PYTHON", program.into_os_string()),
        Err(missing) => ("ADAPTERS_PYTHON_MISSING", missing.into()),
    };
    let found = FoundBrowsers::search();
    let counts = run_node(repo, adapters::FOLDER, |node| {
        node.env(variable, value);
        found.name_in(node);
    })?;
    Ok(Outcome::Done(counts))
}

pub fn test_browsers(repo: &Repo) -> Result<Outcome> {
    let found = FoundBrowsers::search();
    let missing = found.missing();
    ensure!(!is_ci() || missing.is_empty(), "{}", missing.join("; "));
    if missing.len() == found.0.len() {
        return Ok(Outcome::LeftOut(missing.join("; ")));
    }
    let mut counts = run_node(repo, "tests/browser", |node| found.name_in(node))?;
    counts.left_out.extend(missing);
    Ok(Outcome::Done(counts))
}

/// Every browser, and its program if this machine has it.
struct FoundBrowsers(Vec<(&'static Browser, Option<PathBuf>)>);

impl FoundBrowsers {
    fn search() -> FoundBrowsers {
        let browsers = browsers::BROWSERS.iter();
        FoundBrowsers(browsers.map(|browser| (browser, browser.find())).collect())
    }

    /// What to say of those that this machine lacks.
    fn missing(&self) -> Vec<String> {
        let lacking = self.0.iter().filter(|(_, program)| program.is_none());
        lacking.map(|(browser, _)| browser.advice()).collect()
    }

    /// Every browser test gets the programs by environment variable; one that is
    /// not set is a browser this machine does not have.
    fn name_in(&self, node: &mut Command) {
        for (browser, program) in &self.0 {
            match program {
                Some(program) => node.env(browser.variable, program),
                None => node.env_remove(browser.variable),
            };
        }
    }
}

/// Runs every `*.test.mjs` below `folder`: people read one report, the counts
/// come from another.
fn run_node(repo: &Repo, folder: &str, adapt: impl FnOnce(&mut Command)) -> Result<Counts> {
    let mut tests = files(&repo.path(folder))?;
    tests.retain(|file| file.to_string_lossy().ends_with(".test.mjs"));
    ensure!(!tests.is_empty(), "{folder} holds no *.test.mjs");

    let report = repo
        .target
        .join("xtask")
        .join(format!("{}.tap", folder.replace('/', "-")));
    let _ = fs::remove_file(&report);
    let mut node = repo.node(&["--test", AT_ONCE]);
    adapt(&mut node);
    node.args(["--test-reporter=spec", "--test-reporter-destination=stdout"])
        .args(["--test-reporter=tap", "--test-reporter-destination"])
        .arg(&report)
        .args(&tests)
        .env(demo_store::PROGRAM_VARIABLE, demo_store::aside(repo));
    let ended = process::run(&mut node);
    let printed = fs::read_to_string(&report)
        .with_context(|| format!("node's test runner left no report in {}", report.display()))?;
    let counts = Counts::from_tap(&printed);
    if counts.failed == 0 {
        ended?;
    }
    ensure!(!counts.is_empty(), "the tests of {folder} hold no test");
    Ok(counts)
}
