//! The demo store as a server, for the demo, the tests and the benchmark.

use std::env::consts::EXE_SUFFIX;
use std::path::PathBuf;

use anyhow::Result;

use crate::process;
use crate::repo::Repo;

/// The environment variable that tells tests and benchmarks where the server
/// program is.
pub const PROGRAM_VARIABLE: &str = "DEMO_STORE_BIN";

/// Builds the server and says where its program is.
pub fn program(repo: &Repo) -> Result<PathBuf> {
    process::run(&mut repo.cargo(&["build", "--quiet", "--package", "demo-store"]))?;
    Ok(repo
        .target
        .join("debug")
        .join(format!("demo-store{EXE_SUFFIX}")))
}
