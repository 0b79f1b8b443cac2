//! What a delivery needs beside the parcel: carriers, and the countries they go to.

use super::fixed::texts;
use super::words::Phrase;
use crate::resources::{carrier, country};
use crate::tables::value::Value;
use crate::tables::{Row, Table};

/// A carrier that was edited is kept under its former id, as deleted: old orders name it.
pub(crate) const FORMER: u32 = 1;
/// The carrier whose parcels nobody can follow.
pub(crate) const COLLECTED: u32 = 3;

struct Courier {
    name: &'static str,
    url: &'static str,
    delay: Phrase,
}

/// By id, from 1. The last one is what the first has become.
static COURIERS: [Courier; 4] = [
    Courier {
        name: "Hill Post",
        url: "https://hill-post.example/follow?number=@",
        delay: [
            "Within a week",
            "En une semaine",
            "In einer Woche",
            "خلال أسبوع",
        ],
    },
    Courier {
        name: "River Express",
        url: "https://river.example/@/where",
        delay: ["The next day", "Le lendemain", "Am Tag darauf", "في الغد"],
    },
    Courier {
        name: "Collect in the shop",
        url: "",
        delay: [
            "The same day",
            "Le jour même",
            "Am selben Tag",
            "في اليوم نفسه",
        ],
    },
    Courier {
        name: "Hill Post",
        url: "https://hill-post.example/parcels/@",
        delay: [
            "Within four days",
            "En quatre jours",
            "In vier Tagen",
            "خلال أربعة أيام",
        ],
    },
];

pub(crate) fn couriers() -> Table {
    use carrier::Column::*;
    let mut table = Table::default();
    for (id, courier) in (1..).zip(&COURIERS) {
        let is_former = id == FORMER;
        let first = if id == 4 { FORMER } else { id };
        let mut row = Row::new(id);
        for (column, number) in [
            (id_reference, i64::from(first)),
            (deleted, i64::from(is_former)),
            (active, 1),
            (is_free, i64::from(id == COLLECTED)),
            (position, i64::from(first)),
        ] {
            row.set(column, Value::Number(number));
        }
        row.set(name, Value::word(courier.name))
            .set(url, Value::word(courier.url))
            .set(delay, texts(&courier.delay));
        table.push(row);
    }
    table
}

/// By the ids that real shops give them: id, code, prefix of the telephone, name.
pub(crate) const COUNTRIES: [(u32, &str, i64, Phrase); 4] = [
    (
        1,
        "DE",
        49,
        ["Germany", "Allemagne", "Deutschland", "ألمانيا"],
    ),
    (3, "BE", 32, ["Belgium", "Belgique", "Belgien", "بلجيكا"]),
    (8, "FR", 33, ["France", "France", "Frankreich", "فرنسا"]),
    (
        17,
        "GB",
        44,
        [
            "United Kingdom",
            "Royaume-Uni",
            "Vereinigtes Königreich",
            "المملكة المتحدة",
        ],
    ),
];

pub(crate) fn countries() -> Table {
    use country::Column::*;
    let mut table = Table::default();
    for (id, code, prefix, called) in &COUNTRIES {
        let mut row = Row::new(*id);
        row.set(iso_code, Value::word(code))
            .set(call_prefix, Value::Number(*prefix))
            .set(active, Value::Number(1))
            .set(name, texts(called));
        table.push(row);
    }
    table
}
