//! What is going to happen in a schedule, drawn from its seed.

use demo_store::{ShopVersion, keys};

use crate::asks::{self, Ask};
use crate::classes::CLASSES;
use crate::facts::Call;
use crate::faults::{Class, Scene};
use crate::support::random::Random;

const SECOND: u64 = 1_000_000;
/// What clients give a request, in milliseconds.
const TIMEOUTS_MS: [u32; 3] = [2_500, 10_000, 30_000];
/// How long clients look again, in milliseconds.
const SETTLE_MS: [u32; 5] = [0, 1_000, 10_000, 30_000, 30_000];

/// Whose rights a key may have for a while.
const LESSER: [&str; 4] = [
    keys::PRODUCTS_ONLY,
    keys::SHOP_1,
    keys::PATCH_ONLY,
    keys::DISABLED,
];

/// A whole schedule but for the dice thrown while it runs.
#[derive(Debug)]
pub struct Plan {
    pub seed: u64,
    pub class: &'static Class,
    pub version: ShopVersion,
    pub timeout_ms: u32,
    pub settle_ms: u32,
    /// The key of each client.
    pub clients: Vec<&'static str>,
    pub callers: Vec<Caller>,
    pub others: Vec<Other>,
    pub change: Option<Meanwhile>,
}

/// Somebody who uses a client.
#[derive(Debug)]
pub struct Caller {
    pub client: usize,
    /// When the first request is made, in microseconds.
    pub from: u64,
    pub requests: Vec<Wish>,
}

/// One thing a caller wants, with what he does until he has it.
#[derive(Debug)]
pub struct Wish {
    pub ask: Ask,
    pub manner: Manner,
    /// How long a preview is looked at, and how long to wait before the next try.
    pub think: u64,
    pub stop: Option<Stop>,
    /// How often he calls again when told that it failed.
    pub repeats: usize,
    /// After how long he looks again at a write of unknown outcome; `None` if never.
    pub look: Option<u64>,
    /// Whether his process ends in between.
    pub restarts: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Manner {
    Blind,
    /// By the shop's own schema too.
    Checked,
    Expecting,
    /// He only wants to see it.
    Preview,
}

/// When a caller stops waiting, and whether he is just gone.
#[derive(Clone, Copy, Debug)]
pub struct Stop {
    pub after: u64,
    pub is_gone: bool,
}

/// A write of a program that is no client of this crate.
#[derive(Debug)]
pub struct Other {
    pub at: u64,
    pub ask: Ask,
}

/// What changes in the shop for some time.
#[derive(Clone, Copy, Debug)]
pub struct Meanwhile {
    pub from: u64,
    pub to: u64,
    pub what: What,
}

impl Meanwhile {
    /// Whether texts are gone that were there.
    pub fn takes_texts(&self) -> bool {
        matches!(self.what, What::NoLanguage(_) | What::Hidden(_))
    }
}

#[derive(Clone, Copy, Debug)]
pub enum What {
    /// The clients' keys have the rights of this one.
    Rights(&'static str),
    /// The shop has no such language yet, or no longer.
    NoLanguage(u32),
    /// It lists the language, and documents lack it.
    Hidden(u32),
}

impl Plan {
    /// The plan of a seed.
    pub fn new(seed: u64) -> Plan {
        let mut dice = Random::new(seed.wrapping_add(1));
        // The first numbers of neighbouring seeds are alike.
        for _ in 0..4 {
            dice.below(2);
        }
        let place = usize::try_from(seed % CLASSES.len() as u64).unwrap_or(0);
        let class = &CLASSES[place];
        let version = *dice.pick(&ShopVersion::ALL);
        let key = asks::key(&mut dice);
        let several = match class.scene {
            Scene::Expecting => 2 + dice.below(2),
            _ => 1 + dice.below(3),
        };
        let shared = dice.below(3) == 0;
        let mut number = 0;
        let mut ask = |dice: &mut Random| {
            number += 1;
            asks::ask(key, number, dice)
        };
        let callers = (0..several)
            .map(|caller| Caller {
                client: if shared { 0 } else { caller },
                from: soon(&mut dice),
                requests: (0..1 + dice.below(2))
                    .map(|_| wish(ask(&mut dice), class.scene, &mut dice))
                    .collect(),
            })
            .collect();
        let others = match class.scene {
            Scene::Others => 1 + dice.below(2),
            Scene::Expecting => 0,
            _ => usize::from(dice.below(6) == 0),
        };
        let others = (0..others)
            .map(|_| Other {
                at: soon(&mut dice) * 2,
                ask: ask(&mut dice),
            })
            .collect();
        Plan {
            seed,
            class,
            version,
            timeout_ms: *dice.pick(&TIMEOUTS_MS),
            settle_ms: *dice.pick(&SETTLE_MS),
            clients: vec![key; if shared { 1 } else { several }],
            callers,
            others,
            change: meanwhile(class.scene, &mut dice),
        }
    }
}

impl Plan {
    /// What a call is about.
    pub fn ask(&self, call: &Call) -> &Ask {
        &self.callers[call.caller].requests[call.wish].ask
    }

    /// What writes of one client wait for each other at.
    pub fn subject(&self, call: &Call) -> String {
        self.ask(call).subject()
    }
}

/// Most things happen close together.
fn soon(dice: &mut Random) -> u64 {
    let most = *dice.pick(&[1, SECOND / 20, SECOND, 20 * SECOND]);
    dice.below(usize::try_from(most).unwrap_or(1)) as u64
}

fn wish(ask: Ask, scene: Scene, dice: &mut Random) -> Wish {
    let manner = match dice.below(10) {
        _ if scene == Scene::Expecting => Manner::Expecting,
        0..=4 => Manner::Blind,
        5 => Manner::Checked,
        6 => Manner::Preview,
        _ => Manner::Expecting,
    };
    // A record that is not there yet has no token.
    let manner = match (&ask, manner) {
        (Ask::Create { .. }, Manner::Expecting) => Manner::Blind,
        _ => manner,
    };
    let stops = match scene {
        Scene::Stops => dice.below(10) < 6,
        Scene::Restarts => dice.below(2) == 0,
        _ => dice.below(20) == 0,
    };
    let most = *dice.pick(&[300_000, 3_000_000, 40_000_000]);
    Wish {
        ask,
        manner,
        think: soon(dice),
        stop: stops.then(|| Stop {
            after: dice.below(most) as u64,
            is_gone: dice.below(3) == 0,
        }),
        repeats: dice.below(4),
        look: (dice.below(2) == 0).then(|| dice.below(400) as u64 * SECOND),
        restarts: scene == Scene::Restarts || dice.below(20) == 0,
    }
}

fn meanwhile(scene: Scene, dice: &mut Random) -> Option<Meanwhile> {
    let language = 3 + u32::try_from(dice.below(2)).unwrap_or(0);
    let what = match scene {
        Scene::Rights => What::Rights(LESSER[dice.below(LESSER.len())]),
        Scene::Languages => What::NoLanguage(language),
        Scene::HiddenLanguage => What::Hidden(language),
        _ => return None,
    };
    let from = match dice.below(3) {
        0 => 0,
        _ => soon(dice),
    };
    let to = match dice.below(3) {
        0 => u64::MAX,
        _ => from + soon(dice) * 3,
    };
    Some(Meanwhile { from, to, what })
}
