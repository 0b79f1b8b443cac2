//! Whether the record belongs to the shop that is written: shops accept writes to records of
//! others, which could put a product on sale where it never was.

use resources::scope::TIES;
use resources::{Resource, find};

use crate::client::transport::Transport;
use crate::client::whose::is_elsewhere;
use crate::client::{Boxed, Client};
use crate::webservice::document::{Document, Edited};
use crate::webservice::error::{Error, Result};
use crate::webservice::filter::{Condition, Filter};

use super::unsettled::UnsettledWrite;

impl<T: Transport> Client<T> {
    /// Of resources that they do not check, shops return, list and accept the records of other
    /// shops: such a record belongs to the shop of its order, its customer or its `id_shop`, also
    /// after a change of these.
    ///
    /// # Errors
    /// `NotFound` for a record of another shop; `InvalidRequest` for a change that moves it to one;
    /// `Permission` if the key may not read what decides.
    pub(super) async fn check_shop(
        &self,
        before: &Document,
        edited: Option<&Edited>,
    ) -> Result<()> {
        let is_checked = find(before.resource()).is_some();
        let seen = resources::of(before.resource()).scope.ties();
        if !is_checked && self.elsewhere(before, seen).await?.is_some() {
            return Err(self.not_in_shop(before.resource(), before.id().unwrap_or_default()));
        }
        match edited {
            Some(edited) if edited.fields().iter().any(|field| is_tie(field)) => {
                self.check_new(&edited.after).await
            }
            _ => Ok(()),
        }
    }

    /// The same for a record as it will be.
    pub(super) async fn check_new(&self, after: &Document) -> Result<()> {
        match self.elsewhere(after, &[]).await? {
            Some(field) => Err(Error::about(
                field,
                &["leads to another shop, or to nothing"],
                "Write it through that shop: give its shopId or its address. Nothing was sent.",
            )),
            None => Ok(()),
        }
    }

    /// The field that ties a record to another shop; `seen` are those checked already.
    fn elsewhere<'c>(
        &'c self,
        record: &'c Document,
        seen: &'c [&'c str],
    ) -> Boxed<'c, Option<&'static str>> {
        Box::pin(async move {
            for field in TIES.map(|tie| tie.field) {
                let value = match record.text(field).map(str::trim) {
                    None | Some("" | "0") => continue,
                    Some(value) => vec![value.to_owned()],
                };
                let is_own = seen.contains(&field)
                    || self
                        .foreign(record.resource(), field, value)
                        .await?
                        .is_empty();
                match is_own {
                    false => return Ok(Some(field)),
                    true if field == "id_customer" => {}
                    true => break,
                }
            }
            Ok(None)
        })
    }

    /// Whether PHP may have ended after the row that all shops share and before the shop's own: then
    /// the record reads as before, and only a filter, which tests the common row, shows it. The same
    /// happens if another shop of the multistore saved the record since.
    ///
    /// # Errors
    /// Those of reading.
    pub(super) async fn has_moved_unseen(&self, write: &UnsettledWrite) -> Result<bool> {
        let has_shop_row = |one: &&Resource| one.field("date_upd").is_some_and(|one| one.each_shop);
        match (write.id, &write.dated) {
            (Some(id), Some(dated)) if !dated.is_empty() => {
                let Some(declared) = find(&write.resource).filter(has_shop_row) else {
                    return Ok(false);
                };
                let is_as_before = vec![
                    Filter::of_id("id", id),
                    Filter::new("date_upd", Condition::Equals(dated.clone())),
                ];
                Ok(!self.lists(declared.name, is_as_before).await?)
            }
            _ => Ok(false),
        }
    }

    /// The error; for a record of another shop it names the shop that was asked.
    pub(super) fn naming_shop(&self, error: Error, resource: &str, id: u32) -> Error {
        match is_elsewhere(&error) {
            true => {
                let named = self.not_in_shop(resource, id);
                error.with_message(named.message().to_owned())
            }
            false => error,
        }
    }
}

fn is_tie(field: &str) -> bool {
    TIES.iter().any(|tie| tie.field == field)
}
