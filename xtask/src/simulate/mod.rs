//! `cargo xtask simulate`: schedules of `tests/simulation` in an optimised build, as many as one
//! likes; one of them with its story; or with a rule of the client switched off.

mod mutations;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use anyhow::{Context, Result, bail, ensure};

use crate::process;
use crate::repo::{self, Repo};
use mutations::{MUTATIONS, Mutation};

/// What a mutated client is built from.
const SOURCES: [&str; 7] = [
    "Cargo.toml",
    "Cargo.lock",
    "src",
    "demo-store",
    "tests",
    "xtask",
    "bench/border",
];
/// Schedules that find every mutation of the table.
const SEEDS_OF_A_MUTATION: &str = "4000";
/// A few schedules of many builds: what is quick to build is quicker here.
const QUICK_TO_BUILD: &str = "dev";
const QUICK_TO_RUN: &str = "simulation";

/// What is asked for, as it stands in the command line.
#[derive(Debug, Default)]
struct Asked<'a> {
    seeds: Option<&'a str>,
    from: Option<&'a str>,
    only: Option<&'a str>,
    mutation: Option<&'a str>,
}

pub fn run(repo: &Repo, words: &[&str]) -> Result<ExitCode> {
    let asked = read(words)?;
    match asked.mutation {
        None => {
            let mut test = simulation(&repo.root, &repo.target, QUICK_TO_RUN, &asked);
            process::run(&mut test)?;
        }
        Some("all") => return all(repo, &asked),
        Some(name) => {
            let found = MUTATIONS.iter().find(|one| one.name == name);
            let Some(mutation) = found else {
                let names: Vec<&str> = MUTATIONS.iter().map(|one| one.name).collect();
                bail!("no mutation {name:?}; there are {}", names.join(", "));
            };
            let line = mutated(repo, mutation, &asked)?;
            println!("\n{name}, without: {}\n{line}", mutation.rule);
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn read<'a>(words: &[&'a str]) -> Result<Asked<'a>> {
    let mut asked = Asked::default();
    for pair in words.chunks(2) {
        let [option, value] = pair else {
            bail!("{} needs a value", pair.concat());
        };
        let place = match *option {
            "--seeds" => &mut asked.seeds,
            "--from" => &mut asked.from,
            "--only" => &mut asked.only,
            "--mutation" => &mut asked.mutation,
            other => bail!("no option {other}; there are --seeds, --from, --only, --mutation"),
        };
        ensure!(place.is_none(), "{option} is given twice");
        *place = Some(value);
    }
    Ok(asked)
}

/// The test, built for speed, in the sources of `root`.
fn simulation(root: &Path, target: &Path, profile: &str, asked: &Asked<'_>) -> Command {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo
        .args(["test", "--quiet", "--profile", profile])
        .args([
            "--package",
            "aismarttalk-prestashop",
            "--test",
            "simulation",
        ])
        .args(["--", "--nocapture"])
        .current_dir(root)
        .env("CARGO_TARGET_DIR", target)
        .env("RUST_BACKTRACE", "0");
    for (name, value) in [
        ("SIMULATION_SEEDS", asked.seeds),
        ("SIMULATION_FROM", asked.from),
        ("SIMULATION_ONLY", asked.only),
    ] {
        if let Some(value) = value {
            cargo.env(name, value);
        }
    }
    cargo
}

/// Every mutation in turn, and a table of what was found.
fn all(repo: &Repo, asked: &Asked<'_>) -> Result<ExitCode> {
    let mut lines = Vec::new();
    let mut code = ExitCode::SUCCESS;
    for mutation in MUTATIONS {
        let line = mutated(repo, mutation, asked).unwrap_or_else(|error| {
            code = ExitCode::FAILURE;
            format!("error: {error:#}")
        });
        lines.push(format!("{:20}{:60}{line}", mutation.name, mutation.rule));
    }
    println!(
        "\n{:20}{:60}what was found",
        "mutation", "rule switched off"
    );
    println!("{}", lines.join("\n"));
    Ok(code)
}

/// Runs a copy of the sources in which the rule is switched off; what was found.
///
/// # Errors
/// Where the copy cannot be built, or the simulator notices nothing.
fn mutated(repo: &Repo, mutation: &Mutation, asked: &Asked<'_>) -> Result<String> {
    println!("\n==== {}, without: {}\n", mutation.name, mutation.rule);
    let root = repo.target.join("mutated");
    copy(repo, &root, mutation)?;
    let asked = Asked {
        seeds: asked.seeds.or(Some(SEEDS_OF_A_MUTATION)),
        from: asked.from.or(Some("1")),
        ..*asked
    };
    let target = repo.target.join("mutated-build");
    let (mut sums, mut closing) = (String::new(), String::new());
    let mut command = simulation(&root, &target, QUICK_TO_BUILD, &asked);
    process::watch(&mut command, |line| {
        if let Some(rest) = line.strip_prefix("all  ") {
            sums = rest.trim_start().to_owned();
        } else if line.contains(" schedules from seed ") {
            closing = line.to_owned();
        }
    })?;
    ensure!(
        !closing.is_empty(),
        "{}: nothing was simulated",
        mutation.name
    );
    let found = sums
        .split_once('{')
        .map(|(_, found)| found.trim_end_matches('}'));
    let Some(found) = found else {
        bail!(
            "{}: switched off, and nothing was noticed: {closing}",
            mutation.name
        );
    };
    Ok(found.to_owned())
}

/// Brings the copy up to date; what is the same is left alone, so that it is not built again.
fn copy(repo: &Repo, root: &Path, mutation: &Mutation) -> Result<()> {
    let mut is_applied = false;
    let mut kept: Vec<PathBuf> = Vec::new();
    for source in SOURCES {
        let path = repo.path(source);
        let all = match path.is_dir() {
            true => repo::files(&path)?,
            false => vec![path],
        };
        for path in all {
            let inside = path.strip_prefix(&repo.root)?;
            let bytes =
                fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
            let name = inside.to_string_lossy().replace('\\', "/");
            let changed = match std::str::from_utf8(&bytes) {
                Ok(text) => mutation.apply(&name, text)?,
                Err(_) => None,
            };
            is_applied |= changed.is_some();
            let place = root.join(inside);
            write(&place, &changed.map_or(bytes, String::into_bytes))?;
            kept.push(place);
        }
    }
    for path in repo::files(root)? {
        if !kept.contains(&path) {
            fs::remove_file(path)?;
        }
    }
    ensure!(is_applied, "{}: its file is not there", mutation.name);
    Ok(())
}

fn write(path: &PathBuf, bytes: &[u8]) -> Result<()> {
    if fs::read(path).is_ok_and(|held| held == bytes) {
        return Ok(());
    }
    let folder = path.parent().context("a file without a folder")?;
    fs::create_dir_all(folder)?;
    fs::write(path, bytes).with_context(|| format!("cannot write {}", path.display()))
}
