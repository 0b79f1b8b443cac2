//! What real shops were asked and answered. The recordings are no part of the project.

use std::fs;
use std::path::{Path, PathBuf};

pub const VERSIONS: [&str; 4] = ["1.6.1.24", "1.7.8.11", "8.2.1", "9.0.2"];

/// One exchange.
pub struct Recording {
    /// `458-prodput-00-get-before`.
    pub name: String,
    pub method: String,
    /// Path and query.
    pub target: String,
    pub sent: String,
    pub status: u16,
    pub received: String,
}

/// Everything recorded of a version; says so where there is nothing.
pub fn all(version: &str) -> Vec<Recording> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../shared/recorded")
        .join(version);
    let Ok(entries) = fs::read_dir(&folder) else {
        println!("left out {version}: its recordings are not beside the project");
        return Vec::new();
    };
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|end| end == "request"));
    paths.sort();
    paths.iter().filter_map(|path| read(path)).collect()
}

/// The one recording whose name ends so.
pub fn named<'r>(recordings: &'r [Recording], end: &str) -> Option<&'r Recording> {
    let is_it = |one: &&Recording| {
        one.name
            .split_once('-')
            .is_some_and(|(_, name)| name == end)
    };
    recordings.iter().find(is_it)
}

/// `None` where nothing was answered, or what is no text.
fn read(path: &Path) -> Option<Recording> {
    let sent = String::from_utf8(fs::read(path).unwrap()).ok()?;
    let received = fs::read(path.with_extension("response")).unwrap();
    let received = String::from_utf8(received).ok()?;
    let (head, sent) = sent.split_once("\r\n\r\n")?;
    let mut words = head.lines().next()?.split(' ');
    let (status, received) = received.split_once("\r\n\r\n")?;
    Some(Recording {
        name: path.file_stem()?.to_string_lossy().into_owned(),
        method: words.next()?.to_owned(),
        target: words.next()?.to_owned(),
        sent: sent.to_owned(),
        status: status.split(' ').nth(1)?.parse().ok()?,
        received: received.to_owned(),
    })
}
