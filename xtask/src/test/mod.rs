//! `npm test`: every check this machine can run. Steps that do not need one another run
//! side by side; one that fails stops only those that need it, and the table at the end
//! shows all of them.

mod adapters;
mod browsers;
mod counts;
mod failures;
mod report;
mod rust;
mod schedule;
mod steps;
mod web;

use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

use anyhow::{Context, Result};

use crate::repo::Repo;
use report::{Line, Verdict, close, print_table, seconds};
use steps::{STEPS, Step};
pub use steps::{folder, names};

/// Runs all steps.
pub fn run(repo: &Repo) -> Result<ExitCode> {
    let steps: Vec<&'static Step> = STEPS.iter().collect();
    let lines = schedule::run_side_by_side(repo, &steps)?;
    print_table(&lines);
    Ok(close(&lines))
}

/// Runs one of them after those it needs, each showing what it prints at once.
pub fn run_only(repo: &Repo, name: &str) -> Result<ExitCode> {
    let wanted = find(name)?;
    let mut lines: Vec<Line> = Vec::new();
    for step in STEPS {
        if step.name != name && !wanted.needs.contains(&step.name) {
            continue;
        }
        let fails =
            |line: &&Line| step.needs.contains(&line.step) && line.verdict == Verdict::Failed;
        let broken = lines.iter().find(fails).map(|line| line.step);
        lines.push(match broken {
            Some(need) => Line::without(step.name, need),
            None => run_shown(repo, step),
        });
    }
    print_table(&lines);
    Ok(close(&lines))
}

/// Runs one of them and nothing else, and writes its result down.
pub fn run_alone(repo: &Repo, name: &str, result: &Path) -> Result<ExitCode> {
    let step = find(name)?;
    let started = Instant::now();
    let outcome = (step.run)(repo);
    Line::of(step.name, started.elapsed(), outcome).write(result)?;
    Ok(ExitCode::SUCCESS)
}

fn find(name: &str) -> Result<&'static Step> {
    STEPS
        .iter()
        .find(|step| step.name == name)
        .with_context(|| {
            let names: Vec<&str> = STEPS.iter().map(|step| step.name).collect();
            format!("no step {name:?}; the steps are {}", names.join(", "))
        })
}

fn run_shown(repo: &Repo, step: &Step) -> Line {
    println!("\n==== {}: {}\n", step.name, step.title);
    let started = Instant::now();
    let outcome = (step.run)(repo);
    let line = Line::of(step.name, started.elapsed(), outcome);
    let (word, time) = (line.verdict.word(), seconds(line.time));
    println!("\n---- {} {word} in {time}", step.name);
    line
}
