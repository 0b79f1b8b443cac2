//! A shop in which people write: a demo store under a clock of its own, whose writes take time to
//! be seen, and the account of which of them were told.

use std::collections::{BTreeMap, HashMap};

use demo_store::{Options, Request, ShopVersion, Store, keys, respond};

use crate::account::Account;
use crate::calendar::date;
use crate::support::random::Random;

/// What is written, by its name in what is told.
pub const KINDS: [&str; 4] = ["orders", "order_states", "customers", "products"];
/// The same in the Webservice.
const RESOURCES: [&str; 4] = ["orders", "order_histories", "customers", "products"];
/// The field that each write gives another value.
const MARKED: [&str; 4] = [
    "reference",
    "id_order_state",
    "id_default_group",
    "reference",
];
/// 2026-10-24 22:30:00 UTC: two and a half hours before summer time ends in Paris.
pub const START: i64 = 1_792_881_000;

/// How time passes in a world.
#[derive(Clone, Copy, Debug, Default)]
pub struct Time {
    /// Seconds ahead of UTC at the beginning.
    pub zone: i64,
    /// When the zone changes by how much, after the start.
    pub changes: Option<(i64, i64)>,
    /// When the clock is set, by how much.
    pub set: Option<(i64, i64)>,
    /// The longest that a write takes to be seen.
    pub late: i64,
    /// The longest between two writes.
    pub pause: usize,
    /// How many records of each kind are saved, time and again.
    pub records: usize,
    /// How far ahead of its time a record of each kind is dated.
    pub ahead: i64,
}

/// A state of a record, as somebody wrote it.
#[derive(Clone, Debug)]
struct Version {
    kind: usize,
    id: u32,
    date: String,
    is_new: bool,
    /// When it could be seen.
    seen: i64,
    /// Rounds that have not told it.
    missed: u32,
    told: u32,
}

/// The shop of a world.
pub struct Shop {
    pub store: Store,
    pub now: i64,
    pub time: Time,
    pub dice: Random,
    pub left: usize,
    next: i64,
    marks: usize,
    ids: [u32; 4],
    /// The records that were there before, and are of this shop.
    own: [Vec<u32>; 4],
    /// By time, then by the order of writing.
    coming: BTreeMap<(i64, usize), Version>,
    versions: HashMap<(usize, u32, String), Version>,
    /// The mark of each record as it is.
    current: HashMap<(usize, u32), String>,
    pub account: Account,
}

impl Shop {
    pub fn new(version: ShopVersion, time: Time, seed: u64, writes: usize, products: u32) -> Shop {
        let mut store = Store::new(Options {
            version,
            products,
            orders: 30,
            customers: 30,
            ..Options::default()
        });
        let mut own = RESOURCES.map(|resource| ids(&mut store, resource, ""));
        // Rows of statuses are listed whosever they are.
        let of_it = format!("&filter[id_order]={}", own[0][0]);
        own[1] = ids(&mut store, RESOURCES[1], &of_it);
        for kind in [0, 2, 3].into_iter().filter(|_| time.ahead > 0) {
            let record = format!("{}/{}", RESOURCES[kind], own[kind][1]);
            let ahead = date(START + time.zone + time.ahead);
            assert!(store.overwrite(&record, "date_upd", &ahead));
        }
        Shop {
            store,
            now: START,
            time,
            dice: Random::new(seed),
            left: writes,
            next: START + 200,
            marks: 0,
            ids: [10_000; 4],
            own,
            coming: BTreeMap::new(),
            versions: HashMap::new(),
            current: HashMap::new(),
            account: Account::default(),
        }
    }

    /// What its own clock counts.
    pub fn epoch(&self, at: i64) -> i64 {
        let set = self.time.set.filter(|(when, _)| at - START >= *when);
        at + set.map_or(0, |(_, by)| by)
    }

    fn local(&self, at: i64) -> String {
        let changed = self.time.changes.filter(|(when, _)| at - START >= *when);
        date(self.epoch(at) + self.time.zone + changed.map_or(0, |(_, by)| by))
    }

    /// Lets time pass, and everybody write.
    pub fn pass(&mut self, seconds: i64) {
        let end = self.now + seconds;
        loop {
            let seen = self.coming.first_key_value().map(|((at, _), _)| *at);
            let write = (self.left > 0).then_some(self.next);
            match (seen, write) {
                (Some(at), other) if at <= end && other.is_none_or(|other| at <= other) => {
                    self.now = at.max(self.now);
                    if let Some((_, version)) = self.coming.pop_first() {
                        self.show(version);
                    }
                }
                (_, Some(at)) if at <= end => self.write(at),
                _ => break,
            }
        }
        self.now = end;
    }

    /// Saves all products in one second, and gives how many of them this shop has.
    pub fn save_all_products(&mut self) -> usize {
        let ids = ids(&mut self.store, RESOURCES[3], "&limit=100000");
        let now = self.local(self.now);
        for id in &ids {
            let record = format!("{}/{id}", RESOURCES[3]);
            assert!(self.store.overwrite(&record, "date_upd", &now));
            assert!(self.store.overwrite(&record, MARKED[3], &format!("B{id}")));
        }
        ids.len()
    }

