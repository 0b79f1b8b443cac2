//! The report of a release: what was made, of what, where it ran, and what was tried on it.

use std::fmt::Write;
use std::fs;

use anyhow::{Context, Result};
use serde_json::Value;

use super::address::Setting;
use super::checks::Check;
use super::package::Package;
use super::packed::Packed;
use super::sbom::Sbom;
use super::steps::Steps;
use crate::process;
use crate::repo::Repo;
use crate::setup::NPM;

/// Programs that say their version.
const PROGRAMS: [&str; 3] = ["node", NPM, "rustc"];
/// npm packages that make what is published.
const TOOLS: [&str; 3] = ["typescript", "esbuild", "binaryen"];

/// A package, and what was made of it.
pub struct Made<'a> {
    pub package: &'a Package,
    pub packed: Packed,
    pub sbom: Sbom,
}

/// What the report tells.
pub struct Told<'a> {
    pub made: &'a [Made<'a>],
    pub checks: &'a [Check],
    pub address: &'a Setting,
    pub steps: &'a Steps,
    pub sizes: &'a str,
}

/// The report as Markdown.
pub fn written(repo: &Repo, told: &Told<'_>) -> Result<String> {
    let commit = process::read(&mut repo.program("git", &["rev-parse", "HEAD"]))?;
    let version = told.made.first().map_or("?", |one| &one.package.version);
    let mut text = format!("# Release report of {version}\n\n");
    writeln!(text, "Commit {}, {}.", commit.trim(), place(told.address))?;
    section(&mut text, "Packages", &packages(told.made)?)?;
    section(&mut text, "Before publishing", &conditions(told.checks)?)?;
    section(&mut text, "Made with", &versions(repo)?)?;
    section(&mut text, "Sizes", &block(told.sizes))?;
    section(
        &mut text,
        "Runtimes",
        &block(&runtimes(told.steps.printed("package"))),
    )?;
    section(&mut text, "Checks", &checks(told.steps)?)?;
    let rust = told.steps.printed("rust");
    section(
        &mut text,
        "Recordings of real shops",
        &block(&recordings(rust)),
    )?;
    section(&mut text, "Simulations", &block(&simulations(rust)))?;
    Ok(text)
}

fn section(text: &mut String, title: &str, content: &str) -> Result<()> {
    writeln!(text, "\n## {title}\n\n{}", content.trim_end())?;
    Ok(())
}

fn block(lines: &str) -> String {
    format!("```text\n{}\n```\n", lines.trim_matches('\n'))
}

fn place(address: &Setting) -> String {
    match address {
        Ok(address) => format!("of {address}"),
        Err(_) => "of a repository without an address".to_owned(),
    }
}

fn packages(made: &[Made<'_>]) -> Result<String> {
    let mut table = String::from(
        "| package | version | files | packed | unpacked | SBOM | integrity |\n|---|---|---|---|---|---|---|\n",
    );
    for Made {
        package,
        packed,
        sbom,
    } in made
    {
        let file = sbom.file.file_name().unwrap_or_default().to_string_lossy();
        writeln!(
            table,
            "| {} | {} | {} | {} | {} | {file}: {} npm packages, {} crates | `{}` |",
            package.name,
            package.version,
            packed.files().count(),
            packed.bytes("size"),
            packed.bytes("unpackedSize"),
            sbom.npm,
            sbom.crates,
            packed.word("integrity")
        )?;
    }
    table.push_str("\nSizes in bytes.\n");
    Ok(table)
}

fn conditions(all: &[Check]) -> Result<String> {
    let mut list = String::new();
    for Check { what, found } in all {
        match found {
            Ok(()) => writeln!(list, "- ok: {what}")?,
            Err(why) => writeln!(list, "- **not yet**: {what}: {why}")?,
        }
    }
    Ok(list)
}

fn versions(repo: &Repo) -> Result<String> {
    let mut table = String::from("| tool | version |\n|---|---|\n");
    for program in PROGRAMS {
        let printed = process::read(&mut repo.program(program, &["--version"]))?;
        writeln!(table, "| {program} | {} |", printed.trim())?;
    }
    for tool in TOOLS {
        let file = repo.path("node_modules").join(tool).join("package.json");
        let text =
            fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))?;
        let manifest: Value = serde_json::from_str(&text)?;
        let version = manifest["version"].as_str().unwrap_or("?");
        writeln!(table, "| {tool} | {version} |")?;
    }
    Ok(table)
}

fn checks(steps: &Steps) -> Result<String> {
    let mut table =
        String::from("| step | result | passed | failed | skipped |\n|---|---|---|---|---|\n");
    let mut left_out = String::new();
    for step in steps.all() {
        let Some(result) = &step.result else {
            writeln!(table, "| {} | not run on this commit | | | |", step.name)?;
            continue;
        };
        writeln!(
            table,
            "| {} | {} | {} | {} | {} |",
            step.name, result.verdict, result.passed, result.failed, result.skipped
        )?;
        for reason in without_repeats(result.left_out.iter().map(String::as_str)) {
            writeln!(left_out, "- {}: {reason}", step.name)?;
        }
    }
    if !left_out.is_empty() {
        write!(table, "\nLeft out:\n\n{left_out}")?;
    }
    Ok(table)
}

