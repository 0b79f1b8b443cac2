//! What each function that gets texts or values from outside needs, at a size and at ten times
//! that size: it grows with the size and not with its square, in time and in memory.
#![forbid(unsafe_code)]

mod calls;
mod documents;
mod measure;
mod readers;
#[path = "../support/mod.rs"]
#[allow(dead_code)] // Other tests use the rest of it.
mod support;
mod texts;

use measure::{MEMORY, Taken, Work, measured};
use peak_alloc::PeakAlloc;

#[global_allocator]
static ALLOCATOR: PeakAlloc = MEMORY;

/// Ten times the size takes ten times the time, and a hundred times where it grows with the square.
/// A machine that others use is not exact.
const MOST_TIME: f64 = 40.0;
/// Buffers double.
const MOST_MEMORY: f64 = 21.0;

#[test]
fn given_ten_times_the_size_then_time_and_memory_grow_with_it() {
    let all: Vec<Work> = [
        texts::works(),
        readers::works(),
        documents::works(),
        calls::works(),
    ]
    .into_iter()
    .flatten()
    .collect();
    let mut wrong = Vec::new();
    println!(
        "{:58} {:>8} {:>9} {:>9} {:>6} {:>9} {:>6}",
        "", "size", "ms", "ms x10", "ratio", "KB x10", "ratio"
    );
    for work in &all {
        let both = || (measured(work, 1), measured(work, 10));
        let ratio = |(small, large): &(Taken, Taken)| large.seconds / small.seconds.max(0.000_05);
        let mut taken = both();
        // A second look, in case others used the machine.
        for _ in 0..2 {
            if ratio(&taken) > MOST_TIME {
                taken = both();
            }
        }
        let time = ratio(&taken);
        let (small, large) = taken;
        let memory = large.bytes as f64 / (small.bytes as f64).max(65_536.0);
        let line = format!(
            "{:58} {:>8} {:>9.2} {:>9.2} {time:>6.1} {:>9} {memory:>6.1}",
            work.name,
            work.size,
            small.seconds * 1e3,
            large.seconds * 1e3,
            large.bytes / 1024,
        );
        println!("{line}");
        if time > MOST_TIME || memory > MOST_MEMORY {
            wrong.push(line);
        }
    }
    println!("{} functions", all.len());
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}
