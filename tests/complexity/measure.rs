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

/// Seconds after which the system's count of them is exact enough.
const EXACT: f64 = 0.04;
/// It counts in steps.
const STEP: f64 = 0.008;
const RUNS: [f64; 2] = [3.0, 64.0];

/// What one run takes, by as many as that needs.
pub fn measured(work: &Work, times: usize) -> Taken {
    let run = || (work.make)(work.size * times);
    let once = run();
    let before = MEMORY.current_usage();
    MEMORY.reset_peak_usage();
    let start = Instant::now();
    once();
    let seconds = start.elapsed().as_secs_f64();
    let bytes = MEMORY.peak_usage().saturating_sub(before);
    let count = (EXACT / seconds.max(1e-9)).ceil().clamp(RUNS[0], RUNS[1]);
    let all: Vec<_> = (0..count as usize).map(|_| run()).collect();
    let (start, started) = (Instant::now(), processor_seconds());
    all.into_iter().for_each(|one| one());
    let elapsed = start.elapsed().as_secs_f64();
    let used = started.and_then(|started| Some(processor_seconds()? - started));
    // What others on the machine take does not count.
    let used = used.map_or(elapsed, |used| used + STEP);
    Taken {
        seconds: seconds.min(used.min(elapsed) / count),
        bytes,
    }
}

/// The processor time of this thread, where the system tells it.
fn processor_seconds() -> Option<f64> {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let nanoseconds: u64 = text.split(' ').next()?.parse().ok()?;
    Some(nanoseconds as f64 / 1e9)
}
