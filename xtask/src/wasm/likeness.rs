//! An order of functions in which each stands behind those it is most like: brotli then finds again
//! what it has just seen.

use std::collections::HashMap;

use anyhow::Result;
use wasmparser::{KnownCustom, Name, Parser, Payload, TypeRef};

/// Bytes that are compared at once: an instruction or two, the shortest that brotli finds again.
const GRAM: usize = 4;
/// What counts of a function that stands one place further back.
const FADING: f64 = 0.8;
/// How much less a large function counts for having more in common with any other.
const SIZE: f64 = 0.7;

/// The names of a module's functions, in the order in which they should stand.
pub fn order(module: &[u8]) -> Result<Vec<String>> {
    let functions = functions(module)?;
    let grams: Vec<Vec<u64>> = functions.iter().map(|(_, body)| grams(body)).collect();
    let mut names: Vec<String> = functions.into_iter().map(|(name, _)| name).collect();
    Ok(chain(&grams)
        .into_iter()
        .map(|at| std::mem::take(&mut names[at]))
        .collect())
}

/// Each function with its name and its code.
pub fn functions(module: &[u8]) -> Result<Vec<(String, &[u8])>> {
    let mut imported = 0;
    let mut names: HashMap<u32, String> = HashMap::new();
    let mut bodies = Vec::new();
    for payload in Parser::new(0).parse_all(module) {
        match payload? {
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    imported += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                }
            }
            Payload::CodeSectionEntry(body) => bodies.push(&module[body.range()]),
            Payload::CustomSection(section) => {
                if let KnownCustom::Name(reader) = section.as_known() {
                    for subsection in reader {
                        if let Name::Function(map) = subsection? {
                            for naming in map {
                                let naming = naming?;
                                names.insert(naming.index, naming.name.to_owned());
                            }
                        }
                    }
                }
            }
            _ => {}
        }
    }
    let indices = imported..;
    Ok(indices
        .zip(bodies)
        .map(|(index, body)| (names.remove(&index).unwrap_or_default(), body))
        .collect())
}

/// What stands in a function, sorted, each once.
fn grams(body: &[u8]) -> Vec<u64> {
    let number = |gram: &[u8]| gram.iter().fold(0, |sum, byte| sum << 8 | u64::from(*byte));
    let mut grams: Vec<u64> = body.windows(GRAM).map(number).collect();
    grams.sort_unstable();
    grams.dedup();
    grams
}

/// From the largest on, always to the one that has most in common, for its size, with those just
/// before.
fn chain(grams: &[Vec<u64>]) -> Vec<usize> {
    let mut holders: HashMap<u64, Vec<usize>> = HashMap::new();
    for (at, grams) in grams.iter().enumerate() {
        for gram in grams {
            holders.entry(*gram).or_default().push(at);
        }
    }
    let mut left: Vec<usize> = (0..grams.len()).collect();
    let mut chain = Vec::with_capacity(grams.len());
    let mut next = (0..grams.len()).max_by_key(|at| (grams[*at].len(), usize::MAX - at));
    let mut shared = vec![0_f64; grams.len()];
    while let Some(last) = next {
        chain.push(last);
        left.retain(|at| *at != last);
        for shared in &mut shared {
            *shared *= FADING;
        }
        for gram in &grams[last] {
            for at in &holders[gram] {
                shared[*at] += 1.0;
            }
        }
        let likeness = |at: usize| shared[at] / (grams[at].len().max(1) as f64).powf(SIZE);
        next = left
            .iter()
            .copied()
            .max_by(|a, b| likeness(*a).total_cmp(&likeness(*b)).then(b.cmp(a)));
    }
    chain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn given_functions_then_each_follows_the_one_it_is_most_like() {
        let grams = [
            vec![1, 2, 3, 4, 5],
            vec![10, 11],
            vec![4, 5, 6, 7],
            vec![10, 11, 12],
            vec![1, 2, 3, 4],
        ];
        assert_eq!(chain(&grams), [0, 4, 2, 1, 3]);
        assert_eq!(chain(&[]), [0_usize; 0]);
    }

    #[test]
    fn given_a_body_then_what_it_holds_is_taken_once() {
        assert_eq!(grams(b"abcdefabcdef").len(), 6);
        assert!(grams(b"abc").is_empty());
    }
}
