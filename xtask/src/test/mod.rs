//! `npm test`: every check this machine can run, one after the other. A step
//! that fails does not stop the next: the table at the end shows all of them.

mod browsers;
mod counts;
mod rust;
mod steps;
mod web;

use std::process::ExitCode;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};

use crate::repo::Repo;
use counts::Counts;
use steps::{STEPS, Step};

/// What became of a step.
enum Outcome {
    Done(Counts),
    /// Did not run, and why; no failure by itself.
    LeftOut(String),
}

/// One line of the closing table.
struct Line {
    step: &'static str,
    verdict: Verdict,
    time: Duration,
    counts: Counts,
}

#[derive(Clone, Copy, PartialEq)]
enum Verdict {
    Passed,
    Failed,
    LeftOut,
}

impl Verdict {
    fn word(self) -> &'static str {
        match self {
            Verdict::Passed => "passed",
            Verdict::Failed => "FAILED",
            Verdict::LeftOut => "left out",
        }
    }
}

/// Runs all steps, or `only` one of them with what it needs.
pub fn run(repo: &Repo, only: Option<&str>) -> Result<ExitCode> {
    let mut lines: Vec<Line> = Vec::new();
    for step in selected(only)? {
        let broken = step
            .needs
            .iter()
            .find(|need| lines.iter().any(|line| line.fails(need)));
        lines.push(run_step(repo, step, broken.copied()));
    }
    print_table(&lines);
    Ok(close(&lines))
}

fn selected(only: Option<&str>) -> Result<Vec<&'static Step>> {
    let Some(name) = only else {
        return Ok(STEPS.iter().collect());
    };
    let Some(wanted) = STEPS.iter().find(|step| step.name == name) else {
        let names: Vec<&str> = STEPS.iter().map(|step| step.name).collect();
        bail!("no step {name:?}; the steps are {}", names.join(", "));
    };
    Ok(STEPS
        .iter()
        .filter(|step| step.name == name || wanted.needs.contains(&step.name))
        .collect())
}

fn run_step(repo: &Repo, step: &Step, broken: Option<&str>) -> Line {
    println!("\n==== {}: {}\n", step.name, step.title);
    let started = Instant::now();
    let outcome = match broken {
        Some(need) => Ok(Outcome::LeftOut(format!("{need} failed"))),
        None => (step.run)(repo),
    };
    let time = started.elapsed();
    let (verdict, counts) = judge(step, outcome);
    println!(
        "\n---- {} {} in {}",
        step.name,
        verdict.word(),
        seconds(time)
    );
    Line {
        step: step.name,
        verdict,
        time,
        counts,
    }
}

/// A failing step without a failing test counts as one failure, so that the
/// last line never reads as success; a step left out counts as one skipped.
fn judge(step: &Step, outcome: Result<Outcome>) -> (Verdict, Counts) {
    match outcome {
        Ok(Outcome::Done(counts)) if counts.failed > 0 => (Verdict::Failed, counts),
        Ok(Outcome::Done(counts)) => (Verdict::Passed, counts),
        Ok(Outcome::LeftOut(reason)) => (Verdict::LeftOut, Counts::left_out(reason)),
        Err(error) => {
            eprintln!("{} failed: {error:#}", step.name);
            (Verdict::Failed, Counts::one_failure())
        }
    }
}

impl Line {
    fn fails(&self, step: &str) -> bool {
        self.step == step && self.verdict == Verdict::Failed
    }
}

fn print_table(lines: &[Line]) {
    println!(
        "\n{:<12}{:<10}{:>9}{:>8}{:>8}{:>9}",
        "step", "result", "time", "passed", "failed", "skipped"
    );
    for Line {
        step,
        verdict,
        time,
        counts,
    } in lines
    {
        let Counts {
            passed,
            failed,
            skipped,
            ..
        } = counts;
        let (word, time) = (verdict.word(), seconds(*time));
        println!("{step:<12}{word:<10}{time:>9}{passed:>8}{failed:>8}{skipped:>9}");
    }
    let left_out: Vec<(&str, &String)> = lines
        .iter()
        .flat_map(|line| {
            line.counts
                .left_out
                .iter()
                .map(|reason| (line.step, reason))
        })
        .collect();
    if !left_out.is_empty() {
        println!("\nleft out:");
    }
    for (step, reason) in left_out {
        println!("  {step}: {reason}");
    }
}

/// Prints the last line; it has this form for whoever reads it by program.
fn close(lines: &[Line]) -> ExitCode {
    let mut sum = Counts::default();
    for line in lines {
        sum.add(&line.counts);
    }
    println!("\n{}", sum.closing_line());
    match sum.failed {
        0 => ExitCode::SUCCESS,
        _ => ExitCode::FAILURE,
    }
}

fn seconds(time: Duration) -> String {
    format!("{:.1} s", time.as_secs_f64())
}
