//! What a shop has stored that it had not: its journal with every there-and-back taken out.

use std::collections::BTreeMap;

use demo_store::{Change, Store};

/// A value by record, field and shop (0 is the common one), before and after.
pub type Net = BTreeMap<(String, String, u32), (Option<String>, Option<String>)>;

/// The differences between the shop as it was built and as it is.
pub fn net(store: &Store) -> Net {
    net_of(store.changes())
}

/// The differences that a part of the journal adds up to.
pub fn net_of(changes: &[Change]) -> Net {
    let mut net = Net::new();
    for change in changes {
        let key = (change.record.clone(), change.field.clone(), change.shop);
        let entry = net
            .entry(key)
            .or_insert_with(|| (change.before.clone(), None));
        entry.1.clone_from(&change.after);
    }
    net.retain(|_, (before, after)| before != after);
    net
}

/// The same without the moments, which tell how often the shop saved and nothing else.
pub fn timeless(mut net: Net) -> Net {
    for ((_, field, _), values) in &mut net {
        if is_moment(field) {
            *values = (None, None);
        }
    }
    net
}

/// Whether a field holds the moment of a write.
pub fn is_moment(field: &str) -> bool {
    matches!(
        field,
        "date_upd" | "date_add" | "invoice_date" | "delivery_date"
    )
}
