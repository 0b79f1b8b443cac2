//! Whether a record is in the shop that is written: a write of another one's would be taken,
//! and could put a product on sale where it never was.

use std::borrow::Cow;

use crate::client::Client;
use crate::client::transport::Transport;
use crate::resources::json_rows::JsonRows;
use crate::resources::reader::Unchecked;
use crate::resources::{Resource, UNTYPED, find};
use crate::webservice::call::Call;
use crate::webservice::display::Display;
use crate::webservice::document::Document;
use crate::webservice::error::{Error, ErrorKind, Result};
use crate::webservice::filter::{Condition, Filter};
use crate::webservice::query::Query;
use crate::webservice::response::Expected;

use super::unsettled::UnsettledWrite;

/// The shop of an installation that has but one, where looking for others costs a request.
const ONLY_SHOP: u32 = 1;
/// The code of a record that another shop of the multistore has.
const NOT_IN_SHOP: u16 = 131;

impl<T: Transport> Client<T> {
    /// Lists are restricted to a shop and its group, single records often are not.
    ///
    /// # Errors
    /// `NotFound` for a record of another shop.
    pub(super) async fn check_shop(&self, document: &Document, id: u32) -> Result<()> {
        let of_record = document
            .text("id_shop")
            .and_then(|text| text.parse::<u32>().ok());
        let Some(of_record) = of_record else {
            return Ok(());
        };
        let shop = self.settings().id_shop.unwrap_or(ONLY_SHOP);
        // 0 is a row that the shops of a group share.
        if of_record == shop || of_record == 0 {
            return Ok(());
        }
        match self.lists(document.resource(), id, None).await? {
            true => Ok(()),
            false => Err(self.not_in_shop(document.resource(), id)),
        }
    }

    /// Whether PHP may have ended between the row that all shops share and the shop's own: the
    /// record then reads as before, and only a filter, which tests the common row, tells of it.
    /// So it does where another shop of the multistore saved the record since.
    ///
    /// # Errors
    /// Those of reading.
    pub(super) async fn has_moved_unseen(&self, write: &UnsettledWrite) -> Result<bool> {
        let has_shop_row = |one: &Resource| one.field("date_upd").is_some_and(|one| one.each_shop);
        match (write.id, &write.dated) {
            (Some(id), Some(dated))
                if !dated.is_empty() && find(&write.resource).is_some_and(has_shop_row) =>
            {
                let is_as_before = Filter::new("date_upd", Condition::Equals(dated.clone()));
                Ok(!self.lists(&write.resource, id, Some(is_as_before)).await?)
            }
            _ => Ok(false),
        }
    }

    /// Whether the shop lists a record, by its id and a further condition.
    async fn lists(&self, resource: &str, id: u32, further: Option<Filter>) -> Result<bool> {
        let by_id = Filter::new("id", Condition::Equals(id.to_string()));
        let query = Query {
            display: Display::Fields(vec!["id".to_owned()]),
            filter: further.into_iter().chain([by_id]).collect(),
            ..Query::default()
        };
        let name: Cow<'static, str> = resource.to_owned().into();
        let call = self.in_shop(Call::list(name, query));
        let mut rows = JsonRows::new(false, 0);
        let answer = self
            .perform(&call, Expected::List(&UNTYPED), &mut rows, &Unchecked)
            .await?;
        Ok(answer.notes.rows > 0)
    }

    /// The same error, but for a record of another shop: then it names the shop asked.
    pub(super) fn naming_shop(&self, error: Error, resource: &str, id: u32) -> Error {
        let is_elsewhere = error
            .codes()
            .iter()
            .any(|one| one.code == Some(NOT_IN_SHOP));
        match is_elsewhere {
            true => {
                let named = self.not_in_shop(resource, id);
                error.with_message(named.message().to_owned())
            }
            false => error,
        }
    }

    fn not_in_shop(&self, resource: &str, id: u32) -> Error {
        let shop = match self.settings().id_shop {
            Some(id) => format!("shop {id}"),
            None => "the shop of this address".to_owned(),
        };
        Error::new(
            ErrorKind::NotFound,
            format!("{resource} {id} is not in {shop}."),
        )
        .with_hint("Give the shopId of a shop that has it. Nothing was written: a write could put it into this shop.")
    }
}
