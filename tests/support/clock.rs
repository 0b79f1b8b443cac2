//! Virtual time: a clock that moves when everybody waits for it.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, VecDeque};
use std::fmt;
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::rc::Rc;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, Wake, Waker};

/// Work that the clock runs.
pub type Task<'t> = Pin<Box<dyn Future<Output = ()> + 't>>;

/// A clock in microseconds; clones are the same clock.
#[derive(Clone, Default)]
pub struct Clock(Rc<Inside>);

#[derive(Default)]
struct Inside {
    now: Cell<u64>,
    /// By time, then by the order of asking.
    alarms: RefCell<BTreeMap<(u64, u64), Waker>>,
    asked: Cell<u64>,
    /// Nobody waits longer.
    end: Cell<Option<u64>>,
    spawned: RefCell<Vec<Task<'static>>>,
}

/// Nobody waits for the clock, or its end has come, and somebody is not done: a call that hangs.
#[derive(Debug)]
pub struct Stuck;

/// Tasks whose turn has come, by their numbers.
type Ready = Arc<Mutex<VecDeque<usize>>>;

struct Turn {
    number: usize,
    ready: Ready,
}

impl Wake for Turn {
    fn wake(self: Arc<Self>) {
        let mut ready = self.ready.lock().unwrap_or_else(PoisonError::into_inner);
        if ready.back() != Some(&self.number) {
            ready.push_back(self.number);
        }
    }
}

impl Clock {
    /// A clock that stops at some time.
    pub fn ending(at: u64) -> Self {
        let clock = Clock::default();
        clock.0.end.set(Some(at));
        clock
    }

    /// Microseconds since the start.
    pub fn now(&self) -> u64 {
        self.0.now.get()
    }

    /// Lets time pass for one task; others go on meanwhile.
    pub async fn pass(&self, microseconds: u64) {
        let until = self.now().saturating_add(microseconds);
        let mut is_set = false;
        poll_fn(|context| {
            if self.now() >= until {
                return Poll::Ready(());
            }
            if !std::mem::replace(&mut is_set, true) {
                let number = self.0.asked.get();
                self.0.asked.set(number + 1);
                let waker = context.waker().clone();
                self.0.alarms.borrow_mut().insert((until, number), waker);
            }
            Poll::Pending
        })
        .await;
    }

    /// Work that goes on by itself, whoever waits for it or no longer does.
    pub fn spawn(&self, task: impl Future<Output = ()> + 'static) {
        self.0.spawned.borrow_mut().push(Box::pin(task));
    }

    /// Runs all tasks to their end, with what they spawn, in the order of the clock.
    pub fn run<'t>(&self, tasks: Vec<Task<'t>>) -> Result<(), Stuck> {
        let ready = Ready::default();
        let mut running: Vec<Option<(Task<'t>, Waker)>> = Vec::new();
        let mut left = 0;
        let mut new = tasks;
        loop {
            for task in new.drain(..) {
                let number = running.len();
                let turn = Arc::new(Turn {
                    number,
                    ready: Arc::clone(&ready),
                });
                running.push(Some((task, Waker::from(turn))));
                left += 1;
                lock(&ready).push_back(number);
            }
            let next = lock(&ready).pop_front();
            if let Some(number) = next {
                if let Some((task, waker)) = &mut running[number]
                    && task
                        .as_mut()
                        .poll(&mut Context::from_waker(waker))
                        .is_ready()
                {
                    running[number] = None;
                    left -= 1;
                }
                new.extend(self.0.spawned.take());
            } else if left == 0 {
                return Ok(());
            } else {
                self.go_on()?;
            }
        }
    }

    /// Runs two tasks at once.
    pub fn together<A: Future, B: Future>(&self, one: A, other: B) -> (A::Output, B::Output) {
        let (mut first, mut second) = (None, None);
        let run = self.run(vec![
            Box::pin(async { first = Some(one.await) }),
            Box::pin(async { second = Some(other.await) }),
        ]);
        run.expect("a task that waits for the clock");
        (
            first.expect("the first has ended"),
            second.expect("the second has ended"),
        )
    }

    /// Moves to the next alarm.
    fn go_on(&self) -> Result<(), Stuck> {
        let next = self.0.alarms.borrow_mut().pop_first();
        let ((time, _), waker) = next.ok_or(Stuck)?;
        if self.0.end.get().is_some_and(|end| time > end) {
            return Err(Stuck);
        }
        self.0.now.set(time.max(self.now()));
        waker.wake();
        Ok(())
    }
}

impl fmt::Debug for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Clock at {} µs", self.now())
    }
}

fn lock(ready: &Ready) -> std::sync::MutexGuard<'_, VecDeque<usize>> {
    ready.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Something that will be there, for one who waits for it.
pub struct Later<V>(Rc<RefCell<(Option<V>, Option<Waker>)>>);

impl<V> Clone for Later<V> {
    fn clone(&self) -> Self {
        Later(Rc::clone(&self.0))
    }
}

impl<V> Default for Later<V> {
    fn default() -> Self {
        Later(Rc::new(RefCell::new((None, None))))
    }
}

impl<V> Later<V> {
    pub fn give(&self, value: V) {
        let mut inside = self.0.borrow_mut();
        inside.0 = Some(value);
        if let Some(waker) = inside.1.take() {
            waker.wake();
        }
    }

    pub async fn wait(&self) -> V {
        poll_fn(|context| {
            let mut inside = self.0.borrow_mut();
            match inside.0.take() {
                Some(value) => Poll::Ready(value),
                None => {
                    inside.1 = Some(context.waker().clone());
                    Poll::Pending
                }
            }
        })
        .await
    }
}

/// Whichever ends first; the other one is dropped.
pub async fn first<A: Future, B: Future>(one: A, other: B) -> Result<A::Output, B::Output> {
    let (mut one, mut other) = (std::pin::pin!(one), std::pin::pin!(other));
    poll_fn(|context| match one.as_mut().poll(context) {
        Poll::Ready(value) => Poll::Ready(Ok(value)),
        Poll::Pending => other.as_mut().poll(context).map(Err),
    })
    .await
}
