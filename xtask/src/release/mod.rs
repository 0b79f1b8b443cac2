//! `npm run release`: what would be published, and on a build server for a tag, publishing it.

mod address;
mod checks;
mod crates;
mod entries;
mod package;
mod packed;
mod report;
mod sbom;
mod steps;

use std::fs;

use anyhow::{Context, Result, ensure};

use crate::build;
use crate::process;
use crate::repo::Repo;
use crate::setup::NPM;
use crate::size;
use address::Address;
use checks::Check;
use package::Package;
use packed::Packed;
use report::{Made, Told};
use steps::Steps;

/// Publishes what the tag names; a dry run says what that would be, and what stands against it.
pub fn run(repo: &Repo, is_dry: bool) -> Result<()> {
    let packages = Package::read_all(repo)?;
    let address = Address::read(repo)?;
    let steps = Steps::read(repo)?;
    let checks = checks::all(repo, &packages, &address, &steps)?;
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
    let [first, _] = &packages;
    let mut made = Vec::new();
    for package in &packages {
        let packed = Packed::make(repo, package, address.as_ref().ok())?;
        packed.print();
        let sbom = sbom::write(repo, package, &packed, first)?;
        made.push(Made {
            package,
            packed,
            sbom,
        });
    }
    let told = Told {
        made: &made,
        checks: &checks,
        address: &address,
        steps: &steps,
        sizes: &size::printed(repo)?,
    };
    let file = packed::folder(repo).join("report.md");
    fs::write(&file, report::written(repo, &told)?)
        .with_context(|| format!("cannot write {}", file.display()))?;
    println!("\nreport {}", file.display());
    for Made { sbom, .. } in &made {
        println!("SBOM   {}", sbom.file.display());
    }
    for one in &made {
        let publish = publish_arguments(one);
        if is_dry {
            println!("\nwould run: npm {}", publish.join(" "));
            continue;
        }
        let mut npm = repo.program(NPM, &[]);
        process::run(npm.args(&publish))?;
    }
    Ok(())
}

fn publish_arguments(
    Made {
        package, packed, ..
    }: &Made<'_>,
) -> Vec<String> {
    let tarball = packed.tarball.to_string_lossy();
    let mut words = vec!["publish", &tarball, "--provenance", "--access", "public"];
    // Else a version to be tried becomes the one that everybody gets.
    if package.is_prerelease() {
        words.extend(["--tag", "next"]);
    }
    words.into_iter().map(str::to_owned).collect()
}
