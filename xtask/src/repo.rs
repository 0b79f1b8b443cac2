//! Where things are, and the two programs everything is run with.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::process;

/// The checked-out repository and cargo's target directory for it.
pub struct Repo {
    pub root: PathBuf,
    pub target: PathBuf,
}

impl Repo {
    /// Finds both; the target directory is asked from cargo, because the
    /// environment and the user's configuration can move it.
    pub fn find() -> Result<Repo> {
        let here = env::var("CARGO_MANIFEST_DIR").unwrap_or(env!("CARGO_MANIFEST_DIR").to_owned());
        let root = Path::new(&here)
            .parent()
            .context("xtask has no parent folder")?
            .to_owned();
        let mut repo = Repo {
            root,
            target: PathBuf::new(),
        };
        let mut metadata = repo.cargo(&["metadata", "--no-deps", "--format-version", "1"]);
        let metadata: serde_json::Value = serde_json::from_str(&process::read(&mut metadata)?)?;
        let target = metadata["target_directory"]
            .as_str()
            .context("cargo metadata names no target directory")?;
        repo.target = PathBuf::from(target);
        Ok(repo)
    }

    pub fn path(&self, inside: &str) -> PathBuf {
        self.root.join(inside)
    }

    /// The cargo that started this program, in the root of the repository.
    pub fn cargo(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        command.args(arguments).current_dir(&self.root);
        command
    }

    pub fn node(&self, arguments: &[&str]) -> Command {
        self.program("node", arguments)
    }

    /// Any other program, in the root of the repository.
    pub fn program(&self, name: &str, arguments: &[&str]) -> Command {
        let mut command = Command::new(name);
        command.args(arguments).current_dir(&self.root);
        command
    }

    /// A program of an npm package, by its file: the links in
    /// `node_modules/.bin` are shell scripts on Windows.
    pub fn node_tool(&self, file: &str, arguments: &[&str]) -> Command {
        let mut command = Command::new("node");
        command
            .arg(self.path("node_modules").join(file))
            .args(arguments)
            .current_dir(&self.root);
        command
    }
}

/// Whether this runs on a build server, where nothing may be left out.
pub fn is_ci() -> bool {
    env::var("CI").is_ok_and(|value| !matches!(value.as_str(), "" | "0" | "false"))
}

/// Every file below `folder`, sorted; what is built or installed is passed over.
pub fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    const NOT_OURS: [&str; 4] = ["node_modules", "dist", "target", "test-results"];
    let mut found = Vec::new();
    let entries =
        fs::read_dir(folder).with_context(|| format!("cannot list {}", folder.display()))?;
    for entry in entries {
        let entry = entry?;
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if entry.file_type()?.is_file() {
            found.push(entry.path());
        } else if !name.starts_with('.') && !NOT_OURS.contains(&name.as_ref()) {
            found.extend(files(&entry.path())?);
        }
    }
    found.sort();
    Ok(found)
}
