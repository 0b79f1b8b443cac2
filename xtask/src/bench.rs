//! The comparison with the peers.

use anyhow::Result;

use crate::repo::Repo;
use crate::{build, demo_store, process};

pub fn run(repo: &Repo) -> Result<()> {
    build::run(repo)?;
    let store = demo_store::program(repo)?;
    let mut bench = repo.node(&["bench/run.mjs"]);
    process::run(bench.env(demo_store::PROGRAM_VARIABLE, store))
}
