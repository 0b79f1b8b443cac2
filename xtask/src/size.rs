//! What a visitor of a page that uses the package has to download.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result};

use crate::repo::Repo;
use crate::wasm::{self, likeness};
use crate::{build, process};

pub fn run(repo: &Repo) -> Result<()> {
    build::run(repo)?;
    check(repo)
}

/// Of what is built already; an error where it is more than `pkg/size.json` allows.
pub fn check(repo: &Repo) -> Result<()> {
    process::run(&mut scales(repo)?)
}

/// What [`check`] prints.
pub fn printed(repo: &Repo) -> Result<String> {
    process::read(&mut scales(repo)?)
}

fn scales(repo: &Repo) -> Result<Command> {
    let rooms = write_rooms(repo)?;
    let mut node = repo.node(&["xtask/size.mjs", "pkg/dist", "pkg/size.json"]);
    node.arg(rooms);
    Ok(node)
}

/// Bytes of code that are not worth a line.
const SMALL: usize = 3_000;

/// The code of each room as a file, to be weighed by itself.
fn write_rooms(repo: &Repo) -> Result<PathBuf> {
    let folder = repo.target.join("xtask/rooms");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder)?;
    let named = wasm::named(repo, &wasm::CLIENT);
    let module = fs::read(&named).with_context(|| format!("cannot read {}", named.display()))?;
    let mut rooms: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    for (name, body) in likeness::functions(&module)? {
        rooms.entry(room(&name)).or_default().extend(body);
    }
    let (small, large): (Vec<_>, Vec<_>) = rooms
        .into_iter()
        .partition(|(room, code)| code.len() < SMALL && room != "other");
    let mut rooms: BTreeMap<String, Vec<u8>> = large.into_iter().collect();
    for (_, code) in small {
        rooms.entry("other".to_owned()).or_default().extend(code);
    }
    for (room, code) in rooms {
        fs::write(folder.join(room), code)?;
    }
    Ok(folder)
}

/// The room a function is of; of other crates the crate.
fn room(name: &str) -> String {
    const OURS: &str = "aismarttalk_prestashop";
    let name = &without_hashes(name);
    if name.starts_with("core::ptr::drop_in_place") {
        return "drop glue".to_owned();
    }
    let word = |text: &str| {
        let end = text.find(|c: char| !c.is_alphanumeric() && c != '_');
        text[..end.unwrap_or(text.len())].to_owned()
    };
    let Some(at) = name.find(OURS) else {
        let path = name.trim_start_matches(['<', '&', '*', '(', '[']);
        return match word(path) {
            word if path.contains("::") && !word.is_empty() => word,
            _ => "other".to_owned(),
        };
    };
    // `::room`, or `_room` of the rooms that are crates of their own.
    let path = name[at + OURS.len()..].trim_start_matches([':', '_']);
    let room = word(path);
    let within = path[room.len()..].strip_prefix("::").map(word);
    match (room.as_str(), within.as_deref()) {
        ("", _) => "other".to_owned(),
        ("client", Some("write")) => "client write".to_owned(),
        ("webservice", Some("document")) => "webservice document".to_owned(),
        _ => room,
    }
}

/// `crate[6e329fcf]::room` is `crate::room`.
fn without_hashes(name: &str) -> String {
    let mut parts = name.split('[');
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        match part.split_once(']') {
            Some((hash, rest)) if hash.bytes().all(|byte| byte.is_ascii_hexdigit()) => {
                plain.push_str(rest);
            }
            _ => {
                plain.push('[');
                plain.push_str(part);
            }
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::room;

    #[test]
    fn given_the_name_of_a_function_then_its_room_is_known() {
        for (name, expected) in [
            (
                "aismarttalk_prestashop::client::list::rows::{{closure}}",
                "client",
            ),
            (
                "aismarttalk_prestashop::client::write::update::write #7",
                "client write",
            ),
            ("<aismarttalk_prestashop_json[f21]::Map>::get #3", "json"),
            (
                "aismarttalk_prestashop_xml::reader::Reader::next_child",
                "xml",
            ),
            (
                "<aismarttalk_prestashop::webservice::error::Error as core::fmt::Display>::fmt",
                "webservice",
            ),
            (
                "core::ptr::drop_in_place<aismarttalk_prestashop::webservice::Call>",
                "drop glue",
            ),
            (
                "<alloc::string::String as core::fmt::Write>::write_str",
                "alloc",
            ),
            ("__externref_table_alloc", "other"),
        ] {
            assert_eq!(room(name), expected, "{name}");
        }
    }
}