const NOT_RUN: &str = "not run on this commit";

/// The table that the step `package` ends with: a runtime or bundler and its verdicts, under the
/// names of what was tried.
fn runtimes(printed: &str) -> String {
    let lines: Vec<&str> = printed.lines().map(str::trim_end).collect();
    let head = lines
        .windows(2)
        .find_map(|pair| match pair {
            [above, first] if is_verdicts(first) => Some(*above),
            _ => None,
        })
        .filter(|above| above.starts_with(' '));
    let rows = lines.iter().copied().filter(|line| is_verdicts(line));
    or_not_run(head.into_iter().chain(rows))
}

/// `Deno 2.9.5   ok  FAIL  -`, or a reason in the place of the verdicts.
fn is_verdicts(line: &str) -> bool {
    let Some((name, verdicts)) = line.split_once("  ") else {
        return false;
    };
    let verdicts = verdicts.trim();
    let is_verdict = |word: &str| matches!(word, "ok" | "FAIL" | "-");
    let is_told = verdicts.starts_with("left out: ") || verdicts.starts_with("FAILED: ");
    let is_all = !verdicts.is_empty() && verdicts.split_whitespace().all(is_verdict);
    !name.is_empty() && !name.starts_with(' ') && (is_told || is_all)
}

/// How many recorded exchanges were replayed, by the shop's version.
fn recordings(printed: &str) -> String {
    let says = |line: &&str| {
        let is_folder = line
            .split_once(": ")
            .is_some_and(|(_, rest)| rest.contains(" exchanges: "));
        is_folder
            || line.ends_with(" exchanges checked")
            || line.starts_with("skipped: the recorded exchanges")
    };
    or_not_run(without_repeats(printed.lines().filter(says)).into_iter())
}

fn without_repeats<'a>(lines: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut seen = Vec::new();
    for line in lines {
        if !seen.contains(&line) {
            seen.push(line);
        }
    }
    seen
}

/// The table of the simulator, and the lines of whoever draws cases from a seed.
fn simulations(printed: &str) -> String {
    let mut lines = Vec::new();
    let mut is_table = false;
    for line in printed.lines() {
        if line.starts_with("class of fault") {
            is_table = true;
        }
        if is_table || has_seed(line) {
            lines.push(line.trim_end());
        }
        if is_table && line.contains(" schedules from seed ") {
            is_table = false;
        }
    }
    or_not_run(lines.into_iter())
}

/// `480 records, seed 642`, and other lines that begin with a count.
fn has_seed(line: &str) -> bool {
    line.starts_with(|c: char| c.is_ascii_digit())
        && [", seed ", " from seed "]
            .iter()
            .any(|word| line.contains(word))
}

fn or_not_run<'a>(lines: impl Iterator<Item = &'a str>) -> String {
    let lines: Vec<&str> = lines.collect();
    match lines.is_empty() {
        true => NOT_RUN.to_owned(),
        false => lines.join("\n"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn given_what_the_steps_print_then_the_report_has_their_tables_and_nothing_else() {
        let package = "\
✔ given the packed package in Node (5 ms)
                          reads  writes
Node 20.20.2, import      ok     ok    
Deno 2.9.5                ok     FAIL  
exchange alone, Bun       ok     -     
Firefox                   left out: no Firefox found
ℹ tests 2
";
        assert_eq!(
            runtimes(package).lines().count(),
            5,
            "{}",
            runtimes(package)
        );
        assert!(runtimes(package).contains("Deno 2.9.5                ok     FAIL"));

        let rust = "\
running 3 tests
8.2.1: 120 exchanges: products 80, orders 40
120 exchanges checked
class of fault                     schedules      sent  violations
answers that are lost                    120        40  0
all                                      120        40  0
120 schedules from seed 17 in 1.0 s, 120 a second; 0 violations
480 records, seed 642
test given_a_seed_then ... ok
";
        assert_eq!(
            recordings(rust),
            "8.2.1: 120 exchanges: products 80, orders 40\n120 exchanges checked"
        );
        assert_eq!(simulations(rust).lines().count(), 5);
        assert!(simulations(rust).ends_with("480 records, seed 642"));
    }

    #[test]
    fn given_nothing_then_the_report_says_that_it_was_not_run() {
        for found in [runtimes(""), recordings("nothing"), simulations("")] {
            assert_eq!(found, NOT_RUN);
        }
    }

    #[test]
    fn given_no_recordings_then_the_report_says_so_once() {
        let line = "skipped: the recorded exchanges are not beside the crate\n";
        assert_eq!(recordings(&line.repeat(3)), line.trim_end());
    }
}
