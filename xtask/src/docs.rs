//! The site: the API reference of the package by typedoc, and the console as a playground.

use anyhow::Result;

use crate::repo::Repo;
use crate::{build, process};

/// Its packages are in a room of their own: typedoc reads TypeScript by an older compiler.
const SITE_SCRIPT: &str = "docs/build.mjs";
const BUNDLER: &str = "vite/bin/vite.js";

pub fn run(repo: &Repo) -> Result<()> {
    build::run(repo)?;
    make(repo)
}

/// Of what is built already; whatever is not documented is an error. The console is the playground.
pub fn make(repo: &Repo) -> Result<()> {
    let mut console = repo.node_tool(BUNDLER, &["build", "--logLevel", "error"]);
    process::run(console.current_dir(repo.path("www/console")))?;
    process::run(&mut repo.node(&[SITE_SCRIPT]))
}
