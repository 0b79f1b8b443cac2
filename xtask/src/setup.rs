//! What a fresh clone needs: Node, the wasm target, the sources of std, the npm packages.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;

use anyhow::{Context, Result, bail};

use crate::process;
use crate::repo::Repo;

/// Vite refuses older ones.
const OLDEST_NODE: (u32, u32) = (20, 19);
pub const WASM_TARGET: &str = "wasm32-unknown-unknown";
/// Where the sources of the standard library lie, below [`rust_folder`].
pub const STD_SOURCES: &str = "lib/rustlib/src/rust";
pub const NPM: &str = if cfg!(windows) { "npm.cmd" } else { "npm" };

/// Installs what is missing; does nothing, quickly, when nothing is.
pub fn run(repo: &Repo) -> Result<()> {
    check_node(repo)?;
    add_wasm_target(repo)?;
    add_std_sources(repo)?;
    install_packages(repo, Path::new(""))
}

fn check_node(repo: &Repo) -> Result<()> {
    let (major, minor) = OLDEST_NODE;
    let advice = format!("install Node {major}.{minor} or newer from https://nodejs.org");
    let printed = process::read(&mut repo.node(&["--version"]))
        .with_context(|| format!("Node is missing: {advice}"))?;
    let found = node_version(&printed)
        .with_context(|| format!("`node --version` says {:?}", printed.trim()))?;
    if found < OLDEST_NODE {
        bail!("Node {} is too old: {advice}", printed.trim());
    }
    Ok(())
}

fn node_version(printed: &str) -> Option<(u32, u32)> {
    let mut numbers = printed.trim().strip_prefix('v')?.split('.');
    Some((numbers.next()?.parse().ok()?, numbers.next()?.parse().ok()?))
}

/// Where the Rust in use keeps its libraries and sources.
pub fn rust_folder(repo: &Repo) -> Result<PathBuf> {
    let mut rustc = Command::new("rustc");
    rustc.args(["--print", "sysroot"]).current_dir(&repo.root);
    Ok(PathBuf::from(process::read(&mut rustc)?.trim()))
}

fn add_wasm_target(repo: &Repo) -> Result<()> {
    let libraries = rust_folder(repo)?.join("lib/rustlib").join(WASM_TARGET);
    if libraries.is_dir() {
        return Ok(());
    }
    println!("adding the Rust target {WASM_TARGET}");
    let mut rustup = Command::new("rustup");
    rustup
        .args(["target", "add", WASM_TARGET])
        .current_dir(&repo.root);
    process::run(&mut rustup).with_context(|| {
        format!("Rust lacks {WASM_TARGET}: install rustup from https://rustup.rs, then `rustup target add {WASM_TARGET}`")
    })
}

/// Whether the standard library can be compiled here.
pub fn has_std_sources(repo: &Repo) -> Result<bool> {
    let sources = rust_folder(repo)?.join(STD_SOURCES);
    Ok(sources.join("library/Cargo.lock").is_file())
}

/// Without them everything works, with larger wasm modules.
fn add_std_sources(repo: &Repo) -> Result<()> {
    if has_std_sources(repo)? {
        return Ok(());
    }
    println!("adding the sources of Rust's standard library");
    let mut rustup = Command::new("rustup");
    rustup
        .args(["component", "add", "rust-src"])
        .current_dir(&repo.root);
    if let Err(error) = process::run(&mut rustup) {
        println!("warning: {error:#}; the wasm modules will be larger");
    }
    Ok(())
}

/// Installs what the lock file in that folder names; does nothing where that is there.
pub fn install_packages(repo: &Repo, folder: &Path) -> Result<()> {
    let folder = repo.root.join(folder);
    let lock = folder.join("package-lock.json");
    let installed = modified(&folder.join("node_modules/.package-lock.json"));
    let wanted = modified(&lock);
    if installed.is_some() && installed >= wanted {
        return Ok(());
    }
    let verb = if lock.is_file() { "ci" } else { "install" };
    println!("installing the npm packages (npm {verb})");
    let mut npm = Command::new(NPM);
    npm.arg(verb).current_dir(&folder);
    process::run(&mut npm).context(
        "the npm packages could not be installed; if package.json was changed, `npm install` brings package-lock.json up to date",
    )
}

fn modified(file: &Path) -> Option<SystemTime> {
    fs::metadata(file).ok()?.modified().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_node_version_is_its_first_two_numbers() {
        let cases = [
            ("v20.19.0\n", Some((20, 19))),
            ("v24.1.0", Some((24, 1))),
            ("v9", None),
            ("20.19.0", None),
            ("", None),
        ];
        for (printed, expected) in cases {
            assert_eq!(node_version(printed), expected, "{printed:?}");
        }
        println!("{} versions", cases.len());
    }
}
