//! How long something takes, and how much memory it needs meanwhile.

use std::time::Instant;

use peak_alloc::PeakAlloc;

pub const MEMORY: PeakAlloc = PeakAlloc;

/// Makes what is measured; to make it does not count.
type Make = Box<dyn Fn(usize) -> Box<dyn FnOnce()>>;

/// Something that is measured at a size.
pub struct Work {
    pub name: String,
    pub size: usize,
    make: Make,
}

impl Work {
    /// `run` gets what `prepare` makes of the size.
    pub fn new<T: 'static>(
        name: impl Into<String>,
        size: usize,
        prepare: impl Fn(usize) -> T + 'static,
        run: impl Fn(T) + Clone + 'static,
    ) -> Work {
        let make = move |size: usize| -> Box<dyn FnOnce()> {
            let prepared = prepare(size);
            let run = run.clone();
            Box::new(move || run(prepared))
        };
        Work {
            name: name.into(),
            size,
            make: Box::new(make),
        }
    }
}

/// What it took.
#[derive(Clone, Copy, Debug)]
pub struct Taken {
    pub seconds: f64,
    pub bytes: usize,
}

/// Seconds that are exact enough, and runs that are enough.
const EXACT: f64 = 0.03;
const RUNS: std::ops::Range<usize> = 3..30;

/// The best of several.
pub fn measured(work: &Work, times: usize) -> Taken {
    let mut best = Taken {
        seconds: f64::MAX,
        bytes: usize::MAX,
    };
    let mut total = 0.0;
    for at in 0..RUNS.end {
        if at >= RUNS.start && total > EXACT {
            break;
        }
        let run = (work.make)(work.size * times);
        let before = MEMORY.current_usage();
        MEMORY.reset_peak_usage();
        let (start, started) = (Instant::now(), processor_seconds());
        run();
        let elapsed = start.elapsed().as_secs_f64();
        let used = started.and_then(|started| Some(processor_seconds()? - started));
        // The system counts in steps of some milliseconds.
        let seconds = used
            .filter(|used| *used > EXACT)
            .map_or(elapsed, |used| used.min(elapsed));
        let bytes = MEMORY.peak_usage().saturating_sub(before);
        best.seconds = best.seconds.min(seconds);
        best.bytes = best.bytes.min(bytes);
        total += elapsed;
    }
    best
}

/// The processor time of this thread, where the system tells it.
fn processor_seconds() -> Option<f64> {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let nanoseconds: u64 = text.split(' ').next()?.parse().ok()?;
    Some(nanoseconds as f64 / 1e9)
}
