//! Every fault at every request of every write: the answer is true in every case, no status
//! change is doubled, and nothing is lost.

mod fault;
mod line;
mod writes;

use std::collections::BTreeSet;

use aismarttalk_prestashop::client::write::Written;
use aismarttalk_prestashop::client::{Client, Settings};
use aismarttalk_prestashop::webservice::error::ErrorKind;
use aismarttalk_prestashop::webservice::{Endpoint, Key, Result, Saved};
use demo_store::{Options, ShopVersion};

use crate::snapshot::{Net, is_moment, net, timeless};
use crate::support::StoreTransport;
use fault::{Answer, FAULTS, Fault};
use line::{Faulty, Sent};
use writes::{ANY, WRITES, Write};

/// How the shop is afterwards.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Left {
    stored: Net,
    mails: usize,
}

/// What a caller was told, counted.
#[derive(Clone, Copy, Debug, Default)]
struct Told {
    written: usize,
    not_written: usize,
    unknown: usize,
}

impl Told {
    fn all(self) -> usize {
        self.written + self.not_written + self.unknown
    }

    fn add(&mut self, other: Told) {
        self.written += other.written;
        self.not_written += other.not_written;
        self.unknown += other.unknown;
    }
}

/// Thousands of them are built: a small one.
fn shop(version: ShopVersion) -> StoreTransport {
    StoreTransport::of(Options {
        version,
        products: 32,
        orders: 12,
        customers: 12,
        ..Options::default()
    })
}

fn perform(write: &Write, line: Faulty) -> (Result<Written>, Left) {
    let endpoint = Endpoint::parse("https://shop.example").unwrap();
    let settings = Settings::new(endpoint, Key::parse(write.key).unwrap());
    let client = Client::new(line.clone(), settings, None);
    let answer = (write.run)(&client);
    let left = line.store().with_store(|store| Left {
        stored: timeless(net(store)),
        mails: store.mails().len(),
    });
    (answer, left)
}

/// The write where nothing fails: how many requests it takes and what it leaves behind.
fn undisturbed(write: &Write, version: ShopVersion) -> (usize, Left) {
    let line = Faulty::sound(shop(version));
    let (answer, left) = perform(write, line.clone());
    let answer = answer.unwrap_or_else(|error| panic!("{}, {version:?}: {error}", write.name));
    assert!(answer.written, "{}", write.name);
    let stored: BTreeSet<(&str, &str)> = left
        .stored
        .keys()
        .filter(|(_, field, _)| !is_moment(field))
        .map(|(record, field, _)| (record.as_str(), field.as_str()))
        .collect();
    let is_meant =
        |one: &(&str, &str)| write.stores.contains(one) || write.stores.contains(&(one.0, ANY));
    let others: Vec<_> = stored.iter().filter(|one| !is_meant(one)).collect();
    assert!(others.is_empty(), "{}, {version:?}: {others:?}", write.name);
    for (record, field) in write.stores {
        let is_it = |one: &&(&str, &str)| one.0 == *record && (*field == ANY || one.1 == *field);
        assert!(
            stored.iter().any(|one| is_it(&one)),
            "{}, {version:?}: {record} {field} in {stored:?}",
            write.name
        );
    }
    assert_eq!(left.mails, write.mails, "{}, {version:?}", write.name);
    let requests = line.sent().len();
    assert!(requests >= 3, "read, write, read again");
    (requests, left)
}

/// The same with a fault: checks that what the caller is told is true.
fn disturbed(
    write: &Write,
    version: ShopVersion,
    (fault, first, times): (&'static Fault, usize, usize),
    expected: &Left,
) -> Told {
    let line = Faulty::new(shop(version), fault, first, times);
    let (answer, left) = perform(write, line.clone());
    let case = format!(
        "{} in {version:?}, {} at request {first}, {times} times: {answer:?}",
        write.name, fault.name
    );
    let is_untouched = left.stored.is_empty() && left.mails == 0;
    let is_mailed = left.mails == expected.mails || fault.answer == Answer::MailFails;
    let is_done = left.stored == expected.stored && is_mailed;
    assert!(is_untouched || is_done, "{case}: {left:#?}");
    let sent = line.sent();
    let mut told = Told::default();
    match answer {
        Ok(written) => {
            assert!(written.written && is_done, "{case}");
            let is_lost = |one: &&Sent| one.is_write && !one.is_answered;
            let is_noticed = !written.warnings.is_empty();
            let last_write = sent.iter().rfind(|one| one.is_write);
            assert!(last_write.filter(is_lost).is_none() || is_noticed, "{case}");
            told.written = 1;
        }
        Err(error) if error.kind() == ErrorKind::OutcomeUnknown => {
            let write = sent.iter().rposition(|one| one.is_write);
            let after = &sent[write.expect("a write") + 1..];
            let is_unread = after.iter().any(|one| !one.is_answered);
            let is_open = !fault.reaches && fault.leaves_open();
            assert!(
                line.is_stopped() || is_unread || is_open,
                "{case}: {sent:?}"
            );
            assert!(!error.hint().is_empty(), "{case}");
            assert_eq!(error.saved(), Saved::Unknown, "{case}");
            assert!(!error.is_retryable(), "{case}");
            told.unknown = 1;
        }
        Err(error) => {
            assert!(is_untouched, "{case}: {left:#?}");
            assert_eq!(error.saved(), Saved::No, "{case}");
            assert_ne!(
                error.kind(),
                ErrorKind::Conflict,
                "nobody else wrote: {case}"
            );
            told.not_written = 1;
        }
    }
    told
}

#[test]
fn given_a_fault_at_any_request_of_any_write_then_what_is_told_is_true() {
    let mut table = vec![[Told::default(); WRITES.len()]; FAULTS.len()];
    let mut promised = 0;
    for (column, write) in WRITES.iter().enumerate() {
        for version in write.versions.iter().copied() {
            let (requests, expected) = undisturbed(write, version);
            for (fault, row) in FAULTS.iter().zip(&mut table) {
                promised += requests * fault.times.len();
                for first in 1..=requests {
                    for times in fault.times {
                        let told = disturbed(write, version, (fault, first, *times), &expected);
                        row[column].add(told);
                    }
                }
            }
        }
    }
    print(&table);
    let total: usize = table.iter().flatten().map(|told| told.all()).sum();
    assert_eq!(
        total, promised,
        "every fault at every request of every write"
    );
    println!(
        "{total} cases: {} faults at every request of {} writes",
        FAULTS.len(),
        WRITES.len()
    );
}

/// In each cell: told as written / as not written / as unknown.
fn print(table: &[[Told; WRITES.len()]]) {
    println!("told as written / not written / unknown");
    for (number, write) in WRITES.iter().enumerate() {
        println!("({}) {}, {:?}", number + 1, write.name, write.versions);
    }
    let numbers = (1..=WRITES.len()).map(|number| format!("{:>14}", format!("({number})")));
    println!("{:40}{}", "", numbers.collect::<String>());
    for (fault, row) in FAULTS.iter().zip(table) {
        let cells = row.iter().map(|told| {
            let cell = format!("{}/{}/{}", told.written, told.not_written, told.unknown);
            format!("{cell:>14}")
        });
        println!("{:40}{}", fault.name, cells.collect::<String>());
    }
}
