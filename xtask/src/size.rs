//! What a visitor of a page that uses the package has to download.

use anyhow::Result;

use crate::repo::Repo;
use crate::{build, process};

pub fn run(repo: &Repo) -> Result<()> {
    build::run(repo)?;
    print(repo)
}

/// Of what is built already.
pub fn print(repo: &Repo) -> Result<()> {
    process::run(&mut repo.node(&["xtask/size.mjs", "pkg/dist"]))
}
