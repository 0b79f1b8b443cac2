//! Worlds in which a shop is looked at while people write in it.

use std::cell::RefCell;
use std::env;
use std::rc::Rc;
use std::time::{SystemTime, UNIX_EPOCH};

use aismarttalk_prestashop::client::changes::Asked;
use aismarttalk_prestashop::client::{Client, Settings};
use aismarttalk_prestashop::webservice::{Endpoint, Key};
use demo_store::{ShopVersion, keys};

use crate::account::Account;
use crate::line::{Faults, Inside, Line};
use crate::shop::{Shop, Time};
use crate::support::block_on;

const HOUR: i64 = 3_600;

/// One kind of world.
pub struct World {
    name: &'static str,
    time: Time,
    faults: Faults,
    tells_time: bool,
    /// The longest between two looks, in seconds.
    looks: usize,
    /// Whether the same may be told again, under the same key.
    repeats: bool,
}

pub const PARIS: Time = Time {
    zone: 2 * HOUR,
    changes: None,
    set: None,
    late: 0,
    pause: 40,
    records: 15,
    ahead: 0,
};

pub const CALM: World = World {
    name: "nothing goes wrong",
    time: PARIS,
    faults: Faults { loud: 0, silent: 0 },
    tells_time: true,
    looks: 60,
    repeats: false,
};

const WORLDS: [World; 13] = [
    CALM,
    World {
        name: "transactions end up to 25 minutes late, in another order",
        time: Time {
            late: 1_500,
            ..PARIS
        },
        ..CALM
    },
    World {
        name: "answers are lost, cut, or a gateway's",
        faults: Faults {
            loud: 15,
            silent: 0,
        },
        time: Time { late: 120, ..PARIS },
        ..CALM
    },
    World {
        name: "a database that fails looks like an empty list",
        faults: Faults {
            loud: 5,
            silent: 10,
        },
        time: Time { late: 120, ..PARIS },
        ..CALM
    },
    World {
        name: "many writes in one second",
        time: Time {
            pause: 2,
            records: 2,
            late: 30,
            ..PARIS
        },
        looks: 5,
        ..CALM
    },
    World {
        name: "summer time ends",
        time: Time {
            changes: Some((2 * HOUR + 1_800, -HOUR)),
            late: 600,
            ..PARIS
        },
        faults: Faults { loud: 5, silent: 0 },
        ..CALM
    },
    World {
        name: "summer time begins",
        time: Time {
            zone: HOUR,
            changes: Some((2 * HOUR + 1_800, HOUR)),
            late: 600,
            ..PARIS
        },
        ..CALM
    },
    World {
        name: "the clock is set back by 20 minutes, far from UTC",
        time: Time {
            zone: -11 * HOUR,
            set: Some((2 * HOUR, -1_200)),
            late: 120,
            ..PARIS
        },
        ..CALM
    },
    World {
        name: "the clock is set back by 5 hours",
        time: Time {
            zone: 14 * HOUR,
            set: Some((8 * HOUR, -5 * HOUR)),
            late: 120,
            ..PARIS
        },
        repeats: true,
        ..CALM
    },
    World {
        name: "the shop's time is hidden, and ours is wrong by a day",
        time: Time {
            changes: Some((2 * HOUR + 1_800, -HOUR)),
            late: 120,
            ..PARIS
        },
        tells_time: false,
        ..CALM
    },
    World {
        name: "records are dated in the future",
        time: Time {
            ahead: 3 * HOUR,
            late: 120,
            ..PARIS
        },
        ..CALM
    },
    World {
        name: "hours pass between looks at a database that fails",
        time: Time {
            late: 120,
            pause: 200,
            ..PARIS
        },
        faults: Faults {
            loud: 0,
            silent: 30,
        },
        looks: 9 * 3_600,
        ..CALM
    },
    World {
        name: "hours pass between looks",
        time: Time {
            changes: Some((20 * HOUR, -HOUR)),
            late: 1_500,
            pause: 200,
            ..PARIS
        },
        faults: Faults { loud: 5, silent: 0 },
        looks: 9 * 3_600,
        ..CALM
    },
];

fn number(name: &str, usual: u64) -> u64 {
    env::var(name)
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(usual)
}

