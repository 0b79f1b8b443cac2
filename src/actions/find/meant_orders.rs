//! The orders that an input means, with what names their customers and states.

use resources::{Customer, Declared, Kind as FieldKind, Order};

use super::super::answer;
use super::super::input::Input;
use super::super::order::{self, States, one_of};
use super::super::order_search::CUSTOMERS_AT_ONCE;
use super::super::parcel::delivery::PARCELS;
use super::super::pasted;
use super::super::warnings::Warnings;
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
use crate::webservice::error::{Error, Result};
use crate::webservice::filter::{Condition, Filter};
use crate::webservice::query::Query;
use crate::webservice::recheck::Verdict;

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
    words: [(&'static str, Option<Words<'s>>); 2],
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
        let reference = input.given_text("reference").map(pasted::without_mark);
        let payment = input.given_text("payment");
        let tracking = input.given_text("tracking_number");
        Ok(OrderSearch {
            page,
            period: Period::of(input, "from", "to")?,
            wanted,
            buyer: Buyer::of(input)?,
            total: total(input)?,
            words: [("payment", payment), ("reference", reference)]
                .map(|(field, text)| (field, text.map(Words::whole))),
            tracking: tracking.map(TrackingNumber::of).transpose()?,
        })
    }

    /// Whether parcels are looked up for it.
    pub fn is_by_parcel(&self) -> bool {
        self.tracking.is_some()
    }

    /// The orders with their customers, and the states that label them.
    pub async fn run<T: Transport>(self, client: &Client<T>) -> Result<OrdersRead> {
        let parcels = async {
            match &self.tracking {
                Some(number) => number.orders(client).await,
                None => Ok(None),
            }
        };
        let named = join(self.buyer.find(client), self.wanted.needed(client));
        let (parcels, (buyers, known)) = join(parcels, named).await;
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
        let words = self.words.iter();
        let words = words.filter_map(|(field, words)| Some((*field, words.as_ref()?)));
        let newest = Newest {
            page: self.page,
            period: self.period.clone(),
            is_exact: compared.is_none() && words.clone().all(|(_, words)| words.is_exact()),
        };
        let keep = |order: &Order| {
            let text = |field| order.record().text(field).unwrap_or_default();
            let mut words = words.clone();
            words.all(|(field, words)| words.are_in(&[text(field)]))
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
        let part = |words: &Option<Words<'_>>| words.as_ref().and_then(Words::condition);
        let of_words = self
            .words
            .iter()
            .map(|(field, words)| (*field, part(words)));
        let given = of_words.chain([
            ("total_paid_tax_incl", self.total.clone()),
            ("current_state", states.as_deref().map(one_of)),
        ]);
        let given = given.filter_map(|(field, condition)| Some(Filter::new(field, condition?)));
        // What is only filtered by is not handed on, and words are looked at here.
        let looked_at = ["current_state", "id_customer", "payment", "shipping_number"];
        let joined = looked_at.iter().take(match self.tracking {
            Some(_) => 4,
            None => 3,
        });
        let fields = answer::fields(Order::RESOURCE, FOUND_ORDER.properties)
            .chain(joined.map(|field| (*field).to_owned()));
        let mut queries = vec![Query {
            display: Display::Fields(fields.collect()),
            filter: given.collect(),
            ..Query::default()
        }];
        for (field, ids) in ids {
            let Some(ids) = ids else { continue };
            let with_ids = |query: Query| {
                let parts = ids.chunks(CUSTOMERS_AT_ONCE).map(move |ids| {
                    let mut query = query.clone();
                    query.filter.push(Filter::new(field, one_of(ids)));
                    query
                });
                parts.collect::<Vec<Query>>()
            };
            queries = queries.into_iter().flat_map(with_ids).collect();
        }
        queries
    }
}

/// What the amount must be.
fn total(input: &Input) -> Result<Option<Condition>> {
    let [from, to] =
        ["total_from", "total_to"].map(|name| input.given_text(name).map(str::to_owned));
    Ok(match (from, to) {
        (Some(from), Some(to)) => {
            let most = Condition::AtMost(to.clone());
            if most.matches(FieldKind::Decimal, &from) == Verdict::No {
                let problem = ["is more than `total_to`"];
                return Err(Error::about(
                    "total_from",
                    &problem,
                    "Give the smaller one first.",
                ));
            }
            Some(Condition::Between(from, to))
        }
        (Some(from), None) => Some(Condition::AtLeast(from)),
        (None, Some(to)) => Some(Condition::AtMost(to)),
        (None, None) => None,
    })
}
