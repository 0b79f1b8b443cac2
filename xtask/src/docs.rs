//! The API reference of the package, by typedoc.

use anyhow::Result;

use crate::repo::Repo;
use crate::{build, process};

/// In a room of its own: it reads TypeScript by a compiler older than the one that builds here.
const TYPEDOC: &str = "node_modules/typedoc/bin/typedoc";

pub fn run(repo: &Repo) -> Result<()> {
    build::run(repo)?;
    make(repo)
}

/// Of what is built already; whatever is not documented is an error.
pub fn make(repo: &Repo) -> Result<()> {
    process::run(repo.node(&[TYPEDOC]).current_dir(repo.path("docs")))
}
