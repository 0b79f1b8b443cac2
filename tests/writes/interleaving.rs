//! Two clients that write the same record at once, to a shop that mixes what they send.

mod record;
mod status;
mod world;

use aismarttalk_prestashop::client::Client;
use aismarttalk_prestashop::client::write::{WriteOptions, Written};
use aismarttalk_prestashop::webservice::Result;
use aismarttalk_prestashop::webservice::document::Reason;
use aismarttalk_prestashop::webservice::error::ErrorKind;
use demo_store::{ShopVersion, keys};

use crate::update::changes;
use record::{Cells, asked, cells, stored};
use world::{Line, World};

const PRODUCT: u32 = 9;
const SEEDS: usize = 1_000;
/// Microseconds by which the other one begins later, at the most: with luck at once.
const LATER: [usize; 4] = [1, 20_000, 100_000, 500_000];

/// What the two change.
static PAIRS: [[&str; 2]; 6] = [
    [r#"{"price": "47.11"}"#, r#"{"meta_title": {"en": "B"}}"#],
    [r#"{"price": "47.11"}"#, r#"{"price": "8.15"}"#],
    [r#"{"name": {"en": "A"}}"#, r#"{"name": {"fr": "B"}}"#],
    [r#"{"name": {"ar": "A"}}"#, r#"{"name": {"ar": "B"}}"#],
    [
        r#"{"reference": "A", "name": {"en": "A"}, "price": "47.11"}"#,
        r#"{"ean13": "4006381333931", "name": {"de": "B"}, "on_sale": true}"#,
    ],
    [
        r#"{"reference": "A", "name": {"en": "A", "ar": "A"}, "active": false}"#,
        r#"{"reference": "B", "name": {"en": "B", "fr": "B"}, "price": "8.15"}"#,
    ],
];

/// A shop and what a key may do there: PUT or PATCH.
static SHOPS: [(ShopVersion, &str); 4] = [
    (ShopVersion::V8_2, keys::SHOP_1),
    (ShopVersion::V8_2, keys::PATCHING),
    (ShopVersion::V1_7, keys::SHOP_1),
    (ShopVersion::V9_0, keys::PATCHING),
];

/// Two clients of one shop and what each of them wants.
struct Pair {
    world: World,
    clients: [Client<Line>; 2],
    wanted: [&'static str; 2],
}

/// How the two went.
struct Ended {
    told: [Result<Written>; 2],
    /// What each sent, if it sent anything.
    sent: [Option<Cells>; 2],
    stored: Cells,
}

/// How often what came out.
#[derive(Debug, Default)]
struct Counts {
    both_written: usize,
    conflicts_before: usize,
    conflicts_after: usize,
    mixes: usize,
}

/// Microseconds by which the second one begins later.
fn later(world: &World) -> usize {
    let most = LATER[world.below(LATER.len())];
    world.below(most)
}

impl Pair {
    fn new(seed: usize) -> Self {
        let (version, _) = SHOPS[seed % SHOPS.len()];
        Pair::of(World::new(version, seed), seed)
    }

    fn of(world: World, seed: usize) -> Self {
        let (_, key) = SHOPS[seed % SHOPS.len()];
        let clients = [world.client(key), world.client(key)];
        let wanted = PAIRS[world.below(PAIRS.len())];
        Pair {
            world,
            clients,
            wanted,
        }
    }

    async fn write(&self, at: usize, options: &WriteOptions) -> Result<Written> {
        let given = changes(self.wanted[at]);
        let product = self.clients[at].update("products", PRODUCT, &given, options);
        product.await
    }

    /// What each is shown before it writes.
    fn preview(&self, at: usize) -> WriteOptions {
        let preview = WriteOptions {
            preview: true,
            ..WriteOptions::default()
        };
        let shown = self.world.run(self.write(at, &preview)).unwrap();
        WriteOptions {
            expect: shown.token,
            ..WriteOptions::default()
        }
    }

    fn meet(&self, options: &[WriteOptions; 2]) -> Ended {
        let wait = later(&self.world);
        let other = async {
            self.world.pass(wait).await;
            self.write(1, &options[1]).await
        };
        let (one, other) = self.world.together(self.write(0, &options[0]), other);
        let last = |client: &Client<Line>| Some(cells(client.transport().bodies().last()?));
        Ended {
            told: [one, other],
            sent: self.clients.each_ref().map(last),
            stored: self.world.with_store(|store| stored(store, PRODUCT)),
        }
    }
}

impl Ended {
    /// Whether the shop holds what one of them wanted.
    fn holds(&self, wanted: &str) -> bool {
        let wanted = asked(&changes(wanted));
        wanted
            .iter()
            .all(|(cell, text)| self.stored.get(cell) == Some(text))
    }

    fn is_conflict(&self, at: usize) -> bool {
        let kind = self.told[at].as_ref().err().map(|error| error.kind());
        assert!(
            matches!(kind, None | Some(ErrorKind::Conflict)),
            "{:?}",
            self.told[at]
        );
        kind.is_some()
    }

    /// Whether one was told that something of what he wanted is not there.
    fn is_told(&self, at: usize) -> bool {
        let is_kept = |written: &Written| {
            let mut differences = written.differences.iter();
            differences.any(|one| one.reason == Reason::Kept)
        };
        self.is_conflict(at) || self.told[at].as_ref().is_ok_and(is_kept)
    }

    /// Whether, where the two documents differ, some values are the one's and some the other's.
    fn is_mix(&self) -> bool {
        let [Some(one), Some(other)] = &self.sent else {
            return false;
        };
        let differing = one
            .iter()
            .filter_map(|(cell, text)| Some((cell, text, other.get(cell)?)))
            .filter(|(_, text, others)| text != others);
        let (mut of_one, mut of_other) = (false, false);
        for (cell, text, others) in differing {
            of_one |= self.stored.get(cell) == Some(text);
            of_other |= self.stored.get(cell) == Some(others);
        }
        of_one && of_other
    }

    fn count(&self, counts: &mut Counts) {
        let conflicts = [0, 1].map(|at| self.is_conflict(at));
        counts.both_written += usize::from(conflicts == [false, false]);
        counts.mixes += usize::from(self.is_mix());
        for (at, is_conflict) in conflicts.into_iter().enumerate() {
            if is_conflict && self.sent[at].is_some() {
                counts.conflicts_after += 1;
            } else if is_conflict {
                counts.conflicts_before += 1;
            }
        }
    }
}

#[test]
fn given_both_expect_what_they_were_shown_then_neither_is_overwritten_unawares() {
    let mut counts = Counts::default();
    let mut lost = 0;
    for seed in 0..SEEDS {
        let pair = Pair::new(seed);
        let options = [pair.preview(0), pair.preview(1)];
        assert_eq!(options[0].expect, options[1].expect, "the same record");
        let ended = pair.meet(&options);
        for at in [0, 1] {
            let is_there = ended.holds(pair.wanted[at]);
            lost += usize::from(!is_there);
            assert!(
                is_there || ended.is_told(at),
                "seed {seed}: {} is gone and was told to be written: {:?}",
                pair.wanted[at],
                ended.told
            );
        }
        ended.count(&mut counts);
    }
    println!("{SEEDS} meetings, {lost} changes not there afterwards, all of them told: {counts:?}");
    assert!(counts.conflicts_before > 0 && counts.conflicts_after > 0 && lost > 0);
}

#[test]
fn given_a_slow_shop_then_who_may_have_overwritten_another_unawares_is_warned() {
    let (mut meetings, mut lost, mut warned) = (0, 0, 0);
    for slowest in [400_000, 800_000, 1_500_000, 3_000_000] {
        for seed in 0..SEEDS / 4 {
            let (version, _) = SHOPS[seed % SHOPS.len()];
            let pair = Pair::of(World::slow(slowest, version, seed), seed);
            let options = [pair.preview(0), pair.preview(1)];
            let ended = pair.meet(&options);
            for at in [0, 1] {
                if ended.holds(pair.wanted[at]) {
                    continue;
                }
                lost += 1;
                let is_warned = ended.told.iter().flatten().any(|written| {
                    let mut warnings = written.warnings.iter();
                    warnings.any(|warning| warning.contains("slow"))
                });
                let is_told = ended.is_told(0) || ended.is_told(1);
                warned += usize::from(!is_told);
                assert!(is_told || is_warned, "{slowest} {seed}");
            }
            meetings += 1;
        }
    }
    println!(
        "{meetings} meetings in slow shops, {lost} changes gone, {warned} told by a warning only"
    );
    assert!(lost > 0);
}

#[test]
fn given_neither_expects_anything_then_a_mix_is_told_to_one_of_them() {
    let mut counts = Counts::default();
    for seed in 0..SEEDS {
        let pair = Pair::new(seed);
        let ended = pair.meet(&[WriteOptions::default(), WriteOptions::default()]);
        // A mix that holds what both wanted takes nothing from anybody.
        if ended.is_mix() && !(ended.holds(pair.wanted[0]) && ended.holds(pair.wanted[1])) {
            assert!(
                ended.is_told(0) || ended.is_told(1),
                "seed {seed}: a mix of {:?} that nobody was told of",
                pair.wanted
            );
        }
        ended.count(&mut counts);
    }
    println!("{SEEDS} meetings: {counts:?}");
    assert!(counts.mixes > 0 && counts.both_written > 0);
}

#[test]
fn given_two_writes_of_one_client_at_once_then_both_are_in_one_after_the_other() {
    let mut cases = 0;
    for seed in 0..SEEDS {
        let mut pair = Pair::new(seed);
        pair.wanted = PAIRS[[0, 2, 4][seed % 3]];
        pair.clients[1] = pair.clients[0].clone();
        let ended = pair.meet(&[WriteOptions::default(), WriteOptions::default()]);
        for at in [0, 1] {
            let told = ended.told[at].as_ref();
            assert!(told.is_ok_and(|told| told.written), "seed {seed}: {told:?}");
            assert!(ended.holds(pair.wanted[at]), "seed {seed}");
        }
        cases += 1;
    }
    println!("{cases} pairs of writes, queued");
}

#[test]
fn given_both_changes_are_there_afterwards_then_neither_is_told_a_conflict() {
    let (mut both, mut beside) = (0, 0);
    for seed in 0..SEEDS {
        let mut pair = Pair::new(seed);
        pair.wanted = PAIRS[[0, 2, 4][seed % 3]];
        let ended = pair.meet(&[WriteOptions::default(), WriteOptions::default()]);
        if !(ended.holds(pair.wanted[0]) && ended.holds(pair.wanted[1])) {
            continue;
        }
        both += 1;
        for at in [0, 1] {
            let told = &ended.told[at];
            assert!(!ended.is_conflict(at), "seed {seed}, {at}: {told:?}");
            let told = told.as_ref().unwrap();
            beside += usize::from(told.warnings.iter().any(|one| one.contains("meanwhile")));
        }
    }
    println!("{both} meetings in which both changes stood, {beside} told of the other's beside");
    assert!(both > 0);
}
