//! Writes whose outcome is unknown: remembered until they are found, or until no shop can still be
//! working on them.

use std::cell::RefCell;

use json::{JsonText, Map, Value};
use resources::{Declared, Order};

use crate::webservice::call::Method;
use crate::webservice::document::Change;
use crate::webservice::error::{Error, Result};

use super::report;

/// Milliseconds after which a write that is not saved never will be: hosts end requests that take
/// longer.
pub const LONGEST_WRITE_MS: f64 = 300_000.0;
/// Milliseconds after which it is worth looking again.
pub const LOOK_AGAIN_MS: u32 = 30_000;

/// A write as it was sent. Plain data without secrets, to be stored as JSON text.
#[derive(Clone, Debug, PartialEq)]
pub struct UnsettledWrite {
    /// The resource's own name.
    pub resource: String,
    /// How it was sent.
    pub method: Method,
    /// The record; `None` for a new one.
    pub id: Option<u32>,
    /// The order whose status was changed.
    pub order: Option<u32>,
    /// For a new record: the highest id before, if known.
    pub last: Option<u32>,
    /// The shop of a multistore.
    pub id_shop: Option<u32>,
    /// The values before and as they were sent.
    pub changes: Vec<Change>,
    /// The shop's own date of the last change before, where the record has one.
    pub dated: Option<String>,
    /// When it was sent, in milliseconds of the transport's clock.
    pub sent_at: f64,
}

impl UnsettledWrite {
    /// What it writes, the key by which other writes wait for it: `products/5`, or the resource for a
    /// new record.
    pub fn record(&self) -> String {
        match (self.order, self.id) {
            (Some(order), _) => record_of(Order::RESOURCE.name, order),
            (None, Some(id)) => record_of(&self.resource, id),
            (None, None) => self.resource.clone(),
        }
    }

    /// Whether no shop can still be working on it.
    pub fn is_over(&self, now_ms: f64) -> bool {
        now_ms - self.sent_at >= LONGEST_WRITE_MS
    }

    /// `{"resource":"products","method":"PUT","id":5,…}`
    pub fn to_json(&self) -> String {
        let mut json = JsonText::default();
        let number = |number: Option<u32>| number.map(i64::from);
        json.object(|json| {
            json.entry("resource", |json| json.string(&self.resource));
            json.entry("method", |json| json.string(self.method.name()));
            json.entry("id", |json| json.optional_number(number(self.id)));
            json.entry("order", |json| json.optional_number(number(self.order)));
            json.entry("last", |json| json.optional_number(number(self.last)));
            json.entry("shopId", |json| json.optional_number(number(self.id_shop)));
            json.entry("changes", |json| {
                json.array(&self.changes, report::change_json)
            });
            json.entry("dated", |json| {
                json.optional_string(self.dated.as_deref());
            });
            json.entry("sentAt", |json| {
                json.optional_number(Some(self.sent_at as i64));
            });
        });
        json.into_string()
    }

    /// Reads what [`UnsettledWrite::to_json`] wrote.
    ///
    /// # Errors
    /// `InvalidRequest` for anything else.
    pub fn from_json(text: &str) -> Result<Self> {
        Self::from_value(&Value::parse(text).unwrap_or_default())
    }

    /// Reads the value of what [`UnsettledWrite::to_json`] wrote.
    ///
    /// # Errors
    /// `InvalidRequest` for anything else.
    pub fn from_value(value: &Value) -> Result<Self> {
        let read = match value {
            Value::Object(members) => read(members),
            _ => None,
        };
        read.ok_or_else(|| {
            let hint = "Give it as the error or beforeWrite handed it out.";
            Error::about("write", &["is no unsettled write"], hint)
        })
    }
}

