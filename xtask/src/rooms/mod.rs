//! The order of the rooms: no circle of files, no arrow up, one meaning for a name.

mod arrows;
mod circles;
mod direction;
mod modules;
mod names;
mod source;

use std::path::Path;

use anyhow::{Result, ensure};

use crate::process;
use crate::repo::Repo;

const BIOME: &str = "@biomejs/biome/bin/biome";

/// The rules of `biome.json` for imports: no circle, types counted, and the order of the console's rooms.
const IMPORTS: [&str; 3] = [
    "lint",
    "--only=suspicious/noImportCycles",
    "--only=style/noRestrictedImports",
];

/// Rust here, TypeScript and JavaScript by biome.
pub fn check_circles(repo: &Repo) -> Result<()> {
    let rust = check_rust(repo);
    let scripts = process::run(&mut repo.node_tool(BIOME, &IMPORTS));
    rust.and(scripts)
}

fn check_rust(repo: &Repo) -> Result<()> {
    let crates = modules::workspace(repo)?;
    let arrows = arrows::arrows(&crates);
    let circles = circles::circles(&arrows);
    for circle in &circles {
        println!("a circle of {} files:", circle.len());
        for file in circle {
            let within = arrows[file].iter().filter(|to| circle.contains(to));
            let uses: Vec<String> = within.map(|to| short(repo, to)).collect();
            println!("  {} uses {}", short(repo, file), uses.join(", "));
        }
    }
    let against = direction::against(&repo.root, &arrows, &crates);
    for arrow in &against {
        println!("against the order of the rooms: {arrow}");
    }
    println!(
        "Rust: {} files, {} arrows between them, {} circles, {} arrows against the order of the rooms",
        arrows.len(),
        arrows.values().map(|uses| uses.len()).sum::<usize>(),
        circles.len(),
        against.len()
    );
    ensure!(
        circles.is_empty() && against.is_empty(),
        "files of Rust use each other in a circle, or rooms against their order"
    );
    Ok(())
}

/// Rust, and TypeScript of the package, the console and the worker.
pub fn check_names(repo: &Repo) -> Result<()> {
    let names = names::names(&repo.root, &modules::workspace(repo)?)?;
    let repeated = names.repeated();
    for name in &repeated {
        println!("{name}");
    }
    println!(
        "{} names, {} with more than one meaning in a room",
        names.len(),
        repeated.len()
    );
    ensure!(
        repeated.is_empty(),
        "names have more than one meaning in a room"
    );
    Ok(())
}

fn short(repo: &Repo, file: &Path) -> String {
    file.strip_prefix(&repo.root)
        .unwrap_or(file)
        .display()
        .to_string()
}
