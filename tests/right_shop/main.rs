//! Every action and every call, by address and by `shopId`, with five keys, about the records
//! of every shop: nothing is read or written in another one.

mod calls;
mod judge;
mod questions;
mod site;
mod whose;

#[allow(dead_code)] // Shared with other tests, which use more of it.
#[path = "../support/mod.rs"]
mod support;

use std::collections::BTreeMap;
use std::thread;

use demo_store::Options;
use judge::{Outcome, judge};
use site::{Site, holders};
use whose::{OPEN, Whose};

/// Counts by how the site stands to the record and how it names its shop.
type Table = BTreeMap<(&'static str, &'static str), BTreeMap<Outcome, usize>>;

/// What was broken, by rule and call: how often where, and the first case.
type Broken = BTreeMap<(&'static str, String), (BTreeMap<String, usize>, String)>;

fn small(number: &str) -> Options {
    let options = Options {
        products: 24,
        orders: 12,
        customers: 12,
        further_shops: true,
        ..Options::default()
    };
    options.pretending(number).unwrap()
}

/// The versions, and whether all five keys are tried or only that of the site's shop and the
/// one that may everything.
const VERSIONS: [(&str, bool); 5] = [
    ("8.2.1", true),
    ("8.2.9", false),
    ("9.0.2", false),
    ("9.2.1", false),
    ("1.7.8", false),
];

fn ask_all(number: &str, all_keys: bool, table: &mut Table, broken: &mut Broken) -> usize {
    let mut asked = 0;
    let mut whose = Whose::of(small(number));
    for (home, _) in OPEN {
        let calls = questions::of(&mut whose, home);
        for site in Site::all() {
            let relation = site.relation(home);
            let way = if site.by_address { "address" } else { "shopId" };
            for holder in holders(home, site, all_keys) {
                for call in &calls {
                    let client = site.client(&whose, holder);
                    let told = call.run(&client);
                    let (outcome, rules) = judge(&whose, call, site, holder, &client, &told);
                    let row = table.entry((relation, way)).or_default();
                    *row.entry(outcome).or_default() += 1;
                    for rule in rules {
                        let (places, _) = broken.entry((rule, call.name())).or_insert_with(|| {
                            let told = match &told {
                                Ok(text) => text.chars().take(160).collect(),
                                Err(error) => format!("{:?}: {error}", error.kind()),
                            };
                            let (address, key) = (site.address(), holder.name);
                            let id = client.settings().id_shop;
                            let first = format!(
                                "{number}, {address}, shopId {id:?}, key {key}, {call:?}: {told}"
                            );
                            (BTreeMap::new(), first)
                        });
                        *places.entry(format!("{relation}, by {way}")).or_default() += 1;
                    }
                    asked += 1;
                }
            }
        }
    }
    asked
}

fn ask_each(versions: &[(&str, bool)]) -> (Table, Broken) {
    let (mut table, mut broken) = (Table::new(), Broken::new());
    for (number, all_keys) in versions {
        let asked = ask_all(number, *all_keys, &mut table, &mut broken);
        println!("{number}: {asked} calls");
    }
    (table, broken)
}

#[test]
fn given_any_site_key_and_call_then_nothing_is_read_or_written_in_another_shop() {
    let (mut table, mut broken) = (Table::new(), Broken::new());
    // The first takes as long as the others together.
    let (first, others) = VERSIONS.split_at(1);
    let found = thread::scope(|scope| {
        [first, others]
            .map(|versions| scope.spawn(|| ask_each(versions)))
            .map(|asking| asking.join().unwrap())
    });
    for (counts, rules) in found {
        for (row, outcomes) in counts {
            let row = table.entry(row).or_default();
            for (outcome, count) in outcomes {
                *row.entry(outcome).or_default() += count;
            }
        }
        for (rule, (places, case)) in rules {
            let (all, _) = broken
                .entry(rule)
                .or_insert_with(|| (BTreeMap::new(), case));
            for (place, count) in places {
                *all.entry(place).or_default() += count;
            }
        }
    }
    let mut lines = format!("{:<48}", "the site's shop is");
    for outcome in Outcome::ALL {
        lines.push_str(&format!("{:>13}", format!("{outcome:?}")));
    }
    for ((relation, way), counts) in &table {
        lines.push_str(&format!("\n{:<48}", format!("{relation}, by {way}")));
        for outcome in Outcome::ALL {
            lines.push_str(&format!(
                "{:>13}",
                counts.get(&outcome).copied().unwrap_or(0)
            ));
        }
    }
    println!("{lines}");
    for ((rule, call), (places, first)) in &broken {
        println!("{rule} | {call} | {places:?} | first {first}");
    }
    assert!(broken.is_empty(), "{} rules broken", broken.len());
}
