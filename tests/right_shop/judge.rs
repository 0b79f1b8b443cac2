//! Holds what a call came to against what it may come to.

use std::collections::BTreeSet;

use aismarttalk_prestashop::client::Client;
use aismarttalk_prestashop::webservice::Result;
use aismarttalk_prestashop::webservice::error::{Error, ErrorKind};
use demo_store::ShopVersion;

use crate::calls::{Call, What};
use crate::site::{Holder, Site};
use crate::support::StoreTransport;
use crate::whose::{Shops, Whose, marks, only};

/// What a call came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    Written,
    Read,
    /// An answer without a record.
    Nothing,
    NotFound,
    Permission,
    WrongAddress,
    Refused,
    Failed,
}

impl Outcome {
    pub const ALL: [Outcome; 8] = [
        Outcome::Written,
        Outcome::Read,
        Outcome::Nothing,
        Outcome::NotFound,
        Outcome::Permission,
        Outcome::WrongAddress,
        Outcome::Refused,
        Outcome::Failed,
    ];

    fn of(told: &Result<String>, has_changed: bool) -> Outcome {
        let error = match told {
            _ if has_changed => return Outcome::Written,
            Ok(text) if is_empty(text) => return Outcome::Nothing,
            Ok(_) => return Outcome::Read,
            Err(error) => error,
        };
        match error.kind() {
            ErrorKind::NotFound => Outcome::NotFound,
            ErrorKind::Permission => Outcome::Permission,
            ErrorKind::WrongAddress => Outcome::WrongAddress,
            ErrorKind::InvalidRequest | ErrorKind::Validation | ErrorKind::Conflict => {
                Outcome::Refused
            }
            _ => Outcome::Failed,
        }
    }
}

/// No records, in any of the forms in which answers have none.
fn is_empty(text: &str) -> bool {
    text == "[]" || text.contains(r#""orders":[]"#) || text.contains(r#""order":null"#)
}

/// What a call came to, and each rule that it broke.
pub fn judge(
    whose: &Whose,
    call: &Call,
    site: Site,
    holder: Holder,
    client: &Client<StoreTransport>,
    told: &Result<String>,
) -> (Outcome, BTreeSet<&'static str>) {
    let mut broken = BTreeSet::new();
    let here = only(site.shop);
    let may_ask = site.is_open_to(holder);
    let subject = call.id.map(|id| format!("{}/{id}", call.resource));
    let is_here = subject
        .as_ref()
        .is_none_or(|subject| whose.owners(subject) & here != 0);
    let text = text_of(told);
    let (changed, mailed) = client.transport().with_store(|store| {
        let made = store.changes()[whose.made..].to_vec();
        (made, store.mails().to_vec())
    });
    for change in &changed {
        let is_shop = [0, site.shop].contains(&change.shop);
        if !may_ask || !is_shop || whose.owners_of(change) & here == 0 {
            broken.insert("written elsewhere");
        }
    }
    for mail in &mailed {
        if whose.owners(&format!("orders/{}", mail.id_order)) & here == 0 {
            broken.insert("mailed elsewhere");
        }
    }
    let outcome = Outcome::of(told, !changed.is_empty());
    // A refusal may repeat what it was asked for.
    let asked_for: BTreeSet<Shops> = match told {
        Ok(_) => BTreeSet::new(),
        Err(_) => marks(&format!("{call:?}")).collect(),
    };
    let mut told_of = marks(&text).filter(|owners| !asked_for.contains(owners));
    if told_of.any(|owners| !may_ask || owners & here == 0) {
        broken.insert("told of elsewhere");
    }
    let is_told = matches!(outcome, Outcome::Written | Outcome::Read);
    if is_told && !may_ask {
        broken.insert("answered from elsewhere");
    } else if is_told && !is_here {
        broken.insert("taken for a record of the shop");
    }
    // The default shop would have answered.
    let has_default = subject.is_some_and(|subject| whose.owners(&subject) & only(1) != 0);
    if site.leads_astray()
        && holder.shops & only(1) != 0
        && has_default
        && outcome != Outcome::WrongAddress
        && !may_refuse(whose, site, call, told)
    {
        broken.insert("no word about the address");
    }
    if may_ask && is_here && call.id.is_some() && !is_told && !may_refuse(whose, site, call, told) {
        broken.insert("the shop's own refused");
    }
    (outcome, broken)
}

/// Whether there is a good reason not to do it for the record's own shop.
fn may_refuse(whose: &Whose, site: Site, call: &Call, told: &Result<String>) -> bool {
    let kind = told.as_ref().err().map(Error::kind);
    if kind == Some(ErrorKind::Permission) {
        return true;
    }
    // Nothing says which shop of a group that shares its stock an address is.
    let hint = told.as_ref().err().map_or("", Error::hint);
    let is_unclear = site.by_address && hint.contains("shopId");
    let is_never_done = match (&call.what, call.resource) {
        // Before 8 it would repeat their status.
        (What::Update(..), "orders") => whose.store.options().version < ShopVersion::V8_2,
        // A PUT would bring it into the other shops.
        (What::Update(..), "categories") => true,
        // No shop lets anybody delete those.
        (What::Delete(_), "stock_availables") => true,
        _ => false,
    };
    kind == Some(ErrorKind::InvalidRequest) && (is_unclear || is_never_done)
}

/// All that a call says, whether it succeeds or not.
fn text_of(told: &Result<String>) -> String {
    match told {
        Ok(text) => text.clone(),
        Err(error) => format!("{error} {error:?} {}", error.hint()),
    }
}
