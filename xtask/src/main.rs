//! The build room: what `npm start`, `npm test` and `npm run bench` call.
//!
//! One file per command; `repo` knows where things are, `process` runs them,
//! `stamp` remembers what is already up to date.
#![forbid(unsafe_code)]

mod bench;
mod build;
mod demo;
mod demo_store;
mod docs;
mod edge;
mod process;
mod release;
mod repo;
mod rooms;
mod setup;
mod simulate;
mod size;
mod stamp;
mod test;
mod wasm;

use std::env;
use std::path::Path;
use std::process::ExitCode;

use anyhow::Result;

use repo::Repo;

const USAGE: &str = "\
cargo xtask COMMAND

  setup               check Node and Rust, install the npm packages
  build               the wasm modules, the generated types, the npm package, the edge worker
  demo                build, then serve the console on the demo store (npm start)
  docs                build, then the API reference in docs/dist (npm run docs)
  circles             files that use each other in a circle, rooms against their order
  names               names with more than one meaning in a room
  test [--only STEP]  every check this machine can run (npm test)
  simulate [--seeds N] [--from SEED] [--only SEED] [--mutation NAME|all]
                      writes against broken hosts, in virtual time: any number, one of them
                      with its story, or with a rule of the client switched off
  bench               build, then compare with the peers (npm run bench)
  release [--dry-run] publish what the tag names; or show what would be published
  size                raw, gzip and brotli size of what a visitor downloads";

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match run(&words) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("\nerror: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(words: &[&str]) -> Result<ExitCode> {
    let repo = Repo::find()?;
    match words {
        ["setup"] => setup::run(&repo)?,
        ["build"] => build::run(&repo)?,
        ["demo"] => demo::run(&repo)?,
        ["docs"] => docs::run(&repo)?,
        ["test"] => return test::run(&repo),
        ["test", "--only", step] => return test::run_only(&repo, step),
        // How `test` starts each of its steps.
        ["test", "--alone", step, result] => {
            return test::run_alone(&repo, step, Path::new(result));
        }
        ["simulate", options @ ..] => return simulate::run(&repo, options),
        ["bench"] => bench::run(&repo)?,
        ["release"] => release::run(&repo, false)?,
        ["release", "--dry-run"] => release::run(&repo, true)?,
        ["circles"] => rooms::check_circles(&repo)?,
        ["names"] => rooms::check_names(&repo)?,
        ["size"] => size::run(&repo)?,
        [] | ["help" | "--help" | "-h"] => println!("{USAGE}"),
        _ => {
            eprintln!("{USAGE}");
            return Ok(ExitCode::from(2));
        }
    }
    Ok(ExitCode::SUCCESS)
}
