//! What a visitor of a page that uses the package has to download.

use anyhow::Result;

use crate::repo::Repo;
use crate::{build, process};

pub fn run(repo: &Repo) -> Result<()> {
    build::run(repo)?;
    process::run(&mut repo.node(&["xtask/size.mjs", "pkg/dist"]))
}
