//! `npm run release`: what would be published, and on a build server for a tag, publishing it.

mod checks;
mod package;

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use crate::build;
use crate::process;
use crate::repo::Repo;
use crate::setup::NPM;
use checks::Check;
use package::Package;

/// The packed package, and what npm says of it.
struct Packed {
    tarball: PathBuf,
    report: Value,
}

/// Publishes what the tag names; a dry run says what that would be, and what stands against it.
pub fn run(repo: &Repo, is_dry: bool) -> Result<()> {
    let packages = Package::read_all(repo)?;
    let checks = checks::all(repo, &packages)?;
    for package in &packages {
        println!("{} {}", package.name, package.version);
    }
    println!();
    for Check { what, found } in &checks {
        match found {
            Ok(()) => println!("  ok        {what}"),
            Err(why) => println!("  NOT YET   {what}: {why}"),
        }
    }
    let is_ready = checks.iter().all(|check| check.found.is_ok());
    ensure!(
        is_dry || is_ready,
        "nothing is published: see above; with --dry-run it is shown all the same"
    );

    build::run(repo)?;
    for package in &packages {
        let packed = pack(repo, package)?;
        print(&packed.report);
        let publish = publish_arguments(package, &packed);
        if is_dry {
            println!("\nwould run: npm {}", publish.join(" "));
            continue;
        }
        let mut npm = repo.program(NPM, &[]);
        process::run(npm.args(&publish))?;
    }
    Ok(())
}

fn pack(repo: &Repo, package: &Package) -> Result<Packed> {
    let folder = repo.target.join("xtask/release");
    fs::create_dir_all(&folder)
        .with_context(|| format!("cannot make the folder {}", folder.display()))?;
    let mut npm = repo.program(NPM, &["pack", "--json", "--pack-destination"]);
    npm.arg(&folder).current_dir(repo.path(package.folder));
    let printed: Value = serde_json::from_str(&process::read(&mut npm)?)?;
    // npm has told one package as a list and by its name.
    let report = match &printed {
        Value::Array(list) => list.first(),
        Value::Object(by_name) => by_name.values().next(),
        _ => None,
    };
    let report = report.context("npm pack tells nothing")?.clone();
    let name = report["filename"]
        .as_str()
        .context("npm pack names no file")?;
    Ok(Packed {
        tarball: folder.join(name),
        report,
    })
}

/// The files, largest sum last, as one would read them before agreeing.
fn print(report: &Value) {
    let bytes = |value: &Value| value.as_u64().unwrap_or(0);
    let text = |value: &Value| value.as_str().unwrap_or("?").to_owned();
    println!();
    let files = report["files"].as_array().map_or(&[][..], Vec::as_slice);
    for file in files {
        println!("{:>9}  {}", bytes(&file["size"]), text(&file["path"]));
    }
    println!(
        "\n{} files, {} bytes unpacked, {} bytes packed\n{}\nintegrity {}",
        files.len(),
        bytes(&report["unpackedSize"]),
        bytes(&report["size"]),
        text(&report["filename"]),
        text(&report["integrity"])
    );
}

fn publish_arguments(package: &Package, packed: &Packed) -> Vec<String> {
    let tarball = packed.tarball.to_string_lossy();
    let mut words = vec!["publish", &tarball, "--provenance", "--access", "public"];
    // Else a version to be tried becomes the one that everybody gets.
    if package.is_prerelease() {
        words.extend(["--tag", "next"]);
    }
    words.into_iter().map(str::to_owned).collect()
}
