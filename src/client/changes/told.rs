//! What one look tells.

use json::JsonText;

use super::places::Place;
use super::row::Row;
use super::window::REMEMBERED;

/// Changes of one look: the next one goes on behind them.
const AT_ONCE: usize = 1_000;

/// What is told, as far as it is known.
#[derive(Debug, Default)]
pub(super) struct Told {
    changes: JsonText,
    count: usize,
    pub has_more: bool,
    warnings: Vec<String>,
    set_back: Option<i64>,
    /// Orders that the shop's own list has shown.
    pub orders: Vec<u32>,
}

impl Told {
    /// Whether it is enough for one look.
    pub fn is_full(&self) -> bool {
        self.count >= AT_ONCE
    }

    /// Adds a change.
    pub fn add(&mut self, place: &Place, row: &Row, is_new: bool, json: &str) {
        self.count = self.count.saturating_add(1);
        let numbers = [i64::from(row.id), row.date, i64::from(row.print)];
        let [id, date, print] = numbers.map(|number| number.to_string());
        let key = [place.name, "/", &id, "/", &date, "/", &print].concat();
        let changes = &mut self.changes;
        changes.begin_object();
        changes.entry("resource", |json| json.string(place.name));
        changes.entry("kind", |json| {
            json.string(if is_new { "created" } else { "updated" });
        });
        changes.entry("key", |json| json.string(&key));
        changes.entry("row", |out| out.raw(json));
        changes.end_object();
    }

    /// Says that more was saved than is remembered.
    pub fn wait(&mut self, place: &Place) {
        let most = REMEMBERED.to_string();
        let words = [
            "More than ",
            &most,
            " records of ",
            place.name,
            " were saved within 90 minutes: the rest is told later.",
        ];
        self.warnings.push(words.concat());
    }

    /// Notes by how much the shop's clock was set back.
    pub fn hear(&mut self, back: Option<i64>) {
        self.set_back = self.set_back.max(back);
    }

    /// Whether the shop's clock was set back.
    pub fn was_set_back(&self) -> bool {
        self.set_back.is_some()
    }

    /// All of it as JSON text, with the cursor to go on from.
    pub fn into_json(mut self, cursor: &str) -> String {
        if let Some(back) = self.set_back {
            let minutes = (back / 60).to_string();
            let words = [
                "The shop's clock was set back by ",
                &minutes,
                " minutes: changes of that time may be told again, with the same keys.",
            ];
            self.warnings.push(words.concat());
        }
        let has_more = self.has_more || self.set_back.is_some();
        let changes = self.changes.into_string();
        let mut json = JsonText::default();
        json.object(|json| {
            json.entry("changes", |json| {
                json.begin_array();
                json.raw(&changes);
                json.end_array();
            });
            json.entry("cursor", |json| json.string(cursor));
            json.entry("has_more", |json| json.boolean(has_more));
            json.entry("warnings", |json| {
                json.array(&self.warnings, |json, one| json.string(one));
            });
        });
        json.into_string()
    }
}
