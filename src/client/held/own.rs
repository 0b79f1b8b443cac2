//! What is the customer's own: who the customer is, and which orders and other records are theirs.

use resources::{Customer, Order};

use crate::client::Client;
use crate::client::transport::Transport;
use crate::webservice::display::Display;
use crate::webservice::error::{Error, Result};
use crate::webservice::filter::{Condition, Filter};
use crate::webservice::query::Query;

use super::table::{self, Rule};
use super::who::{Hold, Who};

/// Customers with one e-mail address; only guests are many.
const MOST_CUSTOMERS: usize = 200;

impl<T: Transport> Client<T> {
    /// Finds out who the customer is before several reads would at the same time, if one of the
    /// resources that are read is the customer's own.
    pub(crate) async fn know_customer(
        &self,
        mut resources: impl Iterator<Item = &'static str>,
    ) -> Result<()> {
        let is_personal = |name| table::of(name).is_some_and(Rule::is_personal);
        match &self.hold {
            Some(hold) if resources.any(is_personal) => self.own_customers(hold).await.map(drop),
            _ => Ok(()),
        }
    }

    /// The ids of the customer: of an e-mail address everybody who has it, guests and deleted ones
    /// too.
    pub(super) async fn own_customers(&self, hold: &Hold) -> Result<Vec<String>> {
        let email = match &hold.who {
            Who::Id(id) => return Ok(vec![id.to_string()]),
            Who::Email(email) => email,
        };
        if let Some(known) = hold.customers.borrow().clone() {
            return Ok(known);
        }
        let query = Query::of(
            Display::of(&["id", "email"]),
            vec![Filter::new("email", Condition::Equals(email.clone()))],
        );
        let mut found = self.free().list::<Customer>(query).await?;
        // Shops also find addresses that differ in accents: those are other people's.
        found.retain(|one| {
            let found = one.email().unwrap_or_default();
            found.trim().eq_ignore_ascii_case(email)
        });
        if found.len() > MOST_CUSTOMERS {
            let problem = [
                "is that of more than ",
                &MOST_CUSTOMERS.to_string(),
                " customers",
            ];
            let hint = "Name the one meant by its id.";
            return Err(Error::about("onlyCustomer.email", &problem, hint));
        }
        let ids = found.iter().filter_map(Customer::id);
        let ids: Vec<String> = ids.map(|id| id.to_string()).collect();
        hold.customers.replace(Some(ids.clone()));
        Ok(ids)
    }

    /// Which records of a resource are open: of those that are named, or of all.
    pub(super) async fn open_of(
        &self,
        hold: &Hold,
        resource: &'static str,
        named: Option<Vec<String>>,
    ) -> Result<Vec<String>> {
        let known = hold.open_ids(resource);
        if let Some(named) = named
            .as_ref()
            .filter(|named| named.iter().all(|one| known.contains(one)))
        {
            return Ok(named.clone());
        }
        let filter = named.map(|ids| Filter::new("id", Condition::OneOf(ids)));
        let declared = resources::of(resource);
        // Chains are short: a line, its order, the customer.
        let found = self.ids_of(declared, filter.into_iter().collect()).await?;
        hold.add_open(resource, &found);
        Ok(found.iter().map(u32::to_string).collect())
    }

    /// The references of the customer's orders: of those that are named, or of all.
    pub(super) async fn own_references(&self, named: Option<Vec<String>>) -> Result<Vec<String>> {
        let filter = named.map(|all| Filter::new("reference", Condition::OneOf(all)));
        let query = Query::of(
            Display::of(&["id", "reference"]),
            filter.into_iter().collect(),
        );
        let orders = self.list::<Order>(query).await?;
        let references = orders.iter().filter_map(Order::reference);
        Ok(references.map(str::to_owned).collect())
    }

    fn free(&self) -> Client<T> {
        let mut client = self.clone();
        client.hold = None;
        client
    }
}
