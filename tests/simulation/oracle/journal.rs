//! What was stored when, and by whom.

use demo_store::{Change, Request, ShopVersion, Store, keys, respond};

use crate::asks::Ask;
use crate::facts::Facts;
use crate::shop::fresh;

/// The shop that clients who name none read and write.
const SHOPS: [u32; 2] = [0, 1];

/// The store's journal with the owner of each line.
pub struct Journal<'s> {
    version: ShopVersion,
    facts: &'s Facts,
    changes: &'s [Change],
    /// The process that made the change.
    owners: Vec<usize>,
}

/// A row of an order's history that came into being.
#[derive(Debug)]
pub struct Row {
    pub at: usize,
    pub order: String,
    pub state: String,
}

impl<'s> Journal<'s> {
    pub fn new(version: ShopVersion, facts: &'s Facts, store: &'s Store) -> Self {
        let changes = store.changes();
        let mut owners = vec![usize::MAX; changes.len()];
        for step in &facts.steps {
            owners[step.changes.clone()].fill(step.process);
        }
        Journal {
            version,
            facts,
            changes,
            owners,
        }
    }

    pub fn all(&self) -> impl Iterator<Item = (usize, &'s Change)> + use<'s> {
        self.changes.iter().enumerate()
    }

    /// The call whose write made a change; `None` for programs that are no clients.
    pub fn call_of(&self, at: usize) -> Option<usize> {
        self.facts.call_of(*self.owners.get(at)?)
    }

    pub fn process_of(&self, at: usize) -> usize {
        self.owners[at]
    }

    /// What the writes of a call changed, but for moments.
    pub fn of_call(&self, call: usize) -> impl Iterator<Item = (usize, &'s Change)> {
        self.all()
            .filter(|(_, change)| !is_moment(&change.field))
            .filter(move |(at, _)| self.call_of(*at) == Some(call))
    }

    /// The same that can be seen of what was asked for: goods that moved before a status did are
    /// in no order.
    pub fn seen_of_call(&self, call: usize, ask: &Ask) -> Vec<(usize, &'s Change)> {
        let changes = self.of_call(call);
        changes
            .filter(|(_, change)| self.is_about(ask, change) || !matches!(ask, Ask::Status { .. }))
            .collect()
    }

    /// Whether a value stood there at some time, in lengths of the journal.
    pub fn held(&self, record: &str, field: &str, value: &str, from: usize, to: usize) -> bool {
        let mut is_known = false;
        for shop in SHOPS {
            let mut since = 0;
            let mut last = None;
            let of_cell = |change: &&Change| {
                change.record == record && change.field == field && change.shop == shop
            };
            for (at, change) in self.all().filter(|(_, change)| of_cell(change)) {
                let before = change.before.as_deref().unwrap_or("");
                if since <= to && at >= from && is_same(before, value) {
                    return true;
                }
                since = at + 1;
                last = Some(change);
            }
            if let Some(change) = last {
                is_known = true;
                let after = change.after.as_deref().unwrap_or("");
                if since <= to && is_same(after, value) {
                    return true;
                }
            }
        }
        !is_known && is_same(&self.initial(record, field), value)
    }

    /// What the shop had at the start.
    fn initial(&self, record: &str, field: &str) -> String {
        let url = format!(
            "https://shop.example/api/{record}?language=[1|2|3|4]&ws_key={}",
            keys::EVERYTHING
        );
        let answer = respond(&mut fresh(self.version), &Request::new("GET", &url));
        let text = String::from_utf8_lossy(&answer.body).into_owned();
        let Ok(document) = roxmltree::Document::parse(&text) else {
            return String::new();
        };
        let (name, language) = match field.split_once('[') {
            Some((name, id)) => (name, Some(id.trim_end_matches(']'))),
            None => (field, None),
        };
        let record = document.root_element().first_element_child();
        let mut fields = record.iter().flat_map(roxmltree::Node::children);
        let found = fields.find(|node| node.tag_name().name() == name);
        let cell = match (found, language) {
            (Some(field), Some(id)) => field.children().find(|one| one.attribute("id") == Some(id)),
            (found, _) => found,
        };
        let text = cell.and_then(|cell| cell.text());
        text.unwrap_or_default().to_owned()
    }

    /// Whether a write of a call changed anything, be it a date.
    pub fn has_stored(&self, call: usize) -> bool {
        self.all().any(|(at, _)| self.call_of(at) == Some(call))
    }

    /// Whether a record came into being by a call.
    pub fn is_made_by(&self, record: &str, call: usize) -> bool {
        self.all().any(|(at, change)| {
            change.record == record
                && change.field.is_empty()
                && change.before.is_none()
                && self.call_of(at) == Some(call)
        })
    }

    /// Whether a record went away before the journal had this length.
    pub fn is_gone(&self, record: &str, until: usize) -> bool {
        self.all().take(until).any(|(_, change)| {
            change.record == record && change.field.is_empty() && change.after.is_none()
        })
    }

    /// The rows that histories got.
    pub fn rows(&self) -> Vec<Row> {
        let news = self.all().filter(|(_, change)| {
            change.record.starts_with("order_histories/")
                && change.field.is_empty()
                && change.shop == 0
                && change.before.is_none()
        });
        news.map(|(at, change)| {
            let of = |field: &str| {
                let mut all = self.changes.iter();
                let found = all.find(|one| one.record == change.record && one.field == field);
                let value = found.and_then(|found| found.after.clone());
                value.unwrap_or_default()
            };
            Row {
                at,
                order: of("id_order"),
                state: of("id_order_state"),
            }
        })
        .collect()
    }

    /// Whether a change comes or goes with the record that an ask is about.
    pub fn is_about(&self, ask: &Ask, change: &Change) -> bool {
        match ask {
            Ask::Update { resource, id, .. } | Ask::Delete { resource, id } => {
                change.record == format!("{resource}/{id}")
            }
            Ask::Status { order, .. } => {
                change.record == format!("orders/{order}")
                    || change.record.starts_with("order_histories/")
            }
            Ask::Create { resource, .. } => change
                .record
                .strip_prefix(resource)
                .is_some_and(|rest| rest.starts_with('/')),
        }
    }
}

/// The common value of what each shop has one of its own: a shop that was killed in between has
/// it, and no reading of the record shows it.
pub fn is_hidden(change: &Change) -> bool {
    change.shop == 0 && change.field == "price" && change.record.starts_with("products/")
}

/// Fields that hold the moment of a write.
pub fn is_moment(field: &str) -> bool {
    matches!(
        field,
        "date_upd" | "date_add" | "invoice_date" | "delivery_date"
    )
}

/// `47.11` is `47.110000`.
pub fn is_same(one: &str, other: &str) -> bool {
    one == other
        || matches!((one.parse::<f64>(), other.parse::<f64>()), (Ok(one), Ok(other)) if one == other)
}
