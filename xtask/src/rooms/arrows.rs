//! Which file uses which.
//!
//! A file uses another when it names something that is defined there: in a `use` line, by a path
//! in its code, or as a macro. `mod name;` is no arrow, nor is a re-export: whoever uses it uses
//! the file of the definition. A child that uses an item of its parent's file is an arrow.
//! A file that a macro makes a module of its parent is used by that.
//! Methods are found by their type, so calling one is none. What is `cfg(test)` is left out.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::modules::Crate;
use super::source::Import;

/// Files, and the files that each of them uses.
pub type Arrows = BTreeMap<PathBuf, BTreeSet<PathBuf>>;

/// A place in a crate.
#[derive(Clone, Copy, PartialEq, Debug)]
struct Place {
    krate: usize,
    module: usize,
}

/// What a path leads to.
#[derive(Clone, Copy, PartialEq, Debug)]
enum Found {
    Module(Place),
    ItemOf(Place),
}

/// A re-export of a re-export of …; nobody goes that far.
const DEEPEST: u8 = 12;

pub fn arrows(crates: &[Crate]) -> Arrows {
    let mut arrows = Arrows::new();
    for (krate, each) in crates.iter().enumerate() {
        for module in 0..each.modules.len() {
            let from = &each.modules[module].file;
            let uses = arrows.entry(from.clone()).or_default();
            for place in used(crates, Place { krate, module }) {
                let to = file(crates, place);
                if to != from {
                    uses.insert(to.to_owned());
                }
            }
        }
    }
    arrows
}

fn file(crates: &[Crate], place: Place) -> &Path {
    &crates[place.krate].modules[place.module].file
}

fn used(crates: &[Crate], here: Place) -> Vec<Place> {
    let modules = &crates[here.krate].modules;
    let module = &modules[here.module];
    let mut used = Vec::new();
    for child in module.children.values().copied() {
        if modules[child].by_macro {
            let module = child;
            used.push(Place { module, ..here });
        }
    }
    for import in module.imports.iter().filter(|import| !import.public) {
        match resolve(crates, here, &import.path, true, DEEPEST) {
            Some(Found::ItemOf(place)) => used.push(place),
            Some(Found::Module(place)) if import.name == "*" => used.push(place),
            _ => {}
        }
    }
    for path in &module.mentioned {
        let found = match &path[..] {
            [name] => match name.strip_suffix('!') {
                Some(name) => in_scope_macro(crates, here, name),
                // A local name may be any word: only what is re-exported here counts.
                None => re_exported(&module.imports, name)
                    .and_then(|import| resolve(crates, here, &import.path, true, DEEPEST)),
            },
            _ => resolve(crates, here, path, true, DEEPEST),
        };
        if let Some(Found::ItemOf(place)) = found {
            used.push(place);
        }
    }
    used
}

fn re_exported<'m>(imports: &'m [Import], name: &str) -> Option<&'m Import> {
    imports
        .iter()
        .find(|import| import.public && import.name == name)
}

fn in_scope_macro(crates: &[Crate], here: Place, name: &str) -> Option<Found> {
    let macros = &crates[here.krate].macros;
    let module = *macros.get(name)?;
    Some(Found::ItemOf(Place { module, ..here }))
}

/// Where `path`, written in `here`, leads; nothing for what is not of the workspace. Only the
/// first name may be one of a crate.
fn resolve(crates: &[Crate], here: Place, path: &[String], first: bool, deep: u8) -> Option<Found> {
    let deep = deep.checked_sub(1)?;
    let (name, rest) = path.split_first()?;
    let krate = &crates[here.krate];
    let module = &krate.modules[here.module];
    let at = |module| Found::Module(Place { module, ..here });
    let found = match name.as_str() {
        "crate" if first => at(0),
        "self" if first => at(here.module),
        "super" if first => at(module.parent?),
        name => member(crates, here, name, deep).or_else(|| {
            let krate = *krate.dependencies.get(name).filter(|_| first)?;
            Some(Found::Module(Place { krate, module: 0 }))
        })?,
    };
    match (found, rest) {
        (_, []) | (Found::ItemOf(_), _) => Some(found),
        // `super::super`
        (Found::Module(place), [next, ..]) if next == "super" => {
            resolve(crates, place, rest, true, deep)
        }
        // An item made by a macro is not seen where it is defined.
        (Found::Module(place), _) => {
            resolve(crates, place, rest, false, deep).or(Some(Found::ItemOf(place)))
        }
    }
}

