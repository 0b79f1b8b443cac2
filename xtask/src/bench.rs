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
    process::run(&mut repo.node(&["bench/run.mjs"]))?;
    let program = demo_store::program(repo)?;
    for part in [
        "bench/cold/run.mjs",
        "bench/console/run.mjs",
        "bench/edge/run.mjs",
    ] {
        process::run(
            repo.node(&[part])
                .env(demo_store::PROGRAM_VARIABLE, &program),
        )?;
    }
    println!();
    size::run(repo)
}
