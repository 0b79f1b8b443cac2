//! Which steps run side by side: most of them wait more than they compute.

use std::collections::HashMap;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};
use std::{env, io};

use anyhow::{Context, Result};

use super::report::{Line, Verdict, seconds};
use super::steps::{Lane, Step, folder};
use crate::repo::Repo;

const FILE: &str = if cfg!(windows) { "xtask.exe" } else { "xtask" };
/// How often running steps are looked at.
const LOOK: Duration = Duration::from_millis(100);

/// A step that runs as a process of its own, so that what it prints stays together.
struct Running {
    step: &'static Step,
    child: Child,
    started: Instant,
    printed: PathBuf,
    result: PathBuf,
}

/// Runs all of them, each as soon as what it needs has passed and its lane is free.
pub fn run_side_by_side(repo: &Repo, steps: &[&'static Step]) -> Result<Vec<Line>> {
    let program = put_aside(repo)?;
    let mut waiting: Vec<&'static Step> = steps.to_vec();
    let mut running: Vec<Running> = Vec::new();
    let mut ended: HashMap<&'static str, Line> = HashMap::new();
    while !waiting.is_empty() || !running.is_empty() {
        for step in take_ready(&mut waiting, &running, &ended) {
            match broken_need(step, &ended) {
                Some(need) => drop(ended.insert(step.name, Line::without(step.name, need))),
                None => running.push(Running::start(&program, step)?),
            }
        }
        let mut at = 0;
        while let Some(one) = running.get_mut(at) {
            match one.child.try_wait()? {
                Some(_) => {
                    let line = running.remove(at).end()?;
                    ended.insert(line.step, line);
                }
                None => at += 1,
            }
        }
        thread::sleep(LOOK);
    }
    Ok(steps
        .iter()
        .filter_map(|one| ended.remove(one.name))
        .collect())
}

/// A copy of this program to run the steps with: cargo may make it anew meanwhile.
fn put_aside(repo: &Repo) -> Result<PathBuf> {
    let folder = folder(repo);
    fs::create_dir_all(&folder)
        .with_context(|| format!("cannot make the folder {}", folder.display()))?;
    let (made, aside) = (env::current_exe()?, folder.join(FILE));
    fs::copy(&made, &aside)
        .with_context(|| format!("cannot copy {} to {}", made.display(), aside.display()))?;
    Ok(aside)
}

/// Those whose needs have ended and whose lane is free, in the order in which they are listed.
fn take_ready(
    waiting: &mut Vec<&'static Step>,
    running: &[Running],
    ended: &HashMap<&'static str, Line>,
) -> Vec<&'static Step> {
    let mut busy: Vec<Lane> = running.iter().map(|one| one.step.lane).collect();
    let is_left = |lane| busy.contains(&lane) || waiting.iter().any(|step| step.lane == lane);
    // Once nothing of the other lane is left, its place is free.
    let places = if is_left(Lane::Cargo) { 1 } else { 2 };
    let mut ready = Vec::new();
    waiting.retain(|step| {
        let has_needs = step.needs.iter().all(|need| ended.contains_key(need));
        let in_lane = busy.iter().filter(|lane| **lane == step.lane).count();
        let is_free = in_lane < places;
        if has_needs && is_free {
            busy.push(step.lane);
            ready.push(*step);
        }
        !(has_needs && is_free)
    });
    ready
}

fn broken_need(step: &Step, ended: &HashMap<&'static str, Line>) -> Option<&'static str> {
    let fails = |need: &&&'static str| {
        ended
            .get(**need)
            .is_some_and(|line| line.verdict == Verdict::Failed)
    };
    step.needs.iter().find(fails).copied()
}

impl Running {
    fn start(program: &Path, step: &'static Step) -> Result<Running> {
        println!("{} started: {}", step.name, step.title);
        let printed = program.with_file_name(format!("{}.txt", step.name));
        let result = program.with_file_name(format!("{}.json", step.name));
        let _ = fs::remove_file(&result);
        let output = File::create(&printed)
            .with_context(|| format!("cannot write {}", printed.display()))?;
        let child = Command::new(program)
            .args(["test", "--alone", step.name])
            .arg(&result)
            .stdin(Stdio::null())
            .stdout(output.try_clone()?)
            .stderr(output)
            .spawn()
            .with_context(|| format!("cannot start the step {}", step.name))?;
        Ok(Running {
            step,
            child,
            started: Instant::now(),
            printed,
            result,
        })
    }

    /// Shows what it printed; a step that left no result has failed.
    fn end(self) -> Result<Line> {
        let Running { step, started, .. } = self;
        println!("\n==== {}: {}\n", step.name, step.title);
        let mut printed = File::open(&self.printed)?;
        io::copy(&mut printed, &mut io::stdout())?;
        let line = Line::read(step.name, started.elapsed(), &self.result);
        let (word, time) = (line.verdict.word(), seconds(line.time));
        println!("\n---- {} {word} in {time}\n", step.name);
        Ok(line)
    }
}
