//! The comparison with the peers.

use anyhow::Result;

use crate::repo::Repo;
use crate::wasm::{self, Module};
use crate::{build, demo_store, process, size};

const BORDER: Module = Module {
    package: "bench-border",
    features: &[],
    profile: wasm::RELEASE,
    name: "border",
    folder: "bench/border/dist",
    is_restarted: false,
    is_ordered: false,
};

/// Builds, times, and weighs.
pub fn run(repo: &Repo) -> Result<()> {
    build::run(repo)?;
    wasm::build(repo, &BORDER)?;
    let program = demo_store::program(repo)?;
    process::run(
        repo.node(&["bench/run.mjs"])
            .env(demo_store::PROGRAM_VARIABLE, &program),
    )?;
    println!();
    size::run(repo)
}
