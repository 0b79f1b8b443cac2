//! Whose a record is: which of several shops behind one PrestaShop has it.

use std::slice;

use resources::json_rows::JsonRows;
use resources::reader::Unchecked;
use resources::scope::Tie;
use resources::{ANY, Declared, Scope, StockAvailable};

use crate::webservice::call::Call;
use crate::webservice::display::Display;
use crate::webservice::error::{Error, ErrorKind, Result};
use crate::webservice::filter::{Condition, Filter};
use crate::webservice::query::{Limit, Query};
use crate::webservice::request::Request;
use crate::webservice::response::{Answer, Expected};

use super::in_shop::Ties;
use super::transport::Transport;
use super::{Boxed, Client};

/// Values of one address: 300 ids of ten digits leave room for the rest.
const AT_ONCE: usize = 300;
/// Shops, or groups, that are looked at one by one; no PrestaShop has as many.
const MOST_SHOPS: usize = 1_000;
/// The code of a record that another shop of the multistore has.
const NOT_IN_SHOP: u16 = 131;

impl<T: Transport> Client<T> {
    /// Those values of a field that tie a record to another shop, or to nothing, sorted.
    ///
    /// # Errors
    /// `Permission` where the key may not read what decides; `InvalidRequest` for an `id_shop`
    /// of which nothing decides.
    pub(super) fn foreign<'c>(
        &'c self,
        resource: &'c str,
        field: &'c str,
        mut values: Vec<String>,
    ) -> Boxed<'c, Vec<String>> {
        Box::pin(async move {
            values.sort_unstable();
            values.dedup();
            let own = match field {
                _ if values.is_empty() => return Ok(values),
                _ => match Tie::target(field) {
                    Some((resource, key)) => self.listed(resource, key, &values).await,
                    None => self.own_of(resource, field, &values).await,
                },
            };
            let mut own: Vec<String> = own.map_err(|error| match error.kind() {
                ErrorKind::Permission => error
                    .and_hint("Without this right it cannot be seen in which shop the record is."),
                _ => error,
            })?;
            own.sort_unstable();
            values.retain(|value| own.binary_search(value).is_err());
            Ok(values)
        })
    }

    /// Those values of a field that records of the shop's own list have.
    async fn listed(
        &self,
        resource: &'static str,
        field: &'static str,
        values: &[String],
    ) -> Result<Vec<String>> {
        let mut found = Vec::new();
        for some in values.chunks(AT_ONCE) {
            let query = Query::of(
                Display::Fields(vec![field.to_owned()]),
                vec![Filter::new(field, Condition::OneOf(some.to_vec()))],
            );
            let call = self.in_shop(Call::list(resource, query));
            let ties = Ties::of(&Unchecked, slice::from_ref(&field));
            let mut rows = JsonRows::new(false, 0);
            self.perform(&call, Expected::List(&ANY), &mut rows, &ties)
                .await?;
            found.extend(ties.into_seen());
        }
        Ok(found)
    }

    /// Those of the shops, or groups, that the one that answers is, or is of.
    async fn own_of(&self, resource: &str, field: &str, ids: &[String]) -> Result<Vec<String>> {
        if ids.len() > MOST_SHOPS {
            let message = format!("The answer names more than {MOST_SHOPS} shops by {field}.");
            return Err(Error::new(ErrorKind::MalformedResponse, message)
                .with_hint("Ask for fewer records, or give the shopId."));
        }
        let mut own = Vec::new();
        for id in ids {
            let key = [resource, field, id].join(" ");
            let is_own = match self.lookups().is_own(&key) {
                Some(is_own) => is_own,
                None => {
                    let asked_at = self.transport().now_ms();
                    let is_own = self.is_own(resource, field, id).await?;
                    self.lookups().own_shops.add((key, is_own), asked_at);
                    is_own
                }
            };
            if is_own {
                own.push(id.clone());
            }
        }
        Ok(own)
    }

    /// Whether a shop is the one that answers, or one that it has such records in common with.
    /// By address nothing else says so but the rows of its stock: all shops list them, and each
    /// hands out its own alone.
    async fn is_own(&self, resource: &str, field: &str, id: &str) -> Result<bool> {
        let mut of_it = vec![Filter::new(field, Condition::Equals(id.to_owned()))];
        if field == "id_shop" {
            let given = self.settings().id_shop.map(|id| id.to_string());
            if given.as_deref() == Some(id) {
                return Ok(true);
            }
            let known = resources::of(resource);
            let own_list = (known.scope == Scope::OwnList).then_some(known.name);
            let shared = known.shared_like.or(own_list);
            if let Some(shared) = shared
                && self.lists(shared, of_it.clone()).await?
            {
                return Ok(true);
            }
            if given.is_some() {
                return Ok(false);
            }
        } else {
            of_it.push(Filter::new("id_shop", Condition::Equals("0".to_owned())));
        }
        let stock = self
            .knowing_ties()
            .found(StockAvailable::RESOURCE.name, of_it, 1)
            .await?;
        let Some(row) = stock.notes.last_id else {
            let problem = [
                "is not known: nothing tells whether shop ",
                id,
                " answers here",
            ];
            return Err(Error::about("id_shop", &problem, "Give shopId."));
        };
        let stock = StockAvailable::RESOURCE.name;
        let call = self.in_shop(Call::get(stock, row, Query::default()));
        let mut rows = JsonRows::new(false, 0);
        let expected = Expected::Record(&ANY, Some(row));
        match self.perform(&call, expected, &mut rows, &Unchecked).await {
            Ok(_) => Ok(true),
            Err(error) if is_elsewhere(&error) => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// Whether the shop lists any such record.
    pub(super) async fn lists(&self, resource: &'static str, filter: Vec<Filter>) -> Result<bool> {
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
            display: Display::of(&["id"]),
            filter,
            limit: Some(Limit { offset: 0, count }),
            ..Query::default()
        };
        let call = self.in_shop(Call::list(resource, query));
        let mut rows = JsonRows::new(false, 0);
        self.perform(&call, Expected::List(&ANY), &mut rows, &Unchecked)
            .await
    }

    /// The error with the request that led to it.
    pub(super) fn asked(&self, call: &Call, error: Error) -> Error {
        let settings = self.settings();
        match Request::build(&settings.endpoint, &settings.key, settings.auth, call) {
            Ok(request) => error.with_request(request.summary()),
            Err(_) => error,
        }
    }

    /// The error for a record that another shop has, or none.
    pub(super) fn not_in_shop(&self, resource: &str, id: u32) -> Error {
        let shop = match self.settings().id_shop {
            Some(id) => format!("Shop {id}"),
            None => "The shop of this address".to_owned(),
        };
        let message = format!("{shop} has no record {id} of {resource}.");
        Error::new(ErrorKind::NotFound, message).with_hint(
            "It does not exist, or another shop of the multistore has it: then give the shopId or the address of that one.",
        )
    }
}

/// Whether the shop says that another one has the record.
pub(super) fn is_elsewhere(error: &Error) -> bool {
    let mut codes = error.codes().iter();
    codes.any(|one| one.code == Some(NOT_IN_SHOP))
}
