//! The demo store as a server, for the demo, the tests and the benchmark.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::process;
use crate::repo::Repo;

const FILE: &str = if cfg!(windows) {
    "demo-store.exe"
} else {
    "demo-store"
};

/// The environment variable that tells tests and benchmarks where the server
/// program is.
pub const PROGRAM_VARIABLE: &str = "DEMO_STORE_BIN";

/// Builds the server and says where its program is.
pub fn program(repo: &Repo) -> Result<PathBuf> {
    process::run(&mut repo.cargo(&["build", "--quiet", "--package", "demo-store"]))?;
    Ok(repo.target.join("debug").join(FILE))
}

/// Puts a copy aside: cargo may make the program anew while tests start it.
pub fn put_aside(repo: &Repo) -> Result<()> {
    let (made, aside) = (program(repo)?, aside(repo));
    let folder = repo.target.join("xtask");
    fs::create_dir_all(&folder)
        .with_context(|| format!("cannot make the folder {}", folder.display()))?;
    fs::copy(&made, &aside)
        .map(drop)
        .with_context(|| format!("cannot copy {} to {}", made.display(), aside.display()))
}

/// Where [`put_aside`] leaves it.
pub fn aside(repo: &Repo) -> PathBuf {
    repo.target.join("xtask").join(FILE)
}
