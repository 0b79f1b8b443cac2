//! The shop of a schedule: a demo store under the clock, its host, and what happens there.

use std::cell::RefCell;
use std::rc::Rc;

use demo_store::{Options, Request, Response, Running, ShopVersion, Store, respond};

use crate::facts::{Facts, Process, Step};
use crate::support::clock::{Clock, Later};
use crate::support::random::Random;

/// A shop with what everybody does to it.
#[derive(Clone)]
pub struct Shop(pub Rc<Inside>);

pub struct Inside {
    pub clock: Clock,
    pub store: RefCell<Store>,
    pub facts: RefCell<Facts>,
    dice: RefCell<Random>,
    /// Line by line, where it is wanted.
    story: Option<RefCell<Vec<String>>>,
}

/// Microseconds after which everything has an end: callers look again after ten minutes at most.
const LONGEST: u64 = 4 * 3_600 * 1_000_000;

/// How PHP works on a request.
#[derive(Clone, Copy, Debug)]
pub struct Work {
    /// Microseconds until it begins.
    pub after: u64,
    /// Microseconds it takes, about.
    pub takes: u64,
    /// After how many steps it ends before its time.
    pub killed: Option<usize>,
}

thread_local! {
    /// One of each version, of which every schedule gets a clone.
    static STORES: Vec<(ShopVersion, Store)> = ShopVersion::ALL
        .into_iter()
        .map(|version| (version, built(version)))
        .collect();
}

fn built(version: ShopVersion) -> Store {
    Store::new(Options {
        version,
        products: 24,
        orders: 12,
        customers: 12,
        ..Options::default()
    })
}

/// The store of a version as it is at the start.
pub fn fresh(version: ShopVersion) -> Store {
    STORES.with(|stores| {
        let found = stores.iter().find(|(one, _)| *one == version);
        found.map_or_else(|| built(version), |(_, store)| store.clone())
    })
}

impl Shop {
    pub fn new(version: ShopVersion, seed: u64, tells: bool) -> Self {
        Shop(Rc::new(Inside {
            clock: Clock::ending(LONGEST),
            store: RefCell::new(fresh(version)),
            facts: RefCell::default(),
            dice: RefCell::new(Random::new(seed.wrapping_mul(7_919).wrapping_add(1))),
            story: tells.then(RefCell::default),
        }))
    }

    /// A number below `bound`.
    pub fn below(&self, bound: usize) -> usize {
        self.0.dice.borrow_mut().below(bound)
    }

    pub fn pick<'a, T>(&self, items: &'a [T]) -> &'a T {
        &items[self.below(items.len())]
    }

    /// From 0.1 to 120 seconds, small and large ones alike.
    pub fn lateness(&self) -> u64 {
        let most = *self.pick(&[1_000_000, 10_000_000, 35_000_000, 120_000_000]);
        100_000 + self.below(most - 100_000 + 1) as u64
    }

    /// Time, and how long the journal is.
    pub fn moment(&self) -> (u64, usize) {
        (self.0.clock.now(), self.0.store.borrow().changes().len())
    }

    /// A line of the story.
    pub fn tell(&self, who: &str, what: impl FnOnce() -> String) {
        if let Some(story) = &self.0.story {
            let seconds = self.0.clock.now() as f64 / 1e6;
            let line = format!("{seconds:>10.3} s  {who:<12} {}", what());
            story.borrow_mut().push(line);
        }
    }

    pub fn story(&self) -> Vec<String> {
        let story = self.0.story.as_ref();
        story.map(RefCell::take).unwrap_or_default()
    }

    /// A request that is answered in one step: a read.
    pub fn read(&self, request: &Request) -> Response {
        respond(&mut self.0.store.borrow_mut(), request)
    }

    /// What the shop would answer, if it did it.
    pub fn pretend(&self, request: &Request) -> Response {
        let mut copy = self.0.store.borrow().clone();
        respond(&mut copy, request)
    }

    /// A process of PHP that works on a write from now on, whoever waits for it; its answer,
    /// unless it is killed before.
    pub fn start(
        &self,
        send: Option<usize>,
        is_copy: bool,
        request: Request,
        work: Work,
    ) -> Later<Option<Response>> {
        let mut facts = self.0.facts.borrow_mut();
        let number = facts.processes.len();
        facts.processes.push(Process {
            send,
            is_copy,
            over: None,
        });
        if let Some(send) = send.and_then(|send| facts.sends.get_mut(send)) {
            send.processes.push(number);
        }
        drop(facts);
        let done = Later::default();
        let (shop, later) = (self.clone(), done.clone());
        self.0.clock.spawn(async move {
            later.give(shop.work(number, request, work).await);
        });
        done
    }

    async fn work(&self, number: usize, request: Request, work: Work) -> Option<Response> {
        let clock = &self.0.clock;
        clock.pass(work.after).await;
        let mut running = Running::new(request);
        let mut left = work.takes;
        let mut steps = 0;
        let response = loop {
            if work.killed == Some(steps) {
                break None;
            }
            let done = self.step(number, &mut running);
            steps += 1;
            if let Some(response) = done {
                break Some(response);
            }
            let pause = self.below(usize::try_from(left / 2 + 1).unwrap_or(1)) as u64;
            left -= pause;
            if pause > 0 {
                clock.pass(pause).await;
            }
        };
        self.tell(&format!("shop #{number}"), || match &response {
            Some(response) => format!("is done: {}", response.status),
            None => format!("is killed after {steps} steps"),
        });
        if let Some(process) = self.0.facts.borrow_mut().processes.get_mut(number) {
            process.over = Some(clock.now());
        }
        response
    }

    fn step(&self, number: usize, running: &mut Running) -> Option<Response> {
        let mut store = self.0.store.borrow_mut();
        let before = (store.changes().len(), store.mails().len());
        let response = running.step(&mut store);
        let after = (store.changes().len(), store.mails().len());
        if before != after {
            self.tell(&format!("shop #{number}"), || {
                let changed = store.changes()[before.0..].iter().map(|change| {
                    let value = |text: &Option<String>| text.clone().unwrap_or("-".to_owned());
                    format!(
                        "{}.{}@{}: {} -> {}",
                        change.record,
                        change.field,
                        change.shop,
                        value(&change.before),
                        value(&change.after)
                    )
                });
                let mails = (before.1..after.1).map(|_| "a mail".to_owned());
                changed.chain(mails).collect::<Vec<_>>().join("; ")
            });
            self.0.facts.borrow_mut().steps.push(Step {
                process: number,
                changes: before.0..after.0,
                mails: before.1..after.1,
            });
        }
        response
    }
}
