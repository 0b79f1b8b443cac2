//! The customer whose orders are looked for.

use resources::Customer;

use super::super::customers::same_email;
use super::super::input::{Argument, Input};
use super::super::pasted::address;
use crate::client::Client;
use crate::client::transport::Transport;
use crate::webservice::error::{Error, Result};
use crate::webservice::number::number;
use crate::webservice::rules::is_email;

/// Whose orders.
pub enum Buyer<'i> {
    /// Everybody's.
    Anybody,
    /// Those of the customer of that id.
    Id(u32),
    /// Those of everybody with that e-mail address.
    Email(&'i str),
}

impl<'i> Buyer<'i> {
    /// By `customer`.
    ///
    /// # Errors
    /// `InvalidRequest` for what is neither an id nor an e-mail address.
    pub fn of(input: &'i Input) -> Result<Self> {
        match input.get("customer") {
            None => Ok(Buyer::Anybody),
            Some(Argument::Number(id)) => Ok(Buyer::Id(*id)),
            Some(Argument::Text(text)) if is_email(address(text)) => {
                Ok(Buyer::Email(address(text)))
            }
            Some(Argument::Text(text)) if number(text).is_some() => {
                Ok(Buyer::Id(number(text).unwrap_or_default()))
            }
            _ => {
                let hint = "Look the customer up by find_customers, and give the id.";
                Err(Error::about(
                    "customer",
                    &["must be an id or an e-mail address"],
                    hint,
                ))
            }
        }
    }

    /// Who has the e-mail address; nobody where none is given.
    pub async fn find<T: Transport>(&self, client: &Client<T>) -> Result<Vec<Customer>> {
        match self {
            Buyer::Email(email) => same_email(client, email).await,
            _ => Ok(Vec::new()),
        }
    }

    /// The ids of the customers, once they are found; `None` for anybody.
    pub fn ids(&self, found: &[Customer]) -> Option<Vec<u32>> {
        match self {
            Buyer::Anybody => None,
            Buyer::Id(id) => Some(vec![*id]),
            Buyer::Email(_) => Some(found.iter().filter_map(Customer::id).collect()),
        }
    }
}
