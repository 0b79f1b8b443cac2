//! A shop that several clients write to at once, under a clock that moves when all of them wait.

use std::cell::RefCell;
use std::future::Future;
use std::rc::Rc;

use aismarttalk_prestashop::client::transport::{Bounds, Transport, TransportError};
use aismarttalk_prestashop::client::{Client, Settings};
use aismarttalk_prestashop::webservice::request::Request;
use aismarttalk_prestashop::webservice::response::Response;
use aismarttalk_prestashop::webservice::{Endpoint, Key};
use demo_store::{Options, Running, ShopVersion, Store};

use crate::support::clock::Clock;
use crate::support::random::Random;
use crate::support::{from_store, to_store};

/// Microseconds of a request from the client and back.
const SLOWEST: usize = 200_000;
const FASTEST: usize = 1_000;
/// Of a read, at the most, in a shop that reads quickly: there writes meet more often.
const QUICK: usize = 20_000;

/// The shop and its clock.
#[derive(Clone)]
pub struct World(Rc<Inside>);

struct Inside {
    store: RefCell<Store>,
    random: RefCell<Random>,
    /// Microseconds of a write at the most.
    slowest_write: usize,
    /// Microseconds of a read at the most.
    slowest_read: usize,
    clock: Clock,
}

/// The line of one client, which keeps what was written through it.
#[derive(Clone)]
pub struct Line {
    world: World,
    bodies: Rc<RefCell<Vec<String>>>,
}

impl World {
    /// A new shop in which everything takes the time that `seed` gives it.
    pub fn new(version: ShopVersion, seed: usize) -> Self {
        World::of([SLOWEST, [SLOWEST, QUICK][seed / 8 % 2]], version, seed)
    }

    /// A shop whose requests all take up to so many microseconds.
    pub fn slow(slowest: usize, version: ShopVersion, seed: usize) -> Self {
        World::of([slowest, slowest], version, seed)
    }

    fn of([slowest_write, slowest_read]: [usize; 2], version: ShopVersion, seed: usize) -> Self {
        let options = Options {
            version,
            products: 24,
            orders: 12,
            customers: 12,
            ..Options::default()
        };
        World(Rc::new(Inside {
            store: RefCell::new(Store::new(options)),
            random: RefCell::new(Random::new(seed as u64 + 1)),
            slowest_write,
            slowest_read,
            clock: Clock::default(),
        }))
    }

    /// Looks into the shop.
    pub fn with_store<V>(&self, look: impl FnOnce(&mut Store) -> V) -> V {
        look(&mut self.0.store.borrow_mut())
    }

    /// A client with a queue of its own.
    pub fn client(&self, key: &str) -> Client<Line> {
        let endpoint = Endpoint::parse("https://shop.example").unwrap();
        let settings = Settings::new(endpoint, Key::parse(key).unwrap());
        let line = Line {
            world: self.clone(),
            bodies: Rc::default(),
        };
        Client::new(line, settings, None)
    }

    pub fn below(&self, bound: usize) -> usize {
        self.0.random.borrow_mut().below(bound)
    }

    /// Lets time pass for one task; others go on meanwhile.
    pub async fn pass(&self, microseconds: usize) {
        self.0.clock.pass(microseconds as u64).await;
    }

    /// Runs one task to its end.
    pub fn run<F: Future>(&self, task: F) -> F::Output {
        self.together(task, async {}).0
    }

    /// Runs two tasks at once, in the order of the clock.
    pub fn together<A: Future, B: Future>(&self, one: A, other: B) -> (A::Output, B::Output) {
        self.0.clock.together(one, other)
    }
}

impl Line {
    /// The bodies written so far.
    pub fn bodies(&self) -> Vec<String> {
        self.bodies.borrow().clone()
    }
}

impl Transport for Line {
    async fn send(&self, request: &Request, _: Bounds) -> Result<Response, TransportError> {
        if request.method.is_write() {
            let body = request.body.clone().unwrap_or_default();
            self.bodies
                .borrow_mut()
                .push(String::from_utf8(body).unwrap());
        }
        let mut running = Running::new(to_store(request));
        let world = &self.world;
        let slowest = match request.method.is_write() {
            true => world.0.slowest_write,
            false => world.0.slowest_read,
        };
        let mut left = FASTEST + world.below(slowest - FASTEST);
        let way = world.below(left / 4);
        world.pass(way).await;
        left -= way;
        let response = loop {
            if let Some(response) = running.step(&mut world.0.store.borrow_mut()) {
                break response;
            }
            // Now and then one takes long, and another request overtakes this one.
            let step = world.below(left / 2 + 1);
            world.pass(step).await;
            left -= step;
        };
        world.pass(left).await;
        Ok(from_store(response))
    }

    async fn sleep(&self, milliseconds: u32) -> Result<(), TransportError> {
        self.world.pass(milliseconds as usize * 1_000).await;
        Ok(())
    }

    fn now_ms(&self) -> f64 {
        self.world.0.clock.now() as f64 / 1_000.0
    }

    fn random(&self) -> f64 {
        0.5
    }
}
