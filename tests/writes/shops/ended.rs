//! What a write came to, and which shops it changed.

use std::collections::BTreeSet;

use aismarttalk_prestashop::client::Client;
use aismarttalk_prestashop::client::write::Written;
use aismarttalk_prestashop::webservice::Result;
use aismarttalk_prestashop::webservice::error::{Error, ErrorKind};

use super::target::Target;
use crate::snapshot::{is_moment, net};
use crate::support::{StoreTransport, block_on};

/// Fields that each shop has for itself. Beside them stands a common value, which is that of
/// the shop saved last and which no shop shows.
const PER_SHOP: [&str; 6] = [
    "active",
    "id_category_default",
    "on_sale",
    "price",
    "visibility",
    "wholesale_price",
];

/// A stored value: the shop it belongs to (0 is what all have in common), record and field.
pub type Place = (u32, String, String);

/// What a write came to, and what the shops have stored of it.
#[derive(Debug)]
pub struct Ended {
    pub told: Result<Written>,
    pub changed: BTreeSet<Place>,
    writes: usize,
}

pub fn perform(
    client: &Client<StoreTransport>,
    write: impl AsyncFnOnce() -> Result<Written>,
) -> Ended {
    let transport = client.transport();
    let told = block_on(write());
    let sent = transport.take_sent();
    let changed = transport.with_store(|store| net(store));
    let places = changed
        .into_keys()
        .map(|(record, field, shop)| (shop, record, field));
    let is_shown = |(shop, _, field): &Place| {
        let is_last_saved = *shop == 0 && PER_SHOP.contains(&field.as_str());
        !is_moment(field) && !is_last_saved
    };
    Ended {
        told,
        changed: places.filter(is_shown).collect(),
        writes: sent.iter().filter(|one| !one.starts_with("GET")).count(),
    }
}

impl Ended {
    pub fn refusal(&self, case: &str) -> &Error {
        assert!(self.changed.is_empty(), "{case}: {:?}", self.changed);
        assert_eq!(self.writes, 0, "{case}: nothing is sent");
        self.told.as_ref().expect_err(case)
    }

    /// The key has no business in the shop.
    pub fn assert_locked_out(&self, case: &str) {
        let error = self.refusal(case);
        assert_eq!(error.kind(), ErrorKind::Permission, "{case}: {error:?}");
        let codes: Vec<Option<u16>> = error.codes().iter().map(|one| one.code).collect();
        assert_eq!(codes, [Some(132)], "{case}");
    }

    /// The record is another shop's, and the error names the shop that was asked.
    pub fn assert_elsewhere(&self, target: &Target, case: &str) {
        let error = self.refusal(case);
        assert_eq!(error.kind(), ErrorKind::NotFound, "{case}: {error:?}");
        if let Some(id) = target.id_shop {
            let named = error.message().to_lowercase();
            assert!(named.contains(&format!("shop {id}")), "{case}: {error}");
        }
        assert!(!error.hint().is_empty(), "{case}");
    }

    pub fn assert_changed(&self, expected: &BTreeSet<Place>, case: &str) {
        let told = self.told.as_ref();
        assert!(told.is_ok_and(|told| told.written), "{case}: {told:?}");
        assert_eq!(self.writes, 1, "{case}");
        assert_eq!(&self.changed, expected, "{case}");
    }
}

pub fn places(shop: u32, record: &str, fields: &[&str]) -> BTreeSet<Place> {
    let fields = fields.iter();
    fields
        .map(|field| (shop, record.to_owned(), (*field).to_owned()))
        .collect()
}
