//! The checks that cargo runs.

use std::fs;

use anyhow::{Result, ensure};

use super::counts::Counts;
use super::report::Outcome;
use crate::process;
use crate::repo::Repo;
use crate::setup::WASM_TARGET;
use crate::wasm;

const DENY_WARNINGS: [&str; 3] = ["--", "-D", "warnings"];

pub fn format(repo: &Repo) -> Result<()> {
    process::run(&mut repo.cargo(&["fmt", "--all", "--check"]))?;
    // A macro names the modules of the resources, where rustfmt does not see them.
    let mut rustfmt = repo.program("rustfmt", &["--check", "--edition", "2024"]);
    for entry in fs::read_dir(repo.path("src/resources"))? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "rs") {
            rustfmt.arg(path);
        }
    }
    process::run(&mut rustfmt)
}

pub fn lint(repo: &Repo) -> Result<()> {
    let mut clippy = repo.cargo(&["clippy", "--workspace", "--all-targets"]);
    process::run(clippy.args(DENY_WARNINGS))
}

pub fn lint_wasm(repo: &Repo) -> Result<()> {
    let modules = [&wasm::CLIENT, &wasm::EXCHANGE, &wasm::DEMO_STORE];
    process::run_all(modules.map(|module| {
        let mut clippy = repo.cargo(&["clippy", "--lib", "--target", WASM_TARGET]);
        clippy
            .args(["--package", module.package])
            .args(module.features)
            .args(DENY_WARNINGS);
        clippy
    }))
}

/// The output of passing tests is shown too: it says how many cases they ran
/// and what they left out.
pub fn run_tests(repo: &Repo) -> Result<Outcome> {
    let mut cargo = repo.cargo(&["test", "--workspace", "--no-fail-fast"]);
    cargo.args(["--", "--show-output"]);
    let mut counts = Counts::default();
    let status = process::watch(&mut cargo, |line| counts.see_cargo_line(line))?;
    // A crash or a compiler error leaves no failed test behind.
    if counts.failed == 0 && !status.success() {
        counts.failed = 1;
        let reason = "cargo test ended without success";
        counts.failures.push(reason.to_owned());
    }
    ensure!(!counts.is_empty(), "cargo test ran no test");
    Ok(Outcome::Done(counts))
}