/// What a module calls `name`: its own, its children's or what it imports.
fn member(crates: &[Crate], here: Place, name: &str, deep: u8) -> Option<Found> {
    let krate = &crates[here.krate];
    let module = &krate.modules[here.module];
    if let Some(child) = module.children.get(name) {
        return Some(Found::Module(Place {
            module: *child,
            ..here
        }));
    }
    if module.defined.iter().any(|each| each == name) {
        return Some(Found::ItemOf(here));
    }
    let named = module.imports.iter().find(|import| import.name == name);
    if let Some(import) = named
        // `use name;` of a crate, or `pub use name::name`
        && import.path != [name]
    {
        return resolve(crates, here, &import.path, true, deep);
    }
    if here.module == 0 && krate.macros.contains_key(name) {
        return in_scope_macro(crates, here, name);
    }
    let globs = module.imports.iter().filter(|import| import.name == "*");
    globs
        .filter_map(
            |glob| match resolve(crates, here, &glob.path, true, deep)? {
                Found::Module(place) if place != here => {
                    member(crates, place, name, deep.checked_sub(1)?)
                }
                _ => None,
            },
        )
        .next()
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::super::circles::circles;
    use super::super::modules;
    use super::*;

    /// The arrows of a crate of these files, as `from > to`.
    fn of(case: &str, files: &[(&str, &str)]) -> (Vec<String>, usize) {
        let root = std::env::temp_dir().join(format!("xtask-rooms-{}-{case}", std::process::id()));
        for (name, text) in files {
            let file = root.join(name);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, text).unwrap();
        }
        let mut krate = modules::tree(&root.join("lib.rs")).unwrap();
        let known = krate.modules.iter().map(|module| module.file.clone());
        let known = known.collect();
        modules::add_unnamed(&mut krate, &known).unwrap();
        let arrows = arrows(&[krate]);
        let circles = circles(&arrows).len();
        let name = |file: &Path| file.strip_prefix(&root).unwrap().display().to_string();
        let lines = arrows.iter().flat_map(|(from, uses)| {
            uses.iter()
                .map(|to| format!("{} > {}", name(from), name(to)))
        });
        let mut lines: Vec<String> = lines.collect();
        lines.sort();
        fs::remove_dir_all(&root).unwrap();
        (lines, circles)
    }

    /// Name of the case, files, arrows, circles.
    type Case = (
        &'static str,
        &'static [(&'static str, &'static str)],
        &'static [&'static str],
        usize,
    );

    const CASES: [Case; 11] = [
        (
            "use",
            &[
                ("lib.rs", "mod a; mod b;"),
                ("a.rs", "use crate::b::B; pub struct A;"),
                ("b.rs", "use super::a::A; pub struct B;"),
            ],
            &["a.rs > b.rs", "b.rs > a.rs"],
            1,
        ),
        (
            "inline",
            &[
                ("lib.rs", "mod a; mod b;"),
                ("a.rs", "pub fn a() { crate::b::b() }"),
                ("b.rs", "pub fn b() -> Vec<super::a::A> { Vec::new() }"),
            ],
            &["a.rs > b.rs", "b.rs > a.rs"],
            1,
        ),
        (
            "module",
            &[
                ("lib.rs", "mod a; mod b;"),
                ("a.rs", "use super::b; pub fn a() { b::b() }"),
                ("b.rs", "use crate::a as other; pub fn b() { other::a() }"),
            ],
            &["a.rs > b.rs", "b.rs > a.rs"],
            1,
        ),
        (
            "parent",
            &[
                ("lib.rs", "mod a; pub struct Root; pub fn f() { a::f() }"),
                ("a.rs", "use super::Root; pub fn f() {}"),
            ],
            &["a.rs > lib.rs", "lib.rs > a.rs"],
            1,
        ),
        (
            "re-export",
            &[
                ("lib.rs", "mod a; mod b; pub use a::A; pub use b::*;"),
                ("a.rs", "use super::B; pub struct A;"),
                ("b.rs", "pub struct B;"),
            ],
            &["a.rs > b.rs"],
            0,
        ),
        (
            "re-exported and used",
            &[
                ("lib.rs", "mod a; pub use a::A; pub fn f(_: A) {}"),
                ("a.rs", "pub struct A;"),
            ],
            &["lib.rs > a.rs"],
            0,
        ),
        (
            "folder",
            &[
                ("lib.rs", "mod a;"),
                (
                    "a.rs",
                    "mod inner; use inner::{Inner, more::{self, More}}; pub struct A;",
                ),
                ("a/inner.rs", "pub mod more; pub struct Inner(super::A);"),
                ("a/inner/more.rs", "pub struct More;"),
            ],
            &[
                "a.rs > a/inner.rs",
                "a.rs > a/inner/more.rs",
                "a/inner.rs > a.rs",
            ],
            1,
        ),
        (
            "macro",
            &[
                ("lib.rs", "#[macro_use] mod a; mod b;"),
                ("a.rs", "macro_rules! made { () => { $crate::b::B } }"),
                ("b.rs", "pub struct B; const X: B = made!();"),
            ],
            &["a.rs > b.rs", "b.rs > a.rs"],
            1,
        ),
        (
            "by a macro",
            &[
                ("lib.rs", "mod a; made! { b: B }"),
                ("a.rs", "pub struct A;"),
                ("b.rs", "use crate::{a::A, B}; pub struct B;"),
            ],
            &["b.rs > a.rs", "b.rs > lib.rs", "lib.rs > b.rs"],
            1,
        ),
        (
            "tests",
            &[
                ("lib.rs", "mod a; mod b;"),
                (
                    "a.rs",
                    "pub struct A; #[cfg(test)] mod tests { use crate::b::B; }",
                ),
                ("b.rs", "use crate::a::A; pub struct B;"),
            ],
            &["b.rs > a.rs"],
            0,
        ),
        (
            "others",
            &[
                ("lib.rs", "mod a;"),
                (
                    "a.rs",
                    "use std::fmt; use a_crate::b; fn f(s: S) { s.crate_(); b::c(); <S>::a() }",
                ),
            ],
            &[],
            0,
        ),
    ];

    #[test]
    fn given_files_then_what_they_name_of_each_other_is_an_arrow() {
        for (case, files, arrows, circles) in CASES {
            let found = of(case, files);
            assert_eq!(
                (found.0, found.1),
                (
                    arrows.iter().map(|each| each.to_string()).collect(),
                    circles
                ),
                "{case}"
            );
        }
    }
}
