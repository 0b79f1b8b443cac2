//! Remembers what a built thing was made from, so that it is made once.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::repo::{Repo, files};

/// The fingerprint of everything one step reads.
#[derive(Default)]
pub struct Inputs(DefaultHasher);

impl Inputs {
    pub fn text(mut self, text: &str) -> Inputs {
        text.hash(&mut self.0);
        self
    }

    pub fn file(mut self, file: &Path) -> Result<Inputs> {
        let bytes = fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
        file.hash(&mut self.0);
        bytes.hash(&mut self.0);
        Ok(self)
    }

    /// Every file below `folder`, in the order of their names.
    pub fn folder(mut self, folder: &Path) -> Result<Inputs> {
        for file in files(folder)? {
            self = self.file(&file)?;
        }
        Ok(self)
    }
}

/// Runs `make` unless `outputs` are there and were made from the same inputs.
pub fn make_once(
    repo: &Repo,
    name: &str,
    inputs: Inputs,
    outputs: &[PathBuf],
    make: impl FnOnce() -> Result<()>,
) -> Result<()> {
    let stamp = repo.target.join("xtask").join(name).with_extension("stamp");
    let fingerprint = format!("{:016x}", inputs.0.finish());
    let is_there = outputs.iter().all(|output| output.is_file());
    if is_there && fs::read_to_string(&stamp).is_ok_and(|before| before == fingerprint) {
        return Ok(());
    }
    // First, because a step that fails halfway leaves outputs of neither state.
    let _ = fs::remove_file(&stamp);
    make()?;
    write(&stamp, &fingerprint)
}

/// Writes only what changed: a newer file would start needless work.
pub fn write(file: &Path, text: &str) -> Result<()> {
    if fs::read_to_string(file).is_ok_and(|before| before == text) {
        return Ok(());
    }
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder)
            .with_context(|| format!("cannot make the folder {}", folder.display()))?;
    }
    fs::write(file, text).with_context(|| format!("cannot write {}", file.display()))
}
