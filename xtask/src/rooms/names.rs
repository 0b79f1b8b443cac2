//! One meaning for a name in a room: what two of its files define at their top level by one name.
//!
//! A room is a folder of TypeScript, or one of Rust with a `mod.rs`, `lib.rs` or `main.rs`; a
//! folder without belongs to the one above. Methods, associated constants and what only tests
//! compile do not count, and tests are no rooms.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::modules::Crate;
use crate::repo;

/// Names that have one meaning although each file has its own.
const SAME_MEANING: [(&str, &str, &str); 8] = [
    (
        "src/json",
        "parse",
        "reads JSON text: by itself, or by the JavaScript runtime",
    ),
    ("xtask/src", "run", "a command: `main` has one of each file"),
    (
        "www/console/src/language",
        "counted",
        "each language inflects for itself",
    ),
    (
        "www/console/src/language",
        "requests",
        "each language inflects for itself",
    ),
    (
        "www/console/src/language",
        "rowsOf",
        "each language inflects for itself",
    ),
    (
        "www/console/src/language",
        "about",
        "what each language says of itself",
    ),
    (
        "www/console/src/language",
        "messages",
        "what the core says, in each language",
    ),
    (
        "www/edge/entries",
        "worker",
        "each entry is the worker of one host",
    ),
];

/// Folders of TypeScript.
const SCRIPTS: [&str; 3] = ["pkg/src", "www/edge", "www/console"];

/// Room and name, and the files of the room that define it.
#[derive(Debug, Default)]
pub struct Names(BTreeMap<(PathBuf, String), BTreeSet<PathBuf>>);

impl Names {
    fn add(&mut self, room: &Path, name: &str, file: &Path) {
        let key = (room.to_owned(), name.to_owned());
        self.0.entry(key).or_default().insert(file.to_owned());
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// A line for each name with more than one meaning.
    pub fn repeated(&self) -> Vec<String> {
        let several = self.0.iter().filter(|((room, name), files)| {
            let allowed = |(in_room, same, _): &(&str, &str, &str)| {
                Path::new(in_room) == room && same == name
            };
            files.len() > 1 && !SAME_MEANING.iter().any(allowed)
        });
        several
            .map(|((room, name), files)| {
                let files: Vec<_> = files
                    .iter()
                    .map(|file| {
                        file.strip_prefix(room)
                            .unwrap_or(file)
                            .display()
                            .to_string()
                    })
                    .collect();
                format!("{}: {name} in {}", room.display(), files.join(", "))
            })
            .collect()
    }
}

/// The names of all rooms.
pub fn names(root: &Path, crates: &[Crate]) -> Result<Names> {
    let mut names = Names::default();
    for module in crates.iter().flat_map(|each| &each.modules) {
        let file = module.file.strip_prefix(root).unwrap_or(&module.file);
        let Some(room) = room_of(root, file) else {
            continue;
        };
        for name in module.defined.iter().filter(|name| *name != "main") {
            names.add(room, name, file);
        }
    }
    for file in scripts(root)? {
        let text = fs::read_to_string(&file).with_context(|| file.display().to_string())?;
        let file = file.strip_prefix(root).unwrap_or(&file);
        let room = file.parent().unwrap_or(file);
        for name in text.lines().filter_map(script_name) {
            names.add(room, name, file);
        }
    }
    Ok(names)
}

fn room_of<'f>(root: &Path, file: &'f Path) -> Option<&'f Path> {
    let sources = file.iter().any(|part| part == "src");
    let is_room = |folder: &Path| {
        let roots = ["mod.rs", "lib.rs", "main.rs"];
        roots
            .iter()
            .any(|name| root.join(folder).join(name).exists())
    };
    file.ancestors()
        .skip(1)
        .find(|folder| is_room(folder))
        .filter(|_| sources)
}

fn scripts(root: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for folder in SCRIPTS {
        found.extend(repo::files(&root.join(folder))?);
    }
    found.retain(|file| {
        let generated = file.iter().any(|part| part == "generated");
        !generated
            && file
                .extension()
                .is_some_and(|kind| kind == "ts" || kind == "tsx")
    });
    Ok(found)
}

/// What a line without indentation declares: biome keeps the declarations of the top level there.
fn script_name(line: &str) -> Option<&str> {
    const BEFORE: [&str; 5] = ["export", "default", "declare", "abstract", "async"];
    const KINDS: [&str; 8] = [
        "function",
        "function*",
        "const",
        "let",
        "class",
        "enum",
        "type",
        "interface",
    ];
    if line.starts_with([' ', '\t']) {
        return None;
    }
    let mut words = line.split(' ').skip_while(|word| BEFORE.contains(word));
    let kind = words.next()?;
    let name = words.next().filter(|_| KINDS.contains(&kind))?;
    let is_part = |c: char| c.is_alphanumeric() || c == '_' || c == '$';
    let name = &name[..name.find(|c| !is_part(c)).unwrap_or(name.len())];
    (!name.is_empty()).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn given_two_files_of_a_room_that_define_a_name_then_it_is_listed() {
        let mut names = Names::default();
        names.add(Path::new("src/xml"), "find", Path::new("src/xml/find.rs"));
        names.add(
            Path::new("src/xml"),
            "find",
            Path::new("src/xml/envelope.rs"),
        );
        names.add(Path::new("src/json"), "find", Path::new("src/json/map.rs"));
        assert_eq!(names.repeated(), ["src/xml: find in envelope.rs, find.rs"]);
    }

    #[test]
    fn given_a_name_with_one_meaning_then_several_files_may_define_it() {
        let mut names = Names::default();
        names.add(
            Path::new("xtask/src"),
            "run",
            Path::new("xtask/src/build.rs"),
        );
        names.add(
            Path::new("xtask/src"),
            "run",
            Path::new("xtask/src/demo.rs"),
        );
        assert_eq!(names.repeated(), Vec::<String>::new());
    }

    #[test]
    fn given_lines_of_typescript_then_declarations_of_the_top_level_are_names() {
        const LINES: [(&str, Option<&str>); 9] = [
            ("export async function open(site: Site) {", Some("open")),
            ("const LONG_MS = 500;", Some("LONG_MS")),
            ("export default class Shop<T> {", Some("Shop")),
            ("export type Texts = string;", Some("Texts")),
            ("const { a, b } = c;", None),
            ("  const inner = 1;", None),
            ("export { a } from \"./a.js\";", None),
            ("import type { A } from \"./a.js\";", None),
            ("}", None),
        ];
        for (line, name) in LINES {
            assert_eq!(script_name(line), name, "{line}");
        }
    }
}