    /// Whether nothing will happen any more.
    pub fn is_over(&self) -> bool {
        self.left == 0 && self.coming.is_empty()
    }

    fn write(&mut self, at: i64) {
        self.left -= 1;
        self.account.written += 1;
        self.marks += 1;
        // Some come in the same second, some in bursts.
        let pause = match self.dice.below(4) {
            0 => 0,
            _ => self.dice.below(self.time.pause),
        };
        self.next = at + pause as i64;
        let kind = self.dice.below(4);
        let is_new = kind == 1 || self.dice.below(8) == 0;
        let id = match is_new {
            true => {
                // Clusters count in steps; what was rolled back leaves a hole.
                self.ids[kind] += [1, 1, 1, 3][self.dice.below(4)];
                self.ids[kind]
            }
            false => self.own[kind][self.dice.below(self.time.records)],
        };
        let late = match self.dice.below(10) {
            0 => self.dice.below(1 + self.time.late as usize) as i64,
            1..4 => self.dice.below(1 + self.time.late.min(5) as usize) as i64,
            _ => 0,
        };
        let version = Version {
            kind,
            id,
            date: self.local(at),
            is_new,
            seen: at + late,
            missed: 0,
            told: 0,
        };
        self.coming.insert((at + late, self.marks), version);
    }

    fn show(&mut self, version: Version) {
        let (kind, id) = (version.kind, version.id);
        let resource = RESOURCES[kind];
        let record = format!("{resource}/{id}");
        let mark = match kind {
            0 | 3 => format!("M{}", self.marks * 7 + self.versions.len()),
            _ => (100 + self.versions.len()).to_string(),
        };
        if version.is_new {
            assert!(
                self.store
                    .insert(&format!("{resource}/{}", self.own[kind][0]), id),
                "{record}"
            );
            assert!(self.store.overwrite(&record, "date_add", &version.date));
        } else if let Some(before) = self.current.get(&(kind, id)) {
            let before = &self.versions[&(kind, id, before.clone())];
            match (before.told, before.missed) {
                (0, 2..) => self.account.lost += 1,
                (0, _) => self.account.unseen += 1,
                _ => {}
            }
        }
        assert!(self.store.overwrite(&record, MARKED[kind], &mark));
        if kind != 1 {
            assert!(self.store.overwrite(&record, "date_upd", &version.date));
        }
        self.current.insert((kind, id), mark.clone());
        self.versions.insert((kind, id, mark), version);
    }

    /// Notes what a look told.
    pub fn told(&mut self, change: &serde_json::Value) {
        let text = |value: &serde_json::Value| match value.as_str() {
            Some(text) => text.to_owned(),
            None => value.to_string(),
        };
        let kind = KINDS.iter().position(|kind| change["resource"] == *kind);
        let kind = kind.expect("a resource that is watched");
        let row = &change["row"];
        let id = row["id"].as_u64().unwrap_or_default() as u32;
        let Some(version) = self.versions.get_mut(&(kind, id, text(&row[MARKED[kind]]))) else {
            self.account.wrong += 1;
            return;
        };
        let is_first_of_it = version.is_new;
        version.told += 1;
        match version.told {
            1 => self.account.told += 1,
            _ => self.account.again += 1,
        }
        // An update may be the first that is told of a new record.
        let is_called_new = change["kind"] == "created";
        let date = row.get("date_upd").unwrap_or(&row["date_add"]);
        let may_be_new = is_first_of_it || id > 10_000;
        if text(date) != version.date
            || is_called_new && !may_be_new
            || is_first_of_it && !is_called_new
        {
            self.account.wrong += 1;
        }
    }

    /// Notes that a round is over which began at some time.
    pub fn round(&mut self, began: i64) {
        for ((kind, id), mark) in &self.current {
            if let Some(version) = self.versions.get_mut(&(*kind, *id, mark.clone()))
                && version.told == 0
                && version.seen < began
            {
                version.missed += 1;
            }
        }
    }

    /// What is lost at the end.
    pub fn close(&mut self) {
        for ((kind, id), mark) in &self.current {
            if self.versions[&(*kind, *id, mark.clone())].told == 0 {
                self.account.lost += 1;
            }
        }
    }
}

/// The first records of the shop's own list.
fn ids(store: &mut Store, resource: &str, filter: &str) -> Vec<u32> {
    let request = Request {
        method: "GET".to_owned(),
        url: format!(
            "https://shop.example/api/{resource}?ws_key={}&limit=20{filter}",
            keys::SHOP_1
        ),
        ..Request::default()
    };
    let list = String::from_utf8(respond(store, &request).body).unwrap_or_default();
    let found = list.split(" id=\"").skip(1);
    found
        .filter_map(|found| found.split('"').next()?.parse().ok())
        .collect()
}
