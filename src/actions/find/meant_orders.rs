//! The orders that an input means, with what names their customers and states.

use resources::{Customer, Declared, Order};

use super::super::allowed::one_of;
use super::super::answer;
use super::super::input::Input;
use super::super::order::{self, States};
use super::super::order_search::CUSTOMERS_AT_ONCE;
use super::super::parcel::delivery::PARCELS;
use super::super::pasted;
use super::super::warnings::Warnings;
use super::amounts::amounts;
use super::buyer::Buyer;
use super::ids::Looked;
use super::newest::Newest;
use super::order_row::{FOUND_BUYER, FOUND_ORDER};
use super::page::Page;
use super::period::Period;
use super::states::StatesWanted;
use super::tracked::TrackingNumber;
use super::words::Words;
use crate::client::Client;
use crate::client::join::join;
use crate::client::transport::Transport;
use crate::webservice::display::Display;
use crate::webservice::error::Result;
use crate::webservice::filter::{Condition, Filter};
use crate::webservice::query::Query;

/// What was read for a page.
pub struct OrdersRead {
    /// The orders.
    pub found: Looked<Order>,
    /// What labels them.
    pub states: States,
    /// Who placed them.
    pub buyers: Result<Vec<Customer>>,
    /// What could not be looked for.
    pub warnings: Warnings,
}

/// What is looked for.
pub struct OrderSearch<'s> {
    page: &'s Page,
    period: Period,
    wanted: &'s StatesWanted<'s>,
    buyer: Buyer<'s>,
    total: Option<Condition>,
    /// Fields with words that must be in them.
    words: Vec<(&'static str, Words<'s>)>,
    tracking: Option<TrackingNumber>,
}

impl<'s> OrderSearch<'s> {
    /// By an input.
    ///
    /// # Errors
    /// `InvalidRequest` for what cannot be meant.
    pub fn of(
        input: &'s Input,
        page: &'s Page,
        wanted: &'s StatesWanted<'s>,
    ) -> Result<OrderSearch<'s>> {
        let mut words = Vec::new();
        let payment = input.given_text("payment");
        let reference = input.given_text("reference").map(pasted::without_mark);
        for (field, text) in [("payment", payment), ("reference", reference)] {
            words.extend(text.map(|text| (field, Words::whole(text))));
        }
        let tracking = input.given_text("tracking_number");
        Ok(OrderSearch {
            page,
            period: Period::of(input, "from", "to")?,
            wanted,
            buyer: Buyer::of(input)?,
            total: total(input)?,
            words,
            tracking: tracking.map(TrackingNumber::of).transpose()?,
        })
    }

    /// Whether parcels are looked up for it.
    pub fn is_by_parcel(&self) -> bool {
        self.tracking.is_some()
    }

    /// The orders with their customers, and the states that label them.
    pub async fn run<T: Transport>(self, client: &Client<T>) -> Result<OrdersRead> {
        // Whoever gives a number mostly gives nobody's address.
        let named = async {
            let parcels = match &self.tracking {
                Some(number) => number.orders(client).await,
                None => Ok(None),
            };
            (parcels, self.buyer.find(client).await)
        };
        let ((parcels, buyers), known) = join(named, self.wanted.needed(client)).await;
        let (buyers, known) = (buyers?, known?);
        let mut warnings = Warnings::default();
        let (mut tracked, mut compared) = (None, None);
        if self.tracking.is_some() {
            tracked = warnings.told(parcels, &PARCELS)?;
            compared = self.tracking.as_ref().filter(|_| tracked.is_none());
        }
        let states = self.wanted.ids(client, known.as_ref()).await?;
        let buyer = self.buyer.ids(&buyers);
        let ids = [("id_customer", buyer), ("id", tracked)];
        let queries = self.queries(states, ids);
        let words = &self.words;
        let newest = Newest {
            page: self.page,
            period: self.period.clone(),
            is_exact: compared.is_none() && words.iter().all(|(_, words)| words.is_exact()),
        };
        let keep = |order: &Order| {
            let text = |field| order.record().text(field).unwrap_or_default();
            words
                .iter()
                .all(|(field, words)| words.are_in(&[text(field)]))
                && compared.is_none_or(|number| number.is_of(order))
        };
        let modest = client.modest();
        let found = async {
            let found = newest.list(client, &queries, keep).await?;
            let buyers = match buyers.is_empty() {
                true => order::customers_of(&modest, &found.0.rows, &FOUND_BUYER).await,
                false => Ok(buyers),
            };
            Ok((found, buyers))
        };
        let states = async {
            match known {
                Some(states) => Ok(states),
                None => modest.order_states().await,
            }
        };
        let (found, states) = join(found, states).await;
        let (found, buyers) = found?;
        Ok(OrdersRead {
            found,
            states,
            buyers,
            warnings,
        })
    }

    /// One query, or several where one address cannot hold the ids of customers or orders that are
    /// meant; none where no state, customer or order is.
    fn queries(&self, states: Option<Vec<u32>>, ids: [(&str, Option<Vec<u32>>); 2]) -> Vec<Query> {
        if states.as_ref().is_some_and(Vec::is_empty) {
            return Vec::new();
        }
        let mut filter = Vec::new();
        let mut given = |field: &str, condition: Option<Condition>| {
            filter.extend(condition.map(|condition| Filter::new(field, condition)));
        };
        for (field, words) in &self.words {
            given(field, words.condition());
        }
        given("total_paid_tax_incl", self.total.clone());
        given("current_state", states.as_deref().map(one_of));
        let mut display = answer::display(Order::RESOURCE, &FOUND_ORDER);
        if let Display::Fields(fields) = &mut display {
            // What is only filtered by is not handed on, and words are looked at here.
            let mut joined = vec!["current_state", "id_customer", "payment"];
            joined.extend(self.tracking.as_ref().map(|_| "shipping_number"));
            fields.extend(joined.into_iter().map(str::to_owned));
        }
        let mut queries = vec![Query::of(display, filter)];
        for (field, ids) in ids {
            let Some(ids) = ids else { continue };
            let mut parts = Vec::new();
            for query in queries {
                for ids in ids.chunks(CUSTOMERS_AT_ONCE) {
                    let mut part = query.clone();
                    part.filter.push(Filter::new(field, one_of(ids)));
                    parts.push(part);
                }
            }
            queries = parts;
        }
        queries
    }
}

/// What the amount must be.
fn total(input: &Input) -> Result<Option<Condition>> {
    Ok(match amounts(input, "total_from", "total_to")? {
        (Some(from), Some(to)) => Some(Condition::Between(from, to)),
        (from, to) => from.map(Condition::AtLeast).or(to.map(Condition::AtMost)),
    })
}
