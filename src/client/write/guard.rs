//! Refuses writes that a shop would accept although they do harm.

use json::{Map, Value};
use resources::{Customer, Declared, PutHarm};

use crate::client::Client;
use crate::client::transport::Transport;
use crate::webservice::display::Display;
use crate::webservice::document::{Document, Edited};
use crate::webservice::error::{Error, ErrorKind, Result};
use crate::webservice::filter::{Condition, Filter};
use crate::webservice::query::Query;
use crate::webservice::version::Version;

use super::method::{UpdateMethod, patch_only};

impl<T: Transport> Client<T> {
    /// The registered customers that already have the new e-mail address, for shops that do not
    /// check: 1.7.7 and older let two accounts share one. A client that does not know the version
    /// yet asks as well.
    pub(super) async fn others_of_email(&self, resource: &str, changes: &Map) -> Result<Vec<u32>> {
        let email = match changes.get("email") {
            Some(Value::String(email)) if resource == Customer::RESOURCE.name => email.trim(),
            _ => return Ok(Vec::new()),
        };
        if self.version().is_some_and(refuses_emails) {
            return Ok(Vec::new());
        }
        let query = Query::of(
            Display::of(&["id", "email", "is_guest"]),
            vec![Filter::new("email", Condition::Equals(email.to_owned()))],
        );
        let found = self.list::<Customer>(query).await;
        if self.version().is_none_or(refuses_emails) {
            return Ok(Vec::new());
        }
        let found = found?;
        let registered = found.iter().filter(|one| one.is_guest() != Some(true));
        Ok(registered.filter_map(Customer::id).collect())
    }
}

impl<T: Transport> Client<T> {
    /// Refuses a PUT that would add the record to every active shop of a multistore.
    ///
    /// # Errors
    /// `Permission` unless the key shows that there is one shop only.
    pub(super) async fn check_only_shop(&self) -> Result<()> {
        let is_only = match self.found("shops", Vec::new(), 2).await {
            Ok(shops) => shops.notes.rows == 1,
            Err(error) if error.kind() == ErrorKind::Permission => false,
            Err(error) => return Err(error),
        };
        match is_only {
            true => Ok(()),
            false => Err(Error::new(
                ErrorKind::Permission,
                "A PUT of a category would put it into every shop of a multistore.",
            )
            .with_hint(if self.version().is_none_or(Version::knows_patch) {
                "Tick Patch (PATCH) in the line categories of the key, under Advanced Parameters > Webservice; where there is one shop only, View (GET) in the line shops will do. Nothing was sent."
            } else {
                "Where there is one shop only, tick View (GET) in the line shops of the key, under Advanced Parameters > Webservice, so that it is seen; otherwise change the category in the back office. Nothing was sent."
            })),
        }
    }
}

/// Whether a change may be sent by that method.
///
/// # Errors
/// `Validation` for an address that another customer has; `Permission` where a PUT would lose
/// what it cannot send; `InvalidRequest` for the root of the categories in 1.6.
pub(super) fn check(
    before: &Document,
    edited: &Edited,
    way: &UpdateMethod,
    others: &[u32],
    version: Option<Version>,
) -> Result<()> {
    let is_guest = before.text("is_guest") == Some("1");
    let other = others.iter().find(|id| Some(**id) != before.id());
    if let Some(id) = other.filter(|_| !is_guest && edited.fields().contains(&"email")) {
        let problem = ["is that of customer ", &id.to_string(), " already"];
        let hint = "This version of PrestaShop would let two accounts have it. Nothing was sent.";
        return Err(Error::unfit("email", &problem, hint));
    }
    let UpdateMethod::Put(unwritable) = way else {
        return Ok(());
    };
    if before.stores_any(unwritable) {
        return Err(patch_only(before.resource()));
    }
    let is_root = matches!(before.text("id_parent"), Some("" | "0"));
    let damages = |harm: &PutHarm| match *harm {
        PutHarm::DamagesRoot(major, minor) => {
            is_root && version.is_some_and(|version| !version.is_at_least(major, minor))
        }
        PutHarm::EntersEveryShop => false,
    };
    let mut harms = resources::of(before.resource()).put_harms.iter();
    if harms.any(damages) {
        let problem = "is that of the root, and PrestaShop 1.6 damages the tree when that is saved";
        let hint = "Change the root in the back office. Nothing was sent.";
        return Err(Error::about("id", &[problem], hint));
    }
    Ok(())
}

fn refuses_emails(version: Version) -> bool {
    (version.major, version.minor, version.patch) >= (1, 7, 8)
}
