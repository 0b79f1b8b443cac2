//! From a crate to a wasm module and its glue: cargo, wasm-bindgen, wasm-opt.

pub mod instances;
pub mod likeness;

use std::collections::HashMap;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use wasm_bindgen_cli_support::{Bindgen, Output};

use crate::process;
use crate::repo::Repo;
use crate::setup::{STD_SOURCES, WASM_TARGET, has_std_sources, rust_folder};
use crate::stamp::{self, Inputs};

/// One wasm module: the crate it comes from and where it goes.
pub struct Module {
    pub package: &'static str,
    pub features: &'static [&'static str],
    /// Two modules of one crate need one each: cargo gives their files one name.
    pub profile: &'static str,
    /// Stem of the files: `NAME.js`, `NAME_bg.wasm`.
    pub name: &'static str,
    pub folder: &'static str,
    /// Whether its glue starts one instance after the other, see `instances`.
    pub is_restarted: bool,
    /// Whether its functions are put in the order that compresses best, which takes a second run
    /// of wasm-opt.
    pub is_ordered: bool,
}

pub const CLIENT: Module = Module {
    package: "aismarttalk-prestashop",
    features: &[],
    profile: RELEASE,
    name: "prestashop",
    folder: "pkg/dist/wasm",
    is_restarted: true,
    is_ordered: true,
};

/// `buildRequest` and `parseResponse` alone.
pub const EXCHANGE: Module = Module {
    package: "aismarttalk-prestashop",
    features: &["--no-default-features"],
    profile: "wasm-exchange",
    name: "exchange",
    folder: "pkg/dist/wasm",
    is_restarted: true,
    is_ordered: true,
};

pub const DEMO_STORE: Module = Module {
    package: "demo-store",
    features: &["--no-default-features", "--features", "wasm"],
    profile: RELEASE,
    name: "demo_store",
    folder: "demo-store/dist",
    is_restarted: false,
    is_ordered: true,
};

/// The profile of what is published.
pub const RELEASE: &str = "wasm-release";
const WASM_OPT: &str = "binaryen/bin/wasm-opt";

// By name, because `--all-features` writes a module that Node 20 refuses.
const WASM_OPT_FLAGS: &[&str] = &[
    "-Oz",
    // Only the very end of the stack lies there.
    "--low-memory-unused",
    // Functions with one caller stay functions: inlined, each looks like no other. 20 measured best.
    "--one-caller-inline-max-function-size=20",
    // By the names that are given to them for it, see `likeness`.
    "--reorder-functions-by-name",
    // A thousand segments around the zeros between data compress worse than the zeros.
    "--skip-pass=memory-packing",
    "--enable-bulk-memory",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-reference-types",
    "--enable-multivalue",
    "--enable-simd",
];

const STRIP_FLAGS: &[&str] = &[
    "--strip-debug",
    "--strip-producers",
    "--strip-target-features",
];

/// Compiles the module; glue and optimised wasm are made again only when the
/// compiled code or the tools changed.
pub fn build(repo: &Repo, module: &Module) -> Result<()> {
    let compiled = compile(repo, module)?;
    let folder = repo.path(module.folder);
    let glue = folder.join(format!("{}.js", module.name));
    let wasm = folder.join(format!("{}_bg.wasm", module.name));
    let inputs = Inputs::default()
        .file(&compiled)?
        .file(&repo.path("Cargo.lock"))?
        .file(&repo.path("node_modules/binaryen/package.json"))?
        .text(&[WASM_OPT_FLAGS, STRIP_FLAGS].concat().join(" "))
        .text(if module.is_ordered { "ordered" } else { "" })
        .text(include_str!("wasm/likeness.rs"))
        .text(include_str!("wasm/instances.rs"))
        .text(DISPOSE);
    let outputs = [glue.clone(), wasm.clone()];
    stamp::make_once(repo, module.name, inputs, &outputs, || {
        println!("making {}", module.folder);
        let mut output = bind(&compiled, module.name, &folder)?;
        if module.is_ordered {
            let named = named(repo, module);
            optimise(repo, &wasm, &named, &["-g"])?;
            put_in_order(&mut output, &fs::read(&named)?)?;
            emit(&mut output, module.name, &folder)?;
        }
        if module.is_restarted {
            rewrite(&glue, instances::glue)?;
            rewrite(&glue.with_extension("d.ts"), instances::types)?;
        }
        optimise(repo, &wasm, &wasm, STRIP_FLAGS)
    })
}

/// Puts a module that is used in one piece elsewhere into `folder` too, with glue that starts as many
/// instances as are asked for.
pub fn publish(repo: &Repo, module: &Module, folder: &str) -> Result<()> {
    let from = repo.path(module.folder);
    let to = repo.path(folder);
    let glue = format!("{}.js", module.name);
    let types = format!("{}.d.ts", module.name);
    let wasm = format!("{}_bg.wasm", module.name);
    let read = |file: &str| {
        let path = from.join(file);
        fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))
    };
    stamp::write(&to.join(&glue), &instances::glue(&read(&glue)?)?)?;
    stamp::write(&to.join(&types), &instances::types(&read(&types)?)?)?;
    let (from, to) = (from.join(&wasm), to.join(&wasm));
    let bytes = fs::read(&from).with_context(|| format!("cannot read {}", from.display()))?;
    match fs::read(&to) {
        // A newer file would start needless work.
        Ok(before) if before == bytes => Ok(()),
        _ => fs::write(&to, bytes).with_context(|| format!("cannot write {}", to.display())),
    }
}

