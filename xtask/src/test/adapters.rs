//! Installs the adapters that show tools to models: those of npm and those of PyPI.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::process;
use crate::repo::Repo;
use crate::setup;

/// The tests, and beside them the lock files of what they need.
pub const FOLDER: &str = "tests/adapters";
const REQUIREMENTS: &str = "tests/adapters/python/requirements.txt";
/// Its packages have this one in common.
const OLDEST_PYTHON: &str = "3.11";
const NEW_ENOUGH: &str = "import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))";
const ADVICE: &str = "PYTHON_PATH can name one; Debian has it in python3 and python3-venv";

/// The adapters of npm, in a folder of their own: nothing else needs them.
pub fn install_javascript(repo: &Repo) -> Result<()> {
    setup::install_packages(repo, Path::new(FOLDER))
}

/// A Python with the adapters of PyPI, or why this machine has none.
pub fn install_python(repo: &Repo) -> Result<PathBuf, String> {
    let folder = repo.target.join("adapters/python");
    let program = match cfg!(windows) {
        true => folder.join("Scripts/python.exe"),
        false => folder.join("bin/python"),
    };
    let installed = folder.join("requirements.txt");
    let wanted = fs::read_to_string(repo.path(REQUIREMENTS)).map_err(|error| error.to_string())?;
    if fs::read_to_string(&installed).is_ok_and(|installed| installed == wanted) {
        return Ok(program);
    }
    let python = find_python().ok_or_else(|| {
        format!("there is no Python {OLDEST_PYTHON} or newer with venv: {ADVICE}")
    })?;
    println!("installing the adapters for Python");
    let install = || -> Result<()> {
        process::run(
            Command::new(python)
                .args(["-m", "venv", "--clear"])
                .arg(&folder),
        )?;
        let mut pip = Command::new(&program);
        pip.args([
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
        ])
        .args(["--require-hashes", "--only-binary", ":all:", "-r"])
        .arg(repo.path(REQUIREMENTS));
        process::run(&mut pip)?;
        // Last, because what is halfway there is not installed.
        fs::write(&installed, &wanted).context("cannot note what is installed")
    };
    let told = |error| format!("the adapters for Python could not be installed: {error:#}");
    install().map_err(told)?;
    Ok(program)
}

fn find_python() -> Option<PathBuf> {
    let named = env::var_os("PYTHON_PATH").map(PathBuf::from);
    let usual = ["python3", "python"].map(PathBuf::from);
    let mut all = named.into_iter().chain(usual);
    all.find(|program| process::succeeds(Command::new(program).args(["-c", NEW_ENOUGH])))
}
