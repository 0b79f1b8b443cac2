//! Files that use each other, directly or through others.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::arrows::Arrows;

/// Sets of more than one file of which each reaches each.
pub fn circles(arrows: &Arrows) -> Vec<Vec<PathBuf>> {
    let reached: BTreeMap<&Path, BTreeSet<&Path>> = arrows
        .keys()
        .map(|file| (file.as_path(), reachable(arrows, file)))
        .collect();
    let mut circles: Vec<Vec<PathBuf>> = Vec::new();
    for (file, reaches) in &reached {
        if !reaches.contains(file) || circles.iter().flatten().any(|seen| seen == file) {
            continue;
        }
        let circle = reaches
            .iter()
            .filter(|other| reached.get(*other).is_some_and(|back| back.contains(file)));
        circles.push(circle.map(|other| other.to_path_buf()).collect());
    }
    circles
}

fn reachable<'a>(arrows: &'a Arrows, from: &Path) -> BTreeSet<&'a Path> {
    let mut reached = BTreeSet::new();
    let mut next: Vec<&Path> = arrows
        .get(from)
        .into_iter()
        .flatten()
        .map(PathBuf::as_path)
        .collect();
    while let Some(file) = next.pop() {
        if reached.insert(file) {
            next.extend(arrows.get(file).into_iter().flatten().map(PathBuf::as_path));
        }
    }
    reached
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(arrows: &[(&str, &[&str])]) -> Vec<Vec<PathBuf>> {
        let arrows = arrows.iter().map(|(from, uses)| {
            (
                PathBuf::from(from),
                uses.iter().map(PathBuf::from).collect(),
            )
        });
        circles(&arrows.collect())
    }

    #[test]
    fn given_files_that_use_each_other_then_a_circle_is_found() {
        let circles = found(&[("a", &["b"]), ("b", &["c"]), ("c", &["a", "d"]), ("d", &[])]);
        assert_eq!(circles, [["a", "b", "c"].map(PathBuf::from)]);
    }

    #[test]
    fn given_two_circles_then_each_is_one() {
        let circles = found(&[
            ("a", &["b"]),
            ("b", &["a", "c"]),
            ("c", &["d"]),
            ("d", &["c"]),
        ]);
        assert_eq!(
            circles,
            [["a", "b"], ["c", "d"]].map(|pair| pair.map(PathBuf::from).to_vec())
        );
    }

    #[test]
    fn given_two_ways_to_one_file_then_there_is_no_circle() {
        assert!(found(&[("a", &["b", "c"]), ("b", &["d"]), ("c", &["d"]), ("d", &[])]).is_empty());
    }
}