pub fn line(world: &World, shop: Shop) -> Line {
    Line(Rc::new(Inside {
        shop: RefCell::new(shop),
        faults: RefCell::default(),
        tells_time: world.tells_time,
        wrong_by: if world.tells_time { 0 } else { 24 * HOUR },
        sent: RefCell::default(),
        was_silent: RefCell::default(),
    }))
}

fn live(world: &World, seed: u64, writes: usize) -> (Account, usize) {
    let version = match world.faults.silent {
        0 => ShopVersion::ALL[seed as usize % ShopVersion::ALL.len()],
        _ => ShopVersion::V1_7,
    };
    let line = line(world, Shop::new(version, world.time, seed, writes, 40));
    let mut asked = Asked {
        watched: [true; 4],
        ..Asked::default()
    };
    look(&line, &mut asked, false);
    line.0.faults.replace(world.faults);
    while !line.0.shop.borrow().is_over() {
        let pause = 1 + line.0.shop.borrow_mut().dice.below(world.looks) as i64;
        line.0.shop.borrow_mut().pass(pause);
        look(&line, &mut asked, true);
    }
    line.0.faults.take();
    for _ in 0..3 {
        line.0.shop.borrow_mut().pass(60);
        look(&line, &mut asked, false);
    }
    line.0.sent.take();
    look(&line, &mut asked, false);
    let idle = line.0.sent.borrow().len();
    line.0.shop.borrow_mut().close();
    (line.0.shop.borrow().account, idle)
}

pub fn client(line: &Line) -> Client<Line> {
    let endpoint = Endpoint::parse("https://shop.example").unwrap();
    let settings = Settings::new(endpoint, Key::parse(keys::SHOP_1).unwrap());
    Client::new(line.clone(), settings, None)
}

/// Looks until nothing waits. Who looks may die before the cursor is stored.
pub fn look(line: &Line, asked: &mut Asked, may_die: bool) {
    let began = line.0.shop.borrow().now;
    line.0.was_silent.replace(false);
    loop {
        let told = block_on(client(line).changes(asked));
        let mut shop = line.0.shop.borrow_mut();
        let Ok(told) = told else {
            // Faults are what fails here, and nothing else.
            assert!(may_die, "{told:?}");
            return;
        };
        if may_die && shop.dice.below(20) == 0 {
            return;
        }
        let told: serde_json::Value = serde_json::from_str(&told).unwrap();
        asked.cursor = told["cursor"].as_str().map(str::to_owned);
        for change in told["changes"].as_array().unwrap() {
            shop.told(change);
        }
        if told["has_more"] == false {
            break;
        }
    }
    if !*line.0.was_silent.borrow() {
        line.0.shop.borrow_mut().round(began);
    }
}

#[test]
fn given_writes_of_every_kind_then_each_is_told_once() {
    let now = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |time| time.as_secs());
    let from = number("CHANGES_FROM", now);
    let writes = number("CHANGES_WRITES", 500) as usize;
    let only = env::var("CHANGES_WORLD").ok();
    println!(
        "CHANGES_FROM={from}, CHANGES_WRITES={writes} for each of {} worlds",
        WORLDS.len()
    );
    let mut sum = Account::default();
    let mut failed = Vec::new();
    for (number, world) in (0..).zip(&WORLDS) {
        if only
            .as_ref()
            .is_some_and(|only| !world.name.contains(only.as_str()))
        {
            continue;
        }
        let (account, idle) = live(world, from + number, writes);
        println!(
            "{}: {account:?}, {idle} requests for an idle look",
            world.name
        );
        let again = if world.repeats { 0 } else { account.again };
        if account.lost + again + account.wrong > 0 || idle > 4 || account.told == 0 {
            failed.push(world.name);
        }
        sum = Account {
            written: sum.written + account.written,
            unseen: sum.unseen + account.unseen,
            told: sum.told + account.told,
            lost: sum.lost + account.lost,
            again: sum.again + account.again,
            wrong: sum.wrong + account.wrong,
        };
    }
    println!("{sum:?}");
    assert!(failed.is_empty(), "from seed {from}: {failed:?}");
}
