//! Whether a record is in the shop that is written: a write of another one's would be taken,
//! and could put a product on sale where it never was.

use crate::client::transport::Transport;
use crate::client::{Boxed, Client};
use crate::resources::json_rows::JsonRows;
use crate::resources::reader::Unchecked;
use crate::resources::{Resource, Scope, UNTYPED, find};
use crate::webservice::call::Call;
use crate::webservice::display::Display;
use crate::webservice::document::{Document, Edited};
use crate::webservice::error::{Error, ErrorKind, Result};
use crate::webservice::filter::{Condition, Filter};
use crate::webservice::query::{Limit, Query};
use crate::webservice::response::{Answer, Expected};

use super::unsettled::UnsettledWrite;

/// The code of a record that another shop of the multistore has.
const NOT_IN_SHOP: u16 = 131;
/// Fields that tie a record to what is in one shop, the decisive first.
const TIES: [&str; 4] = ["id_order", "order_reference", "id_customer", "id_shop"];

impl<T: Transport> Client<T> {
    /// Shops hand out, list and take the records of others where the resource is not one of
    /// those they check: such a record is where its order, its customer or its `id_shop` is. So
    /// is one that a change moves there.
    ///
    /// # Errors
    /// `NotFound` for a record of another shop; `InvalidRequest` for a change that moves it to
    /// one; `Permission` where the key may not read what decides.
    pub(super) async fn check_shop(
        &self,
        before: &Document,
        edited: Option<&Edited>,
    ) -> Result<()> {
        let is_checked = find(before.resource()).is_some();
        if !is_checked && self.elsewhere(before).await?.is_some() {
            return Err(self.not_in_shop(before.resource(), before.id().unwrap_or_default()));
        }
        match edited {
            Some(edited) if edited.fields().iter().any(|field| TIES.contains(field)) => {
                self.check_new(&edited.after).await
            }
            _ => Ok(()),
        }
    }

    /// The same for a record as it shall be.
    pub(super) async fn check_new(&self, after: &Document) -> Result<()> {
        match self.elsewhere(after).await? {
            Some(field) => Err(Error::refused(
                &[field, " leads to another shop, or to nothing."],
                "Write it through that shop: give its shopId or its address. Nothing was sent.",
                field,
            )),
            None => Ok(()),
        }
    }

    /// The field that ties a record to another shop.
    fn elsewhere<'c>(&'c self, record: &'c Document) -> Boxed<'c, Option<&'static str>> {
        Box::pin(async move {
            for field in TIES {
                let value = match record.text(field).map(str::trim) {
                    None | Some("" | "0") => continue,
                    Some(value) => Condition::Equals(value.to_owned()),
                };
                let is_own = match field {
                    "id_shop" => self.is_own(record.resource(), value).await,
                    "id_customer" => {
                        self.lists("customers", vec![Filter::new("id", value)])
                            .await
                    }
                    "id_order" => self.lists("orders", vec![Filter::new("id", value)]).await,
                    _ => {
                        self.lists("orders", vec![Filter::new("reference", value)])
                            .await
                    }
                };
                let is_own = is_own.map_err(|error| match error.kind() {
                    ErrorKind::Permission => error.and_hint("Without this right it cannot be seen in which shop the record is. Nothing was sent."),
                    _ => error,
                })?;
                match is_own {
                    false => return Ok(Some(field)),
                    // Carts are shared where customers are.
                    true if field == "id_customer" && record.resource() != "carts" => {}
                    true => break,
                }
            }
            Ok(None)
        })
    }

    /// Whether the id in a condition is that of the shop that answers, or of one that it has
    /// such records in common with. By address nothing else says so but the rows of its stock:
    /// all shops list them, and each hands out its own alone.
    async fn is_own(&self, resource: &str, id: Condition) -> Result<bool> {
        if self
            .settings()
            .id_shop
            .is_some_and(|own| id == Condition::Equals(own.to_string()))
        {
            return Ok(true);
        }
        let of_shop = || vec![Filter::new("id_shop", id.clone())];
        let shared = find(resource).filter(|one| one.scope == Scope::OwnList);
        if let Some(declared) = shared
            && self.lists(declared.name, of_shop()).await?
        {
            return Ok(true);
        }
        if self.settings().id_shop.is_some() {
            return Ok(false);
        }
        let stock = self.found("stock_availables", of_shop(), 1).await?;
        let Some(row) = stock.notes.last_id else {
            let hint = "Give shopId. Nothing was sent.";
            let message = "By address it cannot be seen whether id_shop is that of this shop.";
            return Err(Error::refused(&[message], hint, "id_shop"));
        };
        let call = Call::get("stock_availables", row, Query::default());
        let mut rows = JsonRows::new(false, 0);
        let expected = Expected::Record(&UNTYPED, Some(row));
        match self.perform(&call, expected, &mut rows, &Unchecked).await {
            Ok(_) => Ok(true),
            Err(error) if is_elsewhere(&error) => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// Whether PHP may have ended between the row that all shops share and the shop's own: the
    /// record then reads as before, and only a filter, which tests the common row, tells of it.
    /// So it does where another shop of the multistore saved the record since.
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
                    Filter::new("id", Condition::Equals(id.to_string())),
                    Filter::new("date_upd", Condition::Equals(dated.clone())),
                ];
                Ok(!self.lists(declared.name, is_as_before).await?)
            }
            _ => Ok(false),
        }
    }

    async fn lists(&self, resource: &'static str, filter: Vec<Filter>) -> Result<bool> {
        Ok(self.found(resource, filter, 1).await?.notes.rows > 0)
    }

    /// The first records that the shop lists.
    pub(super) async fn found(
        &self,
        resource: &'static str,
        filter: Vec<Filter>,
        count: u32,
    ) -> Result<Answer> {
        let query = Query {
            display: Display::Fields(vec!["id".to_owned()]),
            filter,
            limit: Some(Limit { offset: 0, count }),
            ..Query::default()
        };
        let call = self.in_shop(Call::list(resource, query));
        let mut rows = JsonRows::new(false, 0);
        self.perform(&call, Expected::List(&UNTYPED), &mut rows, &Unchecked)
            .await
    }

    /// The same error, but for a record of another shop: then it names the shop asked.
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

fn is_elsewhere(error: &Error) -> bool {
    let mut codes = error.codes().iter();
    codes.any(|one| one.code == Some(NOT_IN_SHOP))
}