fn read(members: &Map) -> Option<UnsettledWrite> {
    let text = |name| members.get(name)?.as_str();
    let id = |name| match members.get(name) {
        None | Some(Value::Null) => Some(None),
        Some(value) => u32::try_from(value.as_whole()?).ok().map(Some),
    };
    let method = Method::ALL
        .into_iter()
        .find(|one| Some(one.name()) == text("method"))?;
    let write = UnsettledWrite {
        resource: text("resource")?.to_owned(),
        method,
        id: id("id")?,
        order: id("order")?,
        last: id("last")?,
        id_shop: id("shopId")?,
        changes: members
            .get("changes")?
            .as_array()?
            .iter()
            .map(read_change)
            .collect::<Option<_>>()?,
        dated: members
            .get("dated")
            .and_then(Value::as_str)
            .map(str::to_owned),
        sent_at: members.get("sentAt")?.as_whole()? as f64,
    };
    let is_whole = match method {
        Method::Post => write.id.is_none(),
        Method::Put | Method::Patch => write.id.is_some() && !write.changes.is_empty(),
        Method::Delete => write.id.is_some(),
        Method::Get | Method::Head | Method::Options => false,
    };
    is_whole.then_some(write)
}

fn read_change(value: &Value) -> Option<Change> {
    Some(Change {
        field: value.get("field")?.as_str()?.to_owned(),
        language: match value.get("language")? {
            Value::Null => None,
            id => Some(u32::try_from(id.as_whole()?).ok()?),
        },
        before: value.get("before")?.as_str()?.to_owned(),
        after: value.get("after")?.as_str()?.to_owned(),
    })
}

/// The key by which writes to a record wait for each other.
pub(super) fn record_of(resource: &str, id: u32) -> String {
    format!("{resource}/{id}")
}

/// Those of a client, in the order in which they were sent.
#[derive(Debug, Default)]
pub(super) struct Unsettled(RefCell<Vec<Held>>);

#[derive(Debug)]
struct Held {
    write: UnsettledWrite,
    /// Whether a call other than its own found it saved.
    has_come: bool,
}

/// A write that is under way: dropped before it has ended, because its caller stopped waiting, it is
/// remembered.
#[derive(Debug)]
pub(super) struct UnderWay<'c> {
    unsettled: &'c Unsettled,
    write: Option<UnsettledWrite>,
}

impl UnderWay<'_> {
    /// The answer has come, or it is known why there is none.
    pub(super) fn ended(mut self) {
        self.write = None;
    }
}

impl Drop for UnderWay<'_> {
    fn drop(&mut self) {
        if let Some(write) = self.write.take() {
            self.unsettled.remember(write);
        }
    }
}

impl Unsettled {
    pub(super) fn under_way(&self, write: &UnsettledWrite) -> UnderWay<'_> {
        UnderWay {
            unsettled: self,
            write: Some(write.clone()),
        }
    }

    pub(super) fn remember(&self, write: UnsettledWrite) {
        self.forget(&write);
        self.0.borrow_mut().push(Held {
            write,
            has_come: false,
        });
    }

    pub(super) fn forget(&self, write: &UnsettledWrite) {
        self.0.borrow_mut().retain(|one| one.write != *write);
    }

    /// Keeps one that is saved for calls that repeat it.
    pub(super) fn come(&self, write: &UnsettledWrite) {
        for one in self.0.borrow_mut().iter_mut() {
            one.has_come |= one.write == *write;
        }
    }

    /// Those that may still be saved.
    pub(super) fn open(&self, now_ms: f64) -> Vec<UnsettledWrite> {
        self.all(now_ms, false)
    }

    /// Those that are saved: equal ones are not sent again until they are over.
    pub(super) fn all_come(&self, now_ms: f64) -> Vec<UnsettledWrite> {
        self.all(now_ms, true)
    }

    fn all(&self, now_ms: f64, has_come: bool) -> Vec<UnsettledWrite> {
        let mut writes = self.0.borrow_mut();
        writes.retain(|one| !one.write.is_over(now_ms));
        let writes = writes.iter().filter(|one| one.has_come == has_come);
        writes.map(|one| one.write.clone()).collect()
    }
}
