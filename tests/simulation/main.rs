//! Clients, callers, other programs and broken hosts at one shop, in virtual time: whatever
//! comes together, what callers are told must be true.
//!
//! Each schedule is drawn from its seed. `SIMULATION_SEEDS` says how many there are,
//! `SIMULATION_FROM` the first one, `SIMULATION_ONLY` plays one and prints its story.

mod again;
mod asks;
mod callers;
mod classes;
mod facts;
mod faults;
mod host;
mod line;
mod oracle;
mod others;
mod pages;
mod plan;
mod report;
mod shop;
#[allow(dead_code)] // Shared with other tests, which use more of it.
#[path = "../support/mod.rs"]
mod support;

use std::rc::Rc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use callers::{Caller, Shared};
use oracle::{Violation, judge};
use plan::Plan;
use report::Report;
use shop::Shop;
use support::clock::Task;

/// Schedules of `npm test`.
const SEEDS: u64 = 3_000;
/// Of so many schedules, the texts of one are searched for secrets, which takes long.
const WATCHED: u64 = 16;
/// Schedules after which a long run says how far it is; a multiple of the next.
const PROGRESS: u64 = 64 * 512;
/// Seeds that a thread takes at a time.
const PORTION: u64 = 64;

/// Plays a schedule to its end, when everything that was on its way has landed.
fn play(plan: &Rc<Plan>, tells: bool) -> (Shop, Vec<Violation>) {
    let shop = Shop::new(plan.version, plan.seed, tells);
    let watched = plan.seed.is_multiple_of(WATCHED);
    let clients: Vec<Rc<Shared>> = (0..plan.clients.len())
        .map(|number| Rc::new(Shared::new(&shop, plan, number, watched)))
        .collect();
    let mut tasks: Vec<Task<'_>> = Vec::new();
    for (number, caller) in plan.callers.iter().enumerate() {
        let caller = Caller {
            shop: shop.clone(),
            plan: Rc::clone(plan),
            number,
            shared: Rc::clone(&clients[caller.client]),
        };
        tasks.push(Box::pin(caller.act()));
    }
    for other in &plan.others {
        tasks.push(Box::pin(others::write(shop.clone(), plan.version, other)));
    }
    let is_stuck = shop.0.clock.run(tasks).is_err();
    let violations = judge(
        plan,
        &shop.0.facts.borrow(),
        &shop.0.store.borrow(),
        is_stuck,
    );
    (shop, violations)
}

/// Plays many, on all cores.
fn play_all(from: u64, seeds: u64) -> Report {
    let next = AtomicU64::new(0);
    let one = || {
        let mut report = Report::default();
        loop {
            let start = next.fetch_add(PORTION, Ordering::Relaxed);
            if start >= seeds {
                return report;
            }
            if start.is_multiple_of(PROGRESS) && start > 0 {
                eprintln!("{start} of {seeds} schedules");
            }
            for seed in start..(start + PORTION).min(seeds) {
                let plan = Rc::new(Plan::new(from.wrapping_add(seed)));
                let (shop, violations) = play(&plan, false);
                if !violations.is_empty() && seeds > SEEDS {
                    eprintln!("seed {}: {}", plan.seed, violations[0]);
                }
                report.add(&plan, &shop.0.facts.borrow(), &violations);
            }
        }
    };
    let cores = thread::available_parallelism().map_or(1, Into::into);
    thread::scope(|scope| {
        let threads: Vec<_> = (0..cores).map(|_| scope.spawn(one)).collect();
        let mut report = Report::default();
        for thread in threads {
            report.join(thread.join().expect("a thread that does not panic"));
        }
        report
    })
}

fn tell(seed: u64) {
    let plan = Rc::new(Plan::new(seed));
    println!("{plan:#?}");
    let (shop, violations) = play(&plan, true);
    for line in shop.story() {
        println!("{line}");
    }
    for one in &violations {
        println!("VIOLATION {one}");
    }
    assert!(violations.is_empty(), "seed {seed}");
}

fn number(name: &str) -> Option<u64> {
    let text = std::env::var(name).ok()?;
    Some(
        text.parse()
            .unwrap_or_else(|_| panic!("{name} is no number: {text}")),
    )
}

/// New in every run.
fn by_the_clock() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    since.map_or(1, |since| since.as_millis() as u64)
}

#[test]
fn given_any_schedule_then_what_callers_are_told_is_true() {
    if let Some(seed) = number("SIMULATION_ONLY") {
        return tell(seed);
    }
    let from = number("SIMULATION_FROM").unwrap_or_else(by_the_clock);
    let seeds = number("SIMULATION_SEEDS").unwrap_or(SEEDS);
    let start = Instant::now();
    let report = play_all(from, seeds);
    let took = start.elapsed().as_secs_f64();
    report.print();
    println!(
        "{} schedules from seed {from} in {took:.1} s, {:.0} a second; {} violations",
        report.schedules(),
        report.schedules() as f64 / took,
        report.violations()
    );
    assert_eq!(
        report.violations(),
        0,
        "replay one with `cargo xtask simulate --only SEED`"
    );
}
