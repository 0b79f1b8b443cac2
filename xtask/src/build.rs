//! Everything that is built: three wasm modules, generated types, the package, the edge worker.

use std::fs;
use std::path::Path;

use aismarttalk_prestashop::typescript;
use anyhow::{Context, Result};

use crate::process;
use crate::repo::Repo;
use crate::setup;
use crate::stamp::{self, Inputs};
use crate::wasm;

/// The TypeScript compiler.
pub const TSC: &str = "typescript/bin/tsc";

/// Those that `www/edge/scripts/build.mjs` bundles the worker for.
const EDGE_RUNTIMES: [&str; 5] = ["cloudflare", "vercel", "deno", "bun", "node"];

/// What is published as it stands: from where, to where.
const COPIED: [(&str, &str); 3] = [
    ("LICENSE-APACHE", "pkg/LICENSE-APACHE"),
    ("LICENSE-MIT", "pkg/LICENSE-MIT"),
    // The compiler writes no declarations of declarations.
    ("pkg/src/wasm-file.d.ts", "pkg/dist/wasm-file.d.ts"),
];

/// Sets up and builds; what is up to date is left alone.
pub fn run(repo: &Repo) -> Result<()> {
    setup::run(repo)?;
    wasm::build(repo, &wasm::CLIENT)?;
    wasm::build(repo, &wasm::EXCHANGE)?;
    wasm::build(repo, &wasm::DEMO_STORE)?;
    wasm::publish(repo, &wasm::DEMO_STORE, "pkg/dist/wasm")?;
    write_types(repo)?;
    compile_package(repo)?;
    copy_unchanged(repo)?;
    bundle_edge(repo)
}

/// The types of the fields and actions come from their Rust declarations.
fn write_types(repo: &Repo) -> Result<()> {
    let folder = repo.path("pkg/src/generated");
    stamp::write(&folder.join("errors.ts"), &typescript::errors())?;
    stamp::write(&folder.join("resources.ts"), &typescript::resources())?;
    stamp::write(&folder.join("rows.ts"), &typescript::rows())?;
    stamp::write(&folder.join("client.ts"), &typescript::client())?;
    stamp::write(&folder.join("packed.ts"), &typescript::packed())?;
    stamp::write(&folder.join("run.ts"), &typescript::run())?;
    stamp::write(&folder.join("reading.ts"), &typescript::reading())?;
    stamp::write(&folder.join("actions.ts"), &typescript::actions())
}

fn compile_package(repo: &Repo) -> Result<()> {
    let dist = repo.path("pkg/dist");
    let inputs = Inputs::default()
        .folder(&repo.path("pkg/src"))?
        .file(&repo.path("pkg/package.json"))?
        .file(&repo.path("pkg/tsconfig.json"))?
        .file(&repo.path("node_modules/typescript/package.json"))?
        .file(&repo.path("node_modules/esbuild/package.json"))?
        .file(&repo.path("xtask/package.mjs"))?
        .file(&dist.join("wasm/prestashop.d.ts"))?
        .file(&dist.join("wasm/prestashop.js"))?
        .file(&dist.join("wasm/prestashop_bg.wasm"))?
        .file(&dist.join("wasm/exchange.d.ts"))?
        .file(&dist.join("wasm/exchange.js"))?
        .file(&dist.join("wasm/exchange_bg.wasm"))?
        .file(&dist.join("wasm/demo_store.d.ts"))?
        .file(&dist.join("wasm/demo_store.js"))?
        .file(&dist.join("wasm/demo_store_bg.wasm"))?;
    let outputs = [
        "index.js",
        "index.cjs",
        "wasm/inline.js",
        "wasm/exchange-inline.js",
        "wasm/demo-store-inline.js",
    ];
    let outputs = outputs.map(|file| dist.join(file));
    stamp::make_once(repo, "package", inputs, &outputs, || {
        println!("making pkg/dist");
        remove_compiled(&dist)?;
        // What is documented is read in the declarations, and not downloaded with the code.
        let code = ["-p", "pkg", "--declaration", "false", "--removeComments"];
        process::run(&mut repo.node_tool(TSC, &code))?;
        process::run(&mut repo.node_tool(TSC, &["-p", "pkg", "--emitDeclarationOnly"]))?;
        process::run(&mut repo.node(&["xtask/package.mjs", "pkg/dist"]))
    })
}

fn copy_unchanged(repo: &Repo) -> Result<()> {
    for (from, to) in COPIED {
        let text =
            fs::read_to_string(repo.path(from)).with_context(|| format!("cannot read {from}"))?;
        stamp::write(&repo.path(to), &text)?;
    }
    Ok(())
}

/// One file for each runtime the worker runs in.
fn bundle_edge(repo: &Repo) -> Result<()> {
    let dist = repo.path("www/edge/dist");
    let inputs = Inputs::default()
        .folder(&repo.path("www/edge/src"))?
        .folder(&repo.path("www/edge/entries"))?
        .folder(&repo.path("www/edge/scripts"))?
        .folder(&repo.path("pkg/dist"))?
        .file(&repo.path("package-lock.json"))?;
    let outputs = EDGE_RUNTIMES.map(|runtime| dist.join(runtime).with_extension("js"));
    stamp::make_once(repo, "edge", inputs, &outputs, || {
        println!("making www/edge/dist");
        process::run(&mut repo.node(&["www/edge/scripts/build.mjs"]))
    })
}

/// What tsc wrote before: a source that is gone must not be published.
fn remove_compiled(dist: &Path) -> Result<()> {
    for entry in fs::read_dir(dist).with_context(|| format!("cannot list {}", dist.display()))? {
        let entry = entry?;
        let removed = match entry.file_type()?.is_dir() {
            true if entry.file_name() == "wasm" => Ok(()),
            true => fs::remove_dir_all(entry.path()),
            false => fs::remove_file(entry.path()),
        };
        removed.with_context(|| format!("cannot remove {}", entry.path().display()))?;
    }
    Ok(())
}