/// An ordered module as it was before that, with the names of its functions.
pub fn named(repo: &Repo, module: &Module) -> PathBuf {
    let file = format!("{}.named.wasm", module.name);
    repo.target.join("xtask").join(file)
}

/// A standard library compiled for size, in which a panic is one trap: without its
/// messages and their formatting the module is a quarter smaller.
const OWN_STD: &[&str] = &[
    "-Zbuild-std=std,panic_abort",
    "-Zbuild-std-features=optimize_for_size",
];
const OWN_STD_FLAGS: [&str; 3] = [
    "-Zunstable-options",
    "-Cpanic=immediate-abort",
    "-Zlocation-detail=none",
];

/// Both are options of a compiler that is not released yet, so another version of it may
/// refuse them: then the module is built the ordinary way.
fn compile(repo: &Repo, module: &Module) -> Result<PathBuf> {
    let why = match has_std_sources(repo)? {
        false => "the component rust-src is missing".to_owned(),
        true => match cargo_build(repo, module, true) {
            Ok(()) => return Ok(compiled(repo, module)),
            Err(error) => format!("{error:#}"),
        },
    };
    println!("warning: {why}");
    println!(
        "warning: {} is built with the ready-made standard library, and larger than what is published",
        module.name
    );
    cargo_build(repo, module, false)?;
    Ok(compiled(repo, module))
}

fn cargo_build(repo: &Repo, module: &Module, own_std: bool) -> Result<()> {
    let mut cargo = repo.cargo(&["build", "--lib", "--profile", module.profile]);
    let mut flags = rust_flags(repo)?;
    if own_std {
        flags.extend(OWN_STD_FLAGS.map(str::to_owned));
        cargo.args(OWN_STD).env("RUSTC_BOOTSTRAP", "1");
    }
    cargo
        .args(["--target", WASM_TARGET, "--package", module.package])
        .args(module.features)
        .env("CARGO_ENCODED_RUSTFLAGS", flags.join("\x1f"));
    process::run(&mut cargo).with_context(|| format!("{} as wasm", module.package))
}

fn compiled(repo: &Repo, module: &Module) -> PathBuf {
    let file = format!("{}.wasm", module.package.replace('-', "_"));
    repo.target
        .join(WASM_TARGET)
        .join(module.profile)
        .join(file)
}

/// Panic messages hold source paths: the folders of whoever built the package
/// are nobody's business, and the same sources must give the same bytes.
fn rust_flags(repo: &Repo) -> Result<Vec<String>> {
    let std_sources = rust_folder(repo)?.join(STD_SOURCES);
    let mut flags = vec![remap(&repo.root, "source"), remap(&std_sources, "rust")];
    // Every engine with the reference types that wasm-bindgen needs has these too.
    flags.push("-Ctarget-feature=+simd128".to_owned());
    flags.extend(crate_sources().iter().map(|folder| remap(folder, "crates")));
    Ok(flags)
}

fn remap(folder: &Path, name: &str) -> String {
    format!("--remap-path-prefix={}={name}", folder.display())
}

fn crate_sources() -> Vec<PathBuf> {
    let cargo_home = env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| Some(env::home_dir()?.join(".cargo")));
    let Some(entries) = cargo_home.and_then(|home| fs::read_dir(home.join("registry/src")).ok())
    else {
        return Vec::new();
    };
    let mut folders: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    folders.sort();
    folders
}

fn bind(compiled: &Path, name: &str, folder: &Path) -> Result<Output> {
    let mut output = Bindgen::new()
        .input_path(compiled)
        .out_name(name)
        .web(true)
        .and_then(|bindgen| bindgen.typescript(true).generate_output())
        .with_context(|| format!("wasm-bindgen on {}", compiled.display()))?;
    // Two functions of one name could not be told apart.
    for (at, function) in output.wasm_mut().funcs.iter_mut().enumerate() {
        let name = function.name.take().unwrap_or_default();
        function.name = Some(format!("{name} #{at}"));
    }
    emit(&mut output, name, folder)?;
    Ok(output)
}

fn emit(output: &mut Output, name: &str, folder: &Path) -> Result<()> {
    output
        .emit(folder)
        .with_context(|| format!("cannot write {}", folder.display()))?;
    rewrite(&folder.join(format!("{name}.d.ts")), without_dispose)
}

/// Names the functions so that their order by name is that of their likeness once optimised.
fn put_in_order(output: &mut Output, optimised: &[u8]) -> Result<()> {
    let places: HashMap<String, usize> = likeness::order(optimised)?.into_iter().zip(0..).collect();
    for function in output.wasm_mut().funcs.iter_mut() {
        let name = function.name.take().unwrap_or_default();
        let place = places.get(&name).copied().unwrap_or(places.len());
        function.name = Some(format!("{place:06} {name}"));
    }
    Ok(())
}

/// A declaration that only newer libraries of TypeScript understand; nobody calls it.
const DISPOSE: &str = "    [Symbol.dispose](): void;\n";

/// The types must compile for users of older ones too.
fn without_dispose(types: &str) -> Result<String> {
    Ok(types.replace(DISPOSE, ""))
}

fn rewrite(file: &Path, made_of: impl FnOnce(&str) -> Result<String>) -> Result<()> {
    let unreadable = || format!("cannot read {}", file.display());
    let text = fs::read_to_string(file).with_context(unreadable)?;
    stamp::write(file, &made_of(&text)?)
}

fn optimise(repo: &Repo, from: &Path, to: &Path, more: &[&str]) -> Result<()> {
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut wasm_opt = repo.node_tool(WASM_OPT, WASM_OPT_FLAGS);
    wasm_opt.args(more).arg(from).arg("-o").arg(to);
    process::run(&mut wasm_opt)
}
