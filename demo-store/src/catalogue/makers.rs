//! Those who make and deliver the products.

use super::fixed::texts;
use super::shops;
use super::words::Phrase;
use crate::options::Options;
use crate::resources::{manufacturer, supplier};
use crate::tables::moment::{DAY, NOW};
use crate::tables::value::Value;
use crate::tables::{Row, Table};

/// Name, description and title. The first is the shop itself, which makes all it sells.
static MANUFACTURERS: [(&str, Phrase, Phrase); 4] = [
    (
        "Clay & Leaf",
        [
            "<p>Our own workshop.</p>",
            "<p>Notre propre atelier.</p>",
            "<p>Unsere eigene Werkstatt.</p>",
            "<p>ورشتنا الخاصة.</p>",
        ],
        [
            "Our workshop",
            "Notre atelier",
            "Unsere Werkstatt",
            "ورشتنا",
        ],
    ),
    (
        "Rivière Papeterie",
        [
            "<p>Paper from the mill by the river.</p>",
            "<p>Le papier du moulin au bord de l’eau.</p>",
            "<p>Papier aus der Mühle am Fluss.</p>",
            "<p>ورق من الطاحونة قرب النهر.</p>",
        ],
        [
            "Paper mill",
            "Moulin à papier",
            "Papiermühle",
            "طاحونة الورق",
        ],
    ),
    (
        "Hill Tea Garden",
        [
            "<p>Tea, picked by hand.</p>",
            "<p>Du thé cueilli à la main.</p>",
            "<p>Tee, von Hand gepflückt.</p>",
            "<p>شاي يُقطف باليد.</p>",
        ],
        ["Tea garden", "Jardin de thé", "Teegarten", "حديقة الشاي"],
    ),
    (
        "Northern Press",
        [
            "<p>Prints by hand.</p>",
            "<p>Imprimé à la main.</p>",
            "<p>Druckt von Hand.</p>",
            "<p>طباعة باليد.</p>",
        ],
        ["Press", "Presse", "Presse", "مطبعة"],
    ),
];

/// The manufacturer that only shop 6 has.
const MAKER_OF_SIXTH: u32 = 4;

static SUPPLIERS: [(&str, Phrase); 2] = [
    (
        "Quarry & Sons",
        [
            "<p>Clay by the ton.</p>",
            "<p>L’argile à la tonne.</p>",
            "<p>Ton in Tonnen.</p>",
            "<p>طين بالطن.</p>",
        ],
    ),
    (
        "Harbour Trading",
        [
            "<p>Tea by ship.</p>",
            "<p>Le thé par bateau.</p>",
            "<p>Tee mit dem Schiff.</p>",
            "<p>شاي بالسفينة.</p>",
        ],
    ),
];

pub(crate) fn manufacturers(options: &Options) -> Table {
    use manufacturer::Column::*;
    let mut table = Table::default();
    for (id, (called, about, title)) in (1..).zip(&MANUFACTURERS) {
        let mut row = Row::new(id);
        if id == MAKER_OF_SIXTH {
            if !options.further_shops {
                break;
            }
            row.shops = shops::only(shops::SIXTH);
        }
        row.set(active, Value::Number(1))
            .set(name, Value::word(called))
            .set(link_rewrite, link(called))
            .set(date_add, Value::Moment(Some(NOW - 300 * DAY)))
            .set(date_upd, Value::Moment(Some(NOW - 20 * DAY)))
            .set(description, texts(about))
            .set(meta_title, texts(title));
        table.push(row);
    }
    table
}

pub(crate) fn suppliers() -> Table {
    use supplier::Column::*;
    let mut table = Table::default();
    for (id, (called, about)) in (1..).zip(&SUPPLIERS) {
        let mut row = Row::new(id);
        row.set(active, Value::Number(1))
            .set(name, Value::word(called))
            .set(link_rewrite, link(called))
            .set(date_add, Value::Moment(Some(NOW - 300 * DAY)))
            .set(date_upd, Value::Moment(Some(NOW - 10 * DAY)))
            .set(description, texts(about));
        table.push(row);
    }
    table
}

fn link(name: &str) -> Value {
    let mut slug = String::new();
    super::texts::slug(name, &mut slug);
    Value::text(slug)
}
